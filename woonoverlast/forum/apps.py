from woonoverlast.web import contexts


class ForumConfig(contexts.Context):
    name = "woonoverlast.forum"
    label = "forum"
    verbose_name = "Forum"
    addresses = {"forum/": "woonoverlast.forum.urls"}
    menu = [contexts.MenuEntry("Forum", "forum", 10, for_members=True)]
    loads = ["load_themes"]

    def ready(self) -> None:
        from woonoverlast.forum import noticed, overview, own_data, replying, search_documents

        search_documents.register()
        noticed.register()
        overview.register()
        own_data.register()
        replying.register()
