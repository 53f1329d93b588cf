"""Reminders: by rule, once to each, along with the event, and not to who came after their moment."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from woonoverlast.events import places, reminding, signing_up
from woonoverlast.events.models import Cancellation, Event, Invited, Reminder, SignUp, Step
from woonoverlast.events.tests.making import make_event
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, logged_in

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def join(event: Event, person: Person, *, ago: timedelta = timedelta()) -> SignUp:
    """Signed up so long ago."""
    made = signing_up.sign_up(event, person, by=person)
    at = timezone.now() - ago
    SignUp.objects.filter(pk=made.pk).update(at=at)
    Step.objects.filter(sign_up=made).update(at=at)
    return made


def rule(event: Event, *, hours: int = 24, **fields: Any) -> Reminder:
    return Reminder.objects.create(event=event, hours=hours, **{"whom": "place", **fields})


def before(event: Event, hours: float) -> datetime:
    """A minute after the moment of a rule of so many hours."""
    return event.starts_at - timedelta(hours=hours) + MINUTE


def remind(now: datetime) -> list[str]:
    """Addresses of the mails that went then."""
    known = len(mail.outbox)
    reminding.remind_all(now=now)
    return [address for sent in mail.outbox[known:] for address in sent.to]


@pytest.mark.django_db
def test_reminder_goes_at_its_moment_and_once(cast: Cast) -> None:
    event = make_event(cast.editor)
    rule(event)
    join(event, cast.member)
    assert remind(before(event, 25)) == []
    assert remind(before(event, 24)) == [cast.member.email]
    assert remind(before(event, 24) + 10 * MINUTE) == []
    assert mail.outbox[0].subject == f"Herinnering: {event.title}"
    assert "Meld je dan af" in mail.outbox[0].body


@pytest.mark.django_db
def test_published_event_gets_a_week_and_a_day(cast: Cast) -> None:
    event = make_event(cast.editor)
    reminding.make_standard(event)
    reminding.make_standard(event)
    join(event, cast.member)
    assert [str(made) for made in event.reminders.all()] == ["7 dagen voor het begin", "1 dag voor het begin"]
    assert remind(before(event, 7 * 24)) == remind(before(event, 24)) == [cast.member.email]


@pytest.mark.django_db
def test_who_signs_up_after_the_moment_gets_none(cast: Cast) -> None:
    event = make_event(cast.editor, in_days=0.9)
    rule(event)
    Reminder.objects.update(changed_at=timezone.now() - 9 * DAY)
    Event.objects.update(published_at=timezone.now() - 9 * DAY)
    join(event, cast.member)
    join(event, cast.colleague, ago=3 * DAY)
    assert remind(timezone.now()) == [cast.colleague.email]


@pytest.mark.django_db
def test_who_accepted_an_offer_after_the_moment_gets_none(cast: Cast) -> None:
    """He waited long, but just had a mail that his place is certain."""
    event = make_event(cast.editor, in_days=0.9, capacity=1)
    rule(event)
    Reminder.objects.update(changed_at=timezone.now() - 9 * DAY)
    Event.objects.update(published_at=timezone.now() - 9 * DAY)
    first = join(event, cast.colleague, ago=5 * DAY)
    waiting = join(event, cast.member, ago=4 * DAY)
    places.cancel(first, by=cast.colleague)
    places.accept(waiting)
    assert remind(timezone.now()) == []
    Step.objects.filter(sign_up=waiting).update(at=timezone.now() - 3 * DAY)
    assert remind(timezone.now()) == [cast.member.email]


@pytest.mark.django_db
def test_reminder_moves_along_and_is_news_on_another_day(cast: Cast) -> None:
    event = make_event(cast.editor)
    rule(event)
    join(event, cast.member)
    move(event, timedelta(days=2))
    moved = Event.objects.get(pk=event.pk)
    assert remind(before(event, 24)) == []
    assert remind(before(moved, 24)) == [cast.member.email]
    move(event, timedelta(hours=1))
    assert remind(before(Event.objects.get(pk=event.pk), 24)) == []
    move(event, timedelta(days=30))
    assert remind(before(Event.objects.get(pk=event.pk), 24)) == [cast.member.email]


def move(event: Event, by: timedelta) -> None:
    now = Event.objects.get(pk=event.pk)
    Event.objects.filter(pk=event.pk).update(starts_at=now.starts_at + by, ends_at=now.ends_at + by)


@pytest.mark.django_db
def test_cancelled_event_or_draft_reminds_nobody(cast: Cast) -> None:
    event = make_event(cast.editor)
    rule(event)
    join(event, cast.member)
    made = Cancellation.objects.create(event=event, by=cast.editor, reason="Ziek.")
    assert remind(before(event, 24)) == []
    made.delete()
    Event.objects.update(published_at=None)
    assert remind(before(event, 24)) == []
    Event.objects.update(published_at=timezone.now())
    assert remind(before(event, 24)) == [cast.member.email]


@pytest.mark.django_db
def test_who_signed_up_anew_is_not_reminded_again(cast: Cast) -> None:
    event = make_event(cast.editor)
    rule(event)
    first = join(event, cast.member)
    assert remind(before(event, 24)) == [cast.member.email]
    places.cancel(first, by=cast.member)
    join(event, cast.member)
    join(event, cast.colleague)
    assert remind(before(event, 24) + 10 * MINUTE) == [cast.colleague.email]


@pytest.mark.django_db
def test_each_group_gets_its_own(cast: Cast) -> None:
    event = make_event(cast.editor, capacity=1)
    rule(event, whom="waiting", subject="Nog op de wachtlijst", text="Eigen tekst.")
    join(event, cast.member)
    join(event, cast.colleague)
    assert remind(before(event, 24)) == [cast.colleague.email]
    assert mail.outbox[0].subject == "Nog op de wachtlijst"
    assert "Eigen tekst." in mail.outbox[0].body


@pytest.mark.django_db
def test_after_the_end_counts_from_the_end(cast: Cast) -> None:
    event = make_event(cast.editor)
    rule(event, side="after", hours=2)
    join(event, cast.member)
    assert remind(event.ends_at + timedelta(hours=1)) == []
    assert remind(event.ends_at + timedelta(hours=2, minutes=1)) == [cast.member.email]


@pytest.mark.django_db
def test_rule_made_after_its_moment_sends_nothing(cast: Cast) -> None:
    event = make_event(cast.editor, in_days=0.9)
    rule(event)
    join(event, cast.member, ago=3 * DAY)
    assert remind(timezone.now()) == []


@pytest.mark.django_db
def test_platform_that_was_away_for_a_night_still_reminds_but_not_after_the_beginning(cast: Cast) -> None:
    event = make_event(cast.editor)
    rule(event, hours=1)
    join(event, cast.member)
    assert remind(event.starts_at + MINUTE) == []
    rule(event)
    assert remind(before(event, 24) + timedelta(hours=9)) == [cast.member.email]


@pytest.mark.django_db
def test_who_was_invited_and_said_nothing_is_asked_once(cast: Cast) -> None:
    event = make_event(cast.editor, audience="invited")
    rule(event, whom="silent")
    for person in (cast.member, cast.colleague, cast.outsider):
        Invited.objects.create(event=event, person=person, by=cast.editor)
    join(event, cast.member)
    places.cancel(join(event, cast.colleague), by=cast.colleague)
    assert remind(before(event, 24)) == [cast.outsider.email]
    assert remind(before(event, 24)) == []
    assert f"/agenda/{event.pk}/" in mail.outbox[0].body
    assert Invited.objects.get(person=cast.outsider).reminded_at


FORM = {"aantal": "3", "eenheid": "dagen", "kant": "before", "wie": "place", "onderwerp": "", "tekst": ""}


@pytest.mark.django_db
def test_organiser_makes_changes_and_removes_a_rule(cast: Cast) -> None:
    event = make_event(cast.member)
    organiser, path = logged_in(cast.member), f"/agenda/{event.pk}/herinneringen/"
    assert organiser.post(path, FORM).status_code == 302
    made = event.reminders.get()
    assert made.hours == 72
    assert "3 dagen voor het begin" in organiser.get(path).content.decode().lower()
    own = f"/agenda/herinneringen/{made.pk}/"
    assert organiser.post(own, {**FORM, "aantal": "5", "eenheid": "uur"}).status_code == 302
    assert event.reminders.get().hours == 5
    assert organiser.post(f"{own}weg/").status_code == 302
    assert not event.reminders.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"aantal": "0"}, "Kies 1 of meer."),
        ({"aantal": "91"}, "hoogstens 90 dagen"),
        ({"aantal": "1"}, "Deze herinnering is er al."),
        ({"wie": "silent"}, "geldige keuze"),
    ],
)
def test_what_cannot_be_is_said(cast: Cast, wrong: dict[str, str], words: str) -> None:
    event = make_event(cast.member)
    rule(event)
    response = logged_in(cast.member).post(f"/agenda/{event.pk}/herinneringen/", {**FORM, **wrong})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert event.reminders.count() == 1


@pytest.mark.django_db
def test_others_cannot(cast: Cast) -> None:
    event = make_event(cast.member)
    made = rule(event)
    paths = [f"/agenda/{event.pk}/herinneringen/", f"/agenda/herinneringen/{made.pk}/", f"/agenda/{event.pk}/bericht/"]
    assert {logged_in(cast.outsider).get(path).status_code for path in paths} == {403}
    assert logged_in(cast.outsider).post(f"/agenda/herinneringen/{made.pk}/weg/").status_code == 403
    assert {logged_in(cast.editor).get(path).status_code for path in paths} == {200}
    Event.objects.update(published_at=None)
    assert {logged_in(cast.outsider).get(path).status_code for path in paths} == {404}
    assert logged_in(cast.member).get(f"/agenda/herinneringen/{made.pk}/weg/").status_code == 405
    assert Reminder.objects.exists()


@pytest.mark.django_db
def test_page_says_what_comes_of_each_rule(cast: Cast) -> None:
    event = make_event(cast.member)
    rule(event)
    rule(event, hours=24 * 60)
    join(event, cast.colleague)
    page = logged_in(cast.member).get(f"/agenda/{event.pk}/herinneringen/").content.decode()
    assert "Gaat uit op" in page
    assert "Niet verstuurd" in page
    remind(before(event, 24))
    assert (
        "Gestuurd aan 1 persoon." in logged_in(cast.member).get(f"/agenda/{event.pk}/herinneringen/").content.decode()
    )
