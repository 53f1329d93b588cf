from collections.abc import Sequence

from woonoverlast.web import contexts


class MailConfig(contexts.Context):
    name = "woonoverlast.mail"
    label = "mail"
    verbose_name = "Mail"
    addresses = {"": "woonoverlast.mail.urls", "beheer/mailings/": "woonoverlast.mail.mailing_urls"}

    def ready(self) -> None:
        from woonoverlast.mail import own_data

        own_data.register()

    def work(self) -> Sequence[contexts.Work]:
        from woonoverlast.mail import editors_work

        return editors_work.KINDS
