"""A message of an organiser to a group of participants: one mail per address, answers go to the organiser."""

from dataclasses import dataclass
from uuid import UUID

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from woonoverlast.events import telling
from woonoverlast.events.groups import GROUPS, reachable
from woonoverlast.events.models import Event, GroupMail, SignUp
from woonoverlast.people.models import Person


@dataclass(frozen=True)
class Message:
    whom: str
    subject: str
    text: str


def recipients(event: Event, whom: str) -> list[SignUp]:
    """Each address once; who walked in without an address gets nothing."""
    found = reachable(GROUPS[whom].sign_ups(event)).order_by("number")
    return list({sign_up.email.lower(): sign_up for sign_up in found if sign_up.email}.values())


@transaction.atomic
def send(event: Event, message: Message, *, key: UUID, by: Person) -> GroupMail | None:
    """None when this form was sent before: then nothing happens."""
    values = {"event": event, "by": by, "whom": message.whom, "subject": message.subject, "text": message.text}
    mail, is_new = GroupMail.objects.get_or_create(key=key, defaults=values)
    if not is_new:
        return None
    app.configure_task("woonoverlast.events.jobs.send_group_mail", queue="mail").defer(mail=mail.pk)
    return mail


@transaction.atomic
def write(mail: int) -> int:
    """All of them or none, once: the row is locked and says when. Returns how many."""
    rows = GroupMail.objects.select_for_update(of=("self",)).select_related("event__municipality", "by")
    found = rows.filter(pk=mail, sent_at=None).first()
    if found is None:
        return 0
    people = recipients(found.event, found.whom)
    for sign_up in people:
        sign_up.event = found.event
        mail_to(sign_up, found).send()
    found.count, found.sent_at = len(people), timezone.now()
    found.save(update_fields=["count", "sent_at"])
    return found.count


def mail_to(sign_up: SignUp, mail: GroupMail, *, link: str | None = None) -> EmailMultiAlternatives:
    """To show it, the link is left out: it opens the sign-up of that person."""
    written = telling.written(sign_up, mail.subject, "group", {"mail": mail}, link=link)
    written.reply_to = [mail.by.email]
    return written
