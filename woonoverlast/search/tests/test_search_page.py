"""Finding something on the search page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from woonoverlast.lib import searching
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.search import hits, ranking
from woonoverlast.search.tests.corpus import a_theme, index, put_post, put_topic


@pytest.fixture
def member(cast: Cast) -> Client:
    return logged_in(cast.member)


def titles(client: Client, **query: str) -> list[str]:
    page = client.get("/zoeken/", query)
    assert page.status_code == 200
    return [hit.plain_title for hit in page.context["found"].hits]


def test_exact_title_comes_first(cast: Cast, member: Client) -> None:
    put_topic(cast.member, "Geluid meten met geluid en nog eens geluid meten", "Geluid meten. " * 20)
    put_topic(cast.member, "Geluid meten", "Kort.")
    index()
    assert titles(member, q="geluid METEN")[0] == "Geluid meten"


def test_title_goes_before_text(cast: Cast, member: Client) -> None:
    put_topic(cast.member, "Iets anders", "Duiven op het balkon. " * 10)
    put_topic(cast.member, "Wat doe je tegen duiven op een balkon?", "Tekst.")
    index()
    assert titles(member, q="duiven balkon")[0].startswith("Wat doe je")


def test_at_most_three_hits_of_one_thread(cast: Cast, member: Client) -> None:
    long = put_topic(cast.member, "Duiven", "Duiven hier.")
    for number in range(2, 9):
        put_post(long, cast.member, f"Duiven, reactie {number}.", number=number)
    put_topic(cast.member, "Ander onderwerp", "Ook over duiven.")
    index()
    found = titles(member, q="duiven")
    assert found.count("Duiven") == hits.PER_THREAD
    assert "Ander onderwerp" in found


def test_words_are_marked_and_markup_is_text(cast: Cast, member: Client) -> None:
    put_topic(cast.member, "Duiven <b>voeren</b>", "Een bewoner voert <script>alert(1)</script> duiven.")
    index()
    html = member.get("/zoeken/", {"q": "duif"}).content.decode()
    assert "<mark>Duiven</mark> &lt;b&gt;voeren&lt;/b&gt;" in html
    assert "<script>alert" not in html


def test_reply_leads_to_its_own_address(cast: Cast, member: Client) -> None:
    post = put_post(put_topic(cast.member, "Vraag", "Tekst."), cast.member, "Denk aan de roekoe.", number=2)
    index()
    assert f'href="/forum/reactie/{post.pk}/"' in member.get("/zoeken/", {"q": "roekoe"}).content.decode()


def test_misspelt_word_says_what_was_searched_for(cast: Cast, member: Client) -> None:
    put_topic(cast.member, "Buurtbemiddeling", "Tekst.")
    index()
    html = member.get("/zoeken/", {"q": "buurtbemidelling"}).content.decode()
    assert "<strong>buurtbemiddeling</strong>" in html


def test_nothing_found_offers_to_ask(cast: Cast, member: Client) -> None:
    html = member.get("/zoeken/", {"q": "zeppelin & co"}).content.decode()
    assert "Niets gevonden" in html
    assert 'href="/forum/nieuw/?titel=zeppelin%20%26%20co"' in html


def test_visitor_is_not_sent_to_the_forum(cast: Cast) -> None:
    html = logged_in(None).get("/zoeken/", {"q": "zeppelin"}).content.decode()
    assert "Niets gevonden" in html
    assert "/forum/nieuw/" not in html


def test_filter_on_kind(cast: Cast, member: Client) -> None:
    put_topic(cast.member, "Nieuws uit Testdam", "Tekst.")
    index()
    assert "Nieuws uit Testdam" not in titles(member, q="testdam", soort="municipality")
    assert titles(member, q="testdam", soort="topic") == ["Nieuws uit Testdam"]


def test_filter_on_theme(cast: Cast, member: Client) -> None:
    put_topic(cast.member, "Duiven een", "Tekst.", theme=a_theme("een", "Een"))
    put_topic(cast.member, "Duiven twee", "Tekst.", theme=a_theme("twee", "Twee"))
    index()
    assert titles(member, q="duiven", thema="twee") == ["Duiven twee"]


def test_filter_on_period(cast: Cast, member: Client) -> None:
    put_topic(cast.member, "Duiven oud", "Tekst.", at=timezone.now() - timedelta(days=700))
    put_topic(cast.member, "Duiven nieuw", "Tekst.")
    index()
    assert titles(member, q="duiven", periode="jaar") == ["Duiven nieuw"]


def test_filter_on_municipality(cast: Cast, member: Client) -> None:
    for person, place in ((cast.member, cast.here), (cast.outsider, cast.elsewhere)):
        person.municipality = place.municipality
        person.save()
        put_topic(person, f"Duiven van {place.municipality}", "Tekst.")
    index()
    assert titles(member, q="duiven", gemeente="proefveen") == ["Duiven van Proefveen"]


def test_pages_are_numbered_and_hold_each_hit_once(cast: Cast, member: Client) -> None:
    for number in range(45):
        put_topic(cast.member, f"Duiven nummer {number}", "Tekst.")
    index()
    pages = [titles(member, q="duiven", pagina=str(number)) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert len({title for page in pages for title in page}) == 45
    assert "pagina=3" in member.get("/zoeken/", {"q": "duiven"}).content.decode()


def test_suggestions_name_what_starts_so(cast: Cast, member: Client) -> None:
    put_topic(cast.member, "Gedragsaanwijzing geven", "Tekst.")
    index()
    results = member.get("/zoeken/suggesties/", {"q": "gedrags"}).json()["results"]
    assert results[0]["label"] == "Gedragsaanwijzing geven"
    assert results[0]["url"].startswith("/forum/onderwerp/")


def test_typeahead_of_the_box_asks_the_suggestions(cast: Cast, member: Client) -> None:
    assert 'data-typeahead-url="/zoeken/suggesties/"' in member.get("/").content.decode()


@pytest.mark.parametrize("pages", [1, 3])
def test_number_of_queries_does_not_grow(
    cast: Cast, member: Client, pages: int, django_assert_max_num_queries: object
) -> None:
    for number in range(20 * pages):
        topic = put_topic(cast.member, f"Duiven nummer {number}", "Tekst.")
        put_post(topic, cast.member, "Duiven in een reactie.", number=2)
    index()
    member.get("/zoeken/", {"q": "duiven"})
    with django_assert_max_num_queries(33):  # type: ignore[operator]
        member.get("/zoeken/", {"q": "duiven"})


def test_what_looks_like_a_new_title_is_offered_to_the_forum(cast: Cast) -> None:
    put_topic(cast.member, "Duiven op het balkon", "Tekst.")
    index()
    found = searching.similar("Duif op balkon in Testdam", cast.member, without={"post"}, most=5)
    assert [match.title for match in found] == ["Duiven op het balkon"]
    assert searching.similar("Duif op balkon in Testdam", cast.member, without={"topic", "post"}, most=5) == []


@pytest.mark.parametrize("text", ["duiven", "duiven zeppelin"])
def test_word_that_stands_everywhere_is_still_found(
    cast: Cast, member: Client, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    for number in range(5):
        put_topic(cast.member, f"Vraag {number}", "Iets over duiven.")
    index()
    monkeypatch.setattr(ranking, "COMMON", 2)
    assert len(titles(member, q=text)) == 5


@pytest.mark.parametrize("typed", ["Dijk, Lotte van", "lotte dijk", "L. van Dijk", "lote van dijk"])
def test_somebody_is_found_as_people_write_a_name(cast: Cast, member: Client, typed: str) -> None:
    cast.member.name = "Lotte van Dijk"
    cast.member.save()
    index()
    hit = hits.search(typed, cast.editor).hits[0]
    assert (hit.plain_title, hit.url) == ("Lotte van Dijk", cast.member.get_absolute_url())
    page = member.get("/zoeken/suggesties/", {"q": typed}).json()["results"]
    assert [row["label"] for row in page] == ["Lotte van Dijk"]


def test_a_visitor_finds_a_misspelt_municipality_and_no_person(cast: Cast) -> None:
    cast.member.name = "Tesdam Testsma"
    cast.member.save()
    index()
    page = Client().get("/zoeken/suggesties/", {"q": "tesdam"}).json()["results"]
    assert [row["label"] for row in page] == ["Testdam"]
