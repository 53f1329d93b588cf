"""Lists of topics: which ones, in what order, and the lines as the pages show them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeGuard

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.safestring import SafeString

from woonoverlast.forum import printing, unread
from woonoverlast.forum.models import Acceptance, Kind, Lock, Resolution, Theme, Topic, Withholding, reads_everything
from woonoverlast.lib.prepared import Prepared
from woonoverlast.people.models import Discipline, Person
from woonoverlast.people.requests import any_member

User = Person | AnonymousUser
ASKING = (Kind.QUESTION, Kind.CASE)
PER_PAGE = 30
ON_FRONT_PAGE = 8
# Counting on costs time at every visit, and nobody reads a theme differently for 60 new topics than for 20.
MAX_OF_A_THEME = 20
KINDS: dict[str, str] = {value: label.capitalize() for value, label in Kind.choices}
DISCIPLINES: dict[str, str] = dict(Discipline.choices)
SHOWN_FIELDS = (
    "kind title last_posted_at reply_count theme__name theme__slug author__name author__discipline author__id".split()
)

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

    @property
    def kind(self) -> str:
        return KINDS[self.topic.kind]

    @property
    def markup(self) -> SafeString:
        return printing.line(self, show_theme=False)

    @property
    def markup_with_theme(self) -> SafeString:
        return printing.line(self, show_theme=True)


@dataclass(frozen=True)
class ThemeLine:
    """`unread` counts to one more than `MAX_OF_A_THEME`, which stands for "more"."""

    theme: Theme
    unread: int

    @property
    def badge(self) -> str:
        return f"{MAX_OF_A_THEME}+" if self.unread > MAX_OF_A_THEME else str(self.unread or "")


def unanswered(topics: QuerySet[Topic]) -> QuerySet[Topic]:
    """Questions without any reply that everybody may read, the newest first."""
    return topics.filter(kind__in=ASKING, reply_count=0).exclude(is_solved()).order_by("-started_at")


def is_solved() -> Exists:
    return Exists(Resolution.objects.filter(topic=OuterRef("pk"), reopened_at=None))


def has_answer() -> Exists:
    """A best answer that everybody may read."""
    held = Withholding.objects.active().filter(post=OuterRef("post"))
    return Exists(Acceptance.objects.filter(topic=OuterRef("pk"), withdrawn_at=None).exclude(Exists(held)))


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
    return lines_of(list(topics.values_list("pk", flat=True)), user)


def lines_of(ids: list[int], user: User) -> list[Line]:
    """A page of ids that this user may see, in its order: what is known of them, and what is unread in them."""
    found = {topic.pk: topic for part in batched(ids) for topic in KNOWN(**part)}
    return lines_of_known([found[pk] for pk in ids if pk in found], user)


def lines_of_known(topics: Sequence[Topic], user: User, *, since: datetime | None = None) -> list[Line]:
    """Of topics that came through `with_standing`. `since` is the person's `unread.floor`, when it was asked already."""
    counts = unread_counts(topics, user, since=since)
    return [line(topic, user, unread=counts.get(topic.pk, 0)) for topic in topics]


def batched(ids: list[int]) -> Iterator[dict[str, int]]:
    """Ids by name for a prepared query, always the same number of them; no topic has id 0."""
    for start in range(0, len(ids), PER_PAGE):
        part = ids[start : start + PER_PAGE]
        yield {f"id{place}": pk for place, pk in enumerate(part + [0] * (PER_PAGE - len(part)))}


def with_standing(topics: QuerySet[Topic]) -> QuerySet[Topic]:
    """With all that a line says of a topic."""
    locked = Exists(Lock.objects.filter(topic=OuterRef("pk"), lifted_at=None))
    topics = topics.select_related("author", "theme").only(*SHOWN_FIELDS)
    return topics.annotate(solved=is_solved(), answered=has_answer(), locked=locked)


def known(**ids: int) -> QuerySet[Topic]:
    return with_standing(Topic.objects.filter(pk__in=list(ids.values())))


