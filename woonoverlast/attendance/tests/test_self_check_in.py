"""Checking oneself in with the code on the screen of the hall."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from woonoverlast.attendance import badges
from woonoverlast.attendance.models import Attendance, How
from woonoverlast.attendance.tests.day import own_path, path, place, today
from woonoverlast.events.models import Event
from woonoverlast.people.testing import Cast, logged_in

WRONG = "ZZZZZZ"


@pytest.fixture
def event(cast: Cast) -> Event:
    return today(cast.coordinator)


def test_screen_shows_the_code_and_its_picture(cast: Cast, event: Event) -> None:
    client = logged_in(cast.coordinator)
    assert badges.screen_code(event) in client.get(path(event, "inchecken/scherm/")).content.decode()
    assert client.get(path(event, "inchecken/scherm/code.svg"))["Content-Type"] == "image/svg+xml"


def test_piece_of_page_for_the_screen_has_no_header(cast: Cast, event: Event) -> None:
    text = (
        logged_in(cast.coordinator)
        .get(path(event, "inchecken/scherm/"), headers={"HX-Request": "true"})
        .content.decode()
    )
    assert badges.screen_code(event) in text
    assert "<html" not in text


def test_member_checks_himself_in(cast: Cast, event: Event) -> None:
    sign_up = place(event, cast.member)
    code = badges.screen_code(event).lower()
    answer = logged_in(cast.member).post(path(event, "ik-ben-er/"), {"code": f"{code[:3]} {code[3:]}"}, follow=True)
    assert "Je bent ingecheckt" in answer.content.decode()
    assert Attendance.objects.get(sign_up=sign_up).how == How.CODE


def test_guest_checks_himself_in_by_his_own_link(cast: Cast, event: Event) -> None:
    sign_up = place(event)
    Client().post(own_path(sign_up, "ik-ben-er/"), {"code": badges.screen_code(event)})
    assert Attendance.objects.get().sign_up == sign_up


def test_picture_on_the_screen_carries_the_code_along(cast: Cast, event: Event) -> None:
    place(event, cast.member)
    text = logged_in(cast.member).get(path(event, f"ik-ben-er/?code={badges.screen_code(event)}")).content.decode()
    assert f'value="{badges.screen_code(event)}"' in text
    assert Attendance.objects.count() == 0  # a GET changes nothing


def test_wrong_code_is_told(cast: Cast, event: Event) -> None:
    place(event, cast.member)
    answer = logged_in(cast.member).post(path(event, "ik-ben-er/"), {"code": WRONG})
    assert answer.status_code == 422
    assert "Deze code klopt niet" in answer.content.decode()
    assert Attendance.objects.count() == 0


def test_who_is_not_on_the_list_is_sent_to_the_door(cast: Cast, event: Event) -> None:
    answer = logged_in(cast.member).post(path(event, "ik-ben-er/"), {"code": badges.screen_code(event)})
    assert answer.status_code == 422
    assert "Meld je bij de ingang" in answer.content.decode()


def test_guessing_is_stopped(cast: Cast, event: Event) -> None:
    place(event, cast.member)
    client = logged_in(cast.member)
    statuses = [client.post(path(event, "ik-ben-er/"), {"code": WRONG}).status_code for _ in range(22)]
    assert statuses[:20] == [422] * 20
    assert statuses[-1] == 429


def test_code_is_right_for_its_turn_and_the_next(event: Event) -> None:
    now = timezone.now()
    code = badges.screen_code(event, now=now)
    assert badges.is_on_screen(event, code, now=now + timedelta(minutes=9))
    assert not badges.is_on_screen(event, code, now=now + timedelta(minutes=21))
    other = Event.objects.get(pk=event.pk)
    other.pk = event.pk + 1
    assert not badges.is_on_screen(other, code, now=now)


@pytest.mark.parametrize(("minutes", "is_open"), [(-31, False), (-29, True), (179, True), (181, False)])
def test_open_from_half_an_hour_before_until_the_end(event: Event, minutes: int, is_open: bool) -> None:
    moment = event.starts_at + timedelta(minutes=minutes)
    assert badges.is_on_screen(event, badges.screen_code(event, now=moment), now=moment) == is_open


@pytest.mark.parametrize(("fields", "said"), [({"in_days": 2}, "Nog even wachten"), ({"in_days": -2}, "is geweest")])
def test_outside_that_time_the_page_says_so(cast: Cast, fields: Any, said: str) -> None:
    event = today(cast.coordinator, **fields)
    place(event, cast.member)
    assert said in logged_in(cast.member).get(path(event, "ik-ben-er/")).content.decode()


def test_who_does_not_see_the_event_gets_404(cast: Cast) -> None:
    hidden = today(cast.coordinator, published=False)
    assert logged_in(cast.outsider).get(path(hidden, "ik-ben-er/")).status_code == 404


def test_false_link_is_absent(db: None) -> None:
    assert Client().get("/agenda/plaats/onzin/ik-ben-er/").status_code == 404
