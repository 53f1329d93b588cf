"""What people thought of an event: asked once, anonymous, shown from five answers on."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from woonoverlast.attendance import evaluating
from woonoverlast.attendance.models import EvaluationAnswer, EvaluationTurn
from woonoverlast.attendance.tests.day import came, over, own_path, path, place, subjects
from woonoverlast.events.models import Cancellation, Event, SignUp, Status
from woonoverlast.events.places import NotPossible
from woonoverlast.events.tests.making import add_part
from woonoverlast.people.testing import Cast, logged_in, make_person

WORDS = {"grade": "8", "useful": "4", "differently": "Eerder met de wijkagent bellen.", "better": "Meer pauze."}


@pytest.fixture
def event(cast: Cast) -> Event:
    return over(cast.coordinator)


def answer(sign_up: SignUp, **words: str) -> Any:
    return Client().post(own_path(sign_up, "evaluatie/"), WORDS | words)


def answered(event: Event, cast: Cast, number: int) -> list[SignUp]:
    found = [came(event, by=cast.coordinator) for _ in range(number)]
    for sign_up in found:
        answer(sign_up)
    return found


def test_who_was_there_gets_one_mail(cast: Cast, event: Event) -> None:
    came(event, cast.member, by=cast.coordinator)
    place(event, cast.colleague)
    assert evaluating.ask_all() == 1
    assert evaluating.ask_all() == 0
    assert subjects() == [f"Wat vond je ervan: {event.title}"]
    assert mail.outbox[0].to == [cast.member.email]
    assert "/evaluatie/" in mail.outbox[0].body


def test_without_a_list_who_had_a_place_is_asked(cast: Cast, event: Event) -> None:
    place(event, cast.member)
    place(event, cast.colleague, status=Status.WAITING)
    evaluating.ask_all()
    assert [message.to for message in mail.outbox] == [[cast.member.email]]


def test_not_before_two_hours_not_after_three_days_not_when_cancelled(cast: Cast) -> None:
    soon = over(cast.coordinator, days=5 / 24)
    Event.objects.filter(pk=soon.pk).update(ends_at=timezone.now() - timedelta(minutes=90))
    over(cast.coordinator, days=5)
    Cancellation.objects.create(event=over(cast.coordinator), by=cast.editor, reason="ziek")
    over(cast.coordinator, published=False)
    assert evaluating.ask_all() == 0
    assert evaluating.ask_all(now=timezone.now() + timedelta(minutes=31)) == 1  # the control


def test_answer_and_who_answered_are_not_linked(cast: Cast, event: Event) -> None:
    sign_up = came(event, cast.member, by=cast.coordinator)
    answer(sign_up)
    made, turn = EvaluationAnswer.objects.get(), EvaluationTurn.objects.get(sign_up=sign_up)
    assert (made.grade, made.useful, made.better) == (8, 4, "Meer pauze.")
    assert turn.answered_on == timezone.localdate()
    fields = {field.name for field in EvaluationAnswer._meta.get_fields()}
    assert fields == {"id", "event", "grade", "useful", "differently", "better"}
    times = [field for field in EvaluationTurn._meta.get_fields() if field.get_internal_type() == "DateTimeField"]
    assert times == []


@pytest.mark.django_db(transaction=True)
def test_after_the_night_the_database_does_not_tell_either(places: None) -> None:
    """PostgreSQL keeps with each row which transaction wrote it: until the night that gives answers away."""
    event = over(make_person("organisator"))
    for name in ("een", "twee", "drie"):
        answer(came(event, make_person(name), by=event.made_by))
    assert linked() == 3  # the control: it can be seen
    evaluating.blur()
    assert linked() == 0


def linked() -> int:
    """How many answers were written by the transaction that wrote exactly one turn."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM attendance_evaluationanswer a JOIN"
            " (SELECT xmin::text x FROM attendance_evaluationturn GROUP BY 1 HAVING count(*) = 1) t ON t.x = a.xmin::text"
        )
        return int(cursor.fetchone()[0])


