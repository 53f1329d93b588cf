"""Mails with one look: a text part, and a part with markup made from MJML."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from mjml import mjml2html

# In each mail that answers a mail, so that we know it when it comes back.
OWN_MARK = "X-Woonoverlast"
# RFC 3834, and the same for Exchange: automatic answers stay away.
AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "OOF, AutoReply"}
# Gmail cuts a mail off above this size.
MAX_BYTES = 100_000


@dataclass(frozen=True)
class Letter:
    """`template` is the path of a pair of templates without its end: .txt and .mjml. Headers get one line each."""

    to: str
    subject: str
    template: str
    context: Mapping[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict)


def write(letter: Letter) -> EmailMultiAlternatives:
    context = {
        **letter.context,
        "subject": letter.subject,
        "site_url": settings.SITE_URL,
        "site_name": settings.SITE_NAME,
    }
    headers = {name: one_line(value) for name, value in letter.headers.items()}
    text = render_to_string(f"{letter.template}.txt", context)
    mail = EmailMultiAlternatives(one_line(letter.subject)[:150], tidy(text), None, [letter.to], headers=headers)
    mail.attach_alternative(with_markup(letter.template, context), "text/html")
    return mail


def with_markup(template: str, context: Mapping[str, Any]) -> str:
    """Nothing is fetched from elsewhere: MJML would load known fonts from Google."""
    return mjml2html(render_to_string(f"{template}.mjml", dict(context)), fonts={})


def tidy(text: str) -> str:
    """Templates leave empty lines where a part is missing."""
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def one_line(value: str) -> str:
    """A name or title with a line break becomes one line: it can add no header."""
    return " ".join(str(value).split())


def host() -> str:
    """What stands behind the @ of our own message ids."""
    return address_of(settings.DEFAULT_FROM_EMAIL).partition("@")[2] or "localhost"


def address_of(sender: str) -> str:
    """Without the name, in lower case."""
    return parseaddr(sender)[1].lower()


def slug(thread: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", thread.lower()).strip("-") or "melding"


def shortened(title: str, *, under: str) -> str:
    """What happened, under a heading that names the thing already: "Mo reageerde op dit onderwerp"."""
    for word in ("op", "in"):
        if title.endswith(f" {word}: {under}"):
            return title.removesuffix(f": {under}") + " dit onderwerp"
    return title.removesuffix(under).rstrip(": ")
