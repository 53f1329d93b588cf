"""Themes of the forum: make, rename, order, close, open to readers, and choose moderators."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from woonoverlast.forum import theming
from woonoverlast.forum.models import Theme
from woonoverlast.office.theme_form import ThemeForm
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access


@access(Level.EDITOR)
@require_safe
def themes(request: PersonRequest) -> HttpResponse:
    own = Count("topics", filter=Q(topics__merged_into=None))
    found = Theme.objects.annotate(topic_count=own).prefetch_related("moderators")
    return render(request, "office/themes.html", {"themes": found})


@access(Level.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def new_theme(request: PersonRequest) -> HttpResponse:
    form = ThemeForm(request.POST or None, theme=None)
    if request.method == "POST" and form.is_valid():
        theme = theming.make(form.wanted(), by=request.user)
        messages.success(request, f"Het thema {theme} is er.")
        return redirect("office:themes")
    return render(request, "office/theme.html", {"form": form}, status=422 if form.errors else 200)


@access(Level.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: PersonRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Theme, pk=pk)
    form = ThemeForm(request.POST or None, theme=found)
    if request.method == "POST" and form.is_valid():
        changed = theming.change(found, form.wanted(), by=request.user)
        messages.success(request, f"Het thema {changed} is opgeslagen.")
        return redirect("office:themes")
    return render(request, "office/theme.html", {"form": form, "theme": found}, status=422 if form.errors else 200)
