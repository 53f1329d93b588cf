from collections.abc import Sequence

from woonoverlast.web import contexts


class InstrumentsConfig(contexts.Context):
    name = "woonoverlast.instruments"
    label = "instruments"
    verbose_name = "Instrumenten"
    addresses = {"instrumenten/": "woonoverlast.instruments.urls"}
    menu = [contexts.MenuEntry("Instrumenten", "instrumenten", 15)]
    loads = ["load_instruments"]

    def ready(self) -> None:
        from woonoverlast.instruments import own_data, search_documents

        search_documents.register()
        own_data.register()

    def work(self) -> Sequence[contexts.Work]:
        from woonoverlast.instruments import editors_work

        return editors_work.KINDS
