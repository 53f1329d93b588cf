"""What somebody followed: coming, been, and how far he is in each track."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from woonoverlast.attendance.evaluating import OPEN_FOR
from woonoverlast.attendance.models import Attendance, Certificate, Track, TrackItem
from woonoverlast.events import links
from woonoverlast.events.models import Event, SignUp
from woonoverlast.people.models import Person


def minutes_of(event: Event) -> int:
    return round((event.ends_at - event.starts_at).total_seconds() / 60)


def in_hours(minutes: int) -> str:
    """In words, to the half hour: "3 uur", "2,5 uur"."""
    halves = max(1, round(minutes / 30))
    return "een half uur" if halves == 1 else f"{halves // 2}{',5' if halves % 2 else ''} uur"


def coming(person: Person, *, now: datetime | None = None) -> QuerySet[SignUp]:
    """Live sign-ups for what is not over, the soonest first."""
    mine = SignUp.objects.live().filter(person=person, event__ends_at__gte=now or timezone.now())
    return mine.select_related("event__municipality", "event__cancellation").order_by("event__starts_at", "pk")


def been(person: Person, *, now: datetime | None = None) -> QuerySet[Attendance]:
    """What is over and where he was, the latest first."""
    mine = Attendance.objects.filter(sign_up__person=person, sign_up__event__ends_at__lt=now or timezone.now())
    valid = Prefetch("sign_up__certificates", Certificate.objects.valid(), to_attr="valid_certificates")
    related = mine.select_related("sign_up__event__municipality", "sign_up__evaluation_turn")
    return related.prefetch_related(valid, "sign_up__event__materials").order_by("-sign_up__event__starts_at", "-pk")


@dataclass(frozen=True)
class Record:
    """Somewhere he was. `evaluation` is the address to say what he thought of it; empty where that is not asked now."""

    event: Event
    minutes: int
    certificates: list[Certificate]
    has_materials: bool
    evaluation: str

    @property
    def hours(self) -> str:
        return in_hours(self.minutes)


def record_of(attendance: Attendance) -> Record:
    """Of what `been` gave: asks the database nothing."""
    sign_up = attendance.sign_up
    event, turn = sign_up.event, getattr(sign_up, "evaluation_turn", None)
    asked = turn and not turn.answered_on and event.ends_at > timezone.now() - OPEN_FOR
    evaluation = f"{links.path(sign_up)}evaluatie/" if asked else ""
    certificates = sign_up.valid_certificates  # type: ignore[attr-defined]
    return Record(event, minutes_of(event), certificates, bool(event.materials.all()), evaluation)


@dataclass(frozen=True)
class Step:
    """An item of a track, with the first event at which it was followed, and what can still be followed."""

    item: TrackItem
    done: Event | None
    coming: tuple[Event, ...] = ()
    past: tuple[Event, ...] = ()


@dataclass(frozen=True)
class Progress:
    track: Track
    steps: tuple[Step, ...]
    certificate: Certificate | None = None

    @property
    def done(self) -> int:
        return sum(step.done is not None for step in self.steps)

    @property
    def percent(self) -> int:
        return round(100 * self.done / len(self.steps)) if self.steps else 0

    @property
    def is_complete(self) -> bool:
        """A track without items is never complete."""
        return bool(self.steps) and self.done == len(self.steps)

    @property
    def attended(self) -> list[Event]:
        """Each event once, though it may count for two items."""
        return list({step.done.pk: step.done for step in self.steps if step.done}.values())

    @property
    def minutes(self) -> int:
        return sum(minutes_of(event) for event in self.attended)

    @property
    def completed_on(self) -> date:
        return timezone.localdate(max(event.starts_at for event in self.attended))


def progress(track: Track, person: Person | None) -> Progress:
    return all_progress([track], person)[0]


def all_progress(tracks: Iterable[Track], person: Person | None) -> list[Progress]:
    """Of several tracks, in a fixed number of queries."""
    found = list(tracks)
    shown = Event.objects.going_on().select_related("municipality", "cancellation").order_by("starts_at", "pk")
    items = TrackItem.objects.filter(track__in=found).prefetch_related(Prefetch("events", shown, to_attr="shown"))
    attended = attended_events(person)
    mine = Certificate.objects.valid().filter(track__in=found, person=person) if person else Certificate.objects.none()
    certificates = {certificate.track_id: certificate for certificate in mine}
    steps: dict[int, list[Step]] = {track.pk: [] for track in found}
    for item in items:
        steps[item.track_id].append(step_of(item, item.shown, attended))
    return [Progress(track, tuple(steps[track.pk]), certificates.get(track.pk)) for track in found]


def attended_events(person: Person | None) -> set[int]:
    if person is None:
        return set()
    return set(Attendance.objects.filter(sign_up__person=person).values_list("sign_up__event", flat=True))


def step_of(item: TrackItem, events: list[Event], attended: set[int]) -> Step:
    done = next((event for event in events if event.pk in attended), None)
    ahead = tuple(event for event in events if not event.has_started)
    return Step(item, done, ahead, tuple(event for event in events if event.is_over))


def to_show(person: Person) -> list[Progress]:
    """The tracks in which he followed something, and no others."""
    tracks = Track.objects.exclude(published_at=None)
    return [found for found in all_progress(tracks, person) if found.done or found.certificate]
