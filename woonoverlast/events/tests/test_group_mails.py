"""A message to participants: seen before it goes, one mail per address, never twice."""

import re
from typing import Any

import pytest
from django.core import mail

from woonoverlast.events import group_mails, jobs, signing_up
from woonoverlast.events.models import Event, GroupMail
from woonoverlast.events.signing_up import Guest
from woonoverlast.events.tests.making import make_event
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, logged_in

MESSAGE = {"wie": "place", "onderwerp": "Neem je plan mee", "tekst": "De ingang is aan de achterkant."}


def full_event(cast: Cast) -> Event:
    """Organised by the member; two places, one who waits."""
    event = make_event(cast.member, capacity=2, audience="everybody")
    for person in (cast.colleague, cast.outsider, cast.steward):
        signing_up.sign_up(event, person, by=person)
    return event


def path_of(event: Event) -> str:
    return f"/agenda/{event.pk}/bericht/"


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found[1]


def looked_at(event: Event, by: Person, **changes: str) -> dict[str, Any]:
    """The form behind the button that sends, as the page of the second step holds it."""
    client = logged_in(by)
    key = hidden(client.get(path_of(event)).content.decode(), "sleutel")
    page = client.post(path_of(event), {**MESSAGE, "sleutel": key, "doen": "kijk", **changes}).content.decode()
    return {**MESSAGE, **changes, "sleutel": hidden(page, "sleutel"), "aantal": hidden(page, "aantal"), "doen": "verstuur"}  # fmt: skip


@pytest.mark.django_db
def test_message_is_seen_with_the_number_before_anything_goes(cast: Cast) -> None:
    event = full_event(cast)
    form = looked_at(event, cast.member)
    assert form["aantal"] == "2"
    assert not GroupMail.objects.exists()
    page = logged_in(cast.member).post(path_of(event), {**form, "doen": "kijk"}).content.decode()
    assert "Verstuur naar 2 mensen" in page
    assert "De ingang is aan de achterkant." in page
    assert "/agenda/plaats/" not in page


@pytest.mark.django_db
def test_message_goes_to_each_address_apart_and_answers_to_the_organiser(cast: Cast) -> None:
    event = full_event(cast)
    assert logged_in(cast.member).post(path_of(event), looked_at(event, cast.member)).status_code == 302
    row = GroupMail.objects.get()
    jobs.send_group_mail(row.pk)
    assert sorted(sent.to for sent in mail.outbox) == sorted([[cast.colleague.email], [cast.outsider.email]])
    assert {tuple(sent.reply_to) for sent in mail.outbox} == {(cast.member.email,)}
    assert not any(sent.cc or sent.bcc for sent in mail.outbox)
    row.refresh_from_db()
    assert (row.count, row.by, row.subject) == (2, cast.member, "Neem je plan mee")
    assert "2 mails" in logged_in(cast.member).get(path_of(event)).content.decode()


@pytest.mark.django_db
def test_same_form_and_same_job_twice_is_once(cast: Cast) -> None:
    event = full_event(cast)
    form = looked_at(event, cast.member)
    for _ in range(2):
        logged_in(cast.member).post(path_of(event), form)
    row = GroupMail.objects.get()
    jobs.send_group_mail(row.pk)
    jobs.send_group_mail(row.pk)
    assert len(mail.outbox) == 2
    logged_in(cast.member).post(path_of(event), looked_at(event, cast.member))
    assert GroupMail.objects.count() == 2


@pytest.mark.django_db
def test_number_that_changed_is_shown_again_first(cast: Cast) -> None:
    event = full_event(cast)
    form = looked_at(event, cast.member, wie="everyone")
    assert form["aantal"] == "3"
    signing_up.sign_up(event, cast.executive, by=cast.executive)
    page = logged_in(cast.member).post(path_of(event), form).content.decode()
    assert "Het aantal is veranderd" in page
    assert "Verstuur naar 4 mensen" in page
    assert not GroupMail.objects.exists()


@pytest.mark.django_db
def test_groups_are_who_they_say(cast: Cast) -> None:
    event = full_event(cast)
    signing_up.sign_up_guest(event, Guest("Gast", "gast@thuis.example"))
    addresses = {name: {row.email for row in group_mails.recipients(event, name)} for name in ("place", "waiting", "everyone")}  # fmt: skip
    assert addresses["place"] == {cast.colleague.email, cast.outsider.email}
    assert addresses["waiting"] == {cast.steward.email, "gast@thuis.example"}
    assert addresses["everyone"] == addresses["place"] | addresses["waiting"]


@pytest.mark.django_db
def test_who_came_is_no_group_before_the_end(cast: Cast) -> None:
    event = make_event(cast.editor)
    client = logged_in(cast.editor)
    assert "wie er was" not in client.get(f"/agenda/{event.pk}/bericht/").content.decode()
    past = make_event(cast.editor, in_days=-3)
    assert "wie er was" in client.get(f"/agenda/{past.pk}/bericht/").content.decode()


def test_walk_in_without_an_address_and_the_same_address_twice(cast: Cast) -> None:
    event = full_event(cast)
    signing_up.walk_in(event, by=cast.member, guest=Guest("Zonder adres", ""))
    assert len(group_mails.recipients(event, "place")) == 2
    signing_up.walk_in(event, by=cast.member, guest=Guest("Met adres", "gast@thuis.example"))
    assert len(group_mails.recipients(event, "place")) == 3


@pytest.mark.django_db
def test_empty_group_and_empty_message_send_nothing(cast: Cast) -> None:
    event = make_event(cast.member)
    page = logged_in(cast.member).post(path_of(event), looked_at(event, cast.member)).content.decode()
    assert "Er is niemand in deze groep" in page
    assert not GroupMail.objects.exists()
    response = logged_in(cast.member).post(path_of(event), {**MESSAGE, "tekst": "", "doen": "kijk"})
    assert response.status_code == 422


@pytest.mark.django_db
def test_text_can_be_changed_after_looking(cast: Cast) -> None:
    event = full_event(cast)
    form = {**looked_at(event, cast.member), "doen": "wijzig"}
    page = logged_in(cast.member).post(path_of(event), form).content.decode()
    assert "Bekijk het bericht" in page
    assert "De ingang is aan de achterkant." in page
    assert hidden(page, "sleutel") == form["sleutel"]


@pytest.mark.django_db
def test_line_break_in_a_subject_adds_no_header(cast: Cast) -> None:
    event = full_event(cast)
    logged_in(cast.member).post(
        path_of(event), looked_at(event, cast.member, onderwerp="Dag\r\nBcc: x@y.example", names_ok="on")
    )
    jobs.send_group_mail(GroupMail.objects.get().pk)
    assert mail.outbox[0].message()["Bcc"] is None
    assert mail.outbox[0].subject == "Dag Bcc: x@y.example"
