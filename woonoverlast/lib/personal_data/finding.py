"""Looking a text over, and writing something neutral instead."""

from collections.abc import Iterable, Iterator

from woonoverlast.lib.personal_data.addresses import spans as addresses
from woonoverlast.lib.personal_data.findings import REASONS, REPLACEMENTS, Finding, Kind, Span
from woonoverlast.lib.personal_data.levelling import level
from woonoverlast.lib.personal_data.names import spans as names
from woonoverlast.lib.personal_data.numbers import spans as numbers
from woonoverlast.lib.personal_data.papers import spans as papers
from woonoverlast.lib.personal_data.zones import zones_of

# Which kind wins where two overlap: what is surest first.
ORDER = (Kind.IBAN, Kind.MAIL, Kind.DOCUMENT, Kind.BIRTH, Kind.PHONE, Kind.BSN, Kind.PLATE, Kind.ADDRESS, Kind.NAME)


def find(text: str, *, allowed: Iterable[str] = ()) -> list[Finding]:
    """What could point at a person, in order of place, without overlaps. `allowed` may be named: the author, organisations."""
    levelled = level(text)
    spans = spans_of(levelled.text)
    free = list(allowed_places(levelled.text, allowed))
    kept = sorted(without_overlap(span for span in spans if not within(span, free)), key=lambda span: span.start)
    return [finding(text, span, start=levelled.place(span.start), end=levelled.after(span.end)) for span in kept]


def spans_of(text: str) -> list[Span]:
    named, zones = list(names(text)), zones_of(text)
    return [*numbers(text, zones), *papers(text, zones, named), *addresses(text, zones), *named]


def neutralise(text: str, findings: Iterable[Finding]) -> str:
    return replace(text, [(found.start, found.end, found.replacement) for found in findings])


def replace(text: str, places: Iterable[tuple[int, int, str]]) -> str:
    """By place, from the end to the beginning, so that nothing else that reads the same is touched."""
    for start, end, replacement in sorted(places, reverse=True):
        text = text[:start] + replacement + text[end:]
    return text


def finding(text: str, span: Span, *, start: int, end: int) -> Finding:
    return Finding(span.kind, start, end, text[start:end], REASONS[span.kind], REPLACEMENTS[span.kind])


def without_overlap(spans: Iterable[Span]) -> Iterator[Span]:
    taken: list[Span] = []
    end = 0
    groups: list[list[Span]] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not groups or span.start >= end:
            groups.append([])
        groups[-1].append(span)
        end = max(end, span.end)
    for group in groups:
        taken = []
        for span in sorted(joined(group), key=lambda span: (ORDER.index(span.kind), span.start - span.end)):
            if all(span.end <= other.start or span.start >= other.end for other in taken):
                taken.append(span)
                yield span


def joined(group: list[Span]) -> Iterator[Span]:
    """Spans of one kind that overlap are one: a postcode by its label, and the same one with its number."""
    last: dict[Kind, Span] = {}
    for span in group:
        before = last.get(span.kind)
        if before and span.start < before.end:
            last[span.kind] = Span(span.kind, before.start, max(before.end, span.end))
            continue
        if before:
            yield before
        last[span.kind] = span
    yield from last.values()


def allowed_places(text: str, allowed: Iterable[str]) -> Iterator[tuple[int, int]]:
    low = text.lower()
    for name in allowed:
        wanted = " ".join(level(name).text.lower().split())
        start = low.find(wanted) if wanted else -1
        while start >= 0:
            yield start, start + len(wanted)
            start = low.find(wanted, start + 1)


def within(span: Span, places: Iterable[tuple[int, int]]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in places)
