"""Steps of logging in that several tests take."""

import re
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from woonoverlast.accounts.encryption import seal
from woonoverlast.people.models import Person

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "vier paarden op het dak"


def code_from_mail() -> str:
    """The code in the newest mail."""
    found = re.search(r"^[0-9A-Z]+-[0-9A-Z]+$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found[0]


def ask_code(client: Client, email: str) -> HttpResponse:
    return client.post("/inloggen/", {"login": email}, follow=True)  # type: ignore[return-value]


def log_in_by_code(client: Client, email: str) -> HttpResponse:
    ask_code(client, email)
    return client.post("/inloggen/code/", {"code": code_from_mail()})  # type: ignore[return-value]


def log_in_by_password(client: Client, email: str, password: str = PASSWORD) -> HttpResponse:
    return client.post("/inloggen/wachtwoord/", {"login": email, "password": password})  # type: ignore[return-value]


def with_password(person: Person) -> Person:
    person.set_password(PASSWORD)
    person.save()
    return person


def with_app(person: Person) -> Person:
    """The person's second factor is an app with the known secret."""
    Authenticator.objects.filter(user=person).delete()
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": seal(SECRET)})
    return person


def app_code(secret: str = SECRET) -> str:
    return str(totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30)))


def is_logged_in(client: Client) -> bool:
    return client.get("/account/").status_code in {200, 302} and "_auth_user_id" in client.session
