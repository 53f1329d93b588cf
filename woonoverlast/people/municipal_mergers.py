"""Following mergers: who worked for a municipality that ended moves along to its successor, with history kept."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from woonoverlast.lib import searching
from woonoverlast.people import logbook
from woonoverlast.people.joining import free_slug
from woonoverlast.people.models import Discipline, Invitation, Membership, Organisation, Person
from woonoverlast.places.models import Municipality


def follow_mergers(*, on: date | None = None) -> int:
    """Move everything of municipalities that ended on or before the day; returns how many rows. Safe to run twice."""
    ended = Municipality.objects.filter(valid_to__lte=on or timezone.localdate(), successor__isnull=False)
    return sum(follow(municipality) for municipality in ended.order_by("valid_to", "pk"))


@transaction.atomic
def follow(municipality: Municipality) -> int:
    successor = municipality.successor
    assert successor is not None
    return (
        move_organisation(municipality, successor)
        + Person.objects.filter(municipality=municipality).update(municipality=successor)
        + Organisation.objects.exclude(kind=Discipline.MUNICIPALITY)
        .filter(municipality=municipality)
        .update(municipality=successor)
        + Invitation.objects.filter(municipality=municipality, accepted_at=None).update(municipality=successor)
        + move_working_areas(municipality, successor)
    )


def move_organisation(municipality: Municipality, successor: Municipality) -> int:
    """End the municipality's organisation; its members continue at the successor's from the day of the merger."""
    old = Organisation.objects.filter(kind=Discipline.MUNICIPALITY, municipality=municipality, ended_on=None).first()
    day = municipality.valid_to
    if old is None or day is None:
        return 0
    new = organisation_of(successor)
    running = (
        Membership.objects.select_for_update().filter(organisation=old).filter(Q(ended_on=None) | Q(ended_on__gt=day))
    )
    moved = sum(move_membership(membership, to=new, day=day) for membership in list(running))
    old.applications.filter(status="waiting").update(organisation=new)
    old.invitations.filter(accepted_at=None, withdrawn_at=None).update(organisation=new)
    old.domains.update(organisation=new)
    Organisation.objects.filter(pk=old.pk).update(ended_on=day)
    searching.changed(old, new, *Person.objects.filter(memberships__organisation=new).distinct())
    logbook.record(by=None, verb=f"herindeling: verder als {new.name}"[:80], target=old)
    return moved + 1


def organisation_of(municipality: Municipality) -> Organisation:
    """The living organisation of the municipality, made where there is none."""
    name = f"Gemeente {municipality.name}"
    organisation, is_new = Organisation.objects.get_or_create(
        kind=Discipline.MUNICIPALITY,
        municipality=municipality,
        ended_on=None,
        defaults={"name": name, "slug": free_slug(name)},
    )
    if is_new:
        organisation.working_area.add(municipality)
    return organisation


def move_membership(membership: Membership, *, to: Organisation, day: date) -> int:
    """One that began after the merger is simply at the successor; an older one ends and a new row continues it."""
    running = Membership.objects.filter(person=membership.person_id, organisation=to, role=membership.role)
    continues = not running.filter(ended_on=None).exists()
    if membership.started_on >= day and (continues or membership.ended_on):
        membership.organisation = to
        membership.save()
        return 1
    if continues or membership.ended_on:
        Membership.objects.create(
            person=membership.person,
            organisation=to,
            role=membership.role,
            started_on=max(day, membership.started_on),
            ended_on=membership.ended_on,
        )
    membership.ended_on = max(day, membership.started_on)
    membership.save()
    return 1


def move_working_areas(municipality: Municipality, successor: Municipality) -> int:
    """Organisations that still live work in the successor now."""
    living = list(Organisation.objects.filter(working_area=municipality, ended_on=None))
    for organisation in living:
        organisation.working_area.add(successor)
        organisation.working_area.remove(municipality)
    return len(living)
