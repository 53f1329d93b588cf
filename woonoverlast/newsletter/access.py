"""Editions and blocks for a view; what is absent or not for this visitor is the same 404."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404

from woonoverlast.newsletter.models import Block, Edition
from woonoverlast.people.models import Person

Visitor = Person | AnonymousUser


def visible_editions(user: Visitor) -> QuerySet[Edition]:
    """The archive is the same for everybody."""
    return Edition.objects.public()


def get_published(user: Visitor, slug: str) -> Edition:
    edition = visible_editions(user).select_related("mailing", "corrects__mailing").filter(slug=slug).first()
    if edition is None:
        raise Http404
    return edition


def get_edition(pk: int) -> Edition:
    """For editors, whom the access level lets in."""
    related = ("mailing", "corrects", "made_by", "changed_by")
    edition = Edition.objects.select_related(*related).filter(pk=pk).first()
    if edition is None:
        raise Http404
    return edition


def get_block(edition: Edition, pk: int) -> Block:
    block = edition.blocks.select_related("picture").filter(pk=pk).first()
    if block is None:
        raise Http404
    return block
