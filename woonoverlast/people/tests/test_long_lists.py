"""Counting very long lists: remembered for a minute, never for short ones."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from woonoverlast.people.models import Person
from woonoverlast.web import paging
from woonoverlast.web.paging import DeepPaginator


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    caches["process"].clear()
    yield
    caches["process"].clear()


def count_twice() -> tuple[int, int]:
    """The count, then the count after one more person came."""
    before = DeepPaginator(Person.objects.order_by("pk"), 10).count
    Person.objects.create_user("nieuw@werk.example")
    return before, DeepPaginator(Person.objects.order_by("pk"), 10).count


@pytest.mark.django_db
def test_a_short_list_is_always_counted() -> None:
    Person.objects.create_user("een@werk.example")
    assert count_twice() == (1, 2)


@pytest.mark.django_db
def test_a_long_list_is_counted_once_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "LONG", 0)
    Person.objects.create_user("een@werk.example")
    assert count_twice() == (1, 1)


@pytest.mark.django_db
def test_another_filter_is_another_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "LONG", 0)
    Person.objects.create_user("een@werk.example")
    assert DeepPaginator(Person.objects.order_by("pk"), 10).count == 1
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert DeepPaginator(Person.objects.filter(email="x").order_by("pk"), 10).count == 0
    assert len(queries) == 1


@pytest.mark.django_db
def test_a_filter_that_excludes_everything_counts_nothing() -> None:
    assert DeepPaginator(Person.objects.none().order_by("pk"), 10).count == 0
