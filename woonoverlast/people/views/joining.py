"""The journey of an applicant, and the decision of a steward or editor."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from woonoverlast.people import inviting, joining, stewardship, vetting
from woonoverlast.people.access import get_application
from woonoverlast.people.forms.joining import (
    DecisionForm,
    JoinForm,
    PlaceForm,
    SearchTermForm,
    latest_application,
    municipal_organisations,
    organisations_like,
)
from woonoverlast.people.models import Application, Discipline, Invitation, Membership, Organisation, Person
from woonoverlast.people.requests import PersonRequest, signed_in
from woonoverlast.places.models import Municipality
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt
from woonoverlast.web.limits import limited

FIRST_ONE = "nog niet aangesloten, jij bent de eerste"
CAME_FROM = "municipality"  # whose page led here
STEPS = ["Mailadres", "Bevestigen", "Je profiel", "Klaar"]


@access(Level.PUBLIC)
@require_safe
def join(request: HttpRequest) -> HttpResponse:
    """Where you stand: not started, profile still to do, waiting, refused, or member."""
    if place := PlaceForm(request.GET).place():
        request.session[CAME_FROM] = place.slug
    if not request.user.is_authenticated:
        return render(request, "people/join_start.html", {"steps": STEPS, "step": 1})
    person = signed_in(request)
    application = latest_application(person)
    if not person.is_member and (application is None or application.status == Application.Status.WITHDRAWN):
        return redirect("people:join_profile")
    memberships = Membership.objects.active().filter(person=person).select_related("organisation")
    context = {"application": application, "memberships": memberships, "steps": STEPS, "step": 4}
    return render(request, "people/join_status.html", context)


@access(Level.ACCOUNT)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(20, per=timedelta(hours=1))
def join_profile(request: PersonRequest) -> HttpResponse:
    """Profile and organisation. Also the way to a second or a new employer."""
    person = request.user
    known = Organisation.objects.joinable().for_mail(person.email).first()
    invitation = inviting.pending_for(person).first()
    form = JoinForm(request.POST or None, instance=person, initial=known_already(request, known, invitation))
    if request.method == "POST" and form.is_valid():
        submit(form, person)
        return redirect("people:join")
    context = {"form": form, "known": known, "invitation": invitation, "steps": STEPS, "step": 3}
    context["admits"] = bool(invitation and inviting.admits(invitation))
    return render(request, "people/join_profile.html", context, status=422 if form.errors else 200)


def known_already(request: PersonRequest, known: Organisation | None, invitation: Invitation | None) -> dict[str, Any]:
    """What the mail address, the invitation or the page somebody came from says already: shown to confirm, not asked."""
    invited = invitation.organisation if invitation else None
    organisation = invited or known
    came_from = Municipality.objects.current().filter(slug=request.session.get(CAME_FROM, "")).first()
    municipality = (organisation and organisation.municipality) or (invitation and invitation.municipality) or came_from
    filled: dict[str, Any] = {"municipality": municipality}
    if organisation:
        filled |= {"organisation_name": organisation.name, "discipline": organisation.kind}
    elif municipality:
        filled |= {"organisation_name": f"Gemeente {municipality}", "discipline": Discipline.MUNICIPALITY}
    return filled if not request.user.is_member else {"organisation_name": filled.get("organisation_name", "")}


@transaction.atomic
def submit(form: JoinForm, person: Person) -> Application:
    person.profile_confirmed_at = timezone.now()
    form.save()
    organisation = form.cleaned_data["organisation"]
    if organisation is None:
        organisation = joining.propose_organisation(by=person, **form.proposal())
    application = joining.apply(by=person, organisation=organisation, motivation=form.cleaned_data["motivation"])
    inviting.accept_pending(person)
    return application


@access(Level.ACCOUNT)
@require_POST
@limited(20, per=timedelta(hours=1))
def withdrawal(request: PersonRequest) -> HttpResponse:
    """The applicant takes the waiting request back."""
    person = request.user
    application = Application.objects.filter(person=person, status=Application.Status.WAITING).first()
    if application:
        joining.withdraw(application, by=person)
        messages.success(request, "Je hebt je aanmelding ingetrokken. Je kunt je altijd opnieuw aanmelden.")
    return redirect("people:join")


@access(Level.STEWARD, rule="eigen organisatie; redacteuren alle")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(300, per=timedelta(hours=1))
def application(request: PersonRequest, pk: int) -> HttpResponse:
    """One request with everything needed to decide on it."""
    person = request.user
    found = get_application(person, pk)
    domain = vetting.offered_domain(found) if person.is_editor else ""
    form = DecisionForm(request.POST or None, domain=domain)
    if request.method == "POST" and form.is_valid():
        settle(request, found, form)
        return redirect("people:application", found.pk)
    context = {"application": found, "form": form, "alike": alike(found), "facts": vetting.facts(found)}
    return render(request, "people/application.html", context, status=422 if form.errors else 200)


def settle(request: PersonRequest, found: Application, form: DecisionForm) -> None:
    accept = form.cleaned_data["decision"] == "accept"
    attempt(
        request,
        lambda: joining.decide(found, by=request.user, accept=accept, reason=form.cleaned_data["reason"].strip()),
        done="Je besluit is opgeslagen. De aanvrager krijgt een mail.",
    )
    if accept and form.cleaned_data.get("with_domain"):
        by, organisation = request.user, found.organisation
        attempt(
            request,
            lambda: stewardship.add_domain(form.domain, organisation=organisation, by=by),
            done=f"Wie een adres op @{form.domain} heeft, is voortaan meteen lid van {organisation}.",
        )


def alike(found: Application) -> list[Organisation]:
    """Known organisations that look like the one an applicant proposed, so that no double one is made."""
    if not found.organisation.proposed_by_id:
        return []
    return list(organisations_like(found.organisation.name)[:5])


@access(Level.ACCOUNT)
@require_safe
def organisation_search(request: PersonRequest) -> HttpResponse:
    """Names for the type-ahead of the join form."""
    form = SearchTermForm(request.GET)
    typed = form.cleaned_data["q"].strip() if form.is_valid() else ""
    return JsonResponse({"results": suggestions(typed) if len(typed) >= 2 else []})


def suggestions(typed: str) -> list[dict[str, str]]:
    """Municipalities first, also those where nobody is yet; then organisations that look like it."""
    places = Municipality.objects.current().nearest(typed, most=5)
    taken = {organisation.municipality_id: organisation for organisation in municipal_organisations(places)}
    rows = [
        {"value": taken[place.pk].name, "label": taken[place.pk].name, "detail": "Gemeente"}
        if place.pk in taken
        else {"value": f"Gemeente {place}", "label": f"Gemeente {place}", "detail": FIRST_ONE}
        for place in places
    ]
    known = Organisation.objects.joinable().exclude(pk__in=[organisation.pk for organisation in taken.values()])
    others = known.nearest(typed, most=8 - len(rows))
    rows += [{"value": o.name, "label": o.name, "detail": o.get_kind_display()} for o in others]
    return rows
