"""An edition goes: to whom, when, once; taken back, corrected, stopped by who unsubscribes."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from woonoverlast.lib.errors import NotPossible
from woonoverlast.mail import addresses
from woonoverlast.mail.bulk import claiming
from woonoverlast.mail.bulk import sending as engine
from woonoverlast.mail.models import Mailing, OutgoingMail, Recipient, Unsubscription
from woonoverlast.newsletter import sending, writing
from woonoverlast.newsletter.models import Edition
from woonoverlast.newsletter.tests.making import a_draft, a_subscriber, body_of, mails_to, sent
from woonoverlast.people.models import Membership, Person
from woonoverlast.people.testing import Cast, logged_in


@pytest.fixture
def edition(cast: Cast) -> Edition:
    return a_draft(cast.editor)


@pytest.fixture
def office(cast: Cast) -> Client:
    return logged_in(cast.editor)


def page(edition: Edition) -> str:
    return f"/beheer/nieuwsbrief/{edition.pk}/versturen/"


def members() -> int:
    return Person.objects.members().count()


def run() -> None:
    engine.run(connections_at_once=1, until=lambda: False)


def test_page_names_number_subject_and_button(office: Client, edition: Edition) -> None:
    text = office.get(page(edition)).content.decode()
    assert f"Verstuur naar {members()} mensen" in text
    assert edition.subject in text


def test_goes_to_every_member_once_and_says_the_name(office: Client, cast: Cast, edition: Edition) -> None:
    office.post(page(edition), {"moment": "nu", "aantal": members()})
    run()
    run()
    [mail] = mails_to(cast.member.email)
    assert OutgoingMail.objects.filter(subject=edition.subject).count() == members()
    assert "Beste Member," in " ".join(body_of(mail).split())


def test_where_somebody_works_is_filled_in(cast: Cast) -> None:
    edition = a_draft(cast.editor, introduction="<p>Dag {naam} van {organisatie} in {gemeente}</p>")
    sent(edition, by=cast.editor)
    body = " ".join(body_of(mails_to(cast.member.email)[0]).split())
    assert f"Dag Member van {cast.here.name} in {cast.here.municipality}" in body


def test_member_gets_403(cast: Cast, edition: Edition) -> None:
    assert logged_in(cast.member).post(page(edition), {"moment": "nu", "aantal": members()}).status_code == 403


def test_another_number_asks_again(office: Client, edition: Edition) -> None:
    answer = office.post(page(edition), {"moment": "nu", "aantal": members() + 1})
    assert answer.status_code == 422
    assert "intussen veranderd" in answer.content.decode()
    assert not Mailing.objects.exists()


def test_pressing_twice_sends_once(office: Client, edition: Edition) -> None:
    for _ in range(2):
        office.post(page(edition), {"moment": "nu", "aantal": members()})
    assert Mailing.objects.count() == 1


def test_red_finding_stops(office: Client, edition: Edition) -> None:
    Edition.objects.update(subject="")
    office.post(page(edition), {"moment": "nu", "aantal": members()})
    assert not Mailing.objects.exists()
    assert "kan nog niet weg" in office.get(page(edition)).content.decode()


def coming_day_in_summer() -> date:
    """The first 5 June or 5 July that is still to come: never further than a year, always in summer time."""
    today = timezone.localdate()
    days = (date(year, month, 5) for year in (today.year, today.year + 1) for month in (6, 7))
    return next(day for day in days if day > today)


class TestPlanning:
    def test_waits_for_its_moment_in_amsterdam(self, office: Client, edition: Edition) -> None:
        day = coming_day_in_summer()
        office.post(page(edition), {"moment": "later", "dag": day, "tijd": "10:00", "aantal": members()})
        mailing = Mailing.objects.get()
        assert mailing.due_at.isoformat() == f"{day}T08:00:00+00:00"
        run()
        assert not OutgoingMail.objects.exists()
        with time_machine.travel(mailing.due_at + timedelta(minutes=1), tick=False):
            run()
        assert OutgoingMail.objects.count() == members()

    @pytest.mark.parametrize(
        ("day", "time", "message"),
        [
            ("", "10:00", "Kies een dag."),
            ("2027-07-05", "", "Kies een tijd."),
            ("2020-01-01", "10:00", "al geweest"),
            ("2099-01-01", "10:00", "binnen een jaar"),
        ],
    )
    def test_impossible_moments(self, office: Client, edition: Edition, day: str, time: str, message: str) -> None:
        answer = office.post(page(edition), {"moment": "later", "dag": day, "tijd": time, "aantal": members()})
        assert answer.status_code == 422
        assert message in answer.content.decode()
        assert not Mailing.objects.exists()

    def test_is_taken_back(self, office: Client, cast: Cast, edition: Edition) -> None:
        sending.send(edition, due_at=timezone.now() + timedelta(days=1), by=cast.editor)
        office.post(f"/beheer/nieuwsbrief/{edition.pk}/terug/")
        edition.refresh_from_db()
        assert edition.is_draft
        with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
            run()
        assert not OutgoingMail.objects.exists()

    def test_what_has_begun_is_not_taken_back(self, cast: Cast, edition: Edition) -> None:
        going = sending.send(edition, due_at=None, by=cast.editor)
        claiming.claim(going.mailing_id or 0, worker="proef", most=1)
        with pytest.raises(NotPossible):
            sending.take_back(edition, by=cast.editor)
        assert Recipient.objects.filter(state="queued").count() == members() - 1

    def test_far_too_late_asks_first(self, cast: Cast, edition: Edition, office: Client) -> None:
        going = sending.send(edition, due_at=None, by=cast.editor)
        with time_machine.travel(timezone.now() + timedelta(hours=5), tick=False):
            run()
            assert not OutgoingMail.objects.exists()
            assert "Ja, verstuur hem alsnog" in office.get(f"/beheer/mailings/{going.mailing_id}/").content.decode()
            office.post(f"/beheer/mailings/{going.mailing_id}/hervatting/")
            run()
        assert OutgoingMail.objects.count() == members()


class TestStopping:
    def test_unsubscribing_while_it_goes_stops_what_is_queued(self, cast: Cast, edition: Edition) -> None:
        going = sending.send(edition, due_at=None, by=cast.editor)
        addresses.unsubscribe_from("nieuwsbrief", person=cast.member, how=Unsubscription.How.LINK)
        run()
        assert going.mailing
        assert going.mailing.recipients.get(person=cast.member).state == "cancelled"
        assert mails_to(cast.member.email) == []
        assert len(mails_to(cast.colleague.email)) == 1

    def test_who_left_or_was_blocked_meanwhile_gets_nothing(self, cast: Cast, edition: Edition) -> None:
        a_subscriber()
        sending.send(edition, due_at=None, by=cast.editor)
        Membership.objects.filter(person=cast.member).update(ended_on=timezone.localdate())
        Person.objects.filter(pk=cast.colleague.pk).update(suspended_at=timezone.now())
        run()
        assert mails_to(cast.member.email) == mails_to(cast.colleague.email) == []
        assert len(mails_to("lezer@thuis.example")) == 1


class TestCorrection:
    def test_goes_to_exactly_those_who_got_the_first(self, cast: Cast, edition: Edition, office: Client) -> None:
        first = sent(edition, by=cast.editor)
        assert first.mailing
        rows = first.mailing.recipients
        rows.filter(person=cast.colleague).update(state="in_doubt")
        rows.filter(person=cast.outsider).update(state="refused")
        a_subscriber("later@thuis.example")
        office.post(f"/beheer/nieuwsbrief/{edition.pk}/correctie/")
        correction = Edition.objects.get(corrects=edition)
        made = sent(correction, by=cast.editor)
        assert made.mailing
        got = set(made.mailing.recipients.values_list("address", flat=True))
        assert got == set(rows.filter(state__in=["sent", "in_doubt"]).values_list("address", flat=True))
        assert cast.colleague.email in got
        assert not {cast.outsider.email, "later@thuis.example"} & got

    def test_needs_to_know_who_got_it(self, cast: Cast, edition: Edition) -> None:
        with pytest.raises(NotPossible):
            writing.correct(edition, by=cast.editor)


def test_test_mail_goes_to_me_only(office: Client, cast: Cast, edition: Edition) -> None:
    office.post(f"/beheer/nieuwsbrief/{edition.pk}/proef/")
    [mail] = OutgoingMail.objects.all()
    assert mail.to == cast.editor.email
    assert mail.subject.startswith("[Proef]")
    assert "Beste Editor," in " ".join(body_of(mail).split())


def test_preview_is_in_a_sandbox(office: Client, edition: Edition, settings: Any) -> None:
    answer = office.get(f"/beheer/nieuwsbrief/{edition.pk}/voorbeeld/opmaak/")
    policy = answer.headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "frame-ancestors 'self'" in policy
    assert "script-src" not in policy or "script-src 'none'" in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "Beste Editor," in " ".join(answer.content.decode().split())
