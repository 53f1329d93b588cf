from collections.abc import Sequence

from woonoverlast.web import contexts


class EventsConfig(contexts.Context):
    name = "woonoverlast.events"
    label = "events"
    verbose_name = "Bijeenkomsten"
    addresses = {"agenda/": "woonoverlast.events.urls"}
    menu = [contexts.MenuEntry("Agenda", "agenda", 20)]

    def ready(self) -> None:
        from woonoverlast.events import municipality_panel, overview, own_data, samples, search_documents

        search_documents.register()
        overview.register()
        own_data.register()
        municipality_panel.hang_up()
        samples.register()

    def work(self) -> Sequence[contexts.Work]:
        from woonoverlast.events import editors_work

        return editors_work.KINDS
