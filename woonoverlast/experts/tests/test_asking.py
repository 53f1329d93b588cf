"""A question without an answer reaches three people, nobody is asked too often, and the asked one decides."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from woonoverlast.experts import asking
from woonoverlast.experts.models import Ask
from woonoverlast.forum.models import Lock, Resolution, Sanction
from woonoverlast.forum.tests.helpers import answer, ask_question, subject, withhold
from woonoverlast.lib.errors import NotPossible
from woonoverlast.notifications.models import Notice
from woonoverlast.people.models import Membership, Person, VisibleField
from woonoverlast.people.testing import Cast, logged_in, make_cast, make_person
from woonoverlast.places.models import Municipality


def knowing(cast: Cast, count: int) -> list[Person]:
    people = [make_person(f"kenner-{number}", cast.elsewhere) for number in range(count)]
    subject().people.add(*people)
    return people


def asked_people() -> set[Person]:
    return {ask.person for ask in Ask.objects.all()}


def ask_for(cast: Cast, person: Person) -> Ask:
    topic = ask_question(cast.member, about=subject())
    return Ask.objects.create(topic=topic, person=person, at=timezone.now(), evidence="geeft op veel te weten")


def test_after_two_days_three_people_are_asked(cast: Cast) -> None:
    people = knowing(cast, 5)
    ask_question(cast.member, about=subject(), hours=47)
    assert asking.ask_about_unanswered() == 0
    topic = ask_question(cast.member, about=subject(), hours=49)
    assert asking.ask_about_unanswered() == 3
    assert asked_people() == set(people[:3])
    assert Notice.objects.filter(person=people[0], thread=f"topic:{topic.pk}").count() == 1
    assert set(Notice.objects.waiting().values_list("person", flat=True)) == {person.pk for person in people[:3]}


def test_running_twice_asks_nobody_twice(cast: Cast) -> None:
    knowing(cast, 5)
    ask_question(cast.member, about=subject())
    assert [asking.ask_about_unanswered() for _ in range(3)] == [3, 0, 0]


def test_answered_solved_locked_withheld_and_old_questions_are_left_alone(cast: Cast) -> None:
    knowing(cast, 5)
    answered, solved, locked, hidden, _old = (
        ask_question(cast.member, about=subject(), hours=hours) for hours in (50, 50, 50, 50, 24 * 31)
    )
    answer(answered, cast.outsider)
    Resolution.objects.create(topic=solved, by=cast.member, at=timezone.now())
    lock = Lock.objects.create(topic=locked, by=cast.editor, at=timezone.now(), reason="klaar")
    withhold(hidden.opening)
    assert asking.ask_about_unanswered() == 0
    lock.delete()
    assert asking.ask_about_unanswered() == 3


def test_own_reply_is_no_answer(cast: Cast) -> None:
    knowing(cast, 3)
    answer(ask_question(cast.member, about=subject()), cast.member)
    assert asking.ask_about_unanswered() == 3


def test_who_left_is_suspended_hides_or_asked_himself_is_not_asked(cast: Cast) -> None:
    left, suspended, sanctioned, hiding, free = knowing(cast, 5)
    subject().people.add(cast.member)
    Membership.objects.filter(person=left).update(ended_on=timezone.localdate())
    Person.objects.filter(pk=suspended.pk).update(suspended_at=timezone.now())
    Person.objects.filter(pk=hiding.pk).update(hidden_fields=[VisibleField.EXPERTISE])
    until = timezone.now() + timedelta(days=3)
    Sanction.objects.create(
        kind=Sanction.Kind.SUSPENSION, person=sanctioned, by=cast.editor, at=timezone.now(), reason="x", until=until
    )
    ask_question(cast.member, about=subject())
    asking.ask_about_unanswered()
    assert asked_people() == {free}


def test_who_hides_what_he_knows_is_not_picked_for_his_answers_either(cast: Cast) -> None:
    answer(ask_question(cast.member, about=subject(), hours=900), cast.outsider, best=True)
    Person.objects.filter(pk=cast.outsider.pk).update(hidden_fields=[VisibleField.EXPERTISE])
    ask_question(cast.member, about=subject())
    assert asking.ask_about_unanswered() == 0


def test_nobody_is_asked_more_than_twice_a_week(cast: Cast) -> None:
    knowing(cast, 1)
    for _ in range(3):
        ask_question(cast.member, about=subject())
    asking.ask_about_unanswered()
    assert Ask.objects.count() == 2
    Ask.objects.update(at=timezone.now() - timedelta(days=8))
    asking.ask_about_unanswered()
    assert Ask.objects.count() == 3


def test_words_give_the_subject_where_there_is_no_label(cast: Cast) -> None:
    knowing(cast, 1)
    ask_question(cast.member)
    assert asking.ask_about_unanswered() == 1


def test_who_declines_is_replaced(cast: Cast) -> None:
    people = knowing(cast, 4)
    ask_question(cast.member, about=subject())
    asking.ask_about_unanswered()
    ask = Ask.objects.get(person=people[0])
    logged_in(people[0]).post(f"/forum/gevraagd/{ask.pk}/afzien/")
    assert asking.ask_about_unanswered() == 1
    assert asked_people() == set(people)


def test_a_reply_marks_the_request_as_answered(cast: Cast) -> None:
    ask = ask_for(cast, cast.outsider)
    asking.mark_answered(answer(ask.topic, cast.outsider))
    ask.refresh_from_db()
    assert ask.response == Ask.Response.ANSWERED


def test_declining_works_once(cast: Cast) -> None:
    ask = ask_for(cast, cast.outsider)
    client = logged_in(cast.outsider)
    client.post(f"/forum/gevraagd/{ask.pk}/afzien/")
    ask.refresh_from_db()
    assert ask.response == Ask.Response.DECLINED
    page = client.post(f"/forum/gevraagd/{ask.pk}/afzien/", follow=True).content.decode()
    assert "al afgehandeld" in page


@pytest.mark.parametrize("act", ["afzien", "doorgeven"])
def test_somebody_elses_request_does_not_exist(cast: Cast, act: str) -> None:
    ask = ask_for(cast, cast.outsider)
    for person in (cast.member, cast.colleague, cast.editor):
        assert logged_in(person).post(f"/forum/gevraagd/{ask.pk}/{act}/").status_code == 404


def test_declining_by_link_changes_nothing(cast: Cast) -> None:
    ask = ask_for(cast, cast.outsider)
    assert logged_in(cast.outsider).get(f"/forum/gevraagd/{ask.pk}/afzien/").status_code == 405


def test_request_about_a_hidden_topic_is_gone(cast: Cast) -> None:
    ask = ask_for(cast, cast.outsider)
    client = logged_in(cast.outsider)
    assert ask.topic.title in client.get("/forum/gevraagd/").content.decode()
    withhold(ask.topic.opening)
    assert ask.topic.title not in client.get("/forum/gevraagd/").content.decode()
    assert client.get(f"/forum/gevraagd/{ask.pk}/doorgeven/").status_code == 404


def test_passing_on_asks_the_colleague(cast: Cast) -> None:
    ask = ask_for(cast, cast.outsider)
    url = f"/forum/gevraagd/{ask.pk}/doorgeven/"
    assert logged_in(cast.outsider).post(url, {"person": cast.other_coordinator.pk}).status_code == 302
    ask.refresh_from_db()
    assert (ask.response, ask.passed_to) == (Ask.Response.PASSED, cast.other_coordinator)
    new = Ask.objects.get(person=cast.other_coordinator)
    assert (new.by, new.topic) == (cast.outsider, ask.topic)


def test_passing_on_respects_the_limit(cast: Cast) -> None:
    for _ in range(2):
        ask_for(cast, cast.other_coordinator)
    ask = ask_for(cast, cast.outsider)
    url = f"/forum/gevraagd/{ask.pk}/doorgeven/"
    answered = logged_in(cast.outsider).post(url, {"person": cast.other_coordinator.pk})
    assert answered.status_code == 422
    assert "deze week al 2 vragen" in answered.content.decode()
    assert Ask.objects.get(pk=ask.pk).response == ""


def test_passing_on_to_the_asker_or_a_stranger_is_refused(cast: Cast) -> None:
    ask = ask_for(cast, cast.outsider)
    for person in (cast.member, cast.applicant, cast.suspended):
        url = f"/forum/gevraagd/{ask.pk}/doorgeven/"
        assert logged_in(cast.outsider).post(url, {"person": person.pk}).status_code == 422


def test_asker_asks_one_person(cast: Cast) -> None:
    topic = ask_question(cast.member, about=subject(), hours=1)
    url = f"/forum/vraag-aan/{cast.outsider.pk}/"
    assert topic.title in logged_in(cast.member).get(url).content.decode()
    assert logged_in(cast.member).post(url, {"topic": topic.pk}).status_code == 302
    assert Ask.objects.get().by == cast.member


def test_only_own_questions_can_be_chosen(cast: Cast) -> None:
    topic = ask_question(cast.colleague, about=subject(), hours=1)
    answered = logged_in(cast.member).post(f"/forum/vraag-aan/{cast.outsider.pk}/", {"topic": topic.pk})
    assert answered.status_code == 422
    assert not Ask.objects.exists()


def test_asker_asks_three_people_at_most(cast: Cast) -> None:
    topic = ask_question(cast.member, hours=1)
    people = knowing(cast, 4)
    for person in people[:3]:
        asking.ask_person(topic, person, by=cast.member)
    with pytest.raises(NotPossible):
        asking.ask_person(topic, people[3], by=cast.member)


def test_number_of_queries_of_the_list_does_not_grow(cast: Cast) -> None:
    client = logged_in(cast.outsider)
    ask_for(cast, cast.outsider)
    client.get("/forum/gevraagd/")
    with CaptureQueriesContext(connection) as few:
        client.get("/forum/gevraagd/")
    for _ in range(8):
        ask_for(cast, cast.outsider)
    with CaptureQueriesContext(connection) as many:
        client.get("/forum/gevraagd/")
    assert len(few) == len(many)


@pytest.mark.django_db(transaction=True)
def test_two_askers_at_once_do_not_pass_the_limit(places: None) -> None:
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    cast = make_cast(here, elsewhere)
    ask_for(cast, cast.outsider)
    topics = [ask_question(author, hours=1) for author in (cast.member, cast.colleague, cast.steward)]

    def ask(number: int) -> bool:
        try:
            asking.ask_person(topics[number], cast.outsider, by=topics[number].author)
        except NotPossible:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(ask, range(3))) == [False, False, True]
    assert Ask.objects.filter(person=cast.outsider).count() == 2
