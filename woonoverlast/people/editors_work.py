"""What people leave to the editors: who wants in, who left, which organisations are new."""

from datetime import timedelta

from django.db.models import Exists, Min, OuterRef
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from woonoverlast.people import yearly_check
from woonoverlast.people.models import Application, DepartureReport, FalseAlarm, Organisation
from woonoverlast.web.contexts import Work
from woonoverlast.web.work_items import AT_MOST, Button, Item

GRACE = timedelta(days=30)


def applications() -> list[Item]:
    waiting = Application.objects.filter(status=Application.Status.WAITING).select_related("person", "organisation")
    return [application_item(application) for application in waiting.order_by("submitted_at")[:AT_MOST]]


def application_item(application: Application) -> Item:
    url = reverse("people:application", args=[application.pk])
    new = " Deze organisatie is nieuw op het platform." if application.organisation.proposed_by_id else ""
    return Item(
        kind="aanmelding",
        title=f"{application.person} wil lid worden bij {application.organisation}",
        since=application.submitted_at,
        detail=f"{application.person.email}. {application.motivation}".strip(),
        why=f"Het mailadres bewijst niet dat deze persoon daar werkt.{new}",
        weight=200,
        url=url,
        buttons=[Button("Bekijk en besluit", url, look="primary")],
    )


def departures() -> list[Item]:
    reports = DepartureReport.objects.filter(settled_at=None).select_related("person", "reported_by")
    return [departure_item(report) for report in reports.order_by("reported_at")[:AT_MOST]]


def departure_item(report: DepartureReport) -> Item:
    url = reverse("people:settle_departure", args=[report.pk])
    return Item(
        kind="vertrek",
        title=f"Is {report.person} vertrokken?",
        since=report.reported_at,
        detail=f"Gemeld door {report.reported_by or 'een oud-lid'}. {report.note}".strip(),
        why="Wie weg is, hoort geen toegang meer te hebben.",
        weight=80,
        url=url,
        buttons=[Button("Bekijk en besluit", url, look="primary")],
    )


def proposed_organisations() -> list[Item]:
    """Organisations that wait without a waiting application: with one, the decision on the person settles both."""
    waiting = Application.objects.filter(status=Application.Status.WAITING, organisation=OuterRef("pk"))
    proposed = Organisation.objects.exclude(proposed_by=None).filter(~Exists(waiting), ended_on=None)
    return [organisation_item(organisation) for organisation in proposed.order_by("created_at")[:AT_MOST]]


def organisation_item(organisation: Organisation) -> Item:
    url = reverse("office:organisation_decision", args=[organisation.pk])
    return Item(
        kind="organisatie",
        title=f"Klopt de organisatie {organisation}?",
        since=organisation.created_at,
        detail=organisation.get_kind_display(),
        why="Zolang niemand dit bekijkt, kan niemand deze organisatie kiezen.",
        weight=60,
        url=reverse("office:organisation", args=[organisation.pk]),
        buttons=[Button("Klopt", url, "accept", "primary"), Button("Haal weg", url, "remove")],
    )


def stale_profiles() -> list[Item]:
    """Profiles that nobody confirmed, a month after the yearly mail was due: one thing to do, with a list."""
    stale = yearly_check.stale_profiles(now=timezone.now() - GRACE)
    number = stale.count()
    if not number:
        return []
    oldest = stale.aggregate(since=Min(Coalesce("profile_confirmed_at", "created_at")))["since"]
    url = reverse("office:stale_profiles")
    return [
        Item(
            kind="profiel",
            title="Klopt 1 profiel nog?" if number == 1 else f"Kloppen {number} profielen nog?",
            since=oldest + yearly_check.CHECK_EVERY,
            why="Deze mensen bevestigden hun profiel al meer dan een jaar niet.",
            weight=1,
            url=url,
            buttons=[Button("Bekijk de lijst", url, look="primary")],
        )
    ]


def false_alarms() -> list[Item]:
    waiting = FalseAlarm.objects.filter(settled_at=None).select_related("by")
    return [false_alarm_item(alarm) for alarm in waiting.order_by("asked_at")[:AT_MOST]]


def false_alarm_item(alarm: FalseAlarm) -> Item:
    url = reverse("office:false_alarm_decision", args=[alarm.pk])
    return Item(
        kind="vals-alarm",
        title=f"Is ‘{alarm.words}’ geen gegeven van een persoon?",
        since=alarm.asked_at,
        detail=f"{alarm.by or 'Een oud-lid'}: {alarm.why}",
        why="Zolang niemand dit bekijkt, kan niemand deze woorden opslaan. Wat mag, mag daarna in elke tekst.",
        weight=150,
        buttons=[
            Button("Geen persoon: mag", url, FalseAlarm.Outcome.ALLOWED, "primary"),
            Button("Wel een persoon: blijft weg", url, FalseAlarm.Outcome.REFUSED),
        ],
    )


KINDS = (
    Work("aanmelding", "Aanmeldingen", applications),
    Work("vertrek", "Vertrokken?", departures),
    Work("organisatie", "Nieuwe organisaties", proposed_organisations),
    Work("vals-alarm", "Vals alarm?", false_alarms),
    Work("profiel", "Verouderde profielen", stale_profiles),
)
