"""Who was asked, on the page of a topic; nothing for who is no member."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from woonoverlast.experts.models import Ask
from woonoverlast.forum import topic_panels
from woonoverlast.forum.models import Topic, reads_everything
from woonoverlast.lib.prepared import Prepared

ASKS = Prepared(lambda topic: Ask.objects.filter(topic=topic).select_related("person").order_by("at"))


def register() -> None:
    topic_panels.UNDER_HEADING.append(asked)


def asked(request: HttpRequest, topic: Topic) -> SafeString:
    """One query. Why they were asked is not told: that may since be hidden."""
    user = request.user
    if not reads_everything(user):
        return SafeString()
    asks = [ask for ask in ASKS(topic=topic.pk) if ask.person.is_active]
    mine = any(ask.person_id == user.pk and not ask.response for ask in asks)
    return render_to_string("experts/_asks.html", {"asks": asks, "mine": mine})
