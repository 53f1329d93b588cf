"""Secrets of the second step: unreadable in the database, and alive after a change of SECRET_KEY."""

from importlib import import_module
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.db import connection
from django.test import Client
from pytest_django import Settings

from woonoverlast.accounts import encryption
from woonoverlast.accounts.tests.log_in import (
    SECRET,
    app_code,
    is_logged_in,
    log_in_by_password,
    with_app,
    with_password,
)
from woonoverlast.people.models import Person
from woonoverlast.people.testing import logged_in, make_person

pytestmark = pytest.mark.django_db
OTHER = "een-andere-sleutel-" + "x" * 40
migration = import_module("woonoverlast.people.migrations.0006_seal_second_factors")


@pytest.fixture
def person() -> Person:
    return with_app(with_password(make_person("vera")))


def second_step(person: Person) -> Client:
    client = Client()
    log_in_by_password(client, person.email)
    client.post("/account/tweede-stap/code/", {"code": app_code()})
    return client


def stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        return str(cursor.fetchone()[0])


def rotate(settings: Settings, *fallbacks: str) -> None:
    settings.SECRET_KEY_FALLBACKS = list(fallbacks)
    settings.SECRET_KEY = OTHER


def test_neither_secret_nor_codes_can_be_read_in_the_database(person: Person) -> None:
    client = logged_in(person)
    client.post("/account/tweede-stap/herstelcodes/nieuw/")
    assert "gAAAA" in stored()
    assert SECRET not in stored()
    assert is_logged_in(second_step(person))


def test_what_allauth_stores_is_sealed() -> None:
    """Not only what the tests put there themselves: a new app and new recovery codes."""
    person = make_person("bram")
    TOTP.activate(person, SECRET)
    RecoveryCodes.activate(person)
    kept = [row.data.get("secret") or row.data["seed"] for row in Authenticator.objects.filter(user=person)]
    assert len(kept) == 2
    assert all(text.startswith("gAAAA") for text in kept)
    assert SECRET in [encryption.unseal(text) for text in kept]


def test_app_works_after_a_change_of_key(person: Person, settings: Settings) -> None:
    rotate(settings, settings.SECRET_KEY)
    assert is_logged_in(second_step(person))


def test_fallback_can_go_after_the_night(person: Person, settings: Settings) -> None:
    rotate(settings, settings.SECRET_KEY)
    assert encryption.seal_again() == 1
    assert encryption.seal_again() == 0
    settings.SECRET_KEY_FALLBACKS = []
    assert is_logged_in(second_step(person))


def test_lost_key_opens_nothing_and_breaks_nothing(person: Person, settings: Settings) -> None:
    rotate(settings)
    assert not is_logged_in(second_step(person))
    assert encryption.seal_again() == 0
    assert encryption.unseal("geen zegel") != encryption.unseal("geen zegel")


def test_existing_rows_are_sealed_and_can_be_opened_again(person: Person) -> None:
    plain: dict[str, Any] = {"secret": SECRET}
    Authenticator.objects.update(data=plain)
    migration.seal_all(apps, None)
    migration.seal_all(apps, None)
    assert SECRET not in stored()
    assert is_logged_in(second_step(person))
    migration.open_all(apps, None)
    assert Authenticator.objects.get().data["secret"] == SECRET
