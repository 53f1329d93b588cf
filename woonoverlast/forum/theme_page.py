"""The page of one theme: few queries, made once for plain members. `tests/test_queries.py` holds how many."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Page
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat, JSONObject
from django.http import Http404
from django.utils.functional import SimpleLazyObject

from woonoverlast.forum import topic_lists, unread
from woonoverlast.forum.models import Reader, Theme, Topic
from woonoverlast.forum.topic_lists import PER_PAGE, User, is_plain_member
from woonoverlast.lib.prepared import Prepared
from woonoverlast.notifications.models import Watch
from woonoverlast.people.models import Person
from woonoverlast.people.requests import any_member
from woonoverlast.web.paging import DeepPaginator


def find_theme(user: User, slug: str) -> Theme:
    """The theme with all that its page says of it; 404 when this user does not see it."""
    themes = THEME_FOR_MEMBERS(slug=slug, person=user.pk) if is_plain_member(user) else load(user, slug=slug)
    for found in themes:
        return found
    raise Http404


def load(user: User, *, slug: str) -> QuerySet[Theme]:
    """`moderator_rows` are dicts of pk and name; for persons also the chosen `level` and until where they read."""
    moderators = Theme.moderators.through.objects.filter(theme=OuterRef("pk")).order_by("person__name")
    rows = moderators.values(row=JSONObject(pk="person", name="person__name"))
    themes = Theme.objects.visible_to(user).filter(slug=slug).annotate(moderator_rows=ArraySubquery(rows))
    if not isinstance(user, Person):
        return themes
    thing = Concat(Value("theme:"), Cast(OuterRef("pk"), CharField()))
    return themes.annotate(
        level=Subquery(Watch.objects.filter(person=user, thing=thing).values("level")[:1]),
        read_until=Subquery(Reader.objects.filter(person=user).values("read_until")),
    )


THEME_FOR_MEMBERS = Prepared(lambda slug, person: load(any_member(person), slug=slug))


def page_of_topics(found: Theme, user: User, *, filters: dict[str, Any], number: int) -> tuple[Page[Any], list[Any]]:
    """The page of the list, and its lines."""
    if number == 1 and not any(filters.values()) and is_plain_member(user):
        return first_page(found, user)
    topics = in_order(found.pk, user, filters=filters).values_list("pk", flat=True)
    page = DeepPaginator(topics, PER_PAGE).get_page(number)
    return page, topic_lists.lines_of(list(page), user)


def first_page(found: Theme, person: Person) -> tuple[Page[Any], list[Any]]:
    """What nearly everybody asks for."""
    known: Any = found
    topics = FIRST_PAGE_FOR_MEMBERS(theme=found.pk, person=person.pk)
    lines = topic_lists.lines_of_known(topics, person, since=unread.floor_of(person, known.read_until))
    everything = SimpleLazyObject(lambda: in_order(found.pk, person, filters={}))
    paginator = DeepPaginator(everything, PER_PAGE, key=f"theme:{found.pk}:{person.pk}")
    return Page(topics, 1, paginator), lines


def in_order(theme: int, user: User, *, filters: dict[str, Any]) -> QuerySet[Topic]:
    return topic_lists.filtered(Topic.objects.visible_to(user).filter(theme=theme), filters=filters)


FIRST_PAGE_FOR_MEMBERS = Prepared(
    lambda theme, person: topic_lists.with_standing(in_order(theme, any_member(person), filters={})[:PER_PAGE])
)
