from woonoverlast.web import contexts


class ExpertsConfig(contexts.Context):
    name = "woonoverlast.experts"
    label = "experts"
    verbose_name = "Kenners"
    addresses = {"": "woonoverlast.experts.urls"}

    def ready(self) -> None:
        from woonoverlast.experts import asking, own_data, panels, profile
        from woonoverlast.forum import hooks
        from woonoverlast.people import profile_panels

        hooks.STARTED += [asking.ask_from_start, asking.what_follows]
        hooks.REPLIED.append(asking.mark_answered)
        hooks.MERGED.append(asking.take_along)
        own_data.register()
        panels.register()
        profile_panels.register(profile.answers)
