"""Places and the waiting list: never over-booked, nobody passed, every step explained."""

from contextlib import suppress
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from woonoverlast.events import places, signing_up
from woonoverlast.events.models import HOLDING, LIVE, Event, SignUp, Status, Step
from woonoverlast.events.places import NotPossible
from woonoverlast.events.signing_up import Guest
from woonoverlast.events.tests.making import make_event
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, make_person


def people(cast: Cast, number: int) -> list[Person]:
    return [make_person(f"deelnemer-{n}", cast.here) for n in range(number)]


def join(event: Event, person: Person) -> SignUp:
    return signing_up.sign_up(event, person, by=person)


@pytest.mark.django_db
def test_who_comes_after_the_last_place_waits_in_order(cast: Cast) -> None:
    event = make_event(cast.editor, capacity=2)
    states = [join(event, person) for person in people(cast, 4)]
    assert [s.status for s in states] == [Status.PLACE, Status.PLACE, Status.WAITING, Status.WAITING]
    assert [s.place_in_line for s in states] == [0, 0, 1, 2]


@pytest.mark.django_db
def test_place_that_comes_free_is_offered_to_the_first_in_line(cast: Cast) -> None:
    event = make_event(cast.editor, capacity=1)
    first, second, third = [join(event, person) for person in people(cast, 3)]
    places.cancel(first, by=first.person)
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.status, third.status) == (Status.OFFERED, Status.WAITING)
    assert timedelta(hours=47) < second.offered_until - timezone.now() <= timedelta(hours=48)  # type: ignore[operator]
    assert places.accept(second).status == Status.PLACE


@pytest.mark.django_db
def test_offer_that_nobody_takes_goes_on_to_the_next(cast: Cast) -> None:
    event = make_event(cast.editor, capacity=1, offer_hours=1)
    first, second, third = [join(event, person) for person in people(cast, 3)]
    places.cancel(first, by=first.person)
    later = timezone.now() + timedelta(hours=1, seconds=1)
    with pytest.raises(NotPossible, match="voorbij"):
        places.accept(second, now=later)
    assert places.lapse_all(now=later) == 1
    assert places.lapse_all(now=later) == 0
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.status, third.status) == (Status.LAPSED, Status.OFFERED)


@pytest.mark.django_db
def test_new_sign_up_never_passes_who_waits(cast: Cast) -> None:
    event = make_event(cast.editor, capacity=1)
    one, two, three = people(cast, 3)
    first = join(event, one)
    join(event, two)
    Event.objects.filter(pk=event.pk).update(offer_hours=168, starts_at=timezone.now() + timedelta(minutes=10))
    places.cancel(first, by=one)  # too late for an offer: the place stays free
    assert Event.objects.get(pk=event.pk).free == 1
    assert join(event, three).status == Status.WAITING


@pytest.mark.django_db
def test_signing_up_twice_is_once(cast: Cast) -> None:
    event = make_event(cast.editor)
    assert join(event, cast.member) == join(event, cast.member)
    assert event.sign_ups.count() == 1


@pytest.mark.django_db
def test_guest_whose_address_is_of_a_member_is_that_member(cast: Cast) -> None:
    event = make_event(cast.editor, audience="everybody")
    made = signing_up.sign_up_guest(event, Guest("Iemand", cast.member.email.upper()))
    assert made.person == cast.member
    assert join(event, cast.member) == made


@pytest.mark.django_db
def test_fewer_places_than_are_taken_is_refused_with_the_number(cast: Cast) -> None:
    event = make_event(cast.editor, capacity=3)
    for person in people(cast, 3):
        join(event, person)
    with transaction.atomic(), pytest.raises(NotPossible, match="Er zijn al 3 plaatsen bezet"):
        places.resize(places.lock(event), 2)


@pytest.mark.django_db
def test_database_itself_refuses_too_many(cast: Cast) -> None:
    event = make_event(cast.editor, capacity=3)
    with transaction.atomic(), pytest.raises(IntegrityError, match="never_overbooked"):
        Event.objects.filter(pk=event.pk).update(taken=4)


@pytest.mark.django_db
def test_who_walks_in_takes_no_promised_place(cast: Cast) -> None:
    event = make_event(cast.editor, capacity=1)
    join(event, cast.member)
    made = signing_up.walk_in(event, by=cast.editor, person=cast.outsider)
    assert made.status == Status.WALK_IN
    assert Event.objects.get(pk=event.pk).taken == 1
    assert signing_up.walk_in(event, by=cast.editor, person=cast.outsider) == made


