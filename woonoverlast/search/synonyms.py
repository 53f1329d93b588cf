"""Editors keep the words that mean the same; the groups that we ship come from a file."""

import csv
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from woonoverlast.people import logbook
from woonoverlast.people.models import Person
from woonoverlast.search.models import SynonymGroup

SHIPPED = Path(__file__).parent / "data" / "synonyms.csv"


def load() -> int:
    """Add and update the groups that we ship; what an editor changed or removed stays so. Returns how many differ."""
    known = {group.key: group for group in SynonymGroup.objects.exclude(key=None)}
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return sum(load_row(known.get(row["key"]), row) for row in rows)


def load_row(group: SynonymGroup | None, row: dict[str, str]) -> bool:
    if group is None:
        SynonymGroup.objects.create(**row)
        return True
    if group.changed_by_id or group.removed_at or (group.words, group.note) == (row["words"], row["note"]):
        return False
    group.words, group.note = row["words"], row["note"]
    group.save()
    return True


@transaction.atomic
def keep(group: SynonymGroup, *, by: Person) -> SynonymGroup:
    """Save a new or changed group."""
    is_new = group.pk is None
    group.changed_by = by
    group.save()
    logbook.record(by=by, verb="zoekwoorden toegevoegd" if is_new else "zoekwoorden gewijzigd", target=group)
    return group


@transaction.atomic
def remove(group: SynonymGroup, *, by: Person) -> None:
    """No longer used. The row stays, or the next start would bring a shipped group back."""
    group.removed_at = timezone.now()
    keep(group, by=by)
