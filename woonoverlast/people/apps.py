from collections.abc import Sequence

from woonoverlast.web import contexts


class PeopleConfig(contexts.Context):
    name = "woonoverlast.people"
    label = "people"
    verbose_name = "Mensen"
    addresses = {"": "woonoverlast.people.urls"}
    menu = [contexts.MenuEntry("Leden", "leden", 50, for_members=True)]
    loads = ["load_expertise"]

    def ready(self) -> None:
        from woonoverlast.people import municipality_panel, search_documents

        municipality_panel.hang_up()
        search_documents.register()

    def work(self) -> Sequence[contexts.Work]:
        from woonoverlast.people import editors_work

        return editors_work.KINDS
