"""The organiser's pages, from plan to export."""

import io
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from woonoverlast.events import dates, organising, places, retention, signing_up
from woonoverlast.events.models import Answer, Event, Part, Question, SignUp, Status
from woonoverlast.events.signing_up import Guest, Wish
from woonoverlast.events.tests.making import add_part, make_event
from woonoverlast.notifications.models import Notice
from woonoverlast.people import caps
from woonoverlast.people.models import Act, Person
from woonoverlast.people.testing import Cast, logged_in

pytestmark = pytest.mark.django_db


def filled(**fields: Any) -> dict[str, Any]:
    day = timezone.localdate() + timedelta(days=20)
    return {
        "kind": "workshop", "title": "Regie in één middag", "day": day.isoformat(), "starts": "13:00", "ends": "16:30",
        "location": "Stadhuis", "offer_hours": "48", "audience": "members", "body": "Een tekst.", "body_as": "text",
    } | fields  # fmt: skip


def edit_data(event: Event, **fields: Any) -> dict[str, Any]:
    start = timezone.localtime(event.starts_at)
    end = timezone.localtime(event.ends_at)
    same = {"day": f"{start:%Y-%m-%d}", "starts": f"{start:%H:%M}", "ends": f"{end:%H:%M}", "title": event.title}
    return filled(**same, version=event.version, capacity=event.capacity or "") | fields


def join(event: Event, person: Person) -> SignUp:
    return signing_up.sign_up(event, person, by=person)


def test_editor_plans_and_publishes(cast: Cast) -> None:
    client = logged_in(cast.editor)
    client.post("/agenda/nieuw/", filled(capacity="20"))
    event = Event.objects.get()
    assert "Regie in één middag" not in Client().get("/agenda/").content.decode()
    client.post(f"/agenda/{event.pk}/publicatie/")
    assert "Regie in één middag" in Client().get("/agenda/").content.decode()
    assert timezone.localtime(event.starts_at).hour == 13


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"ends": "12:00"}, "Het einde ligt niet na het begin"),
        ({"day": "2020-01-01"}, "Deze datum is al geweest"),
        ({"day": "2027-03-28", "starts": "02:30", "ends": "05:00"}, "Deze tijd bestaat niet"),
        ({"location": ""}, "Zeg waar het is"),
        ({"audience": "region"}, "Kies ten minste één provincie"),
        ({"audience": "disciplines"}, "Kies ten minste één vakgebied"),
        ({"organisers": "niemand@nergens.example"}, "Geen lid gevonden met dit adres: niemand@nergens.example"),
        ({"capacity": "0"}, "minstens 1"),
    ],
)
def test_mistake_is_told_and_keeps_what_was_typed(cast: Cast, fields: dict[str, Any], words: str) -> None:
    response = logged_in(cast.editor).post("/agenda/nieuw/", filled(**fields))
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "Regie in één middag" in page
    assert not Event.objects.exists()


def test_moving_raises_the_sequence_and_a_new_word_does_not(cast: Cast) -> None:
    event = make_event(cast.editor)
    client = logged_in(cast.editor)
    client.post(f"/agenda/{event.pk}/wijzigen/", edit_data(event))
    event.refresh_from_db()
    assert event.sequence == 0
    later = f"{timezone.localtime(event.starts_at) + timedelta(days=1):%Y-%m-%d}"
    client.post(f"/agenda/{event.pk}/wijzigen/", edit_data(event, day=later))
    event.refresh_from_db()
    assert event.sequence == 1


def last_sunday(year: int, month: int) -> date:
    """On which the clock changes, in March and in October: months of 31 days."""
    last = date(year, month, 31)
    return last - timedelta(days=last.isoweekday() % 7)


def test_moving_across_summer_time_keeps_the_clock(cast: Cast) -> None:
    event = make_event(cast.editor)
    client = logged_in(cast.editor)
    year = timezone.localdate().year + 1
    changes = [last_sunday(year, 3), last_sunday(year, 10)]
    for day in [change + timedelta(days=days) for change in changes for days in (-1, 1)]:
        event.refresh_from_db()
        client.post(
            f"/agenda/{event.pk}/wijzigen/", edit_data(event, day=day.isoformat(), starts="13:00", ends="16:00")
        )
        event.refresh_from_db()
        assert timezone.localtime(event.starts_at).strftime("%Y-%m-%d %H:%M") == f"{day} 13:00"
        assert event.ends_at - event.starts_at == timedelta(hours=3)


