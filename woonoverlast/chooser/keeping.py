"""A new table of rules from a day on; the old one keeps the days before it."""

from datetime import date

from django.db import transaction

from woonoverlast.chooser.models import RuleTable
from woonoverlast.lib.errors import NotPossible
from woonoverlast.people import logbook
from woonoverlast.people.models import Person


@transaction.atomic
def begin_table(*, table: str, note: str, valid_from: date, by: Person) -> RuleTable:
    """`table` was checked. Raises NotPossible when a table begins on or after that day already."""
    tables = list(RuleTable.objects.select_for_update())
    if any(one.valid_from and one.valid_from >= valid_from for one in tables):
        raise NotPossible("Er staat al een tabel klaar die op of na deze dag begint. Kies een latere dag.")
    for one in tables:
        if one.valid_to is None:
            one.valid_to, one.digest = valid_from, ""
            one.save(update_fields=["valid_to", "digest"])
    made = RuleTable.objects.create(text=table, note=note, valid_from=valid_from, written_by=by)
    logbook.record(by=by, verb="regels van de keuzehulp vervangen", target=made, note=note)
    return made
