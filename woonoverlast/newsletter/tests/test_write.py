"""Editors write an edition."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from woonoverlast.forum.models import Kind
from woonoverlast.forum.tests.helpers import ask_question
from woonoverlast.lib.errors import NotPossible
from woonoverlast.newsletter import sending, writing
from woonoverlast.newsletter.models import Block, Edition
from woonoverlast.newsletter.tests.making import a_draft, a_topic, pick, typed
from woonoverlast.people.testing import Cast, logged_in

HOME = "/beheer/nieuwsbrief/"


@pytest.fixture
def office(cast: Cast) -> Client:
    return logged_in(cast.editor)


@pytest.fixture
def edition(cast: Cast) -> Edition:
    return a_draft(cast.editor)


def page(edition: Edition, rest: str = "") -> str:
    return f"{HOME}{edition.pk}/{rest}"


def test_new_edition_opens_to_write(office: Client) -> None:
    answer = office.post(f"{HOME}nieuw/", follow=True)
    assert "Beste {voornaam}" in answer.content.decode()
    assert Edition.objects.count() == 1


def test_words_are_saved(office: Client, edition: Edition) -> None:
    office.post(page(edition), typed(edition, subject="Nieuw onderwerp"))
    edition.refresh_from_db()
    assert edition.subject == "Nieuw onderwerp"


def test_colleague_writes_on(cast: Cast, edition: Edition) -> None:
    logged_in(cast.administrator).post(page(edition), typed(edition, subject="Van mijn collega"))
    edition.refresh_from_db()
    assert (edition.subject, edition.changed_by) == ("Van mijn collega", cast.administrator)


def test_member_gets_403(cast: Cast, edition: Edition) -> None:
    assert logged_in(cast.member).get(page(edition)).status_code == 403


def test_absent_edition_is_404(office: Client) -> None:
    assert office.get(f"{HOME}999/").status_code == 404


def test_get_makes_nothing(office: Client) -> None:
    assert office.get(f"{HOME}nieuw/").status_code == 405


def test_too_long_a_subject_comes_back_with_all_that_was_typed(office: Client, edition: Edition) -> None:
    answer = office.post(page(edition), typed(edition, subject="x" * 151, preview="Mijn regel"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "x" * 151 in text
    assert "Mijn regel" in text


def test_who_was_logged_out_finds_the_text_to_copy(client: Client, edition: Edition) -> None:
    answer = client.post(page(edition), typed(edition, introduction="<p>Een lange inleiding die niet weg mag.</p>"))
    assert "Een lange inleiding die niet weg mag." in answer.content.decode()


class TestTwoEditors:
    def test_the_second_is_told_and_loses_nothing(self, office: Client, cast: Cast, edition: Edition) -> None:
        mine = typed(edition, subject="Mijn onderwerp")
        logged_in(cast.administrator).post(page(edition), typed(edition, subject="Eerder opgeslagen"))
        answer = office.post(page(edition), mine)
        text = answer.content.decode()
        edition.refresh_from_db()
        assert answer.status_code == 409
        assert "Iemand anders was je voor" in text
        assert "Mijn onderwerp" in text
        assert edition.subject == "Eerder opgeslagen"

    def test_saving_again_keeps_the_second(self, office: Client, cast: Cast, edition: Edition) -> None:
        logged_in(cast.administrator).post(page(edition), typed(edition, subject="Eerder opgeslagen"))
        edition.refresh_from_db()
        office.post(page(edition), typed(edition, subject="Mijn onderwerp"))
        edition.refresh_from_db()
        assert edition.subject == "Mijn onderwerp"

    def test_a_block_too(self, office: Client, cast: Cast, edition: Edition) -> None:
        block = edition.blocks.get()
        words = {"title": "Van een ander", "text": "", "url": block.url, "version": block.version}
        logged_in(cast.administrator).post(page(edition, f"blok/{block.pk}/"), words)
        answer = office.post(page(edition, f"blok/{block.pk}/"), words | {"title": "Van mij"})
        block.refresh_from_db()
        assert (answer.status_code, block.title) == (409, "Van een ander")


class TestBlocks:
    def test_items_are_picked_once(self, office: Client, cast: Cast, edition: Edition) -> None:
        key = f"topic:{a_topic(cast.editor).pk}"
        for _ in range(2):
            office.post(page(edition, "items/"), {"keuze": [key]})
        assert edition.blocks.filter(source=key).count() == 1

    def test_what_members_may_not_read_cannot_be_picked(self, office: Client, cast: Cast) -> None:
        empty = writing.make(by=cast.editor)
        case = ask_question(cast.member, kind=Kind.CASE)
        answer = office.post(page(empty, "items/"), {"keuze": [f"topic:{case.pk}"]})
        assert (answer.status_code, empty.blocks.count()) == (422, 0)
        assert case.title not in office.get(page(empty, "items/")).content.decode()

    def test_text_of_a_closed_topic_is_not_copied(self, cast: Cast, edition: Edition) -> None:
        block = edition.blocks.get()
        assert "Harde muziek" not in block.text
        assert "Vraag in Proef" in block.text

    def test_searching_items(self, office: Client, edition: Edition) -> None:
        assert "harde muziek?" in office.get(page(edition, "items/?q=muziek")).content.decode()
        assert "Niets gevonden" in office.get(page(edition, "items/?q=zeppelin")).content.decode()

    def test_up_and_down_without_script(self, office: Client, edition: Edition, cast: Cast) -> None:
        last = writing.add_text(edition, by=cast.editor, title="Achteraan")
        office.post(page(edition), typed(edition, doen=f"op:{last.pk}"))
        assert edition.blocks.all()[0].title == "Achteraan"
        office.post(page(edition), typed(edition, doen=f"neer:{last.pk}"))
        assert edition.blocks.all()[1].title == "Achteraan"

    def test_order_of_dragging(self, office: Client, edition: Edition, cast: Cast) -> None:
        more = [writing.add_text(edition, by=cast.editor, title=title).pk for title in ("B", "C")]
        office.post(page(edition), typed(edition, volgorde=f"{more[1]},{more[0]},999999"))
        assert list(edition.blocks.values_list("pk", flat=True))[:2] == [more[1], more[0]]

    def test_every_button_saves_first(self, office: Client, edition: Edition) -> None:
        answer = office.post(page(edition), typed(edition, subject="Niet verloren", doen="items"))
        edition.refresh_from_db()
        assert answer.headers["Location"] == page(edition, "items/")
        assert edition.subject == "Niet verloren"

    def test_own_text_is_cleaned(self, office: Client, edition: Edition) -> None:
        evil = '<p onclick="x()">Dag<script>alert(1)</script></p><a href="javascript:x()">klik</a>'
        office.post(page(edition, "tekst/"), {"title": "T", "text": evil, "text_as": "html"})
        assert edition.blocks.get(title="T").text == "<p>Dag</p><p>klik</p>"

    def test_link_needs_a_known_shape(self, office: Client, edition: Edition) -> None:
        for url in ("javascript:alert(1)", "//elders.example/", "ergens", "https://", "/x/{mailadres}"):
            data = {"title": "T", "button": "Ga", "url": url, "text": "", "text_as": "html"}
            assert office.post(page(edition, "tekst/"), data).status_code == 422, url
        data = {"title": "T", "button": "Ga", "url": "http://localhost:8000/doelen/", "text": "", "text_as": "html"}
        office.post(page(edition, "tekst/"), data)
        assert edition.blocks.get(title="T").url == "/doelen/"

    def test_block_is_removed(self, office: Client, edition: Edition) -> None:
        office.post(page(edition, f"blok/{edition.blocks.get().pk}/weg/"))
        assert not edition.blocks.exists()

    def test_block_of_another_edition_is_404(self, office: Client, edition: Edition, cast: Cast) -> None:
        other = writing.make(by=cast.editor)
        assert office.get(page(other, f"blok/{edition.blocks.get().pk}/")).status_code == 404


class TestPicture:
    def test_is_made_anew_and_served(self, office: Client, edition: Edition, client: Client, media: Any) -> None:
        file = SimpleUploadedFile("foto.png", picture(), content_type="image/png")
        data = {"title": "Met foto", "text": "", "text_as": "html", "picture_text": "Een flat", "upload": file}
        office.post(page(edition, "tekst/"), data)
        block = edition.blocks.get(title="Met foto")
        assert block.picture
        answer = client.get(block.picture.get_absolute_url())
        content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
        assert content.startswith(b"\x89PNG")
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"

    def test_something_else_is_refused_and_the_rest_stays(self, office: Client, edition: Edition, media: Any) -> None:
        file = SimpleUploadedFile("foto.png", b"<script>", content_type="image/png")
        data = {"title": "Met foto", "text": "", "text_as": "html", "upload": file}
        answer = office.post(page(edition, "tekst/"), data)
        assert answer.status_code == 422
        assert "Met foto" in answer.content.decode()


@pytest.fixture
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def picture() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(kept, "PNG")
    return kept.getvalue()


def test_nothing_changes_once_it_is_on_its_way(cast: Cast, edition: Edition, office: Client) -> None:
    sending.send(edition, due_at=None, by=cast.editor)
    answer = office.post(page(edition), typed(edition, subject="Te laat"))
    edition.refresh_from_db()
    assert answer.status_code == 422
    assert edition.subject != "Te laat"
    with pytest.raises(NotPossible):
        writing.throw_away(edition, by=cast.editor)
    with pytest.raises(NotPossible):
        pick(edition, a_topic(cast.editor), by=cast.editor)
    assert Block.objects.filter(edition=edition).exists()


def test_draft_is_thrown_away(office: Client, edition: Edition) -> None:
    office.post(page(edition, "weg/"))
    assert not Edition.objects.exists()


def test_list_asks_a_fixed_number_of_questions(office: Client, cast: Cast, django_assert_max_num_queries: Any) -> None:
    for _ in range(8):
        a_draft(cast.editor)
    with django_assert_max_num_queries(20):
        office.get(HOME)
