"""The rules by which the chooser answers: read from a table, checked for gaps and contradictions, and applied.

A rule says of one instrument that it is a step to take now, one for later, or not sensible here, for a box of answers.
Everything is computed over all combinations of answers, never sampled: each answer of each question is a set of rules as the bits of
one number, so that which rules hold for a combination is five times "and".
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations, groupby, product
from operator import and_, or_
from typing import NamedTuple

from woonoverlast.chooser.questions import DIMENSIONS, LOCAL, NAMES, QUESTIONS

ADVICE = {"nu": "nu", "straks": "als dat niet helpt", "niet": "niet nu"}
HEADER = ["nummer", "instrument", "advies", "gewicht", *DIMENSIONS, "reden", "bron"]
HELP, PRESSURE = "help", "pressure"
ANY = "*"
UNKNOWN = "onbekend"


class Rule(NamedTuple):
    """`where` holds per dimension the answers for which it counts. The lower the weight, the earlier in the list."""

    number: int
    instrument: str
    advice: str
    weight: int
    where: Mapping[str, frozenset[str]]
    reason: str
    source: str

    @property
    def always(self) -> bool:
        """Whether it counts whatever the municipality has arranged."""
        return len(self.where["regel"]) == len(LOCAL)

    def meets(self, other: "Rule") -> bool:
        """Whether there are answers for which both hold."""
        return all(chosen & other.where[name] for name, chosen in self.where.items())


@dataclass(frozen=True)
class Complaint:
    """What is wrong with a table. `numbers` are the rules that it is about."""

    text: str
    numbers: tuple[int, ...] = ()


def read(text: str) -> tuple[list[Rule], list[Complaint]]:
    """Rules of a table as CSV (commas or semicolons, `HEADER` on top), and what is wrong with its rows."""
    rules: list[Rule] = []
    complaints: list[Complaint] = []
    text = "\n".join(text.removeprefix("\ufeff").splitlines())
    rows = csv.reader(io.StringIO(text), delimiter=separator(text))
    header = [cell.strip().lower() for cell in next(rows, [])]
    if header != HEADER:
        return [], [Complaint(f"De eerste regel moet zijn: {', '.join(HEADER)}.")]
    for line, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        made = rule_of(dict(zip(HEADER, (cell.strip() for cell in cells), strict=False)))
        if isinstance(made, Rule):
            rules.append(made)
        else:
            complaints.append(Complaint(f"Regel {line} van de tabel: {made}"))
    numbers = [rule.number for rule in rules]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    complaints += [Complaint(f"Nummer {number} komt twee keer voor.", (number,)) for number in twice]
    return rules, complaints


def separator(text: str) -> str:
    first = text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","


def rule_of(cells: Mapping[str, str]) -> Rule | str:
    """The rule, or what is wrong with it."""
    if missing := [name for name in HEADER if not cells.get(name)]:
        return f"{missing[0]} is leeg."
    if not cells["nummer"].isascii() or not cells["nummer"].isdigit() or len(cells["nummer"]) > 5:
        return f"‘{cells['nummer']}’ is geen nummer."
    if cells["advies"] not in ADVICE:
        return f"‘{cells['advies']}’ is geen advies. Kies uit: {', '.join(ADVICE)}."
    if not cells["gewicht"].isascii() or not cells["gewicht"].isdigit() or len(cells["gewicht"]) > 3:
        return f"‘{cells['gewicht']}’ is geen gewicht: schrijf een getal van 0 tot 999."
    where = {}
    for name, known in DIMENSIONS.items():
        chosen = frozenset(known) if cells[name] == ANY else frozenset(cells[name].split())
        if unknown := sorted(chosen - set(known)):
            return f"{name} kent ‘{unknown[0]}’ niet. Kies uit: {' '.join(known)}, of * voor alles."
        where[name] = chosen
    return Rule(
        int(cells["nummer"]), cells["instrument"], cells["advies"], int(cells["gewicht"]), where, cells["reden"],
        cells["bron"],
    )  # fmt: skip


def contradictions(rules: Sequence[Rule]) -> list[Complaint]:
    """Two rules that say something else of one instrument for the same answers."""
    found = []
    by_instrument = sorted(rules, key=lambda rule: rule.instrument)
    for instrument, group in groupby(by_instrument, key=lambda rule: rule.instrument):
        for one, other in combinations(group, 2):
            if one.advice != other.advice and one.meets(other):
                text = f"{instrument}: nummer {one.number} zegt ‘{one.advice}’ en nummer {other.number} ‘{other.advice}’ bij {both(one, other)}."
                found.append(Complaint(text, (one.number, other.number)))
    return found


def both(one: Rule, other: Rule) -> str:
    """The first answers for which both hold, in words of the table."""
    words = []
    for name, known in DIMENSIONS.items():
        shared = one.where[name] & other.where[name]
        if len(shared) < len(known):
            words.append(f"{name} {next(code for code in known if code in shared)}")
    return ", ".join(words) or "elk antwoord"


@dataclass(frozen=True)
class Table:
    """Rules ready to be asked. `tracks` says of each instrument which sides it stands on."""

    rules: tuple[Rule, ...]
    bits: Mapping[str, Mapping[str, int]]
    sides: Mapping[str, int]

    def matching(self, answers: Mapping[str, str], local: Mapping[str, str]) -> list[Rule]:
        """The rules that hold for these answers, the lightest first. `local` by instrument: a code of `LOCAL`."""
        held = self.mask(answers[name] for name in NAMES)
        rules = (rule for place, rule in enumerate(self.rules) if held >> place & 1)
        return sorted((rule for rule in rules if local.get(rule.instrument, UNKNOWN) in rule.where["regel"]), key=order)

    def mask(self, codes: Iterable[str]) -> int:
        """`codes` in the order of the questions."""
        return reduce(and_, (self.bits[name][code] for name, code in zip(NAMES, codes, strict=True)))


def order(rule: Rule) -> tuple[int, int]:
    return rule.weight, rule.number


def table(rules: Sequence[Rule], tracks: Mapping[str, str]) -> Table:
    bits = {
        name: {code: mask(code in rule.where[name] for rule in rules) for code in known}
        for name, known in DIMENSIONS.items()
    }
    sides = {
        side: mask(
            rule.advice == "nu" and rule.always and tracks.get(rule.instrument) in {side, "both"} for rule in rules
        )
        for side in (HELP, PRESSURE)
    }
    return Table(tuple(rules), bits, sides)


def mask(holds: Iterable[bool]) -> int:
    return reduce(or_, (1 << place for place, yes in enumerate(holds) if yes), 0)


SIDES = {HELP: "hulp", PRESSURE: "drang"}


def gaps(rules: Sequence[Rule], tracks: Mapping[str, str], *, most: int = 20) -> list[Complaint]:
    """Combinations of answers for which nothing can be done now on one of the sides, of all that there are.

    Only what can be done whatever the municipality has arranged counts.
    """
    made = table(rules, tracks)
    found = []
    for codes in product(*(question.answers for question in QUESTIONS)):
        held = made.mask(codes)
        for side, word in SIDES.items():
            if not held & made.sides[side]:
                where = ", ".join(f"{name} {code}" for name, code in zip(NAMES, codes, strict=True))
                found.append(Complaint(f"Geen stap voor {word} bij {where}."))
                if len(found) == most:
                    return found
    return found


def strangers(rules: Sequence[Rule], tracks: Mapping[str, str]) -> list[Complaint]:
    """Instruments that the catalogue does not have."""
    unknown = [rule for rule in rules if rule.instrument not in tracks]
    return [Complaint(f"Het instrument ‘{rule.instrument}’ bestaat niet.", (rule.number,)) for rule in unknown]


def check(rules: Sequence[Rule], tracks: Mapping[str, str]) -> list[Complaint]:
    """Everything that keeps a table from being used; empty where it can be."""
    if wrong := strangers(rules, tracks):
        return wrong
    return [*contradictions(rules), *gaps(rules, tracks)]
