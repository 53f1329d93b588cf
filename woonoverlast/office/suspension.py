"""Shutting somebody out for a while, and letting them in again."""

from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from woonoverlast.lib.errors import NotPossible
from woonoverlast.people import logbook
from woonoverlast.people.models import Person


@transaction.atomic
def suspend(person: Person, *, by: Person, reason: str) -> None:
    """No log-in any more, and every session ends now. Roles stay, for when the person comes back."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    refuse_upwards(locked, by=by)
    if locked.suspended_at:
        raise NotPossible("Deze persoon is al geblokkeerd.")
    locked.suspended_at = timezone.now()
    locked.save(update_fields=["suspended_at"])
    for session in UserSession.objects.filter(user=locked):
        session.end()
    logbook.record(by=by, verb="geblokkeerd", target=locked, note=reason)


@transaction.atomic
def restore(person: Person, *, by: Person, reason: str) -> None:
    locked = Person.objects.select_for_update().get(pk=person.pk)
    refuse_upwards(locked, by=by)
    if locked.suspended_at is None:
        raise NotPossible("Deze persoon is niet geblokkeerd.")
    locked.suspended_at = None
    locked.save(update_fields=["suspended_at"])
    logbook.record(by=by, verb="blokkade opgeheven", target=locked, note=reason)


def refuse_upwards(person: Person, *, by: Person) -> None:
    """Nobody suspends themselves, and only an administrator an administrator."""
    if person.pk == by.pk or (person.is_superuser and not by.is_administrator):
        raise PermissionDenied
