"""Bookmarks with a reminder, drafts, and the pages that list them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from woonoverlast.forum import jobs
from woonoverlast.forum.models import Bookmark, Draft, Topic
from woonoverlast.forum.tests.helpers import answer, ask_question, withhold
from woonoverlast.notifications.models import Notice
from woonoverlast.people.models import Membership
from woonoverlast.people.testing import Cast, logged_in


@pytest.fixture
def member(cast: Cast) -> Client:
    return logged_in(cast.member)


def keep(client: Client, topic: Topic, *, days: int | None = None, note: str = "") -> Bookmark:
    """With `days` 0 the day has come: it was chosen before."""
    post, today = topic.opening, timezone.localdate()
    if days == 0 and not Bookmark.objects.filter(post=post).exists():
        keep(client, topic, days=1)
        Bookmark.objects.filter(post=post).update(remind_on=today)
    day = today + timedelta(days=days) if days is not None else ""
    response = client.post(f"/forum/reactie/{post.pk}/bewaren/", {"note": note, "remind_on": day})
    assert response.status_code == 302, response.content.decode()
    return Bookmark.objects.get(post=post)


def send() -> None:
    jobs.send_reminders(timestamp=0)


def test_kept_post_is_in_the_list_with_its_note(cast: Cast, member: Client) -> None:
    keep(member, ask_question(cast.colleague), note="Voor het beleidsplan")
    page = member.get("/forum/bewaard/").content.decode()
    assert "Wat doe je tegen harde muziek?" in page
    assert "Voor het beleidsplan" in page
    assert "Voor het beleidsplan" not in logged_in(cast.colleague).get("/forum/bewaard/").content.decode()


def test_keeping_twice_changes_the_one_bookmark_and_dropping_removes_it(cast: Cast, member: Client) -> None:
    topic = ask_question(cast.colleague)
    keep(member, topic, note="eerst")
    assert keep(member, topic, note="later").note == "later"
    member.post(f"/forum/reactie/{topic.opening.pk}/bewaard-weg/")
    assert not Bookmark.objects.exists()


@pytest.mark.parametrize("days", [0, 1, 400])
def test_day_that_is_not_later_is_refused(cast: Cast, member: Client, days: int) -> None:
    yesterday = timezone.localdate() - timedelta(days=days)
    url = f"/forum/reactie/{ask_question(cast.colleague).opening.pk}/bewaren/"
    assert member.post(url, {"remind_on": yesterday}).status_code == 422


def test_reminder_comes_on_its_day_and_once(cast: Cast, member: Client) -> None:
    kept = keep(member, ask_question(cast.colleague), days=7, note="Bel de VvE")
    send()
    assert not Notice.objects.exists()
    Bookmark.objects.update(remind_on=timezone.localdate())
    send()
    send()
    notice = Notice.objects.get()
    assert (notice.person, notice.url) == (cast.member, kept.post.get_absolute_url())
    assert "(Bel de VvE)" in notice.title


def test_new_day_gives_a_new_reminder_and_a_new_note_does_not(cast: Cast, member: Client) -> None:
    topic = ask_question(cast.colleague)
    keep(member, topic, days=0)
    send()
    keep(member, topic, days=0, note="Bel de VvE")
    send()
    assert Notice.objects.count() == 1
    keep(member, topic, days=3)
    Bookmark.objects.update(remind_on=timezone.localdate())
    send()
    assert Notice.objects.count() == 2


def test_who_may_not_read_it_any_more_is_not_reminded(cast: Cast, member: Client) -> None:
    hidden, open_topic = ask_question(cast.colleague), ask_question(cast.colleague)
    for topic in (hidden, open_topic):
        keep(member, topic, days=0)
    withhold(hidden.opening)
    send()
    assert Notice.objects.get().url == open_topic.opening.get_absolute_url()


def test_who_left_is_not_reminded(cast: Cast, member: Client) -> None:
    keep(member, ask_question(cast.colleague), days=0)
    keep(logged_in(cast.outsider), ask_question(cast.coordinator), days=0)
    Membership.objects.filter(person=cast.member).update(ended_on=timezone.localdate())
    send()
    assert Notice.objects.get().person == cast.outsider


def test_withheld_post_is_not_in_the_list(cast: Cast, member: Client) -> None:
    topic = ask_question(cast.colleague)
    keep(member, topic)
    assert topic.title in member.get("/forum/bewaard/").content.decode()
    withhold(topic.opening)
    assert topic.title not in member.get("/forum/bewaard/").content.decode()


def test_list_of_bookmarks_costs_the_same_for_many(cast: Cast, member: Client) -> None:
    keep(member, ask_question(cast.colleague))
    member.get("/forum/bewaard/")
    with CaptureQueriesContext(connection) as few:
        member.get("/forum/bewaard/")
    for _ in range(10):
        keep(member, ask_question(cast.outsider))
    member.get("/forum/bewaard/")  # shows the messages
    with CaptureQueriesContext(connection) as many:
        member.get("/forum/bewaard/")
    assert len(many) == len(few)


def test_draft_can_be_removed_by_its_writer_only(cast: Cast, member: Client) -> None:
    draft = Draft.objects.create(person=cast.member, key="topic", data={"title": "Ik vroeg"}, saved_at=timezone.now())
    logged_in(cast.colleague).post(f"/forum/concepten/{draft.pk}/weg/")
    assert "Ik vroeg" in member.get("/forum/concepten/").content.decode()
    member.post(f"/forum/concepten/{draft.pk}/weg/")
    assert "Geen concepten" in member.get("/forum/concepten/").content.decode()


def test_answers_are_kept_too(cast: Cast, member: Client) -> None:
    post = answer(ask_question(cast.colleague), cast.outsider)
    member.post(f"/forum/reactie/{post.pk}/bewaren/", {"note": ""})
    assert "Bericht van Outsider" in member.get("/forum/bewaard/").content.decode()
    assert ">Bewaard<" in member.get(post.topic.get_absolute_url()).content.decode()
