"""Members by the hundred thousand, written with COPY."""

import random
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from woonoverlast.demo.names import person_name
from woonoverlast.demo.people import UNUSABLE
from woonoverlast.demo.texts import KINDS
from woonoverlast.people.models import Discipline, Expertise, Membership, Organisation, Person, Role
from woonoverlast.people.reference import load_expertise

PERSON = (
    "id, email, name, job_title, discipline, municipality_id, looking_for, hidden_fields, password, is_superuser,"
    " created_at, profile_confirmed_at, last_seen_at, guided_at"
)
MEMBERSHIP = "person_id, organisation_id, role, started_on"
KNOWS = "person_id, expertise_id"


@transaction.atomic
def populate(members: int) -> int:
    """Add members until there are so many. Returns how many were added; needs the demonstration's organisations."""
    load_expertise()
    missing = members - Person.objects.members().count()
    if missing <= 0:
        return 0
    chance = random.Random(members)  # noqa: S311 the same every time
    organisations = list(Organisation.objects.joinable().exclude(municipality=None))
    subjects = list(Expertise.objects.values_list("pk", flat=True))
    numbers = reserve_numbers(missing)
    employers = [chance.choice(organisations) for _ in numbers]
    today = timezone.localdate()
    copy_rows("people_person", PERSON, (person_row(chance, *pair) for pair in zip(numbers, employers, strict=True)))
    pairs = zip(numbers, employers, strict=True)
    copy_rows("people_membership", MEMBERSHIP, ((n, e.pk, Role.MEMBER.value, today) for n, e in pairs))
    knows = ((number, subject) for number in numbers for subject in chance.sample(subjects, 3))
    copy_rows(Person.expertise.through._meta.db_table, KNOWS, knows)
    analyse()
    return missing


def reserve_numbers(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('people_person', 'id')) FROM generate_series(1, %s)", [count]
        )
        return [number for (number,) in cursor.fetchall()]


def person_row(chance: random.Random, number: int, employer: Organisation) -> tuple[Any, ...]:
    now = timezone.now()
    title = chance.choice(KINDS[Discipline(employer.kind)].job_titles)
    looking_for = "Ik zoek collega's met ervaring." if number % 3 else ""
    return (
        number,
        f"lid{number}@{employer.slug}.example",
        person_name(chance),
        title,
        employer.kind,
        employer.municipality_id,
        looking_for,
        [],
        UNUSABLE,
        False,
        now,
        now,
        now,
        now,
    )


def copy_rows(table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def analyse() -> None:
    tables = ", ".join([Person._meta.db_table, Membership._meta.db_table, Person.expertise.through._meta.db_table])
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")
