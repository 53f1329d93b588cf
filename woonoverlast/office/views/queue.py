"""The work queue and the decisions that its buttons post."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from woonoverlast.lib import searching
from woonoverlast.lib.naming import NameSort
from woonoverlast.mail.models import OutgoingMail
from woonoverlast.office import queue as work
from woonoverlast.office.forms import Decision, QueueFilter, StaleForm
from woonoverlast.people import departures, false_alarms, logbook, yearly_check
from woonoverlast.people.editors_work import GRACE
from woonoverlast.people.models import DepartureReport, FalseAlarm, Organisation, Person
from woonoverlast.people.requests import PersonRequest
from woonoverlast.web.access import Level, access
from woonoverlast.web.attempt import attempt

PER_PAGE = 25
STALE_SHOWN = 200


@access(Level.EDITOR)
@require_safe
def queue(request: PersonRequest) -> HttpResponse:
    form = QueueFilter(request.GET)
    kind = form.cleaned_data["soort"] if form.is_valid() else ""
    everything, labels = work.items(), work.labels()
    counts = Counter(item.kind for item in everything)
    shown = [item for item in everything if kind in {"", item.kind}]
    tabs = [("Alles", "?", not kind, len(everything))]
    tabs += [(label, f"?soort={name}", kind == name, counts[name]) for name, label in labels.items()]
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "office/queue.html", {"page": page, "tabs": tabs, "labels": labels, "kind": kind})


@access(Level.EDITOR)
@require_POST
def false_alarm_decision(request: PersonRequest, pk: int) -> HttpResponse:
    alarm = get_object_or_404(FalseAlarm, pk=pk)
    return decided(
        request,
        list(FalseAlarm.Outcome.values),
        lambda value: false_alarms.settle(alarm, by=request.user, outcome=value),
        "Besloten. Wie het vroeg, krijgt een mail.",
    )


@access(Level.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def stale_profiles(request: PersonRequest) -> HttpResponse:
    """Everybody whose profile nobody confirmed for long; the editor ticks who still works there, or who left."""
    stale = yearly_check.stale_profiles(now=timezone.now() - GRACE).order_by(NameSort("name"), "pk")[:STALE_SHOWN]
    form = StaleForm(request.POST or None, people=list(stale))
    if request.method == "POST" and form.is_valid():
        outcome = form.cleaned_data["besluit"]
        for person in form.chosen():
            done = f"{person}: bijgewerkt."
            attempt(request, partial(check_profile, person, by=request.user, outcome=outcome), done=done)
        return redirect("office:stale_profiles")
    context = {"form": form, "rows": form.rows(), "most": STALE_SHOWN}
    return render(request, "office/stale_profiles.html", context, status=422 if form.errors else 200)


def check_profile(person: Person, *, by: Person, outcome: str) -> None:
    report = departures.report_departure(person, by=by, note="Profiel was verouderd.")
    departures.settle_departure(report, by=by, outcome=outcome)
    if outcome == DepartureReport.Outcome.STILL_HERE:
        yearly_check.confirm_profile(person)


@access(Level.EDITOR)
@require_POST
def organisation_decision(request: PersonRequest, pk: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.exclude(proposed_by=None), pk=pk)
    return decided(
        request,
        ["accept", "remove"],
        lambda value: settle_organisation(organisation, by=request.user, keep=value == "accept"),
        "Afgehandeld.",
    )


def settle_organisation(organisation: Organisation, *, by: Person, keep: bool) -> None:
    """Kept: everyone may choose it. Not kept: it ends today and nobody sees it any more."""
    organisation.proposed_by = None
    organisation.ended_on = None if keep else timezone.localdate()
    organisation.save(update_fields=["proposed_by", "ended_on"])
    searching.changed(organisation)
    logbook.record(by=by, verb="organisatie gecontroleerd" if keep else "organisatie weggehaald", target=organisation)


@access(Level.EDITOR)
@require_POST
def mail_dismissal(request: PersonRequest, pk: int) -> HttpResponse:
    mail = get_object_or_404(OutgoingMail.objects.undeliverable(), pk=pk)
    return decided(request, ["dismiss"], lambda value: dismiss(mail, by=request.user), "Afgehandeld.")


def dismiss(mail: OutgoingMail, *, by: Person) -> None:
    logbook.record(by=by, verb="onbestelbare mail afgehandeld", target=mail, note=mail.last_error)
    mail.delete()


@access(Level.EDITOR)
@require_POST
def job_retry(request: PersonRequest, pk: int) -> HttpResponse:
    job = get_object_or_404(ProcrastinateJob, pk=pk, status="failed")
    return decided(request, ["retry"], lambda value: retry(job, by=request.user), "De taak staat weer in de rij.")


def retry(job: ProcrastinateJob, *, by: Person) -> None:
    app.job_manager.retry_job_by_id(job.pk, retry_at=datetime.now(tz=UTC))
    logbook.record(by=by, verb="taak opnieuw gestart", target=job)


def decided(request: PersonRequest, choices: list[str], act: Callable[[str], object], done: str) -> HttpResponse:
    """Do what the button says, tell how it went, and go back to the queue."""
    form = Decision(request.POST, choices=choices)
    if not form.is_valid():
        messages.error(request, "Deze keuze kennen wij niet. Er is niets veranderd.")
        return redirect("office:queue")
    attempt(request, lambda: act(form.cleaned_data["besluit"]), done=done)
    return redirect("office:queue")
