"""Reading mails back, as a mail program does."""

import email
import email.policy
import re
from email.message import EmailMessage
from typing import Any

from django.core import mail


def received(number: int = -1) -> EmailMessage:
    return parsed(mail.outbox[number])


def parsed(message: Any) -> EmailMessage:
    raw = message.message().as_bytes()
    found = email.message_from_bytes(raw, _class=EmailMessage, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body(preferencelist=(kind,))
    return str(body.get_content()) if body else ""


def stop_path(message: EmailMessage) -> str:
    """The address behind the button of the mail program, without the host."""
    found = re.search(r"https?://[^/]+(/[^>]+)>", str(message["List-Unsubscribe"]))
    assert found
    return found.group(1)
