"""Messages beside what they are about. The page jumps to that element, so what stands at its top would not be seen.

A message is about an element when its `extra_tags` is the id of that element (`attempt(..., about=)` does so). The view of
a page takes out what is about its elements; what no page takes stands at the top, as all other messages do.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.messages import constants, get_messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


def beside(request: HttpRequest, places: Collection[str]) -> dict[str, SafeString]:
    """By the id of an element on this page: the messages about it, as markup to put in that element."""
    found: dict[str, list[Any]] = {}
    messages: Iterable[Any] = get_messages(request)
    for message in messages:
        if message.extra_tags in places:
            message.stands_beside = True  # read by base.html
            found.setdefault(message.extra_tags, []).append(message)
    return {place: markup(said) for place, said in found.items()}


def markup(said: list[Any]) -> SafeString:
    is_alert = any(message.level >= constants.WARNING for message in said)
    return SafeString(render_to_string("components/beside.html", {"said": said, "is_alert": is_alert}))
