"""What the forum has for one person: the few topics to read first, and what waits for an answer of his."""

from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, Case, QuerySet, When
from django.db.models.functions import Cast, Substr

from woonoverlast.forum import unread
from woonoverlast.forum.models import Topic
from woonoverlast.forum.topic_lists import Line, is_plain_member, lines_of_known, with_standing
from woonoverlast.lib.prepared import Prepared
from woonoverlast.notifications.models import Watch
from woonoverlast.people.models import Person
from woonoverlast.people.requests import any_member

MAX_LINES = 5


def unread_lines(person: Person) -> list[Line]:
    """Topics with something new: first what this person follows, then the rest, each the newest first."""
    since = unread.floor(person)
    if is_plain_member(person):
        found = [*FOLLOWED_FOR_MEMBERS(person=person.pk, since=since), *NEW_FOR_MEMBERS(person=person.pk, since=since)]
    else:
        found = [*followed(person, since=since), *new(person, since=since)]
    topics = {topic.pk: topic for topic in found}
    return lines_of_known(list(topics.values())[:MAX_LINES], person, since=since)


def new(person: Person, *, since: datetime) -> QuerySet[Topic]:
    return with_standing(unread.unread_topics(person, since=since)[:MAX_LINES])


def followed(person: Person, *, since: datetime) -> QuerySet[Topic]:
    topics = unread.unread_topics(person, since=since).filter(pk__in=followed_topics(person))
    return with_standing(topics[:MAX_LINES])


def followed_topics(person: Person) -> QuerySet[Any]:
    """CASE, so that only topics are read as a number."""
    watches = Watch.objects.filter(person=person, level=Watch.Level.EVERYTHING)
    number = Cast(Substr("thing", len("topic:") + 1), BigIntegerField())
    return watches.values(number=Case(When(thing__startswith="topic:", then=number)))


NEW_FOR_MEMBERS = Prepared(lambda person, since: new(any_member(person), since=since))
FOLLOWED_FOR_MEMBERS = Prepared(lambda person, since: followed(any_member(person), since=since))
