"""What somebody is writing is kept, per form, and nobody else reads it."""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from woonoverlast.forum import drafting
from woonoverlast.forum.models import Draft, Kind
from woonoverlast.forum.tests.helpers import a_theme, ask_question
from woonoverlast.people.testing import Cast, logged_in


@pytest.fixture
def member(cast: Cast) -> Client:
    return logged_in(cast.member)


def save(client: Client, *, key: str = "topic", **more: str) -> dict[str, Any]:
    values = {"body": "<div>Een half verhaal</div>"} | {
        k: v for k, v in more.items() if k in {"title", "body", "body_as"}
    }
    sent = {"key": key, "data": json.dumps(values)} | {k: v for k, v in more.items() if k in {"seen", "form_key"}}
    answer = client.post("/forum/concepten/bewaren/", sent)
    told: dict[str, Any] = answer.json()
    return told


def test_saving_tells_the_time_and_the_version(member: Client) -> None:
    told = save(member)
    assert told["saved"]
    assert told["version"] == Draft.objects.get().version


def test_same_tab_goes_on(member: Client) -> None:
    first = save(member)
    assert save(member, body="<div>Meer</div>", seen=first["version"])["saved"]


def test_second_tab_does_not_overwrite_the_first(member: Client) -> None:
    save(member)
    told = save(member, body="<div>Uit een ander tabblad</div>", seen="")
    assert (told["saved"], told["conflict"]) == (False, True)
    assert Draft.objects.get().data["body"] == "<div>Een half verhaal</div>"


def test_emptied_form_has_no_draft(member: Client) -> None:
    first = save(member)
    save(member, body="<div><br></div>", seen=first["version"])
    assert not Draft.objects.exists()


def test_save_that_comes_after_posting_makes_no_ghost(member: Client, cast: Cast) -> None:
    topic, key = ask_question(cast.colleague), str(uuid.uuid4())
    place = f"/forum/onderwerp/{topic.pk}/reageren/"
    member.post(place, {"body": "<div>Klaar.</div>", "form_key": key})
    assert save(member, key=f"reply:{topic.pk}", form_key=key)["saved"]
    assert not Draft.objects.exists()
    place = "/forum/concepten/bewaren/"
    assert member.get(place, {"form_key": key}).json() == {"posted": True, "version": "", "same_form": False}
    assert logged_in(cast.colleague).get(place, {"form_key": key}).json() == {
        "posted": False,
        "version": "",
        "same_form": False,
    }


def test_script_may_ask_which_draft_is_kept(member: Client) -> None:
    own = str(uuid.uuid4())
    told = save(member, form_key=own)
    asked = {"form_key": str(uuid.uuid4()), "key": "topic"}
    place, kept = "/forum/concepten/bewaren/", {"posted": False, "version": told["version"]}
    assert member.get(place, asked).json() == kept | {"same_form": False}
    assert member.get(place, asked | {"form_key": own}).json() == kept | {"same_form": True}


def test_draft_typed_in_the_plain_field_keeps_its_signs(member: Client) -> None:
    save(member, body="a < b & **c**", body_as="text")
    page = member.get("/forum/nieuw/").content.decode()
    assert "a &lt; b &amp; **c**</textarea>" in page


def test_list_names_the_topic_of_a_reply(member: Client, cast: Cast) -> None:
    topic = ask_question(cast.colleague)
    save(member, key=f"reply:{topic.pk}")
    page = member.get("/forum/concepten/").content.decode()
    assert f"Reactie op: {topic.title}" in page
    assert "Een half verhaal" in page


def test_list_shows_no_title_that_is_hidden_now(member: Client, cast: Cast) -> None:
    topic = ask_question(cast.colleague)
    save(member, key=f"reply:{topic.pk}")
    topic.opening.withholdings.create(topic=topic, kind="hidden", at=timezone.now())
    page = member.get("/forum/concepten/").content.decode()
    assert topic.title not in page
    assert "Een half verhaal" in page


def test_nobody_else_gets_my_draft(member: Client, cast: Cast) -> None:
    save(member)
    assert "Een half verhaal" in member.get("/forum/nieuw/").content.decode()
    assert "Een half verhaal" not in logged_in(cast.colleague).get("/forum/nieuw/").content.decode()


def test_case_question_has_a_draft_too(member: Client) -> None:
    sent = {"key": "casus", "data": json.dumps({"story": "<div>Sinds maanden herrie</div>", "kinds": ["geluid"]})}
    member.post("/forum/concepten/bewaren/", sent)
    assert "Sinds maanden herrie" in member.get("/forum/casus/nieuw/").content.decode()


