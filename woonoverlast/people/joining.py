"""Joining: one transaction for each act. A known mail domain joins at once; another waits for a person."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from woonoverlast.lib import searching
from woonoverlast.lib.errors import NotPossible
from woonoverlast.people import logbook
from woonoverlast.people.models import Application, Discipline, Membership, Organisation, Person, Role
from woonoverlast.places.models import Municipality


@transaction.atomic
def propose_organisation(*, by: Person, name: str, kind: str, municipality: Municipality | None = None) -> Organisation:
    """Make an organisation that waits for an editor. A second applicant with the same name and kind gets the first.

    One at a time: of eight colleagues at the same moment seven find what the first one made.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('people.propose_organisation'))")
    same = Organisation.objects.filter(name__iexact=name.strip(), kind=kind, ended_on=None)
    if kind == Discipline.MUNICIPALITY and municipality:
        same = Organisation.objects.filter(kind=kind, municipality=municipality, ended_on=None)
    existing = same.first()
    if existing:
        return existing
    organisation = Organisation.objects.create(
        name=name.strip(), kind=kind, slug=free_slug(name), municipality=municipality, proposed_by=by
    )
    if municipality:
        organisation.working_area.add(municipality)
    searching.changed(organisation)
    return organisation


def free_slug(name: str) -> str:
    """A slug that no organisation has yet."""
    base = slugify(name)[:200] or "organisatie"
    taken = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)


@transaction.atomic
def apply(*, by: Person, organisation: Organisation, motivation: str = "") -> Application:
    """Ask to join. Proven by mail domain: accepted at once. A second request while one waits returns the first."""
    Person.objects.select_for_update().get(pk=by.pk)
    waiting = Application.objects.filter(person=by, status=Application.Status.WAITING).first()
    if waiting:
        return waiting
    application = Application.objects.create(person=by, organisation=organisation, motivation=motivation)
    if is_proven(by, organisation):
        return close(application, status=Application.Status.ACCEPTED, by=None)
    tell_deciders(application)
    return application


def is_proven(person: Person, organisation: Organisation) -> bool:
    """Whether the (verified) mail address belongs to the organisation's own domain."""
    if organisation.proposed_by_id:
        return False
    return Organisation.objects.for_mail(person.email).filter(pk=organisation.pk).exists()


@transaction.atomic
def decide(application: Application, *, by: Person, accept: bool, reason: str = "") -> Application:
    """A steward or editor accepts, or refuses with a reason. Raises NotPossible when it is settled already."""
    status = Application.Status.ACCEPTED if accept else Application.Status.REFUSED
    locked = Application.objects.select_for_update().get(pk=application.pk)
    closed = close(locked, status=status, by=by, reason=reason)
    logbook.record(by=by, verb=f"aanmelding {closed.get_status_display()}", target=closed, note=reason)
    return closed


@transaction.atomic
def withdraw(application: Application, *, by: Person) -> Application:
    """The applicant takes the request back. Raises NotPossible when it is settled already."""
    locked = Application.objects.select_for_update().get(pk=application.pk, person=by)
    return close(locked, status=Application.Status.WITHDRAWN, by=None)


def close(application: Application, *, status: Application.Status, by: Person | None, reason: str = "") -> Application:
    if not application.may_become(status):
        raise NotPossible(f"Deze aanmelding is al {application.get_status_display()}.")
    application.status = status
    application.decided_by = by
    application.decided_at = timezone.now()
    application.reason = reason
    application.save()
    if status == Application.Status.ACCEPTED:
        admit(application)
    if status != Application.Status.WITHDRAWN:
        tell_applicant(application)
    return application


def admit(application: Application) -> None:
    """Make the membership. The organisation that the applicant proposed becomes a real one with it."""
    organisation = application.organisation
    if organisation.proposed_by_id:
        organisation.proposed_by = None
        organisation.save(update_fields=["proposed_by"])
    Membership.objects.get_or_create(
        person=application.person, organisation=organisation, role=Role.MEMBER, ended_on=None
    )
    searching.changed(application.person, organisation)


def deciders(application: Application) -> list[str]:
    """Mail addresses of who may decide: the organisation's stewards, else the editors."""
    stewards = Membership.objects.active().filter(organisation=application.organisation, role=Role.STEWARD)
    editors = Membership.objects.active().filter(role=Role.EDITOR)
    people = Person.objects.living().filter(memberships__in=stewards)
    return [p.email for p in people] or [p.email for p in Person.objects.living().filter(memberships__in=editors)]


def tell_deciders(application: Application) -> None:
    url = settings.SITE_URL + reverse("people:application", args=[application.pk])
    text = render_to_string("people/mail/application_waiting.txt", {"application": application, "url": url})
    for address in deciders(application):
        send_mail(f"Aanmelding van {application.person}"[:150], text, None, [address])


def tell_applicant(application: Application) -> None:
    url = settings.SITE_URL + reverse("people:join")
    text = render_to_string("people/mail/application_decided.txt", {"application": application, "url": url})
    send_mail(f"Je aanmelding is {application.get_status_display()}", text, None, [application.person.email])
