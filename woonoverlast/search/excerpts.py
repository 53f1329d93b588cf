"""The piece of a text in which the words stand, with the words marked."""

import re
from dataclasses import dataclass
from functools import lru_cache

from woonoverlast.search import dutch

WORD = re.compile(r"\w+(?:['’]\w+)?")
LENGTH = 220
BEFORE = 60
MAX_READ_LENGTH = 20_000


@dataclass(frozen=True)
class Piece:
    text: str
    marked: bool


def marked(text: str, lexemes: frozenset[str]) -> list[Piece]:
    """The whole text in pieces; joined they are the text again."""
    pieces: list[Piece] = []
    at = 0
    for start, end in places(text, lexemes):
        if start > at:
            pieces.append(Piece(text[at:start], marked=False))
        pieces.append(Piece(text[start:end], marked=True))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:], marked=False))
    return pieces


def excerpt(text: str, lexemes: frozenset[str]) -> list[Piece]:
    """The stretch with the most of the words, from a word boundary on; the beginning when there is none."""
    flat = " ".join(text[:MAX_READ_LENGTH].split())
    found = places(flat, lexemes)
    start = best_start(flat, found)
    end = len(flat) if len(flat) - start <= LENGTH else flat.rfind(" ", start, start + LENGTH)
    end = end if end > start else min(len(flat), start + LENGTH)
    cut = ("… " if start else "") + flat[start:end] + (" …" if end < len(flat) else "")
    return marked(cut, lexemes)


def best_start(flat: str, found: list[tuple[int, int]]) -> int:
    best, most = 0, 0
    for start, _ in found:
        count = sum(1 for other, _ in found if start <= other < start + LENGTH - BEFORE)
        if count > most:
            best, most = start, count
    return flat.find(" ", max(0, best - BEFORE)) + 1 if best > BEFORE else 0


def places(text: str, lexemes: frozenset[str]) -> list[tuple[int, int]]:
    return [match.span() for match in WORD.finditer(text) if matches(match.group(), lexemes)]


def matches(word: str, lexemes: frozenset[str]) -> bool:
    return not lexemes.isdisjoint(lexemes_of(word))


@lru_cache(maxsize=dutch.REMEMBERED)
def lexemes_of(word: str) -> tuple[str, ...]:
    """Of a word as it stands in a text: itself and its parts; nothing for a stop word."""
    folded = dutch.fold(word)[: dutch.MAX_LENGTH]
    if folded in dutch.STOPWORDS:
        return ()
    token = dutch.token(folded)
    return (token.lexeme, *token.parts)
