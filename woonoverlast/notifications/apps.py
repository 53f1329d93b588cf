from woonoverlast.web import contexts


class NotificationsConfig(contexts.Context):
    name = "woonoverlast.notifications"
    label = "notifications"
    verbose_name = "Berichten"
    addresses = {
        "meldingen/": "woonoverlast.notifications.urls",
        "beheer/mails/": "woonoverlast.notifications.preview_urls",
    }

    def ready(self) -> None:
        from woonoverlast.notifications import own_data, panels

        own_data.register()
        panels.register()
