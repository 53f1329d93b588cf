"""Whether somebody may still see what a notice is about. Contexts say so here for the things that they tell of.

A notice stays when a topic is hidden later or a person is no member any more; it is not shown for as long as that lasts.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, BooleanField, Case, Exists, Func, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Substr

from woonoverlast.notifications.models import Notice
from woonoverlast.people.models import Person


class Thing(NamedTuple):
    """Notices whose `field` is this prefix and a number, and nothing more, such as "topic:12" or "/forum/reactie/34/"."""

    field: str
    prefix: str
    visible_to: Callable[[Person], QuerySet[Any]]


_things: list[Thing] = []


def register(field: str, prefix: str, visible_to: Callable[[Person], QuerySet[Any]]) -> None:
    _things.append(Thing(field, prefix, visible_to))


def visible_to(person: Person) -> Q:
    """On notices: this person may see all that they are about, asked live."""
    seen = Q()
    for thing in _things:
        seen &= Q(sees(thing, person))
    return seen


def may_be_mailed(person: Person, notices: Iterable[int]) -> set[int]:
    """The ids of those that this person may still hear of, asked live. Who is no member any more hears nothing."""
    if not person.is_active or not (person.is_member or person.is_editor):
        return set()
    own = Notice.objects.filter(visible_to(person), person=person, pk__in=list(notices))
    return set(own.values_list("pk", flat=True))


def sees(thing: Thing, person: Person) -> Case:
    """CASE, so that only texts with the prefix are read as a number."""
    rest = Func(Substr(OuterRef(thing.field), len(thing.prefix) + 1), Value("/"), Value(1), function="SPLIT_PART")
    visible = Exists(thing.visible_to(person).filter(pk=Cast(rest, BigIntegerField())))
    about = Q(**{f"{thing.field}__regex": rf"^{thing.prefix}[0-9]{{1,18}}/?$"})
    return Case(When(about, then=visible), default=Value(True), output_field=BooleanField())
