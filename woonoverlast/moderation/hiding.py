"""Hide a post or a whole topic and show it again; decide on what waits for an editor. The author always hears why."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from woonoverlast.forum import counting, following, posting
from woonoverlast.forum.models import Post, Topic, Withholding
from woonoverlast.lib import searching
from woonoverlast.lib.errors import NotPossible
from woonoverlast.notifications import notices, watching
from woonoverlast.people import logbook
from woonoverlast.people.models import Person

HIDDEN, REVIEW = Withholding.Kind.HIDDEN, Withholding.Kind.REVIEW


@transaction.atomic
def hide(post: Post, *, by: Person, reason: str) -> Withholding:
    """Nobody but the author, the moderators and editors reads it. With the opening post the whole topic goes."""
    topic = counting.lock_topic_of(post)
    standing = post.withholdings.active().filter(kind=HIDDEN).first()
    if standing:
        return standing
    row = posting.hold(post, kind=HIDDEN, reason=reason, by=by)
    counting.recount(topic)
    forget_notices(post, topic)
    logbook.record(by=by, verb="verborg een bericht", target=post, note=reason)
    what = "je onderwerp" if post.number == 1 else "je bericht in"
    tell_author(post, title=f"Een moderator verborg {what}: {topic.title}. {reason}", by=by)
    return row


@transaction.atomic
def show_again(post: Post, *, by: Person) -> None:
    """Lift what a moderator hid. What is withheld for another reason stays so."""
    topic = counting.lock_topic_of(post)
    hidden = post.withholdings.active().filter(kind=HIDDEN)
    if not hidden.update(lifted_by=by, lifted_at=timezone.now()):
        raise NotPossible("Dit bericht is niet meer verborgen.")
    counting.recount(topic)
    searching.changed(post, *([topic] if post.number == 1 else []))
    logbook.record(by=by, verb="liet een bericht weer zien", target=post)
    tell_author(post, title=f"Iedereen kan je bericht weer lezen in: {topic.title}", by=by)


@transaction.atomic
def release(row: Withholding, *, by: Person, read: str | None = None) -> None:
    """What waited for an editor may be read. A new post arrives as new now, behind what was said meanwhile.

    `read` is the mark of what the editor read: another text is not let through.
    """
    post = row.post
    topic = counting.lock_topic_of(post)
    post.refresh_from_db(fields=["body"])
    if read not in {None, post.read_mark}:
        raise NotPossible("Het bericht is veranderd terwijl je las. Lees het nog eens en beslis dan.")
    lift_review(row, by=by)
    first_time = not post.revisions.filter(at__lte=row.at).exists()
    visible = not posting.is_withheld(post)
    if first_time and visible:
        posting.arrive(post, topic)
    counting.recount(topic)
    searching.changed(post, *([topic] if post.number == 1 else []))
    logbook.record(by=by, verb="gaf een bericht vrij", target=post, note=row.reason)
    tell_author(post, title=f"Je bericht staat op het forum: {topic.title}", by=by)
    if first_time and visible:
        tell_everybody(post, topic)


@transaction.atomic
def keep_hidden(row: Withholding, *, by: Person, reason: str) -> Withholding:
    """What waited for an editor does not appear; the author reads why and can object."""
    counting.lock_topic_of(row.post)
    lift_review(row, by=by)
    return hide(row.post, by=by, reason=reason)


def lift_review(row: Withholding, *, by: Person) -> None:
    waiting = Withholding.objects.active().filter(pk=row.pk, kind=REVIEW)
    if not waiting.update(lifted_by=by, lifted_at=timezone.now()):
        raise NotPossible("Iemand anders was je net voor. Over dit bericht is al beslist.")


def tell_everybody(post: Post, topic: Topic) -> None:
    """What would have been told when it had appeared at once."""
    named = Person.objects.filter(mentions__post=post)
    posting.tell_mentioned(post, list(named))
    if post.number == 1:
        following.tell_of_topic(topic)
    else:
        following.tell_of_reply(post)


def forget_notices(post: Post, topic: Topic) -> None:
    """Who may no longer read it does not find it among the notices either."""
    whole = post.number == 1
    told = notices.about(thread=watching.thing_of(topic)) if whole else notices.about(url=post.get_absolute_url())
    readers = Q(person=post.author_id) | Q(person__in=topic.theme.moderators.all())
    told.exclude(readers).delete()


def tell_author(post: Post, *, title: str, by: Person) -> None:
    notices.tell(
        [post.author],
        kind="forum.moderated",
        title=title,
        url=post.get_absolute_url(),
        reason="jij dit bericht schreef",
        by=by,
        mail=True,
    )
