"""Whatever is typed: a page, never a fault, and nothing of it is read as a question to the database."""

import pytest
from django.test import Client

from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.search import hits, indexing
from woonoverlast.search.tests.corpus import index, put_topic

NAUGHTY = [
    "'", '"', "''", "\\", "\\'", "a'b", "a\\'b:*", "' OR 1=1 --", "'); DROP TABLE search_entry; --", "%", "_", "%%", "{}", "{{ 7*7 }}",
    "${7*7}", "a & b", "a | b", "!a", "a:*", "a <-> b", "a:A", "(a", "a)", "()", "& |", "!!", "<->", ":*", "'a' & 'b'", "a:1A",
    "#topic", "@proef", "^1", "=duiven", "<script>alert(1)</script>", "&lt;b&gt;", "../../etc/passwd", "foto's", "vve’s", "'s-Gravenhage",
    "ｆｕｌｌｗｉｄｔｈ", "Ǆ", "ß", "İ", "ı", "ﬁ", "ĳsland", "IJ", "ñandú", "مرحبا", "你好", "🏠🔊", "👩‍👩‍👧", "\u202egnirts", "\ufeff", "\u200b", "a\u0301\u0301\u0301",
    "1/0", "NaN", "-1", "0x1F", "1e309", "99999999999999999999", "nil", "null", "None", "undefined", "true", "CON", "--", "/*", "*/", ";",
    "de het een", "een", "a", "aa", "van de", " " * 50, "\t\n\r", "z̸a̸l̸g̸o̸", "overlast " * 20, "x" * 200,
]  # fmt: skip


@pytest.mark.parametrize("path", ["/zoeken/", "/zoeken/suggesties/"])
def test_no_text_makes_a_fault(cast: Cast, path: str) -> None:
    put_topic(cast.member, "Duiven", "Tekst.")
    index()
    client = logged_in(cast.member)
    assert {text: code for text in NAUGHTY if (code := client.get(path, {"q": text}).status_code) != 200} == {}


def test_null_byte_is_no_part_of_what_is_sought(cast: Cast) -> None:
    response = logged_in(cast.member).get("/zoeken/", {"q": "x\x00y"})
    assert (response.status_code, response.context["form"].cleaned_data["q"]) == (200, "xy")


@pytest.mark.parametrize("text", ["overlast " * 2_000, "a" * 1_000_000])
def test_very_long_text_gets_a_sentence(cast: Cast, text: str) -> None:
    response = logged_in(cast.member).get("/zoeken/", {"q": text})
    assert response.status_code == 200
    assert response.context["form"].errors["q"]
    assert logged_in(cast.member).get("/zoeken/suggesties/", {"q": text}).json() == {"results": []}


@pytest.mark.parametrize(
    "query", [{"soort": "geheim"}, {"thema": "' OR 1=1"}, {"gemeente": "x"}, {"periode": "eeuw"}, {"pagina": "-3"}, {"pagina": "9" * 40}]
)  # fmt: skip
def test_filter_that_makes_no_sense_counts_as_none(cast: Cast, query: dict[str, str]) -> None:
    put_topic(cast.member, "Duiven", "Tekst.")
    index()
    response = logged_in(cast.member).get("/zoeken/", {"q": "duiven", **query})
    assert [hit.plain_title for hit in response.context["found"].hits] == ["Duiven"]


def test_operators_are_no_operators(cast: Cast) -> None:
    put_topic(cast.member, "Duiven", "Tekst.")
    index()
    assert [hit.plain_title for hit in hits.search("!duiven", cast.member).hits] == ["Duiven"]


def test_signs_of_filters_cannot_be_typed(cast: Cast) -> None:
    put_topic(cast.member, "Duiven", "Tekst.")
    index()
    assert hits.search("#post @proef", cast.member).hits == []


@pytest.mark.parametrize("text", NAUGHTY)
def test_any_text_can_be_indexed(cast: Cast, text: str) -> None:
    put_topic(cast.member, text[:150].replace("\x00", ""), text)
    assert indexing.rebuild(["topic"]) == {"topic": 1}


@pytest.mark.parametrize("path", ["/zoeken/", "/zoeken/suggesties/"])
def test_searching_changes_nothing(client: Client, db: None, path: str) -> None:
    assert client.post(path).status_code == 405
