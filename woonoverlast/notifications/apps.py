from collections.abc import Sequence

from woonoverlast.web import contexts


class NotificationsConfig(contexts.Context):
    name = "woonoverlast.notifications"
    label = "notifications"
    verbose_name = "Berichten"
    addresses = {
        "meldingen/": "woonoverlast.notifications.urls",
        "afmelden/": "woonoverlast.notifications.mail_urls",
        "beheer/mailings/": "woonoverlast.notifications.mailing_urls",
        "beheer/mails/": "woonoverlast.notifications.preview_urls",
    }

    def ready(self) -> None:
        from woonoverlast.notifications import own_data, panels

        own_data.register()
        panels.register()

    def work(self) -> Sequence[contexts.Work]:
        from woonoverlast.notifications import editors_work

        return editors_work.KINDS
