from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "woonoverlast.office"
    label = "office"
    verbose_name = "Redactie"

    def ready(self) -> None:
        from woonoverlast.office import checks

        assert checks  # importing it is what registers
