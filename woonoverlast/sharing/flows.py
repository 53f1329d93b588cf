"""What may flow from whom to whom in which phase, with the ground and a sentence to say: the default of `data/flows.toml`.

The local covenant decides. Every pair and phase stands there once; `read` refuses a table with a gap or a double.
"""

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path

FLOWS_FILE = Path(__file__).parent / "data" / "flows.toml"
SENDERS = {
    "municipality": "Gemeente (regisseur)",
    "police": "Politie",
    "landlord": "Woningcorporatie of verhuurder",
    "care": "Zorg: GGD, GGZ of wijkteam",
    "mediation": "Buurtbemiddeling",
    "reporter": "Melder of omwonende",
}
RECEIVERS = {
    **{code: name for code, name in SENDERS.items() if code != "reporter"},
    "platform": "Dit landelijke platform",
}
PHASES = {
    "signal": "Er komt een melding binnen",
    "weighing": "We wegen wat er aan de hand is",
    "approach": "We pakken het samen aan",
    "aftercare": "Nazorg",
}
ANSWERS = {"yes": "Ja", "careful": "Alleen wat nodig is", "no": "Nee"}


class NotWhole(Exception):
    """The table lacks a pair, has one twice, or uses a word that is not known."""


@dataclass(frozen=True)
class Flow:
    """`what` may be shared, `never` not; for "no" `what` says what is left."""

    sender: str
    receiver: str
    phases: tuple[str, ...]
    answer: str
    what: tuple[str, ...]
    never: tuple[str, ...]
    ground: str
    example: str
    ask: str

    @property
    def answer_text(self) -> str:
        return ANSWERS[self.answer]


@lru_cache(maxsize=1)
def flows() -> tuple[Flow, ...]:
    return read(FLOWS_FILE.read_text(encoding="utf-8"))


def read(text: str) -> tuple[Flow, ...]:
    found = tuple(
        Flow(
            sender=row["from"],
            receiver=row["to"],
            phases=tuple(row["phases"]),
            answer=row["answer"],
            what=tuple(row["what"]),
            never=tuple(row["not"]),
            ground=row["ground"],
            example=row["example"],
            ask=row["ask"],
        )
        for row in tomllib.loads(text)["flow"]
    )
    cells = Counter((flow.sender, flow.receiver, phase) for flow in found for phase in flow.phases)
    wanted = set(product(SENDERS, RECEIVERS, PHASES))
    if odd := sorted(set(cells) ^ wanted):
        raise NotWhole(f"not there, or not known: {odd[:5]}")
    if twice := sorted(cell for cell, count in cells.items() if count > 1):
        raise NotWhole(f"more than once: {twice[:5]}")
    if wrong := [
        flow for flow in found if flow.answer not in ANSWERS or not (flow.ground and flow.example and flow.ask)
    ]:
        raise NotWhole(f"no answer, ground, example or whom to ask: {wrong[0].sender} {wrong[0].receiver}")
    return found


def flow_of(sender: str, receiver: str, phase: str) -> Flow:
    """The one flow for this; the table is whole."""
    return next(flow for flow in flows() if (flow.sender, flow.receiver) == (sender, receiver) and phase in flow.phases)
