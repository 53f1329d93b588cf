"""Mail against a real SMTP server on this machine."""

import email
import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core.mail import EmailMultiAlternatives, send_mail
from django.core.mail.message import BadHeaderError
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from woonoverlast.mail import delivery, jobs, letters
from woonoverlast.mail.models import OutgoingMail

pytestmark = pytest.mark.django_db


class Sink:
    """Keeps what arrives; answers what a test asks it to answer."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.to_recipient = "250 OK"
        self.to_data = "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.envelopes.append(envelope)
        return self.to_data


def content_of(envelope: Envelope) -> bytes:
    return envelope.content if isinstance(envelope.content, bytes) else b""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(autouse=True)
def outbox(settings: Any) -> Any:
    """Mail goes the way of production, to a port where nobody listens yet."""
    settings.EMAIL_BACKEND = "woonoverlast.mail.outbox.OutboxBackend"
    settings.DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.DEMONSTRATION = False
    return settings


@pytest.fixture
def sink(outbox: Any) -> Iterator[Sink]:
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=outbox.EMAIL_PORT)
    controller.start()
    yield handler
    controller.stop()


def send(subject: str = "Welkom", to: str = "sanne@gemeente.example") -> OutgoingMail:
    send_mail(subject, "Fijn dat je er bent, Ömer.", "platform@woonoverlast.example", [to])
    return OutgoingMail.objects.latest("pk")


def test_mail_is_delivered_and_its_bytes_are_wiped(sink: Sink) -> None:
    mail = send()
    assert delivery.deliver(mail.pk) is None
    mail.refresh_from_db()
    assert (mail.sent_at is not None, bytes(mail.message)) == (True, b"")
    assert sink.envelopes[0].rcpt_tos == ["sanne@gemeente.example"]
    assert b"To: sanne@gemeente.example" in content_of(sink.envelopes[0])


def test_running_twice_sends_once(sink: Sink) -> None:
    mail = send()
    delivery.deliver(mail.pk)
    delivery.deliver(mail.pk)
    assert len(sink.envelopes) == 1


def test_demonstration_keeps_the_bytes(sink: Sink, settings: Any) -> None:
    settings.DEMONSTRATION = True
    mail = send()
    delivery.deliver(mail.pk)
    mail.refresh_from_db()
    assert b"Subject: Welkom" in bytes(mail.message)


def test_server_that_is_away_costs_nothing(outbox: Any) -> None:
    mail = send()
    retry_at = delivery.deliver(mail.pk)
    mail.refresh_from_db()
    assert retry_at is not None
    assert (mail.sent_at, mail.refused_at, mail.attempts) == (None, None, 1)
    assert "ConnectionRefusedError" in mail.last_error


def test_mail_goes_when_the_server_is_back(outbox: Any) -> None:
    mail = send()
    delivery.deliver(mail.pk)
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=outbox.EMAIL_PORT)
    controller.start()
    try:
        assert delivery.deliver(mail.pk) is None
    finally:
        controller.stop()
    assert len(handler.envelopes) == 1


def test_job_plans_the_next_attempt(outbox: Any) -> None:
    mail = send()
    jobs.deliver_mail(mail_id=mail.pk)
    planned = ProcrastinateJob.objects.filter(args__mail_id=mail.pk).exclude(scheduled_at=None).get()
    assert planned.scheduled_at > timezone.now()


@pytest.mark.parametrize("where", ["to_recipient", "to_data"])
def test_5xx_is_final(sink: Sink, where: str) -> None:
    setattr(sink, where, "550 No such user")
    mail = send()
    assert delivery.deliver(mail.pk) is None
    mail.refresh_from_db()
    assert mail.refused_at is not None
    assert mail.last_error == "550 No such user"
    assert bytes(mail.message) == b""


@pytest.mark.parametrize("where", ["to_recipient", "to_data"])
def test_4xx_is_tried_again(sink: Sink, where: str) -> None:
    setattr(sink, where, "451 Later please")
    mail = send()
    assert delivery.deliver(mail.pk) is not None
    mail.refresh_from_db()
    assert mail.refused_at is None
    assert bytes(mail.message) != b""


def test_last_attempt_gives_up_visibly(outbox: Any) -> None:
    mail = send()
    OutgoingMail.objects.filter(pk=mail.pk).update(attempts=delivery.MAX_ATTEMPTS - 1)
    assert delivery.deliver(mail.pk) is None
    assert OutgoingMail.objects.undeliverable().get() == mail


def test_blind_copy_stays_blind(sink: Sink) -> None:
    message = EmailMultiAlternatives("Verslag", "Hierbij.", None, ["a@x.example"], cc=["c@x.example"])
    message.bcc = ["geheim@x.example"]
    message.send()
    for mail in OutgoingMail.objects.all():
        delivery.deliver(mail.pk)
    assert sorted(e.rcpt_tos[0] for e in sink.envelopes) == ["a@x.example", "c@x.example", "geheim@x.example"]
    contents = [content_of(e) for e in sink.envelopes]
    assert all(b"To: a@x.example" in content and b"Cc: c@x.example" in content for content in contents)
    assert not any(b"geheim" in content for content in contents)


def test_line_break_in_a_subject_adds_no_header() -> None:
    mail = send(subject="Aanmelding van Jan\r\nBcc: iedereen@x.example")
    head = bytes(mail.message).partition(b"\r\n\r\n")[0]
    assert mail.subject == "Aanmelding van Jan Bcc: iedereen@x.example"
    assert b"\nBcc:" not in head


def test_line_break_in_an_address_is_refused() -> None:
    with pytest.raises(BadHeaderError):
        send(to="a@x.example\nBcc: b@x.example")
    assert not OutgoingMail.objects.exists()


def test_name_beside_an_address_is_not_stored_as_address() -> None:
    assert send(to="Sanne de Boer <sanne@gemeente.example>").to == "sanne@gemeente.example"


def test_rolled_back_act_sends_nothing() -> None:
    with transaction.atomic():
        send()
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_sweep_finds_only_overdue_mail_without_job() -> None:
    lost, waiting, fresh = send(), send(), send()
    OutgoingMail.objects.filter(pk__in=[lost.pk, waiting.pk]).update(queued_at=timezone.now() - timedelta(minutes=11))
    for mail in (lost, fresh):
        remove_jobs(mail)
    assert jobs.without_job() == [lost.pk]


def remove_jobs(mail: OutgoingMail) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE (args ->> 'mail_id')::int = %s", [mail.pk])


def test_settled_mail_is_forgotten_after_90_days() -> None:
    old, recent, unsent = send(), send(), send()
    OutgoingMail.objects.filter(pk__in=[old.pk, unsent.pk]).update(queued_at=timezone.now() - timedelta(days=91))
    OutgoingMail.objects.filter(pk__in=[old.pk, recent.pk]).update(sent_at=timezone.now())
    assert delivery.forget_old() == 1
    assert set(OutgoingMail.objects.all()) == {recent, unsent}


def test_every_mail_says_that_nobody_wrote_it_just_now_and_has_an_id_of_our_own() -> None:
    message = email.message_from_bytes(bytes(send().message))
    assert (message["Auto-Submitted"], message["X-Auto-Response-Suppress"]) == ("auto-generated", "OOF, AutoReply")
    assert message["Message-ID"].endswith(f"@{letters.host()}>")


def test_header_that_a_mail_has_already_stays() -> None:
    headers = {"Auto-Submitted": "auto-replied", "Message-ID": "<een@woonoverlast.example>"}
    EmailMultiAlternatives("Antwoord", "Zo.", None, ["sanne@gemeente.example"], headers=headers).send()
    message = email.message_from_bytes(bytes(OutgoingMail.objects.latest("pk").message))
    assert {name: message[name] for name in headers} == headers
