"""Objects reach a view only through here. Invisible and absent give the same 404; visible but not allowed 403."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from woonoverlast.cases.models import CaseQuestion, Supplement
from woonoverlast.forum.access import User, get_topic
from woonoverlast.people.models import Person


def get_casus(user: User, pk: int) -> CaseQuestion:
    casus = get_object_or_404(CaseQuestion.objects.select_related("topic__author", "topic__theme"), pk=pk)
    get_topic(user, casus.topic_id)
    return casus


def get_casus_to_check(person: Person, pk: int) -> CaseQuestion:
    """What this person was asked to check; for everybody else it is not there. Works for a colleague: 403."""
    asked = CaseQuestion.objects.to_be_checked_by(person).select_related("topic__author", "topic__theme")
    casus = get_object_or_404(asked, pk=pk)
    if not casus.can_be_checked_by(person):
        raise PermissionDenied
    return casus


def get_casus_to_supplement(user: User, pk: int) -> CaseQuestion:
    casus = get_casus(user, pk)
    if casus.topic.author_id != user.pk:
        raise PermissionDenied
    return casus


def get_supplement_to_check(person: Person, pk: int) -> Supplement:
    """What waits of this case question, for who was asked to read it."""
    waiting = Supplement.objects.to_be_checked_by(person)
    found = get_object_or_404(
        waiting.select_related("casus__topic__theme", "casus__topic__author", "post__author"), casus=pk
    )
    if not found.can_be_checked_by(person):
        raise PermissionDenied
    return found


def get_casus_to_end(user: User, pk: int) -> CaseQuestion:
    casus = get_casus(user, pk)
    if not casus.can_be_ended_by(user):
        raise PermissionDenied
    return casus
