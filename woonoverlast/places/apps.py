from woonoverlast.web import contexts


class PlacesConfig(contexts.Context):
    name = "woonoverlast.places"
    label = "places"
    verbose_name = "Plaatsen"
    addresses = {"gemeenten/": "woonoverlast.places.urls"}
    menu = [contexts.MenuEntry("Gemeenten", "gemeenten", 30)]
    loads = ["load_places"]

    def ready(self) -> None:
        from woonoverlast.places import search_documents

        search_documents.register()
