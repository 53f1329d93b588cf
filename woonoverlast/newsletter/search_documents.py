"""Editions of the archive in the search box."""

from typing import Any

from django.db.models import QuerySet

from woonoverlast.lib import richtext, searching
from woonoverlast.lib.searching import Document, Searchable
from woonoverlast.newsletter import placeholders
from woonoverlast.newsletter.access import visible_editions
from woonoverlast.newsletter.models import Edition


def register() -> None:
    searching.register(Searchable("edition", "Nieuwsbrieven", Edition, visible_editions, all_editions, document))


def all_editions() -> QuerySet[Edition]:
    """All that are on their way or out; who may see which is asked live."""
    return Edition.objects.exclude(mailing=None).filter(in_archive=True).select_related("mailing")


def document(edition: Any) -> Document:
    """`edition` comes from `all_editions`."""
    parts = [edition.introduction, *(f"{block.title}\n{block.text}" for block in edition.blocks.all())]
    text = "\n".join(richtext.plain(placeholders.general(part)) for part in parts)
    return Document(
        title=edition.subject,
        body=text,
        url=edition.get_absolute_url(),
        detail="Nieuwsbrief",
        published_at=edition.mailing.due_at,
    )
