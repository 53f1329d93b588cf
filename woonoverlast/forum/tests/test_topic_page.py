"""The page of a topic: what it shows, to whom, and in how few queries."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from woonoverlast.forum import history, posting
from woonoverlast.forum.models import Acceptance, MeToo, Post, Revision, Theme, Topic
from woonoverlast.forum.tests.helpers import answer, ask_question, subject, withhold
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, logged_in

MAX_QUERIES = 12


@pytest.fixture
def member(cast: Cast) -> Client:
    return logged_in(cast.member)


def page(client: Client, topic: Topic, query: str = "") -> str:
    return client.get(f"/forum/onderwerp/{topic.pk}/{query}").content.decode()


def long_topic(cast: Cast, replies: int) -> Topic:
    topic = ask_question(cast.colleague)
    authors = [cast.outsider, cast.coordinator, cast.steward, cast.member]
    for number in range(2, replies + 2):
        author = authors[number % 4]
        fields: dict[str, Any] = {"body": f"<p>Reactie {number}.</p>", "text": "x", "posted_at": topic.started_at}
        Post.objects.create(topic=topic, number=number, author=author, **fields)
    Topic.objects.filter(pk=topic.pk).update(last_number=replies + 1, reply_count=replies)
    topic.refresh_from_db()
    return topic


def test_fifty_replies_cost_few_queries(member: Client, cast: Cast) -> None:
    topic = long_topic(cast, 50)
    MeToo.objects.create(topic=topic, person=cast.outsider, municipality=cast.here.municipality, at=topic.started_at)
    page(member, topic)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        text = page(member, topic)
    assert "Reactie 51." in text
    assert len(queries) <= MAX_QUERIES, "\n\n".join(query["sql"][:300] for query in queries)


def test_pages_of_fifty_with_stable_links(member: Client, cast: Cast) -> None:
    topic = long_topic(cast, 60)
    post = topic.posts.get(number=55)
    response = member.get(f"/forum/reactie/{post.pk}/")
    assert response.url == f"/forum/onderwerp/{topic.pk}/?pagina=2#bericht-{post.pk}"  # type: ignore[attr-defined]
    assert "Reactie 51." in page(member, topic)
    assert "Reactie 52." not in page(member, topic)
    assert "Reactie 52." in page(member, topic, "?pagina=2")


def test_page_that_is_not_there_is_the_last_one(member: Client, cast: Cast) -> None:
    assert member.get(f"/forum/onderwerp/{ask_question(cast.colleague).pk}/?pagina=2").status_code == 200


def test_accepted_answer_stands_under_the_question_too(member: Client, cast: Cast) -> None:
    topic = long_topic(cast, 60)
    best = topic.posts.get(number=58)
    Acceptance.objects.create(topic=topic, post=best, by=cast.colleague, at=topic.started_at)
    text = page(member, topic)
    assert "Naar de plek in het gesprek" in text
    assert "Reactie 58." in text


def test_withheld_answer_is_not_shown_as_the_best(member: Client, cast: Cast) -> None:
    topic = long_topic(cast, 3)
    best = topic.posts.get(number=2)
    Acceptance.objects.create(topic=topic, post=best, by=cast.colleague, at=topic.started_at)
    assert "Reactie 2." in page(member, topic)
    withhold(best)
    assert "Reactie 2." not in page(member, topic)


def test_author_sees_why_his_post_is_withheld(cast: Cast) -> None:
    topic = long_topic(cast, 3)
    row = withhold(topic.posts.get(number=2))
    row.reason = "Hier staat een adres in."
    row.save()
    assert "Hier staat een adres in." in page(logged_in(topic.posts.get(number=2).author), topic)
    assert "Hier staat een adres in." not in page(logged_in(cast.executive), topic)


def test_visitor_of_a_public_theme_reads_no_names(cast: Cast) -> None:
    topic = long_topic(cast, 3)
    there, not_there = (Client().get(f"/forum/onderwerp/{pk}/") for pk in (topic.pk, 10**9))
    assert (there.status_code, not_there.status_code) == (302, 302)  # which of the two it is, nobody can tell
    assert there.headers["Location"] == f"/inloggen/?next=/forum/onderwerp/{topic.pk}/"
    Theme.objects.update(public_since=topic.started_at)
    text = page(Client(), topic)
    assert "Reactie 2." in text
    assert "Outsider" not in text
    assert "Outsider" in page(logged_in(cast.member), topic)


@pytest.mark.parametrize("path", ["/forum/onderwerp/{}/?pagina=1", "/forum/reactie/{}/", "/forum/proef/"])
def test_link_from_a_mail_leads_by_way_of_the_log_in(cast: Cast, path: str) -> None:
    topic = ask_question(cast.colleague)
    path = path.format(topic.pk if "onderwerp" in path else topic.opening.pk)
    found = Client().get(path)
    assert found.headers["Location"] == f"/inloggen/?next={quote(path)}"
    assert logged_in(cast.applicant).get(path).status_code == 404


def test_label_leads_to_the_theme_with_that_label(member: Client, cast: Cast) -> None:
    labelled, other = ask_question(cast.colleague, about=subject()), ask_question(cast.colleague)
    found = re.search(r'badge--label" href="([^"]+)"', page(member, labelled))
    assert found
    text = member.get(found[1]).content.decode()
    assert f"/forum/onderwerp/{labelled.pk}/" in text
    assert f"/forum/onderwerp/{other.pk}/" not in text


def test_history_shows_what_changed_and_why(cast: Cast) -> None:
    post = ask_question(cast.member).opening
    change = {"title": "Wat doe je tegen bas?", "body": "<p>Bas in de nacht.</p>", "reason": "duidelijker"}
    client = logged_in(cast.member)
    assert client.post(f"/forum/reactie/{post.pk}/wijzigen/", change).status_code == 302
    text = logged_in(cast.colleague).get(f"/forum/reactie/{post.pk}/geschiedenis/").content.decode()
    assert "duidelijker" in text
    assert "De titel was: <del>Wat doe je tegen harde muziek?</del>" in text
    assert "<ins>" in text
    assert f"/forum/reactie/{post.pk}/geschiedenis/" in page(client, post.topic)


def test_a_change_is_compared_once_and_not_at_every_reading(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    post = ask_question(cast.member).opening
    posting.edit(post, writing=posting.Writing(body="<p>Bas in de nacht.</p>"), by=cast.member)
    monkeypatch.setattr(history, "differences", None)
    assert "<ins>" in history_read_by(cast.colleague, post.pk)


def test_many_changes_stand_on_pages(cast: Cast) -> None:
    post = ask_question(cast.member).opening
    for number in range(12):
        posting.edit(post, writing=posting.Writing(body=f"<p>Keer {number}.</p>"), by=cast.member)
    Revision.objects.update(pieces=None)
    first, second = (history.versions(post, cast.colleague, first=place) for place in (0, 10))
    post.refresh_from_db()
    assert [len(first), len(second)] == [10, 2]
    assert second[0].pieces == [("same", "Keer "), ("removed", "0."), ("added", "1.")]
    assert "?pagina=2" in history_read_by(cast.colleague, post.pk)


def test_what_a_moderator_took_out_is_for_the_author_and_moderators(cast: Cast) -> None:
    post = ask_question(cast.member).opening
    for editing, text in ((cast.member, "Over de trompet"), (cast.editor, "Over muziek"), (cast.member, "Thuis")):
        change = {"title": "Wat doe je tegen bas?", "body": f"<p>{text}</p>", "reason": "anders"}
        assert logged_in(editing).post(f"/forum/reactie/{post.pk}/wijzigen/", change).status_code == 302
    read = {who: history_read_by(who, post.pk) for who in (cast.member, cast.colleague, cast.editor)}
    assert "trompet" in read[cast.member]
    assert "trompet" in read[cast.editor]
    assert "trompet" not in read[cast.colleague]
    assert "lezen alleen de schrijver en moderatoren" in read[cast.colleague]


def history_read_by(person: Person, post: int) -> str:
    return logged_in(person).get(f"/forum/reactie/{post}/geschiedenis/").content.decode()


def test_merged_topic_leads_to_the_other(member: Client, cast: Cast) -> None:
    first, second, third = (ask_question(cast.colleague) for _ in range(3))
    Topic.objects.filter(pk=first.pk).update(merged_into=second)
    Topic.objects.filter(pk=second.pk).update(merged_into=third)
    assert member.get(f"/forum/onderwerp/{first.pk}/").url == third.get_absolute_url()  # type: ignore[attr-defined]


def test_municipalities_that_have_it_too_are_named(member: Client, cast: Cast) -> None:
    topic = ask_question(cast.colleague)
    answer(topic, cast.outsider)
    client = logged_in(cast.coordinator)
    cast.coordinator.municipality = cast.here.municipality
    cast.coordinator.save()
    client.post(f"/forum/onderwerp/{topic.pk}/wij-ook/", {"aan": "ja"})
    text = page(member, topic)
    assert "Speelt ook bij 1 collega" in text
    assert cast.here.municipality is not None
    assert cast.here.municipality.name in text
