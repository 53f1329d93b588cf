"""The organiser's pages about one event: programme, questions, invited people, participants, what happened and why."""

from datetime import time, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from woonoverlast.events import numbers, organising, participants, places, signing_up
from woonoverlast.events.access import (
    get_event_to_organise,
    get_part_to_organise,
    get_question_to_organise,
    get_sign_up_to_organise,
)
from woonoverlast.events.forms.organising import InviteForm, PartForm, QuestionForm
from woonoverlast.events.forms.participants import AddForm, ParticipantForm, RemovalForm
from woonoverlast.events.models import Event, Part, Question, Step
from woonoverlast.events.places import NotPossible
from woonoverlast.people import caps
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt_form
from woonoverlast.web.limits import limited

HOUR = timedelta(hours=1)
RULE = "organisatoren en redacteuren"
BOTH = ["GET", "HEAD", "POST"]


@access(Level.MEMBER, rule=RULE)
@require_http_methods(BOTH)
@limited(200, per=HOUR)
def programme(request: PersonRequest, pk: int) -> HttpResponse:
    """The parts, and a form for one more."""
    event = get_event_to_organise(request.user, pk)
    start = timezone.localtime(event.starts_at)
    return part_page(
        request,
        event,
        None,
        PartForm(request.POST if request.method == "POST" else None, initial={"starts": start.time()}),
    )


