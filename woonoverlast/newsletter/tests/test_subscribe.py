"""Subscribing without an account."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from woonoverlast.mail import addresses
from woonoverlast.mail.models import Recipient, Unsubscription
from woonoverlast.newsletter import jobs, subscribing
from woonoverlast.newsletter.models import Subscriber
from woonoverlast.newsletter.tests.making import a_draft, a_subscriber, body_of, mails_to, sent
from woonoverlast.people import retention
from woonoverlast.people.testing import Cast

HOME = "/nieuwsbrief/aanmelden/"
ADDRESS = "lezer@thuis.example"
HOW = Unsubscription.How.LINK


def link_in_mail(address: str = ADDRESS) -> str:
    found = re.search(
        r"http://\S+(/nieuwsbrief/bevestigen/\S+)",
        body_of(mails_to(address)[-1]).replace("=\n", "").replace("=3D", "="),
    )
    assert found
    return found[1]


def ask(client: Client, address: str = ADDRESS) -> Any:
    return client.post(HOME, {"adres": address})


def test_asking_and_confirming(cast: Cast, client: Client) -> None:
    ask(client)
    assert Subscriber.objects.get().confirmed_at is None
    client.post(link_in_mail())
    assert Subscriber.objects.get().confirmed_at is not None


def test_opening_the_link_confirms_nothing(cast: Cast, client: Client) -> None:
    ask(client)
    for _ in range(3):
        assert "Ja, stuur hem mij" in client.get(link_in_mail()).content.decode()
        client.head(link_in_mail())
    assert Subscriber.objects.get().confirmed_at is None


def test_wrong_address_comes_back_with_a_message(client: Client, db: None) -> None:
    answer = client.post(HOME, {"adres": "geen adres"})
    assert answer.status_code == 422
    assert "geen adres" in answer.content.decode()


@pytest.mark.parametrize("token", ["x", "1:2:3", "Mg:1aaaaa:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"])
def test_link_that_we_did_not_make(client: Client, db: None, token: str) -> None:
    assert client.get(f"/nieuwsbrief/bevestigen/{token}/").status_code == 410


def test_known_and_unknown_addresses_get_the_same(cast: Cast, client: Client) -> None:
    a_subscriber("bekend@thuis.example")
    addresses.unsubscribe_from("nieuwsbrief", person=None, address="weg@thuis.example", how=HOW)
    a_subscriber("weg@thuis.example")
    known = ["bekend@thuis.example", "weg@thuis.example", cast.member.email, cast.suspended.email, cast.applicant.email]
    answers = [ask(client, address) for address in ["nieuw@thuis.example", *known]]
    assert len({(one.status_code, one.headers["Location"], one.content) for one in answers}) == 1
    subjects = {mails_to(address)[-1].subject for address in ["nieuw@thuis.example", *known]}
    assert subjects == {subscribing.SUBJECT}
    assert all(len(mails_to(address)) == 1 for address in known)


def test_one_address_is_not_flooded(cast: Cast, client: Client) -> None:
    for _ in range(4):
        ask(client)
    assert len(mails_to(ADDRESS)) == 1
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        ask(client)
    assert len(mails_to(ADDRESS)) == 2


def test_twenty_tries_an_hour(cast: Cast, client: Client) -> None:
    answers = [ask(client, f"lezer{number}@thuis.example").status_code for number in range(22)]
    assert answers == [302] * 20 + [429] * 2


def test_unconfirmed_goes_after_thirty_days(cast: Cast, client: Client) -> None:
    ask(client)
    a_subscriber("bevestigd@thuis.example")
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        assert client.get(link_in_mail()).status_code == 410
        jobs.tidy_newsletter(0)
    assert [one.address for one in Subscriber.objects.all()] == ["bevestigd@thuis.example"]


def test_who_left_is_forgotten_after_a_year(cast: Cast) -> None:
    a_subscriber()
    a_subscriber("blijft@thuis.example")
    addresses.unsubscribe_from("nieuwsbrief", person=None, address=ADDRESS, how=HOW)
    jobs.tidy_newsletter(0)
    assert Subscriber.objects.count() == 2
    with time_machine.travel(timezone.now() + timedelta(days=366), tick=False):
        jobs.tidy_newsletter(0)
    assert [one.address for one in Subscriber.objects.all()] == ["blijft@thuis.example"]


def test_confirming_again_after_unsubscribing_counts(cast: Cast, client: Client) -> None:
    a_subscriber()
    addresses.unsubscribe_from("nieuwsbrief", person=None, address=ADDRESS, how=HOW)
    ask(client)
    client.post(link_in_mail())
    assert not addresses.is_unsubscribed("nieuwsbrief", person=None, address=ADDRESS)


def test_subscriber_gets_the_edition_and_unsubscribes_from_it(cast: Cast, client: Client) -> None:
    a_subscriber()
    sent(a_draft(cast.editor), by=cast.editor)
    [mail] = mails_to(ADDRESS)
    body = body_of(mail)
    assert "Beste collega," in body
    link = re.search(r"List-Unsubscribe: <http://[^/]+(/afmelden/[^>]+)>", body)
    assert link
    client.get(link[1])
    assert not Unsubscription.objects.exists()
    client.post(link[1])
    assert Unsubscription.objects.get().address == ADDRESS


def test_who_becomes_a_member_gets_one_mail(cast: Cast) -> None:
    a_subscriber(cast.member.email)
    sent(a_draft(cast.editor), by=cast.editor)
    assert len(mails_to(cast.member.email)) == 1
    assert Recipient.objects.get(address=cast.member.email).person == cast.member


def test_who_goes_for_good_is_forgotten(cast: Cast) -> None:
    a_subscriber(cast.member.email)
    retention.anonymise(cast.member)
    assert not Subscriber.objects.exists()


def test_link_to_confirm_does_not_last_for_ever(client: Client, db: None) -> None:
    """A mailbox that changed hands does not bring back who asked long ago."""
    ask(client, "later@thuis.example")
    token = subscribing.token_for(Subscriber.objects.get())
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert subscribing.read(token) is None
    assert subscribing.read(token) is not None
