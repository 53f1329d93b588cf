from woonoverlast.web import contexts


class ExpertsConfig(contexts.Context):
    name = "woonoverlast.experts"
    label = "experts"
    verbose_name = "Kenners"
    addresses = {"": "woonoverlast.experts.urls"}

    def ready(self) -> None:
        from woonoverlast.experts import asking, own_data, panels
        from woonoverlast.forum import hooks

        hooks.REPLIED.append(asking.mark_answered)
        hooks.MERGED.append(asking.take_along)
        own_data.register()
        panels.register()
