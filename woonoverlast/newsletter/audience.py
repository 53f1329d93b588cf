"""Who gets an edition: a choice from lists, no query language. Asked live, each time that it is counted or sent."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import timedelta
from itertools import chain
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from woonoverlast.forum.models import Theme
from woonoverlast.mail.bulk import queueing
from woonoverlast.mail.bulk.queueing import Wanted
from woonoverlast.mail.lists import NEWSLETTER
from woonoverlast.mail.models import Mailing, PausedAddress, Unsubscription
from woonoverlast.newsletter.models import Edition, Subscriber
from woonoverlast.newsletter.models.editions import WENT_OUT
from woonoverlast.notifications.models import Watch
from woonoverlast.people.models import Discipline, Membership, Person, Role
from woonoverlast.people.models.persons import PersonQuerySet
from woonoverlast.places.models import Municipality, Region, SizeClass

FOLLOWING = [Watch.Level.FOLLOW, Watch.Level.EVERYTHING]


@dataclass(frozen=True)
class Segment:
    """An empty list means everybody. The choices below `subscribers` are about members only."""

    members: bool = True
    subscribers: bool = True
    disciplines: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    active_days: int = 0

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "Segment":
        """From what `as_json` gave; unknown names are passed over."""
        known = {field.name for field in fields(cls)}
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()
        }
        return cls(**{name: value for name, value in values.items() if name in known})

    def as_json(self) -> dict[str, Any]:
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


@dataclass(frozen=True)
class Counts:
    """How many would get it, and how many fit the choice and do not, by reason. Nobody is counted twice."""

    members: int
    subscribers: int
    unsubscribed: int
    paused: int
    suspended: int
    departed: int

    @property
    def total(self) -> int:
        return self.members + self.subscribers

    @property
    def left_out(self) -> list[tuple[str, int]]:
        reasons = [
            ("afgemeld voor de nieuwsbrief", self.unsubscribed),
            ("mail komt niet aan", self.paused),
            ("geblokkeerd", self.suspended),
            ("geen lid meer", self.departed),
        ]
        return [(reason, count) for reason, count in reasons if count]


def matching(segment: Segment) -> PersonQuerySet:
    """Accounts that the choice is about, whatever their standing; none when members are not meant."""
    people = Person.objects.get_queryset().filter(anonymised_at=None)
    if not segment.members:
        return people.none()
    if segment.disciplines:
        people = people.filter(discipline__in=segment.disciplines)
    if segment.roles:
        people = people.filter(Exists(running().filter(role__in=segment.roles)))
    if segment.provinces or segment.sizes:
        people = people.filter(municipality__in=municipalities(segment))
    if segment.themes:
        names = [f"theme:{pk}" for pk in Theme.objects.filter(slug__in=segment.themes).values_list("pk", flat=True)]
        followed = Watch.objects.filter(person=OuterRef("pk"), thing__in=names, level__in=FOLLOWING)
        people = people.filter(Exists(followed))
    if segment.active_days:
        people = people.filter(last_seen_at__gte=timezone.now() - timedelta(days=segment.active_days))
    return people


def municipalities(segment: Segment) -> QuerySet[Municipality]:
    found = Municipality.objects.current()
    if segment.provinces:
        found = found.filter(province__code__in=segment.provinces)
    if segment.sizes:
        sized = Municipality.objects.with_figures()
        pks = {pk for size in segment.sizes for pk in sized.of_size(SizeClass(size)).values_list("pk", flat=True)}
        found = found.filter(pk__in=pks)
    return found


def running() -> QuerySet[Membership]:
    return Membership.objects.active().filter(person=OuterRef("pk"))


def unsubscribed_person() -> Exists:
    return Exists(Unsubscription.objects.filter(list_name=NEWSLETTER.slug, person=OuterRef("pk")))


def paused(address: str) -> Exists:
    return Exists(PausedAddress.objects.current().filter(address=OuterRef(address)))


def people_for(segment: Segment) -> PersonQuerySet:
    """Members who get it now."""
    return reachable(matching(segment).filter(Exists(running()), suspended_at=None))


def reachable(people: PersonQuerySet) -> PersonQuerySet:
    return people.filter(~unsubscribed_person(), ~paused("email"))


def subscribers_for(segment: Segment) -> QuerySet[Subscriber]:
    """Confirmed, still in, and no member: a member gets it as a member, or said no to it as one."""
    if not segment.subscribers:
        return Subscriber.objects.none()
    return outsiders().filter(~unsubscribed_address(), ~paused("address"))


def outsiders() -> QuerySet[Subscriber]:
    """Who has an account that is blocked or belongs to a member does not count as a subscriber."""
    known = Person.objects.get_queryset().filter(email=OuterRef("address"))
    current = Membership.objects.active().filter(person__email=OuterRef("address"))
    return Subscriber.objects.confirmed().filter(~Exists(current), ~Exists(known.exclude(suspended_at=None)))


def unsubscribed_address() -> Exists:
    """As an address, or as the account that has this address."""
    out = Unsubscription.objects.filter(list_name=NEWSLETTER.slug)
    return Exists(out.filter(Q(address=OuterRef("address")) | Q(person__email=OuterRef("address"))))


def count(segment: Segment) -> Counts:
    members = matching(segment).filter(Exists(running()), suspended_at=None)
    subscribers = outsiders() if segment.subscribers else Subscriber.objects.none()
    out = members.filter(unsubscribed_person()).count() + subscribers.filter(unsubscribed_address()).count()
    left = Exists(Membership.objects.filter(person=OuterRef("pk")))
    dead = members.filter(~unsubscribed_person(), paused("email")).count()
    dead += subscribers.filter(~unsubscribed_address(), paused("address")).count()
    return Counts(
        members=people_for(segment).count(),
        subscribers=subscribers_for(segment).count(),
        unsubscribed=out,
        paused=dead,
        suspended=matching(segment).exclude(suspended_at=None).count(),
        departed=matching(segment).filter(left, ~Exists(running()), suspended_at=None).count(),
    )


def wanted(segment: Segment) -> Iterator[Wanted]:
    """Everybody who gets it, in pieces."""
    rows = subscribers_for(segment).order_by("pk").values_list("address", flat=True)
    outside = (Wanted(None, address, "") for address in rows.iterator(chunk_size=queueing.BATCH_SIZE))
    return chain(queueing.members(people_for(segment)), outside)


def wanted_of(mailing: Mailing) -> Iterator[Wanted]:
    """Exactly those who got this mailing, or may have got it."""
    rows = mailing.recipients.filter(state__in=WENT_OUT).order_by("pk").values_list("person", "address", "name")
    return (Wanted(*row) for row in rows.iterator(chunk_size=queueing.BATCH_SIZE))


def recipients_of(edition: Edition) -> Iterator[Wanted]:
    if edition.corrects and edition.corrects.mailing:
        return wanted_of(edition.corrects.mailing)
    return wanted(Segment.read(edition.audience))


def counts_of(edition: Edition) -> Counts:
    if edition.corrects and edition.corrects.mailing:
        return counts_of_correction(edition.corrects.mailing)
    return count(Segment.read(edition.audience))


def counts_of_correction(mailing: Mailing) -> Counts:
    rows = mailing.recipients.filter(state__in=WENT_OUT)
    out = Unsubscription.objects.filter(list_name=NEWSLETTER.slug)
    gone = Exists(out.filter(Q(person=OuterRef("person")) | Q(address=OuterRef("address"))))
    dead = rows.filter(~gone, paused("address")).count()
    suspended = rows.filter(~gone, ~paused("address")).exclude(person__suspended_at=None).count()
    current = Membership.objects.active().filter(person=OuterRef("person"))
    living = rows.filter(~gone, ~paused("address")).filter(Q(person=None) | Q(person__suspended_at=None))
    left = living.filter(~Exists(current), person__isnull=False).count()
    members = living.filter(Exists(current)).count()
    subscribers = living.filter(person=None).count()
    return Counts(members, subscribers, rows.filter(gone).count(), dead, suspended, left)


def sentence(segment: Segment) -> str:
    """Who gets it, as a colleague would say it."""
    if not segment.members:
        return "Alleen abonnees zonder account." if segment.subscribers else "Niemand: kies leden of abonnees."
    words = members_in_words(segment)
    also = ", en ook abonnees zonder account" if segment.subscribers else ""
    return f"{words[0].upper()}{words[1:]}{also}."


def members_in_words(segment: Segment) -> str:
    disciplines, roles, sizes = dict(Discipline.choices), dict(Role.choices), dict(SizeClass.choices)
    provinces = dict(Region.objects.filter(kind=Region.Kind.PROVINCE).values_list("code", "name"))
    themes = dict(Theme.objects.values_list("slug", "name"))
    words = ["alle leden" if segment == Segment(subscribers=segment.subscribers) else "leden"]
    words += said("met als vakgebied", segment.disciplines, disciplines)
    words += said("met de rol", segment.roles, roles)
    words += said("in", segment.provinces, provinces)
    words += said("uit een gemeente met", segment.sizes, sizes)
    words += said("die het thema volgen:", segment.themes, themes)
    if segment.active_days:
        words.append(f"die de laatste {segment.active_days} dagen op het platform waren")
    return " ".join(words)


def said(lead: str, chosen: Sequence[str], names: dict[Any, Any]) -> list[str]:
    found = [str(names[one]) for one in chosen if one in names]
    return [f"{lead} {' of '.join(filter(None, [', '.join(found[:-1]), found[-1]]))}"] if found else []


def share_of_subscribers(counts: Counts) -> float:
    return counts.subscribers / counts.total if counts.total else 0.0


def plain_member(edition: Edition) -> Person | None:
    """Somebody who gets it and is no editor or steward: to see the platform with the eyes of most."""
    if edition.corrects and edition.corrects.mailing:
        people = Person.objects.members().filter(received_mailings__mailing=edition.corrects.mailing)
    else:
        people = people_for(Segment.read(edition.audience))
    more = Exists(running().filter(role__in=[Role.EDITOR, Role.STEWARD]))
    return people.filter(~more, is_superuser=False).order_by(F("last_seen_at").desc(nulls_last=True)).first()
