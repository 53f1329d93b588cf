"""Case questions for tests, written as plain rows."""

from uuid import uuid4

from django.utils import timezone

from woonoverlast.cases.models import CaseQuestion, CheckRequest, Supplement
from woonoverlast.cases.supplementing import Addition, supplement
from woonoverlast.forum.models import Kind, Withholding
from woonoverlast.forum.tests.helpers import STORY, ask_question, subject, withhold
from woonoverlast.people.models import Expertise, Person


def put_case(author: Person, *, about: Expertise | None = None, checker: Person | None = None) -> CaseQuestion:
    """A case question that waits for its check."""
    topic = ask_question(author, about=about or subject(), kind=Kind.CASE, hours=1)
    withhold(topic.opening, kind=Withholding.Kind.CHECK)
    facts = {"severity": "serious", "housing": "social", "cause": "power", "size_class": "middle"}
    casus = CaseQuestion.objects.create(topic=topic, **facts)
    if checker:
        CheckRequest.objects.create(casus=casus, person=checker, at=timezone.now())
    return casus


def put_supplement(casus: CaseQuestion) -> Supplement:
    """What its asker added to a released case question, and waits for its check."""
    addition = Addition(f"{STORY}<p>Nu ook overdag.</p>")
    return supplement(casus, addition, by=casus.topic.author, form_key=uuid4())
