"""What an organiser does with an event: make, change, publish, call off, copy, repeat. Each one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from woonoverlast.events import dates, places, reminding, telling
from woonoverlast.events.models import Cancellation, Event, Invited, Part, Question, Reminder, Series, Speaker, Status
from woonoverlast.events.places import NotPossible
from woonoverlast.events.wording import moment
from woonoverlast.lib import searching
from woonoverlast.notifications import notices
from woonoverlast.notifications.models import BY
from woonoverlast.people import caps, logbook
from woonoverlast.people.models import Expertise, Person
from woonoverlast.places.models import Region

WORDS = (
    "kind", "title", "summary", "body", "text", "starts_at", "ends_at", "online", "link", "location", "address",
    "municipality", "capacity", "sign_up_from", "sign_up_until", "offer_hours", "audience", "disciplines", "members_only",
)  # fmt: skip
# When one of these changes, calendars and people must know.
MOVES = ("starts_at", "ends_at", "location", "address", "municipality_id", "online", "link")


class Overtaken(Exception):
    """Somebody else saved since the form was opened."""


@dataclass(frozen=True)
class Details:
    """What the form hands over."""

    words: dict[str, Any]
    subjects: list[Expertise]
    provinces: list[Region]
    organisers: list[Person]


@transaction.atomic
def make(details: Details, *, by: Person) -> Event:
    """A draft, organised by who made it."""
    event = Event.objects.create(**details.words, made_by=by)
    set_lists(event, details, by=by)
    logbook.record(by=by, verb="bijeenkomst gemaakt", target=event)
    return event


@transaction.atomic
def save(event: Event, details: Details, *, by: Person, version: int | None, why: str = "") -> Event:
    """Raises Overtaken, or NotPossible when there would be fewer places than are taken."""
    locked = places.lock(event)
    if version is not None and version != locked.version:
        raise Overtaken
    before, setting = {name: getattr(locked, name) for name in MOVES}, telling.Setting.of(locked)
    capacity = details.words["capacity"]
    if capacity is not None and capacity < locked.taken:
        raise NotPossible(places.too_small(locked))
    for name, value in details.words.items():
        setattr(locked, name, value)
    locked.version += 1
    moved = locked.is_published and any(getattr(locked, name) != value for name, value in before.items())
    locked.sequence += int(moved)
    locked.save()
    set_lists(locked, details, by=by)
    places.fill(locked)
    after_saving(locked, setting if moved else None, why=why, by=by)
    return locked


def set_lists(event: Event, details: Details, *, by: Person) -> None:
    event.subjects.set(details.subjects)
    event.provinces.set(details.provinces)
    others = set(details.organisers)
    keeps = [by] if by.pk == event.made_by_id or event.organisers.filter(pk=by.pk).exists() else []
    event.organisers.set([*others, *keeps])


def after_saving(event: Event, moved_from: telling.Setting | None, *, why: str, by: Person) -> None:
    if moved_from and not event.is_over and not event.is_cancelled:
        telling.announce_move(event, moved_from, why=why)
    searching.changed(event)
    verb = "bijeenkomst verplaatst" if moved_from else "bijeenkomst gewijzigd"
    logbook.record(by=by, verb=verb, target=event, note=why)


@transaction.atomic
def publish(event: Event, *, by: Person) -> Event:
    """Into the agenda. Twice is once."""
    locked = places.lock(event)
    if locked.is_published:
        return locked
    if locked.has_started:
        raise NotPossible("De datum is al geweest. Kies eerst een nieuwe datum.")
    locked.published_at = timezone.now()
    locked.save(update_fields=["published_at"])
    reminding.make_standard(locked)
    searching.changed(locked)
    tell_invited(locked, [row.person for row in locked.invited.select_related("person")], by=by)
    logbook.record(by=by, verb="bijeenkomst in de agenda gezet", target=locked)
    return locked


@transaction.atomic
def call_off(event: Event, *, by: Person, reason: str) -> Event:
    """It does not take place: everybody with a place, an offer or a place in line is told."""
    locked = places.lock(event)
    if locked.is_cancelled:
        return locked
    if locked.is_over:
        raise NotPossible("Deze bijeenkomst is al geweest.")
    Cancellation.objects.create(event=locked, by=by, reason=reason)
    locked.sequence += 1
    locked.save(update_fields=["sequence"])
    telling.announce_cancellation(locked)
    searching.changed(locked)
    logbook.record(by=by, verb="bijeenkomst afgezegd", target=locked, note=reason)
    return Event.objects.select_related("cancellation").get(pk=locked.pk)


@transaction.atomic
def throw_away(event: Event, *, by: Person) -> None:
    """Only a draft for which nobody signed up."""
    locked = places.lock(event)
    if locked.is_published or locked.sign_ups.exists():
        raise NotPossible("Deze bijeenkomst staat in de agenda. Zeg hem af als hij niet doorgaat.")
    logbook.record(by=by, verb="concept van bijeenkomst weggegooid", target=locked)
    searching.removed(locked)
    locked.delete()


COPIED = tuple(name for name in WORDS if name not in {"starts_at", "ends_at", "sign_up_from", "sign_up_until"})


@transaction.atomic
def copy(event: Event, *, by: Person) -> Event:
    """A draft with the same words, programme and questions, four weeks later."""
    return copy_to(event, dates.shifted(event, weeks=dates.weeks_until_future(event)), by=by, series=None)


def copy_to(event: Event, span: dates.Span, *, by: Person, series: Series | None) -> Event:
    words = {name: getattr(event, name) for name in COPIED}
    made = Event.objects.create(**words, starts_at=span.starts_at, ends_at=span.ends_at, made_by=by, series=series)
    made.subjects.set(event.subjects.all())
    made.provinces.set(event.provinces.all())
    made.organisers.set({by, *event.organisers.all()})
    copy_programme(event, made)
    copy_reminders(event, made)
    Question.objects.bulk_create(
        Question(event=made, label=q.label, kind=q.kind, choices=q.choices, required=q.required, keep_days=q.keep_days)
        for q in event.questions.all()
    )
    return made


def copy_reminders(event: Event, to: Event) -> None:
    Reminder.objects.bulk_create(
        Reminder(event=to, side=r.side, hours=r.hours, whom=r.whom, subject=r.subject, text=r.text)
        for r in event.reminders.all()
    )


def copy_programme(event: Event, to: Event) -> None:
    for part in event.parts.prefetch_related("speakers"):
        made = Part.objects.create(event=to, after_minutes=part.after_minutes, title=part.title, text=part.text)
        Speaker.objects.bulk_create(
            Speaker(part=made, person_id=s.person_id, name=s.name, role=s.role) for s in part.speakers.all()
        )


@transaction.atomic
def repeat(event: Event, spans: Iterable[dates.Span], *, by: Person) -> list[Event]:
    """More dates in one series. Those of an event in the agenda are in the agenda at once when an editor asks it."""
    locked = places.lock(event)
    series = locked.series or Series.objects.create(title=locked.title)
    if locked.series_id is None:
        Event.objects.filter(pk=locked.pk).update(series=series)
    made = [copy_to(locked, span, by=by, series=series) for span in spans]
    if locked.is_published and locked.can_be_published_by(by):
        made = [publish(one, by=by) for one in made]
    return made


@transaction.atomic
def set_part(event: Event, part: Part | None, words: dict[str, Any], *, by: Person) -> Part:
    speakers = words.pop("speakers")
    kept = part or Part(event=event)
    for name, value in words.items():
        setattr(kept, name, value)
    kept.save()
    kept.speakers.all().delete()
    Speaker.objects.bulk_create(Speaker(part=kept, person=p, name=name, role=role) for p, name, role in speakers)
    searching.changed(event)
    return kept


@transaction.atomic
def invite(event: Event, addresses: list[str], *, by: Person) -> tuple[list[Person], list[str]]:
    """Who was invited now or before, and the addresses that belong to no member. Who is new hears of it."""
    found = list(Person.objects.members().filter(email__in=addresses))
    known = set(event.invited.values_list("person", flat=True))
    new = [person for person in found if person.pk not in known]
    if new and not caps.take(caps.TO_EVENTS, by=by, count=len(new)):
        raise NotPossible(caps.TO_EVENTS.refusal(by))
    Invited.objects.bulk_create((Invited(event=event, person=p, by=by) for p in new), ignore_conflicts=True)
    if event.is_published:
        tell_invited(event, new, by=by)
    return found, sorted(set(addresses) - {person.email for person in found})


def tell_invited(event: Event, people: list[Person], *, by: Person) -> None:
    notices.tell(
        people,
        kind="events.invited",
        title=f"{BY} nodigt je uit: {event.title}, {moment(event.starts_at)}",
        url=event.get_absolute_url(),
        reason="je bent uitgenodigd",
        by=by,
        mail=True,
    )


@transaction.atomic
def remove_question(question: Question) -> None:
    """With the answers that were given to it."""
    question.delete()


def people_with_clash(event: Event) -> int:
    """How many who come have a place elsewhere at the same time."""
    own = event.sign_ups.filter(status=Status.PLACE).exclude(person=None).values("person")
    others = (
        Event.objects.going_on().filter(starts_at__lt=event.ends_at, ends_at__gt=event.starts_at).exclude(pk=event.pk)
    )
    return (
        Person.objects.filter(pk__in=own, sign_ups__event__in=others, sign_ups__status=Status.PLACE).distinct().count()
    )