KNOWN = Prepared(known)


def unread_counts(topics: Sequence[Topic], user: User, *, since: datetime | None = None) -> dict[int, int]:
    if not isinstance(user, Person) or not topics:
        return {}
    since = since or unread.floor(user)
    recent = [topic.pk for topic in topics if topic.last_posted_at > since]
    if not is_plain_member(user):
        return unread.numbers(unread.unread_in(user, recent, since=since))
    parts = [UNREAD_FOR_MEMBERS(person=user.pk, since=since, **part) for part in batched(recent)]
    return unread.numbers(topic for part in parts for topic in part)


def unread_for_members(*, person: int, since: datetime, **ids: int) -> QuerySet[Topic]:
    return unread.unread_in(any_member(person), ids.values(), since=since)


UNREAD_FOR_MEMBERS = Prepared(unread_for_members)


def is_plain_member(user: User) -> TypeGuard[Person]:
    """For whom queries are prepared: nearly everybody. Editors read more, visitors less."""
    return isinstance(user, Person) and user.is_member and not user.is_editor


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
    return named(author, to_member=reads_everything(user))


def named(author: Person, *, to_member: bool) -> str:
    """Members read who wrote it. Others read a kind of work: nobody agreed to be named to the whole world."""
    if to_member:
        return author.name or "Een lid"
    return f"Lid, {DISCIPLINES[author.discipline].lower()}" if author.discipline else "Een lid"


def front_page(user: User) -> dict[str, list[Any]]:
    """The themes, the topics with the newest posts, and the newest questions without an answer."""
    since = unread.floor(user) if isinstance(user, Person) else None
    newest, waiting = newest_of_all(user), waiting_of_all(user)
    lines = {line.topic.pk: line for line in lines_of_known([*newest, *waiting], user, since=since)}
    return {
        "themes": theme_lines(user, since=since),
        "newest": [lines[topic.pk] for topic in newest],
        "unanswered": [lines[topic.pk] for topic in waiting],
    }


def newest_of_all(user: User) -> list[Topic]:
    return NEWEST_FOR_MEMBERS(person=user.pk) if is_plain_member(user) else list(with_standing(latest(user)))


def waiting_of_all(user: User) -> list[Topic]:
    return WAITING_FOR_MEMBERS(person=user.pk) if is_plain_member(user) else list(with_standing(waiting(user)))


def latest(user: User) -> QuerySet[Topic]:
    return Topic.objects.visible_to(user).order_by("-last_posted_at", "-pk")[:ON_FRONT_PAGE]


def waiting(user: User) -> QuerySet[Topic]:
    return unanswered(Topic.objects.visible_to(user))[:ON_FRONT_PAGE]


NEWEST_FOR_MEMBERS = Prepared(lambda person: with_standing(latest(any_member(person))))
WAITING_FOR_MEMBERS = Prepared(lambda person: with_standing(waiting(any_member(person))))


def theme_lines(user: User, *, since: datetime | None) -> list[ThemeLine]:
    """Every theme that this user sees, with how many topics in it have something new, counted up to `MAX_OF_A_THEME`."""
    if since and is_plain_member(user):
        themes: Iterable[Any] = THEMES_FOR_MEMBERS(person=user.pk, since=since)
    else:
        themes = with_news(user, since=since)
    return [ThemeLine(theme, len(getattr(theme, "new_topics", []))) for theme in themes]


def with_news(user: User, *, since: datetime | None) -> QuerySet[Theme]:
    themes = Theme.objects.visible_to(user)
    if since is None or not isinstance(user, Person):
        return themes
    new = unread.unread_topics(user, since=since).filter(theme=OuterRef("pk")).order_by()
    return themes.annotate(new_topics=ArraySubquery(new.values("pk")[: MAX_OF_A_THEME + 1]))


THEMES_FOR_MEMBERS = Prepared(lambda person, since: with_news(any_member(person), since=since))
