"""Load the project's own tables of facts. Safe to repeat: only what differs is written, nothing is deleted."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from woonoverlast.lib.naming import name_key
from woonoverlast.places.models import Municipality, Population, Region

DATA = Path(__file__).parent / "data"
LOCK = 2_310_342  # one load at a time

COLUMNS = {
    "regions.csv": ["kind", "code", "name"],
    "municipalities.csv": (
        "code name slug other_names valid_from valid_to province safety_region police_unit ggd latitude longitude q r"
    ).split(),
    "successions.csv": ["old", "new", "on", "kind", "main"],
    "populations.csv": "code on inhabitants households land_area_km2 address_density urbanity".split(),
    "neighbours.csv": ["one", "other"],
    "main_places.csv": ["code", "name"],
}

Row = Mapping[str, str]


class BadFile(ValueError):
    """One Dutch sentence that says what is wrong, in which file and on which line."""


@dataclass
class Report:
    created: dict[str, int] = field(default_factory=dict)
    changed: dict[str, list[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(self.created.values()) or any(self.changed.values())


def load_reference(folder: Path = DATA) -> Report:
    """Write what differs and say what that was. Raises `BadFile`, and then nothing has changed."""
    tables = {name: read_table(folder / name, columns) for name, columns in COLUMNS.items()}
    report = Report()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        load_regions(tables["regions.csv"], report)
        load_municipalities(tables["municipalities.csv"], tables["successions.csv"], tables["main_places.csv"], report)
        municipalities = dict(Municipality.objects.values_list("code", "pk"))
        load_populations(tables["populations.csv"], municipalities, report)
        load_links(tables["neighbours.csv"], tables["successions.csv"], municipalities, report)
    return report


def read_table(file: Path, columns: list[str]) -> list[Row]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            if list(reader.fieldnames or []) != columns:
                found = ", ".join(reader.fieldnames or []) or "geen"
                raise BadFile(f"{file.name}: de kolommen moeten zijn {', '.join(columns)}, maar er staat {found}.")
            rows: list[Row] = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadFile(f"{file.name} is niet te lezen: {error}.") from error
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise BadFile(f"{file.name}, regel {number}: het aantal kolommen klopt niet.")
    return rows


def load_regions(rows: Iterable[Row], report: Report) -> None:
    wanted = {}
    for number, row in enumerate(rows, 2):
        if row["kind"] not in Region.Kind.values:
            raise BadFile(f"regions.csv, regel {number}: soort {row['kind']!r} bestaat niet.")
        wanted[row["code"]] = {"kind": row["kind"], "name": row["name"]}
    write(Region, {"code": {region.code: region for region in Region.objects.all()}}, wanted, report)


def load_municipalities(rows: list[Row], successions: list[Row], main_places: list[Row], report: Report) -> None:
    regions = {region.code: region for region in Region.objects.all()}
    codes = {row["code"] for row in rows}
    endings = {row["old"]: row for row in successions if row["main"] == "ja"}
    for number, row in enumerate(successions, 2):
        for code in (row["old"], row["new"]):
            if code not in codes:
                raise BadFile(f"successions.csv, regel {number}: code {code!r} staat niet in municipalities.csv.")
        if row["main"] not in {"ja", "nee"} or row["kind"] not in Municipality.Ending.values:
            raise BadFile(f"successions.csv, regel {number}: kind of main heeft een waarde die niet bestaat.")
    for number, row in enumerate(main_places, 2):
        if row["code"] not in codes:
            raise BadFile(f"main_places.csv, regel {number}: code {row['code']!r} staat niet in municipalities.csv.")
    names = searchable_names(rows, endings, main_places)
    wanted = {}
    for number, row in enumerate(rows, 2):
        where = f"municipalities.csv, regel {number}"
        if row["code"] in wanted:
            raise BadFile(f"{where}: code {row['code']} staat er twee keer in.")
        wanted[row["code"]] = municipality_values(row, endings.get(row["code"]), regions, where)
        wanted[row["code"]]["search_names"] = names[row["code"]]
    write(Municipality, {"code": {m.code: m for m in Municipality.objects.all()}}, wanted, report)
    load_successors(endings)


def municipality_values(row: Row, ending: Row | None, regions: Mapping[str, Region], where: str) -> dict[str, Any]:
    if not (row["code"].startswith("GM") and len(row["code"]) == 6 and row["code"][2:].isdigit()):
        raise BadFile(f"{where}: code {row['code']!r} is geen gemeentecode zoals GM0014.")
    if row["valid_to"] != (ending["on"] if ending else ""):
        raise BadFile(f"{where}: de einddatum van {row['name']} past niet bij successions.csv.")
    values: dict[str, Any] = {name: row[name] for name in ("name", "slug", "other_names")}
    values |= {name: day(row[name], where) for name in ("valid_from", "valid_to")}
    values |= {name: number(row[name], where) for name in ("latitude", "longitude", "q", "r")}
    for column, kind in (
        ("province", "province"),
        ("safety_region", "safety"),
        ("police_unit", "police"),
        ("ggd", "ggd"),
    ):
        region = regions.get(row[column])
        if (row[column] or column == "province") and (region is None or region.kind != kind):
            raise BadFile(f"{where}: {column} {row[column]!r} staat niet in regions.csv.")
        values[f"{column}_id"] = region and region.pk
    return values | {"ending": ending["kind"] if ending else ""}


def searchable_names(rows: list[Row], endings: Mapping[str, Row], main_places: list[Row]) -> dict[str, str]:
    """Own names first, then those of everything that became part of it, then of its main places."""
    names = {row["code"]: [row["name"], *filter(None, row["other_names"].split(";"))] for row in rows}
    found = {code: list(own) for code, own in names.items()}
    for old, own in names.items():
        code, steps = old, 0
        while code in endings:
            code, steps = endings[code]["new"], steps + 1
            if steps > len(names):
                raise BadFile(f"successions.csv: de opvolgers van {old} lopen in een kring.")
            found[code] += own
    for row in main_places:
        found[row["code"]].append(row["name"])
    return {code: " " + " | ".join(dict.fromkeys(map(name_key, names))) for code, names in found.items()}


def load_successors(endings: Mapping[str, Row]) -> None:
    by_code = {m.code: m for m in Municipality.objects.all()}
    moved = []
    for code, row in endings.items():
        if by_code[code].successor_id != by_code[row["new"]].pk:
            by_code[code].successor_id = by_code[row["new"]].pk
            moved.append(by_code[code])
    Municipality.objects.bulk_update(moved, ["successor"])


def load_populations(rows: Iterable[Row], municipalities: Mapping[str, int], report: Report) -> None:
    wanted: dict[Any, dict[str, Any]] = {}
    for line, row in enumerate(rows, 2):
        where = f"populations.csv, regel {line}"
        if row["code"] not in municipalities:
            raise BadFile(f"{where}: code {row['code']!r} staat niet in municipalities.csv.")
        figures = "inhabitants households land_area_km2 address_density urbanity".split()
        wanted[municipalities[row["code"]], day(row["on"], where)] = {
            name: number(row[name], where) for name in figures
        }
    found = {(population.municipality_id, population.on): population for population in Population.objects.all()}
    write(Population, {"municipality_id on": found}, wanted, report)


def load_links(
    neighbours: list[Row], successions: list[Row], municipalities: Mapping[str, int], report: Report
) -> None:
    """Neighbours both ways, and the parts of split municipalities that went elsewhere."""
    for line, row in enumerate(neighbours, 2):
        for code in row.values():
            if code not in municipalities:
                raise BadFile(f"neighbours.csv, regel {line}: code {code!r} staat niet in municipalities.csv.")
    ids = [(municipalities[row["one"]], municipalities[row["other"]]) for row in neighbours]
    add_links(Municipality.neighbours.through, {*ids, *((other, one) for one, other in ids)}, report)
    parts = {(municipalities[r["old"]], municipalities[r["new"]]) for r in successions if r["main"] == "nee"}
    add_links(Municipality.also_to.through, parts, report)


def add_links(through: Any, wanted: set[tuple[int, int]], report: Report) -> None:
    missing = wanted - set(through.objects.values_list("from_municipality_id", "to_municipality_id"))
    rows = (through(from_municipality_id=one, to_municipality_id=other) for one, other in sorted(missing))
    report.created[through.__name__] = len(through.objects.bulk_create(rows, ignore_conflicts=True))


def write(
    model: type[Model], found: Mapping[str, Mapping[Any, Any]], wanted: Mapping[Any, dict[str, Any]], report: Report
) -> None:
    """Create what is missing and update what differs. `found` maps the names of the key to the rows by that key."""
    ((key_names, rows),) = found.items()
    names = key_names.split()
    new, changed = [], []
    for key, values in wanted.items():
        row = rows.get(key)
        if row is None:
            new.append(model(**dict(zip(names, key if len(names) > 1 else [key], strict=True)), **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    fields = [name.removesuffix("_id") for name in next(iter(wanted.values()), {})]
    manager = model._default_manager
    manager.bulk_create(new)
    if changed:
        manager.bulk_update(changed, fields)
    report.created[model.__name__] = len(new)
    report.changed[model.__name__] = [str(row) for row in changed]


def day(text: str, where: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadFile(f"{where}: {text!r} is geen datum zoals 2019-01-01.") from error


def number(text: str, where: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation as error:
        raise BadFile(f"{where}: {text!r} is geen getal.") from error
