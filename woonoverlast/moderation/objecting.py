"""Object once to what a moderator did with your post or to you; a moderator answers."""

from django.db import transaction
from django.utils import timezone

from woonoverlast.forum import counting
from woonoverlast.forum.models import Sanction, Withholding
from woonoverlast.lib.errors import NotPossible
from woonoverlast.moderation import hiding, sanctioning
from woonoverlast.moderation.models import Objection
from woonoverlast.notifications import notices
from woonoverlast.people import logbook
from woonoverlast.people.models import Person

TWICE = "Je hebt hierop al geantwoord."


@transaction.atomic
def object_to_hiding(row: Withholding, *, by: Person, text: str) -> Objection:
    """The author's answer. Sent twice it is one."""
    counting.lock_topic_of(row.post)
    if not Withholding.objects.active().filter(pk=row.pk).exists():
        raise NotPossible("Je bericht staat er al weer.")
    objection, new = Objection.objects.get_or_create(
        withholding=row, defaults={"by": by, "at": timezone.now(), "text": text}
    )
    if not new and objection.text != text:
        raise NotPossible(TWICE)
    return objection


@transaction.atomic
def object_to_sanction(row: Sanction, *, by: Person, text: str) -> Objection:
    values = {"by": by, "at": timezone.now(), "text": text}
    objection, new = Objection.objects.get_or_create(sanction=row, defaults=values)
    if not new and objection.text != text:
        raise NotPossible(TWICE)
    return objection


@transaction.atomic
def settle(objection: Objection, *, by: Person, grant: bool, answer: str) -> None:
    """Grant it: the post is shown again, or the sanction is lifted. The person reads the answer either way."""
    row = objection.withholding
    if row:
        counting.lock_topic_of(row.post)
    locked = Objection.objects.select_for_update(of=("self",)).get(pk=objection.pk)
    if locked.settled_at:
        raise NotPossible("Iemand anders was je net voor. Dit weerwoord is al beantwoord.")
    locked.settled_by, locked.settled_at, locked.granted, locked.answer = by, timezone.now(), grant, answer
    locked.save(update_fields=["settled_by", "settled_at", "granted", "answer"])
    if grant:
        give_in(locked, by=by)
    target = row.post if row else locked.by
    verb = "gaf een weerwoord gelijk" if grant else "antwoordde op een weerwoord"
    logbook.record(by=by, verb=verb, target=target, note=answer)
    tell(locked, by=by)


def give_in(objection: Objection, *, by: Person) -> None:
    """What the objection was against may have ended meanwhile."""
    row, sanction = objection.withholding, objection.sanction
    if row and row.post.withholdings.active().filter(kind=Withholding.Kind.HIDDEN).exists():
        hiding.show_again(row.post, by=by)
    if sanction and sanction.kind == Sanction.Kind.SUSPENSION and sanction.is_running:
        sanctioning.lift(sanction, by=by)
    if sanction and sanction.kind == Sanction.Kind.WARNING:
        Sanction.objects.filter(pk=sanction.pk).update(lifted_by=by, lifted_at=timezone.now())


def tell(objection: Objection, *, by: Person) -> None:
    notices.tell(
        [objection.by],
        kind="forum.objection_settled",
        title=f"Een moderator antwoordt je: {objection.answer}",
        url=sanctioning.PAGE,
        reason="jij een moderator antwoordde",
        by=by,
        mail=True,
    )
