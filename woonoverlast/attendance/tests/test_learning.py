"""The learning record, and training tracks with their certificate."""

from typing import Any

import pytest

from woonoverlast.attendance import certifying, learning
from woonoverlast.attendance.models import Certificate, Track, TrackItem
from woonoverlast.attendance.tests.day import came, over, place, subjects
from woonoverlast.events.models import Cancellation, Event, Status
from woonoverlast.events.places import NotPossible
from woonoverlast.events.tests.making import make_event
from woonoverlast.people.testing import Cast, logged_in

MINE = "/agenda/mijn/"


def a_track(cast: Cast, *items: list[Event], published: bool = True) -> Track:
    made = Track.objects.create(
        slug="regie", title="Regie voeren", made_by=cast.editor, published_at="2026-01-01T00:00Z" if published else None
    )
    for number, events in enumerate(items, 1):
        item = TrackItem.objects.create(track=made, position=number, title=f"Deel {number}")
        item.events.set(events)
    return made


def test_record_shows_what_comes_and_what_was(cast: Cast) -> None:
    place(make_event(cast.editor, title="Komt nog wat"), cast.member)
    place(make_event(cast.editor, title="Vol huis"), cast.member, status=Status.WAITING)
    came(over(cast.editor, title="Al geweest", hours=2), cast.member, by=cast.editor)
    place(over(cast.editor, title="Niet gekomen"), cast.member)
    text = logged_in(cast.member).get(MINE).content.decode()
    for words in (
        "Komt nog wat",
        "je hebt een plaats",
        "Vol huis",
        "wachtlijst, nummer 1",
        "Al geweest",
        "samen 2 uur",
    ):
        assert words in text
    assert "Niet gekomen" not in text


def test_record_is_only_of_oneself(cast: Cast) -> None:
    came(over(cast.editor, title="Al geweest"), cast.member, by=cast.editor)
    assert "Al geweest" not in logged_in(cast.colleague).get(MINE).content.decode()
    assert "Al geweest" in logged_in(cast.member).get(MINE).content.decode()


def test_empty_record_says_what_will_come(cast: Cast) -> None:
    assert "Je bent nergens voor aangemeld" in logged_in(cast.member).get(MINE).content.decode()


