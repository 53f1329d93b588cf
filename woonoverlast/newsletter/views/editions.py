"""Editors write an edition: its words, its blocks, their order."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from woonoverlast.lib.errors import NotPossible
from woonoverlast.newsletter import items, overview, writing
from woonoverlast.newsletter.access import get_edition
from woonoverlast.newsletter.forms.editions import ActForm, EditionForm, PickedForm, PickForm, edition_form
from woonoverlast.newsletter.models import Edition
from woonoverlast.newsletter.placeholders import NAMES
from woonoverlast.newsletter.writing import WORDS, Overtaken
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt
from woonoverlast.web.limits import limited

HOUR = timedelta(hours=1)
STEPS = {"op": -1, "neer": 1}


@access(Level.EDITOR)
@require_safe
def editions(request: PersonRequest) -> HttpResponse:
    return render(request, "newsletter/editions.html", {"overview": overview.make()})


@access(Level.EDITOR)
@require_POST
@limited(60, per=HOUR)
def new_edition(request: PersonRequest) -> HttpResponse:
    return redirect("editions:edition", writing.make(by=request.user).pk)


@access(Level.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(600, per=HOUR)
def edition(request: PersonRequest, pk: int) -> HttpResponse:
    """The page to write on; for what is on its way, how that goes. Every button saves first."""
    found = get_edition(pk)
    if request.method == "POST":
        return save(request, found)
    if not found.is_draft:
        return render(request, "newsletter/on_its_way.html", {"edition": found, "line": overview.line(found)})
    return show(request, found, edition_form(found))


def save(request: PersonRequest, found: Edition) -> HttpResponse:
    form = edition_form(found, request.POST)
    if form.is_valid():
        try:
            return saved(request, found, form)
        except Overtaken:
            found.refresh_from_db()
            form.renew(found.version)
            return show(request, found, form, theirs=edition_form(found), status=409)
        except NotPossible as problem:
            form.add_error(None, str(problem))
    return show(request, found, form, status=422)


def saved(request: PersonRequest, found: Edition, form: EditionForm) -> HttpResponse:
    by = request.user
    words = {name: form.cleaned_data[name] for name in WORDS}
    writing.save(found, words=words, version=form.cleaned_data["version"], by=by)
    if form.order:
        writing.arrange(found, form.order, by=by)
    act, number = ActForm(request.POST).act
    if act in STEPS:
        writing.move(found, number, by=STEPS[act], person=by)
    if not act:
        messages.success(request, "De nieuwsbrief is opgeslagen.")
    return redirect(address_after(found, act, number))


def address_after(found: Edition, act: str, number: int) -> str:
    """Where the button that was pressed goes on."""
    if act == "blok":
        return reverse("editions:block", args=[found.pk, number])
    names = {"items": "items", "tekst": "new_text", "voorbeeld": "preview", "controle": "preflight"}
    if act in names:
        return reverse(f"editions:{names[act]}", args=[found.pk])
    here = reverse("editions:edition", args=[found.pk])
    return f"{here}#blok-{number}" if act in STEPS else here


def show(
    request: HttpRequest, found: Edition, form: EditionForm, *, theirs: Any = None, status: int = 200
) -> HttpResponse:
    blocks = list(found.blocks.select_related("picture"))
    context = {
        "edition": found,
        "form": form,
        "theirs": theirs,
        "blocks": blocks,
        "marks": NAMES.items(),
        "step": "write",
    }
    return render(request, "newsletter/write.html", context, status=status)


@access(Level.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(300, per=HOUR)
def pick_items(request: PersonRequest, pk: int) -> HttpResponse:
    """Tick what goes in; `q` searches, and what was ticked before that stays ticked."""
    found = get_edition(pk)
    form = PickForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    picked = PickedForm(request.POST or None, keys=posted_keys(request))
    if request.method == "POST" and picked.is_valid():
        return add_items(request, found, picked.cleaned_data["keuze"])
    there = set(found.blocks.values_list("source", flat=True))
    lists = [(label, items.find(kind, text)) for kind, label in items.LABELS.items()]
    context = {
        "edition": found,
        "form": form,
        "picked": picked,
        "lists": lists,
        "there": there,
        "text": text,
        "step": "write",
    }
    return render(request, "newsletter/items.html", context, status=422 if picked.errors else 200)


def posted_keys(request: HttpRequest) -> list[str]:
    """What may be picked of what was sent: it exists, and every member may read it."""
    keys = [key for key in request.POST.getlist("keuze")[:100] if key.rpartition(":")[2].isdecimal() and len(key) < 30]
    return list(items.get(keys)) if keys else []


def add_items(request: PersonRequest, found: Edition, keys: list[str]) -> HttpResponse:
    there = items.get(keys)
    attempt(
        request,
        lambda: writing.add_items(found, [there[key] for key in keys if key in there], by=request.user),
        done="De items staan onderaan. Maak de korte teksten nu van jezelf.",
    )
    return redirect("editions:edition", found.pk)


@access(Level.EDITOR)
@require_POST
@limited(60, per=HOUR)
def removal(request: PersonRequest, pk: int) -> HttpResponse:
    found = get_edition(pk)
    if not attempt(request, lambda: writing.throw_away(found, by=request.user)):
        return redirect("editions:edition", pk)
    messages.success(request, f"'{found}' is weggegooid.")
    return redirect("editions:editions")


@access(Level.EDITOR)
@require_POST
@limited(60, per=HOUR)
def correction(request: PersonRequest, pk: int) -> HttpResponse:
    """A draft for exactly those who got this one."""
    try:
        made = writing.correct(get_edition(pk), by=request.user)
    except NotPossible as problem:
        messages.warning(request, str(problem))
        return redirect("editions:edition", pk)
    messages.success(request, "Dit is de correctie. Haal weg wat goed was, en schrijf wat anders moet zijn.")
    return redirect("editions:edition", made.pk)
