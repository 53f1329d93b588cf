from woonoverlast.web import contexts


class SearchConfig(contexts.Context):
    name = "woonoverlast.search"
    label = "search"
    verbose_name = "Zoeken"
    addresses = {"zoeken/": "woonoverlast.search.urls", "beheer/zoekwoorden/": "woonoverlast.search.editor_urls"}
    loads = ["load_synonyms"]

    def ready(self) -> None:
        from woonoverlast.lib import searching
        from woonoverlast.people import exporting
        from woonoverlast.search.index import PostgresIndex

        searching.registry.index = PostgresIndex()
        exporting.exempt("search.SynonymGroup.changed_by", reason="staat in het logboek van wie het deed")
