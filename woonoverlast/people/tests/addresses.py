"""Examples of addresses with a variable part, and who may not know or change what is there; for the access matrix."""

from collections.abc import Mapping
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone

from woonoverlast.people import upkeep
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


def session(cast: Cast) -> UserSession:
    return UserSession.objects.create(user=cast.member, ip="127.0.0.1", session_key="x" * 32)


def key(cast: Cast) -> Authenticator:
    data = {"name": "Telefoon", "credential": {}}
    return Authenticator.objects.create(user=cast.member, type=Authenticator.Type.WEBAUTHN, data=data)


def token(person: Person) -> str:
    return upkeep.confirmation_token(person)


EXAMPLES: Mapping[str, Example] = {
    "people:application": application,
    "people:settle_departure": departure,
    "people:reminder": lambda cast: f"/uitnodigen/{invitation(cast).pk}/herinnering/",
    "people:invitation_withdrawal": lambda cast: f"/uitnodigen/{invitation(cast).pk}/intrekken/",
    "people:invitation_batch": batch,
    "people:invitation_batch_csv": lambda cast: batch(cast) + "resultaten.csv",
    "people:end_session": lambda cast: f"/account/sessies/{session(cast).pk}/beeindigen/",
    "people:confirm_profile": lambda cast: f"/profiel/bevestigen/{token(cast.member)}/",
    "people:invitation_landing": lambda cast: "/uitnodiging/bestaat-niet/",
    "people:profile": lambda cast: f"/leden/{cast.colleague.pk}/",
    "people:report_departure": lambda cast: f"/leden/{cast.colleague.pk}/vertrokken/",
    "people:organisation": lambda cast: cast.here.get_absolute_url(),
    "people:organisation_management": lambda cast: cast.here.get_absolute_url() + "beheer/",
    "people:stewardship_change": lambda cast: cast.here.get_absolute_url() + "beheerders/",
    "people:organisation_domains": lambda cast: cast.here.get_absolute_url() + "maildomeinen/",
    "people:leave": lambda cast: cast.here.get_absolute_url() + "verlaten/",
    "account_reset_password_from_key": lambda cast: "/account/wachtwoord/vergeten/1-fout/",
    "mfa_remove_webauthn": lambda cast: f"/account/tweede-stap/toegangssleutels/{key(cast).pk}/verwijderen/",
    "mfa_edit_webauthn": lambda cast: f"/account/tweede-stap/toegangssleutels/{key(cast).pk}/wijzigen/",
    "openid_connect_login": lambda cast: "/inloggen/organisatie/geen/",
    "openid_connect_callback": lambda cast: "/inloggen/organisatie/geen/terug/",
}
# Allowed by level, yet the object is not theirs: the answer is the same 404 as for what does not exist.
HIDDEN_FROM: Mapping[str, frozenset[str]] = {
    "people:end_session": EVERYONE_BUT_MEMBER | {"applicant"},
    "people:application": frozenset({"other_steward"}),
    "people:settle_departure": frozenset({"other_steward"}),
    "people:leave": frozenset({"outsider", "other_steward", "other_coordinator", "editor", "administrator"}),
    "people:reminder": EVERYONE_BUT_MEMBER,
    "people:invitation_withdrawal": EVERYONE_BUT_MEMBER,
    "people:invitation_batch": EVERYONE_BUT_MEMBER,
    "people:invitation_batch_csv": EVERYONE_BUT_MEMBER,
}
# Visible, but not theirs to change: 403.
FORBIDDEN_TO: Mapping[str, frozenset[str]] = {
    "people:organisation_management": frozenset({"other_steward"}),
    "people:stewardship_change": frozenset({"other_steward"}),
}
# The example is of something that is not there, because making one takes an outside party.
ABSENT = frozenset("people:invitation_landing openid_connect_login openid_connect_callback".split())
# Ends on the same page that refuses others, so that the two cannot be told apart by the answer.
RETURNS_TO_JOIN = frozenset({"people:withdrawal"})

# What takes a POST without a limit of ours, with who limits it instead.
ALLAUTH_ATTEMPTS = "allauth: wrong passwords and codes per account and network, then every try is refused"
ALLAUTH_ACTION = "allauth: counted per action, see ACCOUNT_RATE_LIMITS"
ALLAUTH_CODE = "allauth: a code dies after three wrong tries, and asking a new one is counted"
OWN_FACTOR = "only after logging in again within five minutes, which allauth counts"

UNLIMITED: Mapping[str, str] = {
    "account_login": ALLAUTH_ACTION,
    "account_login_password": ALLAUTH_ATTEMPTS,
    "account_confirm_login_code": ALLAUTH_CODE,
    "account_email_verification_sent": ALLAUTH_CODE,
    "account_signup": ALLAUTH_ACTION,
    "account_email": ALLAUTH_ACTION,
    "account_change_password": ALLAUTH_ACTION,
    "account_set_password": ALLAUTH_ACTION,
    "account_reset_password": ALLAUTH_ACTION,
    "account_reset_password_from_key": ALLAUTH_ACTION,
    "account_reauthenticate": ALLAUTH_ATTEMPTS,
    "account_logout": "ends the own session only",
    "mfa_authenticate": ALLAUTH_ATTEMPTS,
    "mfa_reauthenticate": ALLAUTH_ATTEMPTS,
    "mfa_reauthenticate_webauthn": ALLAUTH_ATTEMPTS,
    "mfa_login_webauthn": "a signature cannot be guessed",
    "mfa_activate_totp": OWN_FACTOR,
    "mfa_deactivate_totp": OWN_FACTOR,
    "mfa_generate_recovery_codes": OWN_FACTOR,
    "mfa_download_recovery_codes": OWN_FACTOR,
    "mfa_add_webauthn": OWN_FACTOR,
    "mfa_remove_webauthn": OWN_FACTOR,
    "mfa_edit_webauthn": OWN_FACTOR,
    "socialaccount_signup": ALLAUTH_ACTION,
    "socialaccount_connections": "removes an own link only",
    "openid_connect_login": "off to the organisation's own page; nothing is written but the session",
    "openid_connect_callback": "needs a state that was given out, once",
    "usersessions_list": "ends own sessions only",
}
