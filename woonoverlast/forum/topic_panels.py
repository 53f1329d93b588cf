"""What contexts above the forum show on the page of a topic."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString

from woonoverlast.forum.models import Topic

# Gives HTML, or nothing where this person or topic has none.
Panel = Callable[[HttpRequest, Topic], SafeString]
UNDER_HEADING: list[Panel] = []
UNDER_ANSWERS: list[Panel] = []
