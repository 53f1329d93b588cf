"""Objects reach a view only through here. Invisible and absent give the same 404; visible but not allowed 403."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from woonoverlast.forum.models import Ask, Attachment, Casus, Draft, Post, Theme, Topic
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


def get_topic_to_edit(user: User, pk: int) -> Topic:
    topic = get_topic(user, pk)
    if not topic.can_be_edited_by(user):
        raise PermissionDenied
    return topic


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
    return Draft.objects.filter(person=person, key=key).first()


def get_ask(person: Person, pk: int) -> Ask:
    """A request to this person, about a topic that he still sees."""
    asks = Ask.objects.filter(person=person, topic__in=Topic.objects.visible_to(person))
    return get_object_or_404(asks.select_related("topic__theme", "topic__author", "by"), pk=pk)


def get_casus(user: User, pk: int) -> Casus:
    casus = get_object_or_404(Casus.objects.select_related("topic__author", "topic__theme"), pk=pk)
    get_topic(user, casus.topic_id)
    return casus


def get_casus_to_check(person: Person, pk: int) -> Casus:
    """What this person was asked to check; for everybody else it is not there. Works for a colleague: 403."""
    asked = Casus.objects.to_be_checked_by(person).select_related("topic__author", "topic__theme")
    casus = get_object_or_404(asked, pk=pk)
    if not casus.can_be_checked_by(person):
        raise PermissionDenied
    return casus


def get_casus_to_end(user: User, pk: int) -> Casus:
    casus = get_casus(user, pk)
    if not casus.can_be_ended_by(user):
        raise PermissionDenied
    return casus
