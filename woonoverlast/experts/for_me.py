"""What waits for an answer of one person: questions he was asked about, and open ones about what he knows."""

from django.db.models import Exists, OuterRef, QuerySet

from woonoverlast.experts import asking
from woonoverlast.experts.models import Ask
from woonoverlast.forum.models import Topic
from woonoverlast.forum.models.topics import answered_by_others
from woonoverlast.forum.topic_lists import is_plain_member
from woonoverlast.lib.prepared import Prepared
from woonoverlast.people.models import Person
from woonoverlast.people.requests import any_member

MOST_OPEN = 3
LOOKED_AT = 60


def count_asks(person: Person) -> int:
    """Questions that somebody hopes this person will answer."""
    return len(ASKS_OF_MEMBERS(person=person.pk)) if is_plain_member(person) else open_asks(person).count()


def open_asks(person: Person) -> QuerySet[Ask]:
    return asking.asks_to(person).filter(response="").order_by()


ASKS_OF_MEMBERS = Prepared(lambda person: open_asks(any_member(person)))


def open_in_field(person: Person) -> list[Topic]:
    """Questions of others about what this person knows, that nobody answered yet, the newest first."""
    return OPEN_FOR_MEMBERS(person=person.pk) if is_plain_member(person) else list(unanswered_in_field(person))


def unanswered_in_field(person: Person) -> QuerySet[Topic]:
    """Only what every member may read and answer, and only among the newest: an old question is no news for today."""
    newest = Topic.objects.listed().order_by("-started_at").values("pk")[:LOOKED_AT]
    known = Person.expertise.through.objects.filter(person=person.pk).values("expertise")
    labelled = Topic.labels.through.objects.filter(topic=OuterRef("pk"), expertise__in=known)
    topics = asking.open_questions(Topic.objects.filter(pk__in=newest)).filter(Exists(labelled), ~answered_by_others())
    return topics.exclude(author=person.pk).select_related("theme").order_by("-started_at", "-pk")[:MOST_OPEN]


OPEN_FOR_MEMBERS = Prepared(lambda person: unanswered_in_field(any_member(person)))
