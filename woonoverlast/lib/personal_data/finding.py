"""Looking a text over, and writing something neutral instead."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from woonoverlast.lib.personal_data.addresses import spans as addresses
from woonoverlast.lib.personal_data.findings import REASONS, REPLACEMENTS, Finding, Kind, Span
from woonoverlast.lib.personal_data.levelling import level
from woonoverlast.lib.personal_data.names import spans as names
from woonoverlast.lib.personal_data.numbers import spans as numbers
from woonoverlast.lib.personal_data.papers import spans as papers
from woonoverlast.lib.personal_data.zones import zones_of

# Which kind wins where two overlap: what is surest first.
ORDER = (Kind.IBAN, Kind.MAIL, Kind.DOCUMENT, Kind.BIRTH, Kind.PHONE, Kind.BSN, Kind.PLATE, Kind.ADDRESS, Kind.NAME)


# The most that a form takes is read whole; in what is longer (files, mail) reading stops after so many findings.
LARGEST_FIELD = 200_000
MAX_FOUND = 300
WINDOW, MARGIN = 20_000, 400
UNREAD = "Hiervoor staan al zo veel gegevens van personen dat de rest niet is nagekeken."
REST = "de rest"
UNREAD_REPLACEMENT = "[niet nagekeken]"


def find(text: str, *, allowed: Iterable[str] = ()) -> list[Finding]:
    """What could point at a person, in order of place, without overlaps. `allowed` may be named: the author, organisations.

    Of a text that no form takes the rest is one finding once three hundred were found: it is stopped, and replacing takes it away.
    """
    levelled = level(text)
    free = Places(allowed_places(levelled.text, allowed))
    spans, read = found_in(levelled.text, free)
    kept = sorted(without_overlap(spans), key=lambda span: span.start)
    found = [finding(text, span, start=levelled.place(span.start), end=levelled.after(span.end)) for span in kept]
    if read < len(levelled.text):
        start = max(levelled.place(read), found[-1].end)
        found.append(Finding(Kind.DOCUMENT, start, len(text), REST, UNREAD, UNREAD_REPLACEMENT))
    return found


def found_in(text: str, free: "Places") -> tuple[list[Span], int]:
    """The spans, and how far was read."""
    if len(text) <= LARGEST_FIELD:
        return [span for span in spans_of(text) if span not in free], len(text)
    found: list[Span] = []
    for start in range(0, len(text), WINDOW):
        if len(found) >= MAX_FOUND:
            return found, start
        found += [span for span in spans_in_window(text, start) if span not in free]
    return found, len(text)


def spans_in_window(text: str, start: int) -> Iterator[Span]:
    """Those that begin in this window; what lies around it is read along."""
    first = max(0, start - MARGIN)
    for span in spans_of(text[first : start + WINDOW + MARGIN]):
        if start <= first + span.start < start + WINDOW:
            yield Span(span.kind, first + span.start, first + span.end)


def spans_of(text: str) -> list[Span]:
    named, zones = list(names(text)), zones_of(text)
    facts = [*numbers(text, zones), *addresses(text, zones)]
    return [*facts, *papers(text, zones, named, facts), *named]


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


class Places:
    """Where something may stand; asks in one leap whether a span lies in one of them."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(places)
        self.starts = [start for start, _ in ordered]
        self.furthest = list(accumulate((end for _, end in ordered), max))

    def __contains__(self, span: Span) -> bool:
        before = bisect_right(self.starts, span.start)
        return before > 0 and self.furthest[before - 1] >= span.end
