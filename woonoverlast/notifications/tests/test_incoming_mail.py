"""Mail that comes in: the doors, storing before anything else, machines and loops, and answers that never run on."""

import asyncio
import smtplib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import mail
from django.db import OperationalError
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from woonoverlast.mail import bounces
from woonoverlast.mail.bulk import composing, tokens
from woonoverlast.mail.models import Recipient
from woonoverlast.mail.tests.letters import received
from woonoverlast.mail.tests.mailings import a_mailing
from woonoverlast.mail.tests.mailings import only as only_recipient
from woonoverlast.mail.tests.test_bounces import dsn
from woonoverlast.mail.tests.test_outbox import free_port
from woonoverlast.notifications import jobs
from woonoverlast.notifications.models import IncomingMail, NoticeMail
from woonoverlast.notifications.replies import (
    addressing,
    answerable,
    listening,
    mailbox,
    receiving,
    settling,
    verdicts,
)
from woonoverlast.notifications.replies.answerable import Answerable, Posted, Reply
from woonoverlast.notifications.replies.outcomes import SILENT, TOLD, Outcome
from woonoverlast.notifications.tests.imap import Box, serving
from woonoverlast.notifications.tests.inbox import (
    TEXT,
    answered_to,
    answers,
    notice_mail,
    only,
    receive,
    reply_to,
)
from woonoverlast.people.models import Person
from woonoverlast.people.testing import logged_in, make_person

pytestmark = pytest.mark.django_db
Door = IncomingMail.Door


class Things:
    """Stands for a higher context: keeps what is posted, or does what a test asks."""

    def __init__(self) -> None:
        self.posted: list[Reply] = []
        self.outcome = Outcome.POSTED
        self.fails = False

    def post(self, person: Person, pk: int, reply: Reply) -> Posted:
        if self.fails:
            raise RuntimeError("stuk")
        self.posted.append(reply)
        return Posted(self.outcome)


@pytest.fixture
def things(monkeypatch: pytest.MonkeyPatch) -> Things:
    found = Things()
    kind = Answerable("proef", lambda person, pk: True, found.post)
    monkeypatch.setitem(answerable._kinds, "proef", kind)
    return found


@pytest.fixture
def notice(db: None) -> NoticeMail:
    return notice_mail(make_person("sanne"), "proef:1")


# The address


def test_address_is_short_and_of_one_case(notice: NoticeMail) -> None:
    local = addressing.reply_address(notice).partition("@")[0]
    assert local == local.lower()
    assert len(local) <= 64
    biggest = tokens.address("r" * 24 + "@x.example", 2**63 - 1, purpose=addressing.PURPOSE)
    assert len(biggest.partition("@")[0]) <= 64


@pytest.mark.parametrize("purpose", [composing.RETURN_PATH, composing.UNSUBSCRIBE, composing.MESSAGE_ID])
def test_mark_of_another_purpose_is_no_reply_address(notice: NoticeMail, purpose: str) -> None:
    other = tokens.address("reactie@woonoverlast.example", notice.pk, purpose=purpose)
    assert addressing.noticed(other) == Outcome.UNKNOWN
    assert addressing.noticed(addressing.reply_address(notice)) == notice


def test_changed_mark_is_unknown(notice: NoticeMail, things: Things) -> None:
    to = addressing.reply_address(notice)
    changed = to.replace("@", "0@").replace("+", "+1", 1)
    message = reply_to(notice)
    message.replace_header("To", changed)
    assert receive(message).outcome == Outcome.UNKNOWN
    assert things.posted == []


def test_key_of_before_still_opens(notice: NoticeMail, settings: Any) -> None:
    to = addressing.reply_address(notice)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "k" * 60
    assert addressing.noticed(to) == notice
    settings.SECRET_KEY_FALLBACKS = []
    assert addressing.noticed(to) == Outcome.UNKNOWN


