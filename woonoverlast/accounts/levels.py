"""What each declared level means, and the declarations of views that are not ours."""

from collections.abc import Callable, Mapping

from django.conf import settings

from woonoverlast.people.models import Person
from woonoverlast.web.access import Access, Level

GATES: Mapping[Level, Callable[[Person], bool]] = {
    Level.ACCOUNT: lambda person: True,
    Level.MEMBER: lambda person: person.is_member or person.is_editor,
    Level.STEWARD: lambda person: person.is_steward or person.is_editor,
    Level.EDITOR: lambda person: person.is_editor,
    Level.ADMINISTRATOR: lambda person: person.is_administrator,
}

STEPS = "allauth bewaakt de stappen"
HALFWAY = "alleen halverwege het inloggen"

# Views of django-allauth by their full name. Names that end in a colon stand for a whole namespace.
THIRD_PARTY: Mapping[str, Access] = {
    "account_login": Access(Level.PUBLIC),
    "account_login_password": Access(Level.PUBLIC),
    "account_confirm_login_code": Access(Level.PUBLIC, HALFWAY),
    "account_inactive": Access(Level.PUBLIC),
    "account_logout": Access(Level.PUBLIC),
    "account_signup": Access(Level.PUBLIC),
    "account_email_verification_sent": Access(Level.PUBLIC, STEPS),
    "account_reset_password": Access(Level.PUBLIC),
    "account_reset_password_done": Access(Level.PUBLIC),
    "account_reset_password_from_key": Access(Level.PUBLIC, "met de link uit de mail"),
    "account_reset_password_from_key_done": Access(Level.PUBLIC),
    "account_change_password": Access(Level.ACCOUNT),
    "account_set_password": Access(Level.ACCOUNT),
    "account_reauthenticate": Access(Level.ACCOUNT),
    "account_email": Access(Level.ACCOUNT),
    "mfa_authenticate": Access(Level.PUBLIC, HALFWAY),
    "mfa_login_webauthn": Access(Level.PUBLIC),
    "mfa_index": Access(Level.ACCOUNT),
    "mfa_reauthenticate": Access(Level.ACCOUNT),
    "mfa_activate_totp": Access(Level.ACCOUNT),
    "mfa_deactivate_totp": Access(Level.ACCOUNT),
    "mfa_view_recovery_codes": Access(Level.ACCOUNT),
    "mfa_generate_recovery_codes": Access(Level.ACCOUNT),
    "mfa_download_recovery_codes": Access(Level.ACCOUNT),
    "mfa_list_webauthn": Access(Level.ACCOUNT),
    "mfa_add_webauthn": Access(Level.ACCOUNT),
    "mfa_reauthenticate_webauthn": Access(Level.ACCOUNT),
    "mfa_remove_webauthn": Access(Level.ACCOUNT, "alleen eigen sleutels"),
    "mfa_edit_webauthn": Access(Level.ACCOUNT, "alleen eigen sleutels"),
    "usersessions_list": Access(Level.ACCOUNT),
    "socialaccount_login_cancelled": Access(Level.PUBLIC),
    "socialaccount_login_error": Access(Level.PUBLIC),
    "socialaccount_signup": Access(Level.PUBLIC, STEPS),
    "socialaccount_connections": Access(Level.ACCOUNT),
    "openid_connect_login": Access(Level.PUBLIC, STEPS),
    "openid_connect_callback": Access(Level.PUBLIC, STEPS),
    "admin:": Access(Level.ADMINISTRATOR),
}

# What somebody whose role asks a second factor may reach without one: setting it up, and leaving.
SECOND_FACTOR_FREE = {
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "accounts:second_factor",
}


def allows_visitor(level: Level) -> bool:
    """Whether somebody who is not logged in may come in."""
    return level == Level.PUBLIC or (level == Level.DEMONSTRATION and settings.DEMONSTRATION)


def allows(level: Level, person: Person) -> bool:
    if allows_visitor(level):
        return True
    gate = GATES.get(level)
    return gate is not None and gate(person)


def third_party_access(view_name: str) -> Access | None:
    """The declaration for a view of somebody else's package, or None where we never looked at it."""
    namespace, colon, _ = view_name.partition(":")
    return THIRD_PARTY.get(namespace + colon if colon else view_name)


def works_without_second_factor(view_name: str) -> bool:
    return view_name in SECOND_FACTOR_FREE
