"""Full names: a title, a given name or initials, what stands between, and a surname.

`name_reader` reads a name word by word; whether its shape counts is in `name_shapes`.
"""

from collections.abc import Iterator

from woonoverlast.lib.personal_data.findings import Kind, Span
from woonoverlast.lib.personal_data.name_reader import Reader
from woonoverlast.lib.personal_data.name_shapes import BEFORE_TITLE
from woonoverlast.lib.personal_data.name_words import Words
from woonoverlast.lib.personal_data.words import (
    GIVEN,
    PLACES,
    load,
)

NOBODY = PLACES | load("named_after.txt", by_line=True)


def spans(text: str) -> Iterator[Span]:
    words = Words(text)
    reader = Reader(text, words)
    free = 0
    for at in sites(words):
        shape = reader.read(at) if at >= free else None
        if shape is None:
            continue
        start, end = words.start(shape.first), words.end(shape.last)
        start = min(start, first_of_two(words, shape.first))
        start -= len(before_title(text[max(0, start - 30) : start])) if shape.title else 0
        if text[start:end].lower() not in NOBODY:
            yield Span(Kind.NAME, start, end)
        free = shape.last + 1
        if shape.title and reader.plural(shape.first) and (other := reader.second(free)) is not None:
            yield Span(Kind.NAME, words.start(free + 1), words.end(other))
            free = other + 1


def sites(words: Words) -> Iterator[int]:
    """Where a name can begin: at a title or a given name, or at a capital with something behind it that a name goes on with."""
    text, all_words, joined = words.text, words.words, words.joined
    for at, word in enumerate(all_words):
        if word.begins:
            yield at
        elif word.capital and at + 1 < len(all_words):
            goes_on = joined[at + 1] and all_words[at + 1].continues
            if goes_on or text[words.end(at) : words.end(at) + 2].strip() == ",":
                yield at


def first_of_two(words: Words, first: int) -> int:
    """Sem en Daan Verkerk begins at Sem."""
    if first < 2 or words.words[first - 1].low not in {"en", "of"}:
        return words.start(first)
    other = words.words[first - 2]
    return words.start(first - 2 if other.capital and other.key in GIVEN else first)


def before_title(text: str) -> str:
    """What belongs to the title: de heer, de heer en mevrouw."""
    found = BEFORE_TITLE.search(text)
    return found.group() if found else ""
