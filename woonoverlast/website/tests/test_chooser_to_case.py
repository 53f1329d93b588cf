"""The answers of the chooser arrive in the form of a case question."""

import pytest

from woonoverlast.cases.models import CaseQuestion
from woonoverlast.chooser.questions import QUESTIONS
from woonoverlast.chooser.taking_along import CAUSE, HOUSING, KINDS, SEVERITY, case_url
from woonoverlast.people.models import Expertise
from woonoverlast.people.testing import Cast, logged_in

pytestmark = pytest.mark.django_db


def test_answers_are_filled_in(cast: Cast) -> None:
    answers = {"soort": "GEL", "bewoning": "association", "oorzaak": "untouchable", "ernst": "ernstig"}
    form = logged_in(cast.member).get(case_url(answers)).context["form"]
    filled = {name: form[name].value() for name in ("kinds", "housing", "cause", "severity")}
    assert filled == {"kinds": ["geluid"], "housing": "owners", "cause": "power", "severity": "serious"}


def test_what_is_no_choice_is_left_out(cast: Cast) -> None:
    form = logged_in(cast.member).get("/forum/casus/nieuw/?soort=<b>&housing=kasteel&severity=serious").context["form"]
    assert form["housing"].value() in (None, "")
    assert form["severity"].value() == "serious"


def test_every_answer_leads_to_a_choice_that_exists() -> None:
    answers = {question.name: set(question.answers) for question in QUESTIONS}
    assert set(KINDS.values()) <= set(Expertise.objects.values_list("slug", flat=True))
    assert set(KINDS) == answers["soort"] - {"OVE"}
    assert set(HOUSING) == answers["bewoning"]
    assert set(HOUSING.values()) <= set(CaseQuestion.Housing.values)
    assert set(CAUSE) == answers["oorzaak"] - {"family"}
    assert set(CAUSE.values()) <= set(CaseQuestion.Cause.values)
    assert set(SEVERITY) == answers["ernst"]
    assert set(SEVERITY.values()) <= set(CaseQuestion.Severity.values)
