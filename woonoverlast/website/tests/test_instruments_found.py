"""Instruments in the search box, by the words that people have for them."""

import pytest
from django.test import Client

from woonoverlast.instruments.models import Instrument
from woonoverlast.search import indexing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("typed", "slug"), [("aso-wet", "151d-lod"), ("174a", "174a"), ("rotterdamwet", "wbmgp")])
def test_found_by_what_people_call_it(client: Client, typed: str, slug: str) -> None:
    indexing.rebuild(["instrument"])
    found = client.get("/zoeken/", {"q": typed}).context["found"].hits
    assert found[0].plain_title == Instrument.objects.get(slug=slug).name
