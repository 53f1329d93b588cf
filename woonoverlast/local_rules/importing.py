"""A list of statements from a spreadsheet: what each row is, then the good rows or none."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from typing import IO, Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from woonoverlast.instruments.models import Instrument
from woonoverlast.lib.errors import NotPossible
from woonoverlast.local_rules import keeping, register
from woonoverlast.local_rules.forms import StatementForm
from woonoverlast.local_rules.models import FACTS, Answer, Import, Statement
from woonoverlast.people.address_lists import MAX_BYTES, Unreadable, csv_rows, decoded, workbook_rows
from woonoverlast.people.models import Person
from woonoverlast.places.models import Municipality

MAX_ROWS = 2_000
COLUMNS = {
    "gemeentecode": "code", "gemeente": "municipality", "instrument": "instrument", "opgave": "answer", "antwoord": "answer", "artikel": "article",
    "regeling": "title", "vastgesteld_op": "rule_date", "geldt_vanaf": "valid_from", "geldt_tot": "valid_to", "link": "url", "link_beleid": "policy_url",
    "tekst": "text", "toelichting": "note", "bron": "source", "nagekeken_op": "as_of",
}  # fmt: skip
ANSWERS = {"ja": Answer.YES, "nee": Answer.NO, "voorbereiding": Answer.PREPARED, "in voorbereiding": Answer.PREPARED}
ANSWERS |= {"onbekend": Answer.UNKNOWN, "nee, bewust niet": Answer.NO}
DATES = ("rule_date", "valid_from", "valid_to", "as_of")
DUTCH_DAY = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
HELD = "dit lijkt op een gegeven van een persoon; schrijf het zonder namen, adressen en nummers"


class RowForm(StatementForm):
    """One row. What was held is not repeated: the report is kept."""

    def refuse(self, name: str, seen: list[Any]) -> None:
        if seen:
            self.add_error(name, HELD)


@dataclass
class Judged:
    """A row of the list: facts to put in, or what is wrong with it."""

    number: int
    name: str
    facts: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def table_of(file: IO[bytes]) -> list[list[str]]:
    """The rows of a CSV or XLSX file. Raises Unreadable."""
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise Unreadable("Het bestand is te groot. Kies een bestand van hoogstens 2 MB.")
    if not content.strip():
        raise Unreadable("Het bestand is leeg.")
    rows = workbook_rows(content) if content.startswith(b"PK") else csv_rows(decoded(content))
    found = list(islice(rows, MAX_ROWS + 2))
    if len(found) > MAX_ROWS + 1:
        raise Unreadable(f"De lijst heeft meer dan {MAX_ROWS} regels. Verdeel hem over meer lijsten.")
    return found


def judge(rows: Sequence[Sequence[str]]) -> list[Judged]:
    """What each row is. Raises Unreadable where the first row is no heading."""
    keys = [COLUMNS.get(slugify(cell).replace("-", "_"), "") for cell in rows[0]]
    if not {"instrument", "answer"} <= set(keys) or not {"code", "municipality"} & set(keys):
        raise Unreadable("De eerste regel moet kolomnamen hebben: gemeente, instrument, opgave en wat je verder weet.")
    known = Known()
    judged = [known.judge(number, dict(zip(keys, cells, strict=False))) for number, cells in body(rows)]
    if not judged:
        raise Unreadable("Onder de kolomnamen staat niets.")
    return judged


def body(rows: Sequence[Sequence[str]]) -> Iterable[tuple[int, Sequence[str]]]:
    """Numbered as the spreadsheet does, without empty rows."""
    return ((n, row) for n, row in enumerate(rows[1:], start=2) if any(cell.strip() for cell in row))


class Known:
    """What stands in the register already, and which rows came before; four queries for a whole list."""

    def __init__(self) -> None:
        places = list(Municipality.objects.current())
        self.places = {place.name.lower(): place for place in places} | {place.code.lower(): place for place in places}
        kept = list(register.kept(timezone.localdate()))
        self.instruments = {one.slug: one for one in kept} | {one.name.lower(): one for one in kept}
        found = Statement.objects.standing()
        self.standing = {(one.municipality_id, one.instrument_id): one for one in found}
        self.seen: dict[tuple[int, int], int] = {}

    def judge(self, number: int, cells: dict[str, str]) -> Judged:
        place, instrument = self.place(cells), self.instruments.get(cells.get("instrument", "").strip().lower())
        row = Judged(number, f"{place or 'onbekende gemeente'}, {instrument or 'onbekend instrument'}")
        if place is None:
            row.problems.append("we kennen deze gemeente niet")
        if instrument is None:
            row.problems.append("dit instrument staat niet in het register")
        form = RowForm(typed(cells))
        if not form.is_valid():
            row.problems += [
                f"{form.fields[key].label}: {' '.join(map(str, said))}" for key, said in form.errors.items()
            ]
        elif place and instrument:
            row.facts = {"municipality": place.pk, "instrument": instrument.pk, **form.facts()}
            row.problems += self.clashes(row, place, instrument)
        return row

    def place(self, cells: dict[str, str]) -> Municipality | None:
        code, name = cells.get("code", "").strip().lower(), cells.get("municipality", "").strip().lower()
        return self.places.get(code) or self.places.get(name)

    def clashes(self, row: Judged, place: Municipality, instrument: Instrument) -> list[str]:
        key = (place.pk, instrument.pk)
        if (first := self.seen.setdefault(key, row.number)) != row.number:
            return [f"staat ook in regel {first}"]
        standing = self.standing.get(key)
        if standing is None:
            return []
        if standing.as_of > row.facts["as_of"]:
            return [f"in het register staat een nieuwere opgave, van {standing.as_of:%d-%m-%Y}"]
        is_same = standing.as_of == row.facts["as_of"] and all(
            getattr(standing, fact) == row.facts[fact] for fact in FACTS
        )
        return ["staat al zo in het register"] if is_same else []


def typed(cells: dict[str, str]) -> dict[str, str]:
    """As the form wants it: answers as codes, days as ISO; looked at today where the row says no day."""
    data = {key: cell.strip() for key, cell in cells.items() if key in (*FACTS, "as_of")}
    answer = data.get("answer", "").lower()
    data["answer"] = ANSWERS.get(answer, answer)
    for key in DATES:
        data[key] = iso(data.get(key, ""))
    data["as_of"] = data["as_of"] or timezone.localdate().isoformat()
    return data


def iso(text: str) -> str:
    """A day as people and spreadsheets write it; what is no day stays, for the form to refuse."""
    if found := DUTCH_DAY.fullmatch(text):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    try:
        return datetime.fromisoformat(text).date().isoformat()
    except ValueError:
        return text


def keep(judged: list[Judged], *, by: Person, file_name: str) -> Import:
    """For the editor to look at first."""
    return Import.objects.create(
        by=by,
        file_name=file_name[:200],
        good=[row.facts for row in judged if not row.problems],
        report=[[row.number, row.name, row.problems] for row in judged],
    )


def forget_old() -> int:
    """Lists of more than three months ago; what they put in the register stays. Returns how many."""
    return Import.objects.filter(at__lt=timezone.now() - timedelta(days=90)).delete()[0]


@transaction.atomic
def load(kept: Import, *, by: Person) -> int:
    """Put the good rows in; returns how many changed something. All of them or, where anything fails, none."""
    locked = Import.objects.select_for_update().get(pk=kept.pk)
    if locked.loaded_at:
        raise NotPossible("Deze lijst is al ingelezen.")
    if not locked.good:
        raise NotPossible("In deze lijst staat geen goede regel.")
    places = Municipality.objects.in_bulk([row["municipality"] for row in locked.good])
    instruments = Instrument.objects.in_bulk([row["instrument"] for row in locked.good])
    loaded = sum(put_in(row, places, instruments, by=by) for row in locked.good)
    locked.loaded_at = timezone.now()
    locked.save(update_fields=["loaded_at"])
    return loaded


def put_in(
    row: dict[str, Any], places: dict[int, Municipality], instruments: dict[int, Instrument], *, by: Person
) -> bool:
    """False where somebody said the same meanwhile."""
    facts = {name: row[name] for name in (*FACTS, "as_of")}
    for name in DATES:
        facts[name] = date.fromisoformat(facts[name]) if facts[name] else None
    try:
        keeping.state(places[row["municipality"]], instruments[row["instrument"]], facts, by=by)
    except NotPossible:
        return False
    return True
