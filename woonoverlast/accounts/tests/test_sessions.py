"""Where somebody is logged in, and how that ends."""

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from woonoverlast.accounts.tests.log_in import PASSWORD, app_code, log_in_by_code, with_app, with_password
from woonoverlast.people.models import Person
from woonoverlast.people.testing import make_person

pytestmark = pytest.mark.django_db
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


def devices(person: Person, count: int) -> list[Client]:
    clients = [Client(HTTP_USER_AGENT=WINDOWS) for _ in range(count)]
    for client in clients:
        cache.clear()
        log_in_by_code(client, person.email)
    return clients


def still_in(clients: list[Client]) -> list[bool]:
    return [client.get("/account/").status_code == 200 for client in clients]


def test_list_shows_every_device_in_words() -> None:
    here, _ = devices(make_person("vera"), 2)
    page = here.get("/account/sessies/").content.decode()
    assert page.count("<strong>Firefox op Windows</strong>") == 2
    assert page.count("Dit apparaat") == 1


def test_one_device_is_logged_out() -> None:
    person = make_person("vera")
    clients = devices(person, 3)
    key = clients[1].session.session_key
    clients[0].post(f"/account/sessies/{UserSession.objects.get(session_key=key).pk}/beeindigen/")
    assert still_in(clients) == [True, False, True]


def test_everything_else_is_logged_out() -> None:
    clients = devices(make_person("vera"), 3)
    clients[0].post("/account/sessies/")
    assert still_in(clients) == [True, False, False]


def test_session_of_another_person_is_not_found() -> None:
    (mine,) = devices(make_person("vera"), 1)
    (theirs,) = devices(make_person("wim"), 1)
    session = UserSession.objects.get(session_key=theirs.session.session_key)
    assert mine.post(f"/account/sessies/{session.pk}/beeindigen/").status_code == 404
    assert still_in([theirs]) == [True]


def test_looking_ends_nothing() -> None:
    clients = devices(make_person("vera"), 2)
    session = UserSession.objects.get(session_key=clients[1].session.session_key)
    assert clients[0].get(f"/account/sessies/{session.pk}/beeindigen/").status_code == 405
    assert still_in(clients) == [True, True]


def test_changed_password_logs_other_devices_out() -> None:
    clients = devices(with_password(make_person("vera")), 2)
    new = "zes ganzen in de sloot"
    answer = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert clients[0].post("/account/wachtwoord/wijzigen/", answer).headers["Location"] == "/account/"
    assert still_in(clients) == [True, False]


def test_first_password_logs_other_devices_out() -> None:
    clients = devices(make_person("vera"), 2)
    clients[0].post("/account/wachtwoord/instellen/", {"password1": PASSWORD, "password2": PASSWORD})
    assert still_in(clients) == [True, False]


def test_new_second_factor_logs_other_devices_out() -> None:
    clients = devices(make_person("vera"), 2)
    page = clients[0].get("/account/tweede-stap/app/aanzetten/")
    clients[0].post("/account/tweede-stap/app/aanzetten/", {"code": app_code(page.context["form"].secret)})
    assert still_in(clients) == [True, False]


def test_removed_second_factor_logs_other_devices_out() -> None:
    person = make_person("vera")
    clients = devices(person, 2)
    with_app(person)
    cache.clear()
    clients[0].post("/account/tweede-stap/bevestigen/", {"code": app_code()})
    clients[0].post("/account/tweede-stap/app/uitzetten/")
    assert still_in(clients) == [True, False]


def test_suspension_ends_the_session_at_the_next_request() -> None:
    person = make_person("vera")
    clients = devices(person, 1)
    Person.objects.filter(pk=person.pk).update(suspended_at=timezone.now())
    assert still_in(clients) == [False]
