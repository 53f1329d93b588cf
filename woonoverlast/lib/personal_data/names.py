"""Full names: a title, a given name or initials, what stands between, and a surname.

`name_reader` reads a name word by word; whether its shape counts is in `name_shapes`.
"""

from collections.abc import Iterator

from woonoverlast.lib.personal_data.findings import Kind, Span
from woonoverlast.lib.personal_data.name_reader import Reader
from woonoverlast.lib.personal_data.name_shapes import (
    BEFORE_TITLE,
    HARDLY_SMALL,
    Words,
)
from woonoverlast.lib.personal_data.words import (
    GIVEN,
    PARTICLES,
    PLACES,
    SURNAMES,
    TITLES,
    load,
)

NOBODY = PLACES | load("named_after.txt", by_line=True)
OPENERS = TITLES | GIVEN | SURNAMES | HARDLY_SMALL


def spans(text: str) -> Iterator[Span]:
    words = Words(text)
    reader = Reader(text, words)
    free = 0
    for at in sites(words):
        shape = reader.read(at) if at >= free else None
        if shape is None:
            continue
        start, end = words[shape.first].start, words[shape.last].end
        start = min(start, first_of_two(words, shape.first))
        start -= len(before_title(text[max(0, start - 30) : start])) if shape.title else 0
        if text[start:end].lower() not in NOBODY:
            yield Span(Kind.NAME, start, end)
        free = shape.last + 1
        if shape.title and reader.plural(shape.first) and (other := reader.second(free)) is not None:
            yield Span(Kind.NAME, words[free + 1].start, words[other].end)
            free = other + 1


def sites(words: Words) -> Iterator[int]:
    """Where a name can begin: at a title or a given name, or at a capital with something behind it that a name goes on with."""
    text, places = words.text, words.places
    for at, (start, end) in enumerate(places):
        if text[start:end] in OPENERS:
            yield at
        elif text[start].isupper() and at + 1 < len(places):
            following, after = places[at + 1]
            goes_on = (
                text[following].isupper() or text[following:after] in PARTICLES or text[end : end + 2].strip() == ","
            )
            if goes_on or text[start:end].lower() in OPENERS:
                yield at


def first_of_two(words: Words, first: int) -> int:
    """Sem en Daan Verkerk begins at Sem."""
    two = (
        first > 1
        and words[first - 1].low in {"en", "of"}
        and words[first - 2].capital
        and words[first - 2].key in GIVEN
    )
    return words[first - 2].start if two else words[first].start


def before_title(text: str) -> str:
    """What belongs to the title: de heer, de heer en mevrouw."""
    found = BEFORE_TITLE.search(text)
    return found.group() if found else ""
