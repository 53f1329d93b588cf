"""What somebody typed in a form that is refused: shown to copy, kept nowhere."""

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from woonoverlast.lib import richtext

SHORTEST_TO_KEEP = 15  # characters; shorter is typed again in no time
LONGEST_TO_KEEP = 1_000_000
NEVER_ECHOED = ("/inloggen/", "/account/")  # passwords and codes


def typed_text(request: HttpRequest) -> list[str]:
    """Only whole sentences. Rich text without its tags, plain text exactly."""
    if request.method != "POST" or request.path.startswith(NEVER_ECHOED):
        return []
    try:
        sent = request.POST
    except (UnreadablePostError, SuspiciousOperation, MultiPartParserError):
        return []
    values = {name: str(value) for name, value in sent.items() if name != "csrfmiddlewaretoken"}
    texts = [words(value, notation=sent.get(f"{name}_as")) for name, value in values.items()]
    found = [text for text in texts if len(text) >= SHORTEST_TO_KEEP and " " in text]
    return found if sum(map(len, found)) <= LONGEST_TO_KEEP else []


def words(value: str, *, notation: str | None) -> str:
    return value if notation in {"text", "escaped"} else richtext.plain(value)
