"""Who decides on a case question, asked of the rules themselves: the pages in front of them say no as well."""

import pytest
from django.utils import timezone

from woonoverlast.cases import case_questions as cases
from woonoverlast.cases.models import CaseQuestion, Check
from woonoverlast.cases.tests.helpers import put_case
from woonoverlast.forum.models import Withholding
from woonoverlast.lib.errors import NotPossible
from woonoverlast.people.testing import Cast

pytestmark = pytest.mark.django_db


def told_anew(casus: CaseQuestion) -> cases.Telling:
    facts = {"severity": "extreme", "housing": "social", "cause": "power", "size_class": "middle"}
    return cases.Telling(title="Nu met een naam", story="<p>Jan van hiernaast.</p>", kinds=[], tried=[], **facts)


def test_what_was_released_is_not_changed(cast: Cast) -> None:
    casus = put_case(cast.member, checker=cast.outsider)
    assert casus.can_be_changed_by(cast.member)
    assert not casus.can_be_changed_by(cast.editor)
    cases.check(casus, by=cast.outsider, verdict=Check.Verdict.SAFE)
    assert not casus.can_be_changed_by(cast.member)
    with pytest.raises(NotPossible):
        cases.change(casus, told_anew(casus), by=cast.member)
    assert CaseQuestion.objects.get().severity == "serious"


def test_nobody_checks_his_own(cast: Cast) -> None:
    casus = put_case(cast.editor, checker=cast.editor)
    assert not casus.can_be_checked_by(cast.editor)
    assert casus not in CaseQuestion.objects.to_be_checked_by(cast.editor)
    assert casus.can_be_checked_by(cast.administrator)


def test_what_is_not_being_checked_is_not_checked(cast: Cast) -> None:
    casus = put_case(cast.member, checker=cast.outsider)
    assert casus.can_be_checked_by(cast.outsider)
    Withholding.objects.update(lifted_at=timezone.now())
    assert not casus.can_be_checked_by(cast.outsider)
    assert not casus.can_be_checked_by(cast.editor)
