"""Who may write now, and how much. Trust comes from where somebody works, never from how long he reads."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from woonoverlast.forum.models import Post
from woonoverlast.people.models import Application, Membership, Organisation, Person

NEW_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Limit:
    """At most so many posts within the time before now. `why` ends the sentence "Dat is het meeste ..."."""

    most: int
    per: timedelta
    within: str
    why: str


# Accepted by a person and not by the mail address of the organisation, in the first two weeks.
NEWCOMER = Limit(
    5,
    timedelta(hours=24),
    "de afgelopen 24 uur",
    "in je eerste twee weken, omdat je mailadres niet van je organisatie is",
)
MEMBER = Limit(40, timedelta(hours=1), "het afgelopen uur", "voor iedereen")


def refusal(person: Person) -> str:
    """Why this person cannot post now and when he can again; empty when nothing stands in the way."""
    return suspension_of(person) or over_limit(person)


def suspension_of(person: Person) -> str:
    until = person.forum_sanctions.suspensions().values_list("until", flat=True).first()
    if until is None:
        return ""
    day = timezone.localtime(until).strftime("%d-%m-%Y")
    return (
        f"Je kunt tot en met {day} niet schrijven op het forum. Je tekst staat er nog. "
        "Waarom lees je op je eigen bladzijde Maatregelen; daar kun je ook antwoorden."
    )


def over_limit(person: Person) -> str:
    if person.is_editor:
        return ""
    limit = limit_of(person)
    again = free_again(person, limit)
    if again is None:
        return ""
    moment = timezone.localtime(again).strftime("%H:%M uur op %d-%m-%Y")
    return (
        f"Je plaatste in {limit.within} {limit.most} berichten. Dat is het meeste {limit.why}. "
        f"Vanaf {moment} kun je weer plaatsen. Je tekst staat er nog."
    )


def limit_of(person: Person) -> Limit:
    return NEWCOMER if is_newcomer(person) and not is_verified(person) else MEMBER


def is_newcomer(person: Person) -> bool:
    """Accepted by a person in the last two weeks."""
    accepted = Application.objects.filter(person=person, status=Application.Status.ACCEPTED)
    return accepted.filter(decided_by__isnull=False, decided_at__gt=timezone.now() - NEW_FOR).exists()


def is_verified(person: Person) -> bool:
    """Works for an organisation that the verified mail address belongs to."""
    employers = Membership.objects.active().filter(person=person).values("organisation")
    return Organisation.objects.for_mail(person.email).filter(pk__in=employers).exists()


def free_again(person: Person, limit: Limit) -> datetime | None:
    """When the oldest of the counted posts falls out of the window; None while there is room."""
    recent = Post.objects.filter(author=person, posted_at__gt=timezone.now() - limit.per).order_by("-posted_at")
    moments = list(recent.values_list("posted_at", flat=True)[: limit.most])
    return moments[-1] + limit.per if len(moments) == limit.most else None
