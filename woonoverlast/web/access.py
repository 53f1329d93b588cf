"""Every view declares who may reach it; the declaration is data that middleware, tests and a page read."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


class Level(StrEnum):
    """The least that a visitor must be. Rights on one object come on top, in the context's access.py."""

    PUBLIC = "iedereen"
    DEMONSTRATION = "iedereen, alleen in de voorbeeldomgeving"
    ACCOUNT = "ingelogd"
    MEMBER = "lid"
    STEWARD = "organisatiebeheerder of redacteur"
    EDITOR = "redacteur"
    ADMINISTRATOR = "beheerder"


@dataclass(frozen=True)
class Access:
    """What a view declares. `rule` says in Dutch which object right comes on top of the level."""

    level: Level
    rule: str = ""


def access(level: Level, *, rule: str = "") -> Callable[[View], View]:
    """Declare who may reach the view. Enforced by `people.middleware.AccessMiddleware`."""

    def declare(view: View) -> View:
        view.access = Access(level, rule)  # type: ignore[attr-defined]
        return view

    return declare


def declared_access(view: Callable[..., Any]) -> Access | None:
    """The declaration of a view, or None where there is none (the middleware then refuses everyone)."""
    return getattr(view, "access", None)