def test_fewer_places_than_taken_is_refused_beside_the_field(cast: Cast) -> None:
    event = make_event(cast.editor, capacity=3)
    for person in (cast.member, cast.colleague):
        join(event, person)
    event.refresh_from_db()
    page = logged_in(cast.editor).post(f"/agenda/{event.pk}/wijzigen/", edit_data(event, capacity="1")).content.decode()
    assert "Er zijn al 2 plaatsen bezet" in page
    event.refresh_from_db()
    assert event.capacity == 3


def test_more_places_go_to_who_waits(cast: Cast) -> None:
    event = make_event(cast.editor, capacity=1)
    states = [join(event, person) for person in (cast.member, cast.colleague, cast.outsider)]
    event.refresh_from_db()
    logged_in(cast.editor).post(f"/agenda/{event.pk}/wijzigen/", edit_data(event, capacity="2"))
    for sign_up in states:
        sign_up.refresh_from_db()
    assert [s.status for s in states] == [Status.PLACE, Status.OFFERED, Status.WAITING]


def test_second_editor_is_told_and_loses_nothing(cast: Cast) -> None:
    event = make_event(cast.editor)
    old = edit_data(event, title="Mijn titel")
    logged_in(cast.administrator).post(f"/agenda/{event.pk}/wijzigen/", edit_data(event, title="Andere titel"))
    response = logged_in(cast.editor).post(f"/agenda/{event.pk}/wijzigen/", old)
    assert response.status_code == 409
    assert "Mijn titel" in response.content.decode()
    event.refresh_from_db()
    assert event.title == "Andere titel"
    assert f'name="version" value="{event.version}"' in response.content.decode(), "saving again would fail for ever"


def test_organising_member_changes_but_does_not_publish(cast: Cast) -> None:
    event = make_event(cast.member, published=False)
    client = logged_in(cast.member)
    assert client.get(f"/agenda/{event.pk}/organiseren/").status_code == 200
    assert client.post(f"/agenda/{event.pk}/publicatie/").status_code == 403
    assert logged_in(cast.colleague).get(f"/agenda/{event.pk}/organiseren/").status_code == 404
    Event.objects.filter(pk=event.pk).update(published_at=timezone.now())
    assert logged_in(cast.colleague).get(f"/agenda/{event.pk}/organiseren/").status_code == 403


def test_called_off_with_a_waiting_list_offers_nothing_more(cast: Cast) -> None:
    event = make_event(cast.editor, capacity=1)
    first, second = join(event, cast.member), join(event, cast.colleague)
    logged_in(cast.editor).post(f"/agenda/{event.pk}/afzegging/", {"reason": "De spreker is ziek."})
    places.cancel(first, by=cast.member)
    second.refresh_from_db()
    assert second.status == Status.WAITING
    assert "De spreker is ziek." in Client().get(event.get_absolute_url()).content.decode()
    assert "gaat niet door" in Client().get("/agenda/").content.decode()
    page = logged_in(cast.outsider).post(f"/agenda/{event.pk}/aanmelden/", follow=True).content.decode()
    assert "gaat niet door" in page


def test_programme_with_a_member_and_a_guest(cast: Cast) -> None:
    event = make_event(cast.editor)
    at = timezone.localtime(event.starts_at) + timedelta(minutes=45)
    speakers = f"{cast.colleague.email}, gastvrouw\nJan Voorbeeld, jurist"
    client = logged_in(cast.editor)
    client.post(f"/agenda/{event.pk}/programma/", {"starts": f"{at:%H:%M}", "title": "De keten", "speakers": speakers})
    part = Part.objects.get()
    assert part.after_minutes == 45
    assert [str(s) for s in part.speakers.all()] == [cast.colleague.name, "Jan Voorbeeld"]
    assert "Jan Voorbeeld, jurist" in Client().get(event.get_absolute_url()).content.decode()


