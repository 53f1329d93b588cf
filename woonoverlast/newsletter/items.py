"""What of the platform an edition can hold. A new kind adds one function to `SOURCES` and a word to `LABELS`.

Only what every member may read, asked live.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from woonoverlast.events.models import Audience, Event
from woonoverlast.events.wording import moment
from woonoverlast.forum.models import Kind, Post, Topic
from woonoverlast.instruments.models import Version
from woonoverlast.lib import richtext
from woonoverlast.people.requests import any_member
from woonoverlast.practices import finding
from woonoverlast.practices.models import Practice

MAX_COUNT = 20
MAX_LENGTH = 280


@dataclass(frozen=True)
class Item:
    """`key` is such as "topic:12". `text` is a proposal: the beginning where everybody may read it, else a neutral line."""

    key: str
    title: str
    text: str
    url: str
    about: str
    at: datetime
    is_public: bool


def find(kind: str, text: str) -> list[Item]:
    """The newest that match; all of the newest for an empty text."""
    return SOURCES[kind](text, None)


def get(keys: Collection[str]) -> dict[str, Item]:
    """By key; what is gone or withheld is not there."""
    found: dict[str, Item] = {}
    for kind, source in SOURCES.items():
        ids = [int(number) for name, _, number in (key.partition(":") for key in keys) if name == kind]
        found |= {item.key: item for item in source("", ids)} if ids else {}
    return found


def closed(keys: Collection[str]) -> set[str]:
    """Those of these items that ask who is not logged in to do so first."""
    return set(keys) - {key for key, item in get(keys).items() if item.is_public}


def topics(text: str, ids: list[int] | None) -> list[Item]:
    """No case questions: those are about one situation and stay among colleagues."""
    rows = Topic.objects.visible_to(any_member(0)).exclude(kind=Kind.CASE).select_related("theme")
    return [topic_item(topic) for topic in chosen(rows, text, ids).prefetch_related(OPENINGS)]


def chosen(rows: QuerySet[Topic], text: str, ids: list[int] | None) -> QuerySet[Topic]:
    if ids is not None:
        return rows.filter(pk__in=ids)
    for word in text.split()[:6]:
        rows = rows.filter(title__icontains=word)
    return rows.order_by("-last_posted_at")[:MAX_COUNT]


def topic_item(topic: Topic) -> Item:
    about = f"{topic.get_kind_display().capitalize()} in {topic.theme.name}"
    is_public = topic.theme.public_since is not None
    opening: list[Post] = topic.opening_posts  # type: ignore[attr-defined]
    told = richtext.plain(richtext.without_names(opening[0].body)) if is_public and opening else ""
    return Item(
        key=f"topic:{topic.pk}",
        title=topic.title,
        text=beginning(told) if told else f"{about}, {replies(topic.reply_count)}.",
        url=topic.get_absolute_url(),
        about=f"{about}, {replies(topic.reply_count)}",
        at=topic.last_posted_at,
        is_public=is_public,
    )


def events(text: str, ids: list[int] | None) -> list[Item]:
    """What comes up, the soonest first; a chosen one stays when it is over."""
    rows = Event.objects.published().exclude(audience=Audience.INVITED).select_related("municipality")
    if ids is not None:
        return [event_item(event) for event in rows.filter(pk__in=ids)]
    for word in text.split()[:6]:
        rows = rows.filter(title__icontains=word)
    return [event_item(event) for event in rows.filter(cancellation=None).coming()[:MAX_COUNT]]


def event_item(event: Event) -> Item:
    """The words of a page that is for members stay among members."""
    about = f"{event.get_kind_display().capitalize()} op {moment(event.starts_at)}{f', {event.place}' if event.place else ''}"
    words = "" if event.members_only else event.summary
    return Item(
        key=f"event:{event.pk}",
        title=event.title,
        text=f"{about}. {words}".strip(),
        url=event.get_absolute_url(),
        about=about,
        at=event.starts_at,
        is_public=not event.members_only,
    )


def instruments(text: str, ids: list[int] | None) -> list[Item]:
    """What was written last first: a changed law is news."""
    rows = Version.objects.standing().on(timezone.localdate()).select_related("instrument").order_by("-written_at")
    if ids is not None:
        return [instrument_item(version) for version in rows.filter(instrument__in=ids)]
    for word in text.split()[:6]:
        rows = rows.filter(instrument__name__icontains=word)
    return [instrument_item(version) for version in rows[:MAX_COUNT]]


def instrument_item(version: Version) -> Item:
    instrument = version.instrument
    return Item(
        key=f"instrument:{instrument.pk}",
        title=instrument.name,
        text=beginning(version.changed or version.summary),
        url=instrument.get_absolute_url(),
        about=f"Instrument, trede {instrument.step}: {instrument.get_step_display().lower()}",
        at=version.written_at,
        is_public=True,
    )


def practices(text: str, ids: list[int] | None) -> list[Item]:
    rows = finding.found({})
    if ids is not None:
        return [practice_item(practice) for practice in rows.filter(pk__in=ids)]
    for word in text.split()[:6]:
        rows = rows.filter(title__icontains=word)
    return [practice_item(practice) for practice in rows[:MAX_COUNT]]


def practice_item(practice: Practice) -> Item:
    return Item(
        key=f"practice:{practice.pk}",
        title=practice.title,
        text=beginning(practice.publication.revision.summary),
        url=practice.get_absolute_url(),
        about=f"Praktijkvoorbeeld van {practice.organisation}",
        at=practice.publication.at,
        is_public=True,
    )


def replies(count: int) -> str:
    return "nog geen reactie" if not count else "1 reactie" if count == 1 else f"{count} reacties"


def beginning(text: str) -> str:
    """Whole words, and whole sentences where that leaves enough."""
    one_line = " ".join(text.split())
    if len(one_line) <= MAX_LENGTH:
        return one_line
    cut = one_line[:MAX_LENGTH].rpartition(" ")[0]
    sentence = cut.rpartition(". ")[0]
    return f"{sentence}." if len(sentence) > MAX_LENGTH // 2 else f"{cut.rstrip(',;:')} …"


OPENINGS = Prefetch("posts", Post.objects.filter(number=1), to_attr="opening_posts")
SOURCES: dict[str, Callable[[str, list[int] | None], list[Item]]] = {
    "topic": topics,
    "event": events,
    "instrument": instruments,
    "practice": practices,
}
LABELS = {
    "topic": "Onderwerpen van het forum",
    "event": "Bijeenkomsten in de agenda",
    "instrument": "Instrumenten",
    "practice": "Praktijkvoorbeelden",
}
