"""What the page of a topic shows of asking, of a case question and of harvesting; nothing for who is no member."""

from typing import Any

from django import template
from django.utils import timezone

from woonoverlast.forum.models import Ask, Casus, Check, Harvest, Kind, Topic, reads_everything
from woonoverlast.lib.prepared import Prepared

register = template.Library()
Context = dict[str, Any]
ASKS = Prepared(lambda topic: Ask.objects.filter(topic=topic).select_related("person").order_by("at"))


@register.inclusion_tag("forum/_asks.html", takes_context=True)
def topic_asks(context: Context, topic: Topic) -> Context:
    """Who was asked. One query. Why they were asked is not told: that may since be hidden."""
    user = context["request"].user
    if not reads_everything(user):
        return {}
    asks = [ask for ask in ASKS(topic=topic.pk) if ask.person.is_active]
    return {"asks": asks, "mine": any(ask.person_id == user.pk and not ask.response for ask in asks)}


@register.inclusion_tag("forum/_casus.html", takes_context=True)
def topic_casus(context: Context, topic: Topic) -> Context:
    """The facts of a case question, where it stands, and what its asker may do. No query for other topics."""
    user = context["request"].user
    casus = Casus.objects.filter(topic=topic).first() if topic.kind == Kind.CASE else None
    if casus is None or not reads_everything(user):
        return {}
    casus.topic = topic
    last = casus.checks.first()
    may_change = casus.can_be_changed_by(user)
    clock = casus.answer_before
    return {
        "casus": casus,
        "being_checked": casus.is_being_checked,
        "advice": last.advice if last and last.verdict == Check.Verdict.RECOGNISABLE else "",
        "change_url": f"/forum/casus/{casus.pk}/aanpassen/" if may_change else "",
        "change_text": "Pas je casusvraag aan" if may_change else "",
        "outcome": casus.outcomes.first(),
        "may_end": casus.can_be_ended_by(user),
        "waits_until": clock if clock and clock >= timezone.localdate() and not topic.reply_count else None,
    }


@register.inclusion_tag("forum/_harvest.html", takes_context=True)
def topic_harvest(context: Context, topic: Topic) -> Context:
    """Buttons to make more of a topic with answers. No query."""
    if not reads_everything(context["request"].user) or not topic.reply_count:
        return {}
    return {"topic": topic, "kinds": Harvest.Kind.choices, "csrf_token": context.get("csrf_token")}
