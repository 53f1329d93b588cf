"""Asking for a workshop, talking with the editors, and what comes of it."""

import pytest

from woonoverlast.events.models import Event, Remark, Request
from woonoverlast.notifications.models import Notice
from woonoverlast.people.testing import Cast, logged_in

pytestmark = pytest.mark.django_db
WORDS = {
    "kind": "workshop",
    "title": "Regie in ons dorp",
    "text": "Wij zoeken hulp bij afspraken met de politie.",
    "people": "20",
}


def ask(cast: Cast) -> Request:
    logged_in(cast.member).post("/agenda/aanvragen/nieuw/", WORDS)
    return Request.objects.get()


def test_request_becomes_a_conversation_and_then_an_event(cast: Cast) -> None:
    found = ask(cast)
    assert Notice.objects.filter(person=cast.editor, kind="events.request").count() == 1
    logged_in(cast.editor).post(found.get_absolute_url(), {"text": "Hoeveel partners komen er?"})
    assert Notice.objects.filter(person=cast.member, kind="events.request").count() == 1
    logged_in(cast.editor).post(f"{found.get_absolute_url()}bijeenkomst/")
    event = Event.objects.get()
    assert (event.title, event.capacity, event.is_published) == ("Regie in ons dorp", 20, False)
    assert set(event.organisers.all()) == {cast.member, cast.editor}
    assert "Dit wordt een bijeenkomst" in logged_in(cast.member).get(found.get_absolute_url()).content.decode()


def test_granting_twice_makes_one_event(cast: Cast) -> None:
    found = ask(cast)
    for _ in range(2):
        logged_in(cast.editor).post(f"{found.get_absolute_url()}bijeenkomst/")
    assert Event.objects.count() == 1


def test_refusal_needs_a_reason_that_the_asker_reads(cast: Cast) -> None:
    found = ask(cast)
    client = logged_in(cast.editor)
    client.post(f"{found.get_absolute_url()}afwijzing/", {"reason": ""})
    found.refresh_from_db()
    assert found.settled_at is None
    client.post(f"{found.get_absolute_url()}afwijzing/", {"reason": "Dit doet de provincie."})
    assert "Dit doet de provincie." in logged_in(cast.member).get(found.get_absolute_url()).content.decode()


def test_colleague_and_outsider_do_not_see_it(cast: Cast) -> None:
    found = ask(cast)
    for person in (cast.colleague, cast.outsider):
        assert logged_in(person).get(found.get_absolute_url()).status_code == 404
        assert "Regie in ons dorp" not in logged_in(person).get("/agenda/aanvragen/").content.decode()
    logged_in(cast.colleague).post(found.get_absolute_url(), {"text": "Ik ook."})
    assert not Remark.objects.exists()


def test_names_of_residents_are_refused_and_kept(cast: Cast) -> None:
    words = WORDS | {"text": "Bel mevrouw Jansen op 06-12345678."}
    page = logged_in(cast.member).post("/agenda/aanvragen/nieuw/", words).content.decode()
    assert "06-12345678" in page
    assert not Request.objects.exists()


def test_editors_find_it_in_their_queue(cast: Cast) -> None:
    found = ask(cast)
    assert found.get_absolute_url() in logged_in(cast.editor).get("/beheer/").content.decode()
