"""A municipality tells what it uses and what came of it."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from woonoverlast.local_rules import using
from woonoverlast.local_rules.access import use_to_tell
from woonoverlast.local_rules.forms import UseForm
from woonoverlast.local_rules.models import Use
from woonoverlast.local_rules.views.keeping import WHO
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited


@access(Level.MEMBER, rule=WHO)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(60, per=timedelta(hours=1))
def telling(request: PersonRequest, slug: str, instrument: str) -> HttpResponse:
    municipality, found = use_to_tell(request.user, slug, instrument)
    standing = Use.objects.standing().filter(municipality=municipality, instrument=found).first()
    form = UseForm(request.POST or None, initial=initial_of(standing, request))
    if request.method == "POST" and form.is_valid():
        using.tell(municipality, found, form.facts(), ask_me=form.cleaned_data["ask_me"], by=request.user)
        messages.success(request, "Dank je. Collega's zien het bij het instrument en bij je gemeente.")
        return redirect("local_rules:municipality", municipality.slug)
    page = reverse("local_rules:municipality", args=[municipality.slug])
    context = {
        "form": form, "municipality": municipality, "municipality_url": page, "instrument": found, "standing": standing,
    }  # fmt: skip
    return render(request, "local_rules/telling.html", context, status=422 if form.errors else 200)


def initial_of(standing: Use | None, request: PersonRequest) -> dict[str, object]:
    if standing is None:
        return {"frequency": Use.Frequency.UNKNOWN}
    names = ("status", "since_year", "frequency", "result", "text")
    return {name: getattr(standing, name) for name in names} | {"ask_me": standing.contact_id == request.user.pk}


@access(Level.MEMBER, rule=WHO)
@require_POST
@limited(60, per=timedelta(hours=1))
def use_removal(request: PersonRequest, slug: str, instrument: str) -> HttpResponse:
    municipality, found = use_to_tell(request.user, slug, instrument)
    using.take_away(municipality, found)
    messages.success(request, "Dit staat er niet meer bij.")
    return redirect("local_rules:municipality", municipality.slug)


@access(Level.MEMBER, rule="alleen wie gevraagd kan worden")
@require_POST
@limited(60, per=timedelta(hours=1))
def asking_removal(request: PersonRequest, pk: int) -> HttpResponse:
    """Colleagues may no longer ask me; also for who no longer works there."""
    using.ask_no_more(get_object_or_404(Use, pk=pk, contact=request.user))
    messages.success(request, "Je naam staat er niet meer bij.")
    return redirect(request.user)
