"""What a calendar of one person gets to see, in any order of acts: it always ends as the sign-up stands."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from woonoverlast.events import calendars, places, signing_up
from woonoverlast.events.lines import Item
from woonoverlast.events.models import LIVE, Event, SignUp, Status, Step
from woonoverlast.events.places import NotPossible
from woonoverlast.events.tests.making import make_event
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast

# Who is signed up signs off by "turn", who is not signs up: so that most acts do something.
ACTS = st.lists(
    st.tuples(st.sampled_from(["turn", "turn", "accept", "lapse", "move"]), st.integers(0, 2)), min_size=8, max_size=16
)


@dataclass
class Calendar:
    """Keeps the item with the highest sequence, as programs do."""

    item: Item | None = None

    def receive(self, item: Item) -> None:
        if self.item is None or item.sequence > self.item.sequence:
            self.item = item


@pytest.mark.django_db
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=ACTS, late=st.randoms(use_true_random=False))
def test_calendar_ends_as_the_sign_up_stands_also_when_mails_come_in_another_order(
    cast: Cast, acts: list[tuple[str, int]], late: object
) -> None:
    with transaction.atomic():
        event, crowd = make_event(cast.editor, capacity=1), [cast.member, cast.colleague, cast.outsider]
        mails: dict[int, list[Item]] = {person.pk: [] for person in crowd}
        for act, number in acts:
            known = Step.objects.count() and Step.objects.latest("pk").pk
            perform(event, act, crowd[number])
            collect(event, mails, after=known, moved=act == "move")
        for person in crowd:
            shuffled = list(mails[person.pk])
            late.shuffle(shuffled)  # type: ignore[attr-defined]
            assert shown(shuffled) == stands(event, person)
            assert shown(mails[person.pk]) == stands(event, person)
        transaction.set_rollback(True)


def perform(event: Event, act: str, person: Person) -> None:
    live = SignUp.objects.filter(event=event, person=person, status__in=LIVE).first()
    with suppress(NotPossible), transaction.atomic():
        if act == "turn":
            places.cancel(live, by=person) if live else signing_up.sign_up(event, person, by=person)
        elif act == "lapse":
            places.lapse_all(now=timezone.now() + timedelta(hours=49))
        elif act == "move":
            now = Event.objects.get(pk=event.pk)
            later = {"starts_at": now.starts_at + timedelta(days=1), "ends_at": now.ends_at + timedelta(days=1)}
            Event.objects.filter(pk=event.pk).update(sequence=now.sequence + 1, **later)
        elif live and act == "accept":
            places.accept(live)


def collect(event: Event, mails: dict[int, list[Item]], *, after: int, moved: bool) -> None:
    """The items of the mails that this act brings."""
    for step in Step.objects.filter(pk__gt=after).select_related("sign_up__event", "sign_up__person"):
        if item := calendars.after_step(step):
            mails[step.sign_up.person_id or 0].append(item)
    for sign_up in SignUp.objects.live().filter(event=event).select_related("event", "person") if moved else ():
        if item := calendars.own_item(sign_up, steps=calendars.steps_of(sign_up), invited=True):
            mails[sign_up.person_id or 0].append(item)


def shown(items: list[Item]) -> tuple[str, object]:
    calendar = Calendar()
    for item in items:
        calendar.receive(item)
    if calendar.item is None or calendar.item.status == "CANCELLED":
        return ("", None)
    return (calendar.item.status, calendar.item.starts_at)


def stands(event: Event, person: Person) -> tuple[str, object]:
    live = SignUp.objects.filter(event=event, person=person, status__in=LIVE).select_related("event").first()
    if live is None or live.status == Status.WAITING:
        return ("", None)
    return ("TENTATIVE" if live.status == Status.OFFERED else "CONFIRMED", live.event.starts_at)


@pytest.mark.django_db
def test_sequence_of_the_event_alone_would_not_do(cast: Cast) -> None:
    """The control: without the steps of the person, a cancellation would not get into the calendar."""
    event = make_event(cast.editor)
    places.cancel(signing_up.sign_up(event, cast.member, by=cast.member), by=cast.member)
    steps = Step.objects.select_related("sign_up__event", "sign_up__person").order_by("pk")
    items = [item for step in steps if (item := calendars.after_step(step))]
    assert shown(items) == stands(event, cast.member)
    assert shown([replace(item, sequence=event.sequence) for item in items]) != stands(event, cast.member)
