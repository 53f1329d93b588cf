"""Editors write the catalogue, members doubt it; nothing that stood there is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from woonoverlast.instruments import asking, writing
from woonoverlast.instruments.forms import VersionForm, initial_of
from woonoverlast.instruments.loading import load_instruments
from woonoverlast.instruments.models import Doubt, Instrument, Review, Version
from woonoverlast.lib.errors import NotPossible
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.web.tests.reading import text_of

pytestmark = pytest.mark.django_db


def current(slug: str = "151d-lod") -> Version:
    version = Instrument.objects.get(slug=slug).version_on(timezone.localdate())
    assert version is not None
    return version


def typed(**changes: Any) -> dict[str, Any]:
    return initial_of(current()) | changes


def test_form_comes_back_to_the_same_text(cast: Cast) -> None:
    before = initial_of(current())
    answer = logged_in(cast.editor).post("/instrumenten/151d-lod/verbeteren/", typed())
    assert answer.status_code == 302, text_of(answer)
    assert initial_of(current()) == before


def test_correction_keeps_what_stood(cast: Cast, client: Any) -> None:
    old = current()
    Review.objects.create(
        version=old, reviewer="mr. X", on=timezone.localdate(), next_on=timezone.localdate() + timedelta(days=90)
    )
    logged_in(cast.editor).post("/instrumenten/151d-lod/verbeteren/", typed(summary="De burgemeester geeft opdracht."))
    assert current().summary == "De burgemeester geeft opdracht."
    assert "De burgemeester geeft opdracht." in text_of(client.get("/instrumenten/151d-lod/"))
    assert "Nog niet juridisch getoetst" in text_of(client.get("/instrumenten/151d-lod/"))
    history = client.get("/instrumenten/151d-lod/versies/")
    assert "is verbeterd" in text_of(history)
    assert old.summary in text_of(client.get(f"/instrumenten/151d-lod/versies/{old.pk}/"))


def test_loading_leaves_the_text_of_an_editor(cast: Cast) -> None:
    logged_in(cast.editor).post("/instrumenten/151d-lod/verbeteren/", typed(summary="Van een redacteur."))
    load_instruments()
    assert current().summary == "Van een redacteur."


def test_new_version_begins_on_its_day(cast: Cast, client: Any) -> None:
    day = timezone.localdate() + timedelta(days=30)
    form = typed(valid_from=day.isoformat(), changed="De wet verandert.", summary="Zo wordt het.")
    logged_in(cast.editor).post("/instrumenten/151d-lod/nieuwe-versie/", form)
    assert current().summary != "Zo wordt het."
    assert "Zo wordt het." in text_of(client.get(f"/instrumenten/151d-lod/?op={day.isoformat()}"))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"laws": "Verzonnen wet; 1; ; iets"}, "We kennen deze wet niet: Verzonnen wet"),
        ({"laws": "Gemeentewet; 151d"}, "Regel 1 is niet compleet"),
        ({"cases": "RVS 2019/2912; iets"}, "Dit is geen ECLI"),
        ({"relations": "versterkt; bestaat-niet; omdat"}, "Er is geen instrument met het adres bestaat-niet"),
        ({"costs": ""}, "Vul dit in, of zet onderaan waarom het leeg is: kosten; reden."),
        ({"summary": "woord " * 61}, "Dit zijn 61 woorden"),
        ({"why_empty": "Kleur; rood"}, "Er is geen veld dat zo heet: Kleur"),
        ({"steps": "De melder belt op 06-28371940."}, "06-28371940"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(cast: Cast, changes: dict[str, str], message: str) -> None:
    before = current().pk
    answer = logged_in(cast.editor).post("/instrumenten/151d-lod/verbeteren/", typed(**changes))
    assert answer.status_code == 422
    assert message in text_of(answer)
    assert current().pk == before


def test_two_editors_do_not_overwrite_each_other(cast: Cast) -> None:
    version = current()
    form = VersionForm(typed(summary="De eerste."))
    assert form.is_valid(), form.errors
    writing.correct(version, form.facts(), by=cast.editor)
    with pytest.raises(NotPossible, match="net verbeterd"):
        writing.correct(version, form.facts(), by=cast.editor)


def test_check_in_the_future_is_refused(cast: Cast) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    form = {"reviewer": "mr. X", "on": tomorrow.isoformat(), "next_on": tomorrow.isoformat()}
    answer = logged_in(cast.editor).post("/instrumenten/151d-lod/toets/", form)
    assert "Een toets kan niet in de toekomst liggen." in text_of(answer)
    assert not Review.objects.exists()


def test_member_doubts_and_hears(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    answer = logged_in(cast.member).post(
        "/instrumenten/174a/klopt-niet/", {"text": "Artikel 174a kreeg er een lid bij."}, follow=True
    )
    assert "Een redacteur kijkt ernaar" in text_of(answer)
    doubt = Doubt.objects.get()
    editor = logged_in(cast.editor)
    assert f"Klopt niet meer? {doubt.instrument}" in text_of(editor.get("/beheer/"))
    editor.post(f"/instrumenten/meldingen/{doubt.pk}/", {"answer": "Klopt, de tekst is aangepast."})
    letter = next(letter for letter in mail.outbox if letter.to == [cast.member.email])
    assert "Klopt, de tekst is aangepast." in letter.body
    assert "Artikel 174a kreeg er een lid bij." in letter.body


def test_same_doubt_twice_and_too_many_are_refused(cast: Cast) -> None:
    client = logged_in(cast.member)
    for number in range(5):
        client.post("/instrumenten/174a/klopt-niet/", {"text": f"Reden {number} van mijn twijfel."})
    again = client.post("/instrumenten/174a/klopt-niet/", {"text": "Reden 1 van mijn twijfel."})
    assert "Dit heb je al gemeld" in text_of(again)
    more = client.post("/instrumenten/174a/klopt-niet/", {"text": "Nog een reden."})
    assert "Er wachten al 5 meldingen van jou" in text_of(more)
    assert "Nog een reden." in text_of(more)
    assert Doubt.objects.count() == 5


def test_owner_is_asked_once_when_the_check_has_run_out(cast: Cast) -> None:
    today = timezone.localdate()
    form = {
        "reviewer": "mr. X, jurist",
        "on": today.isoformat(),
        "next_on": (today + timedelta(days=30)).isoformat(),
        "owner": cast.member.email,
    }
    assert logged_in(cast.editor).post("/instrumenten/151d-lod/toets/", form).status_code == 302
    assert asking.ask_owners() == 0
    later = today + timedelta(days=30)
    assert asking.ask_owners(today=later) == 1
    assert asking.ask_owners(today=later) == 0
    letter = next(letter for letter in mail.outbox if letter.to == [cast.member.email])
    assert "is verlopen" in letter.body


def test_owner_must_be_a_member(cast: Cast) -> None:
    today = timezone.localdate()
    form = {"reviewer": "mr. X", "on": today.isoformat(), "next_on": (today + timedelta(days=9)).isoformat()}
    answer = logged_in(cast.editor).post("/instrumenten/151d-lod/toets/", form | {"owner": "niemand@werk.example"})
    assert "Er is geen lid met dit e-mailadres." in text_of(answer)
    assert "niemand@werk.example" in answer.content.decode()
