"""Mails about steps and changes: once each, with old and new moment, and with what a calendar takes over."""

import email
import email.policy
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import mail
from django.test import override_settings
from procrastinate.contrib.django.models import ProcrastinateJob

from woonoverlast.events import jobs, organising, places, signing_up, telling, wording
from woonoverlast.events.models import Cancellation, Event, SignUp, Told
from woonoverlast.events.telling import Setting
from woonoverlast.events.tests import ics
from woonoverlast.events.tests.making import make_event
from woonoverlast.mail.models import OutgoingMail
from woonoverlast.mail.tests.letters import part
from woonoverlast.people import retention
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, logged_in

LINK = "https://vergader.example/geheim"
OUTBOX = "woonoverlast.mail.layout.LaidOutBackend"


def join(event: Event, person: Person) -> SignUp:
    return signing_up.sign_up(event, person, by=person)


def tell(sign_up: SignUp) -> Any:
    """The mail about the last step, as it is sent."""
    telling.tell_of_step(sign_up.steps.latest("pk").pk)
    return mail.outbox[-1]


def move(event: Event, *, days: int = 7, **fields: Any) -> dict[str, Any]:
    """As the form of the organiser does it. Returns what the job gets."""
    event = Event.objects.get(pk=event.pk)
    before = Setting.of(event)
    values = {"starts_at": event.starts_at + timedelta(days=days), "ends_at": event.ends_at + timedelta(days=days)}
    Event.objects.filter(pk=event.pk).update(sequence=event.sequence + 1, **{**values, **fields})
    return deferred(lambda: telling.announce_move(Event.objects.get(pk=event.pk), before, why="De zaal was bezet."))


def deferred(act: Any) -> dict[str, Any]:
    known = set(ProcrastinateJob.objects.values_list("pk", flat=True))
    act()
    (job,) = ProcrastinateJob.objects.exclude(pk__in=known).filter(task_name="woonoverlast.events.jobs.tell_of_change")
    return dict(job.args)


def run(arguments: dict[str, Any]) -> None:
    jobs.tell_of_change(**arguments)


def calendar_parts(message: Any) -> dict[str, bytes]:
    """Type and method, and the bytes, of each part for a calendar."""
    return {
        f"{found.get_content_type()} {found.get_param('method', '')}".strip(): found.get_payload(decode=True)
        for found in message.walk()
        if found.get_content_subtype() in {"calendar", "ics"}
    }


def sent() -> Any:
    raw = bytes(OutgoingMail.objects.latest("pk").message)
    return email.message_from_bytes(raw, _class=EmailMessage, policy=email.policy.default)


@pytest.mark.django_db
def test_confirmation_says_when_where_and_how_to_join(cast: Cast) -> None:
    event = make_event(cast.editor, link=LINK, address="Markt 1")
    written = tell(join(event, cast.member))
    assert written.to == [cast.member.email]
    for words in (wording.when(event), "Stadhuis, Markt 1", LINK, "/agenda/plaats/"):
        assert words in written.body


@pytest.mark.django_db
def test_step_is_told_once(cast: Cast) -> None:
    own = join(make_event(cast.editor), cast.member)
    tell(own)
    tell(own)
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_who_waits_reads_the_place_in_line_and_no_link_to_join(cast: Cast) -> None:
    event = make_event(cast.editor, capacity=1, link=LINK)
    join(event, cast.colleague)
    written = tell(join(event, cast.member))
    assert "Je bent nummer 1." in written.body
    assert LINK not in written.body
    assert written.attachments == []


@pytest.mark.django_db
def test_colleague_who_signed_somebody_up_is_named(cast: Cast) -> None:
    event = make_event(cast.editor)
    assert "Colleague heeft je aangemeld" in tell(signing_up.sign_up(event, cast.member, by=cast.colleague)).body
    assert "heeft je aangemeld" not in tell(join(event, cast.outsider)).body


@pytest.mark.django_db
@override_settings(EMAIL_BACKEND=OUTBOX)
def test_mail_program_gets_text_markup_invitation_and_file(cast: Cast) -> None:
    own = join(make_event(cast.editor), cast.member)
    telling.tell_of_step(own.steps.get().pk)
    message = sent()
    assert "Je bent aangemeld" in part(message, "plain")
    assert '<html lang="nl"' in part(message, "html")
    found = calendar_parts(message)
    assert set(found) == {"text/calendar REQUEST", "application/ics"}
    for raw in found.values():
        event = ics.only(raw)
        assert str(event["ATTENDEE"]) == f"mailto:{cast.member.email}"
        assert str(event["ORGANIZER"]) == "mailto:platform@woonoverlast.example"
    alternatives = next(found for found in message.walk() if found.get_content_subtype() == "alternative")
    assert [found.get_content_subtype() for found in alternatives.iter_parts()] == ["plain", "html", "calendar"]


