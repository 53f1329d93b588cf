"""The archive as an Atom feed."""

from django.conf import settings
from django.db.models import QuerySet

from woonoverlast.lib import richtext
from woonoverlast.lib.atom import TextFeed
from woonoverlast.newsletter import placeholders
from woonoverlast.newsletter.models import Edition

MAX_COUNT = 20


def atom(editions: QuerySet[Edition], *, path: str) -> str:
    """The newest editions, with the titles of what is in them."""
    link = f"{settings.SITE_URL}{path}"
    feed = TextFeed(
        title=f"Nieuwsbrief van {settings.SITE_NAME}", link=link, description="", language="nl", feed_url=link
    )
    for edition in (
        editions.select_related("mailing").prefetch_related("blocks").order_by("-mailing__due_at")[:MAX_COUNT]
    ):
        assert edition.mailing
        feed.add_item(
            title=edition.subject,
            link=f"{settings.SITE_URL}{edition.get_absolute_url()}",
            description=summary(edition),
            pubdate=edition.mailing.due_at,
            updateddate=edition.mailing.due_at,
        )
    return str(feed.writeString("utf-8"))


def summary(edition: Edition) -> str:
    parts = [edition.preview or richtext.plain(edition.introduction)[:200]]
    parts += [block.title for block in edition.blocks.all() if block.title]
    return " · ".join(placeholders.general(part) for part in parts if part)
