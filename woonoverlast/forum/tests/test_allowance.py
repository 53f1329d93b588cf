"""How much somebody may post, and what he reads when it is enough."""

from datetime import timedelta

import pytest
from django.utils import timezone

from woonoverlast.forum import allowance
from woonoverlast.forum.models import Post, Topic
from woonoverlast.forum.tests.helpers import answer, ask_question
from woonoverlast.people.models import Application, MailDomain, Person
from woonoverlast.people.testing import Cast, logged_in


@pytest.fixture
def topic(cast: Cast) -> Topic:
    return ask_question(cast.colleague)


def accepted(person: Person, cast: Cast, *, days: int = 1) -> None:
    Application.objects.create(
        person=person,
        organisation=cast.here,
        status=Application.Status.ACCEPTED,
        decided_by=cast.steward,
        decided_at=timezone.now() - timedelta(days=days),
    )


def write(cast: Cast, topic: Topic, times: int) -> None:
    for number in range(times):
        answer(topic, cast.member, at=timezone.now() - timedelta(minutes=50 - number))


def reply(cast: Cast, topic: Topic) -> tuple[int, str]:
    values = {"body": "<div>Mijn lange antwoord.</div>"}
    response = logged_in(cast.member).post(f"/forum/onderwerp/{topic.pk}/reageren/", values)
    return response.status_code, response.content.decode()


def test_newcomer_posts_five_a_day_and_reads_when_he_can_again(cast: Cast, topic: Topic) -> None:
    accepted(cast.member, cast)
    write(cast, topic, 4)
    assert reply(cast, topic)[0] == 302
    status, page = reply(cast, topic)
    oldest = Post.objects.filter(author=cast.member).earliest("posted_at")
    again = timezone.localtime(oldest.posted_at + timedelta(hours=24)).strftime("%H:%M uur op %d-%m-%Y")
    assert status == 422
    assert f"Vanaf {again} kun je weer plaatsen" in page
    assert "Mijn lange antwoord." in page


def test_who_was_accepted_longer_ago_posts_on(cast: Cast, topic: Topic) -> None:
    accepted(cast.member, cast, days=15)
    write(cast, topic, 5)
    assert reply(cast, topic)[0] == 302


def test_mail_address_of_the_organisation_is_trusted_at_once(cast: Cast, topic: Topic) -> None:
    accepted(cast.member, cast)
    MailDomain.objects.create(organisation=cast.here, domain="werk.example")
    write(cast, topic, 5)
    assert reply(cast, topic)[0] == 302


def test_everybody_has_a_limit_in_an_hour(cast: Cast, topic: Topic) -> None:
    write(cast, topic, 40)
    assert "Dat is het meeste voor iedereen" in allowance.refusal(cast.member)


def test_new_topic_counts_and_keeps_its_text(cast: Cast, topic: Topic) -> None:
    accepted(cast.member, cast)
    write(cast, topic, 5)
    values = {"kind": "question", "title": "Wie kent een goede mediator?", "theme": topic.theme.slug}
    response = logged_in(cast.member).post("/forum/nieuw/", values | {"body": "<div>In onze regio.</div>"})
    assert response.status_code == 422
    assert "In onze regio." in response.content.decode()


def test_changing_a_post_is_always_possible(cast: Cast, topic: Topic) -> None:
    accepted(cast.member, cast)
    write(cast, topic, 5)
    post = topic.posts.filter(author=cast.member)[0]
    response = logged_in(cast.member).post(f"/forum/reactie/{post.pk}/wijzigen/", {"body": "<div>Beter.</div>"})
    assert response.status_code == 302
