"""Objects reach a view only through here. Invisible and absent give the same 404; visible but not allowed 403."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from woonoverlast.forum.access import User, get_post, get_topic
from woonoverlast.forum.models import Post, Sanction, Topic, Withholding
from woonoverlast.moderation.models import Objection, Report
from woonoverlast.people.models import Person


def get_topic_to_moderate(user: User, pk: int) -> Topic:
    topic = get_topic(user, pk)
    if not topic.theme.is_moderated_by(user):
        raise PermissionDenied
    return topic


def get_post_to_moderate(user: User, pk: int) -> Post:
    post = get_post(user, pk)
    if not post.topic.theme.is_moderated_by(user):
        raise PermissionDenied
    return post


def get_report(person: Person, pk: int) -> Report:
    """For who reported it, the moderators of the theme and editors; for everybody else it is not there."""
    report = get_object_or_404(Report.objects.select_related("post__topic__theme", "post__author", "by"), pk=pk)
    if report.by_id != person.pk and not report.post.topic.theme.is_moderated_by(person):
        raise Http404
    return report


def get_report_to_settle(person: Person, pk: int) -> Report:
    report = get_report(person, pk)
    if not report.post.topic.theme.is_moderated_by(person):
        raise PermissionDenied
    return report


def get_review(person: Person, pk: int) -> Withholding:
    """What waits for an editor or a moderator of the theme; for everybody else it is not there."""
    waiting = Withholding.objects.filter(kind=Withholding.Kind.REVIEW)
    row = get_object_or_404(waiting.select_related("post__topic__theme", "post__author"), pk=pk)
    if not row.post.topic.theme.is_moderated_by(person):
        raise Http404
    return row


def get_hiding_to_object(person: Person, pk: int) -> Withholding:
    """What a moderator hid of this person's own posts."""
    hidden = Withholding.objects.filter(kind=Withholding.Kind.HIDDEN, post__author=person)
    return get_object_or_404(hidden.select_related("post__topic__theme"), pk=pk)


def get_own_sanction(person: Person, pk: int) -> Sanction:
    return get_object_or_404(Sanction.objects.select_related("person"), pk=pk, person=person)


def get_objection_to_settle(person: Person, pk: int) -> Objection:
    """For who moderates where it is about; what is about no post is for editors."""
    found = Objection.objects.select_related("withholding__post__topic__theme", "sanction__post__topic__theme", "by")
    objection = get_object_or_404(found, pk=pk)
    moderated = objection.post.topic.theme.is_moderated_by(person) if objection.post else person.is_editor
    if not moderated:
        raise Http404
    return objection
