from collections.abc import Sequence

from woonoverlast.web import contexts


class ModerationConfig(contexts.Context):
    name = "woonoverlast.moderation"
    label = "moderation"
    verbose_name = "Moderatie"
    addresses = {"forum/": "woonoverlast.moderation.urls"}

    def ready(self) -> None:
        from woonoverlast.forum import hooks
        from woonoverlast.moderation import own_data, reporting

        own_data.register()
        hooks.PURGED.append(reporting.forget_words)

    def work(self) -> Sequence[contexts.Work]:
        from woonoverlast.moderation import editors_work

        return editors_work.KINDS
