"""Editors keep the words that mean the same."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from woonoverlast.people.requests import PersonRequest
from woonoverlast.search import synonyms
from woonoverlast.search.forms import SynonymForm
from woonoverlast.search.models import SynonymGroup
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited


@access(Level.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(120, per=timedelta(hours=1))
def groups(request: PersonRequest) -> HttpResponse:
    form = SynonymForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        synonyms.keep(form.save(commit=False), by=request.user)
        messages.success(request, "De woorden zijn toegevoegd. Zoeken gebruikt ze meteen.")
        return redirect("synonyms:groups")
    context = {"form": form, "groups": SynonymGroup.objects.in_use().select_related("changed_by")}
    return render(request, "search/synonyms.html", context, status=422 if form.errors else 200)


@access(Level.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(120, per=timedelta(hours=1))
def group(request: PersonRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(SynonymGroup.objects.in_use(), pk=pk)
    form = SynonymForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        synonyms.keep(form.save(commit=False), by=request.user)
        messages.success(request, "De woorden zijn opgeslagen.")
        return redirect("synonyms:groups")
    return render(
        request, "search/synonym_group.html", {"form": form, "group": found}, status=422 if form.errors else 200
    )


@access(Level.EDITOR)
@require_POST
@limited(120, per=timedelta(hours=1))
def group_removal(request: PersonRequest, pk: int) -> HttpResponse:
    synonyms.remove(get_object_or_404(SynonymGroup.objects.in_use(), pk=pk), by=request.user)
    messages.success(request, "De woorden zijn weggehaald.")
    return redirect("synonyms:groups")
