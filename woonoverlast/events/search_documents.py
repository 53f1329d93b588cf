"""Events in the search box."""

from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, QuerySet, Value
from django.utils.timezone import localtime

from woonoverlast.events.models import Event
from woonoverlast.lib import searching
from woonoverlast.lib.searching import Document, Searchable


def register() -> None:
    searching.register(Searchable("event", "Bijeenkomsten", Event, visible_events, all_events, document))


def visible_events(user: Any) -> QuerySet[Event]:
    return Event.objects.visible_to(user).published()


def all_events() -> QuerySet[Event]:
    """All that are in the agenda; who may see which is asked live."""
    names = StringAgg("subjects__name", Value(" "), distinct=True)
    return (
        Event.objects.published().select_related("municipality").annotate(subject_names=names, home=F("municipality"))
    )


def document(event: Any) -> Document:
    """`event` comes from `all_events`, with its annotations."""
    parts = [f"{part.title}. {part.text}" for part in event.parts.all()]
    speakers = [speaker.name or str(speaker.person) for part in event.parts.all() for speaker in part.speakers.all()]
    return Document(
        title=event.title,
        body="\n".join([event.summary, event.text, *parts]),
        keywords=" ".join([event.subject_names or "", event.location, *speakers]),
        url=event.get_absolute_url(),
        detail=f"{event.get_kind_display().capitalize()}, {localtime(event.starts_at):%d-%m-%Y}",
        municipality_ids=(event.home,) if event.home else (),
        published_at=event.published_at,
    )
