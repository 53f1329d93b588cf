"""Examples of addresses with a variable part, and who may not know or change what is there; for the access matrix."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from woonoverlast.people import yearly_check
from woonoverlast.people.models import Application, DepartureReport, Invitation, InvitationBatch, Person
from woonoverlast.people.testing import EVERYONE_BUT_MEMBER, Cast, Example


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


def token(person: Person) -> str:
    return yearly_check.confirmation_token(person)


EXAMPLES: Mapping[str, Example] = {
    "people:application": application,
    "people:settle_departure": departure,
    "people:reminder": lambda cast: f"/uitnodigen/{invitation(cast).pk}/herinnering/",
    "people:invitation_withdrawal": lambda cast: f"/uitnodigen/{invitation(cast).pk}/intrekken/",
    "people:invitation_batch": batch,
    "people:invitation_batch_start": lambda cast: batch(cast) + "versturen/",
    "people:invitation_batch_away": lambda cast: batch(cast) + "weg/",
    "people:invitation_batch_withdrawal": lambda cast: batch(cast) + "intrekken/",
    "people:invitation_batch_csv": lambda cast: batch(cast) + "resultaten.csv",
    "people:confirm_profile": lambda cast: f"/profiel/bevestigen/{token(cast.member)}/",
    "people:invitation_landing": lambda cast: "/uitnodiging/bestaat-niet/",
    "people:profile": lambda cast: f"/leden/{cast.colleague.pk}/",
    "people:report_departure": lambda cast: f"/leden/{cast.colleague.pk}/vertrokken/",
    "people:organisation": lambda cast: cast.here.get_absolute_url(),
    "people:organisation_management": lambda cast: cast.here.get_absolute_url() + "beheer/",
    "people:stewardship_change": lambda cast: cast.here.get_absolute_url() + "beheerders/",
    "people:organisation_domains": lambda cast: cast.here.get_absolute_url() + "maildomeinen/",
    "people:leave": lambda cast: cast.here.get_absolute_url() + "verlaten/",
}
# Allowed by level, yet the object is not theirs: the answer is the same 404 as for what does not exist.
HIDDEN_FROM: Mapping[str, frozenset[str]] = {
    "people:application": frozenset({"other_steward"}),
    "people:settle_departure": frozenset({"other_steward"}),
    "people:leave": frozenset({"outsider", "other_steward", "other_coordinator", "editor", "administrator"}),
    "people:reminder": EVERYONE_BUT_MEMBER,
    "people:invitation_withdrawal": EVERYONE_BUT_MEMBER,
    "people:invitation_batch": EVERYONE_BUT_MEMBER,
    "people:invitation_batch_start": EVERYONE_BUT_MEMBER,
    "people:invitation_batch_away": EVERYONE_BUT_MEMBER,
    "people:invitation_batch_withdrawal": EVERYONE_BUT_MEMBER,
    "people:invitation_batch_csv": EVERYONE_BUT_MEMBER,
}
# Visible, but not theirs to change: 403.
FORBIDDEN_TO: Mapping[str, frozenset[str]] = {
    "people:organisation_management": frozenset({"other_steward"}),
    "people:stewardship_change": frozenset({"other_steward"}),
}
# The example is of something that is not there, because making one takes an outside party.
ABSENT = frozenset({"people:invitation_landing"})
# Ends on the same page that refuses others, so that the two cannot be told apart by the answer.
RETURNS_TO_JOIN = frozenset({"people:withdrawal"})
