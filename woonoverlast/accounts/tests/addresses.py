"""Examples of addresses with a variable part, and who may not know or change what is there; for the access matrix."""

from collections.abc import Mapping

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from woonoverlast.people.testing import EVERYONE_BUT_MEMBER, Cast, Example


def session(cast: Cast) -> UserSession:
    return UserSession.objects.create(user=cast.member, ip="127.0.0.1", session_key="x" * 32)


def key(cast: Cast) -> Authenticator:
    data = {"name": "Telefoon", "credential": {}}
    return Authenticator.objects.create(user=cast.member, type=Authenticator.Type.WEBAUTHN, data=data)


EXAMPLES: Mapping[str, Example] = {
    "accounts:end_session": lambda cast: f"/account/sessies/{session(cast).pk}/beeindigen/",
    "account_reset_password_from_key": lambda cast: "/account/wachtwoord/vergeten/1-fout/",
    "mfa_remove_webauthn": lambda cast: f"/account/tweede-stap/toegangssleutels/{key(cast).pk}/verwijderen/",
    "mfa_edit_webauthn": lambda cast: f"/account/tweede-stap/toegangssleutels/{key(cast).pk}/wijzigen/",
    "openid_connect_login": lambda cast: "/inloggen/organisatie/geen/",
    "openid_connect_callback": lambda cast: "/inloggen/organisatie/geen/terug/",
}
# Allowed by level, yet the object is not theirs: the answer is the same 404 as for what does not exist.
HIDDEN_FROM: Mapping[str, frozenset[str]] = {"accounts:end_session": EVERYONE_BUT_MEMBER | {"applicant"}}
# The example is of something that is not there, because making one takes an outside party.
ABSENT = frozenset("openid_connect_login openid_connect_callback".split())

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
