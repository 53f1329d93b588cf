"""Groups of participants that reminders and messages go to. Other modules add theirs when the platform starts."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from woonoverlast.events.models import Event, SignUp, Status


@dataclass(frozen=True)
class Group:
    """`label` ends the sentence "Dit gaat naar ..."."""

    name: str
    label: str
    sign_ups: Callable[[Event], QuerySet[SignUp]]
    # Only known once the event has been, such as who came.
    afterwards: bool = False


GROUPS: dict[str, Group] = {}


def register(group: Group) -> None:
    GROUPS[group.name] = group


def label_of(name: str) -> str:
    return GROUPS[name].label if name in GROUPS else name


def reachable(sign_ups: QuerySet[SignUp]) -> QuerySet[SignUp]:
    """Without who left the platform for good: that address is nobody's any more."""
    return sign_ups.filter(person__anonymised_at=None).select_related("person")


register(Group("place", "wie een plaats heeft", lambda event: event.sign_ups.with_place()))
register(
    Group(
        "waiting",
        "wie op de wachtlijst staat of een aanbod heeft",
        lambda event: event.sign_ups.filter(status__in=[Status.WAITING, Status.OFFERED]),
    )
)
register(Group("everyone", "iedereen die is aangemeld of wacht", lambda event: event.sign_ups.live()))
