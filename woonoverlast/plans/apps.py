from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "woonoverlast.plans"
    label = "plans"
    verbose_name = "Plannen"
