from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "woonoverlast.people"
    label = "people"
    verbose_name = "Mensen"

    def ready(self) -> None:
        from woonoverlast.people import panel  # noqa: PLC0415 (models are not ready before)

        panel.hang_up()
