"""The day, for who takes part: the badge, and checking oneself in with the code on the screen."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from woonoverlast.attendance import arriving, badges
from woonoverlast.attendance.access import get_place_with_badge
from woonoverlast.attendance.forms.day import CodeForm
from woonoverlast.attendance.views.check_in import svg
from woonoverlast.events import links
from woonoverlast.events.access import get_event, get_own_place
from woonoverlast.events.event_page import own_sign_up
from woonoverlast.events.models import Event, SignUp
from woonoverlast.events.places import NotPossible
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited

HOUR = timedelta(hours=1)
LINK = "wie de link uit de mail heeft"


@access(Level.PUBLIC, rule=LINK)
@require_safe
def badge(request: HttpRequest, token: str) -> HttpResponse:
    own = get_place_with_badge(token)
    context = {"own": own, "event": own.event, "token": token, "organisation": arriving.organisation_of(own)}
    return render(request, "attendance/badge.html", context)


@access(Level.PUBLIC, rule=LINK)
@require_safe
def badge_picture(request: HttpRequest, token: str) -> HttpResponse:
    return svg(badges.picture(badges.link(get_place_with_badge(token))))


@access(Level.MEMBER, rule="wie de bijeenkomst mag zien")
@require_http_methods(["GET", "HEAD", "POST"])
@limited(20, per=timedelta(minutes=10))
def self_check_in(request: PersonRequest, pk: int) -> HttpResponse:
    event, person = get_event(request.user, pk), request.user
    return answer(request, event, own_sign_up(event, person))


@access(Level.PUBLIC, rule=LINK)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(300, per=HOUR)
def guest_check_in(request: HttpRequest, token: str) -> HttpResponse:
    """In one hall all guests share a network, so the limit is wide; a guess has one chance in hundreds of millions."""
    own = get_own_place(token)
    return answer(request, own.event, own)


def answer(request: HttpRequest, event: Event, own: SignUp | None) -> HttpResponse:
    form = CodeForm(request.POST or None, initial={"code": CodeForm(request.GET).known})
    if request.method == "POST" and form.is_valid() and came_in(request, event, own, form):
        return redirect(request.path)
    attendance = getattr(own, "attendance", None)
    context = {"event": event, "form": form, "own": own, "attendance": attendance, "is_open": badges.is_open(event)}
    context["own_path"] = links.path(own) if own else ""
    return render(request, "attendance/self_check_in.html", context, status=422 if form.errors else 200)


def came_in(request: HttpRequest, event: Event, own: SignUp | None, form: CodeForm) -> bool:
    try:
        outcome = arriving.check_oneself_in(event, own, code=form.cleaned_data["code"])
    except NotPossible as problem:
        form.add_error(None, str(problem))
        return False
    if outcome.kind == "no":
        form.add_error("code", outcome.text)
        return False
    messages.success(request, "Je bent ingecheckt." if outcome.kind == "in" else "Je was al ingecheckt.")
    return True
