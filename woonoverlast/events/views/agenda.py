"""The agenda as a list, a month and a map, what was, and the page of an event."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from woonoverlast.events import agenda_lists, event_page, printing
from woonoverlast.events.access import get_event
from woonoverlast.events.forms.agenda import AgendaForm, MonthForm
from woonoverlast.events.models.events import EventQuerySet
from woonoverlast.web.access import Level, access

RULE = "wie de bijeenkomst mag zien"
TABS = {"agenda": "Lijst", "month": "Maand", "map": "Kaart", "past": "Geweest"}


@access(Level.PUBLIC, rule=RULE)
@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    form = AgendaForm(request.GET)
    return show_list(request, form, form.narrow(agenda_lists.events_for(request.user)).coming(), name="agenda")


@access(Level.PUBLIC, rule=RULE)
@require_safe
def past(request: HttpRequest) -> HttpResponse:
    form = AgendaForm(request.GET)
    return show_list(request, form, form.narrow(agenda_lists.events_for(request.user)).past(), name="past")


def show_list(request: HttpRequest, form: AgendaForm, events: EventQuerySet, *, name: str) -> HttpResponse:
    page = Paginator(events, agenda_lists.PER_PAGE).get_page(request.GET.get("pagina"))
    context = {**around(request, form, name), "page": page, "count": page.paginator.count}
    context["months"] = printing.months(page.object_list)
    return render(request, "events/agenda.html", context)


def around(request: HttpRequest, form: AgendaForm, name: str) -> dict[str, Any]:
    kept = request.GET.copy()
    for field in ("pagina", "maand"):
        kept.pop(field, None)
    query = f"?{kept.urlencode()}" if kept else ""
    tabs = [(text, reverse(f"events:{tab}") + query, tab == name) for tab, text in TABS.items()]
    return {"form": form, "tabs": tabs, "here": name, "place": form.chosen.get("gemeente"), "query": kept.urlencode()}


@access(Level.PUBLIC, rule=RULE)
@require_safe
def month(request: HttpRequest) -> HttpResponse:
    form = AgendaForm(request.GET)
    events = form.narrow(agenda_lists.events_for(request.user))
    shown = agenda_lists.month_of(events, MonthForm(request.GET).first_day)
    return render(request, "events/month.html", {**around(request, form, "month"), "month": shown})


@access(Level.PUBLIC, rule=RULE)
@require_safe
def country(request: HttpRequest) -> HttpResponse:
    form = AgendaForm(request.GET)
    events = form.narrow(agenda_lists.events_for(request.user)).filter(cancellation=None).coming()
    placed = events.exclude(municipality=None)
    context = {**around(request, form, "map"), "map": agenda_lists.map_of(events), "events": placed[:12]}
    context["online"] = events.filter(municipality=None).count()
    return render(request, "events/map.html", context)


@access(Level.PUBLIC, rule=RULE)
@require_safe
def event(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_event(request.user, pk)
    return render(request, "events/event.html", event_page.page(found, request.user))
