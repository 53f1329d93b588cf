"""Drafts: what somebody is writing, kept per form until it is posted."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone

from woonoverlast.forum.models import Draft, Kind, Post, Topic
from woonoverlast.forum.quoting import RICH
from woonoverlast.lib import richtext
from woonoverlast.people.models import Person

MAX_COUNT = 50
KEPT = timedelta(days=90)
# What is written of a case holds what makes people recognisable: nobody has read it over yet.
KEPT_OF_CASES = timedelta(days=14)
TYPED = (*RICH, "title", "reason", "explanation")


@dataclass(frozen=True)
class Saved:
    """`version` goes along with the next save of the same tab; empty when nothing is kept."""

    saved: bool
    conflict: bool = False
    version: str = ""


@transaction.atomic
def save(key: str, data: dict[str, Any], *, seen: str, form_key: UUID | None, by: Person) -> Saved:
    """Keep it, unless another tab saved something else after `seen`. What is posted needs no draft any more."""
    Person.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
    mine = Draft.objects.filter(person=by)
    existing = mine.filter(key=key).first()
    if was_posted(form_key, by=by):
        return Saved(saved=True)
    if existing and existing.data != data and existing.version != seen:
        return Saved(saved=False, conflict=True)
    if is_empty(data):
        mine.filter(key=key).delete()
        return Saved(saved=True)
    if existing is None and mine.count() >= MAX_COUNT:
        mine.order_by("saved_at")[0].delete()
    values = {"data": data, "saved_at": timezone.now(), "form_key": form_key}
    kept, _ = mine.update_or_create(person=by, key=key, defaults=values)
    return Saved(saved=True, version=kept.version)


def was_posted(form_key: UUID | None, *, by: Person) -> bool:
    """Whether the form with this key arrived."""
    models: tuple[type[Model], ...] = (Post, Topic)
    return bool(form_key) and any(
        model._default_manager.filter(form_key=form_key, author=by).exists() for model in models
    )


def is_empty(data: dict[str, Any]) -> bool:
    """Nothing that somebody typed: a choice alone is no text."""
    typed = (richtext.plain(value) for name, value in data.items() if isinstance(value, str) and name in TYPED)
    return not any(typed)


def words(draft: Draft) -> str:
    """The text of a draft, for the list."""
    return richtext.plain(" ".join(str(draft.data.get(name, "")) for name in RICH))


def forget_old() -> int:
    """Nobody comes back to these; returns how many."""
    now = timezone.now()
    cases = Topic.objects.filter(kind=Kind.CASE)
    keys = [f"reply:{pk}" for pk in cases.values_list("pk", flat=True)]
    keys += [f"edit:{pk}" for pk in Post.objects.filter(topic__in=cases).values_list("pk", flat=True)]
    of_cases = Draft.objects.filter(Q(key__in=keys) | Q(key__startswith="casus"), saved_at__lt=now - KEPT_OF_CASES)
    return of_cases.delete()[0] + Draft.objects.filter(saved_at__lt=now - KEPT).delete()[0]
