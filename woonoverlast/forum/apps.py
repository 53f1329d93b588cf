from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "woonoverlast.forum"
    label = "forum"
    verbose_name = "Forum"

    def ready(self) -> None:
        from woonoverlast.forum import finding, noticed, overview, own_data, replying

        finding.register()
        noticed.register()
        overview.register()
        own_data.register()
        replying.register()
