from collections.abc import Sequence

from woonoverlast.web import contexts


class PracticesConfig(contexts.Context):
    name = "woonoverlast.practices"
    label = "practices"
    verbose_name = "Praktijkvoorbeelden"
    addresses = {"praktijk/": "woonoverlast.practices.urls"}
    menu = [contexts.MenuEntry("Praktijk", "praktijk", 17)]

    def ready(self) -> None:
        from woonoverlast.practices import own_data, panels, search_documents

        search_documents.register()
        own_data.register()
        panels.hang_up()

    def work(self) -> Sequence[contexts.Work]:
        from woonoverlast.practices import editors_work

        return editors_work.KINDS