# Machines and loops


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-replied"},
        {"Auto-Submitted": "auto-generated; owner-email=x"},
        {"Precedence": "bulk"},
        {"Precedence": "auto_reply"},
        {"X-Auto-Response-Suppress": "DR, OOF, AutoReply"},
        {"X-Autoreply": "yes"},
        {"Return-Path": "<>"},
    ],
)
def test_machine_is_not_posted_and_not_answered(notice: NoticeMail, things: Things, headers: dict[str, str]) -> None:
    assert receive(reply_to(notice, headers=headers)).outcome == Outcome.AUTOMATIC
    assert (things.posted, mail.outbox) == ([], [])


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "no"},
        {"Precedence": "normal"},
        {"X-Auto-Response-Suppress": "DR, RN, NRN"},
        {"X-Auto-Response-Suppress": "None"},
        {"Return-Path": "<sanne@werk.example>"},
    ],
)
def test_person_whose_program_adds_headers_is_posted(
    notice: NoticeMail, things: Things, headers: dict[str, str]
) -> None:
    """The control of the test above."""
    assert receive(reply_to(notice, headers=headers)).outcome == Outcome.POSTED


@pytest.mark.parametrize(
    "subject",
    [
        "Automatisch antwoord: Wat doe je tegen harde muziek?",
        "Afwezig: Re: Wat doe je tegen harde muziek?",
        "Afwezigheidsbericht",
        "Out of Office: harde muziek",
        "Automatic reply: Wat doe je tegen harde muziek?",
        "Re: Afwezig t/m 3 juni",
        "Ontvangstbevestiging",
        "Gelezen: Wat doe je tegen harde muziek?",
    ],
)
def test_subject_of_an_automatic_answer(notice: NoticeMail, things: Things, subject: str) -> None:
    assert receive(reply_to(notice, subject=subject)).outcome == Outcome.AUTOMATIC
    assert (things.posted, mail.outbox) == ([], [])


@pytest.mark.parametrize("subject", ["Afwezig: wat doe je dan?", "Afwezige huurders", "Gelezen: brief genegeerd"])
def test_topic_with_such_a_title_is_answered(notice: NoticeMail, things: Things, subject: str) -> None:
    NoticeMail.objects.update(subject=subject)
    notice.refresh_from_db()
    assert receive(reply_to(notice)).outcome == Outcome.POSTED


def test_our_own_mail_that_comes_back_ends_there(notice: NoticeMail, things: Things) -> None:
    receive(reply_to(notice, sender="vreemde@x.example"))
    ours = received()
    back = reply_to(notice, headers={"X-Woonoverlast": str(ours["X-Woonoverlast"])})
    assert receive(back).outcome == Outcome.LOOP
    from_us = reply_to(notice, sender="Platform <platform@woonoverlast.example>")
    assert receive(from_us).outcome == Outcome.LOOP
    assert len(mail.outbox) == 1


def test_two_machines_do_not_talk_on(notice: NoticeMail, things: Things) -> None:
    """A machine that answers each mail with a mail that looks like that of a person gets five answers a day."""
    for _ in range(30):
        receive(reply_to(notice, "Ik ben een machine.", sender="machine@x.example"))
    assert len(mail.outbox) == 5
    IncomingMail.objects.update(answered_at=timezone.now() - timedelta(days=2))
    receive(reply_to(notice, "Ik ben een machine.", sender="machine@x.example"))
    assert len(mail.outbox) == 6