@pytest.mark.django_db
@override_settings(EMAIL_BACKEND=OUTBOX)
def test_giving_up_the_place_takes_it_out_of_the_calendar(cast: Cast) -> None:
    own = join(make_event(cast.editor), cast.member)
    places.cancel(own, by=cast.member)
    telling.tell_of_step(own.steps.latest("pk").pk)
    found = calendar_parts(sent())
    assert set(found) == {"text/calendar CANCEL", "application/ics"}
    assert ics.only(found["application/ics"])["STATUS"] == "CANCELLED"


@pytest.mark.django_db
def test_move_is_told_with_the_old_and_the_new_moment(cast: Cast) -> None:
    event = make_event(cast.editor, link=LINK)
    old = wording.when(event)
    join(event, cast.member)
    run(move(event, location="Wijkcentrum"))
    (written,) = mail.outbox
    new = wording.when(Event.objects.get(pk=event.pk))
    assert written.subject == f"Nieuwe tijd: {event.title}"
    assert f"Eerst was het: {old}\nNu is het: {new}" in written.body
    assert "De plaats was: Stadhuis\nDe plaats is nu: Wijkcentrum" in written.body
    assert "De tijd en de plaats van" in written.body
    assert "De zaal was bezet." in written.body
    assert LINK in written.body


@pytest.mark.django_db
def test_only_what_changed_is_called_changed(cast: Cast) -> None:
    event = make_event(cast.editor)
    join(event, cast.member)
    run(move(event, days=0, location="Wijkcentrum"))
    (written,) = mail.outbox
    assert written.subject.startswith("Nieuwe plaats")
    assert "Eerst was het" not in written.body
    assert "(dat blijft zo)" in written.body


@pytest.mark.django_db
def test_nothing_changed_is_no_mail(cast: Cast) -> None:
    event = make_event(cast.editor)
    with pytest.raises(ValueError, match="not enough values"):
        move(event, days=0)
    assert move(event, days=1)


@pytest.mark.django_db
def test_move_that_is_told_twice_is_told_once_and_a_second_move_again(cast: Cast) -> None:
    event = make_event(cast.editor)
    join(event, cast.member)
    first = move(event)
    run(first)
    run(first)
    assert len(mail.outbox) == 1
    run(move(event))
    assert len(mail.outbox) == 2
    assert list(Told.objects.order_by("pk").values_list("sequence", flat=True)) == [1, 2]


