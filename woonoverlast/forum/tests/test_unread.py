"""What is new for whom: exact to the post, also when posts are withheld, let through or taken away."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from woonoverlast.forum import counting, unread
from woonoverlast.forum.models import Post, Theme, Topic, Withholding
from woonoverlast.forum.tests.helpers import answer, ask_question, withhold
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, logged_in, make_cast
from woonoverlast.places.models import Municipality


@pytest.fixture
def cast(places: None) -> Cast:
    cast = make_cast(*Municipality.objects.current().order_by("code")[:2])
    Person.objects.update(created_at=timezone.now() - timedelta(days=90))
    return cast


@pytest.fixture
def member(cast: Cast) -> Client:
    return logged_in(cast.member)


def read(client: Client, topic: Topic, number: int, *, at: float | None = None, go_on: bool = False) -> str:
    data = {"nummer": number} | ({"gezien": at} if at else {}) | ({"volgende": "ja"} if go_on else {})
    return client.post(f"/forum/onderwerp/{topic.pk}/gelezen/", data).headers.get("Location", "")


def new_in(client: Client, topic: Topic) -> int:
    """The number on the badge of this topic in the list of its theme; 0 without badge."""
    page = client.get(topic.theme.get_absolute_url()).content.decode()
    found = re.search(rf"/forum/onderwerp/{topic.pk}/ongelezen/\">(\d+)", page)
    return int(found[1]) if found else 0


def first_unread(client: Client, topic: Topic) -> str:
    return client.get(f"/forum/onderwerp/{topic.pk}/ongelezen/").headers["Location"]


def let_through(row: Withholding) -> None:
    row.lifted_at, row.lifted_by = timezone.now(), None
    row.save()
    counting.recount(Topic.objects.get(pk=row.post.topic_id))


def test_reading_takes_the_badge_away(cast: Cast, member: Client) -> None:
    topic = ask_question(cast.colleague)
    answer(topic, cast.outsider)
    assert new_in(member, topic) == 2
    read(member, topic, 1)
    assert new_in(member, topic) == 1
    read(member, topic, 2)
    assert new_in(member, topic) == 0


def test_reading_further_and_back_keeps_the_furthest(cast: Cast, member: Client) -> None:
    topic = ask_question(cast.colleague)
    answer(topic, cast.outsider)
    read(member, topic, 2)
    read(member, topic, 1)
    assert new_in(member, topic) == 0


def test_number_that_is_not_there_yet_marks_nothing_to_come(cast: Cast, member: Client) -> None:
    topic = ask_question(cast.colleague)
    read(member, topic, 2_000_000)
    answer(topic, cast.outsider)
    assert new_in(member, topic) == 1


def test_own_post_is_not_new_but_what_came_before_it_is(cast: Cast, member: Client) -> None:
    topic = ask_question(cast.colleague)
    read(member, topic, 1)
    answer(topic, cast.outsider)
    member.post(f"/forum/onderwerp/{topic.pk}/reageren/", {"body": "<p>Wij doen dit ook zo.</p>"})
    assert new_in(member, topic) == 1


def test_withheld_post_is_new_for_who_may_read_it_only(cast: Cast, member: Client) -> None:
    topic = ask_question(cast.colleague)
    read(member, topic, 1)
    post = answer(topic, cast.outsider)
    assert new_in(member, topic) == 1
    withhold(post)
    assert new_in(member, topic) == 0
    editor = logged_in(cast.editor)
    read(editor, topic, 1)
    assert new_in(editor, topic) == 1


def test_post_that_was_let_through_is_new_for_who_read_further(cast: Cast, member: Client) -> None:
    topic = ask_question(cast.colleague)
    waiting = answer(topic, cast.outsider)
    row = withhold(waiting, kind=Withholding.Kind.REVIEW)
    answer(topic, cast.coordinator)
    read(member, topic, 3)
    assert new_in(member, topic) == 0
    let_through(row)
    assert new_in(member, topic) == 1
    assert first_unread(member, topic).endswith(f"#bericht-{waiting.pk}")
    assert "Ga naar het eerste ongelezen bericht" in member.get(topic.get_absolute_url()).content.decode()
    read(member, topic, 3)
    assert new_in(member, topic) == 0


def test_what_came_after_the_page_was_made_is_not_seen(cast: Cast, member: Client) -> None:
    topic = ask_question(cast.colleague)
    row = withhold(answer(topic, cast.outsider), kind=Withholding.Kind.REVIEW)
    made = timezone.now().timestamp()
    let_through(row)
    read(member, topic, 2, at=made)
    assert new_in(member, topic) == 1


def test_post_that_was_hidden_a_while_is_not_new_again(cast: Cast, member: Client) -> None:
    topic = ask_question(cast.colleague)
    row = withhold(answer(topic, cast.outsider))
    read(member, topic, 2)
    let_through(row)
    assert new_in(member, topic) == 0


def test_all_read_holds_until_something_new_comes(cast: Cast, member: Client) -> None:
    topic = ask_question(cast.colleague)
    member.post("/forum/alles-gelezen/")
    assert new_in(member, topic) == 0
    answer(topic, cast.outsider)
    assert new_in(member, topic) == 1


def test_next_unread_stays_in_the_theme_first(cast: Cast, member: Client) -> None:
    here, near, far = (ask_question(cast.colleague) for _ in range(3))
    Topic.objects.filter(pk=far.pk).update(theme=Theme.objects.exclude(pk=near.theme_id)[0])
    answer(Topic.objects.get(pk=far.pk), cast.outsider)
    assert read(member, here, 1, go_on=True) == f"/forum/onderwerp/{near.pk}/ongelezen/"
    assert read(member, near, 1, go_on=True) == f"/forum/onderwerp/{far.pk}/ongelezen/"
    assert read(member, far, 2, go_on=True) == "/forum/"


def test_first_unread_is_on_the_page_where_it_stands(cast: Cast, member: Client) -> None:
    topic = ask_question(cast.colleague)
    rows = [
        Post(topic=topic, number=number, author=cast.outsider, body="x", text="x", posted_at=timezone.now())
        for number in range(2, 60)
    ]
    posts = Post.objects.bulk_create(rows)
    Topic.objects.filter(pk=topic.pk).update(last_number=59, last_posted_at=timezone.now())
    read(member, topic, 54)
    assert first_unread(member, topic) == f"/forum/onderwerp/{topic.pk}/?pagina=2#bericht-{posts[53].pk}"


def test_topic_that_was_read_has_no_first_unread(cast: Cast, member: Client) -> None:
    topic = ask_question(cast.colleague)
    read(member, topic, 1)
    assert first_unread(member, topic) == topic.get_absolute_url()


def test_what_is_older_than_two_months_or_than_the_membership_is_not_new(cast: Cast, member: Client) -> None:
    ask_question(cast.colleague, hours=24 * 61)
    ask_question(cast.colleague, hours=24 * 10)
    assert unread.count_unread(Person.objects.get(pk=cast.member.pk)) == 1
    Person.objects.filter(pk=cast.member.pk).update(created_at=timezone.now() - timedelta(days=5))
    assert unread.count_unread(Person.objects.get(pk=cast.member.pk)) == 0


def test_taking_a_reply_away_takes_its_moment_too(cast: Cast) -> None:
    topic = ask_question(cast.colleague)
    before = topic.last_posted_at
    post = answer(topic, cast.member)
    logged_in(cast.member).post(f"/forum/reactie/{post.pk}/weghalen/")
    topic.refresh_from_db()
    assert (topic.last_posted_at, topic.reply_count) == (before, 0)
    assert new_in(logged_in(cast.outsider), topic) == 1
