"""Writing an edition: make it, save its words, put blocks in it and in order, make a correction."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from woonoverlast.lib.errors import NotPossible
from woonoverlast.newsletter.items import Item
from woonoverlast.newsletter.models import Block, Edition
from woonoverlast.people import logbook
from woonoverlast.people.models import Person

ON_ITS_WAY = "Deze editie is al gepland of verstuurd. Je kunt hem niet meer wijzigen."
WORDS = ("subject", "preview", "introduction", "in_archive")
MAX_BLOCKS = 40


class Overtaken(Exception):
    """Somebody else saved it in between; nothing was written."""


@transaction.atomic
def make(*, by: Person) -> Edition:
    edition = Edition.objects.create(made_by=by, changed_by=by, introduction="<p>Beste {voornaam},</p>")
    logbook.record(by=by, verb="nieuwsbrief begonnen", target=edition)
    return edition


@transaction.atomic
def save(edition: Edition, *, words: dict[str, Any], version: int, by: Person) -> Edition:
    """`version` is the one that was on the screen. Saving the same words again changes nothing."""
    locked = draft(edition)
    if all(getattr(locked, name) == words[name] for name in WORDS):
        return locked
    if locked.version != version:
        raise Overtaken
    for name in WORDS:
        setattr(locked, name, words[name])
    locked.version += 1
    touched(locked, by=by)
    return locked


@transaction.atomic
def choose_audience(edition: Edition, audience: dict[str, Any], *, by: Person) -> None:
    locked = draft(edition)
    locked.audience = audience
    touched(locked, by=by)


@transaction.atomic
def add_items(edition: Edition, found: Sequence[Item], *, by: Person) -> None:
    """At the end, in this order; what is in it already is not added again."""
    locked = draft(edition)
    there = set(locked.blocks.values_list("source", flat=True))
    for item in found:
        if item.key not in there:
            fields = {"source": item.key, "title": item.title, "text": item.text, "url": item.url}
            add(locked, Block.Kind.ITEM, **fields)
    touched(locked, by=by)


@transaction.atomic
def add_text(edition: Edition, *, by: Person, **fields: Any) -> Block:
    """An own text at the end. `fields` are those of a Block."""
    locked = draft(edition)
    block = add(locked, Block.Kind.TEXT, **fields)
    touched(locked, by=by)
    return block


def add(edition: Edition, kind: Block.Kind, **fields: Any) -> Block:
    last = edition.blocks.aggregate(last=Max("position"))["last"] or 0
    if edition.blocks.count() >= MAX_BLOCKS:
        raise NotPossible(f"Er passen ten hoogste {MAX_BLOCKS} blokken in een editie.")
    return Block.objects.create(edition=edition, kind=kind, position=last + 1, **fields)


@transaction.atomic
def save_block(block: Block, *, words: dict[str, Any], version: int, by: Person) -> None:
    locked = draft(block.edition)
    current = Block.objects.select_for_update().get(pk=block.pk)
    if current.version != version:
        raise Overtaken
    for name, value in words.items():
        setattr(current, name, value)
    current.version += 1
    current.save()
    touched(locked, by=by)


@transaction.atomic
def remove_block(block: Block, *, by: Person) -> None:
    locked = draft(block.edition)
    locked.blocks.filter(pk=block.pk).delete()
    touched(locked, by=by)


@transaction.atomic
def move(edition: Edition, pk: int, *, by: int, person: Person) -> None:
    """One place up (-1) or down (1); nothing happens at the edge, or when the block is gone."""
    locked = draft(edition)
    order = list(locked.blocks.order_by("position").values_list("pk", flat=True))
    if pk in order:
        at = order.index(pk)
        to = min(max(at + by, 0), len(order) - 1)
        order.insert(to, order.pop(at))
    put_in_order(locked, order)
    touched(locked, by=person)


@transaction.atomic
def arrange(edition: Edition, wanted: Sequence[int], *, by: Person) -> None:
    """This order; blocks that are not named stay behind those that are, as they were."""
    locked = draft(edition)
    there = list(locked.blocks.order_by("position").values_list("pk", flat=True))
    named = [pk for pk in dict.fromkeys(wanted) if pk in there]
    order = [*named, *(pk for pk in there if pk not in named)]
    if order != there:
        put_in_order(locked, order)
        touched(locked, by=by)


def put_in_order(edition: Edition, order: Sequence[int]) -> None:
    for position, pk in enumerate(order, start=1):
        edition.blocks.filter(pk=pk).update(position=position)


@transaction.atomic
def throw_away(edition: Edition, *, by: Person) -> None:
    locked = draft(edition)
    logbook.record(by=by, verb="nieuwsbrief weggegooid", target=locked)
    locked.delete()


@transaction.atomic
def correct(edition: Edition, *, by: Person) -> Edition:
    """A draft with the same blocks, for exactly those who got this one."""
    if not edition.mailing or not edition.mailing.recipients.exists():
        raise NotPossible("Van deze editie weten we niet meer wie hem kreeg. Maak een nieuwe editie.")
    correction = Edition.objects.create(
        subject=f"Correctie: {edition.subject}"[:150],
        introduction="<p>Beste {voornaam},</p><p>In onze vorige nieuwsbrief stond een fout. Onze excuses. Dit klopt wel:</p>",
        corrects=edition,
        made_by=by,
        changed_by=by,
    )
    for block in edition.blocks.all():
        block.pk, block.edition, block.version = None, correction, 1
        block.save(force_insert=True)
    logbook.record(by=by, verb="correctie van nieuwsbrief begonnen", target=correction, note=str(edition))
    return correction


def draft(edition: Edition) -> Edition:
    """The edition under a lock, for as long as it may change."""
    locked = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if not locked.is_draft:
        raise NotPossible(ON_ITS_WAY)
    return locked


def touched(edition: Edition, *, by: Person) -> None:
    edition.changed_by, edition.changed_at = by, timezone.now()
    edition.save()
