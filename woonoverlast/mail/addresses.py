"""Addresses that do not work, and who wants no more mail of a list."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils import timezone

from woonoverlast.mail.models import PausedAddress, Recipient, Unsubscription
from woonoverlast.people.models import Person

LOOKED_AT = 5
TOO_MANY = 3


def pause(address: str, *, reason: str) -> None:
    """Mailings skip it from now on. Nothing changes when it was paused already."""
    row = PausedAddress(address=address.lower(), reason=reason[:250])
    PausedAddress.objects.bulk_create([row], ignore_conflicts=True)


def resume(address: str) -> None:
    """Its owner asks to try again; what came back before does not count any more."""
    PausedAddress.objects.current().filter(address=address.lower()).update(lifted_at=timezone.now())


def current_pause(address: str) -> PausedAddress | None:
    return PausedAddress.objects.current().filter(address=address.lower()).first()


def pause_when_often_back(address: str, *, reason: str) -> None:
    """Three of the last five mailings to this address came back."""
    if sum(came_back(address)) >= TOO_MANY:
        pause(address, reason=reason)


def came_back(address: str) -> list[bool]:
    """For each of the last five mailings since the last fresh start: did it come back?"""
    went = Recipient.objects.filter(address=address.lower(), state__in=["sent", "refused"])
    lifted = PausedAddress.objects.filter(address=address.lower()).exclude(lifted_at=None)
    last = lifted.order_by("-lifted_at").values_list("lifted_at", flat=True).first()
    since = went.filter(settled_at__gt=last) if last else went
    moments = since.order_by("-settled_at", "-pk").values_list("bounced_at", flat=True)[:LOOKED_AT]
    return [moment is not None for moment in moments]


def unsubscribe(recipient: Recipient, *, how: Unsubscription.How) -> None:
    """The one who got this mail wants no more of its list; queued mail stops too, because claiming looks here."""
    unsubscribe_from(recipient.mailing.list_name, person=recipient.person, address=recipient.address, how=how)


def unsubscribe_from(list_name: str, *, person: Person | None, address: str = "", how: Unsubscription.How) -> None:
    row = Unsubscription(list_name=list_name, person=person, address="" if person else address.lower(), how=how)
    Unsubscription.objects.bulk_create([row], ignore_conflicts=True)


def subscribe_again(list_name: str, *, person: Person | None, address: str = "") -> None:
    who = {"person": person} if person else {"address": address.lower()}
    Unsubscription.objects.filter(list_name=list_name, **who).delete()


def is_unsubscribed(list_name: str, *, person: Person | None, address: str = "") -> bool:
    who = {"person": person} if person else {"address": address.lower()}
    return Unsubscription.objects.filter(list_name=list_name, **who).exists()


@transaction.atomic
def note_refusals(dead: Iterable[int], full: Collection[int]) -> None:
    """What the receiving server said at once about the rows: no such address, or a box that takes nothing."""
    for recipient in Recipient.objects.filter(pk__in=list(dead)):
        pause(recipient.address, reason=recipient.note)
    Recipient.objects.filter(pk__in=full).update(bounced_at=timezone.now())
    for recipient in Recipient.objects.filter(pk__in=full):
        pause_when_often_back(recipient.address, reason=recipient.note)
