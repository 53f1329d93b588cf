"""How good the guard is: recall, whole recall and false alarms per kind, over the labelled texts beside this module.

The texts lie in two parts, split once: one to develop on, and one whose misses nobody looks at.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from woonoverlast.lib.personal_data.finding import find
from woonoverlast.lib.personal_data.findings import Finding, Kind

FOLDER = Path(__file__).parent / "labelled"
MARK = re.compile(r"\[\[(?P<kind>[a-z]+)\|(?P<words>.*?)\]\]")
ENOUGH = 0.8
PARTS = {
    "develop": ("tuning", "reported", "field_develop", "field_more", "case_files_develop", "glued_and_beside"),
    "measured": (
        "held_out",
        "held_out_later",
        "field_measured",
        "fresh",
        "letters_and_chat",
        "case_files",
        "posts_and_notes",
    ),
}
MIXED = "allerlei"


@dataclass(frozen=True)
class Marked:
    kind: Kind
    start: int
    end: int


@dataclass(frozen=True)
class Labelled:
    text: str
    marks: tuple[Marked, ...]
    group: str = MIXED  # the heading that it stands under


@dataclass
class Figures:
    """Counts over a set. `missed` and `false_alarms` are the texts to look at."""

    wanted: Counter[Kind] = field(default_factory=Counter)
    found: Counter[Kind] = field(default_factory=Counter)
    # Found to the last letter.
    whole: Counter[Kind] = field(default_factory=Counter)
    texts: int = 0
    clean: int = 0
    # Clean texts by the heading that they stand under, and how many of those were stopped.
    clean_by: Counter[str] = field(default_factory=Counter)
    stopped_by: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[Kind, str]] = field(default_factory=list)
    false_alarms: list[tuple[str, str]] = field(default_factory=list)
    # Findings beside the marks, in texts that do hold personal data.
    beside: list[tuple[str, str]] = field(default_factory=list)

    def recall(self, kinds: Iterable[Kind]) -> float:
        """Between 0 and 1; 1 where there is nothing to find."""
        chosen = list(kinds)
        wanted = sum(self.wanted[kind] for kind in chosen)
        return sum(self.found[kind] for kind in chosen) / wanted if wanted else 1.0

    def gone(self, kinds: Iterable[Kind]) -> float:
        """Of what was found, the share that is gone to the last letter after replacing."""
        chosen = list(kinds)
        found = sum(self.found[kind] for kind in chosen)
        return sum(self.whole[kind] for kind in chosen) / found if found else 1.0


STRUCTURED = tuple(kind for kind in Kind if kind is not Kind.NAME)


def interval(part: int, whole: int) -> tuple[float, float]:
    """Wilson, 95 %: between which shares the true one lies, going by so many texts."""
    if not whole:
        return 0.0, 1.0
    z, share = 1.96, part / whole
    middle = share + z * z / (2 * whole)
    spread = z * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    return max(0.0, (middle - spread) / (1 + z * z / whole)), min(1.0, (middle + spread) / (1 + z * z / whole))


def read_part(part: str) -> list[Labelled]:
    return [text for name in PARTS[part] for text in read(name)]


def read(name: str) -> list[Labelled]:
    found, group = [], MIXED
    for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("## "):
            group = line.removeprefix("## ").removeprefix("val: ")
        elif line and not line.startswith("#"):
            found.append(labelled(line.replace("\\n", "\n"), group))
    return found


def labelled(line: str, group: str = MIXED) -> Labelled:
    text, marks, at = "", [], 0
    for match in MARK.finditer(line):
        text += line[at : match.start()]
        marks.append(Marked(Kind(match["kind"]), len(text), len(text) + len(match["words"])))
        text += match["words"]
        at = match.end()
    return Labelled(text + line[at:], tuple(marks), group)


def measure(texts: Iterable[Labelled]) -> Figures:
    figures = Figures()
    for text in texts:
        count(text, find(text.text), figures)
    return figures


def count(labelled: Labelled, findings: list[Finding], figures: Figures) -> None:
    figures.texts += 1
    beside = list(outside(labelled, findings))
    if not labelled.marks:
        figures.clean += 1
        figures.clean_by[labelled.group] += 1
        figures.stopped_by[labelled.group] += bool(beside)
        figures.false_alarms += beside[:1]
        return
    figures.beside += beside
    for mark in labelled.marks:
        figures.wanted[mark.kind] += 1
        share = covered(labelled.text, mark, findings)
        if share >= ENOUGH:
            figures.found[mark.kind] += 1
            figures.whole[mark.kind] += share == 1
        else:
            figures.missed.append((mark.kind, labelled.text))


def covered(text: str, mark: Marked, findings: list[Finding]) -> float:
    """Which share of its letters and digits would be replaced, whatever the kind is called."""
    places = {place for finding in findings for place in range(finding.start, finding.end)}
    letters = [place for place in range(mark.start, mark.end) if text[place].isalnum()]
    return sum(place in places for place in letters) / len(letters)


def outside(labelled: Labelled, findings: list[Finding]) -> Iterator[tuple[str, str]]:
    for finding in findings:
        if all(finding.end <= mark.start or finding.start >= mark.end for mark in labelled.marks):
            yield finding.text, labelled.text
