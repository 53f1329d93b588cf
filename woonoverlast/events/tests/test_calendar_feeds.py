"""Feeds: what is public for everybody, one's own by an address that can be closed; nothing leaks."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from woonoverlast.events import feeds, places, signing_up
from woonoverlast.events.models import CalendarKey, Cancellation, Event, SignUp, Status
from woonoverlast.events.tests import ics
from woonoverlast.events.tests.making import make_event
from woonoverlast.people import retention
from woonoverlast.people.models import Membership, Person
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.places.models import Municipality

PUBLIC, PAGE = "/agenda/agenda.ics", "/agenda/mijn-kalender/"
LINK = "https://vergader.example/geheim"


def content(path: str, client: Client | None = None) -> bytes:
    response = (client or Client()).get(path)
    assert response.status_code == 200
    return response.content


def titles(path: str, client: Client | None = None) -> set[str]:
    return {str(event["SUMMARY"]) for event in ics.read(content(path, client))}


def address(client: Client) -> str:
    client.post(PAGE)
    found = re.search(r'value="http://testserver(/agenda/mijn/[^"]+\.ics)"', client.get(PAGE).content.decode())
    assert found
    return found[1]


def join(event: Event, person: Person) -> SignUp:
    return signing_up.sign_up(event, person, by=person)


@pytest.mark.django_db
def test_public_feed_leaks_nothing_and_is_the_same_for_everybody(cast: Cast) -> None:
    shown = make_event(cast.editor, title="Openbaar", link=LINK)
    make_event(cast.editor, title="Concept", published=False)
    make_event(cast.editor, title="Leden", members_only=True)
    make_event(cast.editor, title="Genodigden", audience="invited")
    make_event(cast.editor, title="Oud", in_days=-100)
    make_event(cast.editor, title="Pas geweest", in_days=-80)
    join(shown, cast.member)
    for client in (None, logged_in(cast.member), logged_in(cast.editor)):
        assert titles(PUBLIC, client) == {"Openbaar", "Pas geweest"}
        assert LINK.encode() not in content(PUBLIC, client).replace(b"\r\n ", b"")


@pytest.mark.django_db
def test_what_is_hidden_from_the_public_feed_is_there_once_it_is_public(cast: Cast) -> None:
    """The control of the test before this one: each of these is kept out for its own reason."""
    make_event(cast.editor, title="Concept", published=False)
    make_event(cast.editor, title="Leden", members_only=True)
    make_event(cast.editor, title="Genodigden", audience="invited")
    Event.objects.update(published_at=timezone.now(), members_only=False, audience="members")
    assert titles(PUBLIC) == {"Concept", "Leden", "Genodigden"}


@pytest.mark.django_db
def test_cancelled_event_is_shown_as_that(cast: Cast) -> None:
    event = make_event(cast.editor, title="Regie")
    Cancellation.objects.create(event=event, by=cast.editor, reason="Ziek.")
    shown = ics.only(content(PUBLIC))
    assert (shown["STATUS"], str(shown["SUMMARY"])) == ("CANCELLED", "Gaat niet door: Regie")


@pytest.mark.django_db
def test_own_feed_has_places_and_offers_and_nothing_else(cast: Cast) -> None:
    mine = make_event(cast.editor, title="Plaats", link=LINK)
    join(mine, cast.member)
    waiting = make_event(cast.editor, title="Wacht", capacity=1)
    join(waiting, cast.colleague)
    join(waiting, cast.member)
    make_event(cast.editor, title="Niet aangemeld")
    gone = make_event(cast.editor, title="Afgemeld")
    places.cancel(join(gone, cast.member), by=cast.member)
    own = address(logged_in(cast.member))
    assert titles(own) == {"Plaats"}
    assert LINK.encode() in content(own).replace(b"\r\n ", b"")
    places.cancel(SignUp.objects.get(event=waiting, status=Status.PLACE), by=cast.colleague)
    assert titles(own) == {"Plaats", "Onder voorbehoud: Wacht"}
    assert LINK.encode() not in content(address(logged_in(cast.colleague))).replace(b"\r\n ", b"")


@pytest.mark.django_db
def test_sequence_in_the_feed_is_that_of_the_mail(cast: Cast) -> None:
    event = make_event(cast.editor)
    places.cancel(join(event, cast.member), by=cast.member)
    join(event, cast.member)
    assert ics.only(content(address(logged_in(cast.member))))["SEQUENCE"] == 3


@pytest.mark.django_db
def test_own_feed_follows_what_the_member_may_see_now(cast: Cast) -> None:
    event = make_event(cast.editor, title="Leden", members_only=True)
    join(event, cast.member)
    own = address(logged_in(cast.member))
    assert titles(own) == {"Leden"}
    Membership.objects.filter(person=cast.member).update(ended_on=timezone.localdate())
    assert titles(own) == set()


@pytest.mark.django_db
def test_new_address_closes_the_old_one_and_closing_closes_it(cast: Cast) -> None:
    member = logged_in(cast.member)
    old = address(member)
    new = address(member)
    assert old != new
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    member.post(f"{PAGE}sluiten/")
    assert Client().get(new).status_code == 404
    assert not CalendarKey.objects.exists()


@pytest.mark.django_db
def test_looking_at_the_page_makes_no_address(cast: Cast) -> None:
    member = logged_in(cast.member)
    member.get(PAGE)
    assert not CalendarKey.objects.exists()
    assert member.get(f"{PAGE}sluiten/").status_code == 405
    member.post(PAGE)
    assert CalendarKey.objects.exists()


@pytest.mark.django_db
def test_suspended_or_erased_member_has_no_feed(cast: Cast) -> None:
    own, other = address(logged_in(cast.member)), address(logged_in(cast.colleague))
    assert Client().get(own).status_code == 200
    Person.objects.filter(pk=cast.member.pk).update(suspended_at=timezone.now())
    assert Client().get(own).status_code == 404
    retention.anonymise(cast.colleague)
    assert Client().get(other).status_code == 404
    assert not CalendarKey.objects.filter(person=cast.colleague).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["x", "WzEsIngiXQ:1abc:xyz"])
def test_made_up_address_is_404(token: str) -> None:
    assert Client().get(f"/agenda/mijn/{token}.ics").status_code == 404


@pytest.mark.django_db
def test_feed_that_did_not_change_is_not_sent_again(cast: Cast) -> None:
    event = make_event(cast.editor)
    join(event, cast.member)
    for path in (PUBLIC, address(logged_in(cast.member))):
        tag = Client().get(path)["ETag"]
        assert Client().get(path, headers={"if-none-match": tag}).status_code == 304
        Event.objects.filter(pk=event.pk).update(title=f"Anders voor {path[-8:]}")
        assert Client().get(path, headers={"if-none-match": tag}).status_code == 200


@pytest.mark.django_db
def test_number_of_queries_does_not_grow(cast: Cast) -> None:
    own, counts = address(logged_in(cast.member)), []
    for _ in range(2):
        for _ in range(5):
            join(make_event(cast.editor, municipality=Municipality.objects.current()[0]), cast.member)
        counts.append([queries(path) for path in (PUBLIC, own)])
    assert counts[0] == counts[1]


def queries(path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        Client().get(path)
    return len(captured)


@pytest.mark.django_db
def test_guest_who_became_a_member_finds_the_place_in_the_calendar(cast: Cast) -> None:
    event = make_event(cast.editor, title="Als gast", audience="everybody")
    signing_up.sign_up_guest(event, signing_up.Guest("Nieuw", "nieuw@werk.example"))
    Person.objects.filter(pk=cast.outsider.pk).update(email="nieuw@werk.example")
    assert feeds.own_sign_ups(Person.objects.get(pk=cast.outsider.pk)).count() == 1
    assert titles(address(logged_in(cast.outsider))) == {"Als gast"}
