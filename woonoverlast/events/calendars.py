"""What calendars get to see of an event: everybody, who has a place, and who was mailed about a step.

A calendar keeps what has the highest sequence. That of the event rises with each change of time or place; that of one
person also with each step, so that who gives up his place and takes one again is not kept out by the old cancellation.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from woonoverlast.events import wording
from woonoverlast.events.lines import Item, Party, file
from woonoverlast.events.models import Event, Kind, SignUp, Status, Step
from woonoverlast.mail import letters

# What a step brings to the calendar of who made it; other steps of who has nothing there bring nothing.
CANCELLED, CONFIRMED, TENTATIVE = "CANCELLED", "CONFIRMED", "TENTATIVE"
BROUGHT = {
    Step.Code.PLACED: CONFIRMED,
    Step.Code.ACCEPTED: CONFIRMED,
    Step.Code.WALKED_IN: CONFIRMED,
    Step.Code.OFFERED: TENTATIVE,
}
ENDED = {Step.Code.CANCELLED, Step.Code.REMOVED, Step.Code.LAPSED}
CANCELLED_EVENT = "CANCELLED EVENT"
PREFIXES = {CANCELLED_EVENT: "Gaat niet door", TENTATIVE: "Onder voorbehoud"}
KINDS = {kind.value: str(kind.label) for kind in Kind}
SHOWN = {Status.PLACE: CONFIRMED, Status.WALK_IN: CONFIRMED, Status.OFFERED: TENTATIVE}


def public_item(event: Event) -> Item:
    """For everybody who sees the event: without the link to join."""
    return item(event, status=CONFIRMED, sequence=event.sequence, busy=False)


def own_item(sign_up: SignUp, *, steps: int, invited: bool = False) -> Item | None:
    """`steps` is how many this person made for this event. None for who only waits, or is not coming any more."""
    status = SHOWN.get(Status(sign_up.status))
    return personal(sign_up, status=status, steps=steps, invited=invited) if status else None


def after_step(step: Step) -> Item | None:
    """What the mail about this step says to a calendar, however the sign-up stands by now."""
    status = BROUGHT.get(Step.Code(step.code)) or (CANCELLED if took_away(step) else "")
    if not status:
        return None
    return personal(step.sign_up, status=status, steps=steps_of(step.sign_up, until=step), invited=True)


def took_away(step: Step) -> bool:
    """Who only waited had nothing in the calendar."""
    return step.code in ENDED and step.sign_up.steps.filter(pk__lt=step.pk, code__in=BROUGHT).exists()


def steps_of(sign_up: SignUp, *, until: Step | None = None) -> int:
    """How many steps this person made for this event, also in earlier sign-ups."""
    mine = Q(sign_up__person=sign_up.person_id) if sign_up.person_id else Q(sign_up=sign_up.pk)
    if sign_up.email:
        mine |= Q(sign_up__person=None, sign_up__guest_email=sign_up.email.lower())
    steps = Step.objects.filter(mine, sign_up__event=sign_up.event_id)
    return (steps.filter(pk__lte=until.pk) if until else steps).count()


def personal(sign_up: SignUp, *, status: str, steps: int, invited: bool) -> Item:
    """An invitation names who gets it, and nobody else."""
    event = sign_up.event
    made = item(event, status=status, sequence=event.sequence + steps, link=event.link if status == CONFIRMED else "")
    if not invited:
        return made
    return replace(made, attendee=Party(sign_up.name, sign_up.email), stamp=timezone.now())


def item(event: Event, *, status: str, sequence: int, link: str = "", busy: bool = True) -> Item:
    """A cancelled event is that for everybody, and comes after everything that was said before."""
    cancelled, where = event.is_cancelled, wording.where(event)
    changed_at = max(event.changed_at, event.cancellation.at) if cancelled else event.changed_at
    url, sender = page_of(settings.SITE_URL, event.pk), party(settings.SITE_NAME, settings.DEFAULT_FROM_EMAIL)
    return Item(
        uid=f"{event.uid}@{sender.email.partition('@')[2]}",
        sequence=sequence + int(cancelled),
        status=CANCELLED if cancelled else status,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        stamp=changed_at,
        changed_at=changed_at,
        title=title(event.title, CANCELLED_EVENT if cancelled else status),
        description="\n\n".join(part for part in (event.summary, f"Meedoen: {link}" if link else "", url) if part),
        # Where there is nothing but a link, many calendars make it something to press.
        location=(link or "Online") if where == "online" else where,
        url=url,
        category=KINDS[event.kind],
        organiser=sender,
        busy=busy and not cancelled,
    )


@lru_cache(maxsize=20_000)
def page_of(site: str, pk: int) -> str:
    return site + reverse("events:event", args=[pk])


@lru_cache
def party(name: str, sender: str) -> Party:
    return Party(name, letters.address_of(sender))


def title(words: str, status: str) -> str:
    """Not every calendar shows a status, so the title says it too."""
    return f"{PREFIXES[status]}: {words}" if status in PREFIXES else words


def published(items: Iterable[Item], *, name: str = "") -> bytes:
    """To download, or with a name to subscribe to."""
    return file(items, method="PUBLISH", name=name)


def invitation(made: Item) -> tuple[bytes, str]:
    """For in a mail: the file, and what it does."""
    method = "CANCEL" if made.status == CANCELLED else "REQUEST"
    return file([made], method=method), method
