"""Reading calendar files back, and looking whether they keep to RFC 5545."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from icalendar import Calendar

NAME = re.compile(r"[A-Z][A-Z0-9-]*")
ESCAPES = re.compile(r"\\[^\\;,nN]")
BARE = re.compile(r"(?<!\\)(?:\\\\)*[;,]")
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME"}
ONCE = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "SUMMARY", "LAST-MODIFIED", "ORGANIZER")


def problems(raw: bytes) -> list[str]:
    """What is wrong with a file by RFC 5545 and 5546; empty when nothing is."""
    found = [*of_bytes(raw)]
    if found:
        return found
    lines = raw.decode().replace("\r\n ", "").split("\r\n")[:-1]
    return [*of_lines(lines), *of_components(lines), *of_methods(lines)]


def of_bytes(raw: bytes) -> Iterator[str]:
    try:
        raw.decode()
    except UnicodeDecodeError:
        yield "a character was cut in two, or it is no UTF-8"
    if not raw.endswith(b"\r\n"):
        yield "the last line does not end"
    if re.search(rb"(?<!\r)\n|\r(?!\n)", raw):
        yield "a line ends without CRLF"
    for line in raw.split(b"\r\n"):
        if len(line) > 75:
            yield f"longer than 75 octets: {line!r}"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield f"a character was cut in two: {line!r}"


def of_lines(lines: list[str]) -> Iterator[str]:
    for line in lines:
        name, value = name_of(line), line.partition(":")[2]
        if not NAME.fullmatch(name):
            yield f"no name: {line}"
        if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", line):
            yield f"a control character: {line!r}"
        if name in TEXTS and (ESCAPES.search(value.replace("\\\\", "")) or BARE.search(value)):
            yield f"not escaped: {line}"


def of_components(lines: list[str]) -> Iterator[str]:
    if lines[0] != "BEGIN:VCALENDAR" or lines[-1] != "END:VCALENDAR":
        yield "no calendar around it"
    for name in ("VERSION:2.0", "PRODID:"):
        if sum(line.startswith(name) for line in lines) != 1:
            yield f"{name} must be there once"
    zones = {line.partition(":")[2] for line in lines if line.startswith("TZID:")}
    used = {match for line in lines for match in re.findall(r"^[A-Z-]+;TZID=([^:;]+):", line)}
    yield from (f"zone without definition: {zone}" for zone in used - zones)
    for number, event in enumerate(events_in(lines)):
        names = [name_of(line) for line in event]
        yield from (
            f"event {number}: {name} is there {names.count(name)} times" for name in ONCE if names.count(name) != 1
        )
        yield from of_values(event)


def of_values(event: list[str]) -> Iterator[str]:
    for line in event:
        value = line.rpartition(":")[2]
        if name_of(line) in {"DTSTAMP", "LAST-MODIFIED", "CREATED"} and not re.fullmatch(r"\d{8}T\d{6}Z", value):
            yield f"not in UTC: {line}"
        if name_of(line) in {"DTSTART", "DTEND"} and not re.fullmatch(r"\d{8}T\d{6}Z?", value):
            yield f"no moment: {line}"
        if name_of(line) == "SEQUENCE" and not value.isdecimal():
            yield f"no number: {line}"


def of_methods(lines: list[str]) -> Iterator[str]:
    method = next((line.partition(":")[2] for line in lines if line.startswith("METHOD:")), "")
    invited = sum(line.startswith("ATTENDEE") for line in lines)
    if method == "PUBLISH" and invited:
        yield "who is invited has no place in what is published"
    if method in {"REQUEST", "CANCEL"} and not invited:
        yield "nobody is invited"
    if method == "CANCEL" and "STATUS:CANCELLED" not in lines:
        yield "a cancellation that does not say so"


def name_of(line: str) -> str:
    return re.split(r"[:;]", line, maxsplit=1)[0]


def events_in(lines: list[str]) -> list[list[str]]:
    found: list[list[str]] = []
    inside = False
    for line in lines:
        if line == "BEGIN:VEVENT":
            found.append([])
            inside = True
        elif line == "END:VEVENT":
            inside = False
        elif inside:
            found[-1].append(line)
    return found


def read(raw: bytes) -> list[Any]:
    """The events of a file that has nothing wrong with it."""
    assert problems(raw) == []
    return list(Calendar.from_ical(raw).walk("VEVENT"))


def only(raw: bytes) -> Any:
    (event,) = read(raw)
    return event


def start(event: Any) -> datetime:
    found = event["DTSTART"].dt
    assert isinstance(found, datetime)
    return found
