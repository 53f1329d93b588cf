"""Lists of topics: which ones, in what order, and the lines as the pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from woonoverlast.forum import unread
from woonoverlast.forum.models import Acceptance, Kind, Lock, Resolution, Theme, Topic, reads_everything
from woonoverlast.people.models import Person

User = Person | AnonymousUser
ASKING = (Kind.QUESTION, Kind.CASE)
PER_PAGE = 30

SORTS = {
    "activiteit": ("-last_posted_at", "-pk"),
    "nieuw": ("-started_at", "-pk"),
    "wij-ook": ("-me_too_count", "-last_posted_at", "-pk"),
    "nuttig": ("-useful_count", "-last_posted_at", "-pk"),
}


@dataclass(frozen=True)
class Line:
    """A topic in a list. `standing` says in Dutch where a question stands; `unread` counts up to 100."""

    topic: Topic
    standing: str
    standing_kind: str
    unread: int
    author: str


@dataclass(frozen=True)
class ThemeLine:
    theme: Theme
    unread: int
    newest: Topic | None


def unanswered(topics: QuerySet[Topic]) -> QuerySet[Topic]:
    """Questions without any reply that everybody may read, the newest first."""
    return topics.filter(kind__in=ASKING, reply_count=0).exclude(is_solved()).order_by("-started_at")


def is_solved() -> Exists:
    return Exists(Resolution.objects.filter(topic=OuterRef("pk"), reopened_at=None))


def has_answer() -> Exists:
    return Exists(Acceptance.objects.filter(topic=OuterRef("pk"), withdrawn_at=None))


def filtered(topics: QuerySet[Topic], *, filters: dict[str, Any]) -> QuerySet[Topic]:
    """`filters` are the cleaned values of the form; each may be empty."""
    if filters.get("soort"):
        topics = topics.filter(kind=filters["soort"])
    if filters.get("label"):
        labelled = Topic.labels.through.objects.filter(topic=OuterRef("pk"), expertise=filters["label"])
        topics = topics.filter(Exists(labelled))
    state = filters.get("stand")
    if state == "onbeantwoord":
        topics = unanswered(topics)
    elif state == "opgelost":
        topics = topics.filter(is_solved())
    elif state == "open":
        topics = topics.filter(kind__in=ASKING).exclude(is_solved())
    return topics.order_by(*SORTS[filters.get("volgorde") or "activiteit"])


def lines(topics: QuerySet[Topic], user: User) -> list[Line]:
    """Two queries for members: the topics with what is known of them, and what is unread in them."""
    locked = Exists(Lock.objects.filter(topic=OuterRef("pk"), lifted_at=None))
    known = topics.annotate(solved=is_solved(), answered=has_answer(), locked=locked)
    found = list(known.select_related("author", "theme"))
    counts = unread_counts(found, user)
    return [line(topic, user, unread=counts.get(topic.pk, 0)) for topic in found]


def lines_of(ids: list[int], user: User) -> list[Line]:
    """The same for a page of ids, in its order."""
    found = {line.topic.pk: line for line in lines(Topic.objects.filter(pk__in=ids), user)}
    return [found[pk] for pk in ids if pk in found]


def unread_counts(topics: Sequence[Topic], user: User) -> dict[int, int]:
    if not isinstance(user, Person) or not topics:
        return {}
    return unread.unread_in(user, topics, since=unread.floor(user))


def line(topic: Topic, user: User, *, unread: int) -> Line:
    standing, kind = standing_of(topic)
    return Line(topic, standing, kind, unread, name_of(topic.author, user))


def standing_of(topic: Topic) -> tuple[str, str]:
    """In words, and the kind of badge. Only questions have one; the topic carries `solved`, `answered` and `locked`."""
    known: Any = topic
    if known.locked:
        return "gesloten", ""
    if topic.kind not in ASKING:
        return "", ""
    if known.answered:
        return "beste antwoord gekozen", "success"
    if known.solved:
        return "opgelost", "success"
    return ("nog geen antwoord", "warning") if topic.reply_count == 0 else ("", "")


def name_of(author: Person, user: User) -> str:
    """Members read who wrote it. Others read a kind of work: nobody agreed to be named to the whole world."""
    if reads_everything(user):
        return author.name or "Een lid"
    return f"Lid, {author.get_discipline_display().lower()}" if author.discipline else "Een lid"


def theme_lines(user: User) -> list[ThemeLine]:
    """Every theme that this user sees, with what is new in it. The unread counts stop at 100 a theme."""
    visible = Topic.objects.visible_to(user).filter(theme=OuterRef("pk"))
    newest = Subquery(visible.order_by("-last_posted_at").values("pk")[:1])
    themes = Theme.objects.visible_to(user).annotate(newest_topic=newest)
    if isinstance(user, Person):
        since = unread.floor(user)
        new = unread.unread_topics(user, since=since).filter(theme=OuterRef("pk")).values("pk")[: unread.MOST + 1]
        themes = themes.annotate(new_topics=ArraySubquery(new))
    found: list[Any] = list(themes)
    topics = Topic.objects.in_bulk([theme.newest_topic for theme in found if theme.newest_topic])
    return [ThemeLine(theme, len(getattr(theme, "new_topics", [])), topics.get(theme.newest_topic)) for theme in found]


def latest(user: User, *, count: int) -> QuerySet[Topic]:
    return Topic.objects.visible_to(user).order_by("-last_posted_at", "-pk")[:count]


def newest_questions_without_answer(user: User, *, count: int) -> QuerySet[Topic]:
    return unanswered(Topic.objects.visible_to(user))[:count]