def test_answering_twice_is_refused(cast: Cast, event: Event) -> None:
    sign_up = came(event, cast.member, by=cast.coordinator)
    answer(sign_up)
    assert "al ingevuld" in answer(sign_up).content.decode()
    assert EvaluationAnswer.objects.count() == 1
    with pytest.raises(NotPossible):
        evaluating.answer(sign_up, words={"grade": 3})


@pytest.mark.parametrize("kept", ["grade", "useful", "differently", "better"])
def test_each_question_may_stay_empty_but_not_all(cast: Cast, event: Event, kept: str) -> None:
    sign_up = came(event, cast.member, by=cast.coordinator)
    empty = dict.fromkeys(WORDS, "")
    refused = Client().post(own_path(sign_up, "evaluatie/"), empty)
    assert refused.status_code == 422
    assert "ten minste één vraag" in refused.content.decode()
    Client().post(own_path(sign_up, "evaluatie/"), empty | {kept: WORDS[kept]})
    assert EvaluationAnswer.objects.count() == 1


def test_personal_data_is_refused_and_kept_on_the_form(cast: Cast, event: Event) -> None:
    sign_up = came(event, cast.member, by=cast.coordinator)
    refused = answer(sign_up, better="Het geval van mevrouw Jansen, 06-12345678, was te lang.")
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "zonder gegevens van personen" in text
    assert "was te lang." in text
    assert not EvaluationAnswer.objects.exists()


def test_speakers_may_be_named(cast: Cast, event: Event) -> None:
    add_part(event, speaker="Kees de Vries")
    sign_up = came(event, cast.member, by=cast.coordinator)
    assert answer(sign_up, better="Kees de Vries mag meer tijd krijgen.").status_code == 302
    other = came(event, cast.colleague, by=cast.coordinator)
    assert answer(other, better="Bel Henk de Boer terug.").status_code == 422  # the control


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"days": -2}, "nog niet geweest"), ({"days": 40}, "gesloten"), ({"days": 1}, "voor wie er was")],
)
def test_reasons_against(cast: Cast, fields: Any, said: str) -> None:
    event = over(cast.coordinator, **fields)
    sign_up = place(event, cast.member, status=Status.PLACE if fields["days"] != 1 else Status.CANCELLED)
    assert said in Client().get(own_path(sign_up, "evaluatie/")).content.decode()
    answer(sign_up)
    assert not EvaluationAnswer.objects.exists()


def test_report_says_nothing_below_five(cast: Cast, event: Event) -> None:
    answered(event, cast, 4)
    client = logged_in(cast.coordinator)
    text = client.get(path(event, "na-afloop/evaluatie/")).content.decode()
    assert "Nog te weinig antwoorden" in text
    assert "Meer pauze" not in text
    answered(event, cast, 1)
    assert "Meer pauze" in client.get(path(event, "na-afloop/evaluatie/")).content.decode()  # the control


def test_report_counts(cast: Cast, event: Event) -> None:
    people = [came(event, by=cast.coordinator) for _ in range(8)]
    evaluating.ask(event)
    for sign_up, grade in zip(people, [6, 7, 7, 8, 10, ""], strict=False):
        answer(sign_up, grade=str(grade))
    report = evaluating.report(event)
    assert (report.asked, report.answered, report.percent) == (8, 6, 75)
    assert str(report.grade) == "7.6"
    assert [(bar.value, bar.count, bar.step) for bar in report.grades if bar.count] == [
        (10, 1, 10),
        (8, 1, 10),
        (7, 2, 20),
        (6, 1, 10),
    ]
    assert len(report.better) == 6


def test_open_answers_come_in_another_order_each_time(cast: Cast, event: Event) -> None:
    for number in range(8):
        EvaluationAnswer.objects.create(event=event, better=f"Antwoord {number}")
    orders = {evaluating.report(event).better for _ in range(10)}
    assert len(orders) > 1
    assert {frozenset(order) for order in orders} == {frozenset(f"Antwoord {number}" for number in range(8))}


def test_answers_of_another_event_stay_out(cast: Cast, event: Event) -> None:
    answered(over(cast.coordinator), cast, 5)
    assert evaluating.report(event).answered == 0


def test_false_link_is_absent(db: None) -> None:
    assert Client().get("/agenda/plaats/onzin/evaluatie/").status_code == 404
