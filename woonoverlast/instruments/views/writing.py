"""Members doubt what stands there; editors answer, correct, begin a new version and record legal checks."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from woonoverlast.instruments import doubting, writing
from woonoverlast.instruments.access import get_instrument, get_open_doubt, get_version
from woonoverlast.instruments.forms import (
    DoubtForm,
    NewVersionForm,
    ReviewForm,
    SettleForm,
    VersionForm,
    initial_of,
)
from woonoverlast.instruments.models import Instrument
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt_form
from woonoverlast.web.limits import limited

SHOWN = ["GET", "HEAD", "POST"]


@access(Level.MEMBER)
@require_http_methods(SHOWN)
@limited(20, per=timedelta(hours=1))
def doubting_it(request: PersonRequest, slug: str) -> HttpResponse:
    instrument = get_instrument(slug)
    form = DoubtForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if attempt_form(form, lambda: doubting.doubt(instrument, text=text, by=request.user), field="text"):
            messages.success(request, "Dank je. Een redacteur kijkt ernaar en antwoordt je per mail.")
            return redirect(instrument)
    return page(request, "instruments/doubt.html", {"form": form, "instrument": instrument})


@access(Level.EDITOR)
@require_http_methods(SHOWN)
def settling(request: PersonRequest, pk: int) -> HttpResponse:
    found = get_open_doubt(pk)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["answer"]
        if attempt_form(form, lambda: doubting.settle(found, answer=answer, by=request.user)):
            messages.success(request, f"{found.by} krijgt je antwoord.")
            return redirect(found.instrument)
    return page(request, "instruments/settle.html", {"form": form, "doubt": found, "instrument": found.instrument})


@access(Level.EDITOR)
@require_http_methods(SHOWN)
def correcting(request: PersonRequest, slug: str) -> HttpResponse:
    """The text of today, better."""
    instrument = get_instrument(slug)
    version = get_version(instrument, timezone.localdate())
    form = VersionForm(request.POST or None, initial=initial_of(version))
    if request.method == "POST" and form.is_valid():
        if attempt_form(form, lambda: writing.correct(version, form.facts(), by=request.user)):
            messages.success(request, "De verbetering staat erop. De oude tekst blijft te lezen bij de versies.")
            return redirect(instrument)
    return page(request, "instruments/write.html", {"form": form, "instrument": instrument, "version": version})


@access(Level.EDITOR)
@require_http_methods(SHOWN)
def new_version(request: PersonRequest, slug: str) -> HttpResponse:
    """The law changes on a day."""
    instrument = get_instrument(slug)
    current = get_version(instrument, timezone.localdate())
    form = NewVersionForm(request.POST or None, initial=initial_of(current), current=current)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["valid_from"]
        if attempt_form(form, lambda: writing.begin_new(current, form.facts(), valid_from=day, by=request.user)):
            messages.success(request, f"De nieuwe versie geldt vanaf {day:%d-%m-%Y}.")
            return redirect("instruments:versions", instrument.slug)
    context = {"form": form, "instrument": instrument, "version": current, "is_new": True}
    return page(request, "instruments/write.html", context)


@access(Level.EDITOR)
@require_http_methods(SHOWN)
def reviewing(request: PersonRequest, slug: str) -> HttpResponse:
    """A jurist checked the text of today."""
    instrument = get_instrument(slug)
    version = get_version(instrument, timezone.localdate())
    form = ReviewForm(request.POST or None, initial=review_begins_with(instrument))
    if request.method == "POST" and form.is_valid():
        writing.review(version, by=request.user, **form.cleaned_data)
        messages.success(request, "De toets staat op de bladzijde.")
        return redirect(instrument)
    return page(request, "instruments/review.html", {"form": form, "instrument": instrument, "version": version})


def review_begins_with(instrument: Instrument) -> dict[str, object]:
    return {"on": timezone.localdate(), "owner": instrument.owner.email if instrument.owner else ""}


def page(request: PersonRequest, template: str, context: dict[str, object]) -> HttpResponse:
    form = context["form"]
    return render(request, template, context, status=422 if getattr(form, "errors", None) else 200)
