"""What the forum tells the notifications: what can be followed and quoted, and what a digest may hold.

Only what every member may read counts here, live.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from woonoverlast.forum import quoting
from woonoverlast.forum.models import Post, ReadMark, Theme, Topic, Withholding
from woonoverlast.forum.models import Reader as ForumReader
from woonoverlast.forum.models.topics import withheld
from woonoverlast.notifications import digest, things, watching
from woonoverlast.notifications.digest import Item, Reader
from woonoverlast.notifications.models import Watch
from woonoverlast.notifications.things import KindOfThing, Thing
from woonoverlast.notifications.watching import Standing

# So many topics are looked at for one batch of digests.
MAX_COUNT = 400
FOLLOWING = {Watch.Level.FOLLOW, Watch.Level.EVERYTHING}


def register() -> None:
    things.register(KindOfThing("topic", "Onderwerpen", find_topics))
    things.register(KindOfThing("theme", "Thema's", find_themes))
    things.register(KindOfThing("post", "", find_posts))
    digest.register(items_for)


def open_topics() -> QuerySet[Topic]:
    return Topic.objects.listed().filter(~withheld())


def find_topics(ids: Collection[int]) -> dict[int, Thing]:
    rows = open_topics().filter(pk__in=ids)
    return {topic.pk: Thing(topic.title, topic.get_absolute_url(), "dit onderwerp") for topic in rows}


def find_themes(ids: Collection[int]) -> dict[int, Thing]:
    rows = Theme.objects.filter(pk__in=ids)
    return {theme.pk: Thing(theme.name, theme.get_absolute_url(), f"het thema {theme}") for theme in rows}


def find_posts(ids: Collection[int]) -> dict[int, Thing]:
    held = Exists(Withholding.objects.active().filter(post=OuterRef("pk")))
    rows = Post.objects.filter(~held, pk__in=ids, topic__in=open_topics()).select_related("author", "topic")
    return {
        p.pk: Thing(p.topic.title, p.get_absolute_url(), text=quoting.words_for_members(p.body), by=str(p.author))
        for p in rows
    }


def items_for(readers: Sequence[Reader]) -> Mapping[int, Sequence[Item]]:
    """Topics with something unread since the reader's last visit. Four questions, however many readers."""
    if not readers:
        return {}
    topics = recent_topics(since=min(reader.since for reader in readers))
    people = [reader.person for reader in readers]
    watches = watches_of(people)
    marks = marks_of(people, topics)
    read_until = dict(ForumReader.objects.filter(person__in=people).values_list("person", "read_until"))
    found = {}
    for reader in readers:
        since = max(reader.since, read_until.get(reader.person, reader.since))
        mine = unread_by(reader.person, topics, since=since, marks=marks)
        found[reader.person] = list(items_of(mine, watches[reader.person], since=since))
    return found


def recent_topics(*, since: datetime) -> list[Any]:
    replies = Count("posts", filter=Q(posts__posted_at__gt=since, posts__number__gt=1))
    liked = F("useful_count") + F("me_too_count")
    found = open_topics().filter(last_posted_at__gt=since).annotate(replies=replies, liked=liked)
    return list(found.select_related("theme").order_by("-last_posted_at")[:MAX_COUNT])


def watches_of(people: Sequence[int]) -> defaultdict[int, dict[str, tuple[str, str]]]:
    rows = Watch.objects.filter(person__in=people).filter(Q(thing__startswith="topic:") | Q(thing__startswith="theme:"))
    found: defaultdict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    for person, thing, level, reason in rows.values_list("person", "thing", "level", "reason"):
        found[person][thing] = (level, reason)
    return found


def marks_of(people: Sequence[int], topics: Sequence[Topic]) -> dict[tuple[int, int], int]:
    rows = ReadMark.objects.filter(person__in=people, topic__in=topics)
    return {(person, topic): number for person, topic, number in rows.values_list("person", "topic", "number")}


def unread_by(
    person: int, topics: Iterable[Topic], *, since: datetime, marks: Mapping[tuple[int, int], int]
) -> list[Any]:
    recent = [topic for topic in topics if topic.last_posted_at > since and topic.author_id != person]
    return [topic for topic in recent if marks.get((person, topic.pk), 0) < topic.last_number]


def items_of(topics: Iterable[Any], levels: Mapping[str, tuple[str, str]], *, since: datetime) -> Iterable[Item]:
    """Without what is muted. Who follows no theme has all themes as his own."""
    follows_themes = any(name.startswith("theme:") and level in FOLLOWING for name, (level, _) in levels.items())
    for topic in topics:
        standing = standing_of(topic, levels)
        if standing.level == Watch.Level.MUTED:
            continue
        yield Item(
            title=topic.title,
            url=f"/forum/onderwerp/{topic.pk}/ongelezen/",
            line=line_of(topic, is_new=topic.started_at > since),
            at=topic.started_at if topic.started_at > since else topic.last_posted_at,
            popularity=topic.replies + topic.liked,
            mine=not follows_themes or standing.level in FOLLOWING,
        )


def standing_of(topic: Topic, levels: Mapping[str, tuple[str, str]]) -> Standing:
    return watching.standing_in([{f"topic:{topic.pk}": ""}, {f"theme:{topic.theme_id}": ""}], levels)


def line_of(topic: Any, *, is_new: bool) -> str:
    parts = [topic.theme.name, f"nieuwe {topic.get_kind_display()}" if is_new else ""]
    if topic.replies:
        parts.append("1 nieuwe reactie" if topic.replies == 1 else f"{topic.replies} nieuwe reacties")
    if topic.liked:
        parts.append(f"{topic.liked} keer gewaardeerd")
    return " · ".join(part for part in parts if part)
