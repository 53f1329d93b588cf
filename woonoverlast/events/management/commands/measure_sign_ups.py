"""A thousand people at once for one event, beside a plain locked update of one row in the same run."""

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from threading import Barrier, Thread
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from woonoverlast.events import signing_up
from woonoverlast.events.models import Event, Kind, SignUp, Status
from woonoverlast.people.models import Person

BATCH_SIZE = 16
SHARE = 0.5
MAX_MS = 100
TASK = "woonoverlast.events.jobs.tell_of_step"


class Command(BaseCommand):
    help = "Meet aanmelden onder druk, naast een kale update met een slot. Ruimt zijn eigen rijen op."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=1000)
        parser.add_argument("--rounds", type=int, default=3)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.BENCH:
            raise CommandError("Dit kan alleen in de omgeving van bin/bench.")
        people = list(Person.objects.members().order_by("-pk")[: options["people"]])
        if len(people) < options["people"]:
            raise CommandError(f"Er zijn maar {len(people)} leden.")
        assert all(person.is_member for person in people)  # asked once for each, as a request does before its view
        rounds = [self.one_round(people) for _ in range(options["rounds"])]
        share = statistics.median(rounds)
        verdict = "goed" if share >= SHARE else f"onder {SHARE:.0%}"
        self.stdout.write(
            f"Middelste deel van een kale update met slot: {share:.0%} (doel: minstens {SHARE:.0%})  {verdict}"
        )

    def one_round(self, people: Sequence[Person]) -> float:
        event = make_event(people[0], capacity=len(people) * 7 // 10)
        try:
            plain, _ = at_once(lambda person: locked_update(event.pk), people)
            Event.objects.filter(pk=event.pk).update(last_number=0)
            ours, times = at_once(lambda person: signing_up.sign_up(event, person, by=person), people)
            check(event, len(people))
            alone = [seconds(partial(sign_up_alone, event, person)) for person in people[:50]]
        finally:
            clear(event)
        slow = statistics.quantiles(times, n=20)[-1] * 1000
        one = statistics.quantiles(alone, n=20)[-1] * 1000
        self.stdout.write(
            f"{len(people)} aanmeldingen, {BATCH_SIZE} tegelijk: {len(people) / ours:.0f}/s (p95 {slow:.0f} ms); kale update "
            f"{len(people) / plain:.0f}/s; één tegelijk p95 {one:.0f} ms (doel: {MAX_MS})"
        )
        return plain / ours


def make_event(by: Person, *, capacity: int) -> Event:
    start = timezone.now() + timedelta(days=30)
    return Event.objects.create(
        kind=Kind.WORKSHOP, title="Meting", starts_at=start, ends_at=start + timedelta(hours=2), capacity=capacity,
        made_by=by, published_at=timezone.now(), members_only=True,
    )  # fmt: skip


@transaction.atomic
def locked_update(pk: int) -> None:
    """The least that guards a number of places: lock the row, look, write."""
    event = Event.objects.select_for_update().only("last_number").get(pk=pk)
    event.last_number += 1
    event.save(update_fields=["last_number"])


def sign_up_alone(event: Event, person: Person) -> None:
    SignUp.objects.filter(event=event, person=person).update(status=Status.CANCELLED)
    signing_up.sign_up(event, person, by=person)


def check(event: Event, number: int) -> None:
    """Nobody lost, nobody too many; anything else is a failure of the measurement too."""
    event.refresh_from_db()
    placed = event.sign_ups.filter(status=Status.PLACE).count()
    if (event.taken, placed, event.sign_ups.count()) != (event.capacity, event.capacity, number):
        raise CommandError(
            f"{placed} plaatsen van {event.capacity}, {event.sign_ups.count()} aanmeldingen van {number}."
        )


def clear(event: Event) -> None:
    steps = list(SignUp.objects.filter(event=event).values_list("steps", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE task_name = %s AND (args->>'step')::bigint = ANY(%s)", [TASK, steps]
        )
    event.delete()


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def at_once(act: Callable[[Person], object], people: Sequence[Person]) -> tuple[float, list[float]]:
    """Seconds in all, and of each; every thread has a connection of its own and all begin together."""
    times: list[float] = []
    barrier = Barrier(BATCH_SIZE + 1)
    failures: list[BaseException] = []

    def run(part: Sequence[Person]) -> None:
        try:
            connection.ensure_connection()
            barrier.wait()
            times.extend(seconds(partial(act, person)) for person in part)
        except BaseException as problem:
            failures.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(people[n::BATCH_SIZE],)) for n in range(BATCH_SIZE)]
    for thread in threads:
        thread.start()
    barrier.wait()
    start = time.perf_counter()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return time.perf_counter() - start, times
