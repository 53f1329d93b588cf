"""The agenda: who sees what, filters, month, map, the page of an event."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from woonoverlast.events import organising
from woonoverlast.events.models import Event
from woonoverlast.events.tests.making import make_event
from woonoverlast.people.models import Expertise, Person
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.places.models import Municipality

pytestmark = pytest.mark.django_db


def titles(page: bytes, *names: str) -> list[str]:
    text = page.decode()
    return [name for name in names if name in text]


def test_visitor_sees_what_is_public_and_no_draft(cast: Cast) -> None:
    make_event(cast.editor, title="Openbaar")
    make_event(cast.editor, title="Besloten", members_only=True)
    make_event(cast.editor, title="Concept", published=False)
    make_event(cast.editor, title="Genodigd", audience="invited", members_only=True)
    names = ("Openbaar", "Besloten", "Concept", "Genodigd")
    assert titles(Client().get("/agenda/").content, *names) == ["Openbaar"]
    assert titles(logged_in(cast.member).get("/agenda/").content, *names) == ["Openbaar", "Besloten"]
    assert titles(logged_in(cast.editor).get("/agenda/").content, *names) == ["Openbaar", "Besloten", "Genodigd"]


@pytest.mark.parametrize("address", ["", "maand/?maand={:%Y-%m}", "kaart/"])
def test_closed_events_show_nowhere(cast: Cast, address: str) -> None:
    groningen = Municipality.objects.get(name="Groningen", valid_to=None)
    at = make_event(cast.editor, title="Openbaar", municipality=groningen).starts_at
    make_event(cast.editor, title="Besloten", members_only=True, municipality=groningen)
    page = Client().get("/agenda/" + address.format(timezone.localtime(at))).content
    assert titles(page, "Openbaar", "Besloten") == ["Openbaar"]


def test_draft_and_absent_give_the_same_answer(cast: Cast) -> None:
    draft = make_event(cast.editor, published=False)
    found = Client().get(draft.get_absolute_url())
    absent = Client().get("/agenda/999999/")
    assert (found.status_code, absent.status_code) == (404, 404)
    assert found.content == absent.content


def test_filters(cast: Cast) -> None:
    groningen = Municipality.objects.get(name="Groningen", valid_to=None)
    noise = Expertise.objects.get(slug="geluid")
    here = make_event(cast.editor, title="Ter plekke", municipality=groningen, kind="training")
    make_event(cast.editor, title="Op het scherm", online=True, location="", audience="everybody")
    here.subjects.add(noise)
    names = ("Ter plekke", "Op het scherm")

    def shown(query: str) -> list[str]:
        return titles(logged_in(cast.member).get(f"/agenda/?{query}").content, *names)

    assert shown("soort=training") == shown("thema=geluid") == shown("vorm=locatie") == ["Ter plekke"]
    assert shown(f"provincie={groningen.province.code}") == shown("gemeente=groningen") == ["Ter plekke"]
    assert shown("vorm=online") == shown("voor=gasten") == ["Op het scherm"]
    assert shown("soort=onzin&thema=bestaat-niet") == list(names)


def test_month_has_an_event_of_two_days_on_both(cast: Cast) -> None:
    at = timezone.make_aware(datetime(2027, 5, 11, 10))
    make_event(cast.editor, title="Tweedaagse", starts_at=at, ends_at=at + timedelta(days=1, hours=4))
    page = Client().get("/agenda/maand/?maand=2027-05").content.decode()
    assert page.count("Tweedaagse") == 2
    assert "maand=2027-04" in page
    assert "maand=2027-06" in page
    assert Client().get("/agenda/maand/?maand=onzin").status_code == 200


def test_past_events_stand_apart_the_latest_first(cast: Cast) -> None:
    make_event(cast.editor, title="Lang geleden", in_days=-30)
    make_event(cast.editor, title="Pas geweest", in_days=-3)
    page = Client().get("/agenda/geweest/").content.decode()
    assert page.index("Pas geweest") < page.index("Lang geleden")
    assert titles(Client().get("/agenda/").content, "Pas geweest") == []


def test_share_card_is_a_picture_of_public_events_only(cast: Cast) -> None:
    event = make_event(cast.editor, title='Hostiel #pwn "$x$" <b>')
    response = Client().get(f"/agenda/{event.pk}/delen.png")
    assert response.content.startswith(b"\x89PNG")
    assert f"/agenda/{event.pk}/delen.png" in Client().get(event.get_absolute_url()).content.decode()
    Event.objects.filter(pk=event.pk).update(members_only=True)
    assert logged_in(cast.member).get(f"/agenda/{event.pk}/delen.png").status_code == 404


def test_text_of_strangers_is_shown_as_text(cast: Cast) -> None:
    event = make_event(cast.editor, title="<script>alert(1)</script>", body="<p>Dag<script>alert(2)</script></p>")
    page = Client().get(event.get_absolute_url()).content.decode()
    assert "alert(2)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_event_is_found_by_searching(cast: Cast) -> None:
    event = make_event(cast.editor, title="Bijzondere bijeenkomst over duivenmest", published=False)
    organising.publish(event, by=cast.editor)
    page = Client().get("/zoeken/?q=duivenmest").content.decode()
    assert event.get_absolute_url() in page


@pytest.mark.parametrize("address", ["/agenda/", "/agenda/geweest/", "/agenda/maand/"])
def test_more_events_take_no_more_queries(cast: Cast, address: str, django_assert_max_num_queries: object) -> None:
    for number in range(12):
        make_event(cast.editor, in_days=number - 6, title=f"Bijeenkomst {number}")
    client = logged_in(cast.member)
    client.get(address)
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        client.get(address)


def test_event_page_takes_a_fixed_number_of_queries(cast: Cast, django_assert_max_num_queries: object) -> None:
    event = make_event(cast.editor, capacity=20)
    client = logged_in(cast.member)
    client.get(event.get_absolute_url())
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        client.get(event.get_absolute_url())


def test_municipality_shows_its_events_to_members(cast: Cast) -> None:
    groningen = Municipality.objects.get(name="Groningen", valid_to=None)
    make_event(cast.editor, title="Middag in de stad", municipality=groningen)
    assert "Middag in de stad" in logged_in(cast.member).get("/gemeenten/groningen/").content.decode()
    assert "Middag in de stad" not in logged_in(cast.member).get("/gemeenten/maastricht/").content.decode()
    assert "Middag in de stad" not in Client().get("/gemeenten/groningen/").content.decode()


def found(person: Person | None, text: str) -> bool:
    return "#na-afloop" in logged_in(person).get(f"/zoeken/?q={text}").content.decode()
