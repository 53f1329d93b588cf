"""The page of one topic: few queries, and rows ready to print. `tests/test_topic_page.py` holds the number of queries."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Page, Paginator
from django.db.models import CharField, Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat, JSONObject
from django.utils.safestring import SafeString

from woonoverlast.forum import unread
from woonoverlast.forum.listing import ASKING, has_answer, is_solved, name_of
from woonoverlast.forum.models import (
    POSTS_PER_PAGE,
    Acceptance,
    Attachment,
    Bookmark,
    Lock,
    MeToo,
    Post,
    Reader,
    Sanction,
    Topic,
    Useful,
    Withholding,
    reads_everything,
)
from woonoverlast.lib import richtext
from woonoverlast.notifications.models import Watch
from woonoverlast.people.models import Membership, Person, VisibleField

User = Person | AnonymousUser
MOST_MUNICIPALITIES = 12


class Pages(Page):  # type: ignore[type-arg]  # no generic at run time
    """The pages of a topic, known from its highest number without counting."""

    def __init__(self, topic: Topic, number: int) -> None:
        paginator = Paginator(range(last_page(topic)), 1)
        super().__init__([], number, paginator)


@dataclass(frozen=True)
class Shown:
    """A post as the page prints it. `copy` is the accepted answer shown again under the question."""

    post: Post
    place: str
    html: SafeString
    author: str
    author_url: str
    about: str
    is_new: bool = False
    copy: bool = False
    accepted: bool = False
    may_edit: bool = False
    found_useful: bool = False
    bookmarked: bool = False
    withheld: list[Withholding] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)


def page_of(number: int) -> int:
    """The page that a post stands on. The opening post has page 1 with the first fifty replies."""
    return max(number - 2, 0) // POSTS_PER_PAGE + 1


def last_page(topic: Topic) -> int:
    return page_of(topic.last_number)


def place_of(post: Post) -> str:
    """The page and the place on it, for links that stay right."""
    page = page_of(post.number)
    pages = f"?pagina={page}" if page > 1 else ""
    return f"/forum/onderwerp/{post.topic_id}/{pages}#bericht-{post.pk}"


def numbers_on(page: int) -> tuple[int, int]:
    """The first and last number on this page."""
    first = (page - 1) * POSTS_PER_PAGE + 2
    return (1 if page == 1 else first), first + POSTS_PER_PAGE - 1


def load(topics: QuerySet[Topic], user: User) -> QuerySet[Topic]:
    """The topic with all that its page says of it, in one query."""
    here: dict[str, Any] = {"topic": OuterRef("pk")}
    municipalities = (
        MeToo.objects.filter(**here)
        .exclude(municipality=None)
        .values("municipality")
        .annotate(people=Count("pk"))
        .order_by("-people", "municipality__name")
        .values(found=JSONObject(name="municipality__name", slug="municipality__slug"))
    )
    labels = Topic.labels.through.objects.filter(**here).order_by("expertise__name")
    accepted = Acceptance.objects.filter(**here, withdrawn_at=None)
    topics = topics.select_related("theme", "author").annotate(
        locked=Exists(Lock.objects.filter(**here, lifted_at=None)),
        lock_reason=Subquery(Lock.objects.filter(**here, lifted_at=None).values("reason")[:1]),
        solved=is_solved(),
        answered=has_answer(),
        accepted_post=Subquery(accepted.values("post")[:1]),
        accepted_number=Subquery(accepted.values("post__number")[:1]),
        label_names=ArraySubquery(labels.values(found=JSONObject(name="expertise__name", slug="expertise__slug"))),
        municipalities=ArraySubquery(municipalities[:MOST_MUNICIPALITIES]),
    )
    return for_person(topics, user) if isinstance(user, Person) else topics


def for_person(topics: QuerySet[Topic], person: Person) -> QuerySet[Topic]:
    """What this person did and chose here."""
    watched = Watch.objects.filter(person=person, thing=topic_thing())
    moderators = Topic.objects.filter(pk=OuterRef("pk"), theme__moderators=person)
    sanctions = Sanction.objects.suspensions().filter(person=person)
    return topics.annotate(
        mark=unread.mark_of(person),
        level=Subquery(watched.values("level")[:1]),
        level_reason=Subquery(watched.values("reason")[:1]),
        said_me_too=Exists(MeToo.objects.filter(person=person, topic=OuterRef("pk"))),
        moderated=Exists(moderators),
        suspended=Exists(sanctions),
        read_until=Subquery(Reader.objects.filter(person=person).values("read_until")),
    )


def find_topic(user: User, pk: int) -> Topic | None:
    """The topic with all that its page says of it; None when this user cannot see it or it was merged."""
    found: Any = load(Topic.objects.visible_to(user), user).filter(pk=pk).first()
    if found and isinstance(user, Person):
        found.floor = unread.floor_of(user, found.read_until)
    return found  # type: ignore[no-any-return]


def topic_thing() -> Any:
    """What `watching.thing_of` says, in SQL."""
    return Concat(Value("topic:"), Cast(OuterRef("pk"), CharField()))


def may_moderate(topic: Any, user: User) -> bool:
    return isinstance(user, Person) and (user.is_editor or topic.moderated)


def may_answer(topic: Any, user: User) -> bool:
    """The same as `Topic.can_be_answered_by`, of a topic that was loaded for its page."""
    if not reads_everything(user) or topic.locked or topic.theme.closed_at or topic.merged_into_id:
        return False
    return not topic.suspended


def may_solve(topic: Any, user: User) -> bool:
    """Who asked, and the moderators, choose the best answer and say that it is solved."""
    if topic.kind not in ASKING or not reads_everything(user):
        return False
    return topic.author_id == user.pk or may_moderate(topic, user)


def posts(topic: Topic, user: User, *, page: int) -> list[Shown]:
    """The opening post or not, the accepted answer as a copy under it, and the replies of this page."""
    first, last = numbers_on(page)
    known: Any = topic
    wanted = Q(number__gte=first, number__lte=last)
    if page == 1 and known.accepted_number and known.accepted_number > last:
        wanted |= Q(pk=known.accepted_post)
    found = list(load_posts(topic, user).filter(wanted))
    employers = employers_of({post.author for post in found})
    shown = [show(post, topic, user, employers=employers) for post in found]
    replies = [line for line in shown if first <= line.post.number <= last]
    if page > 1 or not known.accepted_post:
        return replies
    if replies[1:] and replies[1].accepted:
        return replies  # it follows the question by itself
    copies = [replace(line, copy=True) for line in shown if line.accepted]
    return [*replies[:1], *copies, *replies[1:]]


def load_posts(topic: Topic, user: User) -> QuerySet[Post]:
    withheld = Prefetch("withholdings", Withholding.objects.active())
    found = Post.objects.filter(topic=topic).not_withheld_from(user).select_related("author")
    found = found.prefetch_related("attachments").order_by("number")
    if not isinstance(user, Person):
        return found
    here: dict[str, Any] = {"post": OuterRef("pk"), "person": user}
    return found.prefetch_related(withheld).annotate(
        found_useful=Exists(Useful.objects.filter(**here)), bookmarked=Exists(Bookmark.objects.filter(**here))
    )


def employers_of(authors: set[Person]) -> dict[int, str]:
    memberships = Membership.objects.active().filter(person__in=authors).order_by("organisation__name")
    names: dict[int, dict[str, None]] = {}
    for person, name in memberships.values_list("person", "organisation__name"):
        names.setdefault(person, {})[name] = None
    return {person: ", ".join(found) for person, found in names.items()}


def show(post: Post, topic: Any, user: User, *, employers: dict[int, str]) -> Shown:
    member = reads_everything(user)
    known: Any = post
    mine = post.author_id == user.pk
    return Shown(
        post=post,
        place=place_of(post),
        html=richtext.render(post.body),
        author=name_of(post.author, user),
        author_url=f"/leden/{post.author_id}/" if member and post.author.is_active else "",
        about=about(post.author, employers.get(post.author_id, "")) if member else "",
        is_new=isinstance(user, Person) and not mine and is_new(post, topic),
        accepted=post.pk == topic.accepted_post,
        may_edit=mine or may_moderate(topic, user),
        found_useful=member and known.found_useful,
        bookmarked=member and known.bookmarked,
        withheld=list(post.withholdings.all()) if member else [],
        attachments=list(post.attachments.all()),
    )


def is_new(post: Post, topic: Any) -> bool:
    return bool(post.number > topic.mark and post.posted_at > topic.floor)


def about(author: Person, employers: str) -> str:
    """Function and organisations, as far as the person shows them."""
    job = author.job_title if author.shows(VisibleField.JOB_TITLE) else ""
    return ", ".join(part for part in (job or author.get_discipline_display(), employers) if part)