def test_unknown_speaker_is_named(cast: Cast) -> None:
    event = make_event(cast.editor)
    data = {"starts": "10:00", "title": "X", "speakers": "wie@nergens.example"}
    page = logged_in(cast.editor).post(f"/agenda/{event.pk}/programma/", data).content.decode()
    assert "Geen lid gevonden met het adres wie@nergens.example" in page


def test_copy_has_words_and_programme_but_no_people(cast: Cast) -> None:
    event = make_event(cast.editor)
    add_part(event)
    Question.objects.create(event=event, label="Dieet?")
    join(event, cast.member)
    made = organising.copy(event, by=cast.editor)
    assert (made.title, made.is_published, made.sign_ups.count(), made.taken) == (event.title, False, 0, 0)
    assert (made.parts.count(), made.questions.count()) == (1, 1)
    assert made.uid != event.uid


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("week", ["2026-10-13", "2026-10-20", "2026-10-27"]),
        ("two_weeks", ["2026-10-20", "2026-11-03", "2026-11-17"]),
        ("weekday", ["2026-11-03", "2026-12-01", "2027-01-05"]),
        ("date", ["2026-11-06", "2026-12-06", "2027-01-06"]),
    ],
)
def test_pattern_keeps_the_clock_across_summer_time(cast: Cast, pattern: str, expected: list[str]) -> None:
    at = timezone.make_aware(datetime(2026, 10, 6, 12, 30))
    event = make_event(cast.editor, starts_at=at, ends_at=at + timedelta(hours=1))
    spans = dates.by_pattern(event, pattern, 3)
    assert [f"{timezone.localtime(span.starts_at):%Y-%m-%d %H:%M}" for span in spans] == [
        f"{day} 12:30" for day in expected
    ]
    assert {span.ends_at - span.starts_at for span in spans} == {timedelta(hours=1)}


def test_fifth_weekday_becomes_the_last_and_the_31st_is_passed_over() -> None:
    fifth, last = dates.same_weekday(date(2026, 10, 30)), dates.same_date(date(2026, 10, 31))
    assert [next(fifth) for _ in range(2)] == [date(2026, 11, 27), date(2026, 12, 25)]
    assert [next(last) for _ in range(2)] == [date(2026, 12, 31), date(2027, 1, 31)]


def test_series_is_shown_first_and_made_on_the_second_button(cast: Cast) -> None:
    event = make_event(cast.editor)
    client, data = logged_in(cast.editor), {"pattern": "week", "number": "3"}
    assert "Deze data komen erbij" in client.post(f"/agenda/{event.pk}/reeks/", data).content.decode()
    assert Event.objects.count() == 1
    client.post(f"/agenda/{event.pk}/reeks/", data | {"confirmed": "on"})
    event.refresh_from_db()
    assert event.series
    assert event.series.events.filter(published_at__isnull=False).count() == 4


def test_draft_can_be_thrown_away_and_what_is_published_cannot(cast: Cast) -> None:
    draft, event = make_event(cast.editor, published=False), make_event(cast.editor)
    client = logged_in(cast.editor)
    client.post(f"/agenda/{draft.pk}/weg/")
    client.post(f"/agenda/{event.pk}/weg/")
    assert list(Event.objects.all()) == [event]


def test_export_makes_formulas_harmless(cast: Cast) -> None:
    event = make_event(cast.editor, audience="everybody")
    question = Question.objects.create(event=event, label="Dieet?")
    signing_up.sign_up_guest(event, Guest("=1+1", "gast@elders.example"), wish=Wish(answers={question: "@SUM(A1)"}))
    client = logged_in(cast.editor)
    text = client.get(f"/agenda/{event.pk}/deelnemers.csv").content.decode("utf-8-sig")
    assert "'=1+1" in text
    assert "'@SUM(A1)" in text
    book = load_workbook(io.BytesIO(client.get(f"/agenda/{event.pk}/deelnemers.xlsx").content))
    cells = [cell for row in book.active.iter_rows() for cell in row]  # type: ignore[union-attr]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n"}
    assert any(cell.value == "'=1+1" for cell in cells)


