"""One gate for every view: the level that the view declares, and the second factor that roles demand."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import get_user
from django.contrib.auth.views import redirect_to_login
from django.core.cache import caches
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from woonoverlast.accounts import levels
from woonoverlast.people.models import Person
from woonoverlast.web.access import Access, Level, declared_access
from woonoverlast.web.limits import typed_again

SEEN_EVERY = timedelta(hours=6)
SESSION_SEEN_EVERY = timedelta(minutes=5)
OFFICE_SESSION = timedelta(hours=12)
OFFICE_IDLE = timedelta(hours=2)
# Recovery codes alone are no second factor.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class AccessMiddleware:
    """Refuses every request that the declared level does not allow. A view without a declaration never runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if any("\0" in part for part in kwargs.values() if isinstance(part, str)):
            raise Http404  # nothing has such a name, and the database cannot be asked for it
        declared = access_of(request, view)
        if office_session_is_over(request):
            logout(request)
            messages.info(request, "Je bent uitgelogd, omdat je als redacteur lang niets deed of lang was ingelogd.")
        if levels.allows_visitor(declared.level):
            return ask_on_public_page(request)
        if declared.level == Level.DEMONSTRATION:
            raise Http404
        if not isinstance(request.user, Person):
            return ask_to_log_in(request)
        mark_seen(request.user)
        if not levels.allows(declared.level, request.user):
            return refuse(request.user, declared.level)
        return ask_for_second_factor(request, request.user)


def access_of(request: HttpRequest, view: Callable[..., Any]) -> Access:
    name = request.resolver_match.view_name if request.resolver_match else ""
    declared = declared_access(view) or levels.third_party_access(name)
    if declared is None:
        raise ImproperlyConfigured(f"The view {name or view!r} declares no access.")
    return declared


def ask_to_log_in(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=403)  # asked in the background: nobody is taken away from what he is writing
    typed = typed_again(request)
    if not typed:
        return redirect_to_login(request.get_full_path())
    log_in_url = redirect_to_login(request.get_full_path()).url
    return render(request, "logged_out_while_typing.html", {"typed": typed, "log_in_url": log_in_url}, status=403)


def refuse(person: Person, level: Level) -> HttpResponse:
    """An applicant is sent to the page that says where the application stands; others may not know what is here."""
    if level == Level.MEMBER and not person.is_member:
        return redirect("people:join")
    raise PermissionDenied


def ask_for_second_factor(request: HttpRequest, person: Person) -> HttpResponse | None:
    """Roles that can harm others set up a second factor before anything else, except the pages to do so."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    if not person.needs_second_factor or levels.works_without_second_factor(name) or is_mfa_enabled(person, FACTORS):
        return None
    return redirect("accounts:second_factor")


def ask_on_public_page(request: HttpRequest) -> HttpResponse | None:
    """A public page shows an editor more than a visitor: whoever must have a second step shows it first."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    if not isinstance(request.user, Person) or levels.third_party_access(name):
        return None
    return ask_for_second_factor(request, request.user)


def office_session_is_over(request: HttpRequest) -> bool:
    """Editors log in anew every working day, and after two hours without doing anything."""
    if not isinstance(request.user, Person) or not request.user.is_editor:
        return False
    now, session = timezone.now().timestamp(), request.session
    began, seen = session.setdefault("office_began", now), session.get("office_seen", now)
    if now - began > OFFICE_SESSION.total_seconds() or now - seen > OFFICE_IDLE.total_seconds():
        return True
    if "office_seen" not in session or now - seen > SESSION_SEEN_EVERY.total_seconds():
        session["office_seen"] = now
    return False


def mark_seen(person: Person) -> None:
    """A sign of life at most once in six hours: the start of the retention clock."""
    now = timezone.now()
    if person.last_seen_at is None or now - person.last_seen_at > SEEN_EVERY:
        Person.objects.filter(pk=person.pk).update(last_seen_at=now)


class SessionActivityMiddleware:
    """Keeps "last seen" of a session true to six minutes; allauth's own does it with five queries at every page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = request.session.session_key
        if key:
            request.user = get_user(request)  # the person, and not a stand-in that looks it up at every use
        if key and isinstance(request.user, Person) and not was_seen(key, request.user):
            UserSession.objects.create_from_request(request)
        return self.get_response(request)


def was_seen(session_key: str, person: Person) -> bool:
    """Remembered by each process for a minute: asking the database at every page tells nothing new."""
    name = f"session-seen:{person.pk}:{session_key}"
    if caches["process"].get(name):
        return True
    since = timezone.now() - SESSION_SEEN_EVERY
    seen = UserSession.objects.filter(session_key=session_key, user=person, last_seen_at__gt=since).exists()
    caches["process"].set(name, True, timeout=60)
    return bool(seen)
