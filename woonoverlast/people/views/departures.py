"""Keeping it true: confirming, reporting and settling a departure, leaving."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from woonoverlast.people import departures, yearly_check
from woonoverlast.people.access import get_own_organisation, get_person, get_report_to_settle
from woonoverlast.people.forms.departures import DepartureForm, SettlementForm
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt
from woonoverlast.web.limits import limited


@access(Level.PUBLIC, rule="wie de link uit de mail heeft")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited(30, per=timedelta(hours=1))
def confirm_profile(request: HttpRequest, token: str) -> HttpResponse:
    """One click from the yearly mail, also logged out. Opening the link changes nothing: mail scanners open it too."""
    person = yearly_check.person_of_token(token)
    if person is None:
        return render(request, "people/confirm_profile.html", {"state": "invalid"}, status=410)
    if request.method == "POST":
        yearly_check.confirm_profile(person)
        return render(request, "people/confirm_profile.html", {"state": "done"})
    memberships = departures.current_memberships(person)
    context = {"state": "ask", "person": person, "memberships": memberships}
    return render(request, "people/confirm_profile.html", context)


@access(Level.MEMBER, rule="over leden die je ziet, niet over jezelf")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(20, per=timedelta(hours=1))
def report_departure(request: PersonRequest, pk: int) -> HttpResponse:
    person = get_person(request.user, pk)
    form = DepartureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        attempt(
            request,
            lambda: departures.report_departure(person, by=request.user, note=form.cleaned_data["note"].strip()),
            done="Bedankt. De beheerder of een redacteur kijkt ernaar.",
        )
        return redirect("people:profile", person.pk)
    context = {"form": form, "person": person}
    return render(request, "people/report_departure.html", context, status=422 if form.errors else 200)


@access(Level.STEWARD, rule="mensen van de eigen organisatie; redacteuren alle")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(300, per=timedelta(hours=1))
def settle_departure(request: PersonRequest, pk: int) -> HttpResponse:
    viewer = request.user
    report = get_report_to_settle(viewer, pk)
    form = SettlementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        attempt(
            request,
            lambda: departures.settle_departure(report, by=viewer, **form.cleaned_data),
            done="De melding is afgehandeld.",
        )
        return redirect("people:directory")
    context = {"form": form, "report": report, "memberships": departures.current_memberships(report.person)}
    return render(request, "people/settle_departure.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule="alleen eigen lidmaatschap")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(20, per=timedelta(hours=1))
def leave(request: PersonRequest, slug: str) -> HttpResponse:
    """Leave an organisation; the next page leads to the new employer."""
    person = request.user
    organisation = get_own_organisation(person, slug)
    if request.method == "POST":
        departures.leave(person, organisation)
        messages.success(
            request, f"Je bent geen lid meer namens {organisation}. Werk je nu ergens anders? Meld je daar aan."
        )
        return redirect("people:join_profile")
    context = {"organisation": organisation, "warnings": departures.last_of_its_kind(person, organisation)}
    return render(request, "people/leave.html", context)
