"""The agenda as a list, a month and a map."""

import calendar
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.safestring import SafeString, mark_safe

from woonoverlast.events.models import Event
from woonoverlast.events.models.events import EventQuerySet, User
from woonoverlast.events.printing import InMonth, month_line
from woonoverlast.places.maps import Area, hexagon_map
from woonoverlast.places.models import Municipality

PER_PAGE = 20
# What a line shows, and nothing of the long texts.
SHOWN = (
    "kind", "title", "starts_at", "ends_at", "online", "location", "municipality__name", "members_only", "capacity",
    "taken", "published_at", "cancellation__event",
)  # fmt: skip


def events_for(user: User) -> EventQuerySet:
    """What stands in the agenda of this visitor; what was called off stays there, marked as such."""
    rows = Event.objects.visible_to(user).published().select_related("municipality", "cancellation")
    return rows.only(*SHOWN)


@dataclass(frozen=True)
class Day:
    day: date
    in_month: bool
    is_today: bool
    events: list[InMonth]

    @property
    def printed(self) -> SafeString:
        """The cell of this day."""
        rows = "".join(map(month_line, self.events))
        listed = f'<ul role="list">{rows}</ul>' if rows else ""
        return mark_safe(f'<td class="{self.look}">{day_name(self.day)}{listed}</td>')

    @property
    def look(self) -> str:
        looks = {"month__other": not self.in_month, "month__today": self.is_today, "month__free": not self.events}
        return " ".join(look for look, is_so in looks.items() if is_so)


@dataclass(frozen=True)
class Month:
    first: date
    weeks: list[list[Day]]

    @property
    def previous(self) -> str:
        return f"{self.first - timedelta(days=1):%Y-%m}"

    @property
    def next(self) -> str:
        return f"{self.first + timedelta(days=32):%Y-%m}"

    @property
    def count(self) -> int:
        return sum(len(day.events) for week in self.weeks for day in week if day.in_month)


@lru_cache(maxsize=1_000)
def day_name(day: date) -> str:
    weekday, month = formatted(day, "l"), formatted(day, "F")
    return (
        f'<span class="month__day"><span class="month__weekday">{weekday} </span>{day.day}'
        f'<span class="month__name"> {month}</span></span>'
    )


def month_of(events: QuerySet[Event], first: date) -> Month:
    """Whole weeks from Monday. An event of several days stands on each of them."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    start, end = midnight(weeks[0][0]), midnight(weeks[-1][-1] + timedelta(days=1))
    shown = events.filter(starts_at__lt=end, ends_at__gt=start).order_by("starts_at", "pk")
    # Values and not events: a busy month has hundreds, of which five things are shown.
    found = shown.values_list("pk", "title", "starts_at", "ends_at", "cancellation")
    today, of_day = timezone.localdate(), by_day(InMonth(*row[:4], is_off=row[4] is not None) for row in found)
    rows = [[Day(day, day.month == first.month, day == today, of_day[day]) for day in week] for week in weeks]
    return Month(first, rows)


def by_day(events: Iterable[InMonth]) -> dict[date, list[InMonth]]:
    """Each event under every day that it touches."""
    found: dict[date, list[InMonth]] = defaultdict(list)
    for event in events:
        day = timezone.localtime(event.starts_at).date()
        last = timezone.localtime(event.ends_at - timedelta(microseconds=1)).date()
        while day <= last:
            found[day].append(event)
            day += timedelta(days=1)
    return found


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def map_of(events: QuerySet[Event]) -> SafeString:
    """A hexagon per municipality; where something comes up it leads to the list of that place."""
    counts = Counter(
        dict(
            events.exclude(municipality=None)
            .values_list("municipality__code")
            .annotate(Count("pk", distinct=True))
            .order_by()
        )
    )
    agenda = reverse("events:agenda")
    areas = {
        code: area(name, counts[code], f"{agenda}?gemeente={slug}")
        for code, name, slug in Municipality.objects.current().values_list("code", "name", "slug")
    }
    places = sum(1 for code in counts if code in areas)
    label = f"Kaart van Nederland: in {places} gemeenten komt een bijeenkomst. De lijst staat ernaast."
    return hexagon_map(areas, label=label)


def area(name: str, count: int, url: str) -> Area:
    if not count:
        return Area("map-area--not", f"{name}: niets gepland", "")
    return Area("map-area--connected", f"{name}: {count} {'bijeenkomst' if count == 1 else 'bijeenkomsten'}", url)
