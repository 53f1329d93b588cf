"""Feeds of topics, asked live of `visible_to`. A person's own feed is opened by a signed address that can be closed."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from woonoverlast.forum import quoting
from woonoverlast.forum.models import FeedKey, Kind, Post, Topic
from woonoverlast.forum.models.topics import withheld
from woonoverlast.forum.topic_lists import name_of
from woonoverlast.lib.atom import TextFeed
from woonoverlast.people.models import Person
from woonoverlast.people.requests import any_member

MAX_COUNT = 40
MAX_LENGTH = 1000
SALT = "forum.feed"


def address_key(person: Person) -> str:
    """The secret part of the address, "" while the person has none."""
    key = FeedKey.objects.filter(person=person).first()
    return signing.dumps([person.pk, str(key.version)], salt=SALT) if key else ""


def renew(person: Person) -> None:
    """Make an address; an older one closes."""
    values: dict[str, Any] = {"version": uuid.uuid4(), "made_at": timezone.now()}
    FeedKey.objects.update_or_create(person=person, defaults=values)


def owner_of(token: str) -> Person | None:
    """Whose feed this is; None when the address was closed, or the person may no longer log in."""
    try:
        pk, version = signing.loads(token, salt=SALT)
        uuid.UUID(version)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return Person.objects.living().filter(pk=pk, feed_key__version=version).first()


def for_owner(person: Person) -> QuerySet[Topic]:
    """What every member may read, whatever else the owner may: an address proves no second step, and gets around.

    Who is no member any more gets what is public.
    """
    reader: Person | AnonymousUser = any_member(person.pk) if person.is_member or person.is_editor else AnonymousUser()
    return Topic.objects.visible_to(reader).filter(~withheld()).exclude(kind=Kind.CASE)


def atom(topics: QuerySet[Topic], user: Person | AnonymousUser, *, title: str, path: str) -> str:
    """The newest topics with the beginning of their opening post, as Atom."""
    link = f"{settings.SITE_URL}{path}"
    feed = TextFeed(title=title, link=link, description="", language="nl", feed_url=link)
    openings = Prefetch("posts", Post.objects.filter(number=1), to_attr="opening_posts")
    newest: Any = topics.order_by("-started_at").select_related("author", "theme").prefetch_related(openings)
    for topic in newest[:MAX_COUNT]:
        text = quoting.words_for(user, topic.opening_posts[0]) if topic.opening_posts else ""
        feed.add_item(
            title=topic.title,
            link=f"{settings.SITE_URL}{topic.get_absolute_url()}",
            description=text[:MAX_LENGTH],
            author_name=name_of(topic.author, user),
            pubdate=topic.started_at,
            updateddate=topic.last_posted_at,
            categories=[topic.theme.name],
        )
    return feed.writeString("utf-8")