MOVES = st.lists(
    st.tuples(st.sampled_from(["join", "cancel", "accept", "lapse", "resize"]), st.integers(0, 7)), max_size=40
)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(capacity=st.one_of(st.none(), st.integers(1, 4)), moves=MOVES)
def test_any_order_of_acts_keeps_the_promises(cast: Cast, capacity: int | None, moves: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        event, crowd = make_event(cast.editor, capacity=capacity), list(everybody(cast))
        for act, number in moves:
            before = waiting_numbers(event)
            perform(event, act, crowd[number], number)
            promises_hold(event, before)
        transaction.set_rollback(True)


def everybody(cast: Cast) -> list[Person]:
    return [cast.member, cast.colleague, cast.outsider, cast.steward, cast.other_steward, cast.coordinator, cast.executive, cast.editor]  # fmt: skip


def perform(event: Event, act: str, person: Person, number: int) -> None:
    live = SignUp.objects.filter(event=event, person=person, status__in=LIVE).first()
    try:
        with transaction.atomic():
            if act == "join":
                join(event, person)
            elif act == "resize":
                places.resize(places.lock(event), number or None)
            elif act == "lapse":
                places.lapse_all(now=timezone.now() + timedelta(hours=49))
            elif live and act == "accept":
                places.accept(live)
            elif live and act == "cancel":
                places.cancel(live, by=person)
    except NotPossible:
        pass


def waiting_numbers(event: Event) -> list[int]:
    return list(
        SignUp.objects.filter(event=event, status=Status.WAITING).order_by("number").values_list("number", flat=True)
    )


def promises_hold(event: Event, before: list[int]) -> None:
    now = Event.objects.get(pk=event.pk)
    holding = SignUp.objects.filter(event=event, status__in=HOLDING)
    assert now.taken == holding.count()
    assert now.capacity is None or now.taken <= now.capacity
    after = waiting_numbers(event)
    assert now.free == 0 or not after, "somebody waits while there is a place"
    moved = [n for n in before if SignUp.objects.get(event=event, number=n).status == Status.OFFERED]
    assert not moved or not after or max(moved) < min(after), "somebody was passed"
    for sign_up in SignUp.objects.filter(event=event):
        told = [step.code for step in sign_up.steps.all()]
        assert told[0] in {Step.Code.PLACED, Step.Code.QUEUED}
        assert told[-1] in LAST_STEP[Status(sign_up.status)]
        assert len(told) == len(set(told)), "one step, one mail"


LAST_STEP: dict[Status, set[str]] = {
    Status.PLACE: {Step.Code.PLACED, Step.Code.ACCEPTED},
    Status.WAITING: {Step.Code.QUEUED},
    Status.OFFERED: {Step.Code.OFFERED},
    Status.LAPSED: {Step.Code.LAPSED},
    Status.CANCELLED: {Step.Code.CANCELLED},
}


@pytest.mark.django_db(transaction=True)
def test_two_hundred_people_for_the_last_ten_places(cast: Cast) -> None:
    event, crowd = make_event(cast.editor, capacity=10), people(cast, 200)
    at_once(lambda person: join(event, person), crowd)
    states = list(event.sign_ups.order_by("number").values_list("status", flat=True))
    assert states == [Status.PLACE] * 10 + [Status.WAITING] * 190
    assert Event.objects.get(pk=event.pk).taken == 10


@pytest.mark.django_db(transaction=True)
def test_offer_accepted_and_lapsing_at_once_is_one_of_both(cast: Cast) -> None:
    event = make_event(cast.editor, capacity=1)
    first, second, third = [join(event, person) for person in people(cast, 3)]
    places.cancel(first, by=first.person)
    late = timezone.now() + timedelta(hours=49)
    at_once(lambda act: act(), [lambda: places.accept(second), lambda: places.lapse_all(now=late)] * 4)
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.status, third.status) in {
        (Status.PLACE, Status.WAITING),
        (Status.LAPSED, Status.OFFERED),
    }
    assert Event.objects.get(pk=event.pk).taken == 1


def at_once(act: Any, things: list[Any], most: int = 20) -> None:
    """Each in a thread with a connection of its own, twenty at a time, beginning together."""
    failures: list[BaseException] = []

    def run(part: list[Any], barrier: Barrier) -> None:
        try:
            barrier.wait()
            for thing in part:
                with suppress(NotPossible):
                    act(thing)
        except BaseException as problem:
            failures.append(problem)
        finally:
            connection.close()

    parts = [part for part in (things[n::most] for n in range(most)) if part]
    barrier = Barrier(len(parts))
    threads = [Thread(target=run, args=(part, barrier)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