def test_strangers_together_get_so_many_answers(
    notice: NoticeMail, things: Things, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("woonoverlast.notifications.replies.answering.STRANGERS_PER_DAY", 3)
    for number in range(3):
        receive_unknown(f"vreemde{number}@x.example")
        receive(reply_to(notice, sender=f"vervalser{number}@x.example"))
    assert len(mail.outbox) == 3
    things.outcome = Outcome.LOCKED
    receive(reply_to(notice))
    assert len(mail.outbox) == 4


def receive_unknown(sender: str) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "reactie@woonoverlast.example", "Koop nu"
    message.set_content("Koop nu goedkope brillen.")
    receive(message)


def test_stranger_gets_no_words_of_his_own_back(notice: NoticeMail) -> None:
    """Else spam to us, with somebody else's address as sender, would reach him through us."""
    receive_unknown("slachtoffer@x.example")
    assert answered_to() == ["slachtoffer@x.example"]
    assert "brillen" not in answers()[0]
    assert "neemt alleen antwoorden aan" in answers()[0]


# Every outcome has its words


def test_every_outcome_is_in_the_table() -> None:
    assert set(TOLD) == set(Outcome)


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome not in SILENT])
def test_outcome_is_told_with_its_words(notice: NoticeMail, things: Things, outcome: Outcome) -> None:
    things.outcome = outcome
    receive(reply_to(notice))
    assert received()["Subject"] == TOLD[outcome].title
    assert TOLD[outcome].text[:40] in answers()[0]
    assert (TEXT in answers()[0]) == TOLD[outcome].keep
    assert received()["Auto-Submitted"] == "auto-replied"
    assert notice.subject in answers()[0]


def test_answer_stands_in_the_thread_of_the_sender(notice: NoticeMail, things: Things) -> None:
    things.outcome = Outcome.LOCKED
    message = reply_to(notice)
    receive(message)
    assert received()["In-Reply-To"] == message["Message-ID"]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Subject", "Re: x\n Bcc: buit@x.example\n\t\nBcc: buit@x.example"),
        ("Subject", "=?utf-8?q?x=0d=0aBcc=3a_buit=40x.example?="),
        ("Message-ID", "<a@x>\r\n Bcc: buit@x.example"),
        ("Message-ID", "<a@x> Bcc: buit@x.example"),
        ("From", '"Jan\r\n Bcc: buit@x.example" <sanne@werk.example>'),
        ("From", "=?utf-8?q?Jan=0d=0aBcc=3a_buit=40x.example?= <sanne@werk.example>"),
        ("From", "<sanne@werk.example\r\n >"),
    ],
)
def test_injected_header_adds_nothing(notice: NoticeMail, things: Things, header: str, value: str) -> None:
    things.outcome = Outcome.LOCKED
    raw = reply_to(notice).as_bytes()
    lines = [line for line in raw.split(b"\n") if not line.lower().startswith(header.lower().encode() + b":")]
    receiving.receive(f"{header}: {value}\n".encode() + b"\n".join(lines))
    assert set(answered_to()) <= {"sanne@werk.example"}
    for sent in mail.outbox:
        head = sent.message().as_bytes().partition(b"\n\n")[0]
        assert b"\nBcc:" not in head
        assert sent.recipients() == sent.to


# Storing and settling


def test_stored_mail_has_a_job_and_its_bytes(notice: NoticeMail, things: Things) -> None:
    raw = reply_to(notice).as_bytes()
    [row] = receiving.store(raw, door=Door.SMTP)
    assert bytes(row.raw) == raw
    assert ProcrastinateJob.objects.filter(args__mail_id=row.pk).exists()
    jobs.settle_mail(mail_id=row.pk)
    jobs.settle_mail(mail_id=row.pk)
    assert len(things.posted) == 1


def test_mail_without_a_number_is_known_by_its_bytes(notice: NoticeMail, things: Things) -> None:
    message = reply_to(notice)
    del message["Message-ID"]
    receive(message)
    assert receiving.receive(message.as_bytes()) is None
    message.set_content("Iets anders.")
    receive(message)
    assert len(things.posted) == 2


def test_mail_that_another_has_in_hand_waits(notice: NoticeMail, things: Things) -> None:
    [row] = receiving.store(reply_to(notice).as_bytes(), door=Door.SMTP)
    assert settling.claim(row.pk)
    assert settling.settle(row.pk) is None
    IncomingMail.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert settling.settle(row.pk)