def test_fifty_first_draft_takes_the_place_of_the_oldest(member: Client, cast: Cast) -> None:
    for number in range(drafting.MAX_COUNT):
        Draft.objects.create(
            person=cast.member, key=f"reply:{number}", saved_at=timezone.now() - timedelta(days=number)
        )
    assert save(member)["saved"]
    assert Draft.objects.filter(key="topic").exists()
    assert not Draft.objects.filter(key=f"reply:{drafting.MAX_COUNT - 1}").exists()


def test_draft_of_three_months_goes(member: Client, cast: Cast) -> None:
    save(member)
    assert drafting.forget_old() == 0
    Draft.objects.update(saved_at=timezone.now() - drafting.KEPT - timedelta(days=1))
    assert drafting.forget_old() == 1


def test_answer_that_existed_drops_a_bare_title_but_no_text(member: Client, cast: Cast) -> None:
    topic = ask_question(cast.colleague)
    save(member, title="Harde muziek")
    member.post(f"/forum/onderwerp/{topic.pk}/gevonden/")
    assert Draft.objects.exists()
    Draft.objects.update(data={"title": "Harde muziek", "body": "<div><br></div>"})
    assert member.post(f"/forum/onderwerp/{topic.pk}/gevonden/").url == f"/forum/onderwerp/{topic.pk}/"  # type: ignore[attr-defined]
    assert not Draft.objects.exists()


def test_mistake_goes_on_with_the_same_draft(member: Client) -> None:
    told = save(member)
    a_theme()
    page = member.post("/forum/nieuw/", {"title": "kort", "body": "<div>Een half verhaal</div>"}).content.decode()
    assert f'data-draft-version="{told["version"]}"' in page
    assert "data-draft-bound" in page


ODD = {
    "NUL": json.dumps({"body": "<p>Een half\0 verhaal</p>", "title": "\0"}),
    "half an emoji": '{"body": "<p>Een half verhaal \\ud83d</p>", "ti\\udc00tle": "\\ude00"}',
    "odd list": '{"body": "Een half verhaal", "kinds": ["\\ud83d", "\\u0000"]}',
}


@pytest.mark.parametrize("data", ODD.values(), ids=list(ODD))
def test_signs_that_the_database_cannot_hold_lose_no_text(member: Client, data: str) -> None:
    answer = member.post("/forum/concepten/bewaren/", {"key": "topic", "data": data})
    assert (answer.status_code, answer.json()["saved"]) == (200, True)
    assert "Een half verhaal" in Draft.objects.get().data["body"]


def test_a_whole_emoji_stays(member: Client) -> None:
    member.post("/forum/concepten/bewaren/", {"key": "topic", "data": '{"body": "Een \\ud83d\\ude00 half"}'})
    assert Draft.objects.get().data["body"] == "Een \U0001f600 half"


def test_a_deep_pile_of_brackets_is_no_draft(member: Client) -> None:
    for data in ("[" * 100_000, '{"a":' * 100_000, "[" * 100_000 + "]" * 100_000):
        assert member.post("/forum/concepten/bewaren/", {"key": "topic", "data": data}).status_code == 422


def test_what_is_written_of_a_case_expires_first(cast: Cast, member: Client) -> None:
    topic = ask_question(cast.colleague, kind=Kind.CASE)
    for key in ("casus", "topic", f"reply:{topic.pk}", f"edit:{topic.opening.pk}"):
        save(member, key=key)
    Draft.objects.update(saved_at=timezone.now() - timedelta(days=15))
    assert drafting.forget_old() == 3
    assert Draft.objects.get().key == "topic"


@pytest.mark.parametrize("view", ["forum.views.writing", "cases.views"])
def test_page_tells_the_version_that_it_shows(member: Client, monkeypatch: pytest.MonkeyPatch, view: str) -> None:
    """A draft that is saved while the page is made: its version beside an empty form would throw the text away."""
    key, path = ("topic", "/forum/nieuw/") if "forum" in view else ("casus", "/forum/casus/nieuw/")
    save(member, key=key)
    assert "data-draft-version" in member.get(path).content.decode()
    saved_since = iter([None])
    monkeypatch.setattr(f"woonoverlast.{view}.get_draft", lambda *given: next(saved_since))
    assert "data-draft-version" not in member.get(path).content.decode()
