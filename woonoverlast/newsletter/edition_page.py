"""An edition as a page of the archive: for nobody in particular, with paths instead of whole addresses."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.safestring import SafeString, mark_safe

from woonoverlast.lib import richtext
from woonoverlast.newsletter import items, placeholders
from woonoverlast.newsletter.models import Block, Edition
from woonoverlast.people.models import Person


@dataclass(frozen=True)
class ShownBlock:
    """`closed` says that the link asks this reader to log in first."""

    block: Block
    url: str
    title: str
    text: str
    html: SafeString
    closed: bool


@dataclass(frozen=True)
class Shown:
    introduction: SafeString
    blocks: list[ShownBlock]
    corrections: list[Edition]
    corrected: Edition | None


def show(edition: Edition, user: Person | AnonymousUser) -> Shown:
    blocks = list(edition.blocks.select_related("picture"))
    closed = closed_items(blocks, user)
    public = Edition.objects.public()
    return Shown(
        introduction=for_everybody(edition.introduction),
        blocks=[shown_block(block, closed) for block in blocks],
        corrections=list(public.filter(corrects=edition).select_related("mailing")),
        corrected=public.filter(corrections=edition).select_related("mailing").first(),
    )


def closed_items(blocks: list[Block], user: Person | AnonymousUser) -> set[str]:
    """Items that ask a visitor to log in. Members find out by following the link whether it is still there."""
    if isinstance(user, Person):
        return set()
    return items.closed([block.source for block in blocks if block.is_item])


def shown_block(block: Block, closed: Collection[str]) -> ShownBlock:
    return ShownBlock(
        block=block,
        url=block.url,
        title=placeholders.general(block.title),
        text=placeholders.general(block.text) if block.is_item else "",
        html=mark_safe("") if block.is_item else for_everybody(block.text),
        closed=block.is_item and block.source in closed,
    )


def for_everybody(rich: str) -> SafeString:
    return richtext.render(placeholders.general(richtext.clean(rich)))
