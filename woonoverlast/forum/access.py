"""Objects reach a view only through here. Invisible and absent give the same 404; visible but not allowed 403."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from woonoverlast.forum.models import Attachment, Draft, Objection, Post, Report, Sanction, Theme, Topic, Withholding
from woonoverlast.lib.prepared import Prepared
from woonoverlast.people.models import Person

User = Person | AnonymousUser
MOST_MERGES = 20


def get_theme(user: User, slug: str) -> Theme:
    return get_object_or_404(Theme.objects.visible_to(user), slug=slug)


def get_topic(user: User, pk: int) -> Topic:
    return get_object_or_404(Topic.objects.visible_to(user).select_related("theme", "author"), pk=pk)


def merged_target(user: User, pk: int) -> Topic:
    """Where an old link leads: the topic that this one became part of, for who may see that."""
    target = Topic.objects.filter(pk=pk).values_list("merged_into", flat=True).first() or 0
    for _ in range(MOST_MERGES):
        further = Topic.objects.filter(pk=target).values_list("merged_into", flat=True).first()
        if further is None:
            break
        target = further
    return get_topic(user, target)


def get_topic_or_target(user: User, pk: int) -> Topic:
    """The topic, or where it went: who was writing a reply or held an old link arrives."""
    merged = Topic.objects.filter(pk=pk).exclude(merged_into=None).exists()
    return merged_target(user, pk) if merged else get_topic(user, pk)


def get_topic_to_moderate(user: User, pk: int) -> Topic:
    topic = get_topic(user, pk)
    if not topic.theme.is_moderated_by(user):
        raise PermissionDenied
    return topic


def get_post(user: User, pk: int) -> Post:
    posts = Post.objects.visible_to(user).select_related("topic__theme", "author")
    return get_object_or_404(posts, pk=pk)


def get_post_to_edit(user: User, pk: int) -> Post:
    post = get_post(user, pk)
    if not post.can_be_edited_by(user):
        raise PermissionDenied
    return post


def get_post_to_moderate(user: User, pk: int) -> Post:
    post = get_post(user, pk)
    if not post.topic.theme.is_moderated_by(user):
        raise PermissionDenied
    return post


def get_attachment(user: User, pk: int) -> Attachment:
    """A file of a visible post, or one's own that is not posted yet."""
    attachment = get_object_or_404(Attachment.objects.select_related("post"), pk=pk)
    if attachment.post_id is None:
        visible = attachment.by_id == user.pk
    else:
        visible = Post.objects.visible_to(user).filter(pk=attachment.post_id).exists()
    if not visible:
        raise Http404
    return attachment


def get_draft(person: Person, key: str) -> Draft | None:
    """What this person was writing in this form, or None."""
    return next(iter(DRAFTS(person=person.pk, key=key)), None)


# Asked on every page with a form to write in.
DRAFTS = Prepared(lambda person, key: Draft.objects.filter(person=person, key=key))


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
