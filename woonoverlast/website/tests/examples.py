"""What the contexts say of their addresses in `tests/addresses.py`, together."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from woonoverlast.people.testing import Example
from woonoverlast.web.contexts import contexts


def modules() -> Iterator[ModuleType]:
    for context in contexts():
        name = f"{context.name}.tests.addresses"
        if find_spec(name):
            yield import_module(name)


def together(table: str) -> dict[str, Any]:
    return {name: value for module in modules() for name, value in getattr(module, table, {}).items()}


def names(table: str) -> frozenset[str]:
    return frozenset(name for module in modules() for name in getattr(module, table, ()))


EXAMPLES: Mapping[str, Example] = together("EXAMPLES")
HIDDEN_FROM: Mapping[str, frozenset[str]] = together("HIDDEN_FROM")
FORBIDDEN_TO: Mapping[str, frozenset[str]] = together("FORBIDDEN_TO")
UNLIMITED: Mapping[str, str] = together("UNLIMITED")
ABSENT = names("ABSENT")
RETURNS_TO_JOIN = names("RETURNS_TO_JOIN")
