"""Queueing and steering: who gets it, who not any more, and what editors do to a mailing on its way."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from woonoverlast.lib.errors import NotPossible
from woonoverlast.mail import addresses, own_data
from woonoverlast.mail.bulk import claiming, queueing, retention, steering, throttle
from woonoverlast.mail.bulk.queueing import Wanted
from woonoverlast.mail.lists import NEWSLETTER
from woonoverlast.mail.models import Mailing, OutgoingMail, Recipient, TokenBucket, Unsubscription
from woonoverlast.mail.tests.mailings import a_mailing, an_editor, only, send, states, waited
from woonoverlast.people.models import Act, Membership, Person
from woonoverlast.people.testing import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def caught(settings: Any, tmp_path: Path) -> None:
    """Mail goes to the mailbox of the demonstration."""
    settings.DATA_DIR = tmp_path
    settings.MAILING_PER_SECOND = 0


def to_members(cast: Cast) -> Mailing:
    mailing = queueing.create(NEWSLETTER, subject="Nieuws", text="Dag [[naam]]", by=cast.editor)
    queueing.queue(mailing, queueing.members(Person.objects.members().filter(pk=cast.member.pk)))
    return mailing


def test_queueing_again_adds_nobody_twice() -> None:
    mailing = a_mailing(3)
    queueing.queue(
        mailing, [Wanted(None, "LEZER1@werk.example", "Hoofdletters"), Wanted(None, "nieuw@werk.example", "")]
    )
    assert sorted(states(mailing)) == [*(f"lezer{n}@werk.example" for n in range(3)), "nieuw@werk.example"]


def test_person_with_a_second_address_gets_one_mail(cast: Cast) -> None:
    mailing = to_members(cast)
    queueing.queue(mailing, [Wanted(cast.member.pk, "ander@werk.example", "")])
    assert only(mailing).address == cast.member.email


def test_unusable_address_is_refused_and_named() -> None:
    mailing = a_mailing([Wanted(None, "a@x.example\r\nRCPT TO:<b@x.example>", "")])
    assert (only(mailing).state, only(mailing).note) == ("refused", queueing.UNUSABLE)


def unsubscribes(member: Person) -> None:
    addresses.unsubscribe_from(NEWSLETTER.slug, person=member, how=Unsubscription.How.PAGE)


def leaves(member: Person) -> None:
    Membership.objects.filter(person=member).update(ended_on=timezone.localdate())


def is_suspended(member: Person) -> None:
    Person.objects.filter(pk=member.pk).update(suspended_at=timezone.now())


def has_a_dead_address(member: Person) -> None:
    addresses.pause(member.email, reason="550 5.1.1 unknown")


def nothing(member: Person) -> None:
    """Positive control."""


@pytest.mark.parametrize(
    ("happens", "state"),
    [
        (nothing, "sent"),
        (unsubscribes, "cancelled"),
        (leaves, "cancelled"),
        (is_suspended, "cancelled"),
        (has_a_dead_address, "cancelled"),
        (own_data.erase, "cancelled"),
    ],
)
def test_what_happens_while_it_is_queued_counts(cast: Cast, happens: Callable[[Person], None], state: str) -> None:
    mailing = to_members(cast)
    happens(cast.member)
    send()
    assert only(mailing).state == state
    assert OutgoingMail.objects.exists() == (state == "sent")


def test_other_lists_go_on_after_an_unsubscription(cast: Cast) -> None:
    addresses.unsubscribe_from("iets-anders", person=cast.member, how=Unsubscription.How.PAGE)
    mailing = to_members(cast)
    send()
    assert only(mailing).state == "sent"


def test_address_of_a_former_member_is_not_kept(cast: Cast) -> None:
    mailing = to_members(cast)
    send()
    own_data.erase(cast.member)
    assert only(mailing).address == f"voormalig-{only(mailing).pk}@voormalig.invalid"
    assert (only(mailing).name, only(mailing).state) == ("", "sent")


def test_pause_stops_and_resume_goes_on() -> None:
    mailing, editor = a_mailing(2), an_editor()
    steering.pause(mailing, by=editor)
    send()
    assert mailing.progress()["queued"] == 2
    steering.resume(mailing, by=editor)
    send()
    assert mailing.progress()["sent"] == 2
    assert set(Act.objects.values_list("verb", flat=True)) == {"mailing stilgezet", "mailing hervat"}


def test_cancelling_stops_what_is_queued_for_good() -> None:
    mailing, editor = a_mailing(3), an_editor()
    claiming.claim(mailing.pk, worker="busy", most=1)
    assert steering.cancel(mailing, by=editor) == 2
    assert mailing.progress() == {"queued": 0, "claimed": 1, "sent": 0, "refused": 0, "in_doubt": 0, "cancelled": 2}
    with pytest.raises(NotPossible):
        steering.resume(mailing, by=editor)


def test_only_doubtful_mail_can_be_sent_again() -> None:
    mailing = a_mailing(1)
    send()
    with pytest.raises(NotPossible):
        steering.resend(only(mailing), by=an_editor())


def test_nothing_goes_before_its_moment() -> None:
    mailing = a_mailing(1, due_at=timezone.now() + timedelta(minutes=5))
    send()
    assert only(mailing).state == "queued"


def test_late_mailing_asks_first() -> None:
    mailing = a_mailing(1, due_at=timezone.now() - timedelta(hours=3))
    send()
    mailing.refresh_from_db()
    assert (only(mailing).state, mailing.trouble) == ("queued", steering.LATE)
    steering.resume(mailing, by=an_editor())
    send()
    assert only(mailing).state == "sent"


def test_mailing_that_was_halfway_goes_on_without_asking() -> None:
    mailing = a_mailing(2, due_at=timezone.now() - timedelta(hours=3))
    Recipient.objects.filter(pk=mailing.recipients.earliest("pk").pk).update(state="sent", attempts=1)
    send()
    assert mailing.progress()["sent"] == 2


def test_mailing_is_finished_when_nobody_waits() -> None:
    mailing = a_mailing(1)
    assert not mailing.is_finished
    send()
    assert mailing.is_finished


def came_back(mailing: Mailing) -> None:
    Recipient.objects.filter(mailing=mailing).update(state="sent", settled_at=timezone.now(), bounced_at=timezone.now())


def went(mailing: Mailing) -> None:
    Recipient.objects.filter(mailing=mailing).update(state="sent", settled_at=timezone.now())


@pytest.mark.parametrize(("history", "paused"), [("b.b", False), ("b.bb", True), ("bb....b", False), (".b.b.b", True)])
def test_three_of_the_last_five_pauses_the_address(history: str, paused: bool) -> None:
    for mark in history:
        came_back(a_mailing(1)) if mark == "b" else went(a_mailing(1))
    addresses.pause_when_often_back("lezer0@werk.example", reason="552 full")
    assert bool(addresses.current_pause("lezer0@werk.example")) == paused


def test_after_a_fresh_start_old_bounces_do_not_count() -> None:
    for _ in range(3):
        came_back(a_mailing(1))
    addresses.pause("lezer0@werk.example", reason="552 full")
    addresses.resume("lezer0@werk.example")
    came_back(a_mailing(1))
    addresses.pause_when_often_back("lezer0@werk.example", reason="552 full")
    assert addresses.current_pause("lezer0@werk.example") is None


def test_bucket_gives_what_it_holds_and_fills_with_time(settings: Any) -> None:
    settings.MAILING_PER_SECOND = 10
    assert [throttle.take(6), throttle.take(6), throttle.take(6)] == [6, 4, 0]
    TokenBucket.objects.update(filled_at=Now() - timedelta(seconds=0.55))  # its clock is that of the database
    assert 5 <= throttle.take(20) <= 7


def test_bucket_never_holds_more_than_a_second(settings: Any) -> None:
    settings.MAILING_PER_SECOND = 10
    throttle.take(10)
    TokenBucket.objects.update(filled_at=Now() - timedelta(hours=1))
    assert throttle.take(100) == 10


def test_tokens_without_mail_are_given_back(settings: Any) -> None:
    settings.MAILING_PER_SECOND = 10
    throttle.give_back(throttle.take(10))
    assert throttle.take(100) == 10


def test_rows_go_after_a_year_and_totals_stay() -> None:
    a_mailing(2)
    send()
    Mailing.objects.update(due_at=timezone.now() - timedelta(days=366))
    assert retention.forget_old() == 2
    assert Mailing.objects.get().progress()["sent"] == 2


def test_mail_that_was_tried_is_not_tried_before_its_time() -> None:
    mailing = a_mailing(1)
    Recipient.objects.update(not_before=timezone.now() + timedelta(minutes=1))
    send()
    assert only(mailing).state == "queued"
    waited()
    send()
    assert only(mailing).state == "sent"
