"""The mailbox that catches all mail of the demonstration, and the accounts to log in with."""

from csp.constants import NONE
from csp.decorators import csp_replace
from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from woonoverlast.demo import accounts, community
from woonoverlast.demo.mailbox import read
from woonoverlast.lib.access import Level, access
from woonoverlast.notifications.models import OutgoingMail

PER_PAGE = 25
# A mail brings its own markup: no script, no form, nothing from elsewhere.
MAIL_POLICY = {"default-src": [NONE], "style-src": ["'unsafe-inline'"], "img-src": ["data:"], "sandbox": True}


class MailFilter(forms.Form):
    aan = forms.CharField(label="E-mailadres", required=False, max_length=254, strip=True)


@access(Level.DEMONSTRATION)
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    form = MailFilter(request.GET)
    address = form.cleaned_data["aan"] if form.is_valid() else ""
    mails = OutgoingMail.objects.defer("message").filter(to__icontains=address)
    page = Paginator(mails, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "demo/mailbox.html", {"form": form, "page": page, "address": address})


@access(Level.DEMONSTRATION)
@require_safe
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    caught = get_object_or_404(OutgoingMail, pk=pk)
    return render(request, "demo/mail.html", {"mail": caught, "readable": read(bytes(caught.message))})


@access(Level.DEMONSTRATION)
@require_safe
@csp_replace(MAIL_POLICY)  # type: ignore[arg-type]
def mail_as_html(request: HttpRequest, pk: int) -> HttpResponse:
    readable = read(bytes(get_object_or_404(OutgoingMail, pk=pk).message))
    if not readable.html:
        raise Http404
    return HttpResponse(readable.html)


@access(Level.DEMONSTRATION)
@require_safe
def log_ins(request: HttpRequest) -> HttpResponse:
    """The fixed accounts with the code that their authenticator app would show now."""
    context = {"accounts": accounts.ACCOUNTS, "password": accounts.PASSWORD, "present": community.exists()}
    return render(request, "demo/log_ins.html", context)
