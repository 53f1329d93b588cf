from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "woonoverlast.notifications"
    label = "notifications"
    verbose_name = "Berichten"
