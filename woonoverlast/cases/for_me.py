"""What one person was asked to read along with."""

from django.db.models import QuerySet

from woonoverlast.cases.models import CaseQuestion
from woonoverlast.forum.topic_lists import is_plain_member
from woonoverlast.lib.prepared import Prepared
from woonoverlast.people.models import Person
from woonoverlast.people.requests import any_member


def count_checks(person: Person) -> int:
    """Case questions that this person was asked to read before they, or what their asker adds, appear."""
    return len(CHECKS_OF_MEMBERS(person=person.pk)) if is_plain_member(person) else checks(person).count()


def checks(person: Person) -> QuerySet[CaseQuestion]:
    return CaseQuestion.objects.with_something_to_check_by(person)


CHECKS_OF_MEMBERS = Prepared(lambda person: checks(any_member(person)))
