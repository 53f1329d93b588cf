"""Remembered pages: fast, and never older than the last change."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from woonoverlast.people.models import Membership, Organisation, Person
from woonoverlast.people.testing import logged_in, make_person, municipal_organisation
from woonoverlast.places.models import Municipality
from woonoverlast.web import page_cache
from woonoverlast.web.models import ChangeStamp
from woonoverlast.web.page_cache import current_stamp, forget_old_stamps, remember, remembered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]


def zwolle() -> Municipality:
    return Municipality.objects.current().get(name="Zwolle")


def test_second_visitor_costs_one_query() -> None:
    first = Client().get("/gemeenten/zwolle/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        second = Client().get("/gemeenten/zwolle/")
    assert len(queries) == 1
    assert second.content == first.content
    assert second.headers["Content-Security-Policy"]


def test_page_changes_at_once_when_somebody_joins() -> None:
    assert "Zwolle doet nog niet mee" in Client().get("/gemeenten/zwolle/").content.decode()
    make_person("first", municipal_organisation(zwolle()))
    assert "De gemeente Zwolle doet mee" in Client().get("/gemeenten/zwolle/").content.decode()


def test_page_changes_when_the_only_member_is_suspended() -> None:
    person = make_person("only", municipal_organisation(zwolle()))
    assert "De gemeente Zwolle doet mee" in Client().get("/gemeenten/zwolle/").content.decode()
    Person.objects.filter(pk=person.pk).update(suspended_at=person.created_at)
    assert "De gemeente Zwolle doet mee" not in Client().get("/gemeenten/zwolle/").content.decode()


def test_member_and_visitor_do_not_get_each_others_page() -> None:
    member = make_person("member", municipal_organisation(zwolle()))
    visitor_page = Client().get("/").content
    assert logged_in(member).get("/").content != visitor_page
    assert Client().get("/").content == visitor_page


def test_compressed_and_plain_are_the_same_page() -> None:
    plain = Client().get("/doelen/")
    small = Client().get("/doelen/", headers={"Accept-Encoding": "gzip"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in small.headers["Vary"]


def test_a_visit_leaves_no_stamp_but_a_membership_does() -> None:
    person = make_person("visitor")
    before = ChangeStamp.objects.count()
    person.last_seen_at = person.created_at
    person.save(update_fields=["last_seen_at"])
    assert ChangeStamp.objects.count() == before
    organisation = Organisation.objects.create(name="Wonen", slug="wonen", kind="housing")
    Membership.objects.create(person=person, organisation=organisation)
    assert ChangeStamp.objects.count() == before + 2


def test_nothing_is_remembered_before_the_first_stamp() -> None:
    ChangeStamp.objects.all().delete()
    assert current_stamp() is None
    made = iter([1, 2])
    assert [remember("key", lambda: next(made), stamp=None) for _ in range(2)] == [1, 2]


def test_old_stamps_go_and_what_was_remembered_is_made_again() -> None:
    municipal_organisation(zwolle())
    before = current_stamp()
    forget_old_stamps()
    assert ChangeStamp.objects.count() == 1
    assert current_stamp() != before


def test_made_up_addresses_are_not_remembered() -> None:
    Client().get("/gemeenten/")
    before = set(remembered)
    for number in range(5):
        Client().get(f"/gemeenten/?q=verzonnen{number}")
        Client().get(f"/?x={number}")
        Client().get(f"/gemeenten/zwolle/?x={number}")
    assert [key for key in set(remembered) - before if "page" in key] == []  # type: ignore[operator]


def test_what_is_remembered_has_a_bound_in_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_cache, "MAX_BYTES", 50_000)
    municipal_organisation(zwolle())
    stamp = current_stamp()
    for number in range(40):
        remember(number, lambda: {"map": "x" * 10_000}, stamp=stamp)
    assert sum(known.size for known in remembered.values()) <= 50_000
    assert 39 in remembered
    assert 0 not in remembered
