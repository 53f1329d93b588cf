"""A mailing to invented people, and sending it to a sink, for the tests of this context."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from woonoverlast.mail.bulk import queueing, sending
from woonoverlast.mail.bulk.queueing import Wanted
from woonoverlast.mail.lists import NEWSLETTER
from woonoverlast.mail.models import Mailing, OutgoingMail, Recipient
from woonoverlast.mail.tests.sink import Sink
from woonoverlast.people.models import Person

TEXT = "Dag [[naam]],\n\nEr is nieuws.\n\nAfmelden: [[afmeldlink]]\n"


def an_editor() -> Person:
    return Person.objects.filter(email="redacteur@platform.example").first() or Person.objects.create_user(
        "redacteur@platform.example", name="Rida"
    )


def outsiders(count: int) -> list[Wanted]:
    return [Wanted(None, f"lezer{number}@werk.example", f"Lezer {number}") for number in range(count)]


def a_mailing(
    to: Iterable[Wanted] | int = 1,
    *,
    subject: str = "Nieuws",
    text: str = TEXT,
    html: str = "",
    due_at: datetime | None = None,
) -> Mailing:
    mailing = queueing.create(
        NEWSLETTER, subject=subject, text=text, html=html, by=an_editor(), due_at=due_at, members_only=False
    )
    queueing.queue(mailing, outsiders(to) if isinstance(to, int) else to)
    return mailing


def use(sink: Sink, settings: Any) -> None:
    settings.DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    settings.MAILING_PER_SECOND = 0


def send() -> None:
    sending.run(connections_at_once=1, until=lambda: False)


def waited() -> None:
    """The time that rows wait before they are tried again goes by."""
    Recipient.objects.filter(state="queued").update(not_before=timezone.now() - timedelta(seconds=1))


def states(mailing: Mailing) -> dict[str, str]:
    return dict(mailing.recipients.values_list("address", "state"))


def only(mailing: Mailing) -> Recipient:
    return mailing.recipients.get()


def outgoing_mail() -> OutgoingMail:
    return OutgoingMail.objects.create(to="lid@werk.example", subject="Dag", message=b"Subject: Dag\r\n\r\nHoi")
