"""The stretches of a text that hold digits: patterns of numbers look nowhere else."""

import re
from collections.abc import Iterator

Zones = list[tuple[int, int]]
ZONE = re.compile(r"\d(?:\D{0,200}+\d)*+")
BEFORE, AFTER = 120, 60


def found_in_zones(pattern: "re.Pattern[str]", text: str, zones: Zones) -> Iterator["re.Match[str]"]:
    for start, end in zones:
        yield from pattern.finditer(text, start, end)


def zones_of(text: str) -> Zones:
    """They do not touch: between two numbers of two zones lie more than two hundred other signs."""
    return [(max(0, match.start() - BEFORE), match.end() + AFTER) for match in ZONE.finditer(text)]
