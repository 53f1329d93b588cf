"""Persons, organisations, memberships, joining, inviting and the logbook."""

from woonoverlast.people.models.departures import DepartureReport, StaleNotice
from woonoverlast.people.models.false_alarms import FalseAlarm
from woonoverlast.people.models.identity_providers import IdentityProvider
from woonoverlast.people.models.invitations import Invitation, InvitationBatch, InvitationLine
from woonoverlast.people.models.joining import Application
from woonoverlast.people.models.logbook import Act
from woonoverlast.people.models.organisations import Discipline, MailDomain, Organisation
from woonoverlast.people.models.persons import Expertise, Membership, Person, Role, VisibleField

__all__ = [
    "Act",
    "Application",
    "DepartureReport",
    "Discipline",
    "Expertise",
    "FalseAlarm",
    "IdentityProvider",
    "Invitation",
    "InvitationBatch",
    "InvitationLine",
    "MailDomain",
    "Membership",
    "Organisation",
    "Person",
    "Role",
    "StaleNotice",
    "VisibleField",
]
