"""What a process remembers has an end, whoever asks."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from typing import Any

import woonoverlast

MAX_ENTRIES = 20_000


def remembering() -> Iterator[tuple[str, Any]]:
    for module in pkgutil.walk_packages(woonoverlast.__path__, "woonoverlast."):
        if any(part in module.name for part in (".tests", ".migrations", "__main__", ".management", ".runtime")):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if hasattr(value, "cache_parameters") and value.__module__ == module.name:
                yield f"{module.name}.{name}", value


def test_no_function_remembers_more_than_it_can_hold() -> None:
    sizes = {name: function.cache_parameters()["maxsize"] for name, function in remembering()}
    assert len(sizes) > 10
    assert [name for name, size in sizes.items() if size is not None and size > MAX_ENTRIES] == []


def test_without_bound_only_what_takes_nothing_of_anybody() -> None:
    endless = [(name, value) for name, value in remembering() if value.cache_parameters()["maxsize"] is None]
    asked = {name for name, value in endless if inspect.signature(value.__wrapped__).parameters}
    assert asked <= {"woonoverlast.lib.working_days.holidays"}  # a year; days come from the clock
