"""The guard lets ordinary texts pass: of the texts of the demonstration hardly any asks something."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from woonoverlast import demo
from woonoverlast.lib import personal_data

DATA = Path(demo.__file__).parent / "data"
# Who speaks and who wrote: no texts.
NO_TEXT = {"name", "speaker", "speakers", "parts", "by", "address", "email"}


def texts(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, key)
    elif isinstance(value, str) and " " in value and key not in NO_TEXT:
        yield value


def test_of_a_hundred_texts_at_most_one_asks_something() -> None:
    every = [text for name in DATA.glob("*.toml") for text in texts(tomllib.loads(name.read_text("utf-8")))]
    asked = [text for text in every if personal_data.find(text)]
    assert len(every) > 300
    assert len(asked) <= len(every) / 100, asked
