from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "woonoverlast.people"
    label = "people"
    verbose_name = "Mensen"
