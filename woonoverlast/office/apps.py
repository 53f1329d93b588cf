from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "woonoverlast.office"
    label = "office"
    verbose_name = "Redactie"
