"""Answering a notice as a mail program does it, for the tests of replies by mail."""

from collections.abc import Iterable
from email.message import EmailMessage
from email.utils import make_msgid, parseaddr

from django.core import mail
from django.utils import timezone

from woonoverlast.notifications.models import IncomingMail, NoticeMail
from woonoverlast.notifications.replies import addressing, receiving
from woonoverlast.notifications.replies.verdicts import Verdict
from woonoverlast.people.models import Person

TEXT = "Wij beginnen met een gesprek op kantoor."


def notice_mail(person: Person, thread: str, *, subject: str = "Wat doe je tegen harde muziek?") -> NoticeMail:
    """The row of a mail that this person got about this thread."""
    return NoticeMail.objects.create(person=person, thread=thread, subject=subject, at=timezone.now())


def reply_to(
    notice: NoticeMail,
    text: str = TEXT,
    *,
    sender: str = "",
    subject: str = "",
    headers: dict[str, str] | None = None,
    files: Iterable[tuple[str, bytes]] = (),
) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender or f"Iemand <{notice.person.email}>"
    message["To"] = addressing.reply_address(notice)
    message["Subject"] = subject or f"Re: {notice.subject}"
    message["Message-ID"] = make_msgid(domain="mail.werk.example")
    for name, value in (headers or {}).items():
        message[name] = value
    message.set_content(text)
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def receive(message: EmailMessage) -> Verdict:
    verdict = receiving.receive(message.as_bytes())
    assert verdict
    return verdict


def only() -> IncomingMail:
    return IncomingMail.objects.get()


def answers() -> list[str]:
    """The words of each mail that went to the sender."""
    return [str(sent.body) for sent in mail.outbox]


def answered_to() -> list[str]:
    return [parseaddr(address)[1] for sent in mail.outbox for address in sent.recipients()]
