"""Lines of the agenda, joined from strings: a template per line is what costs. What is the same is printed once."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from woonoverlast.events.models import Event, Kind

FEW = 5
OFF = ' <span class="badge badge--error">gaat niet door</span>'
DRAFT = ' <span class="badge badge--warning">concept</span>'


class Facts(NamedTuple):
    """All that a line shows; two lines with the same facts are the same."""

    pk: int
    kind: str
    title: str
    starts_at: datetime
    ends_at: datetime
    online: bool
    place: str
    members_only: bool
    is_off: bool
    is_draft: bool
    free: int | None


def facts(event: Event, now: datetime) -> Facts:
    """`event` comes with its municipality and cancellation."""
    is_off = event.is_cancelled
    free = None if is_off or event.ends_at <= now else event.free
    few = free if free is not None and free <= FEW else None
    return Facts(
        event.pk, event.kind, event.title, event.starts_at, event.ends_at, event.online, event.place,
        event.members_only, is_off, event.published_at is None, few,
    )  # fmt: skip


def lines(events: Iterable[Event]) -> SafeString:
    """A list of lines."""
    now = timezone.now()
    return mark_safe('<ol class="event-lines" role="list">' + "".join(line(facts(e, now)) for e in events) + "</ol>")


def months(events: Iterable[Event]) -> Iterator[tuple[str, SafeString]]:
    """The name of each month with its lines, in the order of the events."""
    for name, rows in groupby(events, lambda event: month_name(timezone.localtime(event.starts_at))):
        yield name, lines(rows)


def month_name(at: datetime) -> str:
    return formatted(at, "F Y").capitalize()


@lru_cache(maxsize=4_000)
def line(it: Facts) -> str:
    start, end = timezone.localtime(it.starts_at), timezone.localtime(it.ends_at)
    off = " event-line--off" if it.is_off else ""
    return (
        f'<li class="event-line{off}"><p class="event-line__day" aria-hidden="true"><span>{formatted(start, "D")}</span>'
        f"<strong>{start.day}</strong><span>{formatted(start, 'M').lower()}</span></p>"
        f'<div class="event-line__words"><p class="kicker">{kicker(it)}</p>'
        f'<p class="event-line__title"><a href="/agenda/{it.pk}/">{conditional_escape(it.title)}</a>{badge(it)}</p>'
        f'<p class="event-line__about"><span class="visually-hidden">{formatted(start, "l j F Y")}, </span>'
        f"{start:%H:%M} tot {end:%H:%M} uur{about(it)}</p></div></li>\n"
    )


def kicker(it: Facts) -> str:
    return f"{Kind(it.kind).label}{' · online' if it.online else ''}{' · voor leden' if it.members_only else ''}"


def badge(it: Facts) -> str:
    return OFF if it.is_off else DRAFT if it.is_draft else ""


def about(it: Facts) -> str:
    place = format_html(" · {}", it.place) if it.place else ""
    return f"{place}{left(it.free)}"


def left(free: int | None) -> str:
    if free is None:
        return ""
    if free == 0:
        return " · <strong>vol, er is een wachtlijst</strong>"
    return f" · <strong>nog {free} {'plaats' if free == 1 else 'plaatsen'}</strong>"


class InMonth(NamedTuple):
    """What stands in a day of the month."""

    pk: int
    title: str
    starts_at: datetime
    ends_at: datetime
    is_off: bool


@lru_cache(maxsize=4_000)
def month_line(it: InMonth) -> str:
    start = timezone.localtime(it.starts_at)
    off = ' class="event-line--off"' if it.is_off else ""
    title, badge = conditional_escape(it.title), OFF if it.is_off else ""
    return f'<li{off}><a href="/agenda/{it.pk}/"><span class="month__time">{start:%H:%M}</span> {title}</a>{badge}</li>'
