"""Who is there. A phone may say it late, twice, or together with another phone: it counts once, with the earliest time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from woonoverlast.attendance import badges
from woonoverlast.attendance.models import Attendance, How, Reading
from woonoverlast.events import places, signing_up, wording
from woonoverlast.events.models import HOLDING, Event, SignUp, Status, Step
from woonoverlast.events.places import NotPossible
from woonoverlast.events.signing_up import Guest
from woonoverlast.people.directory import employers_of
from woonoverlast.people.models import Person

# So long before the beginning the door may open.
DOOR_BEFORE = timedelta(hours=12)


@dataclass(frozen=True)
class Outcome:
    """What to say to who stands at the door. `kind` is "in", "again" or "no"."""

    kind: str
    text: str
    sign_up: SignUp | None = None


def refuse_early(event: Event, *, now: datetime | None = None) -> None:
    if event.is_cancelled:
        raise NotPossible("Deze bijeenkomst gaat niet door.")
    if not event.is_published:
        raise NotPossible("Deze bijeenkomst staat nog niet in de agenda.")
    opens = event.starts_at - DOOR_BEFORE
    if (now or timezone.now()) < opens:
        raise NotPossible(f"Inchecken kan vanaf {wording.moment(opens)}.")


@transaction.atomic
def arrive(
    sign_up: SignUp, *, by: Person | None, how: How, at: datetime | None = None, mark: UUID | None = None
) -> Outcome:
    """Somebody is there. The same mark again changes nothing; an earlier time wins."""
    current = held(sign_up)
    refuse_early(current.event)
    if not current.has_place:
        return Outcome("no", f"{current.name} heeft geen plaats ({current.get_status_display()}).", current)
    found = Attendance.objects.filter(sign_up=current).first()
    moment = within(current.event, at or timezone.now())
    fields = {"sign_up": current, "at": moment, "how": how, "by": by}
    _, is_new = Reading.objects.get_or_create(mark=mark or uuid4(), defaults=fields)
    if not is_new or was_taken_back_after(current, moment):
        return said_of(current, found)
    if found is None:
        Attendance.objects.create(**fields)
        return Outcome("in", f"{current.name} is binnen.", current)
    if moment < found.at:
        Attendance.objects.filter(pk=found.pk).update(at=moment, how=how, by=by)
        found.at = moment
    return said_of(current, found)


def held(sign_up: SignUp) -> SignUp:
    """The row is ours until the end of the transaction, so that two phones stand in line."""
    rows = SignUp.objects.select_for_update(of=("self",)).select_related("person", "event__cancellation")
    return rows.get(pk=sign_up.pk)


def within(event: Event, at: datetime) -> datetime:
    """A clock of a phone may be wrong: never later than now, never before the door opened."""
    return max(min(at, timezone.now()), event.starts_at - DOOR_BEFORE)


def was_taken_back_after(sign_up: SignUp, moment: datetime) -> bool:
    """What a phone read before somebody took it back does not bring it back."""
    return sign_up.readings.filter(taken_back=True, at__gte=moment).exists()


def said_of(sign_up: SignUp, attendance: Attendance | None) -> Outcome:
    if attendance is None:
        return Outcome("no", f"De aankomst van {sign_up.name} is teruggedraaid.", sign_up)
    at = timezone.localtime(attendance.at)
    return Outcome("again", f"{sign_up.name} was al binnen om {at:%H:%M}.", sign_up)


@transaction.atomic
def take_back(sign_up: SignUp, *, by: Person) -> None:
    """He was not there after all. A certificate goes with it."""
    current = held(sign_up)
    found = Attendance.objects.filter(sign_up=current).first()
    if found is None:
        return
    Reading.objects.create(sign_up=current, taken_back=True, at=timezone.now(), how=found.how, by=by)
    found.delete()
    for certificate in current.certificates.valid():
        certificate.withdraw(by=by, why="de aanwezigheid is teruggedraaid")


@transaction.atomic
def let_in(event: Event, *, by: Person, person: Person | None = None, guest: Guest | None = None) -> SignUp:
    """Somebody at the door, on the list or not."""
    refuse_early(event)
    leave_the_line(event, person.email if person else guest.email if guest else "", by=by)
    made = signing_up.walk_in(event, by=by, person=person, guest=guest)
    arrive(made, by=by, how=How.WALK_IN)
    return made


def leave_the_line(event: Event, email: str, *, by: Person) -> None:
    """Who waited and stands at the door is no longer waiting, also when the list is put right afterwards. No mail says so."""
    locked = places.lock(event)
    known = signing_up.find(locked, email)
    if known is None or known.has_place:
        return
    was_holding = known.status in HOLDING
    places.become(known, Status.CANCELLED)
    Step.objects.create(sign_up=known, code=Step.Code.CANCELLED, why="kwam zonder plaats binnen", by=by)
    places.take(locked, -int(was_holding))
    places.fill(locked)


def check_oneself_in(event: Event, sign_up: SignUp | None, *, code: str) -> Outcome:
    """By the code on the screen."""
    if not badges.is_on_screen(event, code):
        return Outcome("no", "Deze code klopt niet. Kijk op het scherm: de code verandert om de tien minuten.")
    if sign_up is None or not sign_up.has_place:
        return Outcome("no", "Je staat niet op de lijst. Meld je bij de ingang.")
    return arrive(sign_up, by=sign_up.person, how=How.CODE)


def read_badge(event: Event, code: str, *, by: Person, how: How, at: datetime, mark: UUID) -> Outcome:
    """A code that a phone read, now or before."""
    number = badges.read(code)
    sign_up = SignUp.objects.filter(pk=number).first() if number else None
    if sign_up is None:
        return Outcome("no", "Dit is geen code van dit platform.")
    if sign_up.event_id != event.pk:
        return Outcome("no", f"{sign_up.name} staat op de lijst van een andere bijeenkomst.")
    return arrive(sign_up, by=by, how=how, at=at, mark=mark)


@dataclass(frozen=True)
class Line:
    """Somebody on the list, as the door needs it."""

    sign_up: SignUp
    organisation: str
    code: str
    attendance: Attendance | None


def the_list(event: Event, *, wanted: str = "") -> list[Line]:
    """Who has a place or walked in, by name; with words only those in whose name or organisation all of them are."""
    found = list(event.sign_ups.with_place().select_related("person", "attendance"))
    employers = employers_of([sign_up.person for sign_up in found if sign_up.person])
    lines = [line_of(sign_up, employers) for sign_up in found]
    words = wanted.lower().split()
    kept = (one for one in lines if all(word in f"{one.sign_up.name} {one.organisation}".lower() for word in words))
    return sorted(kept, key=lambda line: (line.sign_up.name.lower(), line.sign_up.pk))


def line_of(sign_up: SignUp, employers: dict[int, str]) -> Line:
    works_at = employers.get(sign_up.person_id, "") if sign_up.person_id else sign_up.guest_organisation
    return Line(sign_up, works_at, badges.code(sign_up.pk), getattr(sign_up, "attendance", None))


def organisation_of(sign_up: SignUp) -> str:
    return line_of(sign_up, employers_of([sign_up.person] if sign_up.person else [])).organisation


def counts(event: Event) -> tuple[int, int]:
    """How many are there, and how many have a place."""
    return Attendance.objects.filter(sign_up__event=event).count(), event.sign_ups.with_place().count()


def arrivals(event: Event) -> dict[str, str]:
    """For each code the time, as a phone shows it."""
    rows = Attendance.objects.filter(sign_up__event=event).values_list("sign_up", "at")
    return {badges.code(pk): f"{timezone.localtime(at):%H:%M}" for pk, at in rows}


def forget_readings(*, now: datetime | None = None) -> int:
    """Who held which phone to which badge is not needed a month later. Returns how many rows went."""
    before = (now or timezone.now()) - timedelta(days=30)
    return Reading.objects.filter(sign_up__event__ends_at__lt=before).delete()[0]
