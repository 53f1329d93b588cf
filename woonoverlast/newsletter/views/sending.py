"""Who gets an edition, and letting it go."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from woonoverlast.lib.errors import NotPossible
from woonoverlast.newsletter import audience, preflight, sending, writing
from woonoverlast.newsletter.access import get_edition
from woonoverlast.newsletter.audience import Segment
from woonoverlast.newsletter.forms.audience import AudienceForm, CountForm, audience_form
from woonoverlast.newsletter.forms.sending import SendForm
from woonoverlast.newsletter.models import Edition
from woonoverlast.newsletter.views.editions import HOUR
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt
from woonoverlast.web.limits import limited


@access(Level.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(600, per=HOUR)
def recipients(request: PersonRequest, pk: int) -> HttpResponse:
    """A GET with choices counts them while somebody chooses; a POST keeps them, or counts them for who has no script."""
    edition = get_edition(pk)
    if edition.corrects_id or not edition.is_draft:
        return show_fixed(request, edition)
    if request.method == "POST":
        return keep(request, edition)
    form = audience_form(Segment.read(edition.audience), request.GET or None)
    return show(request, edition, form)


def keep(request: PersonRequest, edition: Edition) -> HttpResponse:
    form = audience_form(Segment(), request.POST)
    if not form.is_valid() or CountForm(request.POST).only_counts:
        return show(request, edition, form)
    if not attempt(request, lambda: writing.choose_audience(edition, form.segment.as_json(), by=request.user)):
        return redirect("editions:edition", edition.pk)
    messages.success(request, "De ontvangers zijn opgeslagen.")
    return redirect("editions:preflight", edition.pk)


def show(request: HttpRequest, edition: Edition, form: AudienceForm) -> HttpResponse:
    if form.is_bound:
        form.is_valid()
    segment = form.segment if form.is_bound else Segment.read(edition.audience)
    context: dict[str, Any] = {"edition": edition, "form": form, "step": "recipients"}
    context |= {"counts": audience.count(segment), "sentence": audience.sentence(segment)}
    template = "newsletter/count.html" if request.htmx else "newsletter/recipients.html"  # type: ignore[attr-defined]
    return render(request, template, context, status=422 if request.method == "POST" and form.errors else 200)


def show_fixed(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Nothing to choose: a correction, or an edition that is on its way."""
    if request.method == "POST":
        messages.warning(request, "Aan deze ontvangers is niets te kiezen.")
        return redirect("editions:recipients", edition.pk)
    context = {"edition": edition, "counts": audience.counts_of(edition), "step": "recipients"}
    context["sentence"] = audience.sentence(Segment.read(edition.audience))
    return render(request, "newsletter/recipients_fixed.html", context)


@access(Level.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=HOUR)
def send(request: PersonRequest, pk: int) -> HttpResponse:
    """The last page: to how many, what, when. Nothing goes when the number changed since it was shown."""
    edition = get_edition(pk)
    if not edition.is_draft:
        return redirect("editions:edition", pk)
    count = audience.counts_of(edition).total
    form = SendForm(request.POST if request.method == "POST" else None, initial={"aantal": count})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["aantal"] == count:
            return let_go(request, edition, form)
        form.add_error(None, f"Het aantal ontvangers is intussen veranderd, naar {count}. Klopt dat?")
        form.renew(count)
    return show_send(request, edition, form)


def let_go(request: PersonRequest, edition: Edition, form: SendForm) -> HttpResponse:
    try:
        sent = sending.send(edition, due_at=form.due_at, by=request.user)
    except NotPossible as problem:
        form.add_error(None, str(problem))
        return show_send(request, edition, form)
    assert sent.mailing
    messages.success(request, "De nieuwsbrief is gepland." if form.due_at else "De nieuwsbrief gaat nu uit.")
    return redirect("mailings:mailing", sent.mailing.pk)


def show_send(request: PersonRequest, edition: Edition, form: SendForm) -> HttpResponse:
    findings = preflight.look(edition, by=request.user)
    context = {
        "edition": edition,
        "form": form,
        "counts": audience.counts_of(edition),
        "sentence": audience.sentence(Segment.read(edition.audience)),
        "red": [finding for finding in findings if finding.stops],
        "orange": [finding for finding in findings if not finding.stops],
        "step": "send",
    }
    return render(request, "newsletter/send.html", context, status=422 if form.errors else 200)


@access(Level.EDITOR)
@require_POST
@limited(60, per=HOUR)
def taking_back(request: PersonRequest, pk: int) -> HttpResponse:
    attempt(
        request,
        lambda: sending.take_back(get_edition(pk), by=request.user),
        done="De nieuwsbrief is uit de planning. Je kunt hem weer wijzigen.",
    )
    return redirect("editions:edition", pk)
