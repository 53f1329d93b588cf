"""What an organiser wants to know: how full, who came, who never comes."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone

from woonoverlast.events.models import Event, Kind, SignUp, Status, Step
from woonoverlast.people.models import Discipline, Membership
from woonoverlast.places.models import Municipality

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Numbers:
    """Of one event. `percent` is how full, 0 to 100; None without a limit. `came` and `stayed_away` (a share of who had a
    place, 0 to 100) are None as long as nobody was checked in."""

    place: int
    waiting: int
    offered: int
    cancelled: int
    lapsed: int
    percent: int | None
    municipalities: int
    came: int | None
    stayed_away: int | None
    disciplines: list[tuple[str, int]]


def of_event(event: Event) -> Numbers:
    counts = dict(event.sign_ups.values_list("status").annotate(Count("pk")).order_by())
    coming = event.sign_ups.with_place().exclude(person=None)
    came = event.sign_ups.exclude(attendance=None).count()
    absent = event.sign_ups.filter(status=Status.PLACE, attendance=None).count()
    kinds = coming.exclude(person__discipline="").values_list("person__discipline").annotate(number=Count("pk"))
    return Numbers(
        place=counts.get(Status.PLACE, 0) + counts.get(Status.WALK_IN, 0),
        waiting=counts.get(Status.WAITING, 0),
        offered=counts.get(Status.OFFERED, 0),
        cancelled=counts.get(Status.CANCELLED, 0),
        lapsed=counts.get(Status.LAPSED, 0),
        percent=round(100 * event.taken / event.capacity) if event.capacity else None,
        came=came or None,
        stayed_away=share_of(absent, counts.get(Status.PLACE, 0)) if came and event.is_over else None,
        municipalities=coming.exclude(person__municipality=None).values("person__municipality").distinct().count(),
        disciplines=[(str(Discipline(kind).label), number) for kind, number in kinds.order_by("-number")],
    )


def share_of(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


def missing(event: Event) -> list[str]:
    """What still lacks before it should go into the agenda; advice, not a must."""
    found = []
    if not event.body:
        found.append("een beschrijving")
    if not event.parts.exists():
        found.append("een programma")
    if event.online and not event.link:
        found.append("de link om online mee te doen")
    if not event.subjects.exists():
        found.append("een thema, zodat mensen het vinden")
    return found


def of_all() -> dict[str, Any]:
    """Events of the last year that were held, by kind, and the connected municipalities from which nobody came."""
    since = timezone.now() - YEAR
    held = Event.objects.going_on().past().filter(starts_at__gte=since)
    sums = held.order_by().values("kind")
    sums = sums.annotate(events=Count("pk"), seats=Sum("capacity"), filled=Sum("taken", filter=~Q(capacity=None)))
    sums = sums.annotate(people=Sum("taken"))
    away = stayed_away(held)
    return {
        "since": since,
        "kinds": [kind_line(dict(row), away) for row in sums.order_by("-events")],
        "never": never_came(held),
        "waited": waited(held),
    }


def kind_line(row: dict[str, Any], away: dict[str, int]) -> dict[str, Any]:
    percent = round(100 * row["filled"] / row["seats"]) if row["seats"] else None
    return {
        **row,
        "label": str(Kind(row["kind"]).label).capitalize(),
        "percent": percent,
        "away": away.get(row["kind"]),
    }


def stayed_away(held: Any) -> dict[str, int]:
    """By kind, the share of who had a place and was not there, 0 to 100; only of events where people were checked in."""
    checked = held.filter(sign_ups__attendance__isnull=False).values("pk")
    placed = SignUp.objects.filter(event__in=checked, status=Status.PLACE).order_by()
    rows = placed.values("event__kind").annotate(places=Count("pk"), absent=Count("pk", filter=Q(attendance=None)))
    return {row["event__kind"]: share_of(row["absent"], row["places"]) for row in rows}


def never_came(held: Any) -> list[Municipality]:
    """Municipalities with a member of their own, of which nobody had a place in these events."""
    came = SignUp.objects.filter(event__in=held, status__in=[Status.PLACE, Status.WALK_IN]).exclude(person=None)
    places = Membership.objects.active().filter(person__in=came.values("person")).values("organisation__municipality")
    connected = Membership.objects.active().filter(organisation__kind=Discipline.MUNICIPALITY)
    rows = Municipality.objects.current().filter(pk__in=connected.values("organisation__municipality"))
    return list(rows.exclude(pk__in=places.exclude(organisation__municipality=None)).order_by("sort_name"))


def waited(held: Any) -> int:
    """How many stood in line and never got an offer."""
    offered = Step.objects.filter(sign_up__event__in=held, code=Step.Code.OFFERED).values("sign_up")
    queued = SignUp.objects.filter(event__in=held, steps__code=Step.Code.QUEUED)
    return queued.exclude(pk__in=offered).distinct().count()
