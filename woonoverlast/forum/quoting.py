"""Text that a post holds of somebody else: read with the names of now, and quotes only where their source can be read."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AnonymousUser

from woonoverlast.forum.models import Draft, Post, reads_everything
from woonoverlast.lib import richtext
from woonoverlast.people.models import Person
from woonoverlast.people.requests import any_member

GONE = "Dit citaat is weg: het bericht is weggehaald, of je mag het niet lezen."
# Fields of a draft that hold rich text.
RICH = ("body", "story")
User = Person | AnonymousUser


def read_by(user: User, bodies: Sequence[str]) -> list[str]:
    """Bodies as this reader gets them, in order. At most two queries; none where nothing is quoted or named."""
    sources = set().union(*map(richtext.quoted, bodies))
    people = set().union(*(richtext.mentions(body).people for body in bodies))
    if not sources and not people:
        return list(bodies)
    authors = authors_of(sources, user)
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name")) if people else {}
    gone = sources - authors.keys()
    current = [richtext.without_quotes(body, of=gone, instead=GONE) for body in bodies]
    current = [richtext.named_now(body, people=names, authors=authors) for body in current]
    return current if reads_everything(user) else [richtext.without_names(body) for body in current]


def authors_of(posts: Iterable[int], user: User) -> dict[int, str]:
    """The names of who wrote these posts, of those that can be read."""
    readable = Post.objects.visible_to(user).filter(pk__in=posts, purge=None) if posts else Post.objects.none()
    return dict(readable.values_list("pk", "author__name"))


def body_for(user: User, post: Post) -> str:
    return read_by(user, [post.body])[0]


def words_for(user: User, post: Post) -> str:
    return richtext.plain(body_for(user, post))


def body_for_members(body: str) -> str:
    """What every member may read of it: for the index and mail, that are made once for all."""
    return read_by(any_member(0), [body])[0]


def words_for_members(body: str) -> str:
    return richtext.plain(body_for_members(body))


def draft_for(user: User, draft: Draft) -> Draft:
    """The draft as its writer goes on with it now. What is kept changes with the next save."""
    rich = {name: text for name, text in draft.data.items() if name in RICH and isinstance(text, str)}
    draft.data = draft.data | dict(zip(rich, read_by(user, list(rich.values())), strict=True))
    return draft


def posts_quoting(post: Post) -> list[Post]:
    """They keep words of this one, in this topic or in one that was split off."""
    others = Post.objects.filter(body__contains=f'href="{post.get_absolute_url()}"').exclude(pk=post.pk)
    return list(others.select_related("author", "topic").order_by("topic", "number"))
