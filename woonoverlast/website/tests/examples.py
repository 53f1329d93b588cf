"""For each address with a variable part: an object of the cast, and who may not know that it exists."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone

from woonoverlast.notifications.models import OutgoingMail
from woonoverlast.people import upkeep
from woonoverlast.people.models import Application, DepartureReport, Invitation, InvitationBatch, Person
from woonoverlast.people.testing import Cast
from woonoverlast.plans.models import Cycle

Example = Callable[[Cast], str]

EVERYONE_BUT_MEMBER = frozenset(
    "outsider steward other_steward coordinator other_coordinator executive editor administrator".split()
)


def application(cast: Cast) -> str:
    return f"/aanmeldingen/{Application.objects.create(person=cast.applicant, organisation=cast.here).pk}/"


def departure(cast: Cast) -> str:
    report = DepartureReport.objects.create(person=cast.colleague, reported_by=cast.member)
    return f"/vertrekmeldingen/{report.pk}/"


def invitation(cast: Cast) -> Invitation:
    return Invitation.objects.create(
        by=cast.member,
        email="nieuw@werk.example",
        token_digest="0" * 64,
        expires_at=timezone.now() + timedelta(days=1),
    )


def batch(cast: Cast) -> str:
    return f"/uitnodigen/lijst/{InvitationBatch.objects.create(by=cast.member).pk}/"


def mail(cast: Cast) -> str:
    found = OutgoingMail.objects.create(to="lid@werk.example", subject="Dag", message=b"Subject: Dag\r\n\r\nHoi")
    return f"/postbak/{found.pk}/"


def cycle() -> Cycle:
    return Cycle.objects.earliest("starts_on")


def token(person: Person) -> str:
    return upkeep.confirmation_token(person)


EXAMPLES: Mapping[str, Example] = {
    "people:application": application,
    "people:settle_departure": departure,
    "people:reminder": lambda cast: f"/uitnodigen/{invitation(cast).pk}/herinnering/",
    "people:invitation_withdrawal": lambda cast: f"/uitnodigen/{invitation(cast).pk}/intrekken/",
    "people:invitation_batch": batch,
    "people:invitation_batch_csv": lambda cast: batch(cast) + "resultaten.csv",
    "demo:mail": mail,
    "places:municipality": lambda cast: "/gemeenten/utrecht/",
    "plans:cycle": lambda cast: f"/doelen/{cycle().slug}/",
    "plans:target": lambda cast: f"/doelen/{cycle().slug}/1/",
    "plans:download": lambda cast: f"/doelen/{cycle().slug}/1/cijfers.csv",
}

# Allowed by level, yet the object is not theirs: the answer is the same 404 as for what does not exist.
HIDDEN_FROM: Mapping[str, frozenset[str]] = {
    "people:application": frozenset({"other_steward"}),
    "people:settle_departure": frozenset({"other_steward"}),
    "people:reminder": EVERYONE_BUT_MEMBER,
    "people:invitation_withdrawal": EVERYONE_BUT_MEMBER,
    "people:invitation_batch": EVERYONE_BUT_MEMBER,
    "people:invitation_batch_csv": EVERYONE_BUT_MEMBER,
}
