"""Objects reach a view only through here. Invisible and absent give the same 404; visible but not allowed 403."""

from django.shortcuts import get_object_or_404

from woonoverlast.experts.models import Ask
from woonoverlast.forum.models import Topic
from woonoverlast.people.models import Person


def get_ask(person: Person, pk: int) -> Ask:
    """A request to this person, about a topic that he still sees."""
    asks = Ask.objects.filter(person=person, topic__in=Topic.objects.visible_to(person))
    return get_object_or_404(asks.select_related("topic__theme", "topic__author", "by"), pk=pk)
