"""What was just done with a post or a topic is said there, not at the top, where nobody looks after a jump."""

from typing import Any

import pytest

from woonoverlast.forum import posting
from woonoverlast.forum.models import Topic
from woonoverlast.forum.tests.helpers import answer, ask_question
from woonoverlast.people.testing import Cast, logged_in

TOP = '<div class="container messages" role="status">\n<div'


def said_in(page: str, element: str) -> str:
    """What is said in the element with this id: right after its opening, up to its end."""
    _, found, rest = page.partition(f'id="{element}"')
    return rest[: rest.find("</article>" if element.startswith("bericht") else "</header>")] if found else ""


def assert_said_beside(page: str, element: str, text: str, *, role: str = "status") -> None:
    inside = said_in(page, element)
    assert text in inside
    assert f'<div class="beside" role="{role}" tabindex="-1" data-beside>' in inside
    assert page.count(text) == 1
    assert TOP not in page


ACTS_WITH_A_POST: list[tuple[str, dict[str, Any], str]] = [
    ("reactie/{post}/nuttig/", {"aan": "ja"}, "Fijn dat dit nuttig was."),
    ("reactie/{post}/beste-antwoord/", {"aan": "ja"}, "Dit is nu het beste antwoord."),
    ("reactie/{post}/beste-antwoord/", {}, "Dit is niet meer het beste antwoord."),
    ("reactie/{post}/bewaren/", {"note": ""}, "Je vindt het terug bij Wat je bewaarde."),
    ("reactie/{post}/wijzigen/", {"body": "<p>Anders gezegd.</p>"}, "Je bericht staat erop."),
    ("reactie/{post}/verbergen/", {"reason": "Hier staat een naam in."}, "Verborgen. De schrijver leest waarom."),
    ("reactie/{post}/melden/", {"reason": "rude"}, "Een moderator kijkt ernaar."),
    ("reactie/{post}/maatregel/", {"reason": "Blijf vriendelijk, graag."}, "krijgt bericht, met de reden."),
    ("reactie/{post}/wissen/", {}, "Het bericht is gewist."),
]
ACTS_WITH_A_TOPIC: list[tuple[str, dict[str, Any], str]] = [
    ("onderwerp/{topic}/wij-ook/", {"aan": "ja"}, "Dit speelt ook bij jou."),
    ("onderwerp/{topic}/volgen/", {"niveau": "everything"}, "Van dit onderwerp hoor je voortaan"),
    ("onderwerp/{topic}/opgelost/", {"aan": "ja"}, "De vraag staat op opgelost."),
    ("onderwerp/{topic}/opgelost/", {}, "De vraag staat weer open."),
    ("onderwerp/{topic}/gevonden/", {}, "Mooi, dit bestond al."),
    ("onderwerp/{topic}/sluiten/", {"reason": "Hier is alles al gezegd."}, "Dit onderwerp is gesloten."),
    ("onderwerp/{topic}/openen/", {}, "Dit onderwerp is weer open."),
    ("onderwerp/{topic}/oogst/", {"kind": "practice"}, "De redactie kijkt wat dit kan worden."),
]


@pytest.mark.parametrize(("path", "sent", "text"), ACTS_WITH_A_POST)
def test_acts_with_a_post_are_told_in_that_post(cast: Cast, path: str, sent: dict[str, Any], text: str) -> None:
    post = answer(ask_question(cast.member), cast.colleague)
    page = logged_in(cast.editor).post("/forum/" + path.format(post=post.pk), sent, follow=True).content.decode()
    assert_said_beside(page, f"bericht-{post.pk}", text)


@pytest.mark.parametrize(("path", "sent", "text"), ACTS_WITH_A_TOPIC)
def test_acts_with_a_topic_are_told_in_its_head(cast: Cast, path: str, sent: dict[str, Any], text: str) -> None:
    topic = ask_question(cast.member)
    answer(topic, cast.colleague)
    page = logged_in(cast.editor).post("/forum/" + path.format(topic=topic.pk), sent, follow=True).content.decode()
    assert_said_beside(page, "onderwerp", text)


def test_what_cannot_be_done_is_an_alert_in_that_post(cast: Cast) -> None:
    topic = ask_question(cast.member)
    own = answer(topic, cast.member)
    page = logged_in(cast.member).post(f"/forum/reactie/{own.pk}/nuttig/", {"aan": "ja"}, follow=True).content.decode()
    assert_said_beside(page, f"bericht-{own.pk}", "eigen bericht", role="alert")


def test_reply_is_told_in_the_reply(cast: Cast) -> None:
    topic = ask_question(cast.member)
    sent = {"body": "<p>Begin met meten.</p>"}
    page = logged_in(cast.colleague).post(f"/forum/onderwerp/{topic.pk}/reageren/", sent, follow=True).content.decode()
    assert_said_beside(page, f"bericht-{topic.posts.get(number=2).pk}", "Je bericht staat erop.")


def test_what_the_page_does_not_show_is_told_at_its_top(cast: Cast) -> None:
    topic = ask_question(cast.member)
    post = answer(topic, cast.colleague)
    client = logged_in(cast.member)
    client.post(f"/forum/reactie/{post.pk}/nuttig/", {"aan": "ja"})
    posting.take_away(post, by=cast.colleague)
    page = client.get(topic.get_absolute_url()).content.decode()
    assert TOP in page
    assert "Fijn dat dit nuttig was." in page


def asked(cast: Cast, kind: str) -> str:
    sent = {
        "title": "Wat doe je tegen vuur op het balkon?",
        "theme": "proef",
        "kind": kind,
        "body": "<p>Wie weet raad?</p>",
    }
    return logged_in(cast.member).post("/forum/nieuw/", sent, follow=True).content.decode()


@pytest.mark.parametrize(("kind", "promised"), [("question", True), ("discussion", False)])
def test_who_asks_reads_whom_we_ask_when_nobody_answers(cast: Cast, kind: str, promised: bool) -> None:
    ask_question(cast.editor)  # makes the theme
    page = asked(cast, kind)
    assert Topic.objects.filter(kind=kind, author=cast.member).exists()
    assert "Je bericht staat erop." in said_in(page, "onderwerp")
    assert ("Heeft na 48 uur nog niemand gereageerd?" in said_in(page, "onderwerp")) is promised
