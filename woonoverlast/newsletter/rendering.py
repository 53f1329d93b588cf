"""An edition as a mail: text and HTML in the notation of the engine of mailings, and as one reader gets it."""

import email
import email.policy
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from mjml import mjml2html

from woonoverlast.lib import richtext
from woonoverlast.mail.bulk import composing
from woonoverlast.mail.bulk.addressing import work_of_one
from woonoverlast.mail.bulk.composing import Addressee
from woonoverlast.mail.letters import tidy
from woonoverlast.mail.lists import NEWSLETTER
from woonoverlast.mail.models import Mailing
from woonoverlast.newsletter.models import Block, Edition
from woonoverlast.newsletter.placeholders import for_engine, for_engine_html
from woonoverlast.people.models import Person

LINE_ENDS = re.compile(r"(</(?:p|li|h1|h2|h3)>|<br ?/?>)(?=<)")
WIDTH = 552  # pixels: the sheet without its sides


@dataclass(frozen=True)
class Piece:
    """A block as the templates of the mail show it. `html` is clean and has whole addresses."""

    title: str
    text: str
    html: SafeString
    url: str
    button: str
    is_item: bool
    picture_url: str = ""
    picture_text: str = ""


@dataclass(frozen=True)
class Copy:
    """What one reader gets, taken from the bytes that would be sent."""

    subject: str
    text: str
    html: str
    size: int


def unsaved_mailing(edition: Edition, *, moment: datetime | None = None) -> Mailing:
    """`moment` is when it goes. Raises NotSendable, when it is composed, for what the engine does not take."""
    context = context_of(edition, moment=moment or moment_of(edition))
    return Mailing(
        list_name=NEWSLETTER.slug,
        subject=composing.one_line(edition.subject.replace("[[", "[ [")),
        text=tidy(render_to_string("newsletter/mail/edition.txt", context)),
        html=with_lines(mjml2html(render_to_string("newsletter/mail/edition.mjml", context), fonts={})),
    )


def with_lines(html: str) -> str:
    """MJML makes one long line; a mail may not. Here nothing of the look changes."""
    return LINE_ENDS.sub(r"\1\n", html)


def moment_of(edition: Edition) -> datetime:
    return edition.mailing.due_at if edition.mailing else timezone.now()


def context_of(edition: Edition, *, moment: datetime) -> dict[str, Any]:
    return {
        "subject": for_engine(edition.subject),
        "preview": for_engine(edition.preview),
        "introduction": html_of(edition.introduction),
        "introduction_text": for_engine(text_of(edition.introduction)),
        "pieces": pieces(list(edition.blocks.select_related("picture"))),
        "archive_url": f"{settings.SITE_URL}/nieuwsbrief/{edition.slug}/" if in_archive(edition) else "",
        "reason": NEWSLETTER.reason,
        "month": timezone.localtime(moment),
        "site_url": settings.SITE_URL,
        "site_name": settings.SITE_NAME,
        "width": WIDTH,
    }


def in_archive(edition: Edition) -> bool:
    return edition.in_archive and bool(edition.slug)


def pieces(blocks: list[Block]) -> list[Piece]:
    return [piece(block) for block in blocks]


def piece(block: Block) -> Piece:
    shown = {"title": for_engine(block.title), "url": whole(block.url), "button": block.button or "Lees verder"}
    if block.is_item:
        return Piece(text=for_engine(block.text), html=mark_safe(""), is_item=True, **shown)
    picture = {"picture_url": whole(block.picture.get_absolute_url())} if block.picture else {}
    text = for_engine(text_of(block.text))
    return Piece(
        text=text, html=html_of(block.text), is_item=False, picture_text=block.picture_text, **picture, **shown
    )


def html_of(rich: str) -> SafeString:
    """Clean, with whole addresses: a mail has no page that a path could belong to."""
    clean = richtext.clean(rich).replace('href="/', f'href="{settings.SITE_URL}/')
    return mark_safe(for_engine_html(clean))  # nosec: cleaned just now


def text_of(rich: str) -> str:
    """As people type it in a mail, with the addresses of links."""
    written, _ = richtext.to_text(richtext.normal(rich))
    return written.replace("](/", f"]({settings.SITE_URL}/")


def whole(address: str) -> str:
    return f"{settings.SITE_URL}{address}" if address.startswith("/") else address


def copy_for(edition: Edition, person: Person) -> Copy:
    """As this person gets it; the link to unsubscribe belongs to nobody. Raises NotSendable."""
    return copy_as(edition, Addressee(0, person.email, person.name, *work_of_one(person)))


def copy_as(edition: Edition, addressee: Addressee) -> Copy:
    raw = composing.compose(unsaved_mailing(edition)).copy_for(addressee, date=composing.today())
    message = email.message_from_bytes(raw, _class=EmailMessage, policy=email.policy.default)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text
    assert html
    return Copy(str(message["Subject"]), str(text.get_content()), str(html.get_content()), len(raw))


def slug_for(edition: Edition, *, moment: datetime, taken: Collection[str]) -> str:
    """Year, month and the subject; a number where that exists already."""
    base = f"{timezone.localtime(moment):%Y-%m}-{slugify(edition.subject)[:90].strip('-') or 'editie'}"
    number = 2
    slug = base
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
