"""Calendar files: of one event, of the whole agenda, and one's own by a secret address."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import conditional_page, require_http_methods, require_POST, require_safe

from woonoverlast.events import feeds
from woonoverlast.events.access import get_event
from woonoverlast.people.models import Person
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited
from woonoverlast.web.proof import asks_proof_to_change

HOUR = timedelta(hours=1)


def calendar(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


@access(Level.PUBLIC, rule="wie de bijeenkomst mag zien; de link om mee te doen alleen voor wie een plaats heeft")
@require_safe
def event_file(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_event(request.user, pk)
    response = calendar(feeds.one(event, request.user if isinstance(request.user, Person) else None))
    response["Content-Disposition"] = f'attachment; filename="{slugify(event.title)[:60] or "bijeenkomst"}.ics"'
    return response


@access(Level.PUBLIC, rule="alleen wat iedereen mag zien")
@require_safe
@conditional_page
def agenda_feed(request: HttpRequest) -> HttpResponse:
    return calendar(feeds.public())


@access(Level.PUBLIC, rule="het adres is geheim en van één lid; wat dat lid nu mag zien")
@require_safe
@conditional_page
def own_feed(request: HttpRequest, token: str) -> HttpResponse:
    person = feeds.owner_of(token)
    if person is None:
        raise Http404
    response = calendar(feeds.own(person))
    response["Cache-Control"] = "no-cache, private"
    return response


@access(Level.MEMBER, rule="alleen eigen")
@require_http_methods(["GET", "HEAD", "POST"])
@asks_proof_to_change
@limited(20, per=HOUR)
def my_calendar(request: PersonRequest) -> HttpResponse:
    """The address of one's own calendar; a POST makes a new one, and closes the old."""
    person = request.user
    if request.method == "POST":
        had_one = bool(feeds.address_key(person))
        feeds.renew(person)
        words = "Je hebt een nieuw adres. Het oude werkt niet meer." if had_one else "Je adres is klaar."
        messages.success(request, words)
        return redirect("events:my_calendar")
    key = feeds.address_key(person)
    address = request.build_absolute_uri(reverse("events:own_feed", args=[key])) if key else ""
    everybody = request.build_absolute_uri(reverse("events:agenda_feed"))
    context = {"address": address, "webcal": as_webcal(address), "everybody": everybody}
    return render(request, "events/my_calendar.html", context | {"everybody_webcal": as_webcal(everybody)})


def as_webcal(address: str) -> str:
    """Opens the calendar program of a phone or computer with the question to subscribe."""
    return f"webcal://{address.partition('://')[2]}" if address else ""


@access(Level.MEMBER, rule="alleen eigen")
@require_POST
@limited(20, per=HOUR)
def calendar_closing(request: PersonRequest) -> HttpResponse:
    feeds.revoke(request.user)
    messages.success(request, "Het adres is gesloten. Agenda's die het gebruikten, krijgen niets meer.")
    return redirect("events:my_calendar")
