"""Editors keep the words that mean the same."""

import pytest

from woonoverlast.people.models import Act
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.search import hits, synonyms
from woonoverlast.search.models import SynonymGroup
from woonoverlast.search.tests.corpus import index, put_topic

PATH = "/beheer/zoekwoorden/"


def a_group(words: str = "vogel; duif", **fields: object) -> SynonymGroup:
    return SynonymGroup.objects.create(words=words, **fields)


def test_added_words_work_at_once(cast: Cast) -> None:
    put_topic(cast.member, "Duiven", "Tekst.")
    index()
    assert hits.search("gevederte", cast.member).hits == []
    response = logged_in(cast.editor).post(PATH, {"words": "duif; gevederte"})
    assert response.status_code == 302
    assert [hit.plain_title for hit in hits.search("gevederte", cast.member).hits] == ["Duiven"]
    assert Act.objects.get().verb == "zoekwoorden toegevoegd"


def test_name_of_more_words_means_the_abbreviation(cast: Cast) -> None:
    a_group("Waw; Wet aanpak woonoverlast")
    put_topic(cast.member, "De Waw in de praktijk", "Tekst.")
    index()
    assert hits.search("wet aanpak woonoverlast", cast.member).hits[0].plain_title == "De Waw in de praktijk"


@pytest.mark.parametrize("words", ["", "duif", "duif; ;", "duif; duif", "duif; !"])
def test_one_word_is_not_enough(cast: Cast, words: str) -> None:
    assert logged_in(cast.editor).post(PATH, {"words": words}).status_code == 422
    assert SynonymGroup.objects.count() == 0


def test_changed_group_says_who(cast: Cast) -> None:
    group = a_group()
    logged_in(cast.editor).post(f"{PATH}{group.pk}/", {"words": "vogel; duif; meeuw"})
    group.refresh_from_db()
    assert (group.words, group.changed_by) == ("vogel; duif; meeuw", cast.editor)


def test_removed_group_is_no_longer_used(cast: Cast) -> None:
    group = a_group("duif; gevederte")
    put_topic(cast.member, "Duiven", "Tekst.")
    index()
    logged_in(cast.editor).post(f"{PATH}{group.pk}/weg/")
    assert hits.search("gevederte", cast.member).hits == []


def test_member_keeps_no_words(cast: Cast) -> None:
    assert logged_in(cast.member).get(PATH).status_code == 403
    assert logged_in(cast.member).post(PATH, {"words": "a; b"}).status_code == 403
    assert SynonymGroup.objects.count() == 0


def test_loading_again_changes_nothing(db: None) -> None:
    SynonymGroup.objects.all().delete()
    assert synonyms.load() > 30
    assert synonyms.load() == 0


def test_loading_leaves_what_an_editor_did(cast: Cast) -> None:
    synonyms.load()
    changed, removed = SynonymGroup.objects.get(key="waw"), SynonymGroup.objects.get(key="vve")
    changed.words = "Waw; overlastwet"
    synonyms.keep(changed, by=cast.editor)
    synonyms.remove(removed, by=cast.editor)
    assert synonyms.load() == 0
    assert SynonymGroup.objects.get(key="waw").words == "Waw; overlastwet"
    assert not SynonymGroup.objects.in_use().filter(key="vve").exists()


def test_loading_renews_what_nobody_touched(db: None) -> None:
    synonyms.load()
    SynonymGroup.objects.filter(key="waw").update(words="oud; ouder")
    assert synonyms.load() == 1
    assert "151d" in SynonymGroup.objects.get(key="waw").words