@access(Level.MEMBER, rule=RULE)
@require_http_methods(BOTH)
@limited(200, per=HOUR)
def part(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    found = get_part_to_organise(request.user, pk, number)
    lines = [", ".join(p for p in (s.person.email if s.person else s.name, s.role) if p) for s in found.speakers.all()]
    initial = {"starts": timezone.localtime(found.starts_at).time(), "title": found.title, "text": found.text}
    return part_page(
        request,
        found.event,
        found,
        PartForm(request.POST if request.method == "POST" else None, initial=initial | {"speakers": "\n".join(lines)}),
    )


def part_page(request: PersonRequest, event: Event, found: Part | None, form: PartForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        words["after_minutes"] = minutes_after(event, words.pop("starts"))
        organising.set_part(event, found, words, by=request.user)
        messages.success(request, "Opgeslagen.")
        return redirect("events:programme", event.pk)
    parts = event.parts.prefetch_related("speakers__person")
    context = {"event": event, "part": found, "form": form, "parts": parts, "tab": "programma"}
    return render(request, "events/programme.html", context, status=422 if form.errors else 200)


def minutes_after(event: Event, at: time) -> int:
    """From the beginning of the event; an earlier time on the clock is on the next day."""
    start = timezone.localtime(event.starts_at)
    minutes = (at.hour - start.hour) * 60 + at.minute - start.minute
    return minutes if minutes >= 0 else minutes + 24 * 60


@access(Level.MEMBER, rule=RULE)
@require_POST
@limited(200, per=HOUR)
def part_removal(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    event = get_event_to_organise(request.user, pk)
    Part.objects.filter(event=event, pk=number).delete()
    messages.success(request, "Het onderdeel is weg.")
    return redirect("events:programme", pk)


@access(Level.MEMBER, rule=RULE)
@require_http_methods(BOTH)
@limited(200, per=HOUR)
def questions(request: PersonRequest, pk: int) -> HttpResponse:
    event = get_event_to_organise(request.user, pk)
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        Question.objects.create(event=event, **form.cleaned_data)
        messages.success(request, "De vraag staat erbij.")
        return redirect("events:questions", pk)
    context = {"event": event, "form": form, "questions": event.questions.all(), "tab": "vragen"}
    return render(request, "events/questions.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule=RULE)
@require_POST
@limited(200, per=HOUR)
def question_removal(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    """With the answers that were given."""
    organising.remove_question(get_question_to_organise(request.user, pk, number))
    messages.success(request, "De vraag is weg, met de antwoorden.")
    return redirect("events:questions", pk)


@access(Level.MEMBER, rule=RULE)
@require_http_methods(BOTH)
@limited(60, per=HOUR)
def invited(request: PersonRequest, pk: int) -> HttpResponse:
    event, by = get_event_to_organise(request.user, pk), request.user
    form = InviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            found, unknown = organising.invite(event, form.cleaned_data["addresses"], by=by)
        except NotPossible as problem:
            caps.tell_editors(caps.TO_EVENTS, by=by)
            messages.warning(request, str(problem))
            return redirect("events:invited", pk)
        messages.success(request, f"Uitgenodigd: {len(found)}.")
        if unknown:
            messages.warning(
                request, f"Geen lid met dit adres: {', '.join(unknown)}. Nodig hen eerst uit voor het platform."
            )
        return redirect("events:invited", pk)
    context = {"event": event, "form": form, "rows": participants.invited(event), "tab": "uitnodigen"}
    return render(request, "events/invited.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule=RULE)
@require_safe
def list_of_participants(request: PersonRequest, pk: int) -> HttpResponse:
    event = get_event_to_organise(request.user, pk)
    form = ParticipantForm(request.GET)
    rows = participants.rows(event, status=form.status)
    context = {"event": event, "form": form, "rows": rows, "questions": event.questions.all(), "tab": "deelnemers"}
    return render(request, "events/participants.html", context)


@access(Level.MEMBER, rule=RULE)
@require_safe
def export(request: PersonRequest, pk: int, kind: str) -> HttpResponse:
    """The participants as CSV or XLSX; nothing in it is ever calculated."""
    event = get_event_to_organise(request.user, pk)
    content, content_type = participants.exported(event, kind=kind)
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="deelnemers-{event.pk}.{kind}"'
    return response


@access(Level.MEMBER, rule=RULE)
@require_http_methods(BOTH)
@limited(200, per=HOUR)
def addition(request: PersonRequest, pk: int) -> HttpResponse:
    """The organiser signs up a member; a full event puts him in line like everybody."""
    event, by = get_event_to_organise(request.user, pk), request.user
    form = AddForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = signing_up.sign_up(event, form.cleaned_data["email"], by=by)
        except NotPossible as problem:
            form.add_error("email", str(problem))
        else:
            messages.success(request, f"{made.name}: {made.get_status_display()}.")
            return redirect("events:participants", pk)
    context = {"event": event, "form": form, "tab": "deelnemers"}
    return render(request, "events/addition.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule=RULE)
@require_http_methods(BOTH)
@limited(200, per=HOUR)
def participant(request: PersonRequest, pk: int) -> HttpResponse:
    """Everything that happened to one sign-up; and taking it away, with a reason."""
    sign_up = get_sign_up_to_organise(request.user, pk)
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if attempt_form(
            form, lambda: places.cancel(sign_up, by=request.user, why=form.cleaned_data["why"], removed=True)
        ):
            messages.success(request, f"{sign_up.name} is afgemeld.")
            return redirect("events:participants", sign_up.event_id)
    context = {"event": sign_up.event, "sign_up": sign_up, "form": form, "tab": "deelnemers"}
    context |= {"steps": sign_up.steps.select_related("by"), "answers": sign_up.answers.select_related("question")}
    return render(request, "events/participant.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule=RULE)
@require_safe
def logbook(request: PersonRequest, pk: int) -> HttpResponse:
    """Why each person did or did not get a place."""
    event = get_event_to_organise(request.user, pk)
    steps = Step.objects.filter(sign_up__event=event).select_related("sign_up__person", "by").order_by("-pk")
    return render(request, "events/logbook.html", {"event": event, "steps": steps[:500], "tab": "verloop"})


@access(Level.EDITOR)
@require_safe
def figures(request: PersonRequest) -> HttpResponse:
    """All events of a year: how full, how many stayed away, which municipalities never come."""
    return render(request, "events/figures.html", numbers.of_all())
