"""The best answer, solved and reopened, "nuttig" and "wij ook"."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from woonoverlast.forum import reactions
from woonoverlast.forum.models import Acceptance, Kind, MeToo, Topic, Useful
from woonoverlast.forum.tests.helpers import answer, ask_question
from woonoverlast.lib.errors import NotPossible
from woonoverlast.notifications.models import Notice
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, logged_in, make_cast
from woonoverlast.places.models import Municipality


@pytest.fixture
def cast(places: None) -> Cast:
    cast = make_cast(*Municipality.objects.current().order_by("code")[:2])
    Person.objects.filter(pk=cast.member.pk).update(municipality=cast.here.municipality)
    return cast


@pytest.fixture
def asker(cast: Cast) -> Client:
    return logged_in(cast.member)


def accept(client: Client, pk: int, *, on: str = "ja") -> str:
    return client.post(f"/forum/reactie/{pk}/beste-antwoord/", {"aan": on}, follow=True).content.decode()


def test_asker_chooses_the_best_answer_and_its_author_hears_it(cast: Cast, asker: Client) -> None:
    topic = ask_question(cast.member)
    answer(topic, cast.colleague)
    best = answer(topic, cast.outsider)
    page = accept(asker, best.pk)
    assert page.index("Beste antwoord van Outsider") < page.index("Bericht 2 van Colleague")
    assert "beste antwoord gekozen" in page
    assert Notice.objects.get(kind="forum.accepted").person == cast.outsider


def test_choosing_solves_and_taking_it_back_leaves_it_solved(cast: Cast, asker: Client) -> None:
    best = answer(ask_question(cast.member), cast.outsider)
    assert "Heropen deze vraag" in accept(asker, best.pk)
    page = accept(asker, best.pk, on="")
    assert "beste antwoord gekozen" not in page
    assert "Heropen deze vraag" in page


def test_second_choice_is_refused_by_name(cast: Cast, asker: Client) -> None:
    topic = ask_question(cast.member)
    first, second = answer(topic, cast.outsider), answer(topic, cast.colleague)
    accept(logged_in(cast.editor), first.pk)
    assert "Editor koos al een ander bericht als beste antwoord (bericht 2)" in accept(asker, second.pk)
    assert Acceptance.objects.get(withdrawn_at=None).post == first


def test_choosing_the_same_twice_is_one_choice(cast: Cast, asker: Client) -> None:
    best = answer(ask_question(cast.member), cast.outsider)
    accept(asker, best.pk)
    accept(asker, best.pk)
    assert Acceptance.objects.count() == Notice.objects.filter(kind="forum.accepted").count() == 1


def test_opening_post_and_talk_have_no_best_answer(cast: Cast, asker: Client) -> None:
    topic = ask_question(cast.member)
    assert asker.post(f"/forum/reactie/{topic.opening.pk}/beste-antwoord/", {"aan": "ja"}).status_code == 400
    talk = answer(ask_question(cast.member, kind=Kind.DISCUSSION), cast.outsider)
    assert asker.post(f"/forum/reactie/{talk.pk}/beste-antwoord/", {"aan": "ja"}).status_code == 403


def test_solved_and_reopened(cast: Cast, asker: Client) -> None:
    topic = ask_question(cast.member)
    url = f"/forum/onderwerp/{topic.pk}/opgelost/"
    assert ">opgelost</span>" in asker.post(url, {"aan": "ja"}, follow=True).content.decode()
    asker.post(url, {"aan": "ja"})
    assert topic.resolutions.count() == 1
    assert ">opgelost</span>" not in asker.post(url, {"aan": ""}, follow=True).content.decode()
    assert topic.resolutions.get().reopened_by == cast.member


def test_useful_is_one_voice_a_person(cast: Cast, asker: Client) -> None:
    post = answer(ask_question(cast.member), cast.outsider)
    for client in (asker, asker, logged_in(cast.colleague)):
        client.post(f"/forum/reactie/{post.pk}/nuttig/", {"aan": "ja"})
    post.refresh_from_db()
    assert (post.useful_count, Topic.objects.get(pk=post.topic_id).useful_count) == (2, 2)
    asker.post(f"/forum/reactie/{post.pk}/nuttig/", {"aan": ""})
    post.refresh_from_db()
    assert (post.useful_count, Useful.objects.get().person) == (1, cast.colleague)


def test_own_post_and_own_topic_do_not_count(cast: Cast, asker: Client) -> None:
    topic = ask_question(cast.member)
    response = asker.post(f"/forum/reactie/{topic.opening.pk}/nuttig/", {"aan": "ja"}, follow=True)
    assert "Je eigen bericht kun je niet nuttig noemen." in response.content.decode()
    response = asker.post(f"/forum/onderwerp/{topic.pk}/wij-ook/", {"aan": "ja"}, follow=True)
    assert "jij telt al mee" in response.content.decode()
    assert not Useful.objects.exists()
    assert not MeToo.objects.exists()


def test_we_too_counts_people_and_names_each_municipality_once(cast: Cast) -> None:
    Person.objects.filter(pk=cast.colleague.pk).update(municipality=cast.here.municipality)
    topic = ask_question(cast.outsider)
    for person in (cast.member, cast.colleague):
        page = logged_in(person).post(f"/forum/onderwerp/{topic.pk}/wij-ook/", {"aan": "ja"}, follow=True)
    text = page.content.decode()
    assert "Speelt ook bij 2 collega" in text
    assert text.count(f">{cast.here.municipality.name}</a>") == 1  # type: ignore[union-attr]


def test_who_says_we_too_hears_of_the_answer(cast: Cast, asker: Client) -> None:
    topic = ask_question(cast.outsider)
    asker.post(f"/forum/onderwerp/{topic.pk}/wij-ook/", {"aan": "ja"})
    logged_in(cast.coordinator).post(f"/forum/onderwerp/{topic.pk}/reageren/", {"body": "<p>Begin met een brief.</p>"})
    assert Notice.objects.filter(person=cast.member, kind="forum.reply").exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_choices_at_once_one_stands(places: None) -> None:
    cast = make_cast(*Municipality.objects.current().order_by("code")[:2])
    topic = ask_question(cast.member)
    posts = [answer(topic, cast.outsider), answer(topic, cast.colleague)]
    together, outcomes = threading.Barrier(2), []

    def choose(number: int) -> None:
        try:
            together.wait(timeout=20)
            reactions.accept(posts[number], by=[cast.member, cast.editor][number])
            outcomes.append("stands")
        except NotPossible:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=choose, args=[number]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "stands"]
    assert Acceptance.objects.filter(withdrawn_at=None, at__lte=timezone.now()).count() == 1


def test_button_for_solved_says_whose_question_it_is(cast: Cast) -> None:
    topic = ask_question(cast.member)
    answer(topic, cast.colleague)
    assert "Mijn vraag is opgelost" in logged_in(cast.member).get(topic.get_absolute_url()).content.decode()
    assert "Deze vraag is opgelost" in logged_in(cast.editor).get(topic.get_absolute_url()).content.decode()
