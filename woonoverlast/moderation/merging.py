"""Merge one topic into another: all that was said and done there goes along, and the old address leads on."""

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from woonoverlast.forum import counting, hooks, unread
from woonoverlast.forum.models import Acceptance, Draft, Kind, MeToo, Move, Post, ReadMark, Topic, Withholding
from woonoverlast.forum.models.topics import withheld
from woonoverlast.lib import searching
from woonoverlast.lib.errors import NotPossible
from woonoverlast.moderation.moving import refuse_merged, refuse_wider, renumber, tell
from woonoverlast.notifications import notices, watching
from woonoverlast.people import logbook
from woonoverlast.people.models import Person


@transaction.atomic
def merge(old: Topic, *, into: Topic, by: Person, note: str = "") -> Topic:
    """The posts of `old` follow those of `into`, in their own order. Nobody reads more than before."""
    source, target = lock_both(old, into)
    refuse(source, target)
    posts = list(Post.objects.filter(topic=source).select_related("author").order_by("number"))
    start = target.last_number + 1
    move_marks(source, target)
    renumber(posts, to=target, start=start)
    take_along(source, target)
    source.merged_into = target
    source.save(update_fields=["merged_into"])
    counting.recount(target)
    Move.objects.create(
        kind=Move.Kind.MERGE, topic=source, to_topic=target, first_post=posts[0], note=note, by=by, at=timezone.now()
    )
    searching.removed(source)
    searching.changed(target, *posts)
    logbook.record(by=by, verb="voegde een onderwerp samen", target=source, note=f"met: {target.title}. {note}".strip())
    tell([source.author], target, title=f"Je onderwerp is samengevoegd met: {target.title}. {note}", by=by)
    return target


def lock_both(one: Topic, other: Topic) -> tuple[Topic, Topic]:
    """In the order of their ids, whoever merges what into what, so that two moderators never wait for each other."""
    topics = {pk: counting.lock_topic(pk) for pk in sorted([one.pk, other.pk])}
    return topics[one.pk], topics[other.pk]


def refuse(source: Topic, target: Topic) -> None:
    if source.pk == target.pk:
        raise NotPossible("Dit is hetzelfde onderwerp.")
    refuse_merged(source)
    refuse_merged(target)
    refuse_wider(source.theme, target.theme)
    if Kind.CASE in {source.kind, target.kind}:
        raise NotPossible("Een casusvraag voeg je niet samen: die heeft een eigen klok en eigen lezers.")
    if Topic.objects.filter(withheld(), pk__in=[source.pk, target.pk]).exists():
        raise NotPossible("Een van beide is verborgen. Laat dat onderwerp eerst weer zien.")


def move_marks(source: Topic, target: Topic) -> None:
    """Who had read all of the target has read there what he had read of the source; unread stays unread.

    One mark per topic cannot say "the second half only": who had not read the target to its end finds the posts that
    went along unread once more, rather than missing one.
    """
    last, now = target.last_number, timezone.now()
    rows = [
        ReadMark(person_id=person, topic=target, number=last + number, at=now)
        for person, number in readers_of_all(source, target).values_list("person", "number")
    ]
    ReadMark.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["person", "topic"], update_fields=["number", "at"]
    )
    ReadMark.objects.filter(topic=source).delete()


def readers_of_all(source: Topic, target: Topic) -> QuerySet[ReadMark]:
    """Marks in the source of who has nothing unread in the target."""
    mark = ReadMark.objects.filter(topic=target, person=OuterRef(OuterRef("person"))).values("number")
    held = Withholding.objects.active().filter(post=OuterRef("pk"))
    missed = (
        Post.objects.filter(topic=target, posted_at__gt=OuterRef("floor"))
        .filter(number__gt=Coalesce(Subquery(mark), Value(0)))
        .exclude(author=OuterRef("person"))
        .exclude(Exists(held))
    )
    oldest = timezone.now() - unread.OLDER_IS_READ
    joined = Coalesce(F("person__reader__read_until"), F("person__created_at"))
    marks = ReadMark.objects.filter(topic=source).annotate(floor=Greatest(joined, Value(oldest)))
    return marks.exclude(Exists(missed))


def take_along(source: Topic, target: Topic) -> None:
    """Followers, labels, "wij ook", the best answer, drafts, notices, and what other contexts keep of a topic."""
    watching.move(source, to=target)
    target.labels.add(*source.labels.all())
    take_me_too(source, target)
    hooks.merged(source, target)
    if not Acceptance.objects.filter(topic=target, withdrawn_at=None).exists():
        Acceptance.objects.filter(topic=source, withdrawn_at=None).update(topic=target)
    take_drafts(source, target)
    old, new = watching.thing_of(source), watching.thing_of(target)
    notices.about(thread=old).update(thread=new)


def take_me_too(source: Topic, target: Topic) -> None:
    """It plays with who asked the same, too; who began the target never counts."""
    said = MeToo.objects.filter(topic=target).values("person")
    MeToo.objects.filter(topic=source).exclude(person__in=said).exclude(person=target.author_id).update(topic=target)
    asker = source.author
    if source.kind == Kind.QUESTION and asker.pk != target.author_id:
        values = {"municipality": asker.municipality, "at": timezone.now()}
        MeToo.objects.get_or_create(topic=target, person=asker, defaults=values)


def take_drafts(source: Topic, target: Topic) -> None:
    """What somebody was typing stands under the new topic; behind what he was typing there already."""
    old_key, new_key = f"reply:{source.pk}", f"reply:{target.pk}"
    for draft in Draft.objects.filter(key=old_key):
        there = Draft.objects.filter(key=new_key, person=draft.person_id).first()
        if there is None:
            Draft.objects.filter(pk=draft.pk).update(key=new_key)
            continue
        there.data["body"] = str(there.data.get("body", "")) + str(draft.data.get("body", ""))
        there.save(update_fields=["data"])
        draft.delete()
