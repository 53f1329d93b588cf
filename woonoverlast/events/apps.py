from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "woonoverlast.events"
    label = "events"
    verbose_name = "Bijeenkomsten"

    def ready(self) -> None:
        from woonoverlast.events import finding, overview, own_data, panel, samples

        finding.register()
        overview.register()
        own_data.register()
        panel.hang_up()
        samples.register()