def test_long_record_asks_few_questions(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for _ in range(12):
        came(over(cast.editor), cast.member, by=cast.editor)
        place(make_event(cast.editor), cast.member)
    a_track(cast, list(Event.objects.all()))
    client = logged_in(cast.member)
    client.get(MINE)
    with django_assert_max_num_queries(18):
        client.get(MINE)


def test_any_event_of_an_item_will_do(cast: Cast) -> None:
    first, second, other = over(cast.editor, days=9), over(cast.editor, days=2), make_event(cast.editor)
    track = a_track(cast, [first, second], [other])
    came(second, cast.member, by=cast.editor)
    found = learning.progress(track, cast.member)
    assert [step.done for step in found.steps] == [second, None]
    assert (found.done, found.percent, found.is_complete) == (1, 50, False)
    assert learning.progress(track, cast.colleague).done == 0


def test_a_place_alone_is_not_enough(cast: Cast) -> None:
    event = over(cast.editor)
    place(event, cast.member)
    assert learning.progress(a_track(cast, [event]), cast.member).done == 0


def test_track_without_items_is_never_complete(cast: Cast) -> None:
    track = a_track(cast)
    assert not learning.progress(track, cast.member).is_complete
    with pytest.raises(NotPossible):
        certifying.issue_for_track(track, cast.member)


def test_whole_track_gives_a_certificate_once(cast: Cast) -> None:
    first, second = over(cast.editor, days=9, hours=2), over(cast.editor, days=2, hours=3)
    a_track(cast, [first], [second])
    client = logged_in(cast.member)
    came(first, cast.member, by=cast.editor)
    assert client.get("/agenda/leerlijnen/regie/certificaat/").status_code == 405
    client.post("/agenda/leerlijnen/regie/certificaat/")
    assert not Certificate.objects.exists()
    came(second, cast.member, by=cast.editor)
    assert "Haal je certificaat" in client.get("/agenda/leerlijnen/regie/").content.decode()
    client.post("/agenda/leerlijnen/regie/certificaat/")
    client.post("/agenda/leerlijnen/regie/certificaat/")
    made = Certificate.objects.get()
    assert (made.person, made.minutes, made.title) == (cast.member, 300, "Regie voeren")
    assert client.get(f"/agenda/mijn/certificaten/{made.pk}.pdf").status_code == 200
    assert "Leerlijn" in client.get(made.get_absolute_url()).content.decode()
    assert subjects() == []


def test_one_event_for_two_items_counts_its_hours_once(cast: Cast) -> None:
    event = over(cast.editor, hours=2)
    track = a_track(cast, [event], [event])
    came(event, cast.member, by=cast.editor)
    assert learning.progress(track, cast.member).minutes == 120


def test_cancelled_events_are_not_offered(cast: Cast) -> None:
    event = make_event(cast.editor, title="Gaat niet door")
    a_track(cast, [event])
    assert "Gaat niet door" in logged_in(None).get("/agenda/leerlijnen/regie/").content.decode()
    Cancellation.objects.create(event=event, by=cast.editor, reason="ziek")
    assert "Gaat niet door" not in logged_in(None).get("/agenda/leerlijnen/regie/").content.decode()


def test_draft_is_only_for_editors(cast: Cast) -> None:
    a_track(cast, published=False)
    for person, status in ((None, 404), (cast.member, 404), (cast.editor, 200)):
        client = logged_in(person)
        assert client.get("/agenda/leerlijnen/regie/").status_code == status
        assert ("Regie voeren" in client.get("/agenda/leerlijnen/").content.decode()) == (status == 200)


def test_editor_makes_a_track(cast: Cast) -> None:
    client = logged_in(cast.editor)
    event = over(cast.editor, title="Eerste middag")
    client.post("/agenda/leerlijnen/nieuw/", {"title": "Regie voeren", "description": "Voor wie begint."})
    client.post("/agenda/leerlijnen/nieuw/", {"title": "Regie voeren"})
    assert sorted(Track.objects.values_list("slug", flat=True)) == ["regie-voeren", "regie-voeren-2"]
    words = {"title": "Kennismaken", "position": "1", "events": [event.pk]}
    client.post("/agenda/leerlijnen/regie-voeren/onderdelen/", words)
    item = TrackItem.objects.get()
    assert list(item.events.all()) == [event]
    address = f"/agenda/leerlijnen/regie-voeren/onderdelen/{item.pk}/"
    assert "Eerste middag" in client.get(address + "?q=bestaat+niet").content.decode()  # chosen stays
    client.post(address, {"title": "Anders", "position": "2", "events": []})
    item.refresh_from_db()
    assert (item.title, item.position, item.events.count()) == ("Anders", 2, 0)
    client.post("/agenda/leerlijnen/regie-voeren/wijzigen/", {"title": "Regie", "published": "on"})
    assert Track.objects.get(slug="regie-voeren").published_at
    client.post(address + "weg/")
    assert not TrackItem.objects.exists()


def test_title_that_is_an_address_of_ours_gets_another(cast: Cast) -> None:
    logged_in(cast.editor).post("/agenda/leerlijnen/nieuw/", {"title": "Nieuw"})
    assert Track.objects.get().slug == "nieuw-2"


@pytest.mark.parametrize("page", ["nieuw/", "regie/wijzigen/", "regie/onderdelen/"])
def test_members_do_not_make_tracks(cast: Cast, page: str) -> None:
    a_track(cast)
    client = logged_in(cast.member)
    assert client.get("/agenda/leerlijnen/" + page).status_code == 403
    assert client.post("/agenda/leerlijnen/" + page, {"title": "Anders", "position": 1}).status_code == 403
    assert Track.objects.get().title == "Regie voeren"


def test_item_of_another_track_is_absent(cast: Cast) -> None:
    track = a_track(cast, [])
    Track.objects.create(slug="ander", title="Ander", made_by=cast.editor)
    item = track.items.get()
    client = logged_in(cast.editor)
    assert client.get(f"/agenda/leerlijnen/ander/onderdelen/{item.pk}/").status_code == 404
    assert client.get(f"/agenda/leerlijnen/regie/onderdelen/{item.pk}/").status_code == 200
