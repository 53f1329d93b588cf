"""Events by the thousand, spread over two years before and two years after today, to measure with."""

import random
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from woonoverlast.events.models import Event, Kind
from woonoverlast.people.models import Expertise, Person
from woonoverlast.places.models import Municipality

SEED = 20170301
DAYS = 730


@transaction.atomic
def populate(number: int) -> int:
    """Returns how many were added."""
    chance = random.Random(SEED)  # noqa: S311 the same every time
    by = Person.objects.members().earliest("pk")
    places = list(Municipality.objects.current())
    rows = Event.objects.bulk_create(one(n, chance, by, places) for n in range(number))
    subjects = list(Expertise.objects.values_list("pk", flat=True))
    link = Event.subjects.through
    link.objects.bulk_create(
        link(event_id=row.pk, expertise_id=pk) for row in rows for pk in chance.sample(subjects, 2)
    )
    return len(rows)


def one(n: int, chance: random.Random, by: Person, places: list[Municipality]) -> Event:
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(
        days=chance.randrange(-DAYS, DAYS), hours=chance.randrange(8)
    )
    online = chance.random() < 0.4
    capacity = chance.choice([None, 20, 30, 60])
    return Event(
        kind=chance.choice(Kind.values), title=f"Bijeenkomst {n}: regie, dossier en nazorg", summary="Om mee te meten.",
        body="<p>Om mee te meten.</p>", text="Om mee te meten.", starts_at=start, ends_at=start + timedelta(hours=3),
        online=online, municipality=None if online else chance.choice(places), capacity=capacity,
        taken=chance.randrange(0, capacity + 1) if capacity else 0, made_by=by, published_at=timezone.now(),
        members_only=chance.random() < 0.2,
    )  # fmt: skip
