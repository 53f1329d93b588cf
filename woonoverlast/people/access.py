"""Objects reach a view only through here. Invisible and absent give the same 404; visible but not allowed 403."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from woonoverlast.people import departures
from woonoverlast.people.models import Application, DepartureReport, Membership, Organisation, Person, Role


def get_person(person: Person, pk: int) -> Person:
    """A member's profile, or one's own."""
    visible = Person.objects.filter(pk=pk) if pk == person.pk else Person.objects.visible_to(person).filter(pk=pk)
    return get_object_or_404(visible.select_related("municipality__province"))


def get_application(person: Person, pk: int) -> Application:
    """A request that this steward or editor may decide on."""
    return get_object_or_404(applications_to_decide(person), pk=pk)


def applications_to_decide(person: Person) -> QuerySet[Application]:
    applications = Application.objects.select_related("person", "organisation")
    if person.is_editor:
        return applications
    stewarded = [role.organisation_id for role in person.active_roles if role.role == Role.STEWARD]
    return applications.filter(organisation__in=stewarded)


def get_organisation(person: Person, slug: str) -> Organisation:
    """An organisation that exists for this person: members see checked ones, editors and the proposer also new ones."""
    organisation = get_object_or_404(Organisation.objects.select_related("municipality", "merged_into"), slug=slug)
    if organisation.proposed_by_id and not person.is_editor and organisation.proposed_by_id != person.pk:
        raise Http404
    return organisation


def get_organisation_to_steward(person: Person, slug: str) -> Organisation:
    organisation = get_organisation(person, slug)
    if not (person.is_editor or person.is_steward_of(organisation)):
        raise PermissionDenied
    return organisation


def shares_organisation(person: Person, other: Person) -> bool:
    """Whether both work for one organisation today."""
    mine = {role.organisation_id for role in person.active_roles}
    return Membership.objects.active().filter(person=other, organisation__in=mine).exists()


def get_report_to_settle(person: Person, pk: int) -> DepartureReport:
    return get_object_or_404(departures.reports_to_settle(person), pk=pk)


def get_own_organisation(person: Person, slug: str) -> Organisation:
    """One for which this person works today."""
    return get_object_or_404(Organisation, slug=slug, pk__in=[role.organisation_id for role in person.active_roles])
