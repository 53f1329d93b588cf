"""Asking somebody who probably knows: by the routine after two days, by a person, and what the asked one does with it.

Nobody is asked more than twice a week, whoever asks. Who left, is suspended or hides what he knows is never picked by
the routine.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from woonoverlast.experts import evidence
from woonoverlast.experts.models import Ask
from woonoverlast.experts.subjects import subjects_in
from woonoverlast.forum.models import Kind, Lock, Post, Resolution, Sanction, Topic
from woonoverlast.forum.models.topics import answered_by_others, withheld
from woonoverlast.lib.errors import NotPossible
from woonoverlast.notifications import notices, watching
from woonoverlast.people.models import Expertise, Person, VisibleField

PATIENCE = timedelta(hours=48)
# Older questions are left alone: asking about them would surprise, and a first run would ask about everything at once.
TOO_OLD = timedelta(days=30)
WEEK = timedelta(days=7)
PER_WEEK = 2
PEOPLE = 3
MAX_PER_TOPIC = 9
BY_ONE_ASKER = 3
BATCH_SIZE = 100


def ask_about_unanswered(*, now: datetime | None = None) -> int:
    """What the hourly job does; safe to run twice. Returns how many people were asked."""
    moment = now or timezone.now()
    waiting = list(unanswered(now=moment).order_by("started_at")[:BATCH_SIZE])
    return sum(len(ask_around(topic, now=moment)) for topic in waiting)


def unanswered(*, now: datetime) -> QuerySet[Topic]:
    """Questions of two days old and case questions that nobody else answered, with fewer than three people asked."""
    answered = Ask.objects.filter(topic=OuterRef("pk"), response=Ask.Response.ANSWERED)
    due = Q(kind=Kind.QUESTION, started_at__lte=now - PATIENCE) | Q(kind=Kind.CASE, casus__answer_before__isnull=False)
    return (
        open_questions(Topic.objects.listed())
        .filter(due, ~answered_by_others(), ~Exists(answered), started_at__gt=now - TOO_OLD)
        .alias(
            asked_ever=Count("asks"),
            still_asked=Count("asks", filter=~Q(asks__response__in=[Ask.Response.DECLINED, Ask.Response.PASSED])),
        )
        .filter(still_asked__lt=PEOPLE, asked_ever__lt=MAX_PER_TOPIC)
    )


def open_questions(topics: QuerySet[Topic]) -> QuerySet[Topic]:
    """Questions and case questions that every member may read and answer, and that nobody called solved."""
    solved = Resolution.objects.filter(topic=OuterRef("pk"), reopened_at=None)
    locked = Lock.objects.filter(topic=OuterRef("pk"), lifted_at=None)
    asking = topics.filter(kind__in=[Kind.QUESTION, Kind.CASE], theme__closed_at=None)
    return asking.filter(~withheld(), ~Exists(solved), ~Exists(locked))


@transaction.atomic
def ask_around(topic: Topic, *, now: datetime) -> list[Ask]:
    """Ask likely people until three are asked. The lock makes a second run at the same moment find them asked."""
    locked = Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk)
    missing = PEOPLE - open_asks(locked).count()
    if missing <= 0:
        return []
    found = {expert.person.pk: expert for expert in likely(locked, now=now, count=missing)}
    free = lock_people(found, now=now)
    return [
        record(locked, expert.person, by=None, evidence=", ".join(expert.words), now=now)
        for pk, expert in found.items()
        if pk in free
    ]


def open_asks(topic: Topic) -> QuerySet[Ask]:
    """Who was asked and did not decline or pass it on."""
    return topic.asks.exclude(response__in=[Ask.Response.DECLINED, Ask.Response.PASSED])


def likely(topic: Topic, *, now: datetime, count: int) -> list[evidence.Expert]:
    """Who the evidence says will know, and may be asked today."""
    willing = can_be_asked(topic).exclude(hidden_fields__contains=[VisibleField.EXPERTISE])
    free = willing.exclude(pk__in=busy_people(now=now))
    peers = evidence.peers_of_topic(topic)
    return evidence.find(evidence.Wanted(subjects_of(topic), free, peers), count=count, now=now)


def subjects_of(topic: Topic) -> list[Expertise]:
    """The labels of the topic, else what its words are about."""
    return list(topic.labels.all()) or subjects_in(f"{topic.title} {topic.opening.text}")


def can_be_asked(topic: Topic) -> QuerySet[Person]:
    """Members who may write here, were not asked yet, and did not write here yet."""
    suspended = Sanction.objects.suspensions().filter(person=OuterRef("pk"))
    asked = Ask.objects.filter(topic=topic, person=OuterRef("pk"))
    wrote = Post.objects.filter(topic=topic).values("author")
    return Person.objects.members().filter(~Exists(suspended), ~Exists(asked)).exclude(pk__in=wrote)


def busy_people(*, now: datetime) -> QuerySet[Ask, int]:
    """Ids of people who were asked twice this week already."""
    counted = Ask.objects.filter(at__gt=now - WEEK).values("person").annotate(times=Count("pk"))
    return counted.filter(times__gte=PER_WEEK).values_list("person", flat=True)


def lock_people(ids: Iterable[int], *, now: datetime) -> set[int]:
    """Those who can still be asked. Locked in one order, so that the weekly limit holds when two ask at once."""
    people = Person.objects.select_for_update(no_key=True).filter(pk__in=list(ids)).order_by("pk")
    locked = {person.pk for person in people}
    return locked - set(busy_people(now=now).filter(person__in=locked))


def record(topic: Topic, person: Person, *, by: Person | None, evidence: str, now: datetime) -> Ask:
    ask = Ask.objects.create(topic=topic, person=person, by=by, at=now, evidence=evidence[:300])
    notices.tell(
        [person],
        kind="forum.ask",
        title=f"Weet jij dit? {topic.title}",
        url="/forum/gevraagd/",
        reason=f"{by} je vraagt om mee te denken" if by else f"jij dit misschien weet: {evidence}",
        by=by,
        thread=watching.thing_of(topic),
        about=watching.thing_of(topic.opening),
        mail=True,
    )
    return ask


@transaction.atomic
def ask_person(topic: Topic, person: Person, *, by: Person, evidence: str = "") -> Ask:
    """Ask one person about a topic. Refused when this person was asked enough, or cannot be asked."""
    locked = Topic.objects.select_for_update(of=("self",)).select_related("theme").get(pk=topic.pk)
    now = timezone.now()
    if not locked.can_be_answered_by(by) or not open_questions(Topic.objects.filter(pk=topic.pk)).exists():
        raise NotPossible("Op deze vraag kan niemand nu reageren.")
    if locked.asks.filter(by=by).count() >= BY_ONE_ASKER:
        raise NotPossible(f"Je hebt al {BY_ONE_ASKER} mensen gevraagd. Wacht even op hun antwoord.")
    if not can_be_asked(locked).filter(pk=person.pk).exists():
        raise NotPossible(f"{person} is al gevraagd, heeft al gereageerd of kan niet reageren.")
    if not lock_people([person.pk], now=now):
        raise NotPossible(f"{person} kreeg deze week al {PER_WEEK} vragen. Kies iemand anders.")
    return record(locked, person, by=by, evidence=evidence, now=now)


def ask_from_start(topic: Topic, asked: int | None) -> str:
    """Who writes a question for somebody is told what came of asking that person."""
    by = topic.author
    if asked is None:
        return ""
    person = Person.objects.visible_to(by).members().exclude(pk=by.pk).filter(pk=asked).first()
    if person is None:
        return ""
    try:
        ask_person(topic, person, by=by)
    except NotPossible as problem:
        return f"{person} krijgt nu nog geen bericht. {problem}"
    return f"{person} krijgt bericht van je vraag."


def what_follows(topic: Topic, asked: int | None) -> str:
    """Who asks is told what the routine will do, where it will."""
    if topic.kind != Kind.QUESTION or not open_questions(Topic.objects.filter(pk=topic.pk)).exists():
        return ""
    hours = PATIENCE // timedelta(hours=1)
    return f"Heeft na {hours} uur nog niemand gereageerd? Dan vragen we hooguit {PEOPLE} mensen die dit waarschijnlijk weten."


@transaction.atomic
def pass_on(ask: Ask, *, to: Person, by: Person) -> Ask:
    """Somebody else knows better: that person is asked now."""
    locked = open_ask(ask)
    new = ask_person(locked.topic, to, by=by, evidence=f"{by} denkt dat jij dit weet")
    respond(locked, Ask.Response.PASSED, passed_to=to)
    return new


@transaction.atomic
def decline(ask: Ask) -> None:
    """Not now. The routine asks somebody else at its next turn."""
    respond(open_ask(ask), Ask.Response.DECLINED)


def open_ask(ask: Ask) -> Ask:
    locked = Ask.objects.select_for_update(of=("self",)).select_related("topic__theme", "person").get(pk=ask.pk)
    if locked.response:
        raise NotPossible(f"Dit is al afgehandeld: {locked.person} {locked.get_response_display()}.")
    return locked


def respond(ask: Ask, response: Ask.Response, *, passed_to: Person | None = None) -> None:
    ask.response, ask.responded_at, ask.passed_to = response, timezone.now(), passed_to
    ask.save(update_fields=["response", "responded_at", "passed_to"])


def mark_answered(post: Post) -> None:
    """Who was asked has answered, also after having declined. Part of replying."""
    asks = Ask.objects.filter(topic=post.topic_id, person=post.author_id).exclude(response=Ask.Response.ANSWERED)
    asks.update(response=Ask.Response.ANSWERED, responded_at=post.posted_at)


def asks_to(person: Person) -> QuerySet[Ask]:
    """What this person was asked about and may read, open ones first, then the newest."""
    asks = Ask.objects.filter(person=person, topic__in=Topic.objects.visible_to(person))
    return asks.select_related("topic__theme", "topic__author", "by").order_by("response", "-at")


def take_along(source: Topic, target: Topic) -> None:
    """Two topics became one: who was asked about both is asked once."""
    asked = Ask.objects.filter(topic=target).values("person")
    Ask.objects.filter(topic=source).exclude(person__in=asked).update(topic=target)
