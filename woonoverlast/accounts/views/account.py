"""One's own account: the overview, the second step that a role asks for, and ending one session."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.models import SocialApp
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from woonoverlast.accounts.adapters import FACTORS
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited


@access(Level.ACCOUNT)
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    context = {
        "has_second_factor": is_mfa_enabled(request.user, FACTORS),
        "has_identity_providers": SocialApp.objects.exists(),
    }
    return render(request, "account/overview.html", context)


@access(Level.ACCOUNT)
@require_GET
def second_factor(request: HttpRequest) -> HttpResponse:
    """Why a role asks a second step, and the two ways. Whoever has one is shown what is set up."""
    if Authenticator.objects.filter(user=request.user.pk, type__in=FACTORS).exists():
        return redirect("mfa_index")
    return render(request, "account/second_factor.html")


@access(Level.ACCOUNT, rule="alleen eigen sessies")
@require_POST
@limited(60, per=timedelta(hours=1))
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    session = get_object_or_404(UserSession, pk=pk, user=request.user.pk)
    end_sessions(request, [session])
    messages.success(request, "Dit apparaat is uitgelogd.")
    return redirect("usersessions_list")