@pytest.mark.django_db
def test_job_that_stopped_halfway_goes_on_with_the_others(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    event = make_event(cast.editor)
    join(event, cast.member)
    join(event, cast.colleague)
    arguments, plain = move(event), telling.mail_of_change

    def failing(sign_up: SignUp, *given: Any, **named: Any) -> Any:
        if sign_up.person == cast.colleague:
            raise ConnectionError
        return plain(sign_up, *given, **named)

    monkeypatch.setattr(telling, "mail_of_change", failing)
    with pytest.raises(ConnectionError):
        run(arguments)
    monkeypatch.setattr(telling, "mail_of_change", plain)
    run(arguments)
    assert [written.to for written in mail.outbox] == [[cast.member.email], [cast.colleague.email]]


@pytest.mark.django_db
def test_who_came_after_the_move_knows_already(cast: Cast) -> None:
    event = make_event(cast.editor)
    join(event, cast.member)
    arguments = move(event)
    join(event, cast.colleague)
    run(arguments)
    assert [written.to for written in mail.outbox] == [[cast.member.email]]


@pytest.mark.django_db
def test_cancellation_reaches_everybody_and_says_why(cast: Cast) -> None:
    event = make_event(cast.editor, capacity=1)
    for person in (cast.member, cast.colleague):
        join(event, person)
    Cancellation.objects.create(event=event, by=cast.editor, reason="De spreker is ziek.")
    arguments = deferred(lambda: telling.announce_cancellation(Event.objects.get(pk=event.pk)))
    run(arguments)
    run(arguments)
    assert [written.subject for written in mail.outbox] == [f"Gaat niet door: {event.title}"] * 2
    with_place, waiting = list[Any](mail.outbox)
    assert "De spreker is ziek." in with_place.body
    assert [found.mimetype for found in with_place.alternatives] == ["text/calendar; method=CANCEL"]
    assert waiting.alternatives == []


@pytest.mark.django_db
def test_confirmation_that_comes_after_the_cancellation_is_not_sent(cast: Cast) -> None:
    event = make_event(cast.editor)
    own, other = join(event, cast.member), join(event, cast.colleague)
    assert tell(other)
    Cancellation.objects.create(event=event, by=cast.editor, reason="Ziek.")
    telling.tell_of_step(own.steps.get().pk)
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_move_of_what_is_cancelled_since_is_not_told(cast: Cast) -> None:
    event = make_event(cast.editor)
    join(event, cast.member)
    arguments = move(event)
    made = Cancellation.objects.create(event=event, by=cast.editor, reason="Ziek.")
    run(arguments)
    assert mail.outbox == []
    made.delete()
    run(arguments)
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_old_callers_without_more_arguments_still_work(cast: Cast) -> None:
    event = make_event(cast.editor)
    join(event, cast.member)
    jobs.tell_of_change(event.pk, "moved", "")
    assert "Tijd of plaats van" in mail.outbox[0].body


@pytest.mark.django_db
def test_who_has_a_place_elsewhere_at_that_time_reads_it(cast: Cast) -> None:
    event, other = make_event(cast.editor), make_event(cast.editor, in_days=21, title="Overleg")
    for person in (cast.member, cast.colleague):
        join(event, person)
    join(other, cast.member)
    run(move(event))
    bodies = {written.to[0]: written.body for written in mail.outbox}
    assert "ook een plaats bij 'Overleg'" in bodies[cast.member.email]
    assert "ook een plaats" not in bodies[cast.colleague.email]


@pytest.mark.django_db
def test_end_that_touches_a_beginning_is_no_clash(cast: Cast) -> None:
    event = make_event(cast.editor)
    after = make_event(cast.editor, starts_at=event.ends_at, ends_at=event.ends_at + timedelta(hours=1))
    join(after, cast.member)
    own = join(event, cast.member)
    assert not telling.clashes(own).exists()
    Event.objects.filter(pk=after.pk).update(starts_at=event.ends_at - timedelta(minutes=1))
    assert telling.clashes(own).exists()


@pytest.mark.django_db
def test_who_left_the_platform_gets_no_mail_of_a_change(cast: Cast) -> None:
    event = make_event(cast.editor)
    join(event, cast.member)
    join(event, cast.colleague)
    retention.anonymise(cast.member)
    run(move(event))
    assert [written.to for written in mail.outbox] == [[cast.colleague.email]]


@pytest.mark.django_db
def test_mail_scanner_that_follows_the_links_changes_nothing(cast: Cast) -> None:
    event = make_event(cast.editor, capacity=1)
    first, second = join(event, cast.member), join(event, cast.colleague)
    places.cancel(first, by=cast.member)
    tell(second)
    before = SignUp.objects.order_by("pk").values_list("status", flat=True)
    states = list(before)
    path = next(word for word in mail.outbox[0].body.split() if "/agenda/plaats/" in word).partition("8000")[2]
    for method in ("get", "head"):
        assert getattr(logged_in(None), method)(path).status_code == 200
    assert list(before.all()) == states
    logged_in(None).post(path, {"doen": "neem"})
    assert list(before.all()) != states


@pytest.mark.django_db
def test_summer_and_winter_time_are_told_as_the_clock_says(cast: Cast) -> None:
    event = make_event(cast.editor)
    starts_at = datetime(2026, 10, 24, 11, tzinfo=UTC)
    Event.objects.filter(pk=event.pk).update(starts_at=starts_at, ends_at=starts_at + timedelta(hours=3))
    SignUp.objects.create(event=event, person=cast.member, number=1, status="place")
    run(move(event, starts_at=starts_at + timedelta(hours=25), ends_at=starts_at + timedelta(hours=28)))
    body = mail.outbox[0].body
    assert "zaterdag 24 oktober 2026, 13:00 tot 16:00 uur" in body
    assert "zondag 25 oktober 2026, 13:00 tot 16:00 uur" in body


@pytest.mark.django_db
def test_page_of_the_organiser_moves_calls_off_and_publishes_with_the_right_mails(cast: Cast) -> None:
    """Through the acts of the organiser: the old moment in the mail, the reason, and reminders that are ready."""
    draft = make_event(cast.editor, published=False)
    organising.publish(draft, by=cast.editor)
    organising.publish(draft, by=cast.editor)
    assert draft.reminders.count() == 2
    event = Event.objects.get(pk=draft.pk)
    join(event, cast.member)
    words = {name: getattr(event, name.removesuffix("_id")) for name in organising.WORDS}
    words |= {"starts_at": event.starts_at + timedelta(days=1), "ends_at": event.ends_at + timedelta(days=1)}
    details = organising.Details(words, [], [], [])
    old = wording.when(event)
    run(deferred(lambda: organising.save(event, details, by=cast.editor, version=None, why="Zaal bezet.")))
    assert f"Eerst was het: {old}" in mail.outbox[-1].body
    run(deferred(lambda: organising.call_off(event, by=cast.editor, reason="De spreker is ziek.")))
    assert "De spreker is ziek." in mail.outbox[-1].body
    assert len(mail.outbox) == 2
