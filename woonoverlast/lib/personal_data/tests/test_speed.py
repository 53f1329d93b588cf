"""Time grows with the length of a text, whatever is written in it."""

import re
import time
from collections.abc import Callable, Iterable
from importlib import import_module

import pytest

from woonoverlast.lib.personal_data import find
from woonoverlast.lib.personal_data.quality import read_part

# What a pattern begins with, over and over; each was or could be the start of a long search.
BEGINNINGS = [
    "mevrouw ", "melder ", "de heer en ", "Jan ", "jan ", "Jan van ", "van der ", "Van ", "en Jan ", "J.", "J. ", "K A ", "De Vries, ", "Jan Jan\n",
    "jan-", "A-", "a-", "' ", "'s-", "Tjon A ", "de zaal heet ", "06 ", "0", "1 2 ", "+31 (0)", "( ", "NL91 ", "NL91", "a@", "a.", "a at b ", "a [at] ",
    "geboren ", "geb ", "geboren op ", "12-3-", "12-3-1980 en ", "12 jan ", "19", "paspoort ", "paspoort A", "AB-12-", "1-2-", "auto ", "kenteken A ", "Jan 1 ", "kind 1 ", "tel.", "bsn:1", "1 A-", "A1", "adres ", "te Ede ", "1-1-71 ", "klager: ",
    "Kerkstraat 1 ", "straat", "Aa", "Aa 1 ", "Laan van ", "Laan van A ", "Lange ", "woont op ", "op de ", "1234 AB ", "nummer 1 ", "Plein 1944 1 ",
    "zaak ", "zaaknummer ", "postbus 12 1234 AB ", "Jan de Vries ", "06-28371940 ", "é", "\u200b", "a\u0301", "\u0301", "\n", "\t", "- ", "€", "ｊ",
]  # fmt: skip


def seconds(text: str, allowed: Iterable[str] = ()) -> float:
    """The better of two: the machine does other things too."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        find(text, allowed=allowed)
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize("beginning", BEGINNINGS, ids=repr)
def test_twice_the_text_takes_twice_the_time(beginning: str) -> None:
    text = beginning * (20_000 // len(beginning))
    once, twice = seconds(text[:10_000]), seconds(text)
    assert twice < 3.5 * once + 0.02
    assert twice < 0.2


def test_own_name_over_and_over_takes_twice_the_time() -> None:
    text = "Anna de Boer en Piet Bakker. " * 3_000
    allowed = ["Anna de Boer", "A. de Boer"]
    once, twice = seconds(text[:40_000], allowed), seconds(text[:80_000], allowed)
    assert twice < 3.5 * once + 0.02


def test_large_field_takes_under_a_second() -> None:
    text = "\n".join(text.text for text in read_part("develop"))
    assert seconds((text + "\n") * (200_000 // len(text) + 1)) < 1


MODULES = "addresses numbers papers name_shapes name_reader names levelling zones markup".split()
# What ends at a place is looked for in a window of fixed length before that place, and so is what is only matched at one.
PATTERNS = {
    f"{module}.{name}": pattern
    for module in MODULES
    for name, pattern in vars(import_module(f"woonoverlast.lib.personal_data.{module}")).items()
    if isinstance(pattern, re.Pattern) and not pattern.pattern.rstrip(")").endswith(("$", "Z"))
}
SHORT = 3_000


def growth(pattern: "re.Pattern[str]", beginning: str) -> float:
    """How many times longer twice the text takes; 0 where that is too short to measure."""
    text = beginning * (2 * SHORT // len(beginning))
    twice = least(lambda: sum(1 for _ in pattern.finditer(text)))
    return twice / least(lambda: sum(1 for _ in pattern.finditer(text[:SHORT]))) if twice > 0.004 else 0


def least(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(3):
        start = time.process_time()
        act()
        taken.append(time.process_time() - start)
    return max(min(taken), 1e-6)


@pytest.mark.parametrize("name", PATTERNS)
def test_each_pattern_takes_twice_the_time_for_twice_the_text(name: str) -> None:
    assert [beginning for beginning in BEGINNINGS if growth(PATTERNS[name], beginning) > 3] == []


def test_a_pattern_that_takes_the_square_is_noticed() -> None:
    assert growth(re.compile(r"[\w ]*;"), "a ") > 3
