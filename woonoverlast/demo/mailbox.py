"""Reading a caught mail, its headers and its parts, and answering it as a mail program does."""

import email
import email.policy
from dataclasses import dataclass
from datetime import UTC
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, make_msgid

from django.utils import timezone
from django.utils.formats import date_format

from woonoverlast.lib.text import clean_line
from woonoverlast.notifications.replies import addressing
from woonoverlast.notifications.replies.reading import File

HEADERS = {
    "From": "Van",
    "To": "Aan",
    "Cc": "Kopie aan",
    "Reply-To": "Antwoord aan",
    "Subject": "Onderwerp",
    "Date": "Datum",
}


@dataclass(frozen=True)
class ReadableMail:
    """What a mail program would show. `text` and `html` are empty where the mail has no such part."""

    headers: list[tuple[str, str]]
    text: str
    html: str
    attachments: list[str]
    # Where an answer becomes a reply on the platform; empty where it does not.
    reply_to: str = ""


def parsed(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, _class=EmailMessage, policy=email.policy.default)


def read(raw: bytes) -> ReadableMail:
    message = parsed(raw)
    reply_to = clean_line(str(message["Reply-To"] or ""))
    return ReadableMail(
        reply_to=reply_to if addressing.is_ours(reply_to) else "",
        headers=[(label, shown(message, name)) for name, label in HEADERS.items() if message[name]],
        text=part(message, "plain"),
        html=part(message, "html"),
        attachments=[attached.get_filename() or "zonder naam" for attached in message.iter_attachments()],
    )


def shown(message: EmailMessage, name: str) -> str:
    """A header for a reader; the date in Dutch time, or as it stands where it is no date."""
    value = message[name]
    moment = getattr(value, "datetime", None) if name == "Date" else None
    if moment is None:
        return str(value)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)  # "-0000" is UTC too
    return date_format(timezone.localtime(aware), "l j F Y, H:i")


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body(preferencelist=(kind,))
    return str(body.get_content()).strip() if body else ""


def answer(raw: bytes, *, by: str, name: str, text: str, files: list[File]) -> bytes:
    """The mail that answers this one, with the old mail quoted below. `by` is the address of who answers."""
    old = parsed(raw)
    message = EmailMessage()
    message["From"] = formataddr((clean_line(name), by))
    message["To"] = clean_line(str(old["Reply-To"]))
    message["Subject"] = f"Re: {clean_line(str(old['Subject'] or ''))}"
    message["Date"] = format_datetime(timezone.localtime())
    message["Message-ID"] = make_msgid(domain="postbak.example")
    if number := clean_line(str(old["Message-ID"] or "")):
        message["In-Reply-To"] = number
        message["References"] = clean_line(f"{old['References'] or ''} {number}")
    message.set_content(f"{text}\n\n{quoted(old, part(old, 'plain'))}\n")
    for file in files:
        message.add_attachment(file.data, maintype="application", subtype="octet-stream", filename=file.name)
    return message.as_bytes(policy=email.policy.SMTP)


def quoted(old: EmailMessage, text: str) -> str:
    moment = date_format(timezone.localtime(), "D j M Y H:i")
    lines = "\n".join(f"> {line}".rstrip() for line in text.splitlines())
    return f"Op {moment} schreef {clean_line(str(old['From'] or ''))}:\n\n{lines}"
