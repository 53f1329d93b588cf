"""Who works for the municipality says what holds; editors confirm or take away."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from woonoverlast.local_rules import keeping
from woonoverlast.local_rules.access import get_standing, get_statement_to_judge, standing_to_keep, to_keep
from woonoverlast.local_rules.forms import StatementForm, TakeAwayForm, initial_of
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt, attempt_form
from woonoverlast.web.limits import limited

WHO = "wie bij deze gemeente werkt, en redacteuren"
SHOWN = ["GET", "HEAD", "POST"]


@access(Level.MEMBER, rule=WHO)
@require_http_methods(SHOWN)
@limited(120, per=timedelta(hours=1))
def stating(request: PersonRequest, slug: str, instrument: str) -> HttpResponse:
    municipality, found = to_keep(request.user, slug, instrument)
    former = get_standing(municipality, found)
    form = StatementForm(request.POST or None, initial=initial_of(former))
    if request.method == "POST" and form.is_valid():
        facts, read = form.facts(), form.number_read()
        if attempt_form(form, lambda: keeping.state(municipality, found, facts, by=request.user, read=read)):
            more = "" if request.user.is_editor else " Een redacteur kijkt ernaar; het staat er nu al."
            messages.success(request, f"Dank je, je opgave staat in het register.{more}")
            return redirect("local_rules:rule", municipality.slug, found.slug)
    page = reverse("local_rules:municipality", args=[municipality.slug])
    context = {"form": form, "municipality": municipality, "municipality_url": page, "instrument": found}
    return render(request, "local_rules/stating.html", context, status=422 if form.errors else 200)


@access(Level.MEMBER, rule=WHO)
@require_POST
@limited(120, per=timedelta(hours=1))
def renewal(request: PersonRequest, slug: str, instrument: str) -> HttpResponse:
    """ "Dit klopt nog": one button."""
    statement = standing_to_keep(request.user, slug, instrument)
    done = "Dank je. De opgave geldt weer 18 maanden als nagekeken."
    attempt(request, lambda: keeping.renew(statement, by=request.user), done=done)
    return redirect(statement)


@access(Level.EDITOR)
@require_POST
def confirmation(request: PersonRequest, pk: int) -> HttpResponse:
    statement = get_statement_to_judge(pk)
    attempt(request, lambda: keeping.confirm(statement, by=request.user), done=f"Bevestigd: {statement}.")
    return redirect(statement)


@access(Level.EDITOR)
@require_http_methods(SHOWN)
def refusal(request: PersonRequest, pk: int) -> HttpResponse:
    statement = get_statement_to_judge(pk)
    form = TakeAwayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt_form(form, lambda: keeping.refuse(statement, reason=reason, by=request.user)):
            messages.success(request, "De opgave is weg. Wie hem invulde, krijgt een mail.")
            return redirect(statement)
    context = {"form": form, "statement": statement}
    return render(request, "local_rules/refusal.html", context, status=422 if form.errors else 200)
