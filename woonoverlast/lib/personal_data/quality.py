"""How good the guard is: recall per kind and false alarms, over the labelled texts beside this module."""

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


@dataclass(frozen=True)
class Marked:
    kind: Kind
    start: int
    end: int


@dataclass(frozen=True)
class Labelled:
    text: str
    marks: tuple[Marked, ...]


@dataclass
class Figures:
    """Counts over a set. `missed` and `false_alarms` are the texts to look at."""

    wanted: Counter[Kind] = field(default_factory=Counter)
    found: Counter[Kind] = field(default_factory=Counter)
    texts: int = 0
    clean: int = 0
    missed: list[tuple[Kind, str]] = field(default_factory=list)
    false_alarms: list[tuple[str, str]] = field(default_factory=list)
    # Findings beside the marks, in texts that do hold personal data.
    beside: list[tuple[str, str]] = field(default_factory=list)

    def recall(self, kinds: Iterable[Kind]) -> float:
        """Between 0 and 1; 1 where there is nothing to find."""
        chosen = list(kinds)
        wanted = sum(self.wanted[kind] for kind in chosen)
        return sum(self.found[kind] for kind in chosen) / wanted if wanted else 1.0

    @property
    def alarm_rate(self) -> float:
        return len(self.false_alarms) / self.clean if self.clean else 0.0


STRUCTURED = tuple(kind for kind in Kind if kind is not Kind.NAME)


def read(name: str) -> list[Labelled]:
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return [labelled(line.replace("\\n", "\n")) for line in lines if line and not line.startswith("#")]


def labelled(line: str) -> Labelled:
    text, marks, at = "", [], 0
    for match in MARK.finditer(line):
        text += line[at : match.start()]
        marks.append(Marked(Kind(match["kind"]), len(text), len(text) + len(match["words"])))
        text += match["words"]
        at = match.end()
    return Labelled(text + line[at:], tuple(marks))


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
        figures.false_alarms += beside[:1]
        return
    figures.beside += beside
    for mark in labelled.marks:
        figures.wanted[mark.kind] += 1
        if covered(labelled.text, mark, findings):
            figures.found[mark.kind] += 1
        else:
            figures.missed.append((mark.kind, labelled.text))


def covered(text: str, mark: Marked, findings: list[Finding]) -> bool:
    """Found is: of its letters and digits at least four in five would be replaced, whatever the kind is called."""
    places = {place for finding in findings for place in range(finding.start, finding.end)}
    letters = [place for place in range(mark.start, mark.end) if text[place].isalnum()]
    return sum(place in places for place in letters) >= ENOUGH * len(letters)


def outside(labelled: Labelled, findings: list[Finding]) -> Iterator[tuple[str, str]]:
    for finding in findings:
        if all(finding.end <= mark.start or finding.start >= mark.end for mark in labelled.marks):
            yield finding.text, labelled.text
