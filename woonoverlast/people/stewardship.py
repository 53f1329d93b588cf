"""Who looks after an organisation: appointing and dismissing stewards, and its mail domains."""

from django.db import transaction
from django.utils import timezone

from woonoverlast.lib.errors import NotPossible
from woonoverlast.people import logbook, mail_domains
from woonoverlast.people.models import MailDomain, Membership, Organisation, Person, Role


@transaction.atomic
def appoint_steward(person: Person, *, organisation: Organisation, by: Person) -> Membership:
    """Make a member of the organisation its steward too. Doing it twice changes nothing."""
    memberships = Membership.objects.active().filter(person=person, organisation=organisation)
    if not memberships.exists():
        raise NotPossible("Alleen een lid van deze organisatie kan beheerder worden.")
    steward, is_new = Membership.objects.get_or_create(
        person=person, organisation=organisation, role=Role.STEWARD, ended_on=None
    )
    if is_new:
        logbook.record(by=by, verb="beheerder gemaakt", target=steward)
    return steward


@transaction.atomic
def dismiss_steward(person: Person, *, organisation: Organisation, by: Person) -> None:
    """End the role of steward; the person stays a member."""
    steward = Membership.objects.active().filter(person=person, organisation=organisation, role=Role.STEWARD).first()
    if steward is None:
        raise NotPossible("Deze persoon is geen beheerder meer.")
    Membership.objects.filter(pk=steward.pk).update(ended_on=timezone.localdate())
    if not Membership.objects.active().filter(person=person, organisation=organisation).exists():
        Membership.objects.create(person=person, organisation=organisation, role=Role.MEMBER)
    logbook.record(by=by, verb="beheerder af", target=steward)


@transaction.atomic
def add_domain(domain: str, *, organisation: Organisation, by: Person) -> MailDomain:
    """An editor says that this mail domain proves working here."""
    if problem := mail_domains.problem_with(domain):
        raise NotPossible(problem)
    known, is_new = MailDomain.objects.get_or_create(domain=domain, defaults={"organisation": organisation})
    if known.organisation_id != organisation.pk:
        raise NotPossible(f"Dit domein hoort al bij {known.organisation}.")
    if is_new:
        logbook.record(by=by, verb=f"maildomein {domain} toegevoegd", target=organisation)
    return known
