"""What the page of a topic shows of a case question and of harvesting; nothing for who is no member."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from woonoverlast.cases.models import CaseQuestion, Check, Harvest
from woonoverlast.forum import topic_panels
from woonoverlast.forum.models import Kind, Topic, reads_everything
from woonoverlast.forum.topic_page import place_of

NOTHING = SafeString()


def register() -> None:
    topic_panels.UNDER_HEADING.append(case)
    topic_panels.UNDER_ANSWERS.append(harvest)


def case(request: HttpRequest, topic: Topic) -> SafeString:
    """The facts of a case question, where it stands, and what its asker may do. No query for other topics."""
    user = request.user
    casus = CaseQuestion.objects.filter(topic=topic).first() if topic.kind == Kind.CASE else None
    if casus is None or not reads_everything(user):
        return NOTHING
    casus.topic = topic
    last = casus.last_check
    may_change = casus.can_be_changed_by(user)
    clock = casus.answer_before
    context = {
        "casus": casus,
        "being_checked": casus.is_being_checked,
        "advice": last.advice if last and last.verdict == Check.Verdict.RECOGNISABLE else "",
        "change_url": reverse("cases:change", args=[casus.pk]) if may_change else "",
        "change_text": "Pas je casusvraag aan" if may_change else "",
        "outcome": casus.outcomes.first(),
        **supplements(request, casus),
        "may_end": casus.can_be_ended_by(user),
        "waits_until": clock if clock and clock >= timezone.localdate() and not topic.reply_count else None,
    }
    return render_to_string("cases/_case.html", context)


def supplements(request: HttpRequest, casus: CaseQuestion) -> dict[str, Any]:
    """What the asker added and everybody reads, and where he writes more."""
    added = list(casus.supplements.released().select_related("post").order_by("post__posted_at"))
    found: dict[str, Any] = {"supplements": [(row.post, place_of(row.post)) for row in added]}
    if casus.topic.author_id != request.user.pk or casus.is_being_checked:
        return found
    waiting = casus.waiting_supplement
    if waiting or casus.can_be_supplemented_by(request.user):
        found |= {"supplement_url": reverse("cases:supplement", args=[casus.pk]), "supplement_waits": waiting}
    return found


def harvest(request: HttpRequest, topic: Topic) -> SafeString:
    """Buttons to make more of a topic with answers. No query."""
    if not reads_everything(request.user) or not topic.reply_count:
        return NOTHING
    return render_to_string("cases/_harvest.html", {"topic": topic, "kinds": Harvest.Kind.choices}, request)
