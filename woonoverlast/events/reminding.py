"""Reminders by rule: so long before or after the event, once to each, along with the event when it moves."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F, Max
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.utils import timezone

from woonoverlast.events import signing_up, telling, wording
from woonoverlast.events.groups import GROUPS, label_of, reachable
from woonoverlast.events.models import Event, Invited, Reminded, Reminder, SignUp
from woonoverlast.mail.letters import tidy
from woonoverlast.people.models import Person

# Invited people of whom nothing was heard. They have no sign-up, so they are no group.
SILENT = "silent"
SILENT_LABEL = "wie is uitgenodigd en nog niets liet weten"
# So late a reminder may still go after its moment: longer than a night without the platform.
GRACE = timedelta(hours=12)
STANDARD = ((7 * 24, "place"), (24, "place"))
BEFORE = Reminder.Side.BEFORE
# What somebody reads where the rule has no text of its own, by group and side.
TEXTS = {
    ("place", "before"): "Je hebt je aangemeld voor deze bijeenkomst. Kun je niet meer? Meld je dan af, dan kan een ander komen.",
    ("waiting", "before"): "Je staat nog op de wachtlijst. Komt er een plaats vrij, dan krijg je daar een mail over. Wil je niet meer? Meld je dan af.",
    ("everyone", "before"): "Deze bijeenkomst is binnenkort. Kun je niet? Meld je dan af, dan kan een ander komen.",
    (SILENT, "before"): "Je bent uitgenodigd voor deze bijeenkomst. We horen graag of je komt.",
}  # fmt: skip
AFTERWARDS = "Deze bijeenkomst is geweest. Op de pagina vind je alles terug."


def make_standard(event: Event) -> None:
    """The two rules of an event that is published: a week and a day before. Where somebody made rules, those stand."""
    if not event.reminders.exists():
        Reminder.objects.bulk_create(Reminder(event=event, hours=hours, whom=whom) for hours, whom in STANDARD)


def whom_label(name: str) -> str:
    return SILENT_LABEL if name == SILENT else label_of(name)


def text_of(reminder: Reminder) -> str:
    return reminder.text or TEXTS.get((reminder.whom, reminder.side), AFTERWARDS)


def subject_of(reminder: Reminder) -> str:
    if reminder.subject:
        return reminder.subject
    return f"{'Herinnering' if reminder.side == BEFORE else 'Na afloop'}: {reminder.event.title}"


def remind_all(*, now: datetime | None = None) -> int:
    """Returns how many mails were written."""
    moment = now or timezone.now()
    due = Reminder.objects.due(now=moment, within=GRACE).select_related("event__municipality", "event__cancellation")
    return sum(remind(reminder, now=moment) for reminder in list(due))


def remind(reminder: Reminder, *, now: datetime) -> int:
    event = reminder.event
    day = timezone.localdate(event.starts_at)
    known = addresses(reminder, day)
    if reminder.whom == SILENT:
        if signing_up.closed(event, now=now):
            return 0
        guests = [row for row in silent(reminder) if row.person.email.lower() not in known]
        return sum(remind_invited(reminder, row, day=day) for row in guests)
    rows = [row for row in sign_ups(reminder) if row.email and row.email.lower() not in known]
    return sum(remind_sign_up(reminder, row, day=day) for row in rows)


def addresses(reminder: Reminder, day: date) -> set[str]:
    """Who got it for this day: a person who signed up anew has another row, and gets nothing twice."""
    sent = reminder.sent.filter(day=day).select_related("sign_up__person", "invited__person")
    rows = [row.sign_up.email if row.sign_up else row.invited.person.email if row.invited else "" for row in sent]
    return {email.lower() for email in rows}


def sign_ups(reminder: Reminder) -> list[SignUp]:
    """Of the group. Before the event only who was in it already at the moment of the rule: others just had a mail."""
    group = GROUPS.get(reminder.whom)
    if group is None:
        return []
    found = reachable(group.sign_ups(reminder.event))
    if reminder.side == BEFORE:
        found = found.annotate(since=Coalesce(Max("steps__at"), F("at"))).filter(since__lt=reminder.due_at)
    return list(found.order_by("number"))


def silent(reminder: Reminder) -> list[Invited]:
    """Who was invited before the moment of the rule, may still log in, and never signed up, nor off."""
    answered = SignUp.objects.filter(event=reminder.event_id, person__isnull=False).values("person")
    rows = Invited.objects.filter(event=reminder.event_id, at__lt=reminder.due_at).exclude(person__in=answered)
    return list(rows.filter(person__in=Person.objects.members()).select_related("person").order_by("pk"))


@transaction.atomic
def remind_sign_up(reminder: Reminder, sign_up: SignUp, *, day: date) -> int:
    """The row and the mail in one transaction. Returns whether this was the one that wrote it."""
    _, is_new = Reminded.objects.get_or_create(reminder=reminder, sign_up=sign_up, day=day)
    if is_new:
        sign_up.event = reminder.event
        mail_to_sign_up(reminder, sign_up).send()
    return int(is_new)


@transaction.atomic
def remind_invited(reminder: Reminder, invited: Invited, *, day: date) -> int:
    _, is_new = Reminded.objects.get_or_create(reminder=reminder, invited=invited, day=day)
    if is_new:
        Invited.objects.filter(pk=invited.pk).update(reminded_at=timezone.now())
        mail_to_invited(reminder, invited.person).send()
    return int(is_new)


def mail_to_sign_up(reminder: Reminder, sign_up: SignUp) -> EmailMultiAlternatives:
    """What stands in the calendar already is not sent again."""
    context = {"text": text_of(reminder), "over": reminder.side != BEFORE}
    return telling.written(sign_up, subject_of(reminder), "reminder", context)


def mail_to_invited(reminder: Reminder, person: Person) -> EmailMultiAlternatives:
    event = reminder.event
    context = {"name": person.name, "event": event, "text": text_of(reminder), "when": wording.when(event)}
    context |= {"where": wording.where(event), "link": settings.SITE_URL + event.get_absolute_url()}
    text = tidy(render_to_string("events/mail/invited.txt", context))
    return EmailMultiAlternatives(subject_of(reminder)[:150], text, None, [person.email])


def outlook(reminder: Reminder, *, now: datetime | None = None) -> str:
    """What comes or came of a rule, in Dutch."""
    moment, event = now or timezone.now(), reminder.event
    sent = reminder.sent.count()
    if sent:
        return f"Gestuurd aan {sent} {'persoon' if sent == 1 else 'mensen'}."
    if event.is_cancelled:
        return "Gaat niet uit: de bijeenkomst gaat niet door."
    if reminder.due_at > moment:
        return f"Gaat uit op {wording.day_and_time(reminder.due_at)}."
    return "Niet verstuurd: dit moment was al voorbij, of er was niemand."
