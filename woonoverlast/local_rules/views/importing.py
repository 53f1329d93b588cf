"""Editors read in a list: first what each row is, then the good rows or none."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from woonoverlast.lib.errors import NotPossible
from woonoverlast.local_rules import importing
from woonoverlast.local_rules.forms import ImportForm
from woonoverlast.local_rules.models import Import
from woonoverlast.people.address_lists import Unreadable
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited


@access(Level.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(30, per=timedelta(hours=1))
def new(request: PersonRequest) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            judged = importing.judge(importing.table_of(file))
        except Unreadable as problem:
            form.add_error("file", str(problem))
        else:
            return redirect(importing.keep(judged, by=request.user, file_name=file.name))
    return render(request, "local_rules/import_new.html", {"form": form}, status=422 if form.errors else 200)


@access(Level.EDITOR)
@require_http_methods(["GET", "HEAD"])
def preview(request: PersonRequest, pk: int) -> HttpResponse:
    """What each row is, the bad ones first."""
    kept = get_object_or_404(Import, pk=pk)
    rows = sorted(kept.report, key=lambda row: (not row[2], row[0]))
    context = {"kept": kept, "rows": rows, "good": len(kept.good), "bad": len(rows) - len(kept.good)}
    return render(request, "local_rules/import.html", context)


@access(Level.EDITOR)
@require_POST
@limited(30, per=timedelta(hours=1))
def loading(request: PersonRequest, pk: int) -> HttpResponse:
    kept = get_object_or_404(Import, pk=pk)
    try:
        loaded = importing.load(kept, by=request.user)
    except NotPossible as problem:
        messages.warning(request, str(problem))
    else:
        messages.success(request, f"{loaded} {'opgave staat' if loaded == 1 else 'opgaven staan'} in het register.")
    return redirect(kept)


@access(Level.EDITOR)
@require_POST
@limited(30, per=timedelta(hours=1))
def removal(request: PersonRequest, pk: int) -> HttpResponse:
    """None of the rows."""
    gone, _ = Import.objects.filter(pk=pk, loaded_at=None).delete()
    messages.success(request, "De lijst is weg. Er is niets ingelezen." if gone else "Deze lijst is al ingelezen.")
    return redirect("local_rules:importing")
