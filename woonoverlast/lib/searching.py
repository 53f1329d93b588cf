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

    `heading` is shown where there is no title, and is not searched. `detail` is the line under a hit. `other_titles`
    count as titles too, `keywords` are searched and never shown. `thread` groups hits: of one thread at most three are shown. `theme` and `municipality_ids`
    serve the filters. Without `published_at` the object has no date, and is not there for who filters on a period.
    """

    title: str
    body: str
    url: str
    heading: str = ""
    detail: str = ""
    other_titles: tuple[str, ...] = ()
    keywords: str = ""
    thread: str = ""
    theme: str = ""
    municipality_ids: tuple[int, ...] = ()
    published_at: datetime | None = None


@dataclass(frozen=True)
class Searchable:
    """A kind of thing that can be found.

    `visible_to` gets the user of the request (a Person or AnonymousUser) and returns the objects of the model that he
    may see; `objects` are all that belong in the index, fetched with what `document` needs. `weight` is what a hit in
    the text counts: less than 1 for a directory, whose short entries would push away what people wrote.
    `called` gets what was typed and a number, and returns the objects that are called so, best first.
    """

    kind: str
    label: str
    model: type[Model]
    visible_to: Callable[[Any], QuerySet[Any]]
    objects: Callable[[], QuerySet[Any]]
    document: Callable[[Any], Document]
    weight: float = 1.0
    called: Callable[[str, int], list[Any]] | None = None


@dataclass(frozen=True)
class Similar:
    """Something that exists already."""

    title: str
    url: str
    label: str


class Index(Protocol):
    def changed(self, searchable: Searchable, ids: list[int]) -> None: ...
    def removed(self, searchable: Searchable, ids: list[int]) -> None: ...
    def similar(self, text: str, user: Any, *, without: set[str], most: int) -> list[Similar]: ...


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
    for searchable, ids in by_kind(objects):
        if registry.index is not None:
            registry.index.changed(searchable, ids)


def removed(*objects: Model) -> None:
    """Tell the index that these objects are gone for good. What is hidden needs no telling: rights are asked live."""
    for searchable, ids in by_kind(objects):
        if registry.index is not None:
            registry.index.removed(searchable, ids)


def by_kind(objects: Iterable[Model]) -> list[tuple[Searchable, list[int]]]:
    """The objects that can be found at all, as ids."""
    found: dict[str, list[int]] = {}
    for thing in objects:
        searchable = searchable_for(type(thing))
        if searchable is not None and thing.pk is not None:
            found.setdefault(searchable.kind, []).append(thing.pk)
    return [(registry.kinds[kind], ids) for kind, ids in found.items()]


def similar(text: str, user: Any, *, without: set[str], most: int) -> list[Similar]:
    """What looks like this text, of other kinds than the ones left out; nothing while there is no index."""
    return registry.index.similar(text, user, without=without, most=most) if registry.index else []
