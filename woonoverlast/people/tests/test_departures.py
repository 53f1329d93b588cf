"""Keeping the member list true: the yearly check, departures, leaving, silence and deletion."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client
from django.utils import timezone

from woonoverlast.people import departures, retention, yearly_check
from woonoverlast.people.models import (
    Act,
    DepartureReport,
    Invitation,
    Membership,
    Organisation,
    Person,
    VisibleField,
)
from woonoverlast.people.testing import Cast, logged_in


def age(person: Person, days: int) -> None:
    then = timezone.now() - timedelta(days=days)
    Person.objects.filter(pk=person.pk).update(created_at=then, profile_confirmed_at=then, last_seen_at=then)


def link_in(message: Any) -> str:
    found = re.search(r"/profiel/bevestigen/[^\s]+", message.body)
    assert found
    return found[0]


def test_yearly_mail_goes_once_and_its_button_confirms(cast: Cast) -> None:
    age(cast.member, 366)
    assert yearly_check.send_yearly_checks() == 1
    assert yearly_check.send_yearly_checks() == 0
    link = link_in(mail.outbox[0])
    Client().get(link)
    assert yearly_check.stale_profiles().filter(pk=cast.member.pk).exists()
    assert Client().post(link).status_code == 200
    assert not yearly_check.stale_profiles().filter(pk=cast.member.pk).exists()


def test_wrong_and_old_confirmation_links_say_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Client().get("/profiel/bevestigen/onzin/").status_code == 410
    token = yearly_check.confirmation_token(cast.member)
    monkeypatch.setattr(yearly_check, "LINK_VALID_FOR", timedelta(seconds=-1))
    assert Client().post(f"/profiel/bevestigen/{token}/").status_code == 410


def report(cast: Cast, *, by: Person) -> Any:
    return logged_in(by).post(f"/leden/{cast.member.pk}/vertrokken/", {"note": "Werkt elders."})


def test_departure_reported_twice_is_one_report(cast: Cast) -> None:
    report(cast, by=cast.colleague)
    report(cast, by=cast.outsider)
    assert DepartureReport.objects.count() == 1


def test_steward_settles_a_departure_and_history_stays(cast: Cast) -> None:
    report(cast, by=cast.colleague)
    path = f"/vertrekmeldingen/{DepartureReport.objects.get().pk}/"
    assert logged_in(cast.colleague).post(path, {"outcome": "left"}).status_code == 403
    assert logged_in(cast.other_steward).post(path, {"outcome": "left"}).status_code == 404
    assert logged_in(cast.steward).get(path).status_code == 200
    assert logged_in(cast.steward).post(path, {"outcome": "left", "note": ""}).status_code == 302
    membership = Membership.objects.get(person=cast.member)
    assert membership.ended_on == timezone.localdate()
    assert mail.outbox[-1].to == [cast.member.email]
    assert Act.objects.filter(by=cast.steward).exists()


def test_still_here_changes_nothing(cast: Cast) -> None:
    report(cast, by=cast.colleague)
    path = f"/vertrekmeldingen/{DepartureReport.objects.get().pk}/"
    logged_in(cast.editor).post(path, {"outcome": "still_here", "note": ""})
    assert Membership.objects.active().filter(person=cast.member).exists()


def test_leaving_ends_today_and_get_changes_nothing(cast: Cast) -> None:
    path = f"/organisaties/{cast.here.slug}/verlaten/"
    logged_in(cast.member).get(path)
    assert Membership.objects.active().filter(person=cast.member).exists()
    assert logged_in(cast.outsider).post(path).status_code == 404
    assert logged_in(cast.member).post(path).headers["Location"] == "/aanmelden/profiel/"
    assert Membership.objects.get(person=cast.member).ended_on == timezone.localdate()


def test_change_of_employer_keeps_the_history(cast: Cast) -> None:
    departures.change_employer(cast.member, leaving=cast.here, joining_at=cast.elsewhere)
    rows = Membership.objects.filter(person=cast.member).values_list("organisation", "ended_on")
    assert (cast.here.pk, timezone.localdate()) in list(rows)
    assert cast.member.applications.filter(organisation=cast.elsewhere).exists()


def test_silence_of_24_months_gives_notice_and_30_days_later_goes(cast: Cast) -> None:
    age(cast.member, 731)
    assert retention.send_notices() == 1
    assert retention.send_notices() == 0
    assert retention.anonymise_silent() == 0
    later = timezone.now() + timedelta(days=31)
    assert retention.anonymise_silent(now=later) >= 1
    assert Person.objects.get(pk=cast.member.pk).name == "Voormalig lid"


def test_a_sign_of_life_after_the_notice_stops_it(cast: Cast) -> None:
    age(cast.member, 731)
    retention.send_notices()
    Client().post(link_in(mail.outbox[-1]))
    retention.anonymise_silent(now=timezone.now() + timedelta(days=31))
    assert Person.objects.get(pk=cast.member.pk).anonymised_at is None


def test_who_is_silent_for_a_shorter_time_hears_nothing(cast: Cast) -> None:
    age(cast.member, 729)
    assert retention.send_notices() == 0


def everything_in_the_database(text: str) -> list[str]:
    """Tables in which the text stands, whatever the column."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if any(text.lower() in str(row).lower() for row in model._default_manager.values_list()):
            found.append(model._meta.label)
    return found


def test_nothing_personal_is_left_after_deletion(cast: Cast) -> None:
    person = Person.objects.get(pk=cast.member.pk)
    person.name, person.email = "Xanthippe Kwikzilver", "xanthippe@werk.example"
    person.save()
    logged_in(cast.colleague).post(f"/leden/{person.pk}/vertrokken/", {"note": "Xanthippe is weg."})
    Invitation.objects.create(
        by=cast.colleague, email=person.email, token_digest="d", expires_at=timezone.now() + timedelta(days=3)
    )
    assert everything_in_the_database("xanthippe")
    logged_in(person).post("/account/verwijderen/", {"sure": "on"})
    assert everything_in_the_database("xanthippe") == []
    assert Membership.objects.filter(person=person).exists()


HIDDEN = {
    VisibleField.EMAIL: "member@werk.example",
    VisibleField.JOB_TITLE: "Sterrenkijker",
    VisibleField.LOOKING_FOR: "Zoekt iets bijzonders",
}


@pytest.mark.parametrize("field", HIDDEN)
def test_hidden_field_is_on_no_page_that_others_see(cast: Cast, field: VisibleField) -> None:
    Person.objects.filter(pk=cast.member.pk).update(job_title="Sterrenkijker", looking_for="Zoekt iets bijzonders")
    pages = [f"/leden/{cast.member.pk}/", "/leden/", f"/organisaties/{cast.here.slug}/"]
    client = logged_in(cast.colleague)
    assert HIDDEN[field] in "".join(client.get(page).content.decode() for page in pages)
    Person.objects.filter(pk=cast.member.pk).update(hidden_fields=[field])
    assert HIDDEN[field] not in "".join(client.get(page).content.decode() for page in pages)


def test_merged_organisation_leads_to_its_successor_or_says_so(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.elsewhere.pk).update(ended_on=timezone.localdate())
    assert logged_in(cast.member).get(f"/organisaties/{cast.elsewhere.slug}/").status_code == 200
