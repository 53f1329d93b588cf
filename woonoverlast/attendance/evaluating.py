"""What people thought of an event, without knowing who thought what."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Avg, Count, Exists, F, OuterRef, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from woonoverlast.attendance.models import Attendance, EvaluationAnswer, EvaluationRound, EvaluationTurn
from woonoverlast.events import links, places
from woonoverlast.events.models import Event, SignUp, Status
from woonoverlast.events.places import NotPossible

FEWEST = 5
# Organisers get this time to put the list of who was there right.
ASKED_AFTER = timedelta(hours=2)
ASKED_WITHIN = timedelta(days=3)
OPEN_FOR = timedelta(days=30)


def who_were_there(event: Event) -> QuerySet[SignUp]:
    """Who was checked in; where nobody was, who had a place."""
    present = Attendance.objects.filter(sign_up=OuterRef("pk"))
    there = event.sign_ups.with_place().filter(Exists(present))
    return there if there.exists() else event.sign_ups.filter(status=Status.PLACE)


def ask_all(*, now: datetime | None = None) -> int:
    """Every event that ended a while ago and was not asked about. Returns how many events."""
    moment = now or timezone.now()
    ended = Event.objects.going_on().filter(
        ends_at__lte=moment - ASKED_AFTER, ends_at__gt=moment - ASKED_WITHIN, evaluation_round=None
    )
    return sum(ask(event) for event in ended)


@transaction.atomic
def ask(event: Event) -> bool:
    """One mail to each who was there. Twice is once."""
    locked = places.lock(event)
    _, is_new = EvaluationRound.objects.get_or_create(event=locked)
    if not is_new:
        return False
    for sign_up in who_were_there(locked).select_related("person", "event"):
        _, asked = EvaluationTurn.objects.get_or_create(sign_up=sign_up)
        if asked and sign_up.email:
            request_of(sign_up).send()
    return True


def request_of(sign_up: SignUp) -> EmailMessage:
    context = {"sign_up": sign_up, "event": sign_up.event, "link": links.link(sign_up) + "evaluatie/"}
    text = render_to_string("attendance/mail/evaluation.txt", context)
    return EmailMessage(f"Wat vond je ervan: {sign_up.event.title}"[:150], text, None, [sign_up.email])


def reason_against(sign_up: SignUp, *, now: datetime | None = None) -> str:
    """Why this person cannot answer, in Dutch; empty when he can."""
    moment, event = now or timezone.now(), sign_up.event
    if event.is_cancelled:
        return "Deze bijeenkomst ging niet door."
    if event.ends_at > moment:
        return "Deze bijeenkomst is nog niet geweest. Kom na afloop terug."
    if event.ends_at < moment - OPEN_FOR:
        return "De evaluatie is gesloten. Dat gebeurt dertig dagen na afloop."
    if not who_were_there(event).filter(pk=sign_up.pk).exists():
        return "De evaluatie is voor wie er was."
    if EvaluationTurn.objects.filter(sign_up=sign_up).exclude(answered_on=None).exists():
        return "Je hebt deze evaluatie al ingevuld. Bedankt."
    return ""


@transaction.atomic
def answer(sign_up: SignUp, *, words: dict[str, Any]) -> None:
    """Two rows that nothing links: that he answered, and what somebody answered. Twice is refused."""
    if reason := reason_against(sign_up):
        raise NotPossible(reason)
    turn, _ = EvaluationTurn.objects.get_or_create(sign_up=sign_up)
    if EvaluationTurn.objects.filter(pk=turn.pk, answered_on=None).update(answered_on=timezone.localdate()) == 0:
        raise NotPossible("Je hebt deze evaluatie al ingevuld. Bedankt.")
    EvaluationAnswer.objects.create(event_id=sign_up.event_id, **words)


def blur() -> None:
    """Every night: the database itself remembers which rows were written together, until they are written again."""
    since = timezone.now() - OPEN_FOR - timedelta(days=2)
    EvaluationTurn.objects.filter(sign_up__event__ends_at__gt=since).update(answered_on=F("answered_on"))
    EvaluationAnswer.objects.filter(event__ends_at__gt=since).update(grade=F("grade"))


@dataclass(frozen=True)
class Bar:
    """One line of a spread. `step` is the length from 0 to 20, for a class."""

    value: int
    count: int
    step: int


@dataclass(frozen=True)
class Report:
    """`shown` is false below the fewest answers: then only the numbers are there."""

    asked: int
    answered: int
    fewest: int
    grade: Decimal | None = None
    grades: tuple[Bar, ...] = ()
    useful: Decimal | None = None
    usefulness: tuple[Bar, ...] = ()
    differently: tuple[str, ...] = ()
    better: tuple[str, ...] = ()

    @property
    def shown(self) -> bool:
        return self.answered >= self.fewest

    @property
    def missing(self) -> int:
        return max(0, self.fewest - self.answered)

    @property
    def percent(self) -> int:
        return round(100 * self.answered / self.asked) if self.asked else 0


def report(event: Event) -> Report:
    turns = EvaluationTurn.objects.filter(sign_up__event=event)
    answers = EvaluationAnswer.objects.filter(event=event)
    asked, answered = max(turns.count(), answers.count()), answers.count()
    if answered < FEWEST:
        return Report(asked, answered, FEWEST)
    means = answers.aggregate(grade=Avg("grade"), useful=Avg("useful"))
    return Report(
        asked,
        answered,
        FEWEST,
        grade=mean(means["grade"]),
        grades=spread(answers, "grade", 10),
        useful=mean(means["useful"]),
        usefulness=spread(answers, "useful", 5),
        differently=shuffled(answers, "differently"),
        better=shuffled(answers, "better"),
    )


def mean(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value)).quantize(Decimal("0.1"))


def spread(answers: QuerySet[EvaluationAnswer], field: str, highest: int) -> tuple[Bar, ...]:
    """The highest first; values that nobody gave included."""
    rows = answers.exclude(**{field: None}).order_by().values_list(field).annotate(number=Count("pk"))
    numbers = {int(value): int(number) for value, number in rows}
    most = max(numbers.values(), default=1)
    values = range(highest, 0, -1)
    return tuple(Bar(value, numbers.get(value, 0), round(20 * numbers.get(value, 0) / most)) for value in values)


def shuffled(answers: QuerySet[EvaluationAnswer], field: str) -> tuple[str, ...]:
    """Each field in an order of its own, so that two answers of one person do not stand in the same place."""
    texts = list(answers.exclude(**{field: ""}).values_list(field, flat=True))
    random.SystemRandom().shuffle(texts)
    return tuple(texts)
