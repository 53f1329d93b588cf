from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "woonoverlast.notifications"
    label = "notifications"
    verbose_name = "Berichten"

    def ready(self) -> None:
        from woonoverlast.notifications import own_data, panels

        own_data.register()
        panels.register()
