"""Lock a topic with a reason, and open it again."""

from django.db import transaction
from django.utils import timezone

from woonoverlast.forum import counting
from woonoverlast.forum.models import Lock, Topic
from woonoverlast.lib.errors import NotPossible
from woonoverlast.notifications import notices, watching
from woonoverlast.people import logbook
from woonoverlast.people.models import Person


@transaction.atomic
def lock(topic: Topic, *, by: Person, reason: str) -> Lock:
    """Nobody can answer any more; of two moderators at once the first lock stands."""
    locked = counting.lock_topic(topic.pk)
    if locked.merged_into_id:
        raise NotPossible("Dit onderwerp is net samengevoegd met een ander.")
    values = {"by": by, "at": timezone.now(), "reason": reason}
    row, new = Lock.objects.get_or_create(topic=locked, lifted_at=None, defaults=values)
    if new:
        logbook.record(by=by, verb="sloot een onderwerp", target=locked, note=reason)
        tell_author(locked, title=f"Je onderwerp is gesloten: {locked.title}. {reason}", by=by)
    return row


@transaction.atomic
def unlock(topic: Topic, *, by: Person) -> None:
    locked = counting.lock_topic(topic.pk)
    standing = Lock.objects.filter(topic=locked, lifted_at=None)
    if standing.update(lifted_by=by, lifted_at=timezone.now()):
        logbook.record(by=by, verb="opende een onderwerp weer", target=locked)
        tell_author(locked, title=f"Je onderwerp is weer open: {locked.title}", by=by)


def tell_author(topic: Topic, *, title: str, by: Person) -> None:
    notices.tell(
        [topic.author],
        kind="forum.moderated",
        title=title,
        url=topic.get_absolute_url(),
        reason="jij dit onderwerp begon",
        by=by,
        thread=watching.thing_of(topic),
    )
