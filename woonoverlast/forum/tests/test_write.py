"""Starting a topic and replying."""

import uuid

import pytest
from django.test import Client

from woonoverlast.forum.models import Draft, Kind, Post, Theme, Topic
from woonoverlast.forum.tests.helpers import a_theme, answer, ask_question
from woonoverlast.people.testing import Cast, logged_in


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
    assert "<title>Fout: " in response.content.decode()
    assert "<title>Fout: " not in member.get("/forum/nieuw/").content.decode()
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


def test_plain_text_without_script_is_posted_as_paragraphs(member: Client) -> None:
    text = "Dag allemaal,\n\n- een\n- twee\n\n1 < 2 & <b>niet vet</b>"
    member.post("/forum/nieuw/", filled(body=text, body_as="text"))
    assert Post.objects.get().body == (
        "<p>Dag allemaal,</p><ul><li>een</li><li>twee</li></ul><p>1 &lt; 2 &amp; &lt;b&gt;niet vet&lt;/b&gt;</p>"
    )


def test_plain_text_comes_back_exactly_after_a_mistake(member: Client) -> None:
    page = member.post("/forum/nieuw/", filled(title="kort", body="  *  a\\_b <i>\n\n\n\n> x", body_as="text"))
    assert "  *  a\\_b &lt;i&gt;\n\n\n\n&gt; x</textarea>" in page.content.decode()


def test_editing_without_script_shows_no_tags_and_loses_nothing(member: Client, cast: Cast) -> None:
    body = '<p>Een <strong>vet</strong> woord</p><ul><li>x</li></ul><p><a href="/gemeenten/utrecht/">Utrecht</a></p>'
    post = ask_question(cast.member).opening
    Post.objects.filter(pk=post.pk).update(body=body)
    page = member.get(f"/forum/reactie/{post.pk}/wijzigen/").content.decode()
    typed = "Een **vet** woord\n\n- x\n\n[Utrecht](/gemeenten/utrecht/)"
    assert f"\n{typed}</textarea>" in page
    member.post(f"/forum/reactie/{post.pk}/wijzigen/", {"title": "Harde muziek toch", "body": typed, "body_as": "text"})
    post.refresh_from_db()
    assert post.body == body


def test_empty_editor_is_no_message(member: Client) -> None:
    assert member.post("/forum/nieuw/", filled(body="<div><br></div>")).status_code == 422
    assert not Topic.objects.exists()


@pytest.mark.parametrize("notation", ["text", "html"])
def test_a_megabyte_is_refused_kindly_and_comes_back(member: Client, notation: str) -> None:
    text = ("Woorden over overlast. " * 45_000)[:1_000_000]
    page = member.post("/forum/nieuw/", filled(body=text, body_as=notation))
    assert page.status_code == 422
    assert "te lang" in page.content.decode()
    assert text.strip() in page.content.decode()


def test_similar_fragment_remembers_that_it_was_seen(member: Client, cast: Cast) -> None:
    ask_question(cast.colleague)
    page = member.get("/forum/vergelijkbaar/", {"title": "Wat doe je tegen harde muziek"}).content.decode()
    assert "Dat is mijn antwoord" in page
    assert 'name="seen" value="Wat doe je tegen harde muziek"' in page


def test_text_typed_while_logged_out_comes_back_exactly(cast: Cast) -> None:
    text = "Dit is <b>geen</b> opmaak, 1 < 2 en dat blijft."
    page = Client().post("/forum/nieuw/", filled(body=text, body_as="text"))
    assert page.status_code == 403
    assert "Dit is &lt;b&gt;geen&lt;/b&gt; opmaak, 1 &lt; 2 en dat blijft." in page.content.decode()


def test_text_on_an_expired_form_comes_back(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.member)
    page = client.post("/forum/nieuw/", filled())
    assert page.status_code == 403
    assert "We willen er een opleggen." in page.content.decode()


def test_text_over_the_limit_comes_back(member: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("woonoverlast.web.limits.tries", lambda *_, **__: 1000)
    page = member.post("/forum/nieuw/", filled())
    assert page.status_code == 429
    assert "We willen er een opleggen." in page.content.decode()


def test_text_for_a_topic_that_was_just_removed_comes_back(member: Client, cast: Cast) -> None:
    topic = ask_question(cast.colleague)
    topic.opening.withholdings.create(topic=topic, kind="hidden", at=topic.started_at)
    page = member.post(f"/forum/onderwerp/{topic.pk}/reageren/", {"body": "<div>Mijn lange antwoord.</div>"})
    assert page.status_code == 404
    assert "Mijn lange antwoord." in page.content.decode()


def test_same_key_with_another_text_loses_nothing(member: Client, cast: Cast) -> None:
    """Sent, then Back, something else typed, and sent again."""
    topic = ask_question(cast.colleague)
    values = {"body": "<div>Zo doen wij dat.</div>", "form_key": str(uuid.uuid4())}
    address = f"/forum/onderwerp/{topic.pk}/reageren/"
    member.post(address, values, follow=True)
    second = member.post(address, values | {"body": "<div>Een heel andere tekst.</div>"})
    page = second.content.decode()
    assert second.status_code == 422
    assert "Dit formulier was al verstuurd, met een andere tekst." in page
    assert "Een heel andere tekst." in page
    assert "Je bericht staat erop" not in page
    key = second.context["form"]["form_key"].value()
    assert key != values["form_key"]
    member.post(address, {"body": "<div>Een heel andere tekst.</div>", "form_key": key})
    assert [post.text for post in topic.posts.order_by("number")][1:] == ["Zo doen wij dat.", "Een heel andere tekst."]


def test_form_that_comes_again_after_a_change_is_still_the_same_form(member: Client, cast: Cast) -> None:
    topic = ask_question(cast.colleague)
    values = {"body": "<div>Zo doen wij dat.</div>", "form_key": str(uuid.uuid4())}
    address = f"/forum/onderwerp/{topic.pk}/reageren/"
    member.post(address, values)
    post = topic.posts.get(number=2)
    member.post(f"/forum/reactie/{post.pk}/wijzigen/", {"body": "<div>Zo deden wij dat.</div>"})
    assert member.post(address, values).status_code == 302
    assert topic.posts.count() == 2


def test_same_key_with_another_question_loses_nothing(member: Client) -> None:
    values = filled()
    member.post("/forum/nieuw/", values)
    title = "Een heel andere vraag over honden?"
    second = member.post("/forum/nieuw/", values | {"title": title, "seen": title})
    assert second.status_code == 422
    assert title in second.content.decode()
    assert Topic.objects.count() == 1
