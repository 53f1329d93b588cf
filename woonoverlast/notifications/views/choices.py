"""One page with all choices: a preset, or each by hand, and everything that one follows."""

from datetime import timedelta
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from woonoverlast.notifications import things, watching
from woonoverlast.notifications.forms import ChoicesForm, LevelForm, PresetForm
from woonoverlast.notifications.models import Watch
from woonoverlast.notifications.presets import PRESETS, choices_of, choose, preset_of
from woonoverlast.notifications.things import Thing
from woonoverlast.people.models import Person
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited

# Who follows more sees what was followed last; everything is in the export of one's own data.
MAX_SHOWN = 100


class Followed(NamedTuple):
    watch: Watch
    thing: Thing


@access(Level.ACCOUNT, rule="alleen eigen")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(120, per=timedelta(hours=1))
def choices(request: PersonRequest) -> HttpResponse:
    person = request.user
    found = choices_of(person)
    current = preset_of(found)
    form = ChoicesForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_valid():
        form.save()
        messages.success(request, "Je keuzes zijn opgeslagen.")
        return redirect("notifications:choices")
    context = {
        "form": form,
        "presets": PRESETS.values(),
        "current": current,
        "followed": followed_by(person),
        "levels": Watch.Level.choices,
    }
    return render(request, "notifications/choices.html", context, status=422 if form.errors else 200)


def followed_by(person: Person) -> list[tuple[str, list[Followed]]]:
    """By kind, the newest first."""
    watches = list(Watch.objects.filter(person=person).order_by("-since")[:MAX_SHOWN])
    found = things.find(watch.thing for watch in watches)
    lines: dict[str, list[Followed]] = {}
    for watch in watches:
        if watch.thing in found:
            lines.setdefault(watch.thing.partition(":")[0], []).append(Followed(watch, found[watch.thing]))
    return [(kind.plural, lines[slug]) for slug, kind in things.KINDS.items() if slug in lines]


@access(Level.ACCOUNT, rule="alleen eigen")
@require_POST
@limited(120, per=timedelta(hours=1))
def preset(request: PersonRequest) -> HttpResponse:
    form = PresetForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    chosen = PRESETS[form.cleaned_data["voorkeuze"]]
    choose(request.user, chosen)
    messages.success(request, f"Je koos {chosen.name.lower()}. {chosen.mails}")
    return redirect("notifications:choices")


@access(Level.MEMBER, rule="wat elk lid mag lezen")
@require_POST
@limited(300, per=timedelta(hours=1))
def level(request: PersonRequest) -> HttpResponse:
    """Follow one thing more or less closely."""
    form = LevelForm(request.POST)
    if not form.is_valid() or not form.thing:
        raise BadRequest
    chosen = Watch.Level(form.cleaned_data["niveau"])
    watching.watch(request.user, form.cleaned_data["wat"], level=chosen)
    messages.success(request, f"{form.thing.title}: je hoort voortaan {chosen.label}.")
    return redirect(form.thing.url if form.cleaned_data["terug"] else "notifications:choices")
