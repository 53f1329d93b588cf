from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "woonoverlast.people"
    label = "people"
    verbose_name = "Mensen"

    def ready(self) -> None:
        from woonoverlast.people import finding, panel

        panel.hang_up()
        finding.register()
