"""What can be followed or quoted: a registry that the higher contexts fill in their `AppConfig.ready`.

A thing is named by kind and id, "topic:12". Looking one up is live and gives only what every member may read, so one
question serves a whole batch of mails and nothing that was withheld meanwhile leaves the platform.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from woonoverlast.places.models import Municipality


@dataclass(frozen=True)
class Thing:
    """`name` as in "je volgt ...": "het thema Geluid". `text` is what a mail may quote; empty for no quote."""

    title: str
    url: str
    name: str = ""
    text: str = ""
    by: str = ""


@dataclass(frozen=True)
class KindOfThing:
    """`plural` heads a list on the page of choices; empty for what is only quoted."""

    slug: str
    plural: str
    find: Callable[[Collection[int]], dict[int, Thing]]


def find_municipalities(ids: Collection[int]) -> dict[int, Thing]:
    rows = Municipality.objects.filter(pk__in=ids)
    return {row.pk: Thing(row.name, f"/gemeenten/{row.slug}/", f"de gemeente {row.name}") for row in rows}


KINDS: dict[str, KindOfThing] = {
    "municipality": KindOfThing("municipality", "Gemeenten", find_municipalities),
}


def register(kind: KindOfThing) -> None:
    KINDS[kind.slug] = kind


def find(names: Iterable[str]) -> dict[str, Thing]:
    """By name, those that every member may read now. One question per kind."""
    ids: dict[str, set[int]] = {}
    for name in names:
        kind, _, number = name.partition(":")
        if kind in KINDS and number.isdecimal():
            ids.setdefault(kind, set()).add(int(number))
    return {f"{kind}:{pk}": thing for kind, wanted in ids.items() for pk, thing in KINDS[kind].find(wanted).items()}


def is_known(name: str) -> bool:
    """Whether somebody registered this kind, so that not finding it means: not to be shown."""
    return name.partition(":")[0] in KINDS
