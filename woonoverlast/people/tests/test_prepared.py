"""A prepared query gives what the queryset gives, for each request its own."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.models import QuerySet

from woonoverlast.lib.prepared import Prepared
from woonoverlast.people.models import Person
from woonoverlast.people.testing import make_person

pytestmark = pytest.mark.django_db
NEW = datetime(2030, 1, 1, tzinfo=UTC)


def seen_before(pk: int, before: datetime) -> QuerySet[Person]:
    people = Person.objects.filter(pk=pk, created_at__lt=before)
    return people.select_related("municipality").only("name", "municipality__name")


def test_each_call_gives_its_own_rows() -> None:
    prepared = Prepared(seen_before)
    for name in ("anna", "bram"):
        person = make_person(name)
        assert [found.name for found in prepared(pk=person.pk, before=NEW)] == [person.name]


def test_moments_are_filled_in_too() -> None:
    prepared = Prepared(seen_before)
    person = make_person("anna")
    assert prepared(pk=person.pk, before=NEW) == [person]
    assert prepared(pk=person.pk, before=datetime(2000, 1, 1, tzinfo=UTC)) == []


def test_queryset_is_made_once() -> None:
    made = []

    def make(pk: int) -> QuerySet[Person]:
        made.append(pk)
        return Person.objects.filter(pk=pk)

    prepared = Prepared(make)
    prepared(pk=1)
    prepared(pk=2)
    assert len(made) == 1


def test_value_that_is_not_used_is_refused() -> None:
    prepared = Prepared(lambda pk, other: Person.objects.filter(pk=pk))
    with pytest.raises(ValueError, match="other"):
        prepared(pk=1, other=2)


def test_days_and_texts_are_filled_in_too() -> None:
    """What looks like a sign of the statement is only text."""
    prepared = Prepared(lambda email, until: Person.objects.filter(email=email, created_at__date__lte=until))
    person = make_person("anna")
    assert prepared(email=person.email, until=date(2100, 1, 1)) == [person]
    assert prepared(email=person.email, until=date(2000, 1, 1)) == []
    assert prepared(email="%s' OR 1=1 --", until=date(2100, 1, 1)) == []


def test_signs_in_what_is_the_same_for_everybody_stay() -> None:
    person = make_person("anna")
    Person.objects.filter(pk=person.pk).update(name="100% Anna's %s")
    prepared = Prepared(lambda pk: Person.objects.filter(pk=pk, name="100% Anna's %s"))
    assert prepared(pk=person.pk) == [person]
    assert prepared(pk=person.pk + 1) == []


def test_plan_is_kept_by_the_connection() -> None:
    prepared = Prepared(lambda pk: Person.objects.filter(pk=pk))
    for pk in range(3):
        prepared(pk=pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%people_person%'")
        assert cursor.fetchone()[0] >= 1
