"""The few views of django-allauth that we extend: clear words, ended sessions, and the demonstration's code."""

import logging
import secrets
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import DownloadRecoveryCodesView
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from requests import RequestException

from woonoverlast.accounts.forms import PasswordLoginForm
from woonoverlast.people.models import Person
from woonoverlast.web import limits
from woonoverlast.web.proof import asks_proof

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponseBase]
CONNECTING = "connecting"
# As long as a code lives, and as often as allauth lets one try.
CODE_LIVES = timedelta(minutes=30)
MAX_TRIES = 3
SECOND_STEP_TRIES = 10


def explains_expiry(view: View) -> View:
    """Who comes too late is sent back to the log-in page; this says why."""

    @wraps(view)
    def explained(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        sent_back = isinstance(response, HttpResponseRedirect) and response.url == reverse("account_login")
        if sent_back and not request.user.is_authenticated and not already_explained(request):
            messages.warning(request, "Deze code is verlopen of al gebruikt. Vraag een nieuwe code aan.")
        return response

    return explained


def counted_per_code(view: View) -> View:
    """Allauth counts wrong tries in the session, where many at once count as one. The database counts each."""

    @wraps(view)
    def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        code = next(codes_in(dict(request.session.items())), "")
        if request.method == "POST" and code and "code" in request.POST:
            tried = limits.count(f"code|{request.session.session_key}|{code}", per=CODE_LIVES)
            if tried > MAX_TRIES:
                return HttpResponseRedirect(reverse("account_login"))
        return view(request, *args, **kwargs)

    return counted


def codes_in(state: dict[str, Any]) -> Iterator[str]:
    """The code that waits for its answer, wherever allauth keeps it in the session."""
    for name, value in state.items():
        if isinstance(value, dict):
            yield from codes_in(value)
        elif name == "code" and isinstance(value, str) and value:
            yield value


def takes_as_long(view: View) -> View:
    """Whether an address is known cannot be told from the clock: every answer to a form takes this long at least."""

    @wraps(view)
    def patient(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        begin = time.monotonic()
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            time.sleep(max(0.0, settings.ADDRESS_ANSWER_SECONDS - (time.monotonic() - begin)))
        return response

    return patient


def already_explained(request: HttpRequest) -> bool:
    return bool(getattr(messages.get_messages(request), "added_new", False))


def log_in_at_organisation(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Off to the organisation's own log-in page, whose address only their server knows.

    Linking it to an account begins with a button and recent proof: a link on a foreign page cannot begin it.
    """
    if request.method == "POST" and request.user.is_authenticated:
        return ask_to_connect(request, provider_id)
    if request.GET.get("process", "login") != "login" and not may_connect(request, provider_id):
        return HttpResponseRedirect(reverse("socialaccount_connections"))
    try:
        response: HttpResponseBase = openid_connect.login(request, provider_id)
    except RequestException:
        logger.warning("identity_provider_away", extra={"provider": provider_id})
        return render(request, "socialaccount/authentication_error.html", status=502)
    return response


@asks_proof
def ask_to_connect(request: HttpRequest, provider_id: str) -> HttpResponse:
    """A form may not lead to another host (form-action), so a link on this page does. It works once."""
    mark = secrets.token_urlsafe(16)
    request.session[CONNECTING] = [provider_id, mark]
    url = f"{reverse('openid_connect_login', args=[provider_id])}?{urlencode({'process': 'connect', 'merk': mark})}"
    return render(request, "socialaccount/connect.html", {"url": url})


def may_connect(request: HttpRequest, provider_id: str) -> bool:
    asked = request.session.pop(CONNECTING, None)
    return request.GET.get("process") == "connect" and asked == [provider_id, request.GET.get("merk")]


class EndsOtherSessions:
    """A change of second factor logs every other device out."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        end_other_sessions(self.request, self.request.user)
        return response


class AddsFactor(EndsOtherSessions):
    """Whoever has just used a new app or key needs not show it again to see the recovery codes."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, method="mfa", reauthenticated=True)
        return response


class ActivateApp(AddsFactor, ActivateTOTPView):  # type: ignore[misc]
    pass


class DeactivateApp(EndsOtherSessions, DeactivateTOTPView):  # type: ignore[misc]
    pass


class AddPasskey(AddsFactor, AddWebAuthnView):  # type: ignore[misc]
    pass


class RemovePasskey(EndsOtherSessions, RemoveWebAuthnView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return HttpResponseRedirect(reverse("mfa_list_webauthn"))
        return super().form_valid(form)


class LogInByPassword(account.LoginView):  # type: ignore[misc]
    template_name = "account/login_password.html"

    def get_form_class(self) -> type[PasswordLoginForm]:
        return PasswordLoginForm


class DownloadRecoveryCodes(DownloadRecoveryCodesView):  # type: ignore[misc]
    def render_to_response(self, context: dict[str, Any], **response_kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().render_to_response(context, **response_kwargs)
        response["Content-Disposition"] = 'attachment; filename="herstelcodes.txt"'
        return response


class SecondStep(AuthenticateView):  # type: ignore[misc]
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Counted in the database for each person, so that many at once are many."""
        per = timedelta(minutes=5)
        if limits.count(f"second step|{self.stage.login.user.pk}", per=per) > SECOND_STEP_TRIES:
            return limits.too_many(request, per=per)
        response: HttpResponseBase = super().post(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.stage.login.user
        factors = set(Authenticator.objects.filter(user=person).values_list("type", flat=True))
        extra = {
            "has_app": Authenticator.Type.TOTP in factors,
            "has_passkey": Authenticator.Type.WEBAUTHN in factors,
            "demonstration_code": demonstration_code(person),
        }
        return dict(super().get_context_data(**kwargs), **extra)


def demonstration_code(person: Person) -> str:
    """The code of this moment for an invented person, so that a visitor can log in as one. Empty anywhere else."""
    if not settings.DEMONSTRATION or not person.email.endswith(".example"):
        return ""
    app = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
    if app is None:
        return ""
    _, counter, _ = totp.yield_hotp_counters_from_time()  # with those that are accepted on either side of now
    return str(totp.format_hotp_value(totp.hotp_value(decrypt(app.data["secret"]), counter)))


activate_app = ActivateApp.as_view()
deactivate_app = DeactivateApp.as_view()
add_passkey = AddPasskey.as_view()
remove_passkey = RemovePasskey.as_view()
download_recovery_codes = DownloadRecoveryCodes.as_view()
second_step = explains_expiry(SecondStep.as_view())
confirm_login_code = explains_expiry(counted_per_code(account.confirm_login_code))
confirm_email = explains_expiry(counted_per_code(account.email_verification_sent))
sign_up = takes_as_long(account.signup)
log_in = takes_as_long(account.login)
forgot_password = takes_as_long(account.password_reset)
log_in_by_password = LogInByPassword.as_view()
# The address of the page without the key in it.
password_reset_from_key = account.PasswordResetFromKeyView.as_view(reset_url_key="nieuw")
