"""What is wrong with an edition before it goes. Each finding is seen to bite, and a good edition has none."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from woonoverlast.forum.models import Reader, ReadMark, Theme, Topic, Withholding
from woonoverlast.forum.tests.helpers import withhold
from woonoverlast.newsletter import links, preflight, writing
from woonoverlast.newsletter.models import Edition, Picture
from woonoverlast.newsletter.tests.making import a_draft, a_subscriber
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, logged_in


@pytest.fixture
def edition(cast: Cast) -> Edition:
    return a_draft(cast.editor)


def whats(edition: Edition, cast: Cast, *, stops: bool | None = None) -> str:
    found = preflight.look(Edition.objects.get(pk=edition.pk), by=cast.editor)
    return " | ".join(f"{one.what} {one.do}" for one in found if stops is None or one.stops is stops)


def set_words(**words: Any) -> Callable[[Edition], None]:
    def change(edition: Edition) -> None:
        Edition.objects.filter(pk=edition.pk).update(**words)

    return change


def add(**fields: Any) -> Callable[[Edition], None]:
    def change(edition: Edition) -> None:
        editor = Person.objects.get(email="editor@werk.example")
        writing.add_text(edition, by=editor, **({"title": "Stuk"} | fields))

    return change


def link(address: str) -> Callable[[Edition], None]:
    return add(text=f'<p><a href="{address}">lees</a></p>')


def test_a_good_edition_has_no_findings(edition: Edition, cast: Cast) -> None:
    assert whats(edition, cast) == ""


RED = [
    (set_words(subject=""), "onderwerp is leeg"),
    (set_words(subject="Dag {voornaam}, lees dit"), "onderwerp staat een invulveld"),
    (set_words(preview="Beste {voornaam}"), "staat een invulveld"),
    (set_words(introduction="<p>Beste {voorname}</p>"), "{voorname} bestaat niet"),
    (add(text="<p>Hallo {{ naam }}</p>"), "{{ naam }} bestaat niet"),
    (add(text="<p>Hallo %(naam)s</p>"), "%(naam)s bestaat niet"),
    (lambda edition: edition.blocks.all().delete(), "Er staat nog niets in"),
    (set_words(audience={"members": False, "subscribers": False}), "Niemand krijgt deze editie"),
    (link("/bestaat-niet/"), "gaat nergens heen"),
    (link("/forum/onderwerp/999999/"), "gaat nergens heen"),
    (link("/beheer/"), "niet voor de mensen"),
    (link("https://kapot"), "klopt niet"),
    (add(text="<p>Zijn BSN is 123456782.</p>"), "burgerservicenummer"),
    (add(text=f"<p>{'woord ' * 9000}</p>"), "knipt Gmail hem af"),
    (add(text=f"<p>{'x' * 1200}</p>"), "kan zo niet worden gemaakt"),
    (add(text="<p>x</p>", url="/doelen/", button="Dag {naam}"), "op een knop"),
]


@pytest.mark.parametrize(("change", "expected"), RED, ids=[expected for _, expected in RED])
def test_red_stops(edition: Edition, cast: Cast, change: Callable[[Edition], None], expected: str) -> None:
    change(edition)
    assert expected in whats(edition, cast, stops=True)


ORANGE = [
    (set_words(subject="Wat is er nieuw in de aanpak van woonoverlast in alle gemeenten van ons land"), "tekens lang"),
    (set_words(subject="Nieuws"), "erg kort"),
    (set_words(subject="LEES DIT MEE COLLEGA"), "hoofdletters"),
    (set_words(subject="Kom nu naar Utrecht!!"), "uitroeptekens"),
    (set_words(preview=""), "geen regel onder het onderwerp"),
    (set_words(preview="Drie vragen over geluid."), "zegt hetzelfde"),
    (link("http://www.voorbeeld.example/"), "niet beveiligd"),
    (add(text="<p>Bel mevrouw Fatima Bouzidi over haar buurman.</p>"), "Fatima"),
    (add(text="<p>Mail naar piet.paulusma@hotmail.com.</p>"), "piet.paulusma@hotmail.com"),
]


@pytest.mark.parametrize(("change", "expected"), ORANGE, ids=[expected for _, expected in ORANGE])
def test_orange_warns(edition: Edition, cast: Cast, change: Callable[[Edition], None], expected: str) -> None:
    change(edition)
    assert expected in whats(edition, cast, stops=False)
    assert whats(edition, cast, stops=True) == ""


def test_no_items_warns(cast: Cast, edition: Edition) -> None:
    edition.blocks.all().delete()
    add(text="<p>Tekst.</p>")(edition)
    assert "geen enkel item" in whats(edition, cast, stops=False)


def test_picture_without_words_stops(cast: Cast, edition: Edition) -> None:
    picture = Picture.objects.create(file="x.png", media_type="image/png", width=4, height=4)
    add(picture=picture)(edition)
    assert "wat erop te zien is" in whats(edition, cast, stops=True)
    edition.blocks.filter(picture=picture).update(picture_text="Een flat")
    assert whats(edition, cast) == ""


class TestLinks:
    def test_closed_to_most_readers_is_a_finding(self, cast: Cast, edition: Edition) -> None:
        for number in range(20):
            a_subscriber(f"lezer{number}@thuis.example")
        assert "alleen voor leden" in whats(edition, cast, stops=False)

    def test_open_to_everybody_is_none(self, cast: Cast, edition: Edition) -> None:
        for number in range(20):
            a_subscriber(f"lezer{number}@thuis.example")
        Theme.objects.filter(slug="proef").update(public_since="2026-01-01T00:00Z")
        assert "alleen voor leden" not in whats(edition, cast)

    def test_closed_to_few_readers_is_none(self, cast: Cast, edition: Edition) -> None:
        a_subscriber()
        assert whats(edition, cast) == ""

    def test_what_was_withheld_since_is_dead(self, cast: Cast, edition: Edition) -> None:
        withhold(Topic.objects.get().opening, kind=Withholding.Kind.REVIEW)
        assert "gaat nergens heen" in whats(edition, cast, stops=True)

    def test_opening_pages_leaves_nothing_behind(self, cast: Cast, edition: Edition) -> None:
        links.visit(edition.blocks.get().url, cast.member)
        assert not ReadMark.objects.exists()
        assert not Reader.objects.exists()

    def test_pages_of_the_platform_are_recognised(self, cast: Cast) -> None:
        assert links.visit("/doelen/?x=1#y", cast.member) == ""
        assert links.visit("/", cast.member) == ""
        assert links.visit("/leden/", cast.member) == ""


def test_page_tells_what_to_do(cast: Cast, edition: Edition) -> None:
    set_words(subject="")(edition)
    text = logged_in(cast.editor).get(f"/beheer/nieuwsbrief/{edition.pk}/controle/").content.decode()
    assert "Het onderwerp is leeg." in text
    assert "Verder naar versturen" not in text


def test_member_gets_403(cast: Cast, edition: Edition) -> None:
    client: Client = logged_in(cast.member)
    assert client.get(f"/beheer/nieuwsbrief/{edition.pk}/controle/").status_code == 403
