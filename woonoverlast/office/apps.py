from woonoverlast.web import contexts


class OfficeConfig(contexts.Context):
    name = "woonoverlast.office"
    label = "office"
    verbose_name = "Redactie"
    addresses = {"beheer/": "woonoverlast.office.urls"}

    def ready(self) -> None:
        from woonoverlast.office import checks

        assert checks  # importing it is what registers
