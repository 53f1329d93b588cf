"""Statements for tests, of the two municipalities of the cast."""

from datetime import date
from typing import Any

from django.utils import timezone

from woonoverlast.instruments.models import Instrument
from woonoverlast.local_rules.models import Answer, Statement
from woonoverlast.people.testing import Cast
from woonoverlast.places.models import Municipality

FORM = {
    "answer": "yes",
    "article": "2:79",
    "title": "Algemene plaatselijke verordening",
    "source": "Raadsbesluit",
    "url": "",
    "policy_url": "",
    "rule_date": "2023-05-01",
    "valid_from": "2023-06-01",
    "valid_to": "",
    "text": "",
    "note": "",
}


def form(**changes: Any) -> dict[str, Any]:
    return {**FORM, "as_of": timezone.localdate().isoformat(), "read": "0", **changes}


def order() -> Instrument:
    """The instrument that this register is about first."""
    return Instrument.objects.get(slug="151d-lod")


def here(cast: Cast) -> Municipality:
    assert cast.here.municipality
    return cast.here.municipality


def elsewhere(cast: Cast) -> Municipality:
    assert cast.elsewhere.municipality
    return cast.elsewhere.municipality


def say(municipality: Municipality, answer: str = Answer.YES, **facts: Any) -> Statement:
    more = {"article": "2:79", "as_of": timezone.localdate(), "instrument": order(), "source": "Website", **facts}
    return Statement.objects.create(municipality=municipality, answer=answer, **more)


def path(cast: Cast, tail: str = "") -> str:
    return f"/lokale-regels/gemeente/{here(cast).slug}/151d-lod/{tail}"


LONG_AGO = date(2020, 1, 1)
