from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "woonoverlast.places"
    label = "places"
    verbose_name = "Plaatsen"
