from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "woonoverlast.demo"
    label = "demo"
    verbose_name = "Voorbeeldomgeving"
