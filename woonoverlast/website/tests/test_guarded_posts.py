"""Canaries posted through the pages, by everybody who may write there: nothing of them comes into a row."""

import uuid
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from woonoverlast.attendance.models import Material
from woonoverlast.events.tests.making import make_event
from woonoverlast.forum.models import Attachment, Topic
from woonoverlast.forum.tests.helpers import STORY, a_theme, answer, ask_question
from woonoverlast.lib import personal_data
from woonoverlast.lib.personal_data import Kind
from woonoverlast.lib.uploads.tests.made import pdf, word
from woonoverlast.newsletter import preflight
from woonoverlast.newsletter.models import Block, Edition
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, logged_in, make_cast
from woonoverlast.places.models import Municipality
from woonoverlast.website.tests.test_guarded_texts import CANARIES

ROLES = ("member", "steward", "coordinator", "executive", "editor")
# What of each canary must not be found back.
CORE = {
    Kind.BSN: "123456782", Kind.ADDRESS: "Kastanjelaan 14", Kind.PHONE: "28371940", Kind.MAIL: "vandenbrink83", Kind.IBAN: "0417 1643",
    Kind.PLATE: "VK-803-T", Kind.BIRTH: "14 februari 1971", Kind.DOCUMENT: "NXR4H81F2", Kind.NAME: "Wijnaldum",
}  # fmt: skip
Sent = tuple[str, dict[str, Any]]


