"""The demonstration community: about 1,500 fictional members, the same every time."""

import random
from datetime import date, timedelta
from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from woonoverlast.demo import accounts, history
from woonoverlast.demo.organisations import (
    APPLICANTS,
    Employer,
    municipal_employers,
    municipal_organisation,
    other_employers,
    save_employers,
)
from woonoverlast.demo.people import Crowd
from woonoverlast.demo.texts import KINDS
from woonoverlast.people.models import Discipline, Organisation, Person, Role
from woonoverlast.people.reference import load_expertise
from woonoverlast.places.models import Municipality

SEED = 20150101
MEMBERS = 1500
FORMER = 90


class RealPeople(Exception):
    """The database holds people who are not invented."""


class Community(NamedTuple):
    """What has been made, for the parts that build on it."""

    chance: random.Random
    crowd: Crowd
    municipal: list[Employer]
    others: list[Employer]
    platform: Employer


def exists() -> bool:
    return Person.objects.filter(email=accounts.MEMBER.email).exists()


def refuse_real_people() -> None:
    """Raise RealPeople where anybody has an address that can exist."""
    if Person.objects.exclude(email__endswith=".example").filter(anonymised_at=None).exists():
        raise RealPeople


@transaction.atomic
def build() -> None:
    refuse_real_people()
    load_expertise()
    community = found_organisations(random.Random(SEED), timezone.localdate())  # noqa: S311 the same every time
    add_fixed_accounts(community)
    fill(community)
    change_employers(community)
    add_former_members(community)
    merge_municipalities(community)
    appoint(community)
    community.crowd.save()
    accounts.give_second_factors()
    history.add(community.chance, community.crowd, [*community.municipal, *community.others])


def found_organisations(chance: random.Random, today: date) -> Community:
    municipal = municipal_employers(chance, today)
    seats = [place for employer in municipal if (place := employer.organisation.municipality)]
    others = other_employers(chance, today, seats)
    platform = Employer(
        Organisation(name="Platform Woonoverlast", slug="platform-woonoverlast", kind=Discipline.PLATFORM),
        date(2014, 6, 1),
    )
    save_employers(chance, [*municipal, *others], seats)
    platform.organisation.save()
    return Community(chance, Crowd(chance, today), municipal, others, platform)


def add_fixed_accounts(community: Community) -> None:
    crowd, home = community.crowd, community.municipal[0]
    housing = next(e for e in community.others if e.organisation.kind == Discipline.HOUSING)
    password = make_password(accounts.PASSWORD)
    jobs = [
        (accounts.MEMBER, housing, "Woonconsulent", [Role.MEMBER]),
        (accounts.STEWARD, home, "Regisseur woonoverlast", [Role.MEMBER, Role.STEWARD]),
        (accounts.COORDINATOR, home, "Adviseur openbare orde en veiligheid", [Role.MEMBER, Role.COORDINATOR]),
        (accounts.EXECUTIVE, home, "Wethouder wonen", [Role.MEMBER, Role.EXECUTIVE]),
        (accounts.EDITOR, home, "Beleidsmedewerker wonen", [Role.MEMBER]),
        (accounts.ADMINISTRATOR, home, "Applicatiebeheerder", [Role.MEMBER]),
    ]
    for account, employer, title, roles in jobs:
        person = crowd.make_person(employer, name=account.name, email=account.email)
        person.job_title, person.password = title, password
        person.hidden_fields, person.last_seen_at = [], timezone.now()
        start = employer.since + timedelta(days=30)
        crowd.joined[person.email] = start
        for role in roles:
            crowd.give(person, employer, start=start, role=role)
        if account in (accounts.EDITOR, accounts.ADMINISTRATOR):
            crowd.give(person, community.platform, start=start, role=Role.EDITOR)
        person.is_superuser = account == accounts.ADMINISTRATOR
    add_applicant(crowd, password)


def add_applicant(crowd: Crowd, password: str) -> None:
    """Works for a municipality that is not connected yet and that the platform does not know."""
    municipality = Municipality.objects.current().get(code=APPLICANTS)
    employer = Employer(municipal_organisation(municipality), crowd.today)
    person = crowd.make_person(employer, name=accounts.APPLICANT.name, email=accounts.APPLICANT.email)
    person.job_title, person.password = "Regisseur woonoverlast", password
    person.municipality = municipality


