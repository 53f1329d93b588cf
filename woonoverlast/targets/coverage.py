"""Which municipalities were connected on which day: pure functions over municipalities and membership periods.

A municipality is connected on a day when somebody worked for it as a member on that day. A merged municipality
hands its members to its successor from the day of the merger, so two that merged count once from then on.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property


@dataclass(frozen=True)
class Place:
    """A municipality with the days between which it exists: from `valid_from` up to, not including, `valid_to`."""

    code: str
    name: str
    slug: str
    province: str
    valid_from: date
    valid_to: date | None
    successor: str | None

    def exists(self, *, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True)
class Period:
    """From `start` up to, not including, `end` somebody was an active member who worked for the municipality."""

    code: str
    start: date
    end: date | None

    def covers(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True)
class Reading:
    """A count of a whole on a day."""

    on: date
    count: int
    of: int

    @property
    def share(self) -> float:
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True)
class ProvinceCount:
    province: str
    connected: int
    of: int

    @property
    def percent(self) -> float:
        return 100 * self.connected / self.of


@dataclass(frozen=True)
class Coverage:
    """All municipalities and all membership periods; answers for any day without asking the database again."""

    places: Mapping[str, Place]
    periods: Sequence[Period]

    @cached_property
    def first_day(self) -> date | None:
        """The first day that anybody was a member on behalf of a municipality; before it there is nothing to count."""
        return min((period.start for period in self.periods), default=None)

    def is_known(self, *, on: date) -> bool:
        """Whether a zero on this day would be a real zero instead of a gap in what the platform knows."""
        return self.first_day is not None and self.first_day <= on

    def reading(self, *, on: date) -> Reading:
        return Reading(on, len(self.connected(on=on)), sum(place.exists(on=on) for place in self.places.values()))

    def readings(self, days: Iterable[date]) -> list[Reading]:
        return [self.reading(on=day) for day in days]

    def connected(self, *, on: date) -> set[str]:
        """Codes of the municipalities that exist on the day and are connected on it."""
        employers = {period.code for period in self.periods if period.covers(on)}
        return {code for code in (self.code_on(employer, on) for employer in employers) if code}

    def code_on(self, code: str | None, day: date) -> str | None:
        """The municipality that a municipality is part of on the day; None where it did not exist yet."""
        place = self.places.get(code or "")
        for _ in self.places:
            if place is None or day < place.valid_from:
                return None
            if place.exists(on=day):
                return place.code
            place = self.places.get(place.successor or "")
        return None

    def existing(self, *, on: date) -> list[Place]:
        """The municipalities of the day, by name."""
        return sorted((place for place in self.places.values() if place.exists(on=on)), key=name_key)

    def by_province(self, *, on: date) -> list[ProvinceCount]:
        connected = self.connected(on=on)
        existing = self.existing(on=on)
        whole = Counter(place.province for place in existing)
        part = Counter(place.province for place in existing if place.code in connected)
        return [ProvinceCount(province, part[province], whole[province]) for province in sorted(whole)]


def name_key(place: Place) -> str:
    """'s-Gravenhage stands with the G, as in every Dutch list."""
    return place.name.removeprefix("'s-").removeprefix("'t ").casefold()


def days_to_measure(start: date, end: date) -> list[date]:
    """The first day of each month, or of each quarter over more than two years, between two days and with both."""
    step = 1 if (end - start).days <= 731 else 3
    months = range(start.year * 12, end.year * 12 + 12, step)
    firsts = (date(month // 12, month % 12 + 1, 1) for month in months)
    return sorted({start, *(day for day in firsts if start < day < end), end}) if start <= end else []


def year_before(day: date) -> date:
    return day - timedelta(days=365)
