"""The organiser's pages: make, change, publish, call off, copy, repeat, throw away."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from woonoverlast.events import dates, numbers, organising
from woonoverlast.events.access import get_event_to_organise
from woonoverlast.events.forms.organising import EventForm, ReasonForm, RepeatForm, event_form
from woonoverlast.events.models import Event
from woonoverlast.events.organising import Overtaken
from woonoverlast.events.places import NotPossible
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt, attempt_form
from woonoverlast.web.forms import renew
from woonoverlast.web.limits import limited

HOUR = timedelta(hours=1)
OVERTAKEN = (
    "Iemand anders sloeg dit intussen op. Wat jij typte staat er nog. Kijk op de pagina wat de ander veranderde; "
    "sla opnieuw op om jouw versie te houden."
)
RULE = "organisatoren en redacteuren"
BOTH = ["GET", "HEAD", "POST"]


@access(Level.EDITOR)
@require_http_methods(BOTH)
@limited(60, per=HOUR)
def new_event(request: PersonRequest) -> HttpResponse:
    by = request.user
    form = EventForm(request.POST if request.method == "POST" else None, by=by)
    if request.method == "POST" and form.is_valid():
        made = organising.make(form.details, by=by)
        messages.success(request, "Dit is je concept. Vul het programma aan, en zet het daarna in de agenda.")
        return redirect("events:organise", made.pk)
    return render(request, "events/edit.html", {"form": form}, status=422 if form.errors else 200)


@access(Level.MEMBER, rule=RULE)
@require_http_methods(BOTH)
@limited(200, per=HOUR)
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    event, by = get_event_to_organise(request.user, pk), request.user
    form = event_form(event, by, request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return show_edit(request, event, form)
    version, why = form.cleaned_data.get("version"), form.cleaned_data.get("why", "")
    try:
        saved = organising.save(event, form.details, by=by, version=version, why=why)
    except Overtaken:
        event.refresh_from_db()
        form.add_error(None, OVERTAKEN)
        renew(form, "version", event.version)
        return show_edit(request, event, form, status=409)
    except NotPossible as problem:
        form.add_error("capacity", str(problem))
        return show_edit(request, event, form)
    say_saved(request, event, saved)
    return redirect("events:organise", pk)


def say_saved(request: HttpRequest, before: Event, saved: Event) -> None:
    messages.success(request, "Opgeslagen.")
    if saved.sequence != before.sequence:
        messages.info(
            request, "Tijd of plaats is veranderd. Wie zich aanmeldde krijgt een mail, met een nieuwe agenda-afspraak."
        )
        if number := organising.people_with_clash(saved):
            who = "1 deelnemer heeft" if number == 1 else f"{number} deelnemers hebben"
            messages.warning(request, f"{who} op dat moment al een andere bijeenkomst.")


def show_edit(request: HttpRequest, event: Event, form: EventForm, status: int = 422) -> HttpResponse:
    return render(request, "events/edit.html", {"form": form, "event": event}, status=status if form.errors else 200)


@access(Level.MEMBER, rule=RULE)
@require_safe
def organise(request: PersonRequest, pk: int) -> HttpResponse:
    event = get_event_to_organise(request.user, pk)
    context = {
        "event": event,
        "tab": "overzicht",
        "numbers": numbers.of_event(event),
        "can_publish": event.can_be_published_by(request.user),
        "missing": numbers.missing(event),
    }
    return render(request, "events/organise.html", context)


@access(Level.EDITOR)
@require_POST
@limited(60, per=HOUR)
def publication(request: PersonRequest, pk: int) -> HttpResponse:
    event = get_event_to_organise(request.user, pk)
    if not attempt(request, lambda: organising.publish(event, by=request.user)):
        return redirect("events:organise", pk)
    messages.success(request, "Dit staat nu in de agenda.")
    return redirect("events:organise", pk)


@access(Level.MEMBER, rule=RULE)
@require_http_methods(BOTH)
@limited(30, per=HOUR)
def cancellation(request: PersonRequest, pk: int) -> HttpResponse:
    """Call it off, after a reason."""
    event = get_event_to_organise(request.user, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if attempt_form(form, lambda: organising.call_off(event, by=request.user, reason=form.cleaned_data["reason"])):
            messages.success(request, "Afgezegd. Wie zich aanmeldde krijgt een mail.")
            return redirect("events:organise", pk)
    live = event.sign_ups.live().count()
    context = {"event": event, "form": form, "live": live}
    return render(request, "events/cancellation.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule=RULE)
@require_POST
@limited(30, per=HOUR)
def copy(request: PersonRequest, pk: int) -> HttpResponse:
    made = organising.copy(get_event_to_organise(request.user, pk), by=request.user)
    messages.success(request, "Dit is een kopie, als concept. Controleer de datum.")
    return redirect("events:edit", made.pk)


@access(Level.MEMBER, rule=RULE)
@require_http_methods(BOTH)
@limited(30, per=HOUR)
def repetition(request: PersonRequest, pk: int) -> HttpResponse:
    """More dates by a pattern: first shown, then made."""
    event, by = get_event_to_organise(request.user, pk), request.user
    form = RepeatForm(request.POST if request.method == "POST" else None)
    context = {"event": event, "form": form, "tab": "overzicht"}
    if request.method == "POST" and form.is_valid():
        spans = dates.by_pattern(event, form.cleaned_data["pattern"], form.cleaned_data["number"])
        if form.cleaned_data["confirmed"]:
            made = organising.repeat(event, spans, by=by)
            where = "in de agenda" if made[0].is_published else "als concept"
            messages.success(request, f"Er staan {len(made)} data bij, {where}.")
            return redirect("events:organise", pk)
        context["spans"] = spans
    return render(request, "events/repetition.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule=RULE)
@require_POST
@limited(30, per=HOUR)
def removal(request: PersonRequest, pk: int) -> HttpResponse:
    event = get_event_to_organise(request.user, pk)
    if not attempt(request, lambda: organising.throw_away(event, by=request.user)):
        return redirect("events:organise", pk)
    messages.success(request, f"Het concept '{event}' is weg.")
    return redirect("events:agenda")
