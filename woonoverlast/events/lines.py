"""Calendar files by RFC 5545, from plain values: the same values give the same bytes.

The package `icalendar` escapes and folds. Its own components took a quarter of a second for 500 events, so the lines
are put together here, and what was written once is remembered.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Parameters, vText
from icalendar.parser import Contentline

TIME_ZONE = "Europe/Amsterdam"
ZONE = ZoneInfo(TIME_ZONE)
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
# The European rule of summer time as it is since 1996.
ZONE_LINES = f"""BEGIN:VTIMEZONE
TZID:{TIME_ZONE}
X-LIC-LOCATION:{TIME_ZONE}
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE""".splitlines()


@dataclass(frozen=True)
class Party:
    """Who invites or is invited."""

    name: str
    email: str


@dataclass(frozen=True)
class Item:
    """What a calendar shows of one event. `stamp` orders messages with the same sequence."""

    uid: str
    sequence: int
    status: str  # CONFIRMED, TENTATIVE or CANCELLED
    starts_at: datetime
    ends_at: datetime
    stamp: datetime
    changed_at: datetime
    title: str
    description: str
    location: str
    url: str
    category: str
    organiser: Party
    # Takes time of who has it in the calendar: not when somebody only follows the whole agenda.
    busy: bool = True
    attendee: Party | None = None


def file(items: Iterable[Item], *, method: str = "", name: str = "") -> bytes:
    """A whole file. Without a method it is what a calendar server keeps; with a name it is a feed."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Platform Woonoverlast//Agenda//NL", "CALSCALE:GREGORIAN"]
    if method:
        head.append(f"METHOD:{method}")
    if name:
        head += [text("NAME", name), text("X-WR-CALNAME", name), f"X-WR-TIMEZONE:{TIME_ZONE}"]
        head += ["REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"]
    return b"".join([encoded([*head, *ZONE_LINES]), *(entry(item) for item in items), b"END:VCALENDAR\r\n"])


@lru_cache(maxsize=10_000)
def entry(item: Item) -> bytes:
    """One VEVENT. Remembered by its values, so a change of any of them is seen at once."""
    lines = ["BEGIN:VEVENT", f"UID:{item.uid}", f"SEQUENCE:{item.sequence}", f"STATUS:{item.status}"]
    lines += [moment("DTSTAMP", item.stamp), local("DTSTART", item.starts_at), local("DTEND", item.ends_at)]
    lines += [moment("LAST-MODIFIED", item.changed_at)]
    lines += [text("SUMMARY", item.title), text("DESCRIPTION", item.description), text("CATEGORIES", item.category)]
    if item.location:
        lines.append(text("LOCATION", item.location))
    lines += [f"URL:{item.url}", f"TRANSP:{'OPAQUE' if item.busy else 'TRANSPARENT'}"]
    lines.append(party("ORGANIZER", item.organiser))
    if item.attendee:
        lines.append(attendee(item.attendee, item.status))
    return encoded([*lines, "END:VEVENT"])


def text(name: str, value: str) -> str:
    clean = NOT_TEXT.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return f"{name}:{vText(clean).to_ical().decode()}"


def moment(name: str, at: datetime) -> str:
    return f"{name}:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def local(name: str, at: datetime) -> str:
    """In the time of Amsterdam. The hour that the clock shows twice means the first one; the second is only sayable in UTC."""
    here = at.astimezone(ZONE)
    return moment(name, at) if here.fold else f"{name};TZID={TIME_ZONE}:{here:%Y%m%dT%H%M%S}"


def attendee(guest: Party, status: str) -> str:
    """No answer is asked for: signing up and off goes by the platform."""
    answers = {"CONFIRMED": "ACCEPTED", "TENTATIVE": "TENTATIVE", "CANCELLED": "DECLINED"}
    return party("ATTENDEE", guest, ROLE="REQ-PARTICIPANT", PARTSTAT=answers[status], RSVP="FALSE")


@lru_cache(maxsize=1_000)
def party(name: str, who: Party, **more: str) -> str:
    parameters = Parameters({"CN": NOT_TEXT.sub("", who.name).replace('"', "'"), **more})
    return str(Contentline.from_parts(name, parameters, vText(f"mailto:{who.email}")))


def encoded(lines: Iterable[str]) -> bytes:
    """Folded where they are longer than 75 octets; short lines need no look at each character."""
    return b"".join(folded(line) + b"\r\n" for line in lines)


def folded(line: str) -> bytes:
    raw = line.encode()
    return raw if len(raw) <= 75 else bytes(Contentline(line).to_ical())  # type: ignore[no-untyped-call]
