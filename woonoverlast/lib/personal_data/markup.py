"""Neutral text inside HTML: tags stay, also when a name lies across them."""

import html
import re
from collections.abc import Iterable

from woonoverlast.lib.personal_data.finding import find
from woonoverlast.lib.personal_data.findings import Finding

PIECE = re.compile(r"<[^>]*>|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});|[^<&]|[<&]")
BLOCK = re.compile(r"</?(?:p|div|br|li|ul|ol|h\d|blockquote|pre|td|th|tr|table)\b", re.I)


def neutralise_html(text: str, *, allowed: Iterable[str] = ()) -> str:
    """`text` is clean HTML; everything but the found words stays as it was."""
    letters, pieces = read(text)
    found = find("".join(letters), allowed=allowed)
    return rewritten(text, pieces, found) if found else text


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


def rewritten(text: str, pieces: list[tuple[int, int]], found: Iterable[Finding]) -> str:
    parts: list[str] = []
    at = 0
    for finding in found:
        first = pieces[finding.start][0]
        last = pieces[finding.end - 1][1]
        tags = "".join(re.findall(r"<[^>]*>", text[first:last]))
        parts += [text[at:first], html.escape(finding.replacement), tags]
        at = last
    return "".join([*parts, text[at:]])
