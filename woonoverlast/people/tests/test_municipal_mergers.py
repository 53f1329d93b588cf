"""A municipality merges: who worked there moves along, and what was stays as it was."""

from datetime import date

import pytest

from woonoverlast.people import coverage, municipal_mergers
from woonoverlast.people.models import Membership, Organisation, Person
from woonoverlast.people.testing import make_person, municipal_organisation
from woonoverlast.places.models import Municipality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]


def merged() -> Municipality:
    found = Municipality.objects.filter(name="Weesp", successor__isnull=False).first()
    return found or Municipality.objects.exclude(successor=None).order_by("-valid_to", "code")[0]


def employ(name: str, place: Municipality, started_on: date) -> Person:
    person = make_person(name, municipal_organisation(place))
    Membership.objects.filter(person=person).update(started_on=started_on)
    Person.objects.filter(pk=person.pk).update(municipality=place)
    return person


def test_members_continue_at_the_successor_from_the_day_of_the_merger() -> None:
    old = merged()
    assert old.valid_to
    assert old.successor
    person = employ("mover", old, date(2015, 1, 1))
    assert municipal_mergers.follow_mergers() > 0
    rows = Membership.objects.filter(person=person).order_by("started_on")
    assert [(r.organisation.municipality, r.started_on, r.ended_on) for r in rows] == [
        (old, date(2015, 1, 1), old.valid_to),
        (old.successor, old.valid_to, None),
    ]
    assert Person.objects.get(pk=person.pk).municipality == old.successor


def test_counts_before_the_merger_are_unchanged_and_after_it_the_successor_counts() -> None:
    old = merged()
    assert old.valid_to
    assert old.successor
    employ("mover", old, date(2015, 1, 1))
    before = coverage.connected_codes(date(2015, 6, 1))
    assert old.code in before
    municipal_mergers.follow_mergers()
    assert coverage.connected_codes(date(2015, 6, 1)) == before
    assert old.successor.code in coverage.connected_codes()


def test_twice_moves_nothing_more() -> None:
    employ("mover", merged(), date(2015, 1, 1))
    municipal_mergers.follow_mergers()
    count = Membership.objects.count()
    assert municipal_mergers.follow_mergers() == 0
    assert Membership.objects.count() == count


def test_the_old_organisation_ends_and_cannot_be_joined() -> None:
    old = merged()
    employ("mover", old, date(2015, 1, 1))
    organisation = municipal_organisation(old)
    municipal_mergers.follow_mergers()
    assert Organisation.objects.get(pk=organisation.pk).ended_on == old.valid_to
    assert organisation not in Organisation.objects.joinable()
