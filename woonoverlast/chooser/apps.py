from woonoverlast.web import contexts


class ChooserConfig(contexts.Context):
    name = "woonoverlast.chooser"
    label = "chooser"
    verbose_name = "Keuzehulp"
    addresses = {"keuzehulp/": "woonoverlast.chooser.urls"}
    loads = ["load_rules"]

    def ready(self) -> None:
        from woonoverlast.chooser import own_data

        own_data.register()
