"""What can be found in the search box: each context says so in its `AppConfig.ready`.

The search context stands above the others and hooks itself in here, so that a context that writes something can tell
it without knowing of it. Who may see a hit is asked live of `visible_to`, at every search.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class Document:
    """The words of one object. Texts are plain, without markup.

    `thread` groups hits: of one thread at most three are shown. `theme` and `municipality_ids` serve the filters.
    """

    title: str
    body: str
    url: str
    thread: str = ""
    theme: str = ""
    municipality_ids: tuple[int, ...] = ()
    published_at: datetime | None = None


@dataclass(frozen=True)
class Searchable:
    """A kind of thing that can be found.

    `visible_to` gets the user of the request (a Person or AnonymousUser) and returns the objects of the model that he
    may see; `objects` are all that belong in the index.
    """

    kind: str
    label: str
    model: type[Model]
    visible_to: Callable[[Any], QuerySet[Any]]
    objects: Callable[[], QuerySet[Any]]
    document: Callable[[Any], Document]


class Index(Protocol):
    def changed(self, searchable: Searchable, objects: Iterable[Any]) -> None: ...
    def removed(self, searchable: Searchable, ids: Iterable[int]) -> None: ...


@dataclass
class Registry:
    kinds: dict[str, Searchable] = field(default_factory=dict)
    index: Index | None = None


registry = Registry()


def register(searchable: Searchable) -> None:
    registry.kinds[searchable.kind] = searchable


def searchable_for(model: type[Model]) -> Searchable | None:
    """The kind of this model, or None where it cannot be found by searching."""
    return next((kind for kind in registry.kinds.values() if kind.model is model), None)


def changed(*objects: Model) -> None:
    """Tell the index, in the transaction of the write, that these objects are new or have other words."""
    for thing in objects:
        searchable = searchable_for(type(thing))
        if searchable is not None and registry.index is not None:
            registry.index.changed(searchable, [thing])


def removed(*objects: Model) -> None:
    """Tell the index that these objects are gone for good. What is hidden needs no telling: rights are asked live."""
    for thing in objects:
        searchable = searchable_for(type(thing))
        if searchable is not None and registry.index is not None and thing.pk is not None:
            registry.index.removed(searchable, [thing.pk])
