"""Panels of other contexts on the page of a topic."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from woonoverlast.forum import topic_panels
from woonoverlast.forum.models import Topic

register = template.Library()


@register.simple_tag(takes_context=True)
def panels_under_heading(context: dict[str, Any], topic: Topic) -> SafeString:
    return mark_safe("".join(panel(context["request"], topic) for panel in topic_panels.UNDER_HEADING))


@register.simple_tag(takes_context=True)
def panels_under_answers(context: dict[str, Any], topic: Topic) -> SafeString:
    return mark_safe("".join(panel(context["request"], topic) for panel in topic_panels.UNDER_ANSWERS))
