"""Hiding a post or a topic: who still finds it, what the author hears and can say, and what waits for an editor."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from woonoverlast.forum import feeds, posting, unread
from woonoverlast.forum.models import Acceptance, Bookmark, Post, Theme, Topic, Withholding
from woonoverlast.forum.tests.helpers import a_theme, answer, ask_question
from woonoverlast.lib import richtext
from woonoverlast.moderation import hiding
from woonoverlast.moderation.models import Objection
from woonoverlast.notifications import watching
from woonoverlast.notifications.models import Notice
from woonoverlast.people.models import Act
from woonoverlast.people.testing import Cast, logged_in

CANARY = "kanarievogel"
WHY = {"reason": "Hier staat een adres in."}


@pytest.fixture
def topic(cast: Cast) -> Topic:
    a_theme().moderators.set([cast.coordinator, cast.steward])
    return ask_question(cast.colleague, hours=1)


def write(topic: Topic, author: object, text: str = f"{CANARY} met muziekdoos") -> Post:
    return posting.reply(topic, writing=posting.Writing(body=f"<p>{text}</p>"), by=author)  # type: ignore[arg-type]


def hide(client: Client, post: Post) -> int:
    return client.post(f"/forum/reactie/{post.pk}/verbergen/", WHY).status_code


def test_moderator_sees_who_quoted_it(topic: Topic, cast: Cast) -> None:
    post = write(topic, cast.member)
    quote = richtext.quote(post.body, author=str(post.author), url=post.get_absolute_url())
    other = posting.reply(topic, writing=posting.Writing(body=f"{quote}<p>Eens.</p>"), by=cast.colleague)
    page = logged_in(cast.coordinator).get(f"/forum/reactie/{post.pk}/verbergen/").content.decode()
    assert f'href="{other.get_absolute_url()}"' in page
    page = logged_in(cast.coordinator).get(f"/forum/reactie/{other.pk}/verbergen/").content.decode()
    assert "ook geciteerd" not in page


def everything_read_by(client: Client, topic: Topic) -> str:
    urls = [
        f"/forum/onderwerp/{topic.pk}/",
        "/forum/",
        f"/forum/{topic.theme.slug}/",
        "/",
        "/meldingen/",
        "/forum/bewaard/",
    ]
    urls += [
        "/forum/feed/",
        "/forum/vergelijkbaar/?title=muziekdoos",
        "/zoeken/?q=muziekdoos",
        "/account/gegevens/",
        "/forum/nieuw.atom",
    ]
    return "".join(client.get(url).content.decode() for url in urls)


def test_moderator_hides_and_others_do_not_read_it(cast: Cast, topic: Topic) -> None:
    post = write(topic, cast.outsider)
    assert CANARY in logged_in(cast.member).get(topic.get_absolute_url()).content.decode()
    assert hide(logged_in(cast.coordinator), post) == 302
    assert CANARY not in logged_in(cast.member).get(topic.get_absolute_url()).content.decode()
    assert Act.objects.filter(by=cast.coordinator, verb="verborg een bericht").exists()


def test_other_moderator_shows_it_again(cast: Cast, topic: Topic) -> None:
    post = write(topic, cast.outsider)
    hide(logged_in(cast.coordinator), post)
    assert logged_in(cast.steward).post(f"/forum/reactie/{post.pk}/laten-zien/").status_code == 302
    assert CANARY in logged_in(cast.member).get(topic.get_absolute_url()).content.decode()
    topic.refresh_from_db()
    assert (topic.reply_count, topic.last_posted_at) == (1, post.posted_at)


def test_reader_cannot_hide(cast: Cast, topic: Topic) -> None:
    assert hide(logged_in(cast.member), write(topic, cast.outsider)) == 403


def test_visitor_cannot_hide(cast: Cast, topic: Topic) -> None:
    post = write(topic, cast.outsider)
    Client().post(f"/forum/reactie/{post.pk}/verbergen/", WHY)
    assert not post.withholdings.exists()


def test_opening_the_page_hides_nothing(cast: Cast, topic: Topic) -> None:
    post = write(topic, cast.outsider)
    assert logged_in(cast.coordinator).get(f"/forum/reactie/{post.pk}/verbergen/").status_code == 200
    assert logged_in(cast.coordinator).get(f"/forum/reactie/{post.pk}/laten-zien/").status_code == 405
    assert not post.withholdings.exists()


def test_counts_are_of_what_everybody_reads(cast: Cast, topic: Topic) -> None:
    first = write(topic, cast.member, "Eerste")
    hiding.hide(write(topic, cast.outsider), by=cast.editor, reason="Zo.")
    topic.refresh_from_db()
    assert (topic.reply_count, topic.last_posted_at) == (1, first.posted_at)


def test_hidden_best_answer_is_not_promised(cast: Cast, topic: Topic) -> None:
    post = write(topic, cast.outsider)
    Acceptance.objects.create(topic=topic, post=post, by=cast.colleague, at=timezone.now())
    list_of_theme = f"/forum/{topic.theme.slug}/"
    assert "beste antwoord gekozen" in logged_in(cast.member).get(list_of_theme).content.decode()
    hiding.hide(post, by=cast.editor, reason="Zo.")
    assert "beste antwoord gekozen" not in logged_in(cast.member).get(list_of_theme).content.decode()


def test_hidden_reply_is_not_unread(cast: Cast, topic: Topic) -> None:
    unread.mark_read(cast.member, topic, number=1)
    post = write(topic, cast.outsider)
    assert unread.count_unread(cast.member) == 1
    hiding.hide(post, by=cast.editor, reason="Zo.")
    assert unread.count_unread(cast.member) == 0


def test_hidden_post_is_on_no_page_and_in_no_notice_of_others(cast: Cast, topic: Topic) -> None:
    watching.follow_from_now(cast.member, topic, reason="je dit volgt")
    post = write(topic, cast.outsider)
    Bookmark.objects.create(person=cast.member, post=post, at=timezone.now())
    client = logged_in(cast.member)
    assert CANARY in everything_read_by(client, topic)
    assert Notice.objects.filter(person=cast.member, url=post.get_absolute_url()).exists()
    hiding.hide(post, by=cast.editor, reason="Zo.")
    assert CANARY not in everything_read_by(client, topic)
    assert not Notice.objects.filter(person=cast.member, url=post.get_absolute_url()).exists()


def test_title_of_a_hidden_topic_is_nowhere_for_others(cast: Cast, topic: Topic) -> None:
    Topic.objects.filter(pk=topic.pk).update(title=f"Vraag over een {CANARY} met muziekdoos")
    topic.refresh_from_db()
    Theme.objects.filter(pk=topic.theme_id).update(public_since=timezone.now())
    watching.follow_from_now(cast.member, topic, reason="je dit volgt")
    write(topic, cast.outsider, "Antwoord")
    feeds.renew(cast.member)
    feed = f"/forum/feed/{feeds.address_key(cast.member)}/nieuw.atom"
    client = logged_in(cast.member)
    assert CANARY in everything_read_by(client, topic)
    assert CANARY in client.get(feed).content.decode()
    hiding.hide(topic.opening, by=cast.editor, reason="Zo.")
    assert CANARY not in everything_read_by(client, topic) + client.get(feed).content.decode()
    assert CANARY not in Client().get("/forum/nieuw.atom").content.decode()
    assert CANARY in logged_in(cast.colleague).get(topic.get_absolute_url()).content.decode()


def test_author_reads_why_and_answers_once(cast: Cast, topic: Topic) -> None:
    post = write(topic, cast.outsider)
    hide(logged_in(cast.coordinator), post)
    row, client = post.withholdings.get(), logged_in(cast.outsider)
    assert WHY["reason"] in client.get(topic.get_absolute_url()).content.decode()
    url = f"/forum/verborgen/{row.pk}/weerwoord/"
    assert url in client.get(topic.get_absolute_url()).content.decode()
    client.post(url, {"text": "Het is het adres van het stadskantoor."})
    client.post(url, {"text": "En nog iets."})
    assert url not in client.get(topic.get_absolute_url()).content.decode()
    assert Objection.objects.get().text == "Het is het adres van het stadskantoor."
    assert "stadskantoor" in logged_in(cast.editor).get("/beheer/?soort=weerwoord").content.decode()


def test_nobody_else_answers_for_the_author(cast: Cast, topic: Topic) -> None:
    row = hiding.hide(write(topic, cast.outsider), by=cast.editor, reason="Zo.")
    assert logged_in(cast.member).post(f"/forum/verborgen/{row.pk}/weerwoord/", {"text": "Nee."}).status_code == 404


def objected(cast: Cast, topic: Topic) -> Objection:
    row = hiding.hide(write(topic, cast.outsider), by=cast.coordinator, reason="Zo.")
    logged_in(cast.outsider).post(f"/forum/verborgen/{row.pk}/weerwoord/", {"text": "Het klopt wel."})
    return Objection.objects.get()


def test_moderator_gives_in_and_the_post_is_back(cast: Cast, topic: Topic) -> None:
    objection = objected(cast, topic)
    values = {"besluit": "grant", "answer": "Je hebt gelijk."}
    logged_in(cast.steward).post(f"/forum/weerwoord/{objection.pk}/", values)
    assert CANARY in logged_in(cast.member).get(topic.get_absolute_url()).content.decode()
    assert "Je hebt gelijk." in logged_in(cast.outsider).get("/forum/maatregelen/").content.decode()


def test_moderator_keeps_it_hidden_and_answers(cast: Cast, topic: Topic) -> None:
    objection = objected(cast, topic)
    values = {"besluit": "keep", "answer": "Het blijft zo."}
    logged_in(cast.editor).post(f"/forum/weerwoord/{objection.pk}/", values)
    assert CANARY not in logged_in(cast.member).get(topic.get_absolute_url()).content.decode()
    assert "Het blijft zo." in logged_in(cast.outsider).get("/forum/maatregelen/").content.decode()


def test_others_do_not_find_an_objection(cast: Cast, topic: Topic) -> None:
    objection = objected(cast, topic)
    for person in (cast.member, cast.outsider):
        assert logged_in(person).get(f"/forum/weerwoord/{objection.pk}/").status_code == 404


def held(topic: Topic, author: object) -> Withholding:
    kind = Withholding.Kind.REVIEW
    writing = posting.Writing(body=f"<p>{CANARY}</p>", held=kind, held_because="Dit is een bedrijf.")
    return posting.reply(topic, writing=writing, by=author).withholdings.get()  # type: ignore[arg-type]


def test_what_waits_for_an_editor_is_in_the_queue_with_the_explanation(cast: Cast, topic: Topic) -> None:
    held(topic, cast.outsider)
    assert "Dit is een bedrijf." in logged_in(cast.editor).get("/beheer/?soort=nakijken").content.decode()
    assert "Dit is een bedrijf." in logged_in(cast.coordinator).get("/forum/moderatie/").content.decode()
    assert CANARY not in logged_in(cast.member).get(topic.get_absolute_url()).content.decode()


def test_released_post_arrives_as_new_behind_the_others(cast: Cast, topic: Topic) -> None:
    row = held(topic, cast.outsider)
    later = write(topic, cast.colleague, "Later")
    unread.mark_read(cast.member, later.topic, number=later.number)
    watching.follow_from_now(cast.member, topic, reason="je dit volgt")
    logged_in(cast.editor).post(f"/forum/nakijken/{row.pk}/", {"besluit": "release", "gelezen": row.post.read_mark})
    row.post.refresh_from_db()
    assert row.post.number > later.number
    assert unread.first_unread(cast.member, topic) == row.post
    assert Notice.objects.filter(person=cast.member, kind="forum.reply").exists()
    topic.refresh_from_db()
    assert topic.reply_count == 2


def test_released_change_stays_in_its_place(cast: Cast, topic: Topic) -> None:
    post = write(topic, cast.outsider, "Zonder")
    write(topic, cast.member, "Later")
    writing = posting.Writing(body=f"<p>{CANARY}</p>", held=Withholding.Kind.REVIEW, held_because="Bedrijf.")
    posting.edit(post, writing=writing, by=cast.outsider)
    topic.refresh_from_db()
    assert topic.reply_count == 1
    hiding.release(post.withholdings.get(), by=cast.editor)
    fresh = Post.objects.get(pk=post.pk)
    assert (fresh.number, fresh.posted_at) == (post.number, post.posted_at)


def test_kept_hidden_needs_a_reason_that_the_author_reads(cast: Cast, topic: Topic) -> None:
    row, client = held(topic, cast.outsider), logged_in(cast.editor)
    assert client.post(f"/forum/nakijken/{row.pk}/", {"besluit": "keep"}).status_code == 422
    client.post(f"/forum/nakijken/{row.pk}/", {"besluit": "keep", "reason": "Het is een woonadres."})
    assert "Het is een woonadres." in logged_in(cast.outsider).get("/forum/maatregelen/").content.decode()
    assert row.post.withholdings.active().get().kind == Withholding.Kind.HIDDEN


def test_what_changed_after_an_editor_read_it_is_not_let_through(cast: Cast, topic: Topic) -> None:
    row = held(topic, cast.outsider)
    queue = logged_in(cast.editor).get("/beheer/?soort=nakijken").content.decode()
    assert row.post.read_mark in queue
    decision = {"besluit": "release", "gelezen": row.post.read_mark}
    posting.edit(row.post, writing=posting.Writing(body="<p>Heel iets anders.</p>"), by=cast.outsider)
    logged_in(cast.editor).post(f"/forum/nakijken/{row.pk}/", decision)
    assert Withholding.objects.active().filter(pk=row.pk).exists()
    assert logged_in(cast.editor).post(f"/forum/nakijken/{row.pk}/", {"besluit": "release"}).status_code == 422


def test_what_its_author_took_away_does_not_wait_for_an_editor(cast: Cast, topic: Topic) -> None:
    posting.take_away(held(topic, cast.outsider).post, by=cast.outsider)
    assert "Dit is een bedrijf." not in logged_in(cast.editor).get("/beheer/?soort=nakijken").content.decode()


def test_second_decision_on_a_held_post_does_nothing(cast: Cast, topic: Topic) -> None:
    row, client = held(topic, cast.outsider), logged_in(cast.editor)
    client.post(f"/forum/nakijken/{row.pk}/", {"besluit": "release", "gelezen": row.post.read_mark})
    page = client.post(f"/forum/nakijken/{row.pk}/", {"besluit": "keep", "reason": "Nee."}, follow=True)
    assert "al beslist" in page.content.decode()
    assert not row.post.withholdings.active().exists()


def test_others_do_not_find_what_waits(cast: Cast, topic: Topic) -> None:
    row = held(topic, cast.outsider)
    for person in (cast.member, cast.outsider):
        assert logged_in(person).get(f"/forum/nakijken/{row.pk}/").status_code == 404


def test_old_answers_stay_in_reach(cast: Cast, topic: Topic) -> None:
    """Hiding the newest reply gives the topic back the moment of the one before."""
    old = answer(topic, cast.member, at=timezone.now() - timedelta(minutes=30))
    hiding.hide(write(topic, cast.outsider), by=cast.editor, reason="Zo.")
    topic.refresh_from_db()
    assert topic.last_posted_at == old.posted_at
