from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "woonoverlast.search"
    label = "search"
    verbose_name = "Zoeken"

    def ready(self) -> None:
        from woonoverlast.lib import searching
        from woonoverlast.people import exporting
        from woonoverlast.search.index import PostgresIndex

        searching.registry.index = PostgresIndex()
        exporting.exempt("search.SynonymGroup.changed_by", reason="staat in het logboek van wie het deed")
