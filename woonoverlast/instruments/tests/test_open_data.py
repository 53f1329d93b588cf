"""The catalogue for machines, and texts to fill in, read back by independent readers."""

import csv
import io
import json
import xml.etree.ElementTree as ET

import pytest
from django.test import Client
from docx import Document

from woonoverlast.instruments import facets
from woonoverlast.instruments.models import Instrument, SampleText

pytestmark = pytest.mark.django_db


def test_csv_of_a_day(client: Client) -> None:
    rows = list(
        csv.DictReader(io.StringIO(client.get("/instrumenten/instrumenten.csv?op=2023-12-01").content.decode()))
    )
    assert len(rows) == Instrument.objects.count()
    assert next(row for row in rows if row["id"] == "174a")["geldig_tot"] == "2024-01-01"


def test_json_says_how_it_may_be_used_and_that_it_is_unchecked(client: Client) -> None:
    data = json.loads(client.get("/instrumenten/instrumenten.json").content)
    assert data["licentie"].startswith("https://creativecommons.org/licenses/by/4.0/")
    assert "niet juridisch getoetst" in data["let_op"]
    one = next(one for one in data["instrumenten"] if one["id"] == "151d-lod")
    assert {"naam": "Gemeentewet, artikel 151d", "verwijzing": "jci1.3:c:BWBR0005416&artikel=151d"} in one["grondslag"]
    assert one["conditions"]


def test_taxonomy_is_whole(client: Client) -> None:
    graph = json.loads(client.get("/instrumenten/begrippen.jsonld").content)["@graph"]
    names = {one["@id"] for one in graph}
    concepts = [one for one in graph if one["@type"] == "skos:Concept"]
    assert len(concepts) == len(facets.NUISANCE) + len(facets.HOUSING) + len(facets.CAUSES) + len(facets.STEPS)
    assert all(one["skos:inScheme"]["@id"] in names for one in concepts)
    tops = [top["@id"] for one in graph if one["@type"] == "skos:ConceptScheme" for top in one["skos:hasTopConcept"]]
    assert sorted(tops) == sorted(one["@id"] for one in concepts)


def test_feed_is_atom(client: Client) -> None:
    feed = ET.fromstring(client.get("/instrumenten/wijzigingen.atom").content)  # noqa: S314 our own
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == 40


def test_every_sample_is_a_document_with_headings(client: Client) -> None:
    samples = SampleText.objects.select_related("instrument")
    assert len(samples) >= 10
    for sample in samples:
        document = Document(io.BytesIO(client.get(sample.get_absolute_url()).content))
        assert document.core_properties.title == sample.title
        assert document.core_properties.language == "nl-NL"
        assert document.paragraphs[0].text == sample.title
        assert document.paragraphs[0].style is not None
        assert document.paragraphs[0].style.name == "Heading 1"
        assert any("juridisch getoetst" in paragraph.text for paragraph in document.paragraphs[:4])
        written = [line.strip().lstrip("#- ").strip() for line in sample.text.splitlines() if line.strip()]
        assert [paragraph.text for paragraph in document.paragraphs][-len(written) :] == written
