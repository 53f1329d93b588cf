"""What changed between two texts: compared line by line, and within the lines that changed word by word.

The work has an end, whatever the texts: what differs more than that is shown whole, old and new.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

WORDS = re.compile(r"\S+\s*|\s+")
MAX_STEPS = 300_000
Piece = tuple[str, str]
# Where the same stretch stands in the old and in the new, and how long it is.
Stretch = tuple[int, int, int]


class Effort:
    """Steps that may still be taken, for one comparison with all its parts."""

    def __init__(self, steps: int = MAX_STEPS) -> None:
        self.left = steps


def differences(before: str, after: str) -> list[Piece]:
    """Pieces in reading order, each "same", "removed" or "added" with its text."""
    effort = Effort()
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return joined(of_lines(old, new, effort))


def of_lines(old: Sequence[str], new: Sequence[str], effort: Effort) -> Iterator[Piece]:
    for kind, removed, added in changes(old, new, effort):
        if kind == "same":
            yield "same", removed
        else:
            yield from of_words(removed, added, effort)


def of_words(before: str, after: str, effort: Effort) -> Iterator[Piece]:
    for kind, removed, added in changes(WORDS.findall(before), WORDS.findall(after), effort):
        if kind == "same":
            yield "same", removed
            continue
        yield "removed", removed
        yield "added", added


def joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Without empty ones, and neighbours of one kind as one."""
    filled = (piece for piece in pieces if piece[1])
    return [(kind, "".join(text for _, text in group)) for kind, group in groupby(filled, key=lambda piece: piece[0])]


def changes(old: Sequence[str], new: Sequence[str], effort: Effort) -> Iterator[tuple[str, str, str]]:
    """ "same" with the text, or "changed" with what went and what came."""
    at_old = at_new = 0
    for start_old, start_new, size in [*stretches(old, new, effort), (len(old), len(new), 0)]:
        if start_old > at_old or start_new > at_new:
            yield "changed", "".join(old[at_old:start_old]), "".join(new[at_new:start_new])
        at_old, at_new = start_old + size, start_new + size
        yield "same", "".join(old[start_old:at_old]), ""


def stretches(old: Sequence[str], new: Sequence[str], effort: Effort) -> list[Stretch]:
    """What both have in common, in order: the same begin, the same end, and what is found between them."""
    shortest = min(len(old), len(new))
    head = next((place for place in range(shortest) if old[place] != new[place]), shortest)
    most = shortest - head
    tail = next((place for place in range(most) if old[-1 - place] != new[-1 - place]), most)
    middle = between(old[head : len(old) - tail], new[head : len(new) - tail], effort)
    found = [(start_old + head, start_new + head, size) for start_old, start_new, size in middle]
    every = [(0, 0, head), *found, (len(old) - tail, len(new) - tail, tail)]
    return [stretch for stretch in every if stretch[2]]


def between(old: Sequence[str], new: Sequence[str], effort: Effort) -> list[Stretch]:
    """The shortest way from old to new (Myers, 1986); nothing in common where that takes too many steps."""
    trails: list[dict[int, int]] = []
    furthest: dict[int, int] = {}
    for edits in range(len(old) + len(new) + 1):
        trails.append(dict(furthest))
        effort.left -= 2 * edits
        for diagonal in range(-edits, edits + 1, 2):
            place = walk(old, new, start(furthest, diagonal, edits), diagonal, effort)
            furthest[diagonal] = place
            if place >= len(old) and place - diagonal >= len(new):
                return way_back(trails, len(old), len(new))
        if effort.left < 0:
            return []
    return []


def start(furthest: dict[int, int], diagonal: int, edits: int) -> int:
    """One word further down (added) or to the right (removed), from the neighbour that came furthest."""
    if not edits:
        return 0
    return furthest[diagonal + 1] if goes_down(furthest, diagonal, edits) else furthest[diagonal - 1] + 1


def goes_down(furthest: dict[int, int], diagonal: int, edits: int) -> bool:
    if diagonal in {-edits, edits}:
        return diagonal == -edits
    return furthest[diagonal - 1] < furthest[diagonal + 1]


def walk(old: Sequence[str], new: Sequence[str], place: int, diagonal: int, effort: Effort) -> int:
    """As far as both are the same."""
    begin = place
    while place < len(old) and place - diagonal < len(new) and old[place] == new[place - diagonal]:
        place += 1
    effort.left -= place - begin
    return place


def way_back(trails: list[dict[int, int]], end_old: int, end_new: int) -> list[Stretch]:
    """From the end to the begin, along the step that each place was reached with."""
    found: list[Stretch] = []
    for edits in range(len(trails) - 1, -1, -1):
        furthest, diagonal = trails[edits], end_old - end_new
        begin = start(furthest, diagonal, edits)
        found.append((begin, begin - diagonal, end_old - begin))
        if edits:
            diagonal += 1 if goes_down(furthest, diagonal, edits) else -1
            end_old, end_new = furthest[diagonal], furthest[diagonal] - diagonal
    return found[::-1]