def test_defect_of_ours_is_tried_again_and_told_in_the_end(notice: NoticeMail, things: Things) -> None:
    things.fails = True
    [row] = receiving.store(reply_to(notice).as_bytes(), door=Door.SMTP)
    for attempt in range(1, settling.MAX_ATTEMPTS):
        jobs.settle_mail(mail_id=row.pk)
        assert (only().attempts, only().outcome, mail.outbox) == (attempt, "", [])
    jobs.settle_mail(mail_id=row.pk)
    assert (only().outcome, bytes(only().raw)) == ("failed", b"")
    assert TEXT in answers()[0]


def test_defect_that_passes_costs_nothing(notice: NoticeMail, things: Things) -> None:
    things.fails = True
    [row] = receiving.store(reply_to(notice).as_bytes(), door=Door.SMTP)
    jobs.settle_mail(mail_id=row.pk)
    planned = ProcrastinateJob.objects.filter(args__mail_id=row.pk).exclude(scheduled_at=None).get()
    assert planned.scheduled_at > timezone.now()
    things.fails = False
    jobs.settle_mail(mail_id=row.pk)
    assert [reply.text for reply in things.posted] == [TEXT]


def test_sweep_finds_what_was_left_behind(notice: NoticeMail) -> None:
    [row] = receiving.store(reply_to(notice).as_bytes(), door=Door.SMTP)
    assert not IncomingMail.objects.overdue().exists()
    IncomingMail.objects.update(received_at=timezone.now() - timedelta(minutes=11))
    assert list(IncomingMail.objects.overdue()) == [row]


def test_rows_go_after_ninety_days(notice: NoticeMail, things: Things) -> None:
    receive(reply_to(notice))
    assert settling.forget_old() == 0
    IncomingMail.objects.update(settled_at=timezone.now() - timedelta(days=91))
    assert settling.forget_old() == 1


def test_mail_that_is_too_large_is_stored_in_part_and_told(
    notice: NoticeMail, things: Things, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verdicts, "MAX_BYTES", 400_000)
    monkeypatch.setattr(receiving, "MAX_BYTES", 400_000)
    large = reply_to(notice, files=[("groot.pdf", bytes(500_000))]).as_bytes()
    [row] = receiving.store(large, door=Door.SMTP)
    assert len(bytes(row.raw)) == receiving.KEPT_OF_TOO_LARGE
    verdict = settling.settle(row.pk)
    assert verdict
    assert verdict.outcome == Outcome.TOO_LARGE
    assert TEXT in answers()[0]


def test_bounce_at_the_return_path_is_noted(things: Things) -> None:
    recipient = only_recipient(a_mailing(1))
    Recipient.objects.update(state="sent", settled_at=timezone.now())
    raw = dsn("failed", "5.1.1", "550 5.1.1 user unknown")
    verdict = receiving.receive(raw, to=composing.return_path(recipient.pk))
    assert verdict
    assert verdict.outcome == Outcome.BOUNCE
    assert Recipient.objects.get().bounced_at
    assert mail.outbox == []


def test_bounce_at_a_reply_address_is_no_reply(notice: NoticeMail, things: Things) -> None:
    raw = dsn("failed", "5.1.1").replace(b"terug@woonoverlast.example", addressing.reply_address(notice).encode())
    verdict = receiving.receive(raw)
    assert verdict
    assert verdict.outcome == Outcome.BOUNCE
    assert (things.posted, mail.outbox) == ([], [])


def test_mail_for_others_is_not_ours(notice: NoticeMail) -> None:
    message = reply_to(notice)
    message.replace_header("To", "redactie@woonoverlast.example")
    assert receiving.receive(message.as_bytes()) is None
    assert not IncomingMail.objects.exists()


