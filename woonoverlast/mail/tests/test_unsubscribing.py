"""From a mail to no more mail: two clicks, logged out. Opening a link never changes anything."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from woonoverlast.mail import addresses
from woonoverlast.mail.bulk.composing import unsubscribe_address
from woonoverlast.mail.lists import NEWSLETTER
from woonoverlast.mail.models import OutgoingMail, Recipient, Unsubscription
from woonoverlast.mail.tests.mailings import a_mailing, only, send
from woonoverlast.people.models import Person
from woonoverlast.people.testing import forged, logged_in, make_person

pytestmark = pytest.mark.django_db
LINK = re.compile(rb"https?://[^\s\"<>]+")


@pytest.fixture(autouse=True)
def caught(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    settings.MAILING_PER_SECOND = 0


@pytest.fixture
def row() -> Recipient:
    return only(a_mailing(1))


def link(row: Recipient) -> str:
    return unsubscribe_address(row.pk).removeprefix("http://localhost:8000")


def strict() -> Client:
    """A browser that has never been here, with the check on forged posts on."""
    return Client(enforce_csrf_checks=True)


def test_page_shows_a_button_and_changes_nothing(row: Recipient) -> None:
    page = strict().get(link(row)).content.decode()
    assert "Ja, meld mij af" in page
    assert "l…@werk.example" in page
    assert not Unsubscription.objects.exists()


def test_button_unsubscribes_logged_out(row: Recipient) -> None:
    page = strict().post(link(row)).content.decode()
    assert "Je bent afgemeld" in page
    assert addresses.is_unsubscribed(NEWSLETTER.slug, person=None, address=row.address)


def test_mistake_is_undone_with_one_button(row: Recipient) -> None:
    strict().post(link(row))
    page = strict().post(link(row) + "terug/").content.decode()
    assert "Je bent weer aangemeld" in page
    assert not Unsubscription.objects.exists()


def test_mail_program_unsubscribes_with_one_post(row: Recipient) -> None:
    answer = strict().post(link(row), {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.content) == (200, b"Afgemeld.")
    assert Unsubscription.objects.get().how == "one_click"


def test_mail_program_gets_the_same_answer_every_time(row: Recipient) -> None:
    first = strict().post(link(row), {"List-Unsubscribe": "One-Click"})
    again = strict().post(link(row), {"List-Unsubscribe": "One-Click"})
    gone = link(row)
    row.delete()
    after = strict().post(gone, {"List-Unsubscribe": "One-Click"})
    assert first.content == again.content == after.content
    assert Unsubscription.objects.count() == 1


def test_forged_link_does_not_exist(row: Recipient) -> None:
    assert strict().post(forged(link(row))).status_code == 404
    assert not Unsubscription.objects.exists()


def test_old_link_leads_on(row: Recipient) -> None:
    address = link(row)
    row.delete()
    answer = strict().get(address)
    assert (answer.status_code, "Deze link is te oud" in answer.content.decode()) == (410, True)


def test_fifty_scanners_change_nothing() -> None:
    """They open, ask the head of, and follow every address of every mail, twice."""
    mailing = a_mailing(50, html='<p>Dag [[naam]]</p><a href="[[afmeldlink]]">Weg</a>')
    send()
    found = {link for mail in OutgoingMail.objects.all() for link in LINK.findall(bytes(mail.message))}
    assert len(found) >= 50
    for address in found | {address + b"terug/" for address in found}:
        path = address.decode().removeprefix("http://localhost:8000")
        for method in ("get", "head", "get"):
            assert getattr(Client(), method)(path, headers={"user-agent": "scanner"}).status_code in {200, 405}
    assert not Unsubscription.objects.exists()
    assert mailing.progress()["sent"] == 50


def test_scanner_check_bites() -> None:
    """Positive control: what a scanner that posts would do is seen."""
    row = only(a_mailing(1))
    Client().post(link(row))
    assert Unsubscription.objects.exists()


@pytest.fixture
def member() -> Person:
    return make_person("lid")


def test_own_page_shows_and_changes_the_lists(member: Person) -> None:
    client = logged_in(member)
    client.post("/meldingen/mail/nieuwsbrief/afmelding/")
    assert "Je krijgt dit niet." in client.get("/meldingen/mail/").content.decode()
    client.post("/meldingen/mail/nieuwsbrief/aanmelding/")
    assert "Je krijgt dit." in client.get("/meldingen/mail/").content.decode()


def test_member_sees_that_mail_comes_back_and_starts_again(member: Person) -> None:
    addresses.pause(member.email, reason="552 5.2.2 mailbox full")
    client = logged_in(member)
    page = client.get("/meldingen/mail/").content.decode()
    assert "552 5.2.2 mailbox full" in page
    client.post("/meldingen/mail/opnieuw/")
    assert addresses.current_pause(member.email) is None
    assert "komt niet bij je aan" not in client.get("/meldingen/mail/").content.decode()


def test_unknown_list_does_not_exist(member: Person) -> None:
    assert logged_in(member).post("/meldingen/mail/bestaat-niet/afmelding/").status_code == 404


@pytest.mark.parametrize("path", ["opnieuw/", "nieuwsbrief/afmelding/", "nieuwsbrief/aanmelding/"])
def test_get_changes_nothing(member: Person, path: str) -> None:
    assert logged_in(member).get(f"/meldingen/mail/{path}").status_code == 405
