"""Objects reach a view only through here. Invisible and absent give the same 404; visible but not allowed 403."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from woonoverlast.forum import quoting
from woonoverlast.forum.models import Attachment, Draft, Post, Purge, Theme, Topic
from woonoverlast.lib.prepared import Prepared
from woonoverlast.people.models import Person

User = Person | AnonymousUser
MAX_MERGES = 20


def get_theme(user: User, slug: str) -> Theme:
    return get_object_or_404(Theme.objects.visible_to(user), slug=slug)


def get_topic(user: User, pk: int) -> Topic:
    return get_object_or_404(Topic.objects.visible_to(user).select_related("theme", "author"), pk=pk)


def merged_target(user: User, pk: int) -> Topic:
    """Where an old link leads: the topic that this one became part of, for who may see that."""
    target = Topic.objects.filter(pk=pk).values_list("merged_into", flat=True).first() or 0
    for _ in range(MAX_MERGES):
        further = Topic.objects.filter(pk=target).values_list("merged_into", flat=True).first()
        if further is None:
            break
        target = further
    return get_topic(user, target)


def get_topic_or_target(user: User, pk: int) -> Topic:
    """The topic, or where it went: who was writing a reply or held an old link arrives."""
    merged = Topic.objects.filter(pk=pk).exclude(merged_into=None).exists()
    return merged_target(user, pk) if merged else get_topic(user, pk)


def get_post(user: User, pk: int) -> Post:
    posts = Post.objects.visible_to(user).select_related("topic__theme", "author")
    return get_object_or_404(posts, pk=pk)


def get_post_to_edit(user: User, pk: int) -> Post:
    post = get_post(user, pk)
    if not post.can_be_edited_by(user) or Purge.objects.filter(post=post).exists():
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
    found = next(iter(DRAFTS(person=person.pk, key=key)), None)
    return quoting.draft_for(person, found) if found else None


# Asked on every page with a form to write in.
DRAFTS = Prepared(lambda person, key: Draft.objects.filter(person=person, key=key))