def test_administrators_see_what_came_and_never_the_address_or_text(notice: NoticeMail, things: Things) -> None:
    receive(reply_to(notice))
    receiving.store(reply_to(notice).as_bytes(), door=Door.SMTP)
    client = logged_in(make_person("beheerder", superuser=True))
    for row in IncomingMail.objects.all():
        for path in ("", f"{row.pk}/change/"):
            page = client.get(f"/beheer/gegevens/notifications/incomingmail/{path}").content.decode()
            assert notice.person.email in page
            assert row.to not in page
            assert TEXT not in page


# The door for mail servers


@contextmanager
def listening_on(scheme: str) -> Iterator[int]:
    port, ready = free_port(), threading.Event()
    stop: list[Any] = []

    async def run() -> None:
        until = asyncio.Event()
        stop.extend([asyncio.get_running_loop(), until])
        task = asyncio.create_task(listening.listen(f"{scheme}://127.0.0.1:{port}", until=until))
        await asyncio.sleep(0.2)
        ready.set()
        await task

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    assert ready.wait(10)
    try:
        yield port
    finally:
        stop[0].call_soon_threadsafe(stop[1].set)
        thread.join(10)


@pytest.mark.django_db(transaction=True)
def test_mail_server_brings_a_mail(things: Things) -> None:
    notice = notice_mail(make_person("sanne"), "proef:1")
    with listening_on("smtp") as port, smtplib.SMTP("127.0.0.1", port) as server:
        server.sendmail("sanne@werk.example", [addressing.reply_address(notice)], reply_to(notice).as_bytes())
        assert bytes(only().raw).startswith(b"Return-Path: <sanne@werk.example>")
        server.sendmail("", [addressing.reply_address(notice)], reply_to(notice).as_bytes())
    verdicts_found = [settling.settle(row.pk) for row in IncomingMail.objects.order_by("pk")]
    assert [verdict.outcome for verdict in verdicts_found if verdict] == [Outcome.POSTED, Outcome.AUTOMATIC]


@pytest.mark.django_db(transaction=True)
def test_other_addresses_are_refused_at_the_door() -> None:
    with listening_on("smtp") as port, smtplib.SMTP("127.0.0.1", port) as server:
        server.helo("x")
        server.mail("a@x.example")
        assert server.rcpt("iemand@anders.example")[0] == 550
        assert server.rcpt("terug@woonoverlast.example")[0] == 550
        assert server.rcpt("reactie+x@woonoverlast.example")[0] == 250


@pytest.mark.django_db(transaction=True)
def test_no_database_means_later(monkeypatch: pytest.MonkeyPatch) -> None:
    notice = notice_mail(make_person("sanne"), "proef:1")
    away = True

    def get_or_create(**values: Any) -> Any:
        if away:
            raise OperationalError("weg")
        return original(**values)

    original = IncomingMail.objects.get_or_create
    monkeypatch.setattr(IncomingMail.objects, "get_or_create", get_or_create)
    with listening_on("smtp") as port, smtplib.SMTP("127.0.0.1", port) as server:
        with pytest.raises(smtplib.SMTPDataError) as refused:
            server.sendmail("a@x.example", [addressing.reply_address(notice)], reply_to(notice).as_bytes())
        assert refused.value.smtp_code == 451
        assert not IncomingMail.objects.exists()
        away = False
        server.sendmail("a@x.example", [addressing.reply_address(notice)], reply_to(notice).as_bytes())
        assert only().door == Door.SMTP


@pytest.mark.django_db(transaction=True)
def test_lmtp_answers_for_each_address() -> None:
    """smtplib reads one answer only: the second must be there as well."""
    person = make_person("sanne")
    notices = [notice_mail(person, "proef:1"), notice_mail(person, "proef:2")]
    to = [addressing.reply_address(notice) for notice in notices]
    with listening_on("lmtp") as port, smtplib.LMTP("127.0.0.1", port) as server:
        assert server.sendmail(person.email, to, reply_to(notices[0]).as_bytes()) == {}
        assert server.getreply() == (250, listening.KEPT.partition(" ")[2].encode())
        assert server.noop()[0] == 250
        assert server.sendmail(person.email, to[:1], reply_to(notices[0]).as_bytes()) == {}
    assert IncomingMail.objects.count() == 3


