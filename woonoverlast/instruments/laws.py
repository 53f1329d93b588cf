"""The laws that the catalogue refers to, by the short name it uses for them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

LAWS_FILE = Path(__file__).parent / "data" / "laws.toml"


@dataclass(frozen=True)
class Law:
    """`id` is its number at wetten.overheid.nl; empty where there is none, as for European and local rules."""

    name: str
    id: str = ""


LAWS = {short: Law(**facts) for short, facts in tomllib.loads(LAWS_FILE.read_text(encoding="utf-8")).items()}
