"""One organisation that was entered twice becomes one."""

from django.db import transaction
from django.utils import timezone

from woonoverlast.lib import searching
from woonoverlast.lib.errors import NotPossible
from woonoverlast.people import logbook
from woonoverlast.people.models import Application, Invitation, MailDomain, Membership, Organisation, Person


@transaction.atomic
def merge(double: Organisation, *, into: Organisation, by: Person, reason: str) -> None:
    """Move members, domains, applications and invitations; the double one ends today and keeps its name and slug."""
    locked = {o.pk: o for o in Organisation.objects.select_for_update().filter(pk__in=[double.pk, into.pk])}
    if double.pk == into.pk or len(locked) < 2:
        raise NotPossible("Kies twee verschillende organisaties.")
    if locked[double.pk].ended_on or locked[into.pk].ended_on:
        raise NotPossible("Een van beide organisaties is al opgeheven.")
    move_memberships(double, into=into)
    MailDomain.objects.filter(organisation=double).update(organisation=into)
    Application.objects.filter(organisation=double).update(organisation=into)
    Invitation.objects.filter(organisation=double).update(organisation=into)
    into.working_area.add(*double.working_area.all())
    Organisation.objects.filter(merged_into=double).update(merged_into=into)
    Organisation.objects.filter(pk=double.pk).update(ended_on=timezone.localdate(), proposed_by=None, merged_into=into)
    searching.changed(double, into, *Person.objects.filter(memberships__organisation=into).distinct())
    logbook.record(by=by, verb=f"samengevoegd met {into}"[:80], target=double, note=reason)


def move_memberships(double: Organisation, *, into: Organisation) -> None:
    """Who has the same running role at both keeps the one that started first there."""
    running = {(m.person_id, m.role): m for m in into.memberships.filter(ended_on=None)}
    for membership in double.memberships.all():
        same = running.get((membership.person_id, membership.role)) if membership.ended_on is None else None
        if same:
            keep_longest(same, membership)
        else:
            Membership.objects.filter(pk=membership.pk).update(organisation=into)


def keep_longest(kept: Membership, other: Membership) -> None:
    started_on = min(kept.started_on, other.started_on)
    Membership.objects.filter(pk=kept.pk).update(started_on=started_on)
    other.delete()
