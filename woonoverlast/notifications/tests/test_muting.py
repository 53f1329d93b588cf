"""Stopping mail from a mail: logged out, in two clicks; a GET changes nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from woonoverlast.notifications import muting
from woonoverlast.notifications.models import Choices, Watch
from woonoverlast.notifications.muting import VALID_FOR
from woonoverlast.people.models import Person
from woonoverlast.people.testing import forged

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def person(db: None) -> Person:
    return Person.objects.create_user("lid@werk.example", name="Lid")


def path(person: Person, *, thread: str = "topic:7", group: str = "reply") -> str:
    link = muting.link(person, thread=thread, group=group)
    return "/" + link.split("/", 3)[3]


def test_opening_the_link_changes_nothing(person: Person) -> None:
    """The positive control is the next test."""
    for _ in range(50):
        assert Client().get(path(person)).status_code == 200
        Client().head(path(person))
    assert not Watch.objects.exists()
    assert not Choices.objects.exists()


def test_button_of_the_mail_program_mutes_the_thread(person: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(path(person), ONE_CLICK).status_code == 200
    found = Watch.objects.get(person=person)
    assert (found.thing, found.level) == ("topic:7", Watch.Level.MUTED)


def test_button_of_the_mail_program_stops_the_digest(person: Person) -> None:
    Client().post(path(person, thread="", group=""), ONE_CLICK)
    choices = Choices.objects.get(person=person)
    assert (choices.digest, choices.news, choices.mention) == ("never", "site", "mail")


@pytest.mark.parametrize(
    ("stop", "expected"),
    [("group", ("mail", "site", "weekly")), ("digest", ("mail", "mail", "never")), ("everything", ("site", "site", "never"))],
)  # fmt: skip
def test_page_stops_a_kind_the_digest_or_everything(person: Person, stop: str, expected: tuple[str, ...]) -> None:
    page = Client().post(path(person), {"stop": stop}).content.decode()
    choices = Choices.objects.get(person=person)
    assert (choices.mention, choices.reply, choices.digest) == expected
    assert "Gelukt" in page


def test_stopping_twice_is_the_same_as_once(person: Person) -> None:
    for _ in range(2):
        assert Client().post(path(person), {"stop": "thread"}).status_code == 200
    assert Watch.objects.count() == 1


@pytest.mark.parametrize("how", ["forged", "old", "left"])
def test_link_that_does_not_count_gets_a_kind_page(person: Person, how: str) -> None:
    address = path(person)
    if how == "forged":
        address = forged(address)
    if how == "left":
        Person.objects.filter(pk=person.pk).update(anonymised_at=timezone.now())
    later = timezone.now() + (VALID_FOR + timedelta(days=1) if how == "old" else timedelta())
    with time_machine.travel(later):
        response = Client().post(address, {"stop": "everything"})
    assert response.status_code == 410
    assert "Deze link werkt niet meer" in response.content.decode()
    assert not Choices.objects.exists()
