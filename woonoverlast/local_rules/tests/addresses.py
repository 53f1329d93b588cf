"""Examples of addresses with a variable part, and who may not change what is there; for the access matrix."""

from collections.abc import Mapping

from woonoverlast.local_rules.tests.making import LONG_AGO, here, path, say
from woonoverlast.people.testing import Cast, Example


def said(cast: Cast, tail: str) -> str:
    say(here(cast), as_of=LONG_AGO)
    return path(cast, tail)


def waiting(cast: Cast, tail: str) -> str:
    return f"/lokale-regels/opgaven/{say(here(cast)).pk}/{tail}"


EXAMPLES: Mapping[str, Example] = {
    "local_rules:municipality": lambda cast: f"/lokale-regels/gemeente/{here(cast).slug}/",
    "local_rules:rule": lambda cast: said(cast, ""),
    "local_rules:stating": lambda cast: said(cast, "invullen/"),
    "local_rules:renewal": lambda cast: said(cast, "klopt-nog/"),
    "local_rules:confirmation": lambda cast: waiting(cast, "bevestiging/"),
    "local_rules:refusal": lambda cast: waiting(cast, "weghalen/"),
    "local_rules:instrument": lambda cast: "/lokale-regels/151d-lod/",
    "local_rules:instrument_csv": lambda cast: "/lokale-regels/151d-lod.csv",
    "local_rules:instrument_json": lambda cast: "/lokale-regels/151d-lod.json",
}
ELSEWHERE = frozenset({"outsider", "other_steward", "other_coordinator"})
# Visible to all, kept by who works there.
FORBIDDEN_TO: Mapping[str, frozenset[str]] = {
    "local_rules:stating": ELSEWHERE,
    "local_rules:renewal": ELSEWHERE,
}
UNLIMITED: Mapping[str, str] = {
    "local_rules:confirmation": "editors work through a list",
    "local_rules:refusal": "editors work through a list",
}
