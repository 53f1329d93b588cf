"""Calendar files: by the standard, right through daylight saving, and always rising for one person."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from woonoverlast.events import calendars, lines, places, signing_up
from woonoverlast.events.lines import Item, Party
from woonoverlast.events.models import Cancellation, Event, SignUp, Step
from woonoverlast.events.tests import ics
from woonoverlast.events.tests.making import make_event
from woonoverlast.people.testing import Cast, logged_in

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
LINK = "https://vergader.example/geheim"


def item(**values: Any) -> Item:
    starts_at = datetime(2026, 11, 5, 13, tzinfo=AMSTERDAM)
    plain: dict[str, Any] = {
        "uid": "1@woonoverlast.example",
        "sequence": 0,
        "status": "CONFIRMED",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=3),
        "stamp": starts_at,
        "changed_at": starts_at,
        "title": "Regie",
        "description": "Wie doet wat?",
        "location": "Stadhuis",
        "url": "https://platform.example/agenda/1/",
        "category": "workshop",
        "organiser": Party("Platform", "platform@woonoverlast.example"),
    }
    return Item(**{**plain, **values})


def join(event: Event, person: Any) -> SignUp:
    return signing_up.sign_up(event, person, by=person)


def zone_of(raw: bytes) -> Any:
    """By the rules that stand in the file, not by the name."""
    component: Any = Calendar.from_ical(raw).walk("VTIMEZONE")[0]
    return component.to_tz(lookup_tzid=False)


def latest(sign_up: SignUp) -> Any:
    """What the mail about the last step of this person brings, read back."""
    step = Step.objects.filter(sign_up__event=sign_up.event_id, sign_up__person=sign_up.person_id).latest("pk")
    made = calendars.after_step(step)
    assert made
    return ics.only(calendars.invitation(made)[0])


TEXT = st.text(max_size=200)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(title=TEXT, description=TEXT, location=TEXT, name=TEXT)
def test_any_text_keeps_to_the_standard_and_comes_back(title: str, description: str, location: str, name: str) -> None:
    raw = lines.file([item(title=title, description=description, location=location, attendee=Party(name, "a@b.example"))], method="REQUEST")  # fmt: skip
    event = ics.only(raw)
    assert str(event["SUMMARY"]).split() == lines.NOT_TEXT.sub("", title).split()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ((b"\r\n", b"\n"), "without CRLF"),
        ((b"SUMMARY:Regie", b"SUMMARY:Regie; nu"), "not escaped"),
        ((b"TZID:Europe/Amsterdam\r\n", b""), "zone without definition"),
        ((b"UID:1@woonoverlast.example\r\n", b""), "UID is there 0 times"),
        ((b"Wie doet wat?", b"Wie doet wat? " * 6), "longer than 75"),
        ((b"Stadhuis", "é".encode()[:1]), "cut in two"),
        ((b"METHOD:PUBLISH", b"METHOD:REQUEST"), "nobody is invited"),
    ],
)
def test_validator_sees_what_is_wrong(change: tuple[bytes, bytes], problem: str) -> None:
    raw = lines.file([item()], method="PUBLISH")
    assert ics.problems(raw) == []
    assert any(problem in found for found in ics.problems(raw.replace(*change)))


def test_long_lines_are_folded_between_characters() -> None:
    raw = lines.file([item(title="é" * 300)])
    assert str(ics.only(raw)["SUMMARY"]) == "é" * 300


# Days around the change of the clock, the hour that is not there, and the hour that is there twice.
MOMENTS = [
    datetime(2026, 10, 24, 13, tzinfo=AMSTERDAM),
    datetime(2026, 10, 25, 1, 30, tzinfo=AMSTERDAM),
    datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM),
    datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM, fold=1),
    datetime(2026, 10, 25, 3, 30, tzinfo=AMSTERDAM),
    datetime(2026, 10, 25, 13, tzinfo=AMSTERDAM),
    datetime(2027, 3, 27, 13, tzinfo=AMSTERDAM),
    datetime(2027, 3, 28, 1, 30, tzinfo=AMSTERDAM),
    datetime(2027, 3, 28, 3, 30, tzinfo=AMSTERDAM),
    datetime(2027, 3, 28, 13, tzinfo=AMSTERDAM),
]


@pytest.mark.parametrize("starts_at", MOMENTS)
def test_moment_comes_back_as_the_same_instant(starts_at: datetime) -> None:
    starts_at = starts_at.astimezone(UTC)
    event = ics.only(lines.file([item(starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))]))
    assert ics.start(event).astimezone(UTC) == starts_at
    assert event["DTEND"].dt.astimezone(UTC) == starts_at + timedelta(hours=2)


@pytest.mark.parametrize("starts_at", [at for at in MOMENTS if at.hour != 2])
def test_zone_of_the_file_says_the_same_as_the_real_one(starts_at: datetime) -> None:
    """A program that knows no zones works with the rules in the file."""
    zone = zone_of(lines.file([item()]))
    instant = starts_at.astimezone(UTC)
    assert instant.astimezone(zone).utcoffset() == instant.astimezone(AMSTERDAM).utcoffset()


def test_zone_with_another_rule_is_noticed() -> None:
    raw = lines.file([item()]).replace(b"BYMONTH=10;BYDAY=-1SU", b"BYMONTH=10;BYDAY=1SU")
    zone = zone_of(raw)
    assert datetime(2026, 10, 20, 12, tzinfo=zone).utcoffset() == timedelta(hours=1)


@pytest.mark.django_db
def test_event_moved_across_the_change_of_the_clock_keeps_its_hour(cast: Cast) -> None:
    event = make_event(cast.editor, starts_at=MOMENTS[0], ends_at=MOMENTS[0] + timedelta(hours=3))
    before = ics.only(calendars.published([calendars.public_item(event)]))
    event.starts_at, event.ends_at = MOMENTS[5], MOMENTS[5] + timedelta(hours=3)
    event.sequence += 1
    event.save()
    after = ics.only(calendars.published([calendars.public_item(event)]))
    assert (ics.start(before).hour, ics.start(after).hour) == (13, 13)
    assert ics.start(after).astimezone(UTC) - ics.start(before).astimezone(UTC) == timedelta(hours=25)
    assert (before["UID"], before["SEQUENCE"] < after["SEQUENCE"]) == (after["UID"], True)


@pytest.mark.django_db
def test_who_signs_up_again_gets_a_higher_sequence_than_the_cancellation_had(cast: Cast) -> None:
    event = make_event(cast.editor)
    first = join(event, cast.member)
    placed = latest(first)
    places.cancel(first, by=cast.member)
    cancelled = latest(first)
    again = latest(join(event, cast.member))
    assert [found["STATUS"] for found in (placed, cancelled, again)] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert placed["SEQUENCE"] < cancelled["SEQUENCE"] < again["SEQUENCE"]
    assert placed["UID"] == cancelled["UID"] == again["UID"]


@pytest.mark.django_db
def test_sequence_rises_with_each_move_too(cast: Cast) -> None:
    event = make_event(cast.editor)
    before = latest(join(event, cast.member))
    Event.objects.filter(pk=event.pk).update(sequence=1)
    own = SignUp.objects.select_related("event").get()
    after = calendars.own_item(own, steps=calendars.steps_of(own))
    assert after
    assert before["SEQUENCE"] < after.sequence


@pytest.mark.django_db
def test_mail_about_an_old_step_that_comes_late_loses(cast: Cast) -> None:
    event = make_event(cast.editor)
    own = join(event, cast.member)
    placed = own.steps.get()
    places.cancel(own, by=cast.member)
    late, now = calendars.after_step(placed), latest(own)
    assert late
    assert late.sequence < now["SEQUENCE"]


@pytest.mark.django_db
def test_waiting_list_has_no_calendar_item_and_an_offer_is_tentative(cast: Cast) -> None:
    event = make_event(cast.editor, capacity=1, link=LINK)
    first, second = join(event, cast.member), join(event, cast.colleague)
    assert calendars.after_step(second.steps.get()) is None
    places.cancel(first, by=cast.member)
    offered = latest(second)
    assert offered["STATUS"] == "TENTATIVE"
    assert LINK not in offered["DESCRIPTION"]
    places.accept(second)
    assert latest(second)["STATUS"] == "CONFIRMED"
    assert LINK in latest(second)["DESCRIPTION"]


@pytest.mark.django_db
def test_who_leaves_the_waiting_list_has_nothing_to_take_out_of_the_calendar(cast: Cast) -> None:
    event = make_event(cast.editor, capacity=1)
    join(event, cast.member)
    second = join(event, cast.colleague)
    places.cancel(second, by=cast.colleague)
    assert calendars.after_step(second.steps.latest("pk")) is None


@pytest.mark.django_db
def test_cancelled_event_is_cancelled_for_everybody_and_comes_last(cast: Cast) -> None:
    event = make_event(cast.editor)
    own = join(event, cast.member)
    before = calendars.own_item(own, steps=1)
    Cancellation.objects.create(event=event, by=cast.editor, reason="Ziek.")
    own = SignUp.objects.select_related("event__cancellation").get()
    after = calendars.own_item(own, steps=1, invited=True)
    assert before
    assert after
    assert (after.status, after.sequence) == ("CANCELLED", before.sequence + 1)
    assert after.title.startswith("Gaat niet door")
    assert calendars.invitation(after)[1] == "CANCEL"


@pytest.mark.django_db
def test_invitation_names_only_who_gets_it(cast: Cast) -> None:
    event = make_event(cast.editor)
    join(event, cast.colleague)
    raw = calendars.invitation(replace_attendee(join(event, cast.member)))[0]
    assert cast.member.email in raw.decode().replace("\r\n ", "")
    assert cast.colleague.email not in raw.decode().replace("\r\n ", "")


def replace_attendee(sign_up: SignUp) -> Item:
    made = calendars.after_step(sign_up.steps.get())
    assert made
    assert made.attendee == Party(sign_up.name, sign_up.email)
    return replace(made)


@pytest.mark.django_db
def test_download_has_the_link_only_for_who_has_a_place(cast: Cast) -> None:
    event = make_event(cast.editor, link=LINK, online=True, location="")
    join(event, cast.member)
    path = f"/agenda/{event.pk}/kalender.ics"
    mine = logged_in(cast.member).get(path)
    assert mine["Content-Type"] == "text/calendar; charset=utf-8"
    assert LINK in str(ics.only(mine.content)["DESCRIPTION"])
    for other in (None, cast.colleague, cast.outsider):
        assert LINK.encode() not in logged_in(other).get(path).content.replace(b"\r\n ", b"")


@pytest.mark.django_db
def test_download_of_what_somebody_may_not_see_is_404(cast: Cast) -> None:
    draft, members = make_event(cast.editor, published=False), make_event(cast.editor, members_only=True)
    assert logged_in(cast.member).get(f"/agenda/{draft.pk}/kalender.ics").status_code == 404
    assert logged_in(None).get(f"/agenda/{members.pk}/kalender.ics").status_code == 404
    assert logged_in(cast.member).get(f"/agenda/{members.pk}/kalender.ics").status_code == 200
    assert logged_in(cast.editor).get(f"/agenda/{draft.pk}/kalender.ics").status_code == 200


def test_same_values_are_written_once_and_others_anew() -> None:
    assert lines.entry(item()) is lines.entry(item())
    assert lines.entry(item()) != lines.entry(item(title="Anders"))
