"""Editors follow a mailing to many and steer it; the same pages for every list."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from woonoverlast.lib.tables import csv_bytes
from woonoverlast.mail.bulk import results, steering
from woonoverlast.mail.lists import LISTS
from woonoverlast.mail.mailing_forms import RecipientFilter
from woonoverlast.mail.models import Mailing, Recipient
from woonoverlast.people.forms.directory import PageForm
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt
from woonoverlast.web.limits import limited

HOUR = timedelta(hours=1)
PER_PAGE = 50
MAX_COUNT = 100
MAX_IN_DOUBT = 200
HEADERS = ["naam", "adres", "stand", "op", "pogingen", "uitleg", "teruggekomen op", "klacht op"]


@access(Level.EDITOR)
@require_safe
def mailings(request: PersonRequest) -> HttpResponse:
    rows = list(Mailing.objects.select_related("by").order_by("-due_at")[:MAX_COUNT])
    found = results.of(rows)
    lines = [(found[row.pk], LISTS.get(row.list_name)) for row in rows]
    return render(request, "mail/mailings.html", {"lines": lines})


@access(Level.EDITOR)
@require_safe
def mailing(request: PersonRequest, pk: int) -> HttpResponse:
    """How it goes. With script a part of the page is asked again and again; without there is a link."""
    found = get_object_or_404(Mailing.objects.select_related("by"), pk=pk)
    told = results.of_one(found)
    doubtful = found.recipients.in_doubt().select_related("person").order_by("pk")
    context = {
        "mailing": found,
        "results": told,
        "pace": results.pace(told),
        "mail_list": LISTS.get(found.list_name),
        "doubtful": doubtful[:MAX_IN_DOUBT],
        "edition": getattr(found, "edition", None),
    }
    template = "mail/mailing_progress.html" if request.htmx else "mail/mailing.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@access(Level.EDITOR)
@require_safe
def recipients(request: PersonRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Mailing, pk=pk)
    form = RecipientFilter(request.GET)
    page = Paginator(form.chosen(found.recipients.order_by("pk")), PER_PAGE).get_page(PageForm(request.GET).number)
    context = {"mailing": found, "form": form, "page": page, "query": request.GET.urlencode()}
    return render(request, "mail/recipients.html", context)


@access(Level.EDITOR)
@require_safe
def recipients_csv(request: PersonRequest, pk: int) -> HttpResponse:
    """The same filter, everybody in it. Nothing in a cell is calculated."""
    found = get_object_or_404(Mailing, pk=pk)
    rows = RecipientFilter(request.GET).chosen(found.recipients.order_by("pk"))
    answer = HttpResponse(csv_bytes(table(rows)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="mailing-{pk}.csv"'
    return answer


def table(rows: Any) -> Iterator[list[object]]:
    yield list(HEADERS)
    for row in rows.iterator(chunk_size=2000):
        moments = [
            f"{moment:%Y-%m-%d %H:%M}" if moment else ""
            for moment in (row.settled_at, row.bounced_at, row.complained_at)
        ]
        state = row.get_state_display()
        yield [row.name, row.address, state, moments[0], row.attempts, row.note, moments[1], moments[2]]


@access(Level.EDITOR)
@require_POST
@limited(120, per=HOUR)
def standstill(request: PersonRequest, pk: int) -> HttpResponse:
    return steer(request, pk, steering.pause, "De mailing staat stil.")


@access(Level.EDITOR)
@require_POST
@limited(120, per=HOUR)
def resumption(request: PersonRequest, pk: int) -> HttpResponse:
    return steer(request, pk, steering.resume, "De mailing gaat weer verder.")


@access(Level.EDITOR)
@require_POST
@limited(120, per=HOUR)
def stop(request: PersonRequest, pk: int) -> HttpResponse:
    """For good."""
    return steer(request, pk, steering.cancel, "De mailing is gestopt.")


@access(Level.EDITOR)
@require_POST
@limited(600, per=HOUR)
def second_try(request: PersonRequest, pk: int, recipient: int) -> HttpResponse:
    """One that may have gone: send it again."""
    row = get_object_or_404(Recipient, pk=recipient, mailing=pk)
    return steer(
        request, pk, lambda found, by: steering.resend(row, by=by), f"We sturen de mail opnieuw naar {row.address}."
    )


def steer(request: PersonRequest, pk: int, act: Callable[..., object], done: str) -> HttpResponse:
    attempt(request, lambda: act(get_object_or_404(Mailing, pk=pk), by=request.user), done=done)
    return redirect("mailings:mailing", pk)
