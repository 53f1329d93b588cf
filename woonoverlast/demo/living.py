"""What the newest talk gave people: notices, a question to the member, and one digest in the mailbox."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from woonoverlast.demo import accounts
from woonoverlast.experts import asking
from woonoverlast.forum import following
from woonoverlast.forum.models import Post, Theme, Topic
from woonoverlast.lib.errors import NotPossible
from woonoverlast.notifications import digest, watching
from woonoverlast.notifications.models import Choices, Notice, Watch
from woonoverlast.people.models import Person

NEWEST = 10
FOLLOWERS = [accounts.MEMBER, accounts.STEWARD, accounts.COORDINATOR, accounts.EDITOR]


@transaction.atomic
def tell() -> None:
    """The fixed accounts follow a theme and the newest topics, and hear of what was written there."""
    people = list(Person.objects.filter(email__in=[account.email for account in FOLLOWERS]).order_by("pk"))
    hear_at_any_hour(people)
    member = Person.objects.get(email=accounts.MEMBER.email)
    replies = list(Post.objects.visible_to(member).filter(number__gt=1).order_by("-posted_at")[:NEWEST])[::-1]
    for person in people:
        watching.watch(person, Theme.objects.get(slug="geluid-en-leefstijl"), level=Watch.Level.FOLLOW)
        for post in replies[::2]:
            watching.follow_from_now(person, post.topic, reason="je dit onderwerp volgt")
    for post in replies:
        following.tell_of_reply(post)
        Notice.objects.filter(about=watching.thing_of(post)).update(at=post.posted_at)
    send_digest(member)
    ask(member)


def hear_at_any_hour(people: Iterable[Person]) -> None:
    """Who looks around in the evening gets his mail too."""
    for person in people:
        Choices.objects.update_or_create(
            person=person, defaults={"quiet_from": None, "quiet_until": None, "quiet_days": []}
        )


def send_digest(person: Person) -> None:
    now = timezone.now()
    choices, _ = Choices.objects.get_or_create(person=person)
    found = digest.build([choices], now=now, since=now - digest.MAX_LENGTH)[person.pk]
    if found:
        digest.send([(person, found)], now=now)


def ask(person: Person) -> None:
    """Somebody hopes that the member knows the answer to the newest open question."""
    for topic in asking.open_questions(Topic.objects.visible_to(person)).order_by("-started_at"):
        try:
            asking.ask_person(topic, person, by=topic.author, evidence="je werkt bij een woningcorporatie")
        except NotPossible:
            continue
        return
