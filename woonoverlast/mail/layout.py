"""The same look for mails that are written as plain text: joining, inviting, codes of allauth."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import EmailMessage

from woonoverlast.mail.letters import with_markup
from woonoverlast.mail.outbox import OutboxBackend

ADDRESS = re.compile(r"https?://\S+")
# A paragraph that is a code to type over: no spaces, and a digit or capitals only.
CODE = re.compile(r"(?=.*\d)[A-Z0-9-]{4,12}|[A-Z0-9]{3,6}-[A-Z0-9]{3,6}")


@dataclass(frozen=True)
class Block:
    """A paragraph, a code or the address behind a button."""

    text: str = ""
    code: str = ""
    url: str = ""


class LaidOutBackend(OutboxBackend):
    """The outbox, with a part with markup for each mail that has text only."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return super().send_messages([laid_out(message) for message in email_messages])


def laid_out(message: EmailMessage) -> EmailMessage:
    """The mail itself where it has markup already. The text part stays as it was written.

    Another alternative, an invitation for a calendar, comes after the markup: programs take the last they know.
    """
    others = getattr(message, "alternatives", None) or []
    if message.content_subtype != "plain" or any(other.mimetype == "text/html" for other in others):
        return message
    laid = EmailMultiAlternatives(message.subject, message.body, message.from_email, message.to)
    laid.cc, laid.bcc, laid.reply_to = message.cc, message.bcc, message.reply_to
    laid.attachments, laid.extra_headers = message.attachments, message.extra_headers
    laid.attach_alternative(markup_of(str(message.subject), str(message.body)), "text/html")
    laid.alternatives += others
    return laid


def markup_of(subject: str, body: str) -> str:
    context = {
        "subject": subject,
        "blocks": blocks_of(body),
        "site_url": settings.SITE_URL,
        "site_name": settings.SITE_NAME,
    }
    return with_markup("mail/plain", context)


def blocks_of(body: str) -> list[Block]:
    return [block for paragraph in re.split(r"\n\s*\n", body.strip()) for block in parts_of(paragraph)]


def parts_of(paragraph: str) -> list[Block]:
    """An address on a line of its own becomes a button, unless it is the front page under a greeting."""
    if CODE.fullmatch(paragraph.strip()):
        return [Block(code=paragraph.strip())]
    blocks: list[Block] = []
    lines: list[str] = []
    for line in paragraph.splitlines():
        if ADDRESS.fullmatch(line.strip()) and line.strip().rstrip("/") != settings.SITE_URL:
            blocks += [Block(text="\n".join(lines)), Block(url=line.strip())]
            lines = []
        else:
            lines.append(line)
    return [block for block in [*blocks, Block(text="\n".join(lines))] if block != Block()]
