"""Two municipalities side by side, and how the text of an article differs from an example."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from woonoverlast.instruments.models import Instrument
from woonoverlast.lib.comparing import Piece, differences
from woonoverlast.local_rules import register
from woonoverlast.local_rules.register import Row
from woonoverlast.places.models import Municipality

TEXTS = Path(__file__).parent / "data" / "model_texts.toml"


@dataclass(frozen=True)
class ModelText:
    title: str
    text: str


@cache
def model_texts() -> dict[str, ModelText]:
    """By the address of the instrument."""
    read = tomllib.loads(TEXTS.read_text(encoding="utf-8"))["text"]
    return {slug: ModelText(one["title"], one["text"].strip()) for one in read for slug in one["instruments"]}


@dataclass(frozen=True)
class Pair:
    """An instrument with what both say of it. `a_text` and `b_text`: from the example to their own, where both gave it."""

    instrument: Instrument
    a: Row
    b: Row
    model: ModelText | None
    a_text: list[Piece]
    b_text: list[Piece]

    @property
    def differs(self) -> bool:
        return self.a.state != self.b.state


def compare(a: Municipality, b: Municipality, day: date) -> list[Pair]:
    """Instruments of which at least one of the two said something. A handful of queries."""
    other = {held.instrument.pk: held.row for held in register.of_municipality(b, day)}
    pairs = [pair(held.instrument, held.row, other[held.instrument.pk]) for held in register.of_municipality(a, day)]
    return [one for one in pairs if one.a.statement or one.b.statement]


def pair(instrument: Instrument, a: Row, b: Row) -> Pair:
    model = model_texts().get(instrument.slug)
    texts = [row.statement.text.strip() if row.statement else "" for row in (a, b)]
    if model is None or not all(texts):
        return Pair(instrument, a, b, None, [], [])
    a_text, b_text = (differences(f"{model.text}\n", f"{text}\n".replace("\r\n", "\n")) for text in texts)
    return Pair(instrument, a, b, model, a_text, b_text)
