"""Warning somebody, keeping somebody from writing, and what that person reads and answers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from woonoverlast.forum.models import Post, Sanction
from woonoverlast.forum.tests.helpers import a_theme, answer, ask_question
from woonoverlast.moderation import sanctioning
from woonoverlast.moderation.models import Objection
from woonoverlast.notifications.models import Notice
from woonoverlast.people.models import Act
from woonoverlast.people.testing import Cast, logged_in

WHY = "Je schrijft steeds over herkenbare bewoners."


@pytest.fixture
def post(cast: Cast) -> Post:
    a_theme().moderators.set([cast.coordinator, cast.steward])
    return answer(ask_question(cast.colleague), cast.outsider)


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def sanction(client: Client, post: Post, **values: str) -> int:
    return client.post(f"/forum/reactie/{post.pk}/maatregel/", {"reason": WHY} | values).status_code


def suspend(cast: Cast) -> Sanction:
    until = timezone.now() + timedelta(days=7)
    return sanctioning.suspend(cast.outsider, by=cast.editor, reason=WHY, until=until)


def test_moderator_warns_and_the_person_reads_why(cast: Cast, post: Post) -> None:
    assert sanction(logged_in(cast.coordinator), post) == 302
    assert WHY in logged_in(cast.outsider).get("/forum/maatregelen/").content.decode()
    assert Notice.objects.filter(person=cast.outsider, kind="forum.sanction").exists()
    assert Act.objects.filter(by=cast.coordinator, verb="waarschuwde op het forum").exists()


def test_other_moderator_warns_too(cast: Cast, post: Post) -> None:
    assert sanction(logged_in(cast.steward), post) == 302
    assert Sanction.objects.get().by == cast.steward


def test_moderator_of_a_theme_does_not_suspend(cast: Cast, post: Post) -> None:
    sanction(logged_in(cast.coordinator), post, until=in_days(7))
    assert Sanction.objects.get().kind == Sanction.Kind.WARNING


def test_editor_suspends_until_the_end_of_a_day(cast: Cast, post: Post) -> None:
    assert sanction(logged_in(cast.editor), post, until=in_days(7)) == 302
    row = Sanction.objects.get()
    assert row.until is not None
    assert timezone.localtime(row.until).strftime("%Y-%m-%d %H:%M") == f"{in_days(7)} 23:59"


def test_day_in_the_past_is_refused(cast: Cast, post: Post) -> None:
    assert sanction(logged_in(cast.editor), post, until=in_days(-1)) == 422
    assert not Sanction.objects.exists()


def test_reader_cannot_warn(cast: Cast, post: Post) -> None:
    assert sanction(logged_in(cast.member), post) == 403


def test_who_does_not_see_the_post_gets_404(cast: Cast, post: Post) -> None:
    post.withholdings.create(kind="hidden", at=post.posted_at)
    assert sanction(logged_in(cast.member), post) == 404


def test_opening_the_page_warns_nobody(cast: Cast, post: Post) -> None:
    assert logged_in(cast.coordinator).get(f"/forum/reactie/{post.pk}/maatregel/").status_code == 200
    assert not Sanction.objects.exists()


def test_suspended_writer_keeps_the_text_and_hears_until_when(cast: Cast, post: Post) -> None:
    row = suspend(cast)
    url, values = f"/forum/onderwerp/{post.topic_id}/reageren/", {"body": "<div>Mijn lange antwoord.</div>"}
    response = logged_in(cast.outsider).post(url, values)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Mijn lange antwoord." in page
    assert row.until is not None
    assert timezone.localtime(row.until).strftime("%d-%m-%Y") in page


def test_suspended_writer_finds_the_reason_from_the_topic(cast: Cast, post: Post) -> None:
    suspend(cast)
    client = logged_in(cast.outsider)
    assert 'href="/forum/maatregelen/">Lees waarom' in client.get(post.topic.get_absolute_url()).content.decode()
    assert client.get("/account/").status_code != 403


def test_person_answers_once_and_the_editor_lifts_it(cast: Cast, post: Post) -> None:
    row = suspend(cast)
    url = f"/forum/maatregelen/{row.pk}/weerwoord/"
    for text in ("Dat was ik niet.", "Nog iets."):
        logged_in(cast.outsider).post(url, {"text": text})
    objection = Objection.objects.get()
    assert objection.text == "Dat was ik niet."
    values = {"besluit": "grant", "answer": "Je hebt gelijk, sorry."}
    logged_in(cast.editor).post(f"/forum/weerwoord/{objection.pk}/", values)
    assert not cast.outsider.forum_sanctions.suspensions().exists()
    assert "sorry" in logged_in(cast.outsider).get("/forum/maatregelen/").content.decode()


def test_nobody_reads_or_answers_the_sanction_of_another(cast: Cast, post: Post) -> None:
    row = suspend(cast)
    client = logged_in(cast.member)
    assert client.get(f"/forum/maatregelen/{row.pk}/weerwoord/").status_code == 404
    assert WHY in logged_in(cast.outsider).get("/forum/maatregelen/").content.decode()
    assert WHY not in client.get("/forum/maatregelen/").content.decode()


def test_editor_ends_it_early(cast: Cast, post: Post) -> None:
    row = suspend(cast)
    client = logged_in(cast.editor)
    assert "Kan niet schrijven" in client.get(f"/beheer/personen/{cast.outsider.pk}/").content.decode()
    client.post(f"/forum/maatregelen/{row.pk}/opheffing/")
    logged_in(cast.outsider).post(f"/forum/onderwerp/{post.topic_id}/reageren/", {"body": "<div>Terug.</div>"})
    assert post.topic.posts.filter(author=cast.outsider, text="Terug.").exists()


def test_moderator_does_not_end_a_suspension(cast: Cast, post: Post) -> None:
    assert logged_in(cast.coordinator).post(f"/forum/maatregelen/{suspend(cast).pk}/opheffing/").status_code == 403


def test_editor_is_not_suspended_by_an_editor(cast: Cast, post: Post) -> None:
    theirs = answer(post.topic, cast.editor)
    a_theme().moderators.add(cast.member)
    assert sanction(logged_in(cast.member), theirs) == 422
    assert not Sanction.objects.exists()


def test_suspension_leaves_the_account_alone(cast: Cast, post: Post) -> None:
    suspend(cast)
    cast.outsider.refresh_from_db()
    assert cast.outsider.suspended_at is None
    assert logged_in(cast.outsider).get(post.topic.get_absolute_url()).status_code == 200
