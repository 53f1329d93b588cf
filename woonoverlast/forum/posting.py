"""Write on the forum: one function per act, each one transaction with the counts, the index and the notices."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from woonoverlast.forum import counting, following, hooks, unread
from woonoverlast.forum.models import Attachment, Draft, Kind, Mention, Post, Revision, Theme, Topic, Withholding
from woonoverlast.lib import richtext, searching
from woonoverlast.lib.comparing import differences
from woonoverlast.lib.errors import NotPossible
from woonoverlast.notifications import notices, watching
from woonoverlast.notifications.models import BY, Group
from woonoverlast.people import caps, logbook
from woonoverlast.people.models import Expertise, Organisation, Person
from woonoverlast.places.models import Municipality

# People that one post names, and that hear of it.
MAX_NAMED = 10


ALREADY = (
    "Dit formulier was al verstuurd, met een andere tekst. Die staat op het forum. "
    "Wil je deze tekst ook plaatsen? Druk dan nog een keer op de knop."
)


class SentAlready(NotPossible):
    """The form went before with another text; what is typed now needs a key of its own."""


@dataclass(frozen=True)
class Writing:
    """What a form for a post hands over. `held` says why an editor must look first; empty is the rule."""

    body: str
    form_key: UUID | None = None
    attachments: list[Attachment] = field(default_factory=list)
    draft_key: str = ""
    held: Withholding.Kind | None = None
    held_because: str = ""


@transaction.atomic
def start_topic(
    *, theme: Theme, kind: Kind, title: str, labels: Iterable[Expertise], writing: Writing, by: Person
) -> Topic:
    """A new topic with its opening post. The same form sent twice gives the topic of the first time."""
    now = timezone.now()
    values = {"theme": theme, "kind": kind, "title": title, "author": by, "started_at": now, "last_posted_at": now}
    key = writing.form_key or uuid4()
    topic, new = Topic.objects.get_or_create(form_key=key, author=by, defaults=values)
    if not new:
        refuse_other_text(topic.opening, writing, title=title)
        return topic
    topic.labels.set(labels)
    post = write_post(topic, writing=writing, by=by)
    unread.mark_read(by, topic, number=post.number)
    watching.follow_from_now(by, topic, reason="je dit onderwerp bent begonnen")
    searching.changed(topic)
    if not writing.held:
        following.tell_of_topic(topic)
    return topic


@transaction.atomic
def reply(topic: Topic, *, writing: Writing, by: Person) -> Post:
    """Answer. Refused when the topic was locked, closed or merged meanwhile: the caller keeps what was typed."""
    locked = Topic.objects.select_for_update().get(pk=topic.pk)
    if writing.form_key and (done := Post.objects.filter(form_key=writing.form_key, author=by).first()):
        refuse_other_text(done, writing)
        return done
    if not locked.can_be_answered_by(by):
        raise NotPossible("Dit onderwerp is net gesloten of verplaatst. Je tekst staat er nog.")
    post = write_post(locked, writing=writing, by=by)
    unread.read_own(by, locked, number=post.number)
    watching.follow_from_now(by, locked, reason="je hier hebt gereageerd")
    hooks.replied(post)
    if not is_withheld(post):
        following.tell_of_reply(post)
    return post


def refuse_other_text(sent: Post, writing: Writing, *, title: str = "") -> None:
    """The same form came again: by a second click, or with the button Back and another text. Nothing of that is lost."""
    first = sent.revisions.last()
    titles = {"", first.title if first else sent.topic.title}
    if richtext.normal(writing.body) != (first.body if first else sent.body) or title not in titles:
        raise SentAlready(ALREADY)


def write_post(topic: Topic, *, writing: Writing, by: Person) -> Post:
    """The row, its files, names and search entry; call it with a lock on the topic, or with a new topic."""
    body = richtext.normal(writing.body)
    topic.last_number += 1
    post = Post.objects.create(
        topic=topic,
        number=topic.last_number,
        author=by,
        body=body,
        text=richtext.plain(body),
        posted_at=timezone.now(),
        form_key=writing.form_key,
    )
    if writing.held:
        hold(post, kind=writing.held, reason=writing.held_because)
    else:
        topic.last_posted_at = post.posted_at
        topic.reply_count += post.number > 1
    topic.save(update_fields=["last_number", "last_posted_at", "reply_count"])
    take_files(writing, post=post, by=by)
    name_mentioned(post)
    Draft.objects.filter(person=by, key=writing.draft_key).delete()
    searching.changed(post)
    return post


@transaction.atomic
def edit(post: Post, *, writing: Writing, title: str = "", reason: str = "", by: Person) -> Post:
    """Change a post, and the title of its topic when it is the opening; the old text stays readable in the history."""
    counting.lock_topic_of(post)
    locked = Post.objects.select_for_update(of=("self",)).select_related("topic__theme", "author").get(pk=post.pk)
    refuse_rewriting(locked, by=by)
    body = richtext.normal(writing.body)
    Draft.objects.filter(person=by, key=writing.draft_key).delete()
    if take_files(writing, post=locked, by=by):
        hold_again(locked, writing)
    old_title = locked.topic.title if locked.number == 1 else ""
    if body == locked.body and title in {"", old_title}:
        return locked
    now = timezone.now()
    text = richtext.plain(body)
    pieces = differences(richtext.plain(locked.body), text)
    Revision.objects.create(post=locked, by=by, at=now, title=old_title, body=locked.body, reason=reason, pieces=pieces)
    locked.body, locked.text, locked.edited_at = body, text, now
    locked.save(update_fields=["body", "text", "edited_at"])
    if old_title and title:
        locked.topic.title = title
        locked.topic.save(update_fields=["title"])
        notices.retitle(watching.thing_of(locked.topic), old=old_title, new=title)
    hold_again(locked, writing)
    if locked.author_id != by.pk:
        tell_of_change(locked, reason=reason, by=by)
    name_mentioned(locked)
    searching.changed(locked, *([locked.topic] if locked.number == 1 else []))
    return locked


def refuse_rewriting(post: Post, *, by: Person) -> None:
    """What others can no longer answer is not changed under their words. Moderators still can."""
    topic = post.topic
    if topic.theme.is_moderated_by(by) or topic.can_be_answered_by(by):
        return
    raise NotPossible("Dit onderwerp is gesloten. Je kunt je bericht niet meer wijzigen. Je tekst staat er nog.")


def tell_of_change(post: Post, *, reason: str, by: Person) -> None:
    """Somebody else changed it: in the logbook, and the author hears why."""
    logbook.record(by=by, verb="wijzigde een bericht", target=post, note=reason)
    notices.tell(
        [post.author],
        kind="forum.changed",
        title=f"{BY} wijzigde je bericht in: {post.topic.title}. {reason}",
        url=post.get_absolute_url(),
        reason="jij dit bericht schreef",
        by=by,
        thread=watching.thing_of(post.topic),
        group=Group.REPLY,
    )


@transaction.atomic
def take_away(post: Post, *, by: Person) -> None:
    """The author takes his post away: nobody reads it any more, editors excepted. The opening only without replies."""
    topic = counting.lock_topic_of(post)
    if post.number == 1 and topic.reply_count:
        raise NotPossible("Op dit onderwerp is al gereageerd. Vraag een moderator om het weg te halen.")
    if post.withholdings.active().filter(kind=Withholding.Kind.REMOVED).exists():
        return
    hold(post, kind=Withholding.Kind.REMOVED, reason="", by=by)
    counting.recount(topic)
    searching.removed(post)


def hold_again(post: Post, writing: Writing) -> None:
    """A change that an editor must look at first: nobody reads the post meanwhile."""
    if writing.held and not post.withholdings.active().filter(kind=writing.held).exists():
        hold(post, kind=writing.held, reason=writing.held_because)
        counting.recount(post.topic)


def arrive(post: Post, topic: Topic) -> None:
    """New from this moment, or who read on would never see it."""
    post.posted_at = timezone.now()
    if 1 < post.number < topic.last_number:
        topic.last_number += 1
        post.number = topic.last_number
        topic.save(update_fields=["last_number"])
    post.save(update_fields=["posted_at", "number"])
    if post.number == 1:
        topic.started_at = post.posted_at
        topic.save(update_fields=["started_at"])


def take_files(writing: Writing, *, post: Post, by: Person) -> int:
    """Returns how many."""
    files = [attachment.pk for attachment in writing.attachments]
    return Attachment.objects.filter(pk__in=files, by=by, post=None).update(post=post)


def hold(post: Post, *, kind: Withholding.Kind, reason: str, by: Person | None = None) -> Withholding:
    """Withhold the post from everybody but its author and the moderators, until somebody lifts it."""
    topic = post.topic if post.number == 1 else None
    return Withholding.objects.create(post=post, topic=topic, kind=kind, by=by, at=timezone.now(), reason=reason)


def name_mentioned(post: Post) -> None:
    """Rows for who and what the text names now. Who is named for the first time hears of it, if he may read it."""
    named = richtext.mentions(post.body)
    before = set(post.mentions.exclude(person=None).values_list("person_id", flat=True))
    post.mentions.all().delete()
    people = list(Person.objects.members().filter(pk__in=named.people).order_by("pk")[:MAX_NAMED])
    organisations = Organisation.objects.filter(slug__in=named.organisations)
    municipalities = Municipality.objects.filter(slug__in=named.municipalities)
    rows = [Mention(post=post, person=person) for person in people]
    rows += [Mention(post=post, organisation=organisation) for organisation in organisations]
    rows += [Mention(post=post, municipality=municipality) for municipality in municipalities]
    Mention.objects.bulk_create(rows, ignore_conflicts=True)
    new = [person for person in people if person.pk not in before | {post.author_id}]
    if new and not is_withheld(post):
        tell_mentioned(post, new)


def is_withheld(post: Post) -> bool:
    """The post itself, or the whole topic that it stands in: nobody is told of what he cannot read."""
    held = Q(post=post) | Q(topic=post.topic_id)
    return Withholding.objects.active().filter(held).exists()


def tell_mentioned(post: Post, people: list[Person]) -> None:
    """The form says beforehand when somebody named more people today than he may; who writes by mail is not asked."""
    if not caps.take(caps.MENTIONS, by=post.author, count=len(people)):
        caps.tell_editors(caps.MENTIONS, by=post.author)
        return
    notices.tell(
        people,
        kind="forum.mention",
        title=f"{BY} noemt je in: {post.topic.title}",
        url=post.get_absolute_url(),
        reason="iemand je noemt",
        by=post.author,
        thread=watching.thing_of(post.topic),
        about=watching.thing_of(post),
        group=Group.MENTION,
    )
