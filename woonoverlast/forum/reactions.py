"""What readers do with a topic: the best answer, solved and reopened, "nuttig", "wij ook" and what they keep."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from woonoverlast.forum import allowance, counting
from woonoverlast.forum.models import Acceptance, Bookmark, MeToo, Post, Resolution, Topic, Useful
from woonoverlast.forum.topic_lists import ASKING
from woonoverlast.lib.errors import NotPossible
from woonoverlast.notifications import notices, watching
from woonoverlast.notifications.models import Group
from woonoverlast.people import logbook
from woonoverlast.people.models import Person


def can_be_solved_by(topic: Topic, person: Person) -> bool:
    """Who asked, the moderators of the theme and editors, when there is a question."""
    return topic.kind in ASKING and (topic.author_id == person.pk or topic.theme.is_moderated_by(person))


def refuse_suspended(person: Person) -> None:
    """Who may not write does not vote or choose either."""
    if why := allowance.suspension_of(person):
        raise NotPossible(why.replace(" Je tekst staat er nog.", ""))


@transaction.atomic
def accept(post: Post, *, by: Person) -> Acceptance:
    """Choose the best answer. Of two people at once the first stands; the second hears which one that is."""
    refuse_suspended(by)
    topic = counting.lock_topic_of(post)
    standing = Acceptance.objects.filter(topic=topic, withdrawn_at=None).select_related("by", "post").first()
    if standing and standing.post_id == post.pk:
        return standing
    if standing:
        raise NotPossible(
            f"{standing.by} koos al een ander bericht als beste antwoord (bericht {standing.post.number}). "
            "Haal die keuze eerst weg als jij een ander antwoord beter vindt."
        )
    acceptance = Acceptance.objects.create(topic=topic, post=post, by=by, at=timezone.now())
    if not Resolution.objects.filter(topic=topic, reopened_at=None).exists():
        Resolution.objects.create(topic=topic, by=by, at=timezone.now())
    record_for_other(topic, by=by, verb="koos het beste antwoord")
    tell_author(post, by=by)
    return acceptance


def tell_author(post: Post, *, by: Person) -> None:
    notices.tell(
        [post.author],
        kind="forum.accepted",
        title=f"Jouw bericht is gekozen als beste antwoord op: {post.topic.title}",
        url=post.get_absolute_url(),
        reason="jij dit antwoord schreef",
        by=by,
        thread=watching.thing_of(post.topic),
        group=Group.REPLY,
    )


@transaction.atomic
def withdraw_acceptance(post: Post, *, by: Person) -> None:
    topic = counting.lock_topic_of(post)
    standing = Acceptance.objects.filter(topic=topic, post=post, withdrawn_at=None)
    if standing.update(withdrawn_by=by, withdrawn_at=timezone.now()):
        record_for_other(topic, by=by, verb="haalde het beste antwoord weg")


@transaction.atomic
def solve(topic: Topic, *, by: Person, note: str = "") -> None:
    refuse_suspended(by)
    Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk)
    if Resolution.objects.filter(topic=topic, reopened_at=None).exists():
        return
    Resolution.objects.create(topic=topic, by=by, at=timezone.now(), note=note)
    record_for_other(topic, by=by, verb="zette op opgelost")


@transaction.atomic
def reopen(topic: Topic, *, by: Person) -> None:
    """The question is open again; a chosen answer stays chosen."""
    refuse_suspended(by)
    standing = Resolution.objects.filter(topic=topic, reopened_at=None)
    if standing.update(reopened_by=by, reopened_at=timezone.now()):
        record_for_other(topic, by=by, verb="heropende")


def record_for_other(topic: Topic, *, by: Person, verb: str) -> None:
    """In the logbook when somebody does it in the place of who asked."""
    if topic.author_id != by.pk:
        logbook.record(by=by, verb=verb, target=topic)


@transaction.atomic
def find_useful(post: Post, *, by: Person, useful: bool) -> None:
    """One vote per person; the counts follow the rows. One's own post does not count."""
    refuse_suspended(by)
    if post.author_id == by.pk:
        raise NotPossible("Je eigen bericht kun je niet nuttig noemen.")
    topic = counting.lock_topic_of(post)
    if useful:
        Useful.objects.get_or_create(post=post, person=by, defaults={"at": timezone.now()})
    else:
        Useful.objects.filter(post=post, person=by).delete()
    Post.objects.filter(pk=post.pk).update(useful_count=Useful.objects.filter(post=post).count())
    topic.useful_count = Useful.objects.filter(post__topic=topic).count()
    topic.save(update_fields=["useful_count"])


@transaction.atomic
def say_me_too(topic: Topic, *, by: Person, plays: bool) -> None:
    """It plays with us too. Who says so follows the topic from then on."""
    refuse_suspended(by)
    locked = Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk)
    if locked.author_id == by.pk:
        raise NotPossible("Het is jouw eigen onderwerp: jij telt al mee.")
    if plays:
        values = {"municipality": by.municipality, "at": timezone.now()}
        MeToo.objects.get_or_create(topic=locked, person=by, defaults=values)
        watching.follow_from_now(by, locked, reason="dit ook bij jou speelt")
    else:
        MeToo.objects.filter(topic=locked, person=by).delete()
    locked.me_too_count = MeToo.objects.filter(topic=locked).count()
    locked.save(update_fields=["me_too_count"])


def keep(post: Post, *, by: Person, note: str, remind_on: date | None) -> None:
    """Keep the post, with a day for a reminder. A new day makes a new reminder."""
    kept, new = Bookmark.objects.get_or_create(
        person=by, post=post, defaults={"note": note, "remind_on": remind_on, "at": timezone.now()}
    )
    if new:
        return
    if kept.remind_on != remind_on:
        kept.remind_on, kept.reminded_at = remind_on, None
    kept.note = note
    kept.save(update_fields=["note", "remind_on", "reminded_at"])


def drop(post: Post, *, by: Person) -> None:
    Bookmark.objects.filter(person=by, post=post).delete()


def send_reminders() -> int:
    """Tell everybody whose day has come, once. Returns how many; who may no longer see the post hears nothing."""
    due = Bookmark.objects.filter(remind_on__lte=timezone.localdate(), reminded_at=None)
    sent = 0
    for bookmark in due.select_related("person", "post__topic").order_by("pk")[:5000]:
        sent += remind(bookmark)
    return sent


@transaction.atomic
def remind(bookmark: Bookmark) -> bool:
    """False when another run was first."""
    taken = Bookmark.objects.filter(pk=bookmark.pk, reminded_at=None).update(reminded_at=timezone.now())
    visible = Post.objects.visible_to(bookmark.person).filter(pk=bookmark.post_id).exists()
    if not taken or not visible or not bookmark.person.is_active:
        return False
    note = f" ({bookmark.note})" if bookmark.note else ""
    notices.tell(
        [bookmark.person],
        kind="forum.reminder",
        title=f"Je wilde hierop terugkomen: {bookmark.post.topic.title}{note}",
        url=bookmark.post.get_absolute_url(),
        reason="je dit bericht bewaarde met een herinnering",
        thread=watching.thing_of(bookmark.post.topic),
        mail=True,
    )
    return True
