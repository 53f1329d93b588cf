"""Pages of lists that may be very long."""

from hashlib import sha256
from typing import Any, cast

from django.core.cache import caches
from django.core.exceptions import EmptyResultSet
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

LONG = 3_000


class DeepPaginator(Paginator):  # type: ignore[type-arg]  # no generic at run time
    """Pages in the second half are read from the end, so that the last page costs what the first does.

    Counting a long list costs more than showing a page of it: a count above `LONG` is remembered for a minute, under
    `key` where the caller knows one that says for whom and of what. Then the list itself is only looked at when needed.
    """

    def __init__(self, object_list: Any, per_page: int, *, key: str = "") -> None:
        super().__init__(object_list, per_page)
        self.key = key

    def page(self, number: int | str) -> "Page[Any]":
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        rows = cast(QuerySet[Any], self.object_list)
        stop = min(start + self.per_page, self.count)
        if start <= self.count // 2:
            return Page(list(rows[start:stop]), number, self)
        backwards = rows.reverse()
        found = list(backwards[self.count - stop : self.count - start])
        return Page(found[::-1], number, self)

    @cached_property
    def count(self) -> int:
        rows = cast(QuerySet[Any], self.object_list)
        try:
            key = self.key or sha256(str(rows.order_by().query).encode()).hexdigest()
        except EmptyResultSet:
            return 0
        known = caches["process"].get(key)
        if known is not None:
            return int(known)
        count = rows.order_by().count()
        if count > LONG:
            caches["process"].set(key, count, timeout=60)
        return count
