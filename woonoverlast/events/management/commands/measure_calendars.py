"""How fast calendars with many events are written, beside the plain view that the benchmarks compare with."""

import argparse
import time
from datetime import timedelta
from statistics import median
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from woonoverlast.events import feeds, lines
from woonoverlast.events.models import Event, Kind, SignUp, Status, Step
from woonoverlast.people.models import Person

REFERENCE = "/ijkpunt/"
MAX_COUNT = 100  # milliseconds


class Command(BaseCommand):
    help = "Meet kalenders met 500 bijeenkomsten. Wat ervoor gemaakt wordt, gaat daarna weg."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--events", type=int, default=500)
        parser.add_argument("--rounds", type=int, default=15)

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            person = Person.objects.members().earliest("pk")
            fill(person, options["events"])
            self.measure(person, options["rounds"])
            transaction.set_rollback(True)

    def measure(self, person: Person, rounds: int) -> None:
        feeds.renew(person)
        own = reverse("events:own_feed", args=[feeds.address_key(person)])
        paths = {"agenda, voor iedereen": reverse("events:agenda_feed"), "eigen kalender": own}
        self.stdout.write(
            f"\n{'Kalender, ms':24}{'items':>7}{'kB':>8}{'eerste':>9}{'daarna':>9}{'304':>8}{'tijd x':>9}  doel"
        )
        for name, path in paths.items():
            self.stdout.write(line(name, path, rounds))
            self.stdout.flush()


def fill(person: Person, count: int) -> None:
    """Coming events of an hour, each with a place of this person."""
    now = timezone.now()
    events = Event.objects.bulk_create(
        Event(
            kind=Kind.WORKSHOP,
            title=f"Regie op woonoverlast, bijeenkomst {number}",
            summary="Een middag over wie wat doet, aan de hand van je eigen gemeente; met een casus en een gesprek.",
            starts_at=now + timedelta(hours=number),
            ends_at=now + timedelta(hours=number + 1),
            location="Stadhuis, zaal 3",
            address="Markt 1",
            link=f"https://vergader.example/{number}",
            made_by=person,
            published_at=now,
        )
        for number in range(1, count + 1)
    )
    sign_ups = SignUp.objects.bulk_create(
        SignUp(event=event, person=person, number=1, status=Status.PLACE) for event in events
    )
    Step.objects.bulk_create(Step(sign_up=sign_up, code=Step.Code.PLACED) for sign_up in sign_ups)


def line(name: str, path: str, rounds: int) -> str:
    """The first time of a process nothing is remembered; the reference runs right before each round."""
    client, plain, times = Client(), [], []
    ask(client, REFERENCE)
    lines.entry.cache_clear()
    response, first = ask(client, path)
    for _ in range(rounds):
        plain.append(ask(client, REFERENCE)[1])
        times.append(ask(client, path)[1])
    unchanged = median(ask(client, path, **{"if-none-match": response["ETag"]})[1] for _ in range(rounds))
    verdict = "goed" if median(times) <= MAX_COUNT else f"boven {MAX_COUNT} ms"
    count, size = response.content.count(b"BEGIN:VEVENT"), len(response.content) / 1000
    figures = f"{count:>7}{size:>8.0f}{first:>9.1f}{median(times):>9.1f}{unchanged:>8.1f}"
    return f"{name:24}{figures}{median(times) / median(plain):>9.1f}  {verdict}"


def ask(client: Client, path: str, **headers: str) -> tuple[Any, float]:
    """The answer, and milliseconds in this process: the whole way through middleware and view."""
    start = time.perf_counter()
    response = client.get(path, headers=headers)
    return response, (time.perf_counter() - start) * 1000
