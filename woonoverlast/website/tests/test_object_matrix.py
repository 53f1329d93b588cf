"""What is behind the door: rows of every model with a word of their own, and every address read as every kind of user.

Each context plants its rows in `tests/objects.py`: one that is seen and one that is not, for each reason. The words show exactly
where they should; a model without an example is a red test.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from itertools import count
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.cache import caches
from django.db import models, transaction
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from woonoverlast.events.models.events import EventQuerySet
from woonoverlast.forum.models.themes import ThemeQuerySet
from woonoverlast.forum.models.topics import TopicQuerySet
from woonoverlast.notifications import digest, instant
from woonoverlast.people.testing import READERS, Cast, Planted, Secret, logged_in
from woonoverlast.search import indexing
from woonoverlast.web.contexts import contexts
from woonoverlast.website.tests.examples import EXAMPLES
from woonoverlast.website.tests.test_access_matrix import routes

WORD = re.compile(r"kanarie(?:[b-y]{4})(?![a-z])")
# The accounts' own pages show nothing that others wrote; these would end the session.
LEFT_OUT = re.compile(
    r"^(?:account_|mfa_|socialaccount_|openid_|usersessions_|people:delete_account|demo:|website:style)"
)
OFTEN = frozenset("visitor applicant former member outsider editor".split())
SEARCHES = [f"/zoeken/?q=kanariegeel&pagina={page}" for page in (1, 2, 3)]


@dataclass
class Garden:
    """Everything that was planted."""

    cast: Cast
    planted: list[Planted] = field(default_factory=list)
    secrets: list[Secret] = field(default_factory=list)

    def allowed(self, role: str) -> set[str]:
        return {one.word for one in self.planted if role in one.seen_by}

    def said(self, words: set[str]) -> list[str]:
        return sorted(f"{one.model._meta.label} {one.why}" for one in self.planted if one.word in words)

    def paths(self) -> list[str]:
        still = [
            "/" + route.route
            for route in routes()
            if not re.search(r"[<(]", route.route) and not LEFT_OUT.match(route.name)
        ]
        theirs = [path for one in self.planted for path in (*one.at, *one.tried)]
        return list(dict.fromkeys([*still, *theirs, *SEARCHES]))


def objects() -> Iterator[Any]:
    for context in contexts():
        if find_spec(name := f"{context.name}.tests.objects"):
            yield import_module(name)


def words() -> Iterator[str]:
    for number in count():
        yield "kanarie" + "".join("bcdfghjklmnp"[number // 12**place % 12] for place in range(4))


def person_of(cast: Cast, role: str) -> Any:
    return None if role == "visitor" else getattr(cast, "other_coordinator" if role == "former" else role)


@pytest.fixture
def ground(cast: Cast, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("woonoverlast.web.limits.tries", lambda *_, **__: 0)
    return cast


@pytest.fixture
def garden(ground: Cast) -> Garden:
    return grow(ground)


def grow(cast: Cast) -> Garden:
    cast.other_coordinator.memberships.update(ended_on=timezone.localdate() - timedelta(days=1))
    made, word = Garden(cast), words()
    for module in objects():
        for one in module.plant(cast, lambda: next(word)):
            if isinstance(one, Planted):
                made.planted.append(one)
            else:
                made.secrets.append(one)
    indexing.repair(only_small=False)
    caches["process"].clear()
    return made


def seen(client: Client, path: str) -> set[str]:
    with transaction.atomic():
        response = client.get(path)
        text = text_of(response)
        transaction.set_rollback(True)
    assert response.status_code < 500, path
    return set(WORD.findall(text))


def text_of(response: HttpResponseBase) -> str:
    """Also of a download: lines that a calendar folded are whole again, and a workbook is opened."""
    data = response.getvalue() if isinstance(response, StreamingHttpResponse) else getattr(response, "content", b"")
    if data.startswith(b"PK"):
        archive = zipfile.ZipFile(BytesIO(data))
        data = b"\n".join(archive.read(name) for name in archive.namelist())
    location = response.headers.get("Location", "")
    return location + data.decode(errors="ignore").replace("\r\n ", "")


def read(garden: Garden, role: str, paths: list[str]) -> dict[str, set[str]]:
    caches["process"].clear()
    client = logged_in(person_of(garden.cast, role))
    return {path: seen(client, path) for path in paths}


def leaks(garden: Garden, role: str, pages: dict[str, set[str]]) -> list[str]:
    allowed = garden.allowed(role)
    return [f"{role} {path}: {what}" for path, found in pages.items() for what in garden.said(found - allowed)]


def missing(garden: Garden, role: str, pages: dict[str, set[str]]) -> list[str]:
    """The positive control: who may read it does so at each of the addresses, or somewhere where none is named."""
    anywhere = set().union(*pages.values())
    hoped = [one for one in garden.planted if role in one.seen_by]
    return [
        f"{role} {path or 'anywhere'}: {one.model._meta.label} {one.why}"
        for one in hoped
        for path in one.at or ("",)
        if one.word not in (pages[path] if path else anywhere)
    ]


@pytest.mark.parametrize("role", READERS)
def test_each_word_shows_exactly_where_it_should(garden: Garden, role: str, request: pytest.FixtureRequest) -> None:
    """The kinds of user that differ most; the others with `--full`."""
    if role not in OFTEN and not request.config.getoption("--full"):
        pytest.skip("with --full")
    pages = read(garden, role, garden.paths())
    assert "\n".join(leaks(garden, role, pages) + [f"not seen: {line}" for line in missing(garden, role, pages)]) == ""


def test_secret_addresses_show_no_more_than_their_owner_may_read(garden: Garden) -> None:
    for secret in garden.secrets:
        caches["process"].clear()
        answer = Client().get(secret.path)
        assert (answer.status_code == 404) == (secret.read_as is None), secret.path
        found = set(WORD.findall(text_of(answer)))
        assert garden.said(found - garden.allowed(secret.read_as or "visitor")) == []
    assert any(WORD.search(text_of(Client().get(secret.path))) for secret in garden.secrets)


def test_mails_tell_no_more_than_their_readers_may_read(garden: Garden) -> None:
    mail.outbox.clear()
    instant.send_due(now=timezone.now() + timedelta(hours=3))
    for hours in range(0, 24 * 8, 3):
        digest.send_digests(now=timezone.now() + timedelta(hours=hours))
    cast = garden.cast
    roles = {person_of(cast, role).email: role for role in READERS if role != "visitor"}
    roles |= {person.email: "outsider" for person in (cast.coordinator, cast.other_steward)}
    roles[cast.administrator.email] = "editor"
    told: set[str] = set()
    for message in mail.outbox:
        found = set(WORD.findall(str(message.message())))
        told |= found
        for address in message.to:
            role = roles.get(address, "visitor")
            assert (role, message.subject, garden.said(found - garden.allowed(role))) == (role, message.subject, [])
    assert told, "the control: mails hold words"


def test_every_model_that_somebody_meets_is_planted_seen_and_unseen(garden: Garden) -> None:
    nobody = {model for module in objects() for model in getattr(module, "NOBODY", {})} | set(met_by_nobody())
    ours = [model for model in apps.get_models() if model.__module__.startswith("woonoverlast.")]
    planted = {one.model for one in garden.planted}
    assert [model._meta.label for model in ours if model not in planted | nobody] == []
    assert planted & nobody == set()
    for model in planted:
        those = [one for one in garden.planted if one.model is model]
        assert any(one.seen_by for one in those), f"nobody reads a {model._meta.label}"
        assert any(set(READERS) - one.seen_by for one in those), f"everybody reads every {model._meta.label}"


def met_by_nobody() -> dict[type[models.Model], str]:
    return {apps.get_model(label): why for label, why in NOBODY.items()}


# Of the contexts below people, and those whose rows hold what others wrote.
NOBODY = {
    "search.Entry": "what the search box finds: it is read here, with what is planted elsewhere",
    "search.Word": "words of the language that are searched for",
    "search.SynonymGroup": "a list of editors",
    "targets.Cycle": "facts that come with the platform",
    "targets.Target": "facts that come with the platform",
    "mail.Unsubscription": "an address of somebody himself",
    "mail.PausedAddress": "an address, in the queue of editors",
    "mail.Mailing": "its pages are of editors; the texts are of the editions",
    "mail.Recipient": "an address, in pages of editors",
    "mail.TokenBucket": "a number",
    "mail.OutgoingMail": "mail that waits: the mails are read here",
    "places.Region": "facts that come with the platform",
    "places.Municipality": "facts that come with the platform",
    "places.Population": "facts that come with the platform",
    "places.Shape": "facts that come with the platform",
    "web.RateCount": "a number",
    "web.ChangeStamp": "a moment",
}


@pytest.mark.parametrize(
    ("rows", "under"), [(TopicQuerySet, "/forum/"), (ThemeQuerySet, "/forum/"), (EventQuerySet, "/agenda/")]
)
def test_a_hole_is_seen(garden: Garden, monkeypatch: pytest.MonkeyPatch, rows: Any, under: str) -> None:
    paths = [path for path in garden.paths() if path.startswith(under)]
    assert leaks(garden, "visitor", read(garden, "visitor", paths)) == []
    monkeypatch.setattr(rows, "visible_to", lambda self, user: self)
    assert leaks(garden, "visitor", read(garden, "visitor", paths)) != []


def test_addresses_of_objects_are_read_or_left_out_with_a_reason(ground: Cast) -> None:
    """Every address with a variable part that answers a GET; what only takes a POST shows nothing."""
    with transaction.atomic():
        garden = grow(ground)
        paths = [*garden.paths(), *(secret.path for secret in garden.secrets)]
        transaction.set_rollback(True)
    read_here = {resolve(path.partition("?")[0]).view_name for path in paths}
    variable = {route.name for route in routes() if re.search(r"[<(]", route.route) and not LEFT_OUT.match(route.name)}
    left = {name for name in variable - read_here if answers_get(ground, name)}
    assert sorted(left - set(FORMS)) == []
    assert sorted(set(FORMS) - left) == []


def answers_get(cast: Cast, name: str) -> bool:
    with transaction.atomic():
        path = EXAMPLES[name](cast)
        answer = logged_in(cast.administrator).get(path)
        text_of(answer)
        transaction.set_rollback(True)
    return answer.status_code != 405


# Names of addresses by why they are not read here.
LEFT = {
    "for everybody, every text there ever was": "instruments:sample instruments:version instruments:versions"
    " local_rules:instrument local_rules:instrument_csv local_rules:instrument_json local_rules:rule",
    "facts that come with the platform": "places:municipality targets:cycle targets:download targets:municipalities targets:municipalities_csv targets:target",
    "opens with a token of one person, tried with a forged one in the tests of its context": "events:guest_confirmation mail:unsubscription newsletter:confirmation"
    " notifications:muting people:confirm_profile people:invitation_landing attendance:badge attendance:badge_picture attendance:badge_reading"
    " attendance:certificate attendance:certificate_of_place attendance:evaluation attendance:guest_check_in newsletter:picture",
    "a form of who organises, behind the same gate as the pages of the event that are read": "attendance:change_item attendance:question_became attendance:withdrawal",
    "for editors only, by its level": "mail_previews:mail mail_previews:mail_as_html mailings:mailing mailings:recipients mailings:recipients_csv synonyms:group"
    " editions:block office:organisation office:theme instruments:correcting instruments:new_version instruments:reviewing local_rules:refusal",
    "a form of one's own, with its own test of who gets it": "instruments:doubting local_rules:stating local_rules:telling local_rules:survey_answer experts:ask_person forum:version_clearing moderation:objection_to_hiding"
    " moderation:objection_to_sanction moderation:review people:leave",
    "numbers of many municipalities together": "local_rules:survey_year local_rules:survey_csv",
    "a picture or a script without words of anybody": "attendance:check_in_worker attendance:screen_picture",
}
FORMS = {name: why for why, names in LEFT.items() for name in names.split()}
