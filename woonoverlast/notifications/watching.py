"""Who follows what. A thing is named by kind and id: "topic:12"."""

from django.db import models
from django.utils import timezone

from woonoverlast.notifications.models import Watch
from woonoverlast.people.models import Person


def thing_of(thing: models.Model) -> str:
    return f"{thing._meta.model_name}:{thing.pk}"


def watch(person: Person, thing: models.Model, *, level: Watch.Level, reason: str) -> None:
    """Set the level that the person chose."""
    values = {"level": level, "reason": reason[:200], "since": timezone.now()}
    Watch.objects.update_or_create(person=person, thing=thing_of(thing), defaults=values)


def follow_from_now(person: Person, thing: models.Model, *, reason: str) -> None:
    """Follow what one takes part in; a level that was chosen before stays."""
    rows = [
        Watch(person=person, thing=thing_of(thing), level=Watch.Level.EVERYTHING, reason=reason, since=timezone.now())
    ]
    Watch.objects.bulk_create(rows, ignore_conflicts=True)


def level_of(person: Person, thing: models.Model) -> str:
    """The chosen level, or "" where nothing was chosen."""
    found = Watch.objects.filter(person=person, thing=thing_of(thing)).values_list("level", flat=True)
    return found.first() or ""


def followers(thing: models.Model) -> models.QuerySet[Person]:
    """Who wants to hear of every change of this thing."""
    watching = Watch.objects.filter(thing=thing_of(thing), level=Watch.Level.EVERYTHING)
    return Person.objects.living().filter(watches__in=watching)


def move(old: models.Model, *, to: models.Model) -> None:
    """Followers go along when one thing becomes part of another; who follows both keeps the choice for the new one."""
    both = Watch.objects.filter(thing=thing_of(to)).values("person")
    Watch.objects.filter(thing=thing_of(old)).exclude(person__in=both).update(thing=thing_of(to))
    Watch.objects.filter(thing=thing_of(old)).delete()
