"""The municipalities of the Netherlands: map, list, and a page for each, also for those that have merged."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from woonoverlast.lib.tables import csv_bytes
from woonoverlast.places import maps, panels
from woonoverlast.places.forms import MunicipalityFilter, MunicipalityNameForm
from woonoverlast.places.models import Municipality, Population, Shape, size_class
from woonoverlast.web.access import Level, access
from woonoverlast.web.page_cache import current_stamp, remember
from woonoverlast.web.visitor_pages import same_for_visitors

PER_PAGE = 50


@access(Level.PUBLIC)
@require_safe
@same_for_visitors
def index(request: HttpRequest) -> HttpResponse:
    connected = panels.connected_codes()
    form = MunicipalityFilter(request.GET)
    found = list(form.apply(connected))
    total = Municipality.objects.current().count()
    only = {place.code for place in found} if len(found) < total else None
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    query = request.GET.copy()
    for name in ("kaart", "pagina"):
        query.pop(name, None)
    context = {
        "form": form,
        "map": maps.coverage_map(connected, kind=form.chosen("kaart"), only=only),
        "kind": form.chosen("kaart"),
        "has_boundaries": Shape.objects.exists(),
        "query": query.urlencode(),
        "page": page,
        "rows": [(m, m.code in connected) for m in page],
        "count": len(found),
        "is_filtered": only is not None,
        "total": total,
        "connected_total": len(connected),
    }
    return render(request, "places/index.html", context)


@access(Level.PUBLIC)
@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """The names of who is meant, for a field to choose a municipality; former and popular names lead to today's."""
    form = MunicipalityNameForm(request.GET)
    found = Municipality.objects.current().nearest(form.cleaned_data["q"], most=8) if form.is_valid() else []
    return JsonResponse({"results": [{"label": place.name} for place in found]})


@access(Level.PUBLIC)
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The filtered list as CSV."""
    connected = panels.connected_codes()
    found = MunicipalityFilter(request.GET).apply(connected)
    rows = ([m.code, m.name, m.province.name, m.inhabitants, "ja" if m.code in connected else "nee"] for m in found)  # type: ignore[attr-defined]
    content = csv_bytes([["code", "naam", "provincie", "inwoners", "doet_mee"], *rows], for_machines=True)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="gemeenten.csv"'
    return response


@access(Level.PUBLIC)
@require_safe
@same_for_visitors
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(
        Municipality.objects.select_related("province", "safety_region", "police_unit", "ggd", "successor"), slug=slug
    )
    if found.valid_to:
        return render(request, "places/former.html", {"municipality": found, "parts": found.current_parts()})
    facts = remember(("municipality", found.pk), lambda: public_facts(found), stamp=current_stamp())
    context = {**facts, "municipality": found, "panels": panels.panels_for(request, found)}
    return render(request, "places/municipality.html", context)


def public_facts(found: Municipality) -> dict[str, Any]:
    """What everybody sees of a municipality of today."""
    connected = panels.connected_codes()
    figures = found.latest_figures()
    return {
        "figures": figures,
        "size_class": size_class(figures.inhabitants).label if figures else "",
        "is_connected": found.code in connected,
        "map": maps.coverage_map(connected, here=found.code),
        "history": list(found.predecessors.order_by("-valid_to", "sort_name")),
        "neighbours": [(m, m.code in connected) for m in found.neighbours.filter(valid_to=None).order_by("sort_name")],
        "similar": similar(found, figures),
    }


def similar(found: Municipality, figures: Population | None) -> list[Municipality]:
    """Five municipalities of the same size class, nearest in inhabitants."""
    if figures is None:
        return []
    others = Municipality.objects.current().exclude(pk=found.pk).with_figures()
    same = others.of_size(size_class(figures.inhabitants)).select_related("province")
    return sorted(same, key=lambda m: abs(m.inhabitants - figures.inhabitants))[:5]  # type: ignore[attr-defined]
