"""Writing a practice together: begin, write on, take somebody along, hand it in."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from woonoverlast.lib.errors import NotPossible
from woonoverlast.notifications import notices
from woonoverlast.people.models import Organisation, Person
from woonoverlast.practices.models import Practice, Revision, Writer

CHANGED = "Iemand anders schreef net verder. Open de bladzijde opnieuw en zet je wijziging erin."


@transaction.atomic
def begin(*, title: str, summary: str, organisation: Organisation, by: Person) -> Practice:
    practice = Practice.objects.create(
        slug=free_slug(title),
        title=title,
        organisation=organisation,
        municipality=organisation.municipality or by.municipality,
        started_by=by,
    )
    Writer.objects.create(practice=practice, person=by, added_by=by)
    Revision.objects.create(practice=practice, number=1, by=by, summary=summary, contact=by)
    return practice


def free_slug(title: str) -> str:
    base = slugify(title)[:70].strip("-") or "praktijkvoorbeeld"
    taken = set(Practice.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    taken |= {"nieuw", "nakijken"}
    return next(
        slug for number in range(1, 10_000) if (slug := base if number == 1 else f"{base}-{number}") not in taken
    )


@transaction.atomic
def write_on(practice: Practice, texts: Mapping[str, Any], *, title: str, read: int, by: Person) -> Revision:
    """The next text. `read` is the number of the text that the writer had before him. A text in review is settled by it."""
    Practice.objects.select_for_update().get(pk=practice.pk)
    newest = practice.newest
    if newest.number != read:
        raise NotPossible(CHANGED)
    practice.revisions.waiting().update(settled_at=timezone.now())
    columns = dict(texts)
    instruments = columns.pop("instruments")
    made = Revision.objects.create(practice=practice, number=read + 1, by=by, **columns)
    made.instruments.set(instruments)
    Practice.objects.filter(pk=practice.pk).update(title=title)
    return made


@transaction.atomic
def add_writer(practice: Practice, person: Person, *, by: Person) -> None:
    if practice.is_written_by(person):
        raise NotPossible(f"{person} schrijft al mee.")
    Writer.objects.create(practice=practice, person=person, added_by=by)
    notices.tell(
        [person],
        kind="practices.writer",
        title=f"Schrijf mee aan ‘{practice}’",
        url=practice.get_absolute_url(),
        reason="iemand je vroeg om mee te schrijven",
        by=by,
        mail=True,
    )


@transaction.atomic
def hand_in(practice: Practice, *, by: Person) -> None:
    """Ask peers to read the newest text."""
    Practice.objects.select_for_update().get(pk=practice.pk)
    newest = practice.newest
    if newest.settled_at or newest.is_waiting:
        raise NotPossible("Deze tekst is al ingeleverd.")
    if newest.missing:
        raise NotPossible(f"Vul eerst nog in: {', '.join(newest.missing)}")
    newest.asked_at = timezone.now()
    newest.save(update_fields=["asked_at"])
