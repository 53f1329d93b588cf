"""Stop mail from a mail: a signed link, for who is not logged in. It says who, and what may be stopped."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from woonoverlast.notifications import watching
from woonoverlast.notifications.models import Choices, Group, Route, Watch
from woonoverlast.people.models import Person

SALT = "notices.mute"
VALID_FOR = timedelta(days=400)


@dataclass(frozen=True)
class Mute:
    """`thread` is empty where the mail was about no thread; `group` is empty for the digest."""

    person: Person
    thread: str
    group: str

    @property
    def group_name(self) -> str:
        return Group(self.group).label if self.group else ""


def link(person: Person, *, thread: str, group: str) -> str:
    token = signing.dumps([person.pk, thread, group], salt=SALT, compress=True)
    return settings.SITE_URL + reverse("notifications:muting", args=[token])


def read(token: str) -> Mute | None:
    """None for what we did not sign, for what is too old, and for somebody who left."""
    try:
        pk, thread, group = signing.loads(token, salt=SALT, max_age=VALID_FOR)
    except (signing.BadSignature, ValueError):
        return None
    person = Person.objects.living().filter(pk=pk).first()
    return Mute(person, thread, group if group in Group.values else "") if person else None


def stop_at_once(mute: Mute) -> str:
    """What the button of a mail program stops. Returns what that was: thread, group or digest."""
    if mute.thread:
        stop_thread(mute.person, thread=mute.thread)
        return "thread"
    if mute.group:
        stop_group(mute.person, group=mute.group)
        return "group"
    stop_digest(mute.person)
    return "digest"


def stop_thread(person: Person, *, thread: str) -> None:
    watching.watch(person, thread, level=Watch.Level.MUTED)


@transaction.atomic
def stop_group(person: Person, *, group: str) -> None:
    choices, _ = Choices.objects.get_or_create(person=person)
    setattr(choices, group, Route.SITE)
    choices.save(update_fields=[group])


@transaction.atomic
def stop_digest(person: Person) -> None:
    """What would have come in the digest stays on the platform."""
    choices, _ = Choices.objects.get_or_create(person=person)
    choices.digest, choices.halfway = Choices.Digest.NEVER, False
    for group in Group.values:
        if choices.route_of(group) == Route.DIGEST:
            setattr(choices, group, Route.SITE)
    choices.save()


@transaction.atomic
def stop_everything(person: Person) -> None:
    stop_digest(person)
    Choices.objects.filter(person=person).update(**dict.fromkeys(Group.values, Route.SITE))
