"""Dates by a pattern. The clock on the wall stays the same when summer time begins or ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from woonoverlast.events.models import Event

MAX_TRIES = 400


@dataclass(frozen=True)
class Span:
    starts_at: datetime
    ends_at: datetime


def shifted(event: Event, *, weeks: int) -> Span:
    return on_day(event, timezone.localtime(event.starts_at).date() + timedelta(weeks=weeks))


def weeks_until_future(event: Event) -> int:
    """Four weeks later, or as many fours as it takes to come after today."""
    weeks = 4
    while event.starts_at + timedelta(weeks=weeks) < timezone.now():
        weeks += 4
    return weeks


def on_day(event: Event, day: date) -> Span:
    """The same times on the clock, on another day."""
    start, end = (timezone.localtime(at).replace(tzinfo=None) for at in (event.starts_at, event.ends_at))
    shift = day - start.date()
    return Span(timezone.make_aware(start + shift), timezone.make_aware(end + shift))


def by_pattern(event: Event, pattern: str, number: int) -> list[Span]:
    """So many dates after the event, by "week", "two_weeks", "weekday" or "date"."""
    first = timezone.localtime(event.starts_at).date()
    following = PATTERNS[pattern](first)
    return [on_day(event, next(following)) for _ in range(number)]


def every(first: date, *, days: int) -> Iterator[date]:
    for number in range(1, MAX_TRIES):
        yield first + timedelta(days=days * number)


def months_after(first: date) -> Iterator[date]:
    """The first day of each following month."""
    for number in range(1, MAX_TRIES):
        years, month = divmod(first.month - 1 + number, 12)
        yield date(first.year + years, month + 1, 1)


def same_weekday(first: date) -> Iterator[date]:
    """The same weekday in the same week of the month: the first Tuesday. A fifth Friday is the last one elsewhere."""
    week = (first.day - 1) // 7
    for start in months_after(first):
        found = [day for day in days_of(start) if day.weekday() == first.weekday()]
        yield found[min(week, len(found) - 1)]


def same_date(first: date) -> Iterator[date]:
    """Months without that day (the 31st) are passed over."""
    for start in months_after(first):
        try:
            yield start.replace(day=first.day)
        except ValueError:
            continue


def days_of(start: date) -> list[date]:
    days = (start + timedelta(days=number) for number in range(31))
    return [day for day in days if day.month == start.month]


PATTERNS = {
    "week": lambda first: every(first, days=7),
    "two_weeks": lambda first: every(first, days=14),
    "weekday": same_weekday,
    "date": same_date,
}


def proposal() -> Span:
    """In four weeks, from two to five in the afternoon."""
    day = timezone.localdate() + timedelta(weeks=4)
    start = datetime(day.year, day.month, day.day, 14)
    return Span(timezone.make_aware(start), timezone.make_aware(start + timedelta(hours=3)))
