"""Examples of addresses with a variable part, and who may not know or change what is there; for the access matrix."""

from collections.abc import Mapping

from woonoverlast.cases import case_questions as cases
from woonoverlast.cases.models import CaseQuestion, Check
from woonoverlast.cases.tests.helpers import put_case, put_supplement
from woonoverlast.forum.tests.helpers import ask_question
from woonoverlast.people.testing import OTHER_MEMBERS, Cast, Example


def casus(cast: Cast) -> CaseQuestion:
    return put_case(cast.member, checker=cast.outsider)


def released_casus(cast: Cast) -> CaseQuestion:
    found = casus(cast)
    cases.check(found, by=cast.outsider, verdict=Check.Verdict.SAFE)
    return CaseQuestion.objects.get(pk=found.pk)


def supplemented(cast: Cast) -> CaseQuestion:
    return put_supplement(released_casus(cast)).casus


def harvest(cast: Cast) -> int:
    return cases.harvest(ask_question(cast.member), kind="guide", note="", by=cast.member).pk


EXAMPLES: Mapping[str, Example] = {
    "cases:check": lambda cast: f"/forum/casus/{casus(cast).pk}/controle/",
    "cases:change": lambda cast: f"/forum/casus/{casus(cast).pk}/aanpassen/",
    "cases:supplement": lambda cast: f"/forum/casus/{released_casus(cast).pk}/aanvullen/",
    "cases:supplement_check": lambda cast: f"/forum/casus/{supplemented(cast).pk}/aanvulling/controle/",
    "cases:outcome": lambda cast: f"/forum/casus/{released_casus(cast).pk}/afloop/",
    "cases:harvest": lambda cast: f"/forum/onderwerp/{ask_question(cast.member).pk}/oogst/",
    "cases:harvest_taking": lambda cast: f"/forum/oogst/{harvest(cast)}/opgepakt/",
}
HIDDEN_FROM: Mapping[str, frozenset[str]] = {
    "cases:check": frozenset("member steward other_steward coordinator other_coordinator executive".split()),
    "cases:change": OTHER_MEMBERS,
    "cases:supplement_check": frozenset("member steward other_steward coordinator other_coordinator executive".split()),
}
FORBIDDEN_TO: Mapping[str, frozenset[str]] = {
    "cases:change": frozenset({"editor", "administrator"}),
    "cases:supplement": OTHER_MEMBERS | {"editor", "administrator"},
    "cases:outcome": OTHER_MEMBERS,
}
# What takes a POST without a limit, with who limits it instead.
UNLIMITED: Mapping[str, str] = {
    "cases:harvest_taking": "editors and administrators with a second factor; each act is in the logbook",
}
