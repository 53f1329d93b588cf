"""From answers to advice: which steps now, which later, what not and why, on both sides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from woonoverlast.chooser import rules
from woonoverlast.chooser.loading import tracks
from woonoverlast.chooser.models import RuleTable
from woonoverlast.chooser.rules import Rule, Table
from woonoverlast.instruments import catalogue
from woonoverlast.instruments.catalogue import Entry
from woonoverlast.local_rules import availability
from woonoverlast.places.models import Municipality
from woonoverlast.web.page_cache import current_stamp, remember

SHOWN = 4


@dataclass(frozen=True)
class Step:
    """An instrument that is advised, with the rules that led to it: the first says why."""

    entry: Entry
    rules: list[Rule]

    @property
    def why(self) -> str:
        return self.rules[0].reason

    @property
    def track(self) -> str:
        return self.entry.instrument.track


@dataclass
class Side:
    now: list[Step] = field(default_factory=list)
    more: list[Step] = field(default_factory=list)


@dataclass(frozen=True)
class Advice:
    """What to do. What is help and pressure at once stands with pressure, unless there is no other help."""

    help: Side
    pressure: Side
    later: list[Step]
    never: list[Step]
    is_danger: bool


def advise(answers: Mapping[str, str], municipality: Municipality | None, *, day: date) -> Advice | None:
    """None where no table holds on this day. `answers` by name of the question."""
    known = remember(("chooser", day), lambda: knowledge(day), stamp=current_stamp())
    if known is None:
        return None
    table, entries = known
    local = local_states(municipality)
    steps = by_instrument(table.matching(answers, local), entries)
    now = steps["nu"]
    return Advice(
        help=side([step for step in now if step.track == "help"] or [step for step in now if step.track == "both"]),
        pressure=side(step for step in now if step.track != "help"),
        later=steps["straks"],
        never=steps["niet"],
        is_danger=answers["ernst"] == "gevaar",
    )


def side(steps: Iterable[Step]) -> Side:
    found = list(steps)
    return Side(found[:SHOWN], found[SHOWN:])


def by_instrument(held: Iterable[Rule], entries: Mapping[str, Entry]) -> dict[str, list[Step]]:
    """By advice, in the order of the rules; an instrument that no longer holds is left out."""
    found: dict[str, dict[str, list[Rule]]] = {advice: {} for advice in rules.ADVICE}
    for rule in held:
        if rule.instrument in entries:
            found[rule.advice].setdefault(rule.instrument, []).append(rule)
    return {advice: [Step(entries[slug], those) for slug, those in group.items()] for advice, group in found.items()}


def knowledge(day: date) -> tuple[Table, dict[str, Entry]] | None:
    standing = RuleTable.objects.on(day).first()
    if standing is None:
        return None
    made, _ = rules.read(standing.text)
    return rules.table(made, tracks()), {entry.instrument.slug: entry for entry in catalogue.on(day)}


def local_states(municipality: Municipality | None) -> dict[str, str]:
    """By instrument whether the municipality has the rule that it needs: a code of `questions.LOCAL`."""
    states = availability.states_for(municipality) if municipality else {}
    return {slug: "ja" if state.yes else "nee" if state.no else "onbekend" for slug, state in states.items()}
