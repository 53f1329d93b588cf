"""Examples of addresses with a variable part, and who may not change what is there; for the access matrix."""

from collections.abc import Mapping

from django.utils import timezone

from woonoverlast.local_rules import surveying
from woonoverlast.local_rules.models import Import, Use
from woonoverlast.local_rules.tests.making import LONG_AGO, here, order, path, say
from woonoverlast.people.testing import EVERYONE_BUT_MEMBER, Cast, Example


def said(cast: Cast, tail: str) -> str:
    say(here(cast), as_of=LONG_AGO)
    return path(cast, tail)


def waiting(cast: Cast, tail: str) -> str:
    return f"/lokale-regels/opgaven/{say(here(cast)).pk}/{tail}"


def imported(cast: Cast, tail: str = "") -> str:
    kept = Import.objects.create(by=cast.editor, file_name="lijst.csv")
    return f"{kept.get_absolute_url()}{tail}"


def survey(cast: Cast, tail: str) -> str:
    year = surveying.year_asked(timezone.localdate())
    surveying.answer(here(cast), year, by=cast.member, intentions=1, imposed=1, forfeited=0, result="less")
    return f"/lokale-regels/peiling/{year}{tail}"


def asked(cast: Cast) -> str:
    facts = {"status": "uses", "frequency": "once", "result": "better"}
    use = Use.objects.create(municipality=here(cast), instrument=order(), contact=cast.member, **facts)
    return f"/lokale-regels/gebruik/{use.pk}/niet-meer-vragen/"


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
    "local_rules:import": imported,
    "local_rules:loading": lambda cast: imported(cast, "inlezen/"),
    "local_rules:import_removal": lambda cast: imported(cast, "weg/"),
    "local_rules:survey_year": lambda cast: survey(cast, "/"),
    "local_rules:survey_csv": lambda cast: survey(cast, ".csv"),
    "local_rules:survey_answer": lambda cast: survey(cast, f"/{here(cast).slug}/"),
    "local_rules:asking_removal": asked,
    "local_rules:telling": lambda cast: path(cast, "gebruik/"),
    "local_rules:use_removal": lambda cast: path(cast, "gebruik/weg/"),
}
HIDDEN_FROM: Mapping[str, frozenset[str]] = {"local_rules:asking_removal": EVERYONE_BUT_MEMBER}
ELSEWHERE = frozenset({"outsider", "other_steward", "other_coordinator"})
# Visible to all, kept by who works there.
FORBIDDEN_TO: Mapping[str, frozenset[str]] = {
    "local_rules:stating": ELSEWHERE,
    "local_rules:renewal": ELSEWHERE,
    "local_rules:telling": ELSEWHERE,
    "local_rules:use_removal": ELSEWHERE,
    "local_rules:survey_answer": ELSEWHERE,
}
UNLIMITED: Mapping[str, str] = {
    "local_rules:confirmation": "editors work through a list",
    "local_rules:refusal": "editors work through a list",
}
