"""The page of one topic: few queries, and rows ready to print. `tests/test_topic_page.py` holds the number of queries."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Page, Paginator
from django.db.models import (
    CharField,
    Count,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    prefetch_related_objects,
)
from django.db.models.functions import Cast, Concat, JSONObject
from django.utils import timezone
from django.utils.safestring import SafeString

from woonoverlast.forum import quoting, unread
from woonoverlast.forum.counting import let_through_at
from woonoverlast.forum.models import (
    POSTS_PER_PAGE,
    Acceptance,
    Attachment,
    Bookmark,
    Lock,
    MeToo,
    Move,
    Post,
    Purge,
    Reader,
    Sanction,
    Topic,
    Useful,
    Withholding,
    reads_everything,
)
from woonoverlast.forum.topic_lists import ASKING, has_answer, is_plain_member, is_solved, named
from woonoverlast.lib import richtext
from woonoverlast.lib.prepared import Prepared
from woonoverlast.notifications.models import Watch
from woonoverlast.people.models import Discipline, Membership, Person, VisibleField
from woonoverlast.people.requests import any_member

User = Person | AnonymousUser
MAX_MUNICIPALITIES = 12
# The id of the head of the page: what messages about the whole topic are `about`.
HEAD = "onderwerp"
# The text without markup and most of a person are not on the page.
SHOWN_FIELDS = (
    "topic_id number body posted_at edited_at useful_count author__name author__discipline author__job_title"
    " author__hidden_fields author__suspended_at author__anonymised_at"
).split()
DISCIPLINES: dict[str, str] = dict(Discipline.choices)


class Pages(Page):  # type: ignore[type-arg]  # no generic at run time
    """The pages of a topic, known from the highest number that is shown, without counting."""

    def __init__(self, topic: Topic, number: int) -> None:
        paginator = Paginator(range(last_page(topic)), 1)
        super().__init__([], number, paginator)


@dataclass(frozen=True)
class Viewer:
    """What the posts of one page depend on; `pk` is 0 for a visitor."""

    pk: int
    is_member: bool
    moderates: bool


@dataclass(frozen=True)
class Shown:
    """A post as the page prints it. `copy` is the accepted answer shown again under the question."""

    post: Post
    place: str
    html: SafeString
    author: str
    author_url: str
    about: str
    for_member: bool = False
    is_new: bool = False
    copy: bool = False
    accepted: bool = False
    may_edit: bool = False
    found_useful: bool = False
    bookmarked: bool = False
    is_hidden: bool = False
    is_wiped: bool = False
    withheld: list[Withholding] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)


def page_of(number: int) -> int:
    """The page that a post stands on. The opening post has page 1 with the first fifty replies."""
    return max(number - 2, 0) // POSTS_PER_PAGE + 1


def last_page(topic: Any) -> int:
    return page_of(topic.shown_number or 1)


def place_of(post: Post) -> str:
    """The page and the place on it, for links that stay right."""
    page = page_of(post.number)
    pages = f"?pagina={page}" if page > 1 else ""
    return f"/forum/onderwerp/{post.topic_id}/{pages}#{element_of(post)}"


def element_of(post: Post) -> str:
    """The id of its article on the page of the topic: what messages about it are `about`."""
    return f"bericht-{post.pk}"


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
        .order_by("-people", "municipality__sort_name")
        .values(found=JSONObject(name="municipality__name", slug="municipality__slug"))
    )
    newest = Post.objects.filter(**here).not_withheld_from(user)
    labels = Topic.labels.through.objects.filter(**here).order_by("expertise__name")
    accepted = Acceptance.objects.filter(**here, withdrawn_at=None)
    topics = topics.select_related("theme", "author").annotate(
        locked=Exists(Lock.objects.filter(**here, lifted_at=None)),
        lock_reason=Subquery(Lock.objects.filter(**here, lifted_at=None).values("reason")[:1]),
        was_moved=Exists(Move.objects.filter(Q(topic=OuterRef("pk")) | Q(to_topic=OuterRef("pk")))),
        was_locked=Exists(Lock.objects.filter(**here)),
        solved=is_solved(),
        answered=has_answer(),
        # Not `last_number`: that would tell of withheld posts after it.
        shown_number=Subquery(newest.order_by("-number").values("number")[:1]),
        accepted_post=Subquery(accepted.values("post")[:1]),
        accepted_number=Subquery(accepted.values("post__number")[:1]),
        label_names=ArraySubquery(labels.values(found=JSONObject(name="expertise__name", slug="expertise__slug"))),
        municipalities=ArraySubquery(municipalities[:MAX_MUNICIPALITIES]),
    )
    return for_person(topics, user) if isinstance(user, Person) else topics


def for_person(topics: QuerySet[Topic], person: Person) -> QuerySet[Topic]:
    """What this person did and chose here."""
    watched = Watch.objects.filter(person=person, thing=topic_thing())
    moderators = Topic.objects.filter(pk=OuterRef("pk"), theme__moderators=person)
    sanctions = Sanction.objects.suspensions().filter(person=person)
    return topics.annotate(
        mark=unread.mark_of(person),
        mark_at=Subquery(unread.marks(person).values("at")),
        level=Subquery(watched.values("level")[:1]),
        level_reason=Subquery(watched.values("reason")[:1]),
        said_me_too=Exists(MeToo.objects.filter(person=person, topic=OuterRef("pk"))),
        moderated=Exists(moderators),
        suspended=Exists(sanctions),
        read_until=Subquery(Reader.objects.filter(person=person).values("read_until")),
    )


def for_members(topic: int, person: int) -> QuerySet[Topic]:
    member = any_member(person)
    return load(Topic.objects.visible_to(member), member).filter(pk=topic)


TOPIC_FOR_MEMBERS = Prepared(for_members)


def find_topic(user: User, pk: int) -> Topic | None:
    """The topic with all that its page says of it; None when this user cannot see it or it was merged."""
    found: Any = None
    if is_plain_member(user):
        found = next(iter(TOPIC_FOR_MEMBERS(topic=pk, person=user.pk)), None)
    else:
        found = load(Topic.objects.visible_to(user), user).filter(pk=pk).first()
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
    return not topic.suspended and not topic.waits_for_check


def may_solve(topic: Any, user: User) -> bool:
    """Who asked, and the moderators, choose the best answer and say that it is solved."""
    if topic.kind not in ASKING or not reads_everything(user):
        return False
    return topic.author_id == user.pk or may_moderate(topic, user)


def posts(topic: Topic, user: User, *, page: int) -> list[Shown]:
    """The opening post or not, the accepted answer as a copy under it, and the replies of this page."""
    first, last = numbers_on(page)
    known: Any = topic
    found = posts_between(topic, user, first=first, last=last)
    if page == 1 and known.accepted_number and known.accepted_number > last:
        found += posts_between(topic, user, first=known.accepted_number, last=known.accepted_number)
    add_files_and_reasons(found)
    viewer = Viewer(user.pk or 0, is_member=reads_everything(user), moderates=may_moderate(topic, user))
    bodies = quoting.read_by(user, [post.body for post in found])
    shown = [show(post, body, topic, viewer) for post, body in zip(found, bodies, strict=True)]
    replies = [line for line in shown if first <= line.post.number <= last]
    if page > 1 or not known.accepted_post:
        return replies
    if replies[1:] and replies[1].accepted:
        return replies  # it follows the question by itself
    copies = [replace(line, copy=True) for line in shown if line.accepted]
    return [*replies[:1], *copies, *replies[1:]]


def posts_between(topic: Topic, user: User, *, first: int, last: int) -> list[Post]:
    which: dict[str, Any] = {"topic": topic.pk, "first": first, "last": last, "today": timezone.localdate()}
    if is_plain_member(user):
        return POSTS_FOR_MEMBERS(person=user.pk, **which)
    return list(load_posts(user, **which))


def posts_for_members(person: int, **which: Any) -> QuerySet[Post]:
    return load_posts(any_member(person), **which)


POSTS_FOR_MEMBERS = Prepared(posts_for_members)


def add_files_and_reasons(found: list[Post]) -> None:
    """Two queries more, only where there is something to ask."""
    known: list[Any] = found
    prefetch_related_objects([post for post in known if post.has_files], "attachments")
    withheld = Prefetch("withholdings", Withholding.objects.active().select_related("objection"))
    prefetch_related_objects([post for post in known if post.is_withheld], withheld)


def load_posts(user: User, *, topic: int, first: int, last: int, today: date) -> QuerySet[Post]:
    found = Post.objects.filter(topic=topic, number__gte=first, number__lte=last).not_withheld_from(user)
    found = found.select_related("author").only(*SHOWN_FIELDS).order_by("number")
    found = found.annotate(
        has_files=Exists(Attachment.objects.filter(post=OuterRef("pk"))),
        is_withheld=Exists(Withholding.objects.active().filter(post=OuterRef("pk"))),
        is_wiped=Exists(Purge.objects.filter(post=OuterRef("pk"))),
    )
    if not isinstance(user, Person):
        return found
    here: dict[str, Any] = {"post": OuterRef("pk"), "person": user}
    memberships = Membership.objects.active(on=today).filter(person=OuterRef("author")).order_by("organisation__name")
    return found.annotate(
        employers=ArraySubquery(memberships.values("organisation__name")),
        found_useful=Exists(Useful.objects.filter(**here)),
        bookmarked=Exists(Bookmark.objects.filter(**here)),
        let_through_at=let_through_at(),
    )


def show(post: Post, body: str, topic: Any, viewer: Viewer) -> Shown:
    """`body` is the text as this viewer reads it."""
    known: Any = post
    mine = post.author_id == viewer.pk
    withheld = list(post.withholdings.all()) if viewer.is_member and known.is_withheld else []
    return Shown(
        post=post,
        place=place_of(post),
        html=richtext.render(body),
        author=named(post.author, to_member=viewer.is_member),
        author_url=f"/leden/{post.author_id}/" if viewer.is_member and post.author.is_active else "",
        about=about(post.author, known.employers) if viewer.is_member else "",
        for_member=viewer.is_member,
        is_new=bool(viewer.pk) and not mine and is_new(post, topic),
        accepted=post.pk == topic.accepted_post,
        may_edit=(mine or viewer.moderates) and not known.is_wiped,
        found_useful=viewer.is_member and known.found_useful,
        bookmarked=viewer.is_member and known.bookmarked,
        is_hidden=any(row.kind == Withholding.Kind.HIDDEN for row in withheld),
        is_wiped=known.is_wiped,
        withheld=withheld,
        attachments=list(post.attachments.all()) if known.has_files else [],
    )


def is_new(post: Any, topic: Any) -> bool:
    """The same as `unread.unread_posts` and `unread.late_posts` say."""
    if post.let_through_at and post.let_through_at > (topic.mark_at or topic.floor):
        return bool(post.let_through_at > topic.floor)
    return bool(post.number > topic.mark and (post.let_through_at or post.posted_at) > topic.floor)


def about(author: Person, employers: list[str]) -> str:
    """Function and organisations, as far as the person shows them."""
    job = author.job_title if author.shows(VisibleField.JOB_TITLE) else ""
    return ", ".join(
        part for part in (job or DISCIPLINES.get(author.discipline, ""), *dict.fromkeys(employers)) if part
    )
