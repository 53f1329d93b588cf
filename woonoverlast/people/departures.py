"""Colleagues who left: reported and settled, leaving, and changing employer."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from woonoverlast.lib import searching
from woonoverlast.lib.errors import NotPossible
from woonoverlast.people import joining, logbook
from woonoverlast.people.models import Application, DepartureReport, Membership, Organisation, Person, Role


def current_memberships(person: Person) -> QuerySet[Membership]:
    return Membership.objects.active().filter(person=person).select_related("organisation")


@transaction.atomic
def report_departure(person: Person, *, by: Person, note: str = "") -> DepartureReport:
    """Say that a colleague has left. A second report while one is open returns the first."""
    if person.pk == by.pk:
        raise NotPossible("Ga je zelf weg? Verlaat dan je organisatie bij Mijn gegevens.")
    Person.objects.select_for_update().get(pk=person.pk)
    open_report = DepartureReport.objects.filter(person=person, settled_at=None).first()
    return open_report or DepartureReport.objects.create(person=person, reported_by=by, note=note)


def reports_to_settle(person: Person) -> QuerySet[DepartureReport]:
    """Open reports that this editor or steward may settle: a steward those about people of the own organisation."""
    reports = DepartureReport.objects.filter(settled_at=None).select_related("person", "reported_by")
    if person.is_editor:
        return reports
    stewarded = [role.organisation_id for role in person.active_roles if role.role == Role.STEWARD]
    memberships = Membership.objects.active().filter(organisation__in=stewarded, person=OuterRef("person"))
    return reports.filter(Exists(memberships)).exclude(person=person)


@transaction.atomic
def settle_departure(report: DepartureReport, *, by: Person, outcome: str, note: str = "") -> DepartureReport:
    """Gone: memberships end today and the person gets a mail with the way back. A steward ends only the own ones."""
    locked = DepartureReport.objects.select_for_update().select_related(None).get(pk=report.pk)
    if locked.settled_at:
        raise NotPossible("Deze melding is al afgehandeld.")
    locked.outcome = outcome
    locked.settled_at = timezone.now()
    locked.settled_by = by
    locked.save()
    if outcome == DepartureReport.Outcome.LEFT:
        end_for(locked.person, by=by)
    logbook.record(by=by, verb=f"vertrekmelding: {locked.get_outcome_display()}", target=locked, note=note)
    return locked


def end_for(person: Person, *, by: Person) -> None:
    memberships = current_memberships(person)
    if not by.is_editor:
        stewarded = [role.organisation_id for role in by.active_roles if role.role == Role.STEWARD]
        memberships = memberships.filter(organisation__in=stewarded)
    names = sorted({membership.organisation.name for membership in memberships})
    end(memberships)
    if names:
        url = settings.SITE_URL + reverse("people:join")
        text = render_to_string("people/mail/departed.txt", {"person": person, "names": names, "url": url})
        send_mail("Je lidmaatschap is beëindigd", text, None, [person.email])


def end(memberships: QuerySet[Membership]) -> int:
    """End running memberships today. One that would start later never starts."""
    today = timezone.localdate()
    running = Membership.objects.filter(pk__in=list(memberships.values_list("pk", flat=True)))
    ended = running.update(ended_on=today)
    searching.changed(*Person.objects.filter(memberships__in=running).distinct())
    return ended


@transaction.atomic
def leave(person: Person, organisation: Organisation) -> int:
    """End all roles at the organisation today. Returns how many; the history stays."""
    return end(current_memberships(person).filter(organisation=organisation))


@transaction.atomic
def change_employer(person: Person, *, leaving: Organisation, joining_at: Organisation) -> Application:
    """Leave the one and ask to join the other; what was done for the first stays there."""
    leave(person, leaving)
    return joining.apply(by=person, organisation=joining_at)


def last_of_its_kind(person: Person, organisation: Organisation | None = None) -> list[str]:
    """Sentences that warn who leaves as the last steward or editor; empty when nobody is left stranded."""
    roles = current_memberships(person).filter(role__in=[Role.STEWARD, Role.EDITOR])
    if organisation:
        roles = roles.filter(organisation=organisation)
    return [warning(role) for role in roles if is_last(role)]


def is_last(role: Membership) -> bool:
    others = Membership.objects.active().filter(role=role.role).exclude(person=role.person_id)
    same_place = Q() if role.role == Role.EDITOR else Q(organisation=role.organisation_id)
    return not others.filter(same_place, person__in=Person.objects.living()).exists()


def warning(role: Membership) -> str:
    if role.role == Role.EDITOR:
        return "Je bent de laatste redacteur. Zonder redacteur kan niemand aanmeldingen controleren."
    return f"Je bent de laatste beheerder van {role.organisation.name}. Maak liefst eerst een collega beheerder."
