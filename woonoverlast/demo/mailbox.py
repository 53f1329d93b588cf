"""Reading a caught mail: its headers and its parts."""

import email
import email.policy
from dataclasses import dataclass
from email.message import EmailMessage

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


def read(raw: bytes) -> ReadableMail:
    message = email.message_from_bytes(raw, _class=EmailMessage, policy=email.policy.default)
    return ReadableMail(
        headers=[(label, str(message[name])) for name, label in HEADERS.items() if message[name]],
        text=part(message, "plain"),
        html=part(message, "html"),
        attachments=[attached.get_filename() or "zonder naam" for attached in message.iter_attachments()],
    )


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body(preferencelist=(kind,))
    return str(body.get_content()).strip() if body else ""
