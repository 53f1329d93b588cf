"""Neutral text inside HTML: tags stay, also when a name lies across them."""

import html
import re
from collections.abc import Iterable

from woonoverlast.lib.personal_data.finding import find

PIECE = re.compile(r"<[^>]*>|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});|[^<&]|[<&]")
BLOCK = re.compile(r"</?(?:p|div|br|li|ul|ol|h\d|blockquote|pre|td|th|tr|table)\b", re.I)


Place = tuple[int, int, str]


def neutralise_html(text: str, *, allowed: Iterable[str] = ()) -> str:
    """`text` is clean HTML; everything but the found words stays as it was."""
    found = find(words_of(text), allowed=allowed)
    return replace_html(text, [(hit.start, hit.end, hit.replacement) for hit in found]) if found else text


def words_of(text: str) -> str:
    """What a reader sees of it; places in this are places for `replace_html`."""
    return "".join(read(text)[0])


def replace_html(text: str, places: Iterable[Place]) -> str:
    """Each place is where it starts and ends in `words_of`, and what comes there; the HTML around and between stays."""
    return rewritten(text, read(text)[1], sorted(places))


def read(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """Each letter a reader sees, and which part of the HTML it comes from; a block boundary counts as two line ends."""
    letters: list[str] = []
    pieces: list[tuple[int, int]] = []
    for match in PIECE.finditer(text):
        for letter in shown(match.group()):
            letters.append(letter)
            pieces.append(match.span())
    return letters, pieces


def shown(piece: str) -> str:
    if len(piece) > 1 and piece.startswith("<"):
        return "\n" if BLOCK.match(piece) else ""
    return html.unescape(piece)


def rewritten(text: str, pieces: list[tuple[int, int]], places: Iterable[Place]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, replacement in places:
        first, last = pieces[start][0], pieces[end - 1][1]
        tags = "".join(re.findall(r"<[^>]*>", text[first:last]))
        parts += [text[at:first], html.escape(replacement), tags]
        at = last
    return "".join([*parts, text[at:]])
