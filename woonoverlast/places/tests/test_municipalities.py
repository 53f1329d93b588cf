"""Municipalities through time, and their pages."""

import gzip
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from woonoverlast.places import maps
from woonoverlast.places.loading import load_reference
from woonoverlast.places.models import Municipality

# Municipalities on 1 January, as CBS counts them.
COUNTS = {
    2010: 431,
    2011: 418,
    2012: 415,
    2013: 408,
    2014: 403,
    2015: 393,
    2016: 390,
    2017: 388,
    2018: 380,
    2019: 355,
    2020: 355,
    2021: 352,
    2022: 345,
    2023: 342,
}


def test_every_year_has_the_number_of_municipalities_that_cbs_counts(places: None) -> None:
    assert {year: Municipality.objects.denominator(on=date(year, 1, 1)) for year in COUNTS} == COUNTS


def test_a_day_before_the_first_known_is_refused(places: None) -> None:
    with pytest.raises(ValueError, match="2010"):
        Municipality.objects.on(date(2009, 12, 31))


def test_loading_again_changes_nothing(places: None) -> None:
    before = list(Municipality.objects.order_by("code").values())
    assert not load_reference()
    assert list(Municipality.objects.order_by("code").values()) == before


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Leerdam", "Vijfheerenlanden"),
        ("appingedam", "Eemsdelta"),
        ("sudwest", "Súdwest-Fryslân"),
        ("SÚDWEST fryslân", "Súdwest-Fryslân"),
        ("den haag", "'s-Gravenhage"),
        ("'s-graven", "'s-Gravenhage"),
    ],
)
def test_search_finds_old_names_and_ignores_accents(places: None, client: Client, typed: str, name: str) -> None:
    assert name in [str(found) for found in Municipality.objects.search(typed)]
    page = client.get("/gemeenten/", {"zoek": typed})
    assert name in [str(found) for found, _ in page.context["rows"]]


def test_search_without_letters_finds_nothing(places: None) -> None:
    assert not Municipality.objects.search(" - ").exists()


def test_page_of_a_former_municipality_names_its_successor(places: None, client: Client) -> None:
    page = client.get("/gemeenten/leerdam/").content.decode()
    assert "bestaat niet meer sinds 1 januari 2019" in page
    assert '<a href="/gemeenten/vijfheerenlanden/">Vijfheerenlanden</a>' in page


def test_page_of_a_split_municipality_names_all_parts(places: None, client: Client) -> None:
    parts = client.get("/gemeenten/haaren/").context["parts"]
    assert len(parts) == 4
    assert parts[0].code == "GM0824"


def test_unknown_municipality_is_not_found(places: None, client: Client) -> None:
    assert client.get("/gemeenten/nergenshuizen/").status_code == 404


def test_list_takes_as_many_queries_for_all_as_for_a_few(places: None, client: Client) -> None:
    client.get("/gemeenten/")
    with CaptureQueriesContext(connection) as few:
        client.get("/gemeenten/", {"zoek": "Utrecht"})
    with CaptureQueriesContext(connection) as everything:
        page = client.get("/gemeenten/", {"zoek": ""})
    assert page.context["count"] == 342
    assert len(everything) <= len(few) <= 10


def test_map_links_to_every_municipality_and_is_small(places: None) -> None:
    drawn = maps.coverage_map(set())
    assert drawn.count("<a href=") == 342
    assert len(gzip.compress(drawn.encode())) < 40_000
