"""Replies by mail to a case question."""

from django.utils import timezone

from woonoverlast.cases.tests.helpers import put_case
from woonoverlast.forum.models import Withholding
from woonoverlast.forum.tests.replies import refused
from woonoverlast.notifications.replies.outcomes import Outcome
from woonoverlast.notifications.tests.inbox import answers, notice_mail, receive, reply_to
from woonoverlast.people.testing import Cast

PHONE = "Bel de melder op 06-12345678."


def test_case_question_takes_nothing_personal(cast: Cast) -> None:
    casus = put_case(cast.member)
    Withholding.objects.update(lifted_at=timezone.now(), lifted_by=cast.editor)
    notice = notice_mail(cast.outsider, f"topic:{casus.topic_id}")
    assert receive(reply_to(notice, PHONE)).outcome == Outcome.PERSONAL_DATA
    assert "casusvraag" in answers()[0]
    assert PHONE in answers()[0]
    assert receive(reply_to(notice)).outcome == Outcome.POSTED


def test_case_question_that_is_being_checked_is_not_there(cast: Cast) -> None:
    casus = put_case(cast.member)
    refused(notice_mail(cast.outsider, f"topic:{casus.topic_id}"), Outcome.GONE, "niet meer zien")
