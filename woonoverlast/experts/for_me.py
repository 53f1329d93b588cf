"""What waits for an answer of one person."""

from django.db.models import QuerySet

from woonoverlast.experts import asking
from woonoverlast.experts.models import Ask
from woonoverlast.forum.topic_lists import is_plain_member
from woonoverlast.lib.prepared import Prepared
from woonoverlast.people.models import Person
from woonoverlast.people.requests import any_member


def count_asks(person: Person) -> int:
    """Questions that somebody hopes this person will answer."""
    return len(ASKS_OF_MEMBERS(person=person.pk)) if is_plain_member(person) else open_asks(person).count()


def open_asks(person: Person) -> QuerySet[Ask]:
    return asking.asks_to(person).filter(response="").order_by()


ASKS_OF_MEMBERS = Prepared(lambda person: open_asks(any_member(person)))
