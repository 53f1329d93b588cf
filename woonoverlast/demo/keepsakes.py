"""What makes the demonstration live for who logs in: something unread, kept and begun."""

from datetime import timedelta

from django.utils import timezone

from woonoverlast.cases.models import CaseQuestion, CheckRequest
from woonoverlast.demo import accounts
from woonoverlast.forum.models import Bookmark, Draft, Post, Reader, ReadMark, Topic, Withholding
from woonoverlast.forum.models.topics import withheld
from woonoverlast.notifications.models import Notice
from woonoverlast.people.models import Person

UNREAD_FOR = timedelta(days=45)
GUESTS = [accounts.MEMBER, accounts.STEWARD, accounts.COORDINATOR, accounts.EXECUTIVE, accounts.EDITOR]


def enliven() -> None:
    """Call it once, when the talk is there."""
    for account in GUESTS:
        person = Person.objects.get(email=account.email)
        leave_unread(person)
        keep(person)
    member = Person.objects.get(email=accounts.MEMBER.email)
    start_writing(member)
    for casus in CaseQuestion.objects.being_checked():
        ask_to_check(casus, [member, Person.objects.get(email=accounts.COORDINATOR.email)])


def leave_unread(person: Person) -> None:
    """What is older was read, and so was the beginning of some newer topics."""
    since = timezone.now() - UNREAD_FOR
    Reader.objects.update_or_create(person=person, defaults={"read_until": since})
    newer = Topic.objects.filter(last_posted_at__gt=since, reply_count__gt=0).order_by("-last_posted_at")
    for topic in newer[::2]:
        ReadMark.objects.get_or_create(
            person=person, topic=topic, defaults={"number": max(topic.last_number - 1, 1), "at": since}
        )


def keep(person: Person) -> None:
    """Two good answers, one of them with a reminder."""
    today = timezone.localdate()
    answers = Post.objects.filter(acceptances__isnull=False).exclude(author=person).order_by("-useful_count")[:2]
    notes = [("Voor ons nieuwe werkproces", None), ("Bespreken in het teamoverleg", today + timedelta(days=4))]
    for post, (note, day) in zip(answers, notes, strict=False):
        Bookmark.objects.get_or_create(
            person=person, post=post, defaults={"note": note, "remind_on": day, "at": timezone.now()}
        )


def start_writing(person: Person) -> None:
    """A reply that was not posted yet."""
    topic = Topic.objects.filter(~withheld(), kind="question", reply_count=1).order_by("-last_posted_at").first()
    body = "<p>Wij hebben dit vorig jaar ook meegemaakt. Wat bij ons hielp was eerst</p>"
    if topic:
        Draft.objects.create(person=person, key=f"reply:{topic.pk}", data={"body": body}, saved_at=timezone.now())


def ask_to_check(casus: CaseQuestion, people: list[Person]) -> None:
    at = timezone.now() - timedelta(hours=3)
    CheckRequest.objects.bulk_create(CheckRequest(casus=casus, person=person, at=at) for person in people)
    for person in people:
        Notice.objects.create(
            person=person,
            kind="forum.check",
            title="Kan een buurman dit herkennen? Kijk mee met een casusvraag",
            url="/forum/casus/controle/",
            reason="elke casusvraag eerst door iemand van een andere organisatie wordt gelezen",
            thread=f"casus:{casus.pk}",
            at=at,
        )


def hold_for_check(topic: Topic) -> None:
    """A case question that nobody may read yet."""
    Withholding.objects.create(
        post=topic.opening,
        topic=topic,
        kind=Withholding.Kind.CHECK,
        by=None,
        at=topic.started_at,
        reason="Een tweede persoon kijkt eerst of bewoners herkenbaar zijn.",
    )
