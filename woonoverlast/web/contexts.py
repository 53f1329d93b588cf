"""What a context brings along by being installed. Everything else it does when it is called.

A context subclasses `contexts.Context` in its `apps.py` and fills in what it has. (It imports the module and not the
class: Django takes the only `AppConfig` that it finds there.) Nothing else needs to know of it, apart from
`INSTALLED_APPS`, the layers in `pyproject.toml`, and the map in `docs/architecture.md`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.apps import AppConfig, apps

from woonoverlast.web.work_items import Item


@dataclass(frozen=True)
class MenuEntry:
    """One word in the menu. `order` counts from the left; `for_members` hides it from who is no member."""

    text: str
    section: str  # the first part of its path, by which a page knows that it is here
    order: int
    for_members: bool = False


@dataclass(frozen=True)
class Work:
    """One kind of work for editors: its name in the address, its title, and what waits now."""

    kind: str
    title: str
    waiting: Callable[[], list[Item]]


class Context(AppConfig):
    # Where its addresses begin -> the module with the rest of them.
    addresses: ClassVar[Mapping[str, str]] = {}
    menu: ClassVar[Sequence[MenuEntry]] = ()
    # Commands that load its reference data. Each may be repeated; those of lower contexts run first.
    loads: ClassVar[Sequence[str]] = ()

    def work(self) -> Sequence[Work]:
        """Kinds of work for editors, asked when somebody opens the work queue."""
        return ()


def contexts() -> Iterator[Context]:
    """All contexts, the highest first, as they stand in the settings."""
    return (config for config in apps.get_app_configs() if isinstance(config, Context))


def menu() -> list[MenuEntry]:
    return sorted((entry for context in contexts() for entry in context.menu), key=lambda entry: entry.order)


def work() -> list[Work]:
    return [kind for context in contexts() for kind in context.work()]


def addresses() -> Iterator[tuple[str, str]]:
    for context in contexts():
        yield from context.addresses.items()
