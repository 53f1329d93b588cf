"""Mails about a sign-up and about changes, each once, written by a job after the act."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from procrastinate.contrib.django import app

from woonoverlast.events import calendars, links, wording
from woonoverlast.events.groups import reachable
from woonoverlast.events.lines import Item
from woonoverlast.events.models import Event, SignUp, Step, Told
from woonoverlast.mail.letters import tidy

SUBJECTS = {
    Step.Code.PLACED: "Je bent aangemeld: {}",
    Step.Code.QUEUED: "Je staat op de wachtlijst: {}",
    Step.Code.OFFERED: "Er is een plaats voor je: {}",
    Step.Code.ACCEPTED: "Je plaats staat vast: {}",
    Step.Code.LAPSED: "Het aanbod is verlopen: {}",
    Step.Code.CANCELLED: "Je bent afgemeld: {}",
    Step.Code.REMOVED: "Je bent afgemeld: {}",
}
# Where the event was called off before the mail was written, the mail about that comes instead.
JOINS = {Step.Code.PLACED, Step.Code.QUEUED, Step.Code.OFFERED, Step.Code.ACCEPTED}
MOVED, CANCELLED = "moved", "cancelled"
UNKNOWN = "nog niet bekend"


@dataclass(frozen=True)
class Setting:
    """When and where, as a mail says it. Take it before an event is changed."""

    when: str
    where: str
    link: str

    @classmethod
    def of(cls, event: Event) -> "Setting":
        return cls(wording.when(event), wording.where(event) or UNKNOWN, event.link)


@dataclass(frozen=True)
class Change:
    """What became of an event. `was_when` and `was_where` are empty for what stayed."""

    what: str
    why: str = ""
    was_when: str = ""
    was_where: str = ""
    new_link: bool = False

    @property
    def subject(self) -> str:
        if self.what == CANCELLED:
            return "Gaat niet door: {}"
        return "Nieuwe tijd: {}" if self.was_when else "Nieuwe plaats: {}" if self.was_where else "Veranderd: {}"

    @property
    def what_changed(self) -> str:
        """In Dutch, as the subject of a sentence; where nothing is known about it, both."""
        parts = {"de tijd": self.was_when, "de plaats": self.was_where, "de link": self.new_link}
        named = [words for words, changed in parts.items() if changed]
        return " en ".join(named).capitalize() or "Tijd of plaats"

    @property
    def is_about_more(self) -> bool:
        return self.what_changed.count(" en ") > 0


@transaction.atomic
def tell_of_step(step: int) -> None:
    """Twice is once: the row is locked and says when its mail was written."""
    related = ("sign_up__event__municipality", "sign_up__event__cancellation", "sign_up__person", "by")
    found = Step.objects.select_for_update(of=("self",)).select_related(*related).filter(pk=step, told_at=None).first()
    if found is None or found.code not in SUBJECTS or not found.sign_up.email:
        return
    if not (found.code in JOINS and found.sign_up.event.is_cancelled):
        item, line = calendars.after_step(found), found.sign_up.place_in_line
        mail_of_step(
            found, item=item, line=line, clashes=clashes(found.sign_up) if item and found.code in JOINS else ()
        ).send()
    Step.objects.filter(pk=found.pk).update(told_at=timezone.now())


def mail_of_step(
    step: Step, *, item: Item | None, line: int = 0, clashes: Iterable[SignUp] = ()
) -> EmailMultiAlternatives:
    sign_up = step.sign_up
    by_colleague = step.by if step.by_id and step.by_id != sign_up.person_id else None
    context = {
        "step": step,
        "line": line,
        "until": wording.day_and_time(sign_up.offered_until) if sign_up.offered_until else "",
        "colleague": by_colleague,
        "clashes": clashes,
    }
    subject = SUBJECTS[Step.Code(step.code)].format(sign_up.event.title)
    return written(sign_up, subject, "step", context, item=item)


def announce_move(event: Event, before: Setting, *, why: str = "") -> None:
    """Let everybody know who counts on it, in the transaction that changed the event. Says nothing when all stayed."""
    now = Setting.of(event)
    if now == before:
        return
    was_when = before.when if before.when != now.when else ""
    was_where = before.where if before.where != now.where else ""
    new_link = before.link != now.link
    defer(event, MOVED, why, was_when=was_when, was_where=was_where, new_link=new_link)


def announce_cancellation(event: Event) -> None:
    """In the transaction that cancelled it."""
    defer(event, CANCELLED, event.cancellation.reason)


def defer(event: Event, what: str, why: str, **was: str | bool) -> None:
    """The task goes by its name: the module of jobs imports this one."""
    task = app.configure_task("woonoverlast.events.jobs.tell_of_change", queue="mail")
    task.defer(event=event.pk, what=what, why=why, at=timezone.now().isoformat(), **was)


def tell_of_change(event: int, *, at: str = "", **change: Any) -> None:
    """Everybody with a place, an offer or a place in line; who came after `at` knew already. Twice is once."""
    found, told = Event.objects.select_related("municipality", "cancellation").get(pk=event), Change(**change)
    if told.what == MOVED and found.is_cancelled:
        return
    sign_ups = reachable(found.sign_ups.live())
    if at:
        sign_ups = sign_ups.filter(at__lte=datetime.fromisoformat(at))
    for sign_up in sign_ups:
        if sign_up.email:
            tell_one(sign_up, told)


@transaction.atomic
def tell_one(sign_up: SignUp, change: Change) -> None:
    """A row with the mail, in one transaction: a job that is run again goes on with who was not told yet."""
    sequence = sign_up.event.sequence
    _, is_new = Told.objects.get_or_create(sign_up=sign_up, what=change.what, sequence=sequence)
    if is_new:
        item = calendars.own_item(sign_up, steps=calendars.steps_of(sign_up), invited=True)
        both = clashes(sign_up) if item and change.what == MOVED else ()
        mail_of_change(sign_up, change, item=item, clashes=both).send()


def mail_of_change(
    sign_up: SignUp, change: Change, *, item: Item | None, clashes: Iterable[SignUp] = ()
) -> EmailMultiAlternatives:
    subject = change.subject.format(sign_up.event.title)
    return written(sign_up, subject, "change", {"change": change, "clashes": clashes}, item=item)


def written(
    sign_up: SignUp,
    subject: str,
    template: str,
    context: dict[str, Any],
    *,
    item: Item | None = None,
    link: str | None = None,
) -> EmailMultiAlternatives:
    """A mail to who signed up; with what a calendar takes over, for programs that show it and for who opens the file."""
    event = sign_up.event
    context |= {"sign_up": sign_up, "event": event, "item": item}
    context["link"] = links.link(sign_up) if link is None else link
    context |= {"when": wording.when(event), "where": wording.where(event)}
    text = tidy(render_to_string(f"events/mail/{template}.txt", context))
    mail = EmailMultiAlternatives(subject[:150], text, None, [sign_up.email])
    if item:
        content, method = calendars.invitation(item)
        mail.attach_alternative(content.decode(), f"text/calendar; method={method}")
        mail.attach("bijeenkomst.ics", content, "application/ics")
    return mail


def clashes(sign_up: SignUp) -> QuerySet[SignUp]:
    """Places that the same person has elsewhere at the same time."""
    event = sign_up.event
    mine = Q(person=sign_up.person_id) if sign_up.person_id else Q(person=None, guest_email=sign_up.email.lower())
    others = SignUp.objects.with_place().filter(mine).exclude(event=event.pk)
    at_once = others.filter(event__starts_at__lt=event.ends_at, event__ends_at__gt=event.starts_at)
    going_on = at_once.filter(event__cancellation=None, event__published_at__isnull=False)
    return going_on.select_related("event__municipality").order_by("event__starts_at")
