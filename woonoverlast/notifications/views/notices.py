"""The page of notices: what happened, and why you hear of it."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from woonoverlast.notifications import notices as telling
from woonoverlast.notifications.models import Notice
from woonoverlast.people.forms.directory import PageForm
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import limited

PER_PAGE = 40
# Ten pages: nobody reads back further, and each is checked for what may be seen.
MAX_COUNT = 400


@access(Level.ACCOUNT, rule="alleen eigen")
@require_safe
def notices(request: PersonRequest) -> HttpResponse:
    found = telling.notices_of(request.user).select_related("by")[:MAX_COUNT]
    page = Paginator(found, PER_PAGE).get_page(PageForm(request.GET).number)
    return render(request, "notifications/notices.html", {"page": page})


@access(Level.ACCOUNT, rule="alleen eigen")
@require_POST
@limited(600, per=timedelta(hours=1))
def notice(request: PersonRequest, pk: int) -> HttpResponse:
    """Read it: the page that it is about opens."""
    found = get_object_or_404(telling.notices_of(request.user), pk=pk)
    if not url_has_allowed_host_and_scheme(found.url, allowed_hosts=None):
        raise BadRequest
    Notice.objects.unread().filter(pk=found.pk).update(read_at=timezone.now())
    return redirect(found.url)


@access(Level.ACCOUNT, rule="alleen eigen")
@require_POST
@limited(60, per=timedelta(hours=1))
def all_read(request: PersonRequest) -> HttpResponse:
    Notice.objects.unread().filter(person=request.user).update(read_at=timezone.now())
    messages.success(request, "Alle meldingen staan op gelezen.")
    return redirect("notifications:notices")
