"""Locking a topic and opening it again."""

import pytest

from woonoverlast.forum.models import Lock, Theme, Topic
from woonoverlast.forum.tests.helpers import a_theme, ask_question
from woonoverlast.notifications.models import Notice
from woonoverlast.people.models import Act
from woonoverlast.people.testing import Cast, logged_in

WHY = {"reason": "De vraag is beantwoord."}


@pytest.fixture
def topic(cast: Cast) -> Topic:
    a_theme().moderators.set([cast.coordinator, cast.steward])
    return ask_question(cast.colleague, hours=1)


def test_locked_topic_says_who_and_why_and_takes_no_reply(cast: Cast, topic: Topic) -> None:
    logged_in(cast.coordinator).post(f"/forum/onderwerp/{topic.pk}/sluiten/", WHY)
    page = logged_in(cast.member).get(topic.get_absolute_url()).content.decode()
    assert "Gesloten door Coordinator" in page
    assert WHY["reason"] in page
    assert "Je kunt hier niet meer reageren." in page
    assert Notice.objects.filter(person=cast.colleague, title__contains=WHY["reason"]).exists()
    assert Act.objects.filter(by=cast.coordinator, verb="sloot een onderwerp").exists()


def test_colleague_opens_it_again_and_the_line_stays(cast: Cast, topic: Topic) -> None:
    logged_in(cast.coordinator).post(f"/forum/onderwerp/{topic.pk}/sluiten/", WHY)
    logged_in(cast.steward).post(f"/forum/onderwerp/{topic.pk}/openen/")
    page = logged_in(cast.member).get(topic.get_absolute_url()).content.decode()
    assert "Weer geopend door Steward" in page
    assert 'id="reageren"' in page
    assert Lock.objects.get().lifted_by == cast.steward


def test_two_locks_are_one(cast: Cast, topic: Topic) -> None:
    for person in (cast.coordinator, cast.steward):
        logged_in(person).post(f"/forum/onderwerp/{topic.pk}/sluiten/", WHY)
    assert Lock.objects.get().by == cast.coordinator


def test_reader_cannot_lock(cast: Cast, topic: Topic) -> None:
    assert logged_in(cast.member).post(f"/forum/onderwerp/{topic.pk}/sluiten/", WHY).status_code == 403


def test_who_does_not_see_it_gets_404(cast: Cast, topic: Topic) -> None:
    topic.opening.withholdings.create(topic=topic, kind="hidden", at=topic.started_at)
    assert logged_in(cast.member).post(f"/forum/onderwerp/{topic.pk}/sluiten/", WHY).status_code == 404


def test_opening_the_page_locks_nothing(cast: Cast, topic: Topic) -> None:
    assert logged_in(cast.coordinator).get(f"/forum/onderwerp/{topic.pk}/sluiten/").status_code == 200
    assert logged_in(cast.coordinator).get(f"/forum/onderwerp/{topic.pk}/openen/").status_code == 405
    assert not Lock.objects.exists()


def test_visitor_does_not_read_who_locked_it(cast: Cast, topic: Topic) -> None:
    logged_in(cast.coordinator).post(f"/forum/onderwerp/{topic.pk}/sluiten/", WHY)
    Theme.objects.filter(pk=topic.theme_id).update(public_since=topic.started_at)
    page = logged_in(None).get(topic.get_absolute_url()).content.decode()
    assert "Gesloten door een moderator" in page
    assert "Coordinator" not in page
