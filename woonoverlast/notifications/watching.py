"""Who follows what. A thing is named by kind and id: "topic:12"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils import timezone

from woonoverlast.notifications import routing
from woonoverlast.notifications.models import Watch
from woonoverlast.people.models import Person

CHOSEN = "je dat zelf koos"


@dataclass(frozen=True)
class Standing:
    """What holds for one person: the level, whether it was chosen for the thing itself, and why ("omdat ...")."""

    level: str
    own: bool
    reason: str


NOTHING_CHOSEN = Standing(Watch.Level.NORMAL, own=False, reason="")
# From the thing itself to what it is part of; each rung gives names of things and what they are called.
Ladder = Sequence[Mapping[str, str]]


def thing_of(thing: models.Model) -> str:
    return f"{thing._meta.model_name}:{thing.pk}"


def watch(person: Person, thing: models.Model | str, *, level: Watch.Level, reason: str = CHOSEN) -> None:
    """Set the level that the person chose."""
    values = {"level": level, "reason": reason[:200], "since": timezone.now()}
    name = thing if isinstance(thing, str) else thing_of(thing)
    Watch.objects.update_or_create(person=person, thing=name, defaults=values)


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


def standings(ladder: Ladder, *, people: Sequence[Person] | None = None) -> dict[int, Standing]:
    """What holds for everybody who chose something on this ladder, or for these people only. One question.

    The lowest rung with a choice decides: a topic beats its theme. On one rung muted wins.
    """
    names = [name for rung in ladder for name in rung]
    rows = Watch.objects.filter(thing__in=names)
    if people is not None:
        rows = rows.filter(person__in=people)
    chosen: dict[int, dict[str, tuple[str, str]]] = {}
    for person, name, level, reason in rows.values_list("person", "thing", "level", "reason"):
        chosen.setdefault(person, {})[name] = (level, reason)
    return {person: standing_in(ladder, levels) for person, levels in chosen.items()}


def standing_in(ladder: Ladder, levels: Mapping[str, tuple[str, str]]) -> Standing:
    for height, rung in enumerate(ladder):
        here = {name: levels[name] for name in rung if name in levels}
        if here:
            level = routing.strongest(found for found, _ in here.values())
            name = next(name for name, (found, _) in here.items() if found == level)
            return Standing(level, own=height == 0, reason=said(rung[name], reason=here[name][1]))
    return NOTHING_CHOSEN


def said(called: str, *, reason: str) -> str:
    """Ends "Je krijgt dit omdat ...": the choice, or what made somebody follow it."""
    return f"je {called} volgt" if reason == CHOSEN else reason


def move(old: models.Model, *, to: models.Model) -> None:
    """Followers go along when one thing becomes part of another; who follows both keeps the choice for the new one."""
    both = Watch.objects.filter(thing=thing_of(to)).values("person")
    Watch.objects.filter(thing=thing_of(old)).exclude(person__in=both).update(thing=thing_of(to))
    Watch.objects.filter(thing=thing_of(old)).delete()
