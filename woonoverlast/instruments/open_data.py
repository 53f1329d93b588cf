"""The catalogue and the taxonomy as open data. Texts may be used under CC BY 4.0."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings

from woonoverlast.instruments import facets
from woonoverlast.instruments.catalogue import Entry, on
from woonoverlast.instruments.wording import KNOWLEDGE, PARTS, SHORT

LICENCE = "https://creativecommons.org/licenses/by/4.0/deed.nl"
COLUMNS = [
    "id", "naam", "trede", "spoor", "rechtsgebied", "hulpmiddel", "geldig_van", "geldig_tot", "lokale_regel",
    "wie_beslist", "bewoning", "soort_overlast", "oorzaak", "effect", "zekerheid", "getoetst_op", "uitleg", "adres",
]  # fmt: skip


def rows(day: date) -> Iterator[list[object]]:
    """A line per instrument that holds on this day, under `COLUMNS`."""
    for entry in on(day):
        instrument, version = entry.instrument, entry.version
        yield [
            instrument.slug,
            instrument.name,
            instrument.step,
            instrument.track,
            instrument.field_of_law,
            "ja" if instrument.is_tool else "nee",
            version.valid_from,
            version.valid_to,
            version.local_rule,
            "|".join(version.decided_by),
            "|".join(version.housing),
            "|".join(version.nuisance),
            "|".join(version.causes),
            version.effect,
            version.certainty,
            version.review.on if entry.reviewed and version.review else "",
            version.summary,
            address(entry),
        ]


def everything(day: date) -> dict[str, Any]:
    """The whole catalogue of a day, with all texts."""
    return {
        "peildatum": day.isoformat(),
        "licentie": LICENCE,
        "let_op": "Deze teksten zijn nog niet juridisch getoetst, behalve waar getoetst_op is ingevuld.",
        "instrumenten": [whole(entry) for entry in on(day, with_laws=True)],
    }


def whole(entry: Entry) -> dict[str, Any]:
    instrument, version = entry.instrument, entry.version
    texts = {key: getattr(version, key) for key in (*SHORT, *PARTS, *KNOWLEDGE)}
    return {
        "id": instrument.slug,
        "naam": instrument.name,
        "heet_ook": instrument.words,
        "trede": instrument.step,
        "spoor": instrument.track,
        "rechtsgebied": instrument.field_of_law,
        "geldig_van": version.valid_from,
        "geldig_tot": version.valid_to,
        "lokale_regel": version.local_rule,
        "bewoning": version.housing,
        "soort_overlast": version.nuisance,
        "oorzaak": version.causes,
        "uitleg": version.summary,
        "effect": version.effect,
        "zekerheid": version.certainty,
        "grondslag": [{"naam": str(law), "verwijzing": law.identifier} for law in version.laws.all()],
        "getoetst_op": version.review.on if entry.reviewed and version.review else None,
        "adres": address(entry),
        **texts,
    }


def address(entry: Entry) -> str:
    return f"{settings.SITE_URL}{entry.instrument.get_absolute_url()}"


SCHEMES = {
    "soort-overlast": ("Soorten woonoverlast", facets.NUISANCE),
    "bewoning": ("Vormen van bewoning", facets.HOUSING),
    "oorzaak": ("Oorzaken van woonoverlast", facets.CAUSES),
    "trede": ("Treden van de ladder", {str(number): name for number, name in facets.STEPS.items()}),
}


def taxonomy() -> dict[str, Any]:
    """The words of `facets` as SKOS in JSON-LD (W3C Recommendation of 18-8-2009)."""
    base = f"{settings.SITE_URL}/instrumenten/begrippen.jsonld#"
    graph: list[dict[str, Any]] = []
    for name, (title, known) in SCHEMES.items():
        tops = [f"{base}{name}-{code.lower()}" for code in known]
        graph.append(
            {
                "@id": base + name,
                "@type": "skos:ConceptScheme",
                "skos:prefLabel": {"@value": title, "@language": "nl"},
                "dct:license": {"@id": LICENCE},
                "skos:hasTopConcept": [{"@id": top} for top in tops],
            }
        )
        graph += [
            {
                "@id": f"{base}{name}-{code.lower()}",
                "@type": "skos:Concept",
                "skos:notation": code,
                "skos:prefLabel": {"@value": label, "@language": "nl"},
                "skos:inScheme": {"@id": base + name},
                "skos:topConceptOf": {"@id": base + name},
            }
            for code, label in known.items()
        ]
    context = {"skos": "http://www.w3.org/2004/02/skos/core#", "dct": "http://purl.org/dc/terms/"}
    return {"@context": context, "@graph": graph}
