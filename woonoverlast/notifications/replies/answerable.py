"""What can be answered by mail: a registry that the higher contexts fill in their `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from woonoverlast.notifications.replies.outcomes import Outcome
from woonoverlast.notifications.replies.reading import File
from woonoverlast.people.models import Person


@dataclass(frozen=True)
class Reply:
    """`text` is plain, with "> " before a quote; `key` is the same for the same mail, also when it comes twice."""

    text: str
    files: list[File]
    key: UUID


@dataclass(frozen=True)
class Posted:
    """`url` is our path to what it is about; `notes` are sentences that explain the outcome to the sender."""

    outcome: Outcome
    url: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Answerable:
    """`invites` says whether this person could answer now; `post` checks all of that again and never raises for it."""

    slug: str
    invites: Callable[[Person, int], bool]
    post: Callable[[Person, int, Reply], Posted]


_kinds: dict[str, Answerable] = {}


def register(kind: Answerable) -> None:
    _kinds[kind.slug] = kind


def invites(person: Person, thread: str) -> bool:
    kind, number = found(thread)
    return kind is not None and kind.invites(person, number)


def post(person: Person, thread: str, reply: Reply) -> Posted:
    kind, number = found(thread)
    return kind.post(person, number, reply) if kind else Posted(Outcome.UNKNOWN)


def found(thread: str) -> tuple[Answerable | None, int]:
    """ "topic:12" is kind and number."""
    slug, _, number = thread.partition(":")
    return (_kinds.get(slug), int(number)) if number.isdecimal() else (None, 0)


def slugs() -> list[str]:
    return list(_kinds)
