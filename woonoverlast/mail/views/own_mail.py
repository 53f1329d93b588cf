"""One's own mail: which lists, and whether the address works."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from woonoverlast.mail import addresses
from woonoverlast.mail.lists import LISTS, MailList
from woonoverlast.mail.models import Unsubscription
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited


@access(Level.ACCOUNT, rule="alleen eigen")
@require_safe
def own_mail(request: PersonRequest) -> HttpResponse:
    person = request.user
    out = set(Unsubscription.objects.filter(person=person).values_list("list_name", flat=True))
    context = {
        "lists": [(mail_list, mail_list.slug not in out) for mail_list in LISTS.values()],
        "pause": addresses.current_pause(person.email),
    }
    return render(request, "mail/own_mail.html", context)


@access(Level.ACCOUNT, rule="alleen eigen")
@require_POST
@limited(60, per=timedelta(hours=1))
def own_unsubscription(request: PersonRequest, name: str) -> HttpResponse:
    mail_list = known(name)
    addresses.unsubscribe_from(mail_list.slug, person=request.user, how=Unsubscription.How.PAGE)
    messages.success(request, f"Je krijgt {mail_list.name} niet meer.")
    return redirect("mail:own_mail")


@access(Level.ACCOUNT, rule="alleen eigen")
@require_POST
@limited(60, per=timedelta(hours=1))
def own_return(request: PersonRequest, name: str) -> HttpResponse:
    mail_list = known(name)
    addresses.subscribe_again(mail_list.slug, person=request.user)
    messages.success(request, f"Je krijgt {mail_list.name} weer.")
    return redirect("mail:own_mail")


@access(Level.ACCOUNT, rule="alleen eigen adres")
@require_POST
@limited(20, per=timedelta(hours=1))
def fresh_start(request: PersonRequest) -> HttpResponse:
    """My box works again: try my address again."""
    addresses.resume(request.user.email)
    messages.success(request, "We proberen het weer. Komt mail opnieuw terug? Dan zie je dat hier.")
    return redirect("mail:own_mail")


def known(name: str) -> MailList:
    if name not in LISTS:
        raise Http404
    return LISTS[name]
