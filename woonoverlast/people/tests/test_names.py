"""How well a name finds whom it is meant for: an own set of queries, with a floor."""

import csv
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from woonoverlast.lib.naming import NameSort, name_key
from woonoverlast.people.models import Discipline, Organisation, Person
from woonoverlast.places.models import Municipality

FOLDER = Path(__file__).parent
FLOOR = 0.97
FEWEST = 150
TOP = 3


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def named(places: None) -> None:
    """Invented people and organisations; those of municipalities belong to the real municipality."""
    names = [row["name"] for row in rows("names.csv") if row["kind"] == "organisation"]
    for place, name in enumerate(names):
        municipal = name.removeprefix("Gemeente ") if name.startswith("Gemeente ") else None
        Organisation.objects.create(
            name=name,
            slug=f"o-{place}",
            kind=Discipline.MUNICIPALITY if municipal else Discipline.HOUSING,
            municipality=Municipality.objects.current().get(name=municipal) if municipal else None,
        )
    people = [row["name"] for row in rows("names.csv") if row["kind"] == "person"]
    Person.objects.bulk_create(Person(email=f"p{place}@elders.example", name=name) for place, name in enumerate(people))


def answers(kind: str, query: str) -> list[str]:
    sets: dict[str, Any] = {
        "municipality": Municipality.objects.current(),
        "person": Person.objects.all(),
        "organisation": Organisation.objects.joinable(),
    }
    return [row.name for row in sets[kind].nearest(query, most=TOP)]


def test_the_one_who_is_meant_is_in_the_top_three(named: None, capsys: pytest.CaptureFixture[str]) -> None:
    asked = rows("name_queries.csv")
    found = [(row, answers(row["kind"], row["query"])) for row in asked]
    missed = [(row, answer) for row, answer in found if row["expected"] not in answer]
    head = f"\nNamen: bij {len(asked) - len(missed)} van {len(asked)} vragen ({1 - len(missed) / len(asked):.1%}) goed."
    lines = [f"  {row['query']} ({row['why']}): {row['expected']!r}, gevonden {answer}" for row, answer in missed]
    report = "\n".join([head, *lines])
    with capsys.disabled():
        print(report)  # noqa: T201 the score is what this test is for
    assert len(asked) >= FEWEST
    assert len(missed) <= (1 - FLOOR) * len(asked), report


@pytest.mark.parametrize(
    ("typed", "not_offered"),
    [("den haag", "Den Helder"), ("gemeente almere", "Altena"), ("zwolle", "Zutphen"), ("utrecht", "Maastricht")],
)
def test_what_only_looks_like_it_is_not_offered(places: None, typed: str, not_offered: str) -> None:
    assert not_offered not in [place.name for place in Municipality.objects.current().nearest(typed, most=8)]


def test_a_list_narrows_to_everybody_who_is_called_so(named: None) -> None:
    assert set(Person.objects.named("verhoeven").values_list("name", flat=True)) == {
        "Dirk-Jan Verhoeven",
        "Mieke Verhoeven-Smit",
    }
    assert not Person.objects.named("qqqqq").exists()
    assert not Person.objects.named("-!-").exists()


def test_one_order_of_names_on_every_server(named: None) -> None:
    """In bytes: a server in another language sorts the same. Articles and apostrophes do not count."""
    places = [place.name for place in Municipality.objects.current().order_by("sort_name")]
    assert places[0] == "Aa en Hunze"
    assert places.index("'s-Gravenhage") - places.index("Gouda") < places.index("Groningen") - places.index("Gouda")
    assert places.index("De Bilt") < places.index("Bladel") < places.index("Den Helder")
    people = [person.name for person in Person.objects.filter(email__contains="@elders").order_by(NameSort("name"))]
    assert people.index("Ömer Yılmaz") < people.index("Petra Jansen")
    assert people.index("Łukasz Nowak") < people.index("Marieke Verhoef")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name_sort('''t Heem'), name_sort('De'), name_sort('''s'), name_sort('Het Hogeland')")
        assert cursor.fetchone() == ("heem", "de", "s", "hogeland")


def test_both_keys_are_the_same_for_every_letter_of_europe(db: None) -> None:
    """What somebody types is folded here, what is stored in the database."""
    signs = [chr(code) for code in range(33, 0x180) if chr(code).isalpha()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT sign, btrim(name_key(sign)) FROM unnest(%s::text[]) AS sign", [signs])
        different = [(sign, stored, name_key(sign)) for sign, stored in cursor.fetchall() if stored != name_key(sign)]
    rare = {"ĸ", "ŉ", "ŋ", "Ŋ", "ŧ", "Ŧ"}  # in no name that people here have
    assert [line for line in different if line[0] not in rare] == []


def test_a_name_of_nothing_but_signs_has_an_order(named: None) -> None:
    Person.objects.create_user("signs@elders.example", name="!!!")
    assert Person.objects.order_by(NameSort("name")).exists()
