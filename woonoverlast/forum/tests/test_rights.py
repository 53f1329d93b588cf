"""What is behind each door of the forum: what is hidden is absent in every way to ask for it, and reading is not changing."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from woonoverlast.forum.models import Attachment, Draft, Kind, Post, Sanction, Theme, Topic
from woonoverlast.forum.tests.helpers import a_theme, answer, ask_question, withhold
from woonoverlast.people.testing import Cast, logged_in

pytestmark = pytest.mark.django_db
SECRET = "kwartelkoning"
WAYS = ("", "geschiedenis/", "bewaren/", "wijzigen/", "weghalen/")


def secret_reply(cast: Cast) -> Post:
    post = answer(ask_question(cast.colleague), cast.coordinator)
    Post.objects.filter(pk=post.pk).update(body=f"<p>De {SECRET} roept.</p>", text=f"De {SECRET} roept.")
    Theme.objects.filter(pk=a_theme().pk).update(public_since=timezone.now())
    return post


def statuses(client: Client, post: Post) -> set[int]:
    """Visitors are sent to the log-in page, as for an address that does not exist."""
    return {client.get(f"/forum/reactie/{post.pk}/{way}").status_code for way in WAYS}


def test_posts_of_a_hidden_topic_are_not_there(cast: Cast) -> None:
    post = secret_reply(cast)
    readers = {"outsider": logged_in(cast.outsider), "visitor": Client()}
    assert readers["outsider"].get(f"/forum/reactie/{post.pk}/geschiedenis/").status_code == 200
    assert all(client.get(post.topic.get_absolute_url()).status_code == 200 for client in readers.values())
    withhold(post.topic.opening)
    assert statuses(readers["outsider"], post) == {404}
    assert statuses(readers["visitor"], post) <= {302, 404}
    assert readers["outsider"].get(post.topic.get_absolute_url()).status_code == 404
    for act in ("nuttig", "bewaren"):
        assert readers["outsider"].post(f"/forum/reactie/{post.pk}/{act}/", {"aan": "ja"}).status_code == 404
    assert 404 not in statuses(logged_in(cast.editor), post)


def test_hidden_reply_is_not_there(cast: Cast) -> None:
    post = secret_reply(cast)
    topic, readers = post.topic.get_absolute_url(), [logged_in(cast.outsider), Client()]
    assert all(SECRET in client.get(topic).content.decode() for client in readers)
    withhold(post)
    assert not any(SECRET in client.get(topic).content.decode() for client in readers)
    assert statuses(readers[0], post) == {404}
    assert SECRET in logged_in(cast.editor).get(topic).content.decode()


def test_what_is_hidden_cannot_be_quoted(cast: Cast) -> None:
    post, client = secret_reply(cast), logged_in(cast.outsider)
    ways = [f"/forum/onderwerp/{post.topic_id}/{way}?citaat={post.pk}" for way in ("", "reageren/")]
    assert all(f"De {SECRET} roept." in client.get(way).content.decode() for way in ways)
    withhold(post)
    assert not any(SECRET in client.get(way).content.decode() for way in ways)


def test_hidden_title_does_not_come_up_while_typing(cast: Cast) -> None:
    topic, client = ask_question(cast.colleague), logged_in(cast.outsider)
    Topic.objects.filter(pk=topic.pk).update(title=f"Wie kent de {SECRET} als buur?")
    asked = {"title": f"Wie kent de {SECRET} als buur?"}
    line = f'href="{topic.get_absolute_url()}"'
    assert line in client.get("/forum/vergelijkbaar/", asked).content.decode()
    withhold(topic.opening)
    assert line not in client.get("/forum/vergelijkbaar/", asked).content.decode()


def test_names_of_themes_for_members_are_for_members(cast: Cast) -> None:
    ask_question(cast.colleague)
    Theme.objects.filter(pk=a_theme().pk).update(name="Kwartelthema", public_since=None)
    for client in (Client(), logged_in(cast.applicant)):
        assert "Kwartelthema" not in client.get("/forum/").content.decode()
        assert client.get("/forum/proef/").status_code in {302, 404}
        assert client.get("/forum/proef/nieuw.atom").status_code == 404
    assert "Kwartelthema" in logged_in(cast.member).get("/forum/").content.decode()


def test_list_of_drafts_is_ones_own(cast: Cast) -> None:
    Draft.objects.create(person=cast.member, key="topic", data={"title": "Ik vroeg"}, saved_at=timezone.now())
    assert "Ik vroeg" in logged_in(cast.member).get("/forum/concepten/").content.decode()
    assert "Ik vroeg" not in logged_in(cast.colleague).get("/forum/concepten/").content.decode()


def test_who_may_only_read_changes_nothing(cast: Cast) -> None:
    """Each act by who may do it is in the test of that act; here all of them by a reader."""
    topic = ask_question(cast.member)
    post, mine = answer(topic, cast.colleague), topic.opening
    fields = {"by": cast.member, "name": "a.pdf", "media_type": "application/pdf", "size": 1, "at": timezone.now()}
    file = Attachment.objects.create(post=mine, file=SimpleUploadedFile("a.pdf", b"x"), **fields)
    acts = [
        f"/forum/reactie/{mine.pk}/wijzigen/",
        f"/forum/reactie/{mine.pk}/weghalen/",
        f"/forum/reactie/{post.pk}/beste-antwoord/",
        f"/forum/onderwerp/{topic.pk}/opgelost/",
        f"/forum/bijlagen/{file.pk}/weg/",
    ]
    reader = logged_in(cast.outsider)
    answers = {act: reader.post(act, {"aan": "ja", "body": "<p>Anders</p>", "title": "Anders"}) for act in acts}
    assert {act: found.status_code for act, found in answers.items()} == dict.fromkeys(acts, 403)
    assert Attachment.objects.filter(pk=file.pk).exists()
    assert Post.objects.get(pk=mine.pk).body == mine.body


def test_who_was_sent_out_does_not_answer(cast: Cast) -> None:
    topic = ask_question(cast.member)
    assert topic.can_be_answered_by(cast.outsider)
    now = timezone.now()
    row = {"by": cast.editor, "at": now, "reason": "x", "until": now + timedelta(days=1)}
    Sanction.objects.create(kind=Sanction.Kind.SUSPENSION, person=cast.outsider, **row)
    assert not topic.can_be_answered_by(cast.outsider)


def test_case_question_is_for_members_in_every_theme(cast: Cast) -> None:
    post = secret_reply(cast)
    Topic.objects.filter(pk=post.topic_id).update(kind=Kind.CASE)
    assert Client().get(post.topic.get_absolute_url()).status_code == 302
    assert logged_in(cast.applicant).get(post.topic.get_absolute_url()).status_code == 404
    assert logged_in(cast.outsider).get(post.topic.get_absolute_url()).status_code == 200
