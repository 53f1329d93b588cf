from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "woonoverlast.places"
    label = "places"
    verbose_name = "Plaatsen"

    def ready(self) -> None:
        from woonoverlast.places import finding

        finding.register()
