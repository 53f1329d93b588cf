"""Put a topic in another theme, or make a topic of its own from some of its replies."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from woonoverlast.forum import counting
from woonoverlast.forum.models import Acceptance, Kind, Move, Post, ReadMark, Theme, Topic
from woonoverlast.forum.models.topics import withheld
from woonoverlast.forum.topic_lists import ASKING
from woonoverlast.lib import searching
from woonoverlast.lib.errors import NotPossible
from woonoverlast.notifications import notices, watching
from woonoverlast.people import logbook
from woonoverlast.people.models import Person

NOT_IN_PUBLIC = "In dat thema leest iedereen mee. Wat leden onder elkaar schreven, maken we niet openbaar."


@transaction.atomic
def move(topic: Topic, *, to: Theme, by: Person, note: str = "") -> None:
    """To another theme; never to where more people read than the writers thought."""
    locked = counting.lock_topic(topic.pk)
    if locked.theme_id == to.pk:
        return
    refuse_merged(locked)
    if locked.kind != Kind.CASE:  # never public, whatever the theme is
        refuse_wider(locked.theme, to)
    Move.objects.create(
        kind=Move.Kind.THEME, topic=locked, note=f"van {locked.theme} naar {to}"[:300], by=by, at=timezone.now()
    )
    logbook.record(by=by, verb="verplaatste een onderwerp", target=locked, note=f"naar {to}. {note}".strip())
    locked.theme = to
    locked.save(update_fields=["theme"])
    searching.changed(locked, *Post.objects.filter(topic=locked, number__gt=1).select_related("topic__theme"))
    tell([locked.author], locked, title=f"Je onderwerp staat nu in {to}: {locked.title}. {note}", by=by)


def refuse_merged(topic: Topic) -> None:
    if topic.merged_into_id:
        raise NotPossible(f"Het onderwerp “{topic.title}” is net samengevoegd met een ander.")


def refuse_wider(source: Theme, target: Theme) -> None:
    if target.public_since and not source.public_since:
        raise NotPossible(NOT_IN_PUBLIC)


@transaction.atomic
def split(topic: Topic, *, numbers: Iterable[int], title: str, kind: Kind, by: Person) -> Topic:
    """The chosen replies become a topic of their own, in the same theme; their links keep working."""
    locked = counting.lock_topic(topic.pk)
    refuse_merged(locked)
    posts = splittable(locked, numbers)
    first = posts[0]
    new = Topic.objects.create(
        theme=locked.theme,
        kind=kind,
        title=title,
        author=first.author,
        started_at=first.posted_at,
        last_posted_at=first.posted_at,
    )
    new.labels.set(locked.labels.all())
    take_posts(posts, to=new, by=by)
    marks_for_split(locked, new, old_numbers=[post.number for post in posts])
    renumber(posts, to=new, start=1)
    follow(new, posts)
    counting.recount(locked)
    counting.recount(new)
    Move.objects.create(kind=Move.Kind.SPLIT, topic=locked, to_topic=new, first_post=first, by=by, at=timezone.now())
    searching.removed(first)
    searching.changed(new, *posts[1:])
    logbook.record(by=by, verb="splitste een onderwerp", target=locked, note=f"naar: {title}")
    tell({post.author for post in posts}, new, title=f"Je reactie staat nu in een eigen onderwerp: {title}", by=by)
    return new


def splittable(topic: Topic, numbers: Iterable[int]) -> list[Post]:
    """The chosen replies in order. Case questions stay whole: what is said there is for members only, with a clock."""
    if topic.kind == Kind.CASE:
        raise NotPossible("Van een casusvraag splits je niets af.")
    if Topic.objects.filter(withheld(), pk=topic.pk).exists():
        raise NotPossible("Dit onderwerp is verborgen. Laat het eerst weer zien.")
    chosen = Post.objects.select_for_update(of=("self",)).filter(topic=topic, number__gt=1, number__in=list(numbers))
    posts = list(chosen.exclude(withholdings__lifted_at=None, withholdings__isnull=False).select_related("author"))
    if not posts:
        raise NotPossible("Kies ten minste één reactie die iedereen kan lezen.")
    return posts


def take_posts(posts: list[Post], *, to: Topic, by: Person) -> None:
    """What was told of these posts goes along, and the best answer where it can still be one."""
    for post in posts:
        notices.about(url=post.get_absolute_url()).update(thread=watching.thing_of(to))
    accepted = Acceptance.objects.filter(post__in=posts, withdrawn_at=None)
    if to.kind in ASKING:
        accepted.exclude(post=posts[0]).update(topic=to)
    accepted.exclude(topic=to).update(withdrawn_by=by, withdrawn_at=timezone.now())


def renumber(posts: list[Post], *, to: Topic, start: int) -> None:
    """Give them numbers in the other topic. Where each stands now is found through its own link."""
    for number, post in enumerate(posts, start):
        post.topic, post.number = to, number
    Post.objects.bulk_update(posts, ["topic", "number"])
    to.last_number = start + len(posts) - 1
    to.save(update_fields=["last_number"])


def marks_for_split(old: Topic, new: Topic, *, old_numbers: list[int]) -> None:
    """Who had read some of these replies has read them in the new topic too."""
    now = timezone.now()
    marks = ReadMark.objects.filter(topic=old, number__gte=old_numbers[0]).values_list("person_id", "number")
    rows = [
        ReadMark(person_id=person, topic=new, number=sum(number <= mark for number in old_numbers), at=now)
        for person, mark in marks
    ]
    ReadMark.objects.bulk_create(rows, ignore_conflicts=True)


def follow(topic: Topic, posts: list[Post]) -> None:
    for author in {post.author for post in posts}:
        watching.follow_from_now(author, topic, reason="je hier hebt geschreven")


def tell(people: Iterable[Person], topic: Topic, *, title: str, by: Person) -> None:
    notices.tell(
        people,
        kind="forum.moved",
        title=title.strip(),
        url=topic.get_absolute_url(),
        reason="jij hier hebt geschreven",
        by=by,
        thread=watching.thing_of(topic),
    )
