"""The organisations of the demonstration: real municipalities, all others invented."""

import itertools
import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.text import slugify

from woonoverlast.demo.texts import KINDS
from woonoverlast.people.models import Discipline, MailDomain, Organisation
from woonoverlast.places.models import Municipality

CONNECTED = 90
HOME = "GM0193"  # Zwolle, where the fixed accounts work
APPLICANTS = "GM0150"  # Deventer, not connected: accepting the applicant connects municipality 91
ALWAYS = {HOME, "GM0014", "GM0344", "GM0599", "GM0772", "GM0935"}

# How many of the 90 were connected at the start of a year; between the years the line is straight.
GROWTH = [(2015, 6), (2016, 14), (2017, 23), (2018, 31), (2019, 38), (2020, 45), (2021, 49), (2022, 56), (2023, 63)]


class Employer(NamedTuple):
    """An organisation and the day of its first member."""

    organisation: Organisation
    since: date


def choose_municipalities(chance: random.Random) -> list[Municipality]:
    """90 of the municipalities of today: every province in proportion, at least two of each."""
    by_province: dict[object, list[Municipality]] = defaultdict(list)
    everywhere = Municipality.objects.current().exclude(code=APPLICANTS).order_by("code")
    total = len(everywhere)
    for municipality in everywhere:
        by_province[municipality.province_id].append(municipality)
    chosen = [m for m in everywhere if m.code in ALWAYS]
    for group in by_province.values():
        rest = [m for m in group if m.code not in ALWAYS]
        wanted = max(2, len(group) * CONNECTED // total) - (len(group) - len(rest))
        chosen += chance.sample(rest, max(0, min(wanted, len(rest))))
    left = [m for m in everywhere if m not in chosen]
    chosen += chance.sample(left, max(0, CONNECTED - len(chosen)))
    return chosen[:CONNECTED]


def connection_days(today: date) -> list[date]:
    """The day on which municipality 1, 2 ... 90 connected."""
    line = [*((date(year, 1, 1), count) for year, count in GROWTH), (today, CONNECTED)]
    days = [date(2014, 3 + number, 15) for number in range(GROWTH[0][1])]
    for (start, before), (end, after) in itertools.pairwise(line):
        step = (end - start) / (after - before)
        days += [start + step * number for number in range(after - before)]
    return days


def municipal_employers(chance: random.Random, today: date) -> list[Employer]:
    chosen = choose_municipalities(chance)
    chance.shuffle(chosen)
    chosen.sort(key=lambda municipality: municipality.code != HOME)
    return [
        Employer(municipal_organisation(municipality), since)
        for municipality, since in zip(chosen, connection_days(today), strict=True)
    ]


def municipal_organisation(municipality: Municipality) -> Organisation:
    name = f"Gemeente {municipality.name}"
    return Organisation(name=name, slug=slugify(name), kind=Discipline.MUNICIPALITY, municipality=municipality)


def other_employers(chance: random.Random, today: date, seats: list[Municipality]) -> list[Employer]:
    """The partners of the municipalities, with a seat in one of them. The first one is in the home town."""
    taken: set[str] = set()
    employers = []
    for kind, details in KINDS.items():
        for number in range(details.number if details.fronts else 0):
            seat = seats[0] if number == 0 else chance.choice(seats)
            name = free_name(chance, taken, details.fronts, details.backs, seat.name)
            organisation = Organisation(name=name, slug=slugify(name), kind=kind, municipality=seat)
            since = date(2014, 6, 1) + timedelta(days=chance.randrange((today - date(2014, 6, 1)).days - 200))
            employers.append(Employer(organisation, since))
    return employers


def free_name(chance: random.Random, taken: set[str], fronts: list[str], backs: list[str], seat: str) -> str:
    """A name that nobody has; when all are in use, with the name of the town behind it."""
    free = [name for name in (f"{front} {back}" for front in fronts for back in backs) if name not in taken]
    name = chance.choice(free) if free else f"{chance.choice(fronts)} {chance.choice(backs)} {seat}"
    while name in taken:
        name += " e.o."
    taken.add(name)
    return name


def save_employers(chance: random.Random, employers: list[Employer], seats: list[Municipality]) -> None:
    organisations = [employer.organisation for employer in employers]
    Organisation.objects.bulk_create(organisations)
    MailDomain.objects.bulk_create(
        MailDomain(organisation=organisation, domain=domain_of(organisation)) for organisation in organisations
    )
    through = Organisation.working_area.through
    through.objects.bulk_create(
        through(organisation_id=organisation.pk, municipality_id=pk)
        for organisation in organisations
        for pk in working_area(chance, organisation, seats)
    )


def domain_of(organisation: Organisation) -> str:
    return f"{organisation.slug}.example"


def working_area(chance: random.Random, organisation: Organisation, seats: list[Municipality]) -> Iterator[int]:
    """The seat, and for regional organisations other municipalities of the same province."""
    seat = organisation.municipality
    if seat is None:
        return
    yield seat.pk
    if organisation.kind in {Discipline.MUNICIPALITY, Discipline.OWNERS}:
        return
    near = [m.pk for m in seats if m.province_id == seat.province_id and m.pk != seat.pk]
    yield from chance.sample(near, min(len(near), chance.randrange(4)))