def test_organiser_removes_somebody_with_a_reason(cast: Cast) -> None:
    event = make_event(cast.editor)
    made = join(event, cast.member)
    logged_in(cast.editor).post(f"/agenda/aanmelding/{made.pk}/", {"why": "Dubbel aangemeld."})
    made.refresh_from_db()
    assert made.status == Status.CANCELLED
    assert made.steps.last().why == "Dubbel aangemeld."  # type: ignore[union-attr]
    assert "Dubbel aangemeld." in logged_in(cast.editor).get(f"/agenda/{event.pk}/verloop/").content.decode()


def test_invited_people_and_unknown_addresses(cast: Cast) -> None:
    event = make_event(cast.editor, audience="invited", members_only=True)
    data = {"addresses": f"{cast.member.email}; wie@nergens.example"}
    page = logged_in(cast.editor).post(f"/agenda/{event.pk}/uitgenodigd/", data, follow=True).content.decode()
    assert "Geen lid met dit adres: wie@nergens.example" in page
    assert event.invited.get().person == cast.member
    logged_in(cast.editor).post(f"/agenda/{event.pk}/uitgenodigd/", data)
    assert Notice.objects.filter(person=cast.member, kind="events.invited").count() == 1


def test_answers_go_after_their_time_and_guests_after_a_year(cast: Cast) -> None:
    event = make_event(cast.editor, audience="everybody")
    short = Question.objects.create(event=event, label="Dieet?", keep_days=14)
    long = Question.objects.create(event=event, label="Verwachting?", keep_days=60)
    answers = {short: "geen noten", long: "veel"}
    made = signing_up.sign_up_guest(event, Guest("Gijs", "gast@elders.example"), wish=Wish(answers=answers))
    retention.forget_answers(now=event.ends_at + timedelta(days=13))
    assert Answer.objects.count() == 2
    retention.forget_answers(now=event.ends_at + timedelta(days=15))
    assert [answer.question for answer in Answer.objects.all()] == [long]
    retention.forget_answers(now=event.ends_at + timedelta(days=366))
    made.refresh_from_db()
    assert (made.guest_email, "Gijs" in made.guest_name) == ("", False)


def test_acts_of_an_organiser_are_in_the_logbook(cast: Cast) -> None:
    event = make_event(cast.editor, published=False)
    client = logged_in(cast.editor)
    client.post(f"/agenda/{event.pk}/publicatie/")
    client.post(f"/agenda/{event.pk}/afzegging/", {"reason": "Ziek."})
    assert set(Act.objects.values_list("verb", flat=True)) >= {"bijeenkomst in de agenda gezet", "bijeenkomst afgezegd"}


def test_figures_name_who_never_comes(cast: Cast) -> None:
    event = make_event(cast.editor, in_days=-10)
    SignUp.objects.create(event=event, person=cast.member, number=1, status=Status.PLACE)
    page = logged_in(cast.editor).get("/agenda/cijfers/").content.decode()
    assert cast.here.municipality
    assert cast.elsewhere.municipality
    assert f">{cast.elsewhere.municipality.name}</a>" in page
    assert f">{cast.here.municipality.name}</a>" not in page
    assert logged_in(cast.member).get("/agenda/cijfers/").status_code == 403


def test_an_organiser_invites_so_many_members_a_day(cast: Cast) -> None:
    event, client = make_event(cast.coordinator), logged_in(cast.coordinator)
    caps.take(caps.TO_EVENTS, by=cast.coordinator, count=1_999)
    data = {"addresses": f"{cast.member.email} {cast.outsider.email}"}
    page = client.post(f"/agenda/{event.pk}/uitgenodigd/", data, follow=True).content.decode()
    assert "Morgen kun je verder" in page
    assert not Notice.objects.filter(kind="events.invited").exists()
    assert Act.objects.filter(verb__startswith="bereikte de daglimiet", by=cast.coordinator).count() == 1
    client.post(f"/agenda/{event.pk}/uitgenodigd/", {"addresses": cast.member.email})
    assert Notice.objects.filter(kind="events.invited").count() == 1
