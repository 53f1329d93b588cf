from collections.abc import Sequence

from woonoverlast.web import contexts


class LocalRulesConfig(contexts.Context):
    name = "woonoverlast.local_rules"
    label = "local_rules"
    verbose_name = "Lokale regels"
    addresses = {"lokale-regels/": "woonoverlast.local_rules.urls"}

    def ready(self) -> None:
        from woonoverlast.local_rules import own_data, page_parts, search_documents, using
        from woonoverlast.people import retention

        page_parts.hang_up()
        search_documents.register()
        own_data.register()
        retention.on_erasure(using.erase)

    def work(self) -> Sequence[contexts.Work]:
        from woonoverlast.local_rules import editors_work

        return editors_work.KINDS
