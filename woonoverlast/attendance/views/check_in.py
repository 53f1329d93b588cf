"""At the door: the list, the phone that reads codes, who walks in, the code on the screen."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from woonoverlast.attendance import arriving, badges
from woonoverlast.attendance.access import get_badge, get_sign_up_of
from woonoverlast.attendance.forms.day import ArrivalForm, FindForm, Scan, SyncForm, WalkInForm
from woonoverlast.attendance.models import How
from woonoverlast.events.access import get_event_to_organise
from woonoverlast.events.models import Event
from woonoverlast.events.places import NotPossible
from woonoverlast.people.models import Person
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt
from woonoverlast.web.limits import limited

HOUR = timedelta(hours=1)
ORGANISER = "organisator of redacteur"
# What the page needs to open again without connection.
ASSETS = ("built/site.css", "built/theme.js", "built/site.js", "built/check-in.js", "img/favicon.svg")


@access(Level.MEMBER, rule=ORGANISER)
@require_safe
def check_in(request: PersonRequest, pk: int) -> HttpResponse:
    event = get_event_to_organise(request.user, pk)
    response = render(request, "attendance/check_in.html", page(event, FindForm(request.GET)))
    # Only this page may ask for the camera.
    response["Permissions-Policy"] = (
        "camera=(self), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
    )
    return response


def page(event: Event, form: FindForm) -> dict[str, Any]:
    present, expected = arriving.counts(event)
    lines = arriving.the_list(event, wanted=form.wanted)
    found = {"event": event, "form": form, "lines": lines, "present": present, "expected": expected}
    return found | {"wanted": form.wanted, "until": round((event.ends_at.timestamp() + 24 * 3600) * 1000)}


@access(Level.MEMBER, rule=ORGANISER)
@require_POST
@limited(3000, per=HOUR)
def arrival(request: PersonRequest, pk: int) -> HttpResponse:
    """The button beside a name, and of the page that a phone opens from a badge."""
    event, form = get_event_to_organise(request.user, pk), ArrivalForm(request.POST)
    if not form.is_valid():
        return redirect("attendance:check_in", pk)
    sign_up = get_sign_up_of(event, form.cleaned_data["sign_up"])
    attempt(request, lambda: say(request, arriving.arrive(sign_up, by=request.user, how=How.LIST)))
    return redirect(back_to(event, form))


@access(Level.MEMBER, rule=ORGANISER)
@require_POST
@limited(600, per=HOUR)
def taking_back(request: PersonRequest, pk: int) -> HttpResponse:
    event, form = get_event_to_organise(request.user, pk), ArrivalForm(request.POST)
    if not form.is_valid():
        return redirect("attendance:check_in", pk)
    sign_up = get_sign_up_of(event, form.cleaned_data["sign_up"])
    arriving.take_back(sign_up, by=request.user)
    messages.success(request, f"Teruggedraaid: {sign_up.name} is niet binnen.")
    return redirect(back_to(event, form))


def say(request: HttpRequest, outcome: arriving.Outcome) -> None:
    level = {"in": messages.SUCCESS, "again": messages.INFO}.get(outcome.kind, messages.WARNING)
    messages.add_message(request, level, outcome.text)


def back_to(event: Event, form: FindForm) -> str:
    """The list, with the search that was on, at the person that it was about."""
    query = f"?{urlencode({'q': form.wanted})}" if form.wanted else ""
    return f"{reverse('attendance:check_in', args=[event.pk])}{query}#p{form.cleaned_data['sign_up']}"


@access(Level.MEMBER, rule=ORGANISER)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(600, per=HOUR)
def walk_in(request: PersonRequest, pk: int) -> HttpResponse:
    event = get_event_to_organise(request.user, pk)
    form = WalkInForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and let_in(request, event, form):
        return redirect("attendance:check_in", pk)
    context = {"event": event, "form": form}
    return render(request, "attendance/walk_in.html", context, status=422 if form.errors else 200)


def let_in(request: PersonRequest, event: Event, form: WalkInForm) -> bool:
    try:
        made = arriving.let_in(event, by=request.user, person=form.person, guest=form.guest)
    except NotPossible as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, f"{made.name} is binnen.")
    return True


@access(Level.MEMBER, rule=ORGANISER)
@require_POST
@limited(6000, per=HOUR)
def sync(request: PersonRequest, pk: int) -> JsonResponse:
    """What a phone read, now or while it had no connection; the answer is how things stand."""
    event, by = get_event_to_organise(request.user, pk), request.user
    form = SyncForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"error": "Dit is geen lijst met scans."}, status=422)
    try:
        results = [result_of(event, scan, by) for scan in form.cleaned_data["scans"]]
    except NotPossible as problem:
        return JsonResponse({"error": str(problem)}, status=409)
    present, expected = arriving.counts(event)
    state = {"arrivals": arriving.arrivals(event), "present": present, "expected": expected}
    return JsonResponse({"results": results, **state})


def result_of(event: Event, scan: Scan, by: Person) -> dict[str, str]:
    outcome = arriving.read_badge(event, scan.code, by=by, how=scan.how, at=scan.at, mark=scan.mark)
    return {"mark": str(scan.mark), "kind": outcome.kind, "text": outcome.text}


@access(Level.MEMBER, rule=ORGANISER)
@require_safe
def worker(request: PersonRequest, pk: int) -> HttpResponse:
    """Lets the page of this one event open again without connection, until a day after the end."""
    event = get_event_to_organise(request.user, pk)
    context = page(event, FindForm({})) | {"assets": [static(name) for name in ASSETS]}
    return render(request, "attendance/check_in_worker.js", context, content_type="text/javascript")


@access(Level.MEMBER, rule=ORGANISER)
@require_safe
def screen(request: PersonRequest, pk: int) -> HttpResponse:
    """The code for the hall. The piece of page renews itself; without script there is a link."""
    event = get_event_to_organise(request.user, pk)
    present, expected = arriving.counts(event)
    context = {"event": event, "code": badges.screen_code(event), "is_open": badges.is_open(event)}
    context |= {
        "present": present,
        "expected": expected,
        "address": settings.SITE_URL.partition("://")[2] + reverse("attendance:self_check_in", args=[pk]),
    }
    name = "attendance/screen_code.html" if request.headers.get("HX-Request") else "attendance/screen.html"
    return render(request, name, context)


@access(Level.MEMBER, rule=ORGANISER)
@require_safe
def screen_picture(request: PersonRequest, pk: int) -> HttpResponse:
    event = get_event_to_organise(request.user, pk)
    return svg(badges.picture(badges.screen_link(event)))


@access(Level.PUBLIC, rule="wie de code van een badge heeft; alleen een organisator ziet van wie hij is")
@require_safe
def badge_reading(request: HttpRequest, code: str) -> HttpResponse:
    """What an ordinary phone opens when it sees a badge."""
    sign_up = get_badge(code)
    context: dict[str, Any] = {"sign_up": None}
    if sign_up.event.is_organised_by(request.user):
        attendance = getattr(sign_up, "attendance", None)
        about = {"organisation": arriving.organisation_of(sign_up), "attendance": attendance}
        context = {"sign_up": sign_up, "event": sign_up.event, **about}
    return render(request, "attendance/badge_reading.html", context)


def svg(picture: bytes) -> HttpResponse:
    return HttpResponse(picture, content_type="image/svg+xml", headers={"Cache-Control": "no-store, private"})
