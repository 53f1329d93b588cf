"""Sign up: a member with one click, a colleague for a colleague, a guest by a confirmed address."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from woonoverlast.events import places, wording
from woonoverlast.events.models import Answer, Audience, Event, Question, SignUp, Status, Step
from woonoverlast.events.places import NotPossible
from woonoverlast.lib.naming import NameSort
from woonoverlast.lib.prepared import Prepared
from woonoverlast.people.models import Membership, Person


@dataclass(frozen=True)
class Wish:
    """What somebody says at sign-up."""

    text: str = ""
    shared: bool = False
    answers: dict[Question, str] = field(default_factory=dict)


NOTHING = Wish()


@dataclass(frozen=True)
class Guest:
    name: str
    email: str
    organisation: str = ""


def reason_against(event: Event, person: Person | None, *, now: datetime | None = None) -> str:
    """Why this person (None for a guest) cannot sign up now, in Dutch; empty when he can."""
    return closed(event, now=now or timezone.now()) or not_for(event, person)


def closed(event: Event, *, now: datetime) -> str:
    if not event.is_published:
        return "Deze bijeenkomst staat nog niet in de agenda."
    if event.is_cancelled:
        return "Deze bijeenkomst gaat niet door."
    if event.sign_up_from and now < event.sign_up_from:
        return f"Aanmelden kan vanaf {wording.moment(event.sign_up_from)}."
    if now >= event.sign_up_ends_at:
        return "Aanmelden kan niet meer."
    return ""


def not_for(event: Event, person: Person | None) -> str:
    if event.audience == Audience.EVERYBODY:
        return ""
    if person is None or not person.is_member:
        return "Deze bijeenkomst is alleen voor leden."
    if event.audience == Audience.DISCIPLINES and not set(event.disciplines) & disciplines_of(person):
        return "Deze bijeenkomst is voor andere vakgebieden."
    if event.audience == Audience.REGION and not in_region(event, person):
        return "Deze bijeenkomst is voor een andere regio."
    if event.audience == Audience.INVITED and not event.invited.filter(person=person).exists():
        return "Deze bijeenkomst is alleen voor wie is uitgenodigd."
    return ""


def disciplines_of(person: Person) -> set[str]:
    return {person.discipline, *(role.kind for role in person.active_roles)}


def in_region(event: Event, person: Person) -> bool:
    own = {role.municipality_id for role in person.active_roles} | {person.municipality_id}
    return event.provinces.filter(province_municipalities__in=[pk for pk in own if pk]).exists()


@transaction.atomic
def sign_up(event: Event, person: Person, *, by: Person, wish: Wish = NOTHING, now: datetime | None = None) -> SignUp:
    """A place, or a place in line when it is full or when others wait. Who is signed up already gets that sign-up."""
    if reason := reason_against(event, person, now=now):
        raise NotPossible(reason)
    locked = places.lock(event)
    known = KNOWN(event=locked.pk, person=person.pk)
    if known:
        return known[0]
    return enter(locked, SignUp(person=person, by=by), wish=wish, now=now)


@transaction.atomic
def sign_up_guest(event: Event, guest: Guest, *, wish: Wish = NOTHING, now: datetime | None = None) -> SignUp:
    """Only after the address was proven. Whose address belongs to a member is signed up as that member."""
    member = Person.objects.members().filter(email=guest.email.strip().lower()).first()
    if member:
        return sign_up(event, member, by=member, wish=wish, now=now)
    if reason := reason_against(event, None, now=now):
        raise NotPossible(reason)
    locked = places.lock(event)
    known = locked.sign_ups.live().filter(guest_email__iexact=guest.email).first()
    if known:
        return known
    made = SignUp(guest_name=guest.name, guest_email=guest.email.lower(), guest_organisation=guest.organisation)
    return enter(locked, made, wish=wish, now=now)


def enter(event: Event, sign_up: SignUp, *, wish: Wish, now: datetime | None = None) -> SignUp:
    """Needs the lock. The state of the event is looked at again: it may have closed while we waited."""
    if reason := closed(event, now=now or timezone.now()):
        raise NotPossible(reason)
    free = event.free is None or event.free > 0
    waiting = free and event.capacity is not None and bool(WAITING(event=event.pk))
    gets_place = free and not waiting
    event.last_number += 1
    event.taken += int(gets_place)
    Event.objects.filter(pk=event.pk).update(last_number=event.last_number, taken=event.taken)
    sign_up.event, sign_up.number = event, event.last_number
    sign_up.status = Status.PLACE if gets_place else Status.WAITING
    sign_up.wish, sign_up.shares_wish = wish.text, wish.shared
    sign_up.save(force_insert=True)
    Answer.objects.bulk_create(
        Answer(question=question, sign_up=sign_up, text=text) for question, text in wish.answers.items() if text
    )
    if gets_place:
        places.note(sign_up, Step.Code.PLACED, why="er was plaats", by=sign_up.by)
    else:
        places.note(sign_up, Step.Code.QUEUED, why="er wachten al anderen" if free else "vol", by=sign_up.by)
    return sign_up


# Asked while others wait for the same event.
KNOWN = Prepared(lambda event, person: SignUp.objects.live().filter(event=event, person=person))
WAITING = Prepared(lambda event: SignUp.objects.filter(event=event, status=Status.WAITING).only("pk")[:1])


@transaction.atomic
def walk_in(event: Event, *, by: Person, person: Person | None = None, guest: Guest | None = None) -> SignUp:
    """Somebody at the door. He takes no place that was promised to another, so it never fails on a full hall."""
    locked = places.lock(event)
    email = person.email if person else (guest.email if guest else "")
    known = find(locked, email)
    if known and known.has_place:
        return known
    if known:
        places.cancel(known, by=by, why="kwam zonder plaats binnen")
        locked = places.lock(event)
    locked.last_number += 1
    locked.save(update_fields=["last_number"])
    made = SignUp(event=locked, number=locked.last_number, status=Status.WALK_IN, by=by, person=person)
    if guest and not person:
        made.guest_name, made.guest_email, made.guest_organisation = guest.name, guest.email.lower(), guest.organisation
    made.save(force_insert=True)
    places.note(made, Step.Code.WALKED_IN, by=by)
    return made


def find(event: Event, email: str) -> SignUp | None:
    """The live sign-up of who has this address."""
    address = email.strip().lower()
    if not address:
        return None
    live = event.sign_ups.live()
    return live.filter(person__email=address).first() or live.filter(guest_email=address).first()


def colleagues(person: Person) -> QuerySet[Person]:
    """Whom somebody may sign up: who works for the same organisation."""
    own = [role.organisation_id for role in person.active_roles]
    there = Membership.objects.active().filter(organisation__in=own)
    able = Person.objects.members().filter(pk__in=there.order_by().values("person"))
    return able.exclude(pk=person.pk).order_by(NameSort("name"))
