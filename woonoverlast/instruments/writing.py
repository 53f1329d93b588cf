"""Writing the catalogue: a correction, a new version from a day on, a legal check. What stood stays, and can be read."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from woonoverlast.instruments.loading import write
from woonoverlast.instruments.models import Instrument, Review, Version
from woonoverlast.lib import searching
from woonoverlast.lib.errors import NotPossible
from woonoverlast.people import logbook
from woonoverlast.people.models import Person


@transaction.atomic
def correct(version: Version, facts: dict[str, Any], *, by: Person) -> Version:
    """The same days with another text. A legal check was of the old text, so the new one has none."""
    locked = Version.objects.select_for_update().get(pk=version.pk)
    if locked.corrected_at:
        raise NotPossible("Iemand anders heeft deze tekst net verbeterd. Kijk eerst wat er nu staat.")
    locked.corrected_at = timezone.now()
    locked.save(update_fields=["corrected_at"])
    days = {"valid_from": version.valid_from, "valid_to": version.valid_to}
    return written(version.instrument, {**facts, **days}, by=by, verb="instrument verbeterd")


@transaction.atomic
def begin_new(version: Version, facts: dict[str, Any], *, valid_from: date, by: Person) -> Version:
    """Another text from this day on; the old one keeps the days before it."""
    locked = Version.objects.select_for_update().get(pk=version.pk)
    if locked.corrected_at or locked.valid_to != version.valid_to:
        raise NotPossible("Iemand anders heeft dit instrument net veranderd. Kijk eerst wat er nu staat.")
    ends = locked.valid_to
    locked.valid_to = valid_from
    locked.digest = ""  # an editor wrote on: the project's own file no longer counts here
    locked.save(update_fields=["valid_to", "digest"])
    days = {"valid_from": valid_from, "valid_to": ends}
    return written(version.instrument, {**facts, **days}, by=by, verb="nieuwe versie van instrument")


def written(instrument: Instrument, facts: dict[str, Any], *, by: Person, verb: str) -> Version:
    instruments = {one.slug: one for one in Instrument.objects.all()}
    version = write(instrument, facts, instruments, written_by=by)
    logbook.record(by=by, verb=verb, target=instrument)
    searching.changed(instrument)
    return version


@transaction.atomic
def review(
    version: Version, *, reviewer: str, on: date, next_on: date, by: Person, owner: Person | None = None
) -> Review:
    """`owner` is asked to have it checked again when the next date has come; None leaves who it was."""
    if owner:
        Instrument.objects.filter(pk=version.instrument_id).update(owner=owner)
    made = Review.objects.create(version=version, reviewer=reviewer, on=on, next_on=next_on, recorded_by=by)
    logbook.record(by=by, verb="juridische toets vastgelegd", target=version.instrument, note=reviewer)
    return made
