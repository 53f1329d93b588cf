"""What `lib.searching` calls."""

from typing import Any

from woonoverlast.lib.searching import Searchable, Similar
from woonoverlast.search import hits, indexing


class PostgresIndex:
    def changed(self, searchable: Searchable, ids: list[int]) -> None:
        indexing.write(searchable, ids)

    def removed(self, searchable: Searchable, ids: list[int]) -> None:
        indexing.remove(searchable, ids)

    def similar(self, text: str, user: Any, *, without: set[str], most: int) -> list[Similar]:
        return hits.similar(text, user, without=without, most=most)
