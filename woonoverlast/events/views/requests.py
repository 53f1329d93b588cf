"""Requests and proposals: asking, talking, and what came of it."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from woonoverlast.events import requesting
from woonoverlast.events.access import get_request
from woonoverlast.events.forms.requests import KindForm, RefusalForm, RemarkForm, RequestForm
from woonoverlast.events.models import Request
from woonoverlast.events.places import NotPossible
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt
from woonoverlast.web.limits import limited

NO_REASON = "Schrijf waarom het niet kan, dan weet de aanvrager waar hij aan toe is."
HOUR = timedelta(hours=1)
RULE = "wie het vroeg en redacteuren"


@access(Level.MEMBER, rule=RULE)
@require_safe
def requests(request: PersonRequest) -> HttpResponse:
    by = request.user
    rows = Request.objects.visible_to(by).select_related("by", "municipality", "event")
    return render(request, "events/requests.html", {"rows": rows[:200]})


@access(Level.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(10, per=HOUR)
def new_request(request: PersonRequest) -> HttpResponse:
    by = request.user
    initial = {"kind": KindForm(request.GET).kind or Request.Kind.WORKSHOP, "municipality": by.municipality_id}
    form = RequestForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = requesting.ask(form.cleaned_data, by=by)
        messages.success(request, "De redactie heeft je aanvraag. Je krijgt een melding als er antwoord is.")
        return redirect(made)
    return render(request, "events/new_request.html", {"form": form}, status=422 if form.errors else 200)


@access(Level.MEMBER, rule=RULE)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=HOUR)
def one_request(request: PersonRequest, pk: int) -> HttpResponse:
    by = request.user
    found = get_request(by, pk)
    form = RemarkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        requesting.say(found, form.cleaned_data["text"], by=by)
        return redirect(f"{found.get_absolute_url()}#onderaan")
    context = {"found": found, "form": form, "refusal": RefusalForm(), "remarks": found.remarks.select_related("by")}
    return render(request, "events/request.html", context, status=422 if form.errors else 200)


@access(Level.EDITOR)
@require_POST
@limited(60, per=HOUR)
def granting(request: PersonRequest, pk: int) -> HttpResponse:
    found = get_request(request.user, pk)
    try:
        made = requesting.grant(found, by=request.user)
    except NotPossible as problem:
        messages.warning(request, str(problem))
        return redirect(found)
    messages.success(request, "Dit is het concept. Kies de datum en vul aan.")
    return redirect("events:edit", made.pk)


@access(Level.EDITOR)
@require_POST
@limited(60, per=HOUR)
def refusal(request: PersonRequest, pk: int) -> HttpResponse:
    found, form = get_request(request.user, pk), RefusalForm(request.POST)
    if not form.is_valid():
        why = str(form.errors["reason"][0]) if form.data.get("reason", "").strip() else NO_REASON
        messages.warning(request, why)
        return redirect(found)
    attempt(
        request,
        lambda: requesting.refuse(found, by=request.user, reason=form.cleaned_data["reason"]),
        done="De aanvrager leest je reden.",
    )
    return redirect(found)
