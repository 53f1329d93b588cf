"""Deliberate holes in rights and escapes, one list per part of the platform, and the command that tries them.

A hole that no test sees is a right that nobody guards.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Hole:
    """`find` stands once in `file` and is replaced by `instead`; at least one of `tests` has to turn red."""

    name: str
    why: str
    file: str
    find: str
    instead: str
    tests: list[str]

    def applied(self, text: str) -> str:
        return text.replace(self.find, self.instead)


def all_holes() -> list[Hole]:
    lists = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml")))
    return [Hole(**hole) for found in lists for hole in found["hole"]]


def problems(hole: Hole, root: Path) -> list[str]:
    """Why it cannot be applied any more, or names a test that is not there."""
    path = root / hole.file
    times = path.read_text(encoding="utf-8").count(hole.find) if path.is_file() else 0
    found = [] if times == 1 else [f"{hole.name}: its text stands {times} times in {hole.file}"]
    found += [] if hole.find != hole.instead else [f"{hole.name}: changes nothing"]
    return found + [f"{hole.name}: there is no {test}" for test in hole.tests if not is_there(test, root)]


def is_there(test: str, root: Path) -> bool:
    name, _, function = test.partition("::")
    path = root / name
    return path.is_file() and (not function or f"def {function.partition('[')[0]}(" in path.read_text(encoding="utf-8"))
