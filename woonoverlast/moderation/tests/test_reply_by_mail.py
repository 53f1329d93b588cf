"""A reply by mail: what becomes of it on the forum, and what its sender is told."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from woonoverlast.forum import allowance, posting
from woonoverlast.forum.allowance import Limit
from woonoverlast.forum.models import Attachment, Post, Topic, Withholding
from woonoverlast.forum.posting import Writing
from woonoverlast.forum.tests.helpers import ask_question
from woonoverlast.forum.tests.replies import refused, replies
from woonoverlast.lib.uploads.tests.made import pdf
from woonoverlast.mail.tests.letters import part, received
from woonoverlast.moderation import hiding, locking, merging, sanctioning
from woonoverlast.notifications import instant
from woonoverlast.notifications.models import IncomingMail, Notice, NoticeMail
from woonoverlast.notifications.replies import addressing, receiving, settling
from woonoverlast.notifications.replies.outcomes import Outcome
from woonoverlast.notifications.tests.inbox import (
    TEXT,
    answered_to,
    answers,
    notice_mail,
    only,
    receive,
    reply_to,
)
from woonoverlast.people import retention
from woonoverlast.people.models import Membership, Person
from woonoverlast.people.testing import Cast

PHONE = "Bel de melder op 06-12345678."


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def topic(cast: Cast) -> Topic:
    return ask_question(cast.member)


@pytest.fixture
def notice(cast: Cast, topic: Topic) -> NoticeMail:
    return notice_mail(cast.outsider, f"topic:{topic.pk}", subject=topic.title)


def test_reply_becomes_a_post_of_its_writer(cast: Cast, topic: Topic, notice: NoticeMail) -> None:
    verdict = receive(reply_to(notice, f"{TEXT}\n\nMet vriendelijke groet,\nOutsider\n\n> Harde muziek."))
    post = Post.objects.get(number=2)
    assert (verdict.outcome, post.author, post.topic, post.text) == (Outcome.POSTED, cast.outsider, topic, TEXT)
    assert Notice.objects.get(kind="forum.reply").person == cast.member
    assert mail.outbox == []


def test_bytes_are_wiped_and_the_row_says_what_became_of_it(cast: Cast, notice: NoticeMail) -> None:
    receive(reply_to(notice))
    row = only()
    assert (bytes(row.raw), row.outcome, row.person, row.sender) == (b"", "posted", cast.outsider, cast.outsider.email)


def test_same_mail_twice_is_one_post(notice: NoticeMail) -> None:
    message = reply_to(notice)
    receive(message)
    message["X-Delivered-Again"] = "yes"
    assert receiving.receive(message.as_bytes()) is None
    assert replies() == [TEXT]


def test_worker_that_dies_after_posting_posts_once(notice: NoticeMail, monkeypatch: pytest.MonkeyPatch) -> None:
    """Posting and settling are one transaction: what was not settled was not posted either."""
    [row] = receiving.store(reply_to(notice).as_bytes(), door=IncomingMail.Door.SMTP)
    with monkeypatch.context() as accident:
        accident.setattr(settling, "finish", lambda *_: 1 / 0)
        settling.settle(row.pk)
    assert (replies(), IncomingMail.objects.get().outcome) == ([], "")
    settling.settle(row.pk)
    settling.settle(row.pk)
    assert replies() == [TEXT]


def test_another_mail_with_the_same_words_is_another_post(notice: NoticeMail) -> None:
    """The control of the test above: what makes it one post is the Message-ID."""
    receive(reply_to(notice))
    receive(reply_to(notice))
    assert replies() == [TEXT, TEXT]


def test_address_in_capitals_works(notice: NoticeMail) -> None:
    message = reply_to(notice)
    message.replace_header("To", str(message["To"]).upper())
    assert receive(message).outcome == Outcome.POSTED


def test_other_proven_address_of_the_writer_counts(cast: Cast, notice: NoticeMail) -> None:
    cast.outsider.emailaddress_set.create(email="Ander@werk.example", verified=True)  # type: ignore[attr-defined]
    cast.outsider.emailaddress_set.create(email="nog-niet@werk.example", verified=False)  # type: ignore[attr-defined]
    assert receive(reply_to(notice, sender="ander@werk.example")).outcome == Outcome.POSTED
    assert receive(reply_to(notice, sender="nog-niet@werk.example")).outcome == Outcome.FORGED


def test_who_got_the_mail_forwarded_cannot_write(cast: Cast, notice: NoticeMail) -> None:
    assert receive(reply_to(notice, sender=cast.colleague.email)).outcome == Outcome.FORGED
    assert replies() == []
    assert answered_to() == [cast.colleague.email]
    assert "hoort bij iemand anders" in answers()[0]
    assert TEXT in answers()[0]
    assert only().person is None


def test_two_senders_are_nobody(notice: NoticeMail) -> None:
    both = f"{notice.person.email}, ander@werk.example"
    assert receive(reply_to(notice, sender=both)).outcome == Outcome.FORGED
    assert (replies(), mail.outbox) == ([], [])


def test_suspended_person(notice: NoticeMail) -> None:
    Person.objects.filter(pk=notice.person_id).update(suspended_at=timezone.now())
    refused(notice, Outcome.SUSPENDED, "geblokkeerd")


def test_who_is_no_member_any_more(notice: NoticeMail) -> None:
    Membership.objects.filter(person=notice.person_id).update(ended_on=timezone.localdate())
    refused(notice, Outcome.NO_MEMBER, "geen lid")


def test_who_left_for_good(cast: Cast, notice: NoticeMail) -> None:
    message = reply_to(notice)
    retention.anonymise(cast.outsider)
    assert receive(message).outcome == Outcome.EXPIRED
    assert "als een account weg is" in answers()[0]


def test_old_address(notice: NoticeMail) -> None:
    NoticeMail.objects.update(at=timezone.now() - timedelta(days=399))
    assert receive(reply_to(notice)).outcome == Outcome.POSTED
    NoticeMail.objects.update(at=timezone.now() - timedelta(days=401))
    refused(notice, Outcome.EXPIRED, "werkt niet meer", posts=1)


def test_locked_topic(cast: Cast, topic: Topic, notice: NoticeMail) -> None:
    locking.lock(topic, by=cast.editor, reason="Klaar.")
    refused(notice, Outcome.LOCKED, "gesloten")


def test_removed_and_hidden_topic_are_the_same(cast: Cast, topic: Topic, notice: NoticeMail) -> None:
    hiding.hide(topic.opening, by=cast.editor, reason="Hoort hier niet.")
    refused(notice, Outcome.GONE, "er niet meer, of je kunt het niet meer zien")


def test_merged_topic_takes_it_and_tells(cast: Cast, topic: Topic, notice: NoticeMail) -> None:
    other = ask_question(cast.colleague)
    merging.merge(topic, into=other, by=cast.editor)
    assert receive(reply_to(notice)).outcome == Outcome.ELSEWHERE
    assert other.posts.filter(author=cast.outsider).exists()
    assert "samengevoegd" in answers()[0]


def test_who_may_not_write_now(cast: Cast, notice: NoticeMail) -> None:
    until = timezone.now() + timedelta(days=3)
    sanctioning.suspend(cast.outsider, until=until, reason="Scherp geschreven.", by=cast.editor)
    mail.outbox.clear()
    refused(notice, Outcome.SANCTIONED, "Je kunt tot en met")


@pytest.mark.parametrize("text", ["", "  \n\n", "-- \nOutsider", "> Harde muziek.\n> Al maanden.\n"])
def test_nothing_of_the_writer_himself(notice: NoticeMail, text: str) -> None:
    assert receive(reply_to(notice, text)).outcome == Outcome.EMPTY
    assert "geen tekst van jezelf" in answers()[0]


def test_what_may_be_personal_waits_for_an_editor(notice: NoticeMail) -> None:
    assert receive(reply_to(notice, f"{TEXT}\n\n{PHONE}")).outcome == Outcome.HELD
    held = Withholding.objects.get(kind=Withholding.Kind.REVIEW)
    assert (held.post.number, "per mail" in held.reason) == (2, True)
    assert "kijkt een redacteur eerst mee" in answers()[0]
    assert "06-12345678" in answers()[0]


def test_files_go_through_the_checks_of_the_page(notice: NoticeMail) -> None:
    sent = [("brief.pdf", pdf()), ("stiekem.exe", b"MZ" + bytes(100))]
    assert receive(reply_to(notice, files=sent)).outcome == Outcome.WITHOUT_FILES
    assert Attachment.objects.get().post == Post.objects.get(number=2)
    assert "stiekem: Dit soort bestand kan niet" in answers()[0]


def test_name_of_a_file_adds_no_header(notice: NoticeMail) -> None:
    """A name with line breaks, as RFC 2231 lets one write it."""
    name = b"filename*=utf-8''x%0D%0ABcc%3A%20buit%40x.example%0D%0A.exe"
    raw = reply_to(notice, files=[("plat.exe", b"MZ")]).as_bytes().replace(b'filename="plat.exe"', name)
    assert name in raw
    verdict = receiving.receive(raw)
    assert verdict
    assert verdict.outcome == Outcome.WITHOUT_FILES
    [sent] = mail.outbox
    assert sent.recipients() == [notice.person.email]
    assert b"\nBcc" not in sent.message().as_bytes()


def test_personal_data_in_the_name_of_a_file_waits_for_an_editor(notice: NoticeMail) -> None:
    assert receive(reply_to(notice, files=[("06-12345678.pdf", pdf())])).outcome == Outcome.HELD


def test_all_files_good_needs_no_mail(notice: NoticeMail) -> None:
    assert receive(reply_to(notice, files=[("brief.pdf", pdf())])).outcome == Outcome.POSTED
    assert Attachment.objects.get().name == "brief.pdf"
    assert mail.outbox == []


def test_many_replies_in_an_hour_wait(notice: NoticeMail) -> None:
    rows = [IncomingMail(message_id=f"{n}@x", to="x", size=1, door="smtp", person=notice.person) for n in range(20)]
    IncomingMail.objects.bulk_create(rows)
    refused(notice, Outcome.TOO_MANY, "in korte tijd veel reacties")


def test_limits_of_the_forum_hold_too(notice: NoticeMail, monkeypatch: pytest.MonkeyPatch) -> None:
    limit = Limit(1, timedelta(hours=1), "het afgelopen uur", "voor iedereen")
    monkeypatch.setattr(allowance, "limit_of", lambda person: limit)
    assert receive(reply_to(notice)).outcome == Outcome.POSTED
    refused(notice, Outcome.TOO_MANY, "Dat is het meeste voor iedereen", posts=1)


def test_asker_sees_the_answer_in_one_thread(cast: Cast, topic: Topic) -> None:
    """Ask on the web, answer by mail, and the asker answers that by mail again."""
    posting.reply(topic, writing=Writing(body="<p>Bij ons ook.</p>"), by=cast.colleague)
    first = mailed_to(cast.member)
    receive(reply_to(notice_mail(cast.outsider, f"topic:{topic.pk}", subject=topic.title)))
    second = mailed_to(cast.member)
    assert TEXT in part(second, "plain")
    assert str(second["In-Reply-To"]) == str(first["Message-ID"])
    assert str(first["Message-ID"]) in str(second["References"])
    assert second["Subject"] == first["Subject"] == topic.title
    answered = NoticeMail.objects.filter(person=cast.member).latest("pk")
    assert second["Reply-To"] == addressing.reply_address(answered)
    assert receive(reply_to(answered, "Dank, dat gaan wij doen.")).outcome == Outcome.POSTED
    assert topic.posts.latest("number").author == cast.member


def mailed_to(person: Person) -> Any:
    Notice.objects.update(mail_due_at=timezone.now())
    mail.outbox.clear()
    now = timezone.now().replace(hour=10) + timedelta(days=(1 - timezone.now().weekday()) % 7 + 7)
    assert instant.send_to(person.pk, now=now) == 1
    return received()


def test_mail_says_that_it_can_be_answered_where_that_is_so(cast: Cast, topic: Topic) -> None:
    posting.reply(topic, writing=Writing(body="<p>Bij ons ook.</p>"), by=cast.colleague)
    letter = mailed_to(cast.member)
    assert "Antwoord op deze mail" in part(letter, "plain")
    assert "Antwoord op deze mail" in part(letter, "html")
    posting.reply(topic, writing=Writing(body="<p>Hier ook.</p>"), by=cast.outsider)
    locking.lock(topic, by=cast.editor, reason="Klaar.")
    letter = mailed_to(cast.member)
    assert letter["Reply-To"] is None
    assert "Antwoord op deze mail" not in part(letter, "plain")


def test_where_no_mail_is_received_nothing_promises_it(cast: Cast, topic: Topic, settings: Any) -> None:
    settings.REPLY_ADDRESS = ""
    posting.reply(topic, writing=Writing(body="<p>Bij ons ook.</p>"), by=cast.colleague)
    letter = mailed_to(cast.member)
    assert letter["Reply-To"] is None
    assert "Antwoord op deze mail" not in part(letter, "plain")
