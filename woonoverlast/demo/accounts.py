"""The fixed accounts to log in with in the demonstration."""

import time
from typing import NamedTuple

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from woonoverlast.people.models import Person

PASSWORD = "voorbeeld-woonoverlast"  # noqa: S105 printed by bin/serve; works in the demonstration only
PERIOD = 30


class Account(NamedTuple):
    """`secret` is the TOTP secret of roles that need a second factor, else empty."""

    email: str
    name: str
    role: str
    secret: str = ""

    @property
    def code(self) -> str:
        """The six digits that an authenticator app shows now, or nothing."""
        return format_hotp_value(hotp_value(self.secret, int(time.time()) // PERIOD)) if self.secret else ""


MEMBER = Account("lid@voorbeeld.example", "Lotte van Dijk", "lid (woonconsulent)")
STEWARD = Account(
    "beheerder@voorbeeld.example", "Mehmet Yılmaz", "organisatiebeheerder", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
)
COORDINATOR = Account("coordinator@voorbeeld.example", "Samira El Idrissi", "coördinator woonoverlast")
EXECUTIVE = Account("bestuurder@voorbeeld.example", "Jeroen de Graaf", "bestuurder (wethouder)")
EDITOR = Account("redactie@voorbeeld.example", "Anil Ramdin", "redacteur", "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU")
ADMINISTRATOR = Account("admin@voorbeeld.example", "Hanneke Bos", "beheerder", "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK")
APPLICANT = Account("aanvrager@voorbeeld.example", "Ewa Nowak", "aanvrager, nog geen lid")

ACCOUNTS = [MEMBER, STEWARD, COORDINATOR, EXECUTIVE, EDITOR, ADMINISTRATOR, APPLICANT]


def give_second_factors() -> None:
    """The rows behind an authenticator app, for the accounts that need it."""
    people = Person.objects.in_bulk([account.email for account in ACCOUNTS], field_name="email")
    seal = get_adapter().encrypt
    for account in ACCOUNTS:
        if account.secret:
            sealed = {"secret": seal(account.secret)}
            person = people[account.email]
            Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data=sealed)


def table() -> str:
    """The accounts as lines for a terminal."""
    width = max(len(account.email) for account in ACCOUNTS)
    rows = [f"  {account.email:<{width}}  {account.role:<26}{account.code}".rstrip() for account in ACCOUNTS]
    head = f"  {'e-mailadres':<{width}}  {'rol':<26}code (wisselt elke 30 seconden)"
    return "\n".join([head, *rows, "", f"  wachtwoord voor iedereen: {PASSWORD}"])
