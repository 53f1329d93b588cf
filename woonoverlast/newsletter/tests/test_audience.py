"""Who gets an edition, and who is left out and counted apart."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from woonoverlast.forum.tests.helpers import a_theme
from woonoverlast.mail import addresses
from woonoverlast.mail.models import Unsubscription
from woonoverlast.newsletter import audience, writing
from woonoverlast.newsletter.audience import Segment
from woonoverlast.newsletter.models import Edition, Subscriber
from woonoverlast.newsletter.tests.making import a_draft, a_subscriber, sent
from woonoverlast.notifications import watching
from woonoverlast.notifications.models import Watch
from woonoverlast.people.models import Discipline, Membership, Person
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.places.models import Municipality, Region

PAGE = Unsubscription.How.PAGE


def names(segment: Segment) -> set[str]:
    return {one.name or one.address for one in audience.wanted(segment)}


def put(person: Person, **fields: Any) -> None:
    Person.objects.filter(pk=person.pk).update(**fields)


class TestChoosing:
    def test_everybody_is_all_members_and_subscribers(self, cast: Cast) -> None:
        a_subscriber()
        found = names(Segment())
        assert {"Member", "Editor", "lezer@thuis.example"} <= found
        assert not {"Applicant", "Suspended", "Administrator"} & found

    def test_by_discipline(self, cast: Cast) -> None:
        put(cast.member, discipline=Discipline.POLICE)
        assert names(Segment(subscribers=False, disciplines=("police",))) == {"Member"}

    def test_by_role(self, cast: Cast) -> None:
        assert names(Segment(subscribers=False, roles=("executive",))) == {"Executive"}

    def test_a_role_that_ended_does_not_count(self, cast: Cast) -> None:
        Membership.objects.filter(person=cast.executive).update(ended_on=timezone.localdate())
        assert names(Segment(subscribers=False, roles=("executive",))) == set()

    def test_by_province(self, cast: Cast) -> None:
        utrecht = Municipality.objects.current().get(name="Utrecht")
        put(cast.member, municipality=utrecht)
        put(cast.outsider, municipality=Municipality.objects.current().get(name="Groningen"))
        code = Region.objects.get(pk=utrecht.province_id).code
        assert names(Segment(subscribers=False, provinces=(code,))) == {"Member"}

    def test_by_size(self, cast: Cast) -> None:
        put(cast.member, municipality=Municipality.objects.current().get(name="Utrecht"))
        put(cast.outsider, municipality=Municipality.objects.current().get(name="Vlieland"))
        assert names(Segment(subscribers=False, sizes=("vanaf-250",))) == {"Member"}
        assert names(Segment(subscribers=False, sizes=("tot-20",))) == {"Outsider"}
        assert names(Segment(subscribers=False, sizes=("tot-20", "vanaf-250"))) == {"Member", "Outsider"}

    def test_by_theme(self, cast: Cast) -> None:
        watching.watch(cast.member, a_theme(), level=Watch.Level.FOLLOW)
        watching.watch(cast.outsider, a_theme(), level=Watch.Level.MUTED)
        assert names(Segment(subscribers=False, themes=("proef",))) == {"Member"}

    def test_by_activity(self, cast: Cast) -> None:
        put(cast.member, last_seen_at=timezone.now() - timedelta(days=20))
        put(cast.outsider, last_seen_at=timezone.now() - timedelta(days=40))
        assert names(Segment(subscribers=False, active_days=30)) == {"Member"}

    def test_choices_add_up(self, cast: Cast) -> None:
        put(cast.member, discipline=Discipline.POLICE)
        assert names(Segment(subscribers=False, disciplines=("police",), roles=("executive",))) == set()

    def test_only_subscribers(self, cast: Cast) -> None:
        a_subscriber()
        assert names(Segment(members=False)) == {"lezer@thuis.example"}


class TestLeftOut:
    def test_each_reason_is_counted_once(self, cast: Cast) -> None:
        addresses.unsubscribe_from("nieuwsbrief", person=cast.member, how=PAGE)
        addresses.pause(cast.member.email, reason="weg")
        addresses.pause(cast.colleague.email, reason="weg")
        Membership.objects.filter(person=cast.outsider).update(ended_on=timezone.localdate())
        before = audience.count(Segment(subscribers=False))
        assert before.left_out == [
            ("afgemeld voor de nieuwsbrief", 1),
            ("mail komt niet aan", 1),
            ("geblokkeerd", 1),
            ("geen lid meer", 1),
        ]
        assert not {"Member", "Colleague", "Outsider", "Suspended"} & names(Segment(subscribers=False))

    def test_subscribers_too(self, cast: Cast) -> None:
        for number in range(3):
            a_subscriber(f"lezer{number}@thuis.example")
        addresses.unsubscribe_from("nieuwsbrief", person=None, address="lezer0@thuis.example", how=PAGE)
        addresses.pause("lezer1@thuis.example", reason="weg")
        counts = audience.count(Segment(members=False))
        assert (counts.subscribers, counts.unsubscribed, counts.paused) == (1, 1, 1)

    def test_unconfirmed_is_nobody(self, cast: Cast) -> None:
        a_subscriber()
        Subscriber.objects.update(confirmed_at=None)
        assert audience.count(Segment(members=False)).total == 0

    def test_count_is_what_is_sent(self, cast: Cast) -> None:
        a_subscriber()
        a_subscriber(cast.member.email)
        segment = Segment()
        assert audience.count(segment).total == len(list(audience.wanted(segment)))


class TestSubscriberWhoIsMember:
    def test_gets_one_mail(self, cast: Cast) -> None:
        a_subscriber(cast.member.email)
        assert [one.address for one in audience.wanted(Segment())].count(cast.member.email) == 1

    def test_who_said_no_as_a_member_gets_none(self, cast: Cast) -> None:
        a_subscriber(cast.member.email)
        addresses.unsubscribe_from("nieuwsbrief", person=cast.member, how=PAGE)
        assert cast.member.email not in {one.address for one in audience.wanted(Segment())}

    def test_who_is_suspended_gets_none(self, cast: Cast) -> None:
        a_subscriber(cast.suspended.email)
        assert cast.suspended.email not in {one.address for one in audience.wanted(Segment())}

    def test_who_left_is_a_subscriber_again(self, cast: Cast) -> None:
        a_subscriber(cast.member.email)
        Membership.objects.filter(person=cast.member).update(ended_on=timezone.localdate())
        assert cast.member.email in {one.address for one in audience.wanted(Segment())}


@pytest.mark.parametrize(
    ("segment", "expected"),
    [
        (Segment(), "Alle leden, en ook abonnees zonder account."),
        (Segment(subscribers=False), "Alle leden."),
        (Segment(members=False), "Alleen abonnees zonder account."),
        (Segment(members=False, subscribers=False), "Niemand: kies leden of abonnees."),
        (
            Segment(subscribers=False, disciplines=("police", "ggz", "ggd"), active_days=90),
            "Leden met als vakgebied Politie, GGZ of GGD die de laatste 90 dagen op het platform waren.",
        ),
        (Segment(subscribers=False, sizes=("vanaf-250",)), "Leden uit een gemeente met 250.000 inwoners of meer."),
    ],
)
def test_sentence(db: None, segment: Segment, expected: str) -> None:
    assert audience.sentence(segment) == expected


def test_what_was_kept_is_read_back() -> None:
    segment = Segment(members=False, roles=("executive",), active_days=30)
    assert Segment.read(segment.as_json()) == segment
    assert Segment.read({"onbekend": 1}) == Segment()


class TestPage:
    def test_counts_while_choosing(self, cast: Cast) -> None:
        edition = a_draft(cast.editor)
        url = f"/beheer/nieuwsbrief/{edition.pk}/ontvangers/?members=on&roles=executive"
        part = logged_in(cast.editor).get(url, headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in part
        assert "Leden met de rol bestuurder." in part

    def test_counts_without_script_and_keeps_nothing(self, cast: Cast) -> None:
        edition = a_draft(cast.editor)
        data = {"members": "on", "roles": ["executive"], "tel": "1"}
        text = logged_in(cast.editor).post(f"/beheer/nieuwsbrief/{edition.pk}/ontvangers/", data).content.decode()
        assert "Leden met de rol bestuurder." in text
        assert Edition.objects.get().audience == {}

    def test_keeps_the_choice(self, cast: Cast) -> None:
        edition = a_draft(cast.editor)
        data = {"members": "on", "roles": ["executive"]}
        logged_in(cast.editor).post(f"/beheer/nieuwsbrief/{edition.pk}/ontvangers/", data)
        edition.refresh_from_db()
        assert audience.counts_of(edition).total == 1

    def test_nobody_is_refused(self, cast: Cast) -> None:
        edition = a_draft(cast.editor)
        answer = logged_in(cast.editor).post(f"/beheer/nieuwsbrief/{edition.pk}/ontvangers/", {"roles": ["executive"]})
        assert answer.status_code == 422
        assert "Kies leden, abonnees of allebei." in answer.content.decode()


def test_correction_counts_who_got_the_first(cast: Cast) -> None:
    edition = sent(a_draft(cast.editor), by=cast.editor)
    correction = writing.correct(edition, by=cast.editor)
    addresses.unsubscribe_from("nieuwsbrief", person=cast.member, how=PAGE)
    counts = audience.counts_of(correction)
    assert edition.mailing
    assert counts.total == edition.mailing.recipients.filter(state="sent").count() - 1
    assert counts.unsubscribed == 1
