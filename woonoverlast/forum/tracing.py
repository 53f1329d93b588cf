"""The small lines in a topic that say what moderators did with it."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from woonoverlast.forum.models import Lock, Move, Topic, reads_everything
from woonoverlast.people.models import Person

User = Person | AnonymousUser
MAX_COUNT = 10


@dataclass(frozen=True)
class Trace:
    """`text` and then, where there is one, a link."""

    at: datetime
    text: str
    link: str = ""
    url: str = ""
    note: str = ""


def traces(topic: Topic, user: User) -> list[Trace]:
    """In order of time, the last few. Two queries where something was moved, one more where it was locked."""
    found = [*traces_of_moves(topic, user), *traces_of_locks(topic, user)]
    return sorted(found, key=lambda trace: trace.at)[-MAX_COUNT:]


def traces_of_moves(topic: Topic, user: User) -> list[Trace]:
    moves = Move.objects.filter(Q(topic=topic) | Q(to_topic=topic)).select_related("topic", "to_topic", "by")
    rows = list(moves.order_by("-at")[:MAX_COUNT])
    others = {pk for move in rows for pk in (move.topic_id, move.to_topic_id) if pk and pk != topic.pk}
    visible = (
        set(Topic.objects.visible_to(user).filter(pk__in=others).values_list("pk", flat=True)) if others else set()
    )
    return [trace_of(move, topic, user, visible=visible) for move in rows]


def trace_of(move: Move, topic: Topic, user: User, *, visible: set[int]) -> Trace:
    by = f"door {named(move.by, user)}"
    post_url = f"/forum/reactie/{move.first_post_id}/" if move.first_post_id else ""
    if move.kind == Move.Kind.THEME:
        return Trace(move.at, f"Verplaatst {move.note} {by}")
    if move.kind == Move.Kind.MERGE:
        return Trace(move.at, f"Samengevoegd met “{move.topic.title}” {by}", "Lees verder", post_url, move.note)
    other = move.to_topic if move.topic_id == topic.pk else move.topic
    direction = "naar" if move.topic_id == topic.pk else "van"
    if other is None or other.pk not in visible:
        return Trace(move.at, f"Afgesplitst {direction} een ander onderwerp {by}")
    return Trace(move.at, f"Afgesplitst {direction} een ander onderwerp {by}:", other.title, other.get_absolute_url())


def traces_of_locks(topic: Topic, user: User) -> list[Trace]:
    found = []
    for lock in Lock.objects.filter(topic=topic).select_related("by", "lifted_by").order_by("-at")[:MAX_COUNT]:
        found.append(Trace(lock.at, f"Gesloten door {named(lock.by, user)}", note=lock.reason))
        if lock.lifted_at and lock.lifted_by:
            found.append(Trace(lock.lifted_at, f"Weer geopend door {named(lock.lifted_by, user)}"))
    return found


def named(person: Person, user: User) -> str:
    """Members read who it was; others read only that it was a moderator."""
    return person.name if reads_everything(user) and person.name else "een moderator"