@pytest.fixture
def cast(db: None, places: None, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("woonoverlast.web.limits.tries", lambda *_, **__: 0)
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    return make_cast(here, elsewhere)


def post_to_forum(text: str, person: Person, topic: Topic) -> list[Sent]:
    asked = {"kind": "question", "title": "Wie weet hier raad mee?", "theme": a_theme().slug, "body": "<p>Dag.</p>"}
    own, body = answer(topic, person), f"<p>{text}</p>"
    return [
        ("/forum/nieuw/", asked | {"title": text}),
        ("/forum/nieuw/", asked | {"body": body}),
        ("/forum/nieuw/", asked | {"body": f"<p>Dag.</p><blockquote><p>{text}</p></blockquote>"}),
        (f"/forum/onderwerp/{topic.pk}/reageren/", {"body": body}),
        (f"/forum/reactie/{own.pk}/wijzigen/", {"body": body, "reason": "Aangevuld."}),
        (f"/forum/reactie/{own.pk}/wijzigen/", {"body": "<p>Zo dan.</p>", "reason": text}),
        (f"/forum/reactie/{topic.opening.pk}/melden/", {"reason": "personal_data", "text": text}),
        (f"/forum/reactie/{own.pk}/bewaren/", {"note": text}),
        ("/forum/casus/nieuw/", {"title": text, "story": STORY, "theme": a_theme().pk}),
        ("/forum/casus/nieuw/", {"title": "Hoe doorbreek je dit?", "story": STORY + body, "theme": a_theme().pk}),
    ]


def post_elsewhere(text: str, person: Person, event_pk: int) -> list[Sent]:
    told = {"title": "Regie op overlast", "text": "Wij willen leren.", "kind": "workshop"}
    profile = {"name": "Een Lid", "job_title": "adviseur", "discipline": "municipality"}
    return [
        ("/account/profiel/", profile | {"looking_for": text}),
        ("/account/profiel/", profile | {"job_title": text}),
        ("/uitnodigen/een/", {"email": "iemand@gemeente.example", "note": text}),
        ("/uitnodigen/lijst/", {"pasted": "iemand@gemeente.example", "note": text}),
        ("/agenda/aanvragen/nieuw/", told | {"title": text}),
        ("/agenda/aanvragen/nieuw/", told | {"text": text}),
        ("/agenda/aanvragen/nieuw/", told | {"period": text[:150]}),
        (f"/agenda/{event_pk}/aanmelden/", {"wish": text}),
        (f"/agenda/{event_pk}/programma/", {"starts": "10:00", "title": "Opening", "text": text}),
        (f"/agenda/{event_pk}/vragen/", {"label": text, "kind": "text", "keep_days": "30"}),
    ]


def posts(cast: Cast, person: Person, text: str) -> list[Sent]:
    topic, event = ask_question(cast.colleague), make_event(cast.editor)
    return [*post_to_forum(text, person, topic), *post_elsewhere(text, person, event.pk)]


def kept(words: str) -> list[str]:
    """Tables with a row that holds these words."""
    return [model.__name__ for model in apps.get_models() if words in str(list(model._default_manager.values()))]


@pytest.mark.parametrize("role", ROLES)
def test_no_canary_comes_into_a_row(cast: Cast, role: str, request: pytest.FixtureRequest) -> None:
    """A member posts every kind in every field; the others, for whom the guard is the same, all of them with `--full`."""
    person: Person = getattr(cast, role)
    client = logged_in(person)
    all_kinds = role == "member" or request.config.getoption("--full")
    for kind, text in CANARIES.items() if all_kinds else [(kind, CANARIES[kind]) for kind in (Kind.NAME, Kind.PHONE)]:
        for path, data in posts(cast, person, text):
            client.post(path, data | {"form_key": str(uuid.uuid4())})
        assert (kind, kept(CORE[kind])) == (kind, [])


def test_without_the_guard_the_same_posts_are_kept(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(personal_data, "find", lambda text, allowed=(): [])
    client = logged_in(cast.editor)
    for path, data in posts(cast, cast.editor, CANARIES[Kind.NAME]):
        client.post(path, data | {"form_key": str(uuid.uuid4())})
    missing = {
        "Topic",
        "Post",
        "Revision",
        "Report",
        "Bookmark",
        "Person",
        "Invitation",
        "Request",
        "SignUp",
        "Part",
        "Question",
    } - set(kept("Wijnaldum"))
    assert missing == set()


def sent_with_file(cast: Cast, person: Person, text: str) -> int:
    upload = SimpleUploadedFile("verslag.docx", word(text))
    path = f"/forum/onderwerp/{ask_question(cast.colleague).pk}/reageren/"
    data = {"body": "<p>Zie.</p>", "form_key": str(uuid.uuid4()), "upload": [upload]}
    return logged_in(person).post(path, data).status_code


def sent_as_material(cast: Cast, text: str) -> int:
    event = make_event(cast.editor, in_days=-1)
    data = {"title": "Sheets", "seen_by": "everybody", "file": SimpleUploadedFile("sheets.pdf", pdf(text))}
    return logged_in(cast.editor).post(f"/agenda/{event.pk}/na-afloop/materiaal/?soort=file", data).status_code


@pytest.mark.parametrize("kind", Kind)
def test_canary_in_a_file_is_asked_and_its_post_waits(cast: Cast, kind: Kind) -> None:
    assert sent_with_file(cast, cast.member, CANARIES[kind]) == 422
    assert Attachment.objects.get().post is None


@pytest.mark.parametrize("role", ROLES)
def test_canary_in_a_file_is_asked_of_everybody(cast: Cast, role: str) -> None:
    assert sent_with_file(cast, getattr(cast, role), CANARIES[Kind.NAME]) == 422
    assert Attachment.objects.get().post is None


@pytest.mark.parametrize("kind", Kind)
def test_canary_in_a_file_of_an_event_is_refused(cast: Cast, kind: Kind) -> None:
    assert sent_as_material(cast, CANARIES[kind]) == 422
    assert not Material.objects.exists()


def test_without_the_guard_the_same_files_are_kept(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(personal_data, "find", lambda text, allowed=(): [])
    assert sent_with_file(cast, cast.member, CANARIES[Kind.NAME]) == 302
    assert sent_as_material(cast, CANARIES[Kind.NAME]) == 302
    assert Attachment.objects.get().post is not None
    assert Material.objects.exists()


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("field", ["title", "text", "button", "picture_text"])
def test_canary_in_a_newsletter_is_seen_before_it_goes(cast: Cast, kind: Kind, field: str) -> None:
    edition = Edition.objects.create(subject="Nieuws van deze maand", made_by=cast.editor)
    Block.objects.create(edition=edition, position=1, **{field: CANARIES[kind]})
    seen = [finding.what for finding in preflight.look(edition, by=cast.editor)]
    assert any(CORE[kind].split()[-1] in what for what in seen)
