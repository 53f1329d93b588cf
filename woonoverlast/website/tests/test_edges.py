"""At the edges: the ends of the calendar, two at the same moment, what is closed, and what a clock tells."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.db import connections
from django.test import Client
from django.utils import timezone

from woonoverlast.accounts.tests.log_in import ask_code, code_from_mail, is_logged_in, log_in_by_password, with_password
from woonoverlast.attendance.forms.day import SyncForm
from woonoverlast.forum import posting, reactions
from woonoverlast.forum.models import Lock, Topic, Useful
from woonoverlast.forum.posting import Writing
from woonoverlast.forum.tests.helpers import answer, ask_question
from woonoverlast.lib.days import DayField, MomentField
from woonoverlast.lib.errors import NotPossible
from woonoverlast.moderation import sanctioning
from woonoverlast.people import joining
from woonoverlast.people.models import Organisation
from woonoverlast.people.testing import Cast, logged_in, make_person
from woonoverlast.website.tests.test_access_matrix import routes


@pytest.fixture
def topic(cast: Cast) -> Topic:
    return ask_question(cast.colleague)


# The calendar


def test_no_form_takes_a_day_that_cannot_be_reckoned_with() -> None:
    ours = [file for file in (settings.PACKAGE).rglob("*.py") if "tests" not in file.parts and file.name != "days.py"]
    using = [
        str(file)
        for file in ours
        if "forms.DateField(" in file.read_text() or "DateTimeField(label" in file.read_text()
    ]
    assert using == []


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1899-12-31"])
def test_days_at_the_ends_of_the_calendar_are_refused(cast: Cast, topic: Topic, day: str) -> None:
    for field in (DayField(), MomentField()):
        with pytest.raises(forms.ValidationError):
            field.clean(day)
    path = f"/forum/reactie/{topic.opening.pk}/bewaren/"
    assert logged_in(cast.member).post(path, {"remind_on": day}).status_code in {200, 422}
    for name in ("vanaf", "tot"):
        assert logged_in(cast.editor).get(f"/beheer/logboek/?{name}={day}").status_code == 200


@pytest.mark.parametrize("ago", ["1e400", "1e308", "NaN", "-1e308", '"x"'])
def test_a_scan_of_long_ago_is_refused(ago: str) -> None:
    row = f'[{{"ago": {ago}, "how": "list", "mark": "9a0bd3b8-6f4e-4b7e-9d43-0cf3c3a0c111", "code": "a\\u0000"}}]'
    form = SyncForm({"scans": row})
    assert not form.is_valid() or "\0" not in form.cleaned_data["scans"][0].code


# Two at the same moment


@pytest.mark.django_db(transaction=True)
def test_eight_people_propose_the_same_organisation_and_there_is_one(
    places: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [make_person(f"lid{number}") for number in range(8)]
    meeting, free_slug = Barrier(8), joining.free_slug

    def met(name: str) -> str:
        """All that come this far go on together; nobody waits for who cannot come."""
        slug = free_slug(name)
        with suppress(BrokenBarrierError):
            meeting.wait(timeout=0.5)
        return slug

    monkeypatch.setattr(joining, "free_slug", met)

    def propose(person: Any) -> int:
        try:
            return joining.propose_organisation(by=person, name="Stichting Nieuw", kind="housing").pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(propose, people))
    assert len(set(made)) == 1
    assert Organisation.objects.filter(name="Stichting Nieuw").count() == 1


@pytest.mark.django_db
def test_wrong_codes_at_the_same_moment_are_each_counted(client: Client) -> None:
    """Each request reads the session from before the others; only the database sees them all."""
    ask_code(client, make_person("vera").email)
    code, before = code_from_mail(), dict(client.session.items())
    for _ in range(5):
        restore(client, before)
        client.post("/inloggen/code/", {"code": "FOUT-FOUT"})
    restore(client, before)
    client.post("/inloggen/code/", {"code": code})
    assert not is_logged_in(client)


def restore(client: Client, values: dict[str, Any]) -> None:
    session = client.session
    session.update(values)
    session.save()


# Wrong passwords of somebody else


@pytest.mark.django_db
def test_who_is_shut_out_by_wrong_passwords_reads_why_and_gets_in_by_code(client: Client) -> None:
    person = with_password(make_person("vera"))
    for _ in range(6):
        log_in_by_password(Client(REMOTE_ADDR="203.0.113.9"), person.email, password="fout")
    page = log_in_by_password(client, person.email).content.decode()
    assert "ook het goede wachtwoord" in page
    assert "Laat je een code mailen" in page
    ask_code(client, person.email)
    client.post("/inloggen/code/", {"code": code_from_mail()})
    assert is_logged_in(client)


# What is closed


def test_a_post_in_a_locked_topic_is_not_rewritten(cast: Cast, topic: Topic) -> None:
    post = answer(topic, cast.member)
    Lock.objects.create(topic=topic, by=cast.editor, at=timezone.now(), reason="Klaar.")
    client, path = logged_in(cast.member), f"/forum/reactie/{post.pk}/wijzigen/"
    page = client.post(path, {"body": "<div>Heel anders.</div>"})
    assert page.status_code == 422
    assert "Heel anders." in page.content.decode()
    post.refresh_from_db()
    assert post.body == "<p>Zo.</p>"
    posting.edit(post, writing=Writing(body="<p>Door een redacteur.</p>"), by=cast.editor)


def test_who_is_suspended_does_not_vote_or_choose(cast: Cast, topic: Topic) -> None:
    post, mine = answer(topic, cast.member), ask_question(cast.outsider)
    best = answer(mine, cast.member)
    until = timezone.now() + timedelta(days=3)
    sanctioning.suspend(cast.outsider, by=cast.editor, reason="Hou het vriendelijk.", until=until)
    acts = (
        lambda: reactions.find_useful(post, by=cast.outsider, useful=True),
        lambda: reactions.say_me_too(topic, by=cast.outsider, plays=True),
        lambda: reactions.accept(best, by=cast.outsider),
        lambda: reactions.solve(mine, by=cast.outsider),
        lambda: reactions.reopen(mine, by=cast.outsider),
    )
    for act in acts:
        with pytest.raises(NotPossible):
            act()
    assert not Useful.objects.exists()
    client = logged_in(cast.outsider)
    assert client.post(f"/forum/reactie/{post.pk}/nuttig/", {"aan": "ja"}, follow=True).status_code == 200


# What a clock tells


@pytest.mark.django_db
def test_a_known_and_an_unknown_address_take_as_long(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    waited: list[float] = []
    clock = SimpleNamespace(sleep=waited.append, monotonic=time.monotonic)  # of that module: other threads sleep on
    monkeypatch.setattr("woonoverlast.accounts.views.log_in.time", clock)
    settings.ADDRESS_ANSWER_SECONDS = 5.0
    known = make_person("vera").email
    for path, field in (
        ("/aanmelden/mailadres/", "email"),
        ("/inloggen/", "login"),
        ("/account/wachtwoord/vergeten/", "email"),
    ):
        for address in (known, "nieuw@werk.example"):
            begin, before = time.monotonic(), len(waited)
            Client().post(path, {field: address})
            assert len(waited) == before + 1
            assert waited[-1] + time.monotonic() - begin == pytest.approx(5.0, abs=0.2)


def test_no_address_has_a_nul_in_it(cast: Cast) -> None:
    """The database cannot be asked for such a name."""
    paths = {re.sub(r"<str:\w+>", "%00", route.route) for route in routes() if "<str:" in route.route}
    alone = sorted(path for path in paths if "<" not in path)
    client = logged_in(cast.editor)
    assert len(alone) > 5
    assert {path: client.get(f"/{path}").status_code for path in alone} == dict.fromkeys(alone, 404)
