"""After an event, for who organises it: materials, the questions that came up, evaluation and certificates."""

from datetime import timedelta
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from woonoverlast.attendance import certifying, evaluating, materials, overview
from woonoverlast.attendance.access import (
    get_certificate_to_organise,
    get_material,
    get_material_to_organise,
    get_raised_question_to_organise,
)
from woonoverlast.attendance.forms.after import (
    FORMS,
    BecameForm,
    FileForm,
    KindForm,
    MaterialForm,
    MinutesForm,
    RaisedQuestionForm,
    WithdrawForm,
)
from woonoverlast.attendance.models import Material, RaisedQuestion
from woonoverlast.events.access import get_event_to_organise
from woonoverlast.events.models import Event
from woonoverlast.events.places import NotPossible
from woonoverlast.lib import richtext
from woonoverlast.people.models import Person
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited

HOUR = timedelta(hours=1)
ORGANISER = "organisator of redacteur"


@access(Level.MEMBER, rule=ORGANISER)
@require_safe
def afterwards(request: PersonRequest, pk: int) -> HttpResponse:
    event = get_event_to_organise(request.user, pk)
    return render(request, "attendance/afterwards.html", overview.organiser_page(event))


@access(Level.MEMBER, rule=ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(120, per=HOUR)
def new_material(request: PersonRequest, pk: int) -> HttpResponse:
    event, kind = get_event_to_organise(request.user, pk), KindForm(request.GET).kind
    form = FORMS[kind](request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        add(event, form, by=request.user)
        messages.success(request, "Het staat erbij.")
        return redirect("attendance:afterwards", pk)
    context = {"event": event, "form": form, "kind": kind, "kinds": Material.Kind.choices}
    return render(request, "attendance/material_form.html", context, status=422 if form.errors else 200)


def add(event: Event, form: MaterialForm, *, by: Person) -> Material:
    cleaned = form.cleaned_data
    shared: dict[str, Any] = {"title": cleaned["title"], "seen_by": cleaned["seen_by"], "by": by}
    if isinstance(form, FileForm) and form.found:
        return materials.add_file(event, name=cleaned["file"].name, found=form.found, **shared)
    if isinstance(form, MinutesForm):
        return materials.write_minutes(event, body=cleaned["body"], **shared)
    return materials.add_link(event, url=cleaned["url"], **shared)


@access(Level.MEMBER, rule=ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(120, per=HOUR)
def change_material(request: PersonRequest, pk: int) -> HttpResponse:
    """The title and for whom; of minutes the text too."""
    found = get_material_to_organise(request.user, pk)
    form_class = MinutesForm if found.kind == Material.Kind.MINUTES else MaterialForm
    initial = {"title": found.title, "seen_by": found.seen_by, "body": found.body}
    form = form_class(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        materials.change(found, **form.cleaned_data)
        messages.success(request, "Opgeslagen.")
        return redirect("attendance:afterwards", found.event_id)
    context = {"event": found.event, "form": form, "kind": found.kind, "material": found}
    return render(request, "attendance/material_form.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule=ORGANISER)
@require_POST
@limited(120, per=HOUR)
def material_removal(request: PersonRequest, pk: int) -> HttpResponse:
    found = get_material_to_organise(request.user, pk)
    event = found.event_id
    materials.remove(found)
    messages.success(request, f"‘{found.title}’ is weg.")
    return redirect("attendance:afterwards", event)


@access(Level.PUBLIC, rule="wie de bijeenkomst en het materiaal mag zien")
@require_safe
def material(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A file always as a download, with the type that was found in the content; minutes as a page; a link leads there."""
    found = get_material(request.user, pk)
    if found.kind == Material.Kind.LINK:
        return redirect(found.url)
    if found.kind == Material.Kind.MINUTES:
        return render(
            request,
            "attendance/minutes.html",
            {"material": found, "event": found.event, "body": richtext.render(found.body)},
        )
    response = FileResponse(
        found.file.open("rb"), as_attachment=True, filename=PurePath(found.name).name, content_type=found.media_type
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@access(Level.MEMBER, rule=ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(240, per=HOUR)
def new_question(request: PersonRequest, pk: int) -> HttpResponse:
    event = get_event_to_organise(request.user, pk)
    form = RaisedQuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        RaisedQuestion.objects.create(event=event, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, "De vraag staat erbij.")
        return redirect("attendance:afterwards", pk)
    context = {"event": event, "form": form}
    return render(request, "attendance/question_form.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule=ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(240, per=HOUR)
def question_became(request: PersonRequest, pk: int) -> HttpResponse:
    """Write down which topic or bottleneck the question became."""
    found = get_raised_question_to_organise(request.user, pk)
    form = BecameForm(request.POST or None, initial={"became": found.became})
    if request.method == "POST" and form.is_valid():
        fields = {"became": form.cleaned_data["became"], "became_by": request.user, "became_at": timezone.now()}
        RaisedQuestion.objects.filter(pk=found.pk).update(**fields)
        messages.success(request, "Genoteerd.")
        return redirect("attendance:afterwards", found.event_id)
    context = {"event": found.event, "question": found, "form": form, "ask_link": overview.ask_link(found)}
    return render(request, "attendance/question_became.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule=ORGANISER)
@require_POST
@limited(240, per=HOUR)
def raised_question_removal(request: PersonRequest, pk: int) -> HttpResponse:
    found = get_raised_question_to_organise(request.user, pk)
    event = found.event_id
    found.delete()
    messages.success(request, "De vraag is weg.")
    return redirect("attendance:afterwards", event)


@access(Level.MEMBER, rule=ORGANISER)
@require_safe
def report(request: PersonRequest, pk: int) -> HttpResponse:
    event = get_event_to_organise(request.user, pk)
    return render(request, "attendance/report.html", {"event": event, "report": evaluating.report(event)})


@access(Level.MEMBER, rule=ORGANISER)
@require_POST
@limited(60, per=HOUR)
def certificates(request: PersonRequest, pk: int) -> HttpResponse:
    """Issue them to everybody who was there and has none yet."""
    event = get_event_to_organise(request.user, pk)
    try:
        number = certifying.issue(event, by=request.user)
    except NotPossible as problem:
        messages.warning(request, str(problem))
    else:
        words = f"{number} {'certificaat' if number == 1 else 'certificaten'} uitgegeven. Iedereen krijgt een mail."
        messages.success(request, words if number else "Iedereen die er was heeft al een certificaat.")
    return redirect("attendance:afterwards", pk)


@access(Level.MEMBER, rule=ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=HOUR)
def withdrawal(request: PersonRequest, pk: int) -> HttpResponse:
    found = get_certificate_to_organise(request.user, pk)
    assert found.sign_up
    event, form = found.sign_up.event, WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found.withdraw(by=request.user, why=form.cleaned_data["why"])
        messages.success(request, f"Het certificaat van {found.name} geldt niet meer.")
        return redirect("attendance:afterwards", event.pk)
    context = {"event": event, "certificate": found, "form": form}
    return render(request, "attendance/withdrawal.html", context, status=422 if form.errors else 200)
