"""Stop the mail of a list from a mail: logged out, in two clicks. Opening the link changes nothing: scanners open it too.

No CSRF token is asked: the signed link is what gives the right, and mail programs post without ever seeing the page.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from woonoverlast.mail import addresses
from woonoverlast.mail.bulk import composing, tokens
from woonoverlast.mail.lists import LISTS
from woonoverlast.mail.models import Recipient, Unsubscription
from woonoverlast.web.access import Level, access
from woonoverlast.web.forms import CleanForm
from woonoverlast.web.limits import limited

ONE_CLICK = "List-Unsubscribe"
# What mail programs get whatever the state was: they tell nobody anything.
ANSWER = "Afgemeld."


@csrf_exempt
@access(Level.PUBLIC, rule="wie de mail heeft")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited(5000, per=timedelta(hours=1))  # one mail provider posts for all its people
def unsubscription(request: HttpRequest, token: str) -> HttpResponse:
    recipient = recipient_of(token)
    if request.method != "POST":
        return show(request, token, recipient)
    one_click = OneClickForm(request.POST).is_valid()
    if recipient:
        how = Unsubscription.How.ONE_CLICK if one_click else Unsubscription.How.LINK
        addresses.unsubscribe(recipient, how=how)
    if one_click:
        return HttpResponse(ANSWER, content_type="text/plain; charset=utf-8")
    return show(request, token, recipient)


@csrf_exempt
@access(Level.PUBLIC, rule="wie de mail heeft")
@never_cache
@require_POST
@limited(60, per=timedelta(hours=1))
def return_to_list(request: HttpRequest, token: str) -> HttpResponse:
    """It was a mistake: mail again."""
    recipient = recipient_of(token)
    if recipient:
        addresses.subscribe_again(recipient.mailing.list_name, person=recipient.person, address=recipient.address)
    return show(request, token, recipient, came_back=True)


class OneClickForm(CleanForm):
    """What RFC 8058 has mail programs post: List-Unsubscribe=One-Click."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.fields[ONE_CLICK] = forms.RegexField(r"^One-Click$")


def recipient_of(token: str) -> Recipient | None:
    """None for a mail so old that its rows are gone. What we did not sign does not exist."""
    number = tokens.read(token, purpose=composing.UNSUBSCRIBE)
    if number is None:
        raise Http404
    return Recipient.objects.select_related("mailing", "person").filter(pk=number).first()


def show(request: HttpRequest, token: str, recipient: Recipient | None, *, came_back: bool = False) -> HttpResponse:
    context: dict[str, object] = {"token": token, "recipient": recipient, "came_back": came_back}
    if recipient:
        list_name = recipient.mailing.list_name
        context["mail_list"] = LISTS.get(list_name)
        context["address"] = veiled(recipient.address)
        context["is_out"] = addresses.is_unsubscribed(list_name, person=recipient.person, address=recipient.address)
    return render(request, "mail/unsubscription.html", context, status=200 if recipient else 410)


def veiled(address: str) -> str:
    """Enough for its owner: a mail is forwarded easily."""
    box, _, domain = address.partition("@")
    return f"{box[:1]}…@{domain}"
