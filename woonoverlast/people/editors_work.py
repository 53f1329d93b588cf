"""What people leave to the editors: who wants in, who left, which organisations are new."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
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
        buttons=[
            Button("Neem aan", reverse("office:application_decision", args=[application.pk]), "accept", "primary"),
            Button("Bekijk of wijs af", url),
        ],
    )


def departures() -> list[Item]:
    reports = DepartureReport.objects.filter(settled_at=None).select_related("person", "reported_by")
    return [departure_item(report) for report in reports.order_by("reported_at")[:AT_MOST]]


def departure_item(report: DepartureReport) -> Item:
    url = reverse("office:departure_decision", args=[report.pk])
    return Item(
        kind="vertrek",
        title=f"Is {report.person} vertrokken?",
        since=report.reported_at,
        detail=f"Gemeld door {report.reported_by or 'een oud-lid'}. {report.note}".strip(),
        why="Wie weg is, hoort geen toegang meer te hebben.",
        weight=80,
        url=reverse("office:person", args=[report.person_id]),
        buttons=[
            Button("Vertrokken", url, DepartureReport.Outcome.LEFT, "primary"),
            Button("Werkt er nog", url, DepartureReport.Outcome.STILL_HERE),
        ],
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
    """Profiles that nobody confirmed, a month after the yearly mail was due."""
    stale = yearly_check.stale_profiles(now=timezone.now() - GRACE).order_by("profile_confirmed_at")
    return [
        Item(
            kind="profiel",
            title=f"Klopt het profiel van {person} nog?",
            since=(person.profile_confirmed_at or person.created_at) + yearly_check.CHECK_EVERY,
            detail=f"{person.job_title}. {person.email}",
            why="Deze persoon bevestigde het profiel al meer dan een jaar niet.",
            weight=1,
            url=reverse("office:person", args=[person.pk]),
            buttons=[
                Button("Werkt er nog", reverse("office:profile_check", args=[person.pk]), "still_here", "primary"),
                Button("Vertrokken", reverse("office:profile_check", args=[person.pk]), "left"),
            ],
        )
        for person in stale[:AT_MOST]
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
