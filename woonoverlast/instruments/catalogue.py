"""The catalogue as it held on a day: all instruments with what was said of them, in a handful of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from woonoverlast.instruments import facets
from woonoverlast.instruments.models import Instrument, Version


@dataclass(frozen=True)
class Entry:
    """An instrument and its version of one day."""

    instrument: Instrument
    version: Version
    reviewed: bool

    @property
    def kinds(self) -> list[str]:
        return [facets.NUISANCE[code] for code in self.version.nuisance]

    @property
    def who(self) -> str:
        return ", ".join(self.version.decided_by)


def on(day: date, *, with_laws: bool = False) -> list[Entry]:
    """In the order of the ladder; tools last. `with_laws` fetches the articles too."""
    versions = Version.objects.standing().on(day).with_review().select_related("instrument")
    versions = versions.prefetch_related("laws") if with_laws else versions
    found = sorted(versions, key=lambda v: (v.instrument.is_tool, v.instrument.step, v.instrument.name.lower()))
    return [Entry(version.instrument, version, version.is_reviewed(on=day)) for version in found]


@dataclass(frozen=True)
class Step:
    number: int
    name: str
    entries: list[Entry]


def steps(entries: Iterable[Entry]) -> list[Step]:
    """All eight, the lowest first, also an empty one; without tools."""
    rows = [entry for entry in entries if not entry.instrument.is_tool]
    return [
        Step(number, name, [entry for entry in rows if entry.instrument.step == number])
        for number, name in facets.STEPS.items()
    ]


@dataclass(frozen=True)
class Rung:
    """A step of the ladder, with what it offers on each side; what helps and presses at once stands on both."""

    step: int
    name: str
    help: list[Entry]
    pressure: list[Entry]


def ladder(entries: Iterable[Entry]) -> list[Rung]:
    return [
        Rung(
            step.number,
            step.name,
            [entry for entry in step.entries if entry.instrument.track != "pressure"],
            [entry for entry in step.entries if entry.instrument.track != "help"],
        )
        for step in steps(entries)
    ]
