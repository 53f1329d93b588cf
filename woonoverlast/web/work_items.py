"""One thing to do, as a list of work shows it: the editors' queue, the moderators' page."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

AT_MOST = 100


@dataclass(frozen=True)
class Button:
    """A form with one button: POST `value` to `url`, and the mark of what was read. A link where `value` is empty."""

    text: str
    url: str
    value: str = ""
    look: str = "secondary"
    read: str = ""


@dataclass(frozen=True)
class Item:
    """One thing to do in minutes. `weight` says how many times as fast it becomes urgent as a stale profile."""

    kind: str
    title: str
    since: datetime
    why: str
    weight: int
    detail: str = ""
    url: str = ""
    buttons: list[Button] = field(default_factory=list)

    @property
    def days(self) -> int:
        return (timezone.now() - self.since).days

    @property
    def urgency(self) -> float:
        return (timezone.now() - self.since).total_seconds() * self.weight