def fill(community: Community) -> None:
    """Everywhere a first member on the first day, then more by the size of that kind, until there are 1,500."""
    crowd = community.crowd
    employers = [*community.municipal, *community.others]
    for employer in employers:
        crowd.hire(employer, since=employer.since)
    sizes = [KINDS[Discipline(employer.organisation.kind)].size for employer in employers]
    weights = [size * community.chance.uniform(0.4, 1.8) for size in sizes]
    members = len(crowd.people) - 1  # the applicant is none yet
    for employer in community.chance.choices(employers, weights, k=MEMBERS - members):
        crowd.hire(employer)


def change_employers(community: Community) -> None:
    """Some people worked elsewhere before: the row of that time stays."""
    first = {row.person.email: row for row in community.crowd.memberships if row.role == Role.MEMBER}
    movers = community.chance.sample([row for row in first.values() if row.started_on.year >= 2019], 70)
    for row in movers:
        earlier = community.chance.choice([e for e in community.others if e.since < row.started_on])
        start = community.crowd.day_between(earlier.since, row.started_on)
        community.crowd.give(row.person, earlier, start=start, end=row.started_on)
        community.crowd.joined[row.person.email] = start


def add_former_members(community: Community) -> None:
    """People who were members and left."""
    employers = [e for e in [*community.municipal, *community.others] if e.since.year < 2024]
    for employer in community.chance.choices(employers, k=FORMER):
        person = community.crowd.make_person(employer)
        start = community.crowd.day_between(employer.since, community.crowd.today - timedelta(days=400))
        days = community.chance.randrange(120, max((community.crowd.today - start).days, 150))
        community.crowd.give(person, employer, start=start, end=start + timedelta(days=days))
        community.crowd.joined[person.email] = start
        person.last_seen_at = timezone.now() - timedelta(days=community.chance.randrange(40, 600))


def merge_municipalities(community: Community) -> None:
    """Colleagues of municipalities that merged: until the merger there, since then at the successor."""
    current = {e.organisation.municipality_id: e for e in community.municipal}
    merged = Municipality.objects.filter(successor__in=current, valid_to__year__gte=2016).order_by("code")
    for municipality in merged[:6]:
        if municipality.valid_to and municipality.successor_id:
            move_along(community, municipality, municipality.valid_to, current[municipality.successor_id])


def move_along(community: Community, municipality: Municipality, day: date, successor: Employer) -> None:
    """Two colleagues of the successor came from the municipality that ended on this day."""
    organisation = municipal_organisation(municipality)
    organisation.slug += f"-{municipality.code.lower()}"
    organisation.ended_on = day
    organisation.save()
    old = Employer(organisation, day - timedelta(days=community.chance.randrange(300, 1000)))
    rows = [row for row in community.crowd.memberships if row.organisation == successor.organisation]
    for row in rows[-2:]:
        if row.role == Role.MEMBER and row.ended_on is None and row.started_on > day:
            community.crowd.give(row.person, old, start=old.since, end=day)
            row.started_on = day
            community.crowd.joined[row.person.email] = old.since


def appoint(community: Community) -> None:
    """Stewards for most organisations, coordinators and executives in municipalities, three editors in all."""
    crowd = community.crowd
    running = [r for r in crowd.memberships if r.role == Role.MEMBER and r.ended_on is None]
    first = {
        row.organisation.pk: row for row in reversed(running) if not row.person.email.endswith("voorbeeld.example")
    }
    employers = [*community.municipal, *community.others]
    for employer in employers:
        row = first[employer.organisation.pk]
        if community.chance.random() < 0.6:
            crowd.give(row.person, employer, start=row.started_on, role=Role.STEWARD)
    for employer in community.municipal[1:]:
        row = first[employer.organisation.pk]
        if community.chance.random() < 0.5:
            crowd.give(row.person, employer, start=row.started_on, role=Role.COORDINATOR)
        if community.chance.random() < 0.2:
            executive = crowd.hire(employer)
            executive.job_title = community.chance.choice(["Wethouder wonen", "Burgemeester", "Wethouder zorg"])
            crowd.give(executive, employer, start=crowd.joined[executive.email], role=Role.EXECUTIVE)
    for row in community.chance.sample(list(first.values()), 2):
        crowd.give(row.person, community.platform, start=row.started_on, role=Role.EDITOR)
