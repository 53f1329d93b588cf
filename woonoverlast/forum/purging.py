"""An editor wipes what a post said, everywhere that we keep it. The line stays, with who wrote it and when."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from woonoverlast.forum import counting, files, hooks, quoting
from woonoverlast.forum.models import Attachment, Bookmark, Draft, Mention, Post, Purge, Revision, Topic
from woonoverlast.lib import richtext, searching
from woonoverlast.notifications import notices, watching
from woonoverlast.people import logbook
from woonoverlast.people.models import Act, Person

WIPED = "Een redacteur heeft dit bericht gewist."
WIPED_QUOTE = "Dit citaat is gewist."
WIPED_TITLE = "Gewiste titel"


@transaction.atomic
def purge(post: Post, *, by: Person) -> None:
    """Cannot be undone. With the opening post the title goes too. Doing it again changes nothing."""
    topic = counting.lock_topic_of(post)
    if Purge.objects.filter(post=post).exists():
        return
    for other in quoting.posts_quoting(post):
        forget_quote(other, of=post)
    forget_drafts(post)
    forget_rows(post)
    notices.about(url=post.get_absolute_url()).delete()
    if post.number == 1:
        forget_title(topic)
    body = f"<p><em>{WIPED}</em></p>"
    Post.objects.filter(pk=post.pk).update(body=body, text=WIPED, edited_at=None)
    post.refresh_from_db()
    Purge.objects.create(post=post, by=by, at=timezone.now())
    hooks.purged(post)
    searching.removed(post)
    searching.changed(topic)
    logbook.record(by=by, verb="wiste een bericht", target=post)


def forget_rows(post: Post) -> None:
    Revision.objects.filter(post=post).delete()
    Mention.objects.filter(post=post).delete()
    Bookmark.objects.filter(post=post).delete()
    post.withholdings.update(reason="")
    files.remove_all(Attachment.objects.filter(post=post))


def forget_title(topic: Topic) -> None:
    """Also where notices and the logbook say what it was called."""
    notices.about(thread=watching.thing_of(topic)).delete()
    Topic.objects.filter(pk=topic.pk).update(title=WIPED_TITLE)
    topic.refresh_from_db(fields=["title"])
    for model, found in ((Topic, [topic.pk]), (Post, topic.posts.values("pk"))):
        about: dict[str, Any] = {"target_type": ContentType.objects.get_for_model(model), "target_id__in": found}
        Act.objects.filter(**about).update(target_label=WIPED_TITLE, note="")


def forget_quote(other: Post, *, of: Post) -> None:
    """Also out of how that post read before."""
    other.body = richtext.without_quotes(other.body, of=[of.pk], instead=WIPED_QUOTE)
    other.text = richtext.plain(other.body)
    other.save(update_fields=["body", "text"])
    for revision in other.revisions.all():
        revision.body = richtext.without_quotes(revision.body, of=[of.pk], instead=WIPED_QUOTE)
        revision.pieces = None
        revision.save(update_fields=["body", "pieces"])
    searching.changed(other, *([other.topic] if other.number == 1 else []))


def forget_drafts(post: Post) -> None:
    """What was being changed in it, and quotes in what others are writing."""
    Draft.objects.filter(key=f"edit:{post.pk}").delete()
    for draft in Draft.objects.filter(
        Q(key=f"reply:{post.topic_id}") | Q(data__body__icontains=post.get_absolute_url())
    ):
        body = richtext.normal(str(draft.data.get("body", "")))
        draft.data["body"] = richtext.without_quotes(body, of=[post.pk], instead=WIPED_QUOTE)
        draft.save(update_fields=["data"])
