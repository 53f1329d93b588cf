"""What each declared level means, and the declarations of views that are not ours."""

from collections.abc import Callable, Mapping

from django.conf import settings

from woonoverlast.lib.access import Access, Level
from woonoverlast.people.models import Person

GATES: Mapping[Level, Callable[[Person], bool]] = {
    Level.ACCOUNT: lambda person: True,
    Level.MEMBER: lambda person: person.is_member or person.is_editor,
    Level.STEWARD: lambda person: person.is_steward or person.is_editor,
    Level.EDITOR: lambda person: person.is_editor,
    Level.ADMINISTRATOR: lambda person: person.is_administrator,
}

# Views of django-allauth and Django's administration: the longest prefix of the view name counts.
THIRD_PARTY: Mapping[str, Access] = {
    "account_": Access(Level.PUBLIC, "allauth bewaakt de stappen"),
    "account_change_password": Access(Level.ACCOUNT),
    "account_set_password": Access(Level.ACCOUNT),
    "account_reauthenticate": Access(Level.ACCOUNT),
    "account_email": Access(Level.ACCOUNT),
    "account_email_verification_sent": Access(Level.PUBLIC),
    "mfa_": Access(Level.ACCOUNT),
    "mfa_authenticate": Access(Level.PUBLIC, "alleen halverwege het inloggen"),
    "mfa_trust": Access(Level.PUBLIC, "alleen halverwege het inloggen"),
    "mfa_login_webauthn": Access(Level.PUBLIC),
    "usersessions_": Access(Level.ACCOUNT),
    "socialaccount_": Access(Level.PUBLIC, "allauth bewaakt de stappen"),
    "socialaccount_connections": Access(Level.ACCOUNT),
    "openid_connect_": Access(Level.PUBLIC, "allauth bewaakt de stappen"),
    "admin:": Access(Level.ADMINISTRATOR),
}

SECOND_FACTOR_FREE = (
    "account_",
    "mfa_",
    "usersessions_",
    "people:second_factor",
    "website:health_live",
    "website:health_ready",
)


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
    prefixes = [prefix for prefix in THIRD_PARTY if view_name.startswith(prefix)]
    return THIRD_PARTY[max(prefixes, key=len)] if prefixes else None


def works_without_second_factor(view_name: str) -> bool:
    return view_name.startswith(SECOND_FACTOR_FREE)
