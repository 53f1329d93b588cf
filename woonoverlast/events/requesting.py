"""Ask for a workshop or propose a session; talk with the editors; it becomes an event, or not, with the reason."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from woonoverlast.events import dates
from woonoverlast.events.models import Event, Kind, Remark, Request
from woonoverlast.events.places import NotPossible
from woonoverlast.notifications import notices
from woonoverlast.notifications.models import Group
from woonoverlast.people import logbook
from woonoverlast.people.models import Membership, Person, Role

KINDS = {Request.Kind.WORKSHOP: Kind.WORKSHOP, Request.Kind.SESSION: Kind.EXPERT_SESSION}


def editors() -> list[Person]:
    rows = Membership.objects.active().filter(role=Role.EDITOR)
    return list(Person.objects.living().filter(memberships__in=rows).distinct())


@transaction.atomic
def ask(words: dict[str, Any], *, by: Person) -> Request:
    made = Request.objects.create(**words, by=by)
    tell(made, editors(), f"{by} vraagt: {made.title}", reason="je redacteur bent", by=by)
    return made


def tell(request: Request, people: list[Person], title: str, *, reason: str, by: Person) -> None:
    thread, url = f"request:{request.pk}", request.get_absolute_url()
    notices.tell(
        people, kind="events.request", title=title, url=url, reason=reason, by=by, thread=thread, group=Group.REPLY
    )


@transaction.atomic
def say(request: Request, text: str, *, by: Person) -> Remark:
    """The other side hears of it."""
    made = Remark.objects.create(request=request, by=by, text=text)
    if by.pk == request.by_id:
        tell(request, editors(), f"{by} schreef bij: {request.title}", reason="je redacteur bent", by=by)
    else:
        tell(request, [request.by], f"{by} schreef bij: {request.title}", reason="jij dit aanvroeg", by=by)
    return made


def held(request: Request) -> Request:
    locked = Request.objects.select_for_update(of=("self",)).select_related("by").get(pk=request.pk)
    if locked.settled_at:
        raise NotPossible("Deze aanvraag is al afgehandeld.")
    return locked


@transaction.atomic
def grant(request: Request, *, by: Person) -> Event:
    """A draft event, organised by who asked and by the editor; the date is a proposal, four weeks from now at two."""
    locked = held(request)
    span = dates.proposal()
    event = Event.objects.create(
        kind=KINDS[Request.Kind(locked.kind)],
        title=locked.title,
        municipality=locked.municipality,
        capacity=locked.people,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        made_by=by,
    )
    event.organisers.set([by, locked.by])
    locked.event, locked.settled_at, locked.settled_by = event, timezone.now(), by
    locked.save(update_fields=["event", "settled_at", "settled_by"])
    logbook.record(by=by, verb="aanvraag werd bijeenkomst", target=locked)
    tell(locked, [locked.by], f"Je aanvraag wordt een bijeenkomst: {locked.title}", reason="jij dit aanvroeg", by=by)
    return event


@transaction.atomic
def refuse(request: Request, *, by: Person, reason: str) -> Request:
    locked = held(request)
    locked.refusal, locked.settled_at, locked.settled_by = reason, timezone.now(), by
    locked.save(update_fields=["refusal", "settled_at", "settled_by"])
    logbook.record(by=by, verb="aanvraag afgewezen", target=locked, note=reason)
    tell(locked, [locked.by], f"Antwoord op je aanvraag: {locked.title}", reason="jij dit aanvroeg", by=by)
    return locked