# The door for a postbox


@pytest.fixture
def box(settings: Any) -> Iterator[Box]:
    with serving(Box()) as found:
        settings.IMAP_HOST, settings.IMAP_PORT, settings.IMAP_TLS = "127.0.0.1", found.port, False
        settings.IMAP_USER, settings.IMAP_PASSWORD = "reactie", found.password
        yield found


def test_no_box_is_no_trouble(settings: Any) -> None:
    settings.IMAP_HOST = ""
    assert mailbox.fetch() == 0


def test_new_mail_is_taken_and_deleted(notice: NoticeMail, box: Box) -> None:
    box.mails = {7: reply_to(notice).as_bytes(), 9: b"From: a@x.example\r\nTo: redactie@x.example\r\n\r\nVraag\r\n"}
    assert mailbox.fetch() == 1
    assert only().door == Door.IMAP
    assert (set(box.mails), box.seen) == ({9}, {7, 9})
    assert mailbox.fetch() == 0


def test_address_of_delivery_goes_before_that_of_the_header(notice: NoticeMail, box: Box) -> None:
    message = reply_to(notice, headers={"Delivered-To": addressing.reply_address(notice)})
    message.replace_header("To", "Platform Woonoverlast <platform@woonoverlast.example>")
    box.mails = {1: message.as_bytes()}
    assert mailbox.fetch() == 1
    assert only().to == addressing.reply_address(notice)


def test_lost_connection_loses_and_doubles_nothing(notice: NoticeMail, box: Box) -> None:
    box.mails = {number: reply_to(notice).as_bytes() for number in range(1, 4)}
    box.drop_after = 1
    with pytest.raises(mailbox.Trouble):
        mailbox.fetch()
    assert (IncomingMail.objects.count(), len(box.mails)) == (1, 3)
    box.drop_after = 1000
    box.seen.clear()  # as if the flag had been lost with the connection
    mailbox.fetch()
    assert (IncomingMail.objects.count(), len(box.mails)) == (3, 0)


def test_strange_mail_does_not_keep_the_others_out(
    notice: NoticeMail, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.mails = {1: b"X-Strange: yes\r\n" + reply_to(notice).as_bytes(), 2: reply_to(notice).as_bytes()}
    store = receiving.store

    def trip(raw: bytes, **values: Any) -> Any:
        if b"X-Strange" in raw:
            raise ValueError("onbegrijpelijk")
        return store(raw, **values)

    monkeypatch.setattr(receiving, "store", trip)
    assert mailbox.fetch() == 1
    assert set(box.mails) == {1}


@pytest.mark.parametrize("odd", ["+a\0b", "+\udcff", "+a b", "+" + "x" * 100, "+a\nBcc: b"])
def test_odd_mark_is_no_address_of_ours(odd: str) -> None:
    assert not addressing.is_ours(f"reactie{odd}@woonoverlast.example")
    assert addressing.is_ours("Reactie+Abc-1@woonoverlast.example")


def test_wrong_password_is_named(box: Box) -> None:
    box.password = "iets-anders"
    with pytest.raises(mailbox.Trouble, match="verkeerd wachtwoord"):
        mailbox.fetch()


def test_reply_of_a_mailing_changes_nothing_there() -> None:
    """What comes at a return-path and is no bounce."""
    recipient = only_recipient(a_mailing(1))
    raw = b"From: sanne@werk.example\r\nSubject: Dank\r\n\r\nMooi!\r\n"
    receiving.receive(raw, to=composing.return_path(recipient.pk))
    assert Recipient.objects.get().bounced_at is None
    assert bounces.read(raw).kind == "unknown"
