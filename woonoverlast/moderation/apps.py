from collections.abc import Sequence

from woonoverlast.web import contexts


class ModerationConfig(contexts.Context):
    name = "woonoverlast.moderation"
    label = "moderation"
    verbose_name = "Moderatie"
    addresses = {"forum/": "woonoverlast.moderation.urls"}

    def ready(self) -> None:
        from woonoverlast.moderation import own_data

        own_data.register()

    def work(self) -> Sequence[contexts.Work]:
        from woonoverlast.moderation import editors_work

        return editors_work.KINDS
