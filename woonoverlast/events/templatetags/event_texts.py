"""Texts of events in templates."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from woonoverlast.events import printing
from woonoverlast.events.models import Event
from woonoverlast.lib import richtext

register = template.Library()


@register.filter
def event_body(html: str) -> SafeString:
    """Rich text, cleaned again when shown."""
    return richtext.render(html)


@register.filter
def event_lines(events: Iterable[Event]) -> SafeString:
    return printing.lines(events)
