"""Starting a topic and replying."""

import uuid

import pytest
from django.test import Client

from woonoverlast.forum.models import Draft, Kind, Post, Theme, Topic
from woonoverlast.forum.tests.talk import a_theme, answer, ask_question
from woonoverlast.people.testing import Cast, logged_in, make_cast
from woonoverlast.places.models import Municipality


@pytest.fixture
def cast(db: None, places: None) -> Cast:
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    return make_cast(here, elsewhere)


@pytest.fixture
def member(cast: Cast) -> Client:
    return logged_in(cast.member)


def filled(**changes: str) -> dict[str, str]:
    values = {"kind": "question", "title": "Wie heeft ervaring met een gedragsaanwijzing?", "theme": a_theme().slug}
    return values | {"body": "<div>We willen er een opleggen.</div>", "form_key": str(uuid.uuid4())} | changes


def test_question_is_posted_and_shown(member: Client, cast: Cast) -> None:
    response = member.post("/forum/nieuw/", filled(), follow=True)
    topic = Topic.objects.get()
    assert (topic.kind, topic.author, topic.last_number) == (Kind.QUESTION, cast.member, 1)
    assert "We willen er een opleggen." in response.content.decode()


def test_same_form_twice_gives_one_topic(member: Client) -> None:
    values = filled()
    first = member.post("/forum/nieuw/", values)
    second = member.post("/forum/nieuw/", values | {"seen": values["title"]})
    assert first.url == second.url  # type: ignore[attr-defined]
    assert Topic.objects.count() == Post.objects.count() == 1


def test_reply_is_posted_once(member: Client, cast: Cast) -> None:
    topic = ask_question(cast.colleague)
    values = {"body": "<div>Zo doen wij dat.</div>", "form_key": str(uuid.uuid4())}
    for _ in range(2):
        member.post(f"/forum/onderwerp/{topic.pk}/reageren/", values)
    topic.refresh_from_db()
    assert (topic.reply_count, topic.last_number, topic.posts.count()) == (1, 2, 2)


def test_mistake_keeps_what_was_typed(member: Client) -> None:
    response = member.post("/forum/nieuw/", filled(title="kort"))
    assert response.status_code == 422
    assert "We willen er een opleggen." in response.content.decode()


def test_text_for_a_topic_that_was_just_locked_stays(member: Client, cast: Cast) -> None:
    topic = ask_question(cast.colleague)
    topic.locks.create(by=cast.editor, at=topic.started_at, reason="Klaar.")
    response = member.post(f"/forum/onderwerp/{topic.pk}/reageren/", {"body": "<div>Mijn lange antwoord.</div>"})
    assert response.status_code == 422
    assert "Mijn lange antwoord." in response.content.decode()
    assert not topic.posts.filter(number=2).exists()


def test_reply_to_a_merged_topic_arrives_where_it_went(member: Client, cast: Cast) -> None:
    old, new = ask_question(cast.colleague), ask_question(cast.colleague)
    Topic.objects.filter(pk=old.pk).update(merged_into=new)
    member.post(f"/forum/onderwerp/{old.pk}/reageren/", {"body": "<div>Antwoord.</div>"})
    assert new.posts.filter(author=cast.member).exists()


def test_applicant_cannot_write(cast: Cast) -> None:
    assert logged_in(cast.applicant).post("/forum/nieuw/", filled()).url == "/aanmelden/"  # type: ignore[attr-defined]
    assert not Topic.objects.exists()


def test_member_cannot_announce(member: Client) -> None:
    assert member.post("/forum/nieuw/", filled(kind="announcement")).status_code == 422


def test_link_fills_the_form(member: Client) -> None:
    a_theme()
    page = member.get("/forum/nieuw/?titel=Rookoverlast+in+een+flat&thema=proef").content.decode()
    assert 'value="Rookoverlast in een flat"' in page
    assert '<option value="proef" selected>' in page


def test_quote_without_script(member: Client, cast: Cast) -> None:
    topic = ask_question(cast.colleague)
    post = answer(topic, cast.colleague)
    page = member.get(f"/forum/onderwerp/{topic.pk}/?citaat={post.pk}").content.decode()
    assert "blockquote" in page
    assert "Colleague" in page


def test_draft_comes_back(member: Client, cast: Cast) -> None:
    response = member.post(
        "/forum/concepten/bewaren/", {"key": "topic", "data": '{"title": "Half af", "body": "Nog even"}'}
    )
    assert response.json()["saved"] is True
    page = member.get("/forum/nieuw/").content.decode()
    assert "Half af" in page
    assert "Nog even" in page


def test_posting_removes_the_draft(member: Client, cast: Cast) -> None:
    member.post("/forum/concepten/bewaren/", {"key": "topic", "data": '{"title": "Half af"}'})
    member.post("/forum/nieuw/", filled())
    assert not Draft.objects.exists()


def test_similar_topic_is_shown_before_posting(member: Client, cast: Cast) -> None:
    existing = ask_question(cast.colleague)
    values = filled(title="Wat doe je tegen harde muziek?")
    response = member.post("/forum/nieuw/", values)
    assert "Bestaat dit al?" in response.content.decode()
    assert Topic.objects.count() == 1
    member.post("/forum/nieuw/", values | {"seen": values["title"]})
    assert Topic.objects.exclude(pk=existing.pk).exists()


def test_closed_theme_takes_nothing(member: Client) -> None:
    values = filled()
    Theme.objects.update(closed_at="2026-01-01T00:00Z")
    assert member.post("/forum/nieuw/", values).status_code == 422
