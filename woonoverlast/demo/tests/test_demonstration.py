"""The commands of the demonstration, and its mailbox."""

from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError, call_command
from django.test import Client

from woonoverlast.mail.models import OutgoingMail
from woonoverlast.people.models import Organisation, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailed(settings: Any) -> OutgoingMail:
    settings.EMAIL_BACKEND = "woonoverlast.mail.outbox.OutboxBackend"
    message = EmailMultiAlternatives("Welkom, Ömer", "Lees https://localhost/doelen/ eens.", None, ["omer@x.example"])
    message.attach_alternative("<p onclick='x()'>Hoi <b>Ömer</b></p>", "text/html")
    message.send()
    return OutgoingMail.objects.get()


def test_refuses_where_real_people_are() -> None:
    Person.objects.create_user("sanne@gemeente.nl")
    with pytest.raises(CommandError, match="echte mensen"):
        call_command("demonstrate")
    assert not Organisation.objects.exists()


def test_refuses_outside_the_demonstration(settings: Any) -> None:
    settings.DEMONSTRATION = False
    for command in (["demonstrate"], ["populate", "--members=5"]):
        with pytest.raises(CommandError, match="geen voorbeeldomgeving"):
            call_command(*command)


@pytest.mark.parametrize("path", ["/postbak/", "/postbak/inloggen/"])
def test_mailbox_exists_only_in_the_demonstration(settings: Any, client: Client, path: str) -> None:
    assert client.get(path).status_code == 200
    settings.DEMONSTRATION = False
    assert client.get(path).status_code == 404


def test_mail_is_listed_and_found_by_address(client: Client, mailed: OutgoingMail) -> None:
    assert "Welkom, Ömer" in client.get("/postbak/?aan=omer").content.decode()
    assert "Geen berichten aan dit adres" in client.get("/postbak/?aan=iemand").content.decode()


def test_mail_page_shows_headers_text_and_links(client: Client, mailed: OutgoingMail) -> None:
    page = client.get(f"/postbak/{mailed.pk}/").content.decode()
    assert "omer@x.example" in page
    assert '<a href="https://localhost/doelen/"' in page


def test_markup_of_a_mail_is_shut_in(client: Client, mailed: OutgoingMail) -> None:
    answer = client.get(f"/postbak/{mailed.pk}/opmaak/")
    assert "<b>Ömer</b>" in answer.content.decode()
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_mail_is_not_there_outside_the_demonstration(client: Client, mailed: OutgoingMail, settings: Any) -> None:
    settings.DEMONSTRATION = False
    assert client.get(f"/postbak/{mailed.pk}/").status_code == 404
