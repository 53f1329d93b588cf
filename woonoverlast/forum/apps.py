from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "woonoverlast.forum"
    label = "forum"
    verbose_name = "Forum"

    def ready(self) -> None:
        from woonoverlast.forum import finding, own_data

        finding.register()
        own_data.register()
