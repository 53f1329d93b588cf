"""Places in a text where each reader finds his own word. A flat list and nothing else.

An editor writes {voornaam}; the engine of mailings knows [[voornaam]]. Only the names below are ever translated, and
what an editor wrote in the notation of the engine is made ordinary text first.
"""

import re
from collections.abc import Mapping

from woonoverlast.mail.bulk.composing import FALLBACKS

NAMES = {
    "voornaam": "de voornaam",
    "naam": "de hele naam",
    "organisatie": "waar iemand werkt",
    "gemeente": "de gemeente waar iemand werkt",
}
MARK = re.compile(r"(?<!\{)\{(" + "|".join(NAMES) + r")\}(?!\})")
# What looks like a place to fill in and is none: braces, percent formats, the notation of the engine.
LOOKS_LIKE = re.compile(
    r"\{+[^{}\n]{0,80}\}+|%\([^()\n]{0,80}\)[sdr]?|\[\[[^\n]{0,80}?\]\]|<%[^\n]{0,80}?%>|\$\{[^{}\n]{0,80}\}"
)
TAG = re.compile(r"(<[^<>]*>)")
# An invisible sign between two brackets: looks the same, and is no placeholder.
APART = "[\u2060["


def for_engine(text: str) -> str:
    """Plain text as the engine takes it."""
    return MARK.sub(r"[[\1]]", text.replace("[[", APART))


def for_engine_html(text: str) -> str:
    """The same for HTML; what stands in a tag, such as an address, is never filled in."""
    pieces = TAG.split(text)
    # Every second piece is a tag.
    return "".join(piece.replace("[[", APART) if at % 2 else for_engine(piece) for at, piece in enumerate(pieces))


def general(text: str, words: Mapping[str, str] = FALLBACKS) -> str:
    """For who is nobody in particular: the archive. `text` may be HTML; the words hold no signs of it."""
    return MARK.sub(lambda found: words[found[1]], text)


def unknown(text: str) -> list[str]:
    """What looks like a placeholder and stays as it is, each once, in order."""
    found = [piece[0] for piece in LOOKS_LIKE.finditer(text) if not MARK.fullmatch(piece[0])]
    return list(dict.fromkeys(found))


def used(text: str) -> list[str]:
    return list(dict.fromkeys(MARK.findall(text)))
