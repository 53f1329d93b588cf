"""What somebody typed in a form that is refused: shown to copy, kept nowhere.

Strangers reach this too, so it costs them no more than the page around it: lengths are capped before anything is read,
and a visitor sees his text in a few pages a minute only (`people.limits.typed_again`).
"""

from collections.abc import Mapping

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from woonoverlast.lib import richtext

MIN_LENGTH_KEPT = 15  # characters; shorter is typed again in no time
MAX_LENGTH_KEPT = 1_000_000
MAX_LENGTH_OF_VISITOR = 200_000
MAX_FIELDS = 50
NEVER_ECHOED = ("/inloggen/", "/account/")  # passwords and codes


def typed_text(request: HttpRequest) -> list[str]:
    """Only whole sentences. Rich text without its tags, plain text exactly. Nothing of a form that is far too long."""
    if request.method != "POST" or request.path.startswith(NEVER_ECHOED):
        return []
    try:
        sent: Mapping[str, str] = request.POST.dict()
    except (UnreadablePostError, SuspiciousOperation, MultiPartParserError):
        return []
    longest = MAX_LENGTH_KEPT if request.user.is_authenticated else MAX_LENGTH_OF_VISITOR
    if len(sent) > MAX_FIELDS or sum(map(len, sent.values())) > longest:
        return []
    values = {name: value for name, value in sent.items() if name != "csrfmiddlewaretoken"}
    texts = [words(value, notation=sent.get(f"{name}_as")) for name, value in values.items()]
    return [text for text in texts if len(text) >= MIN_LENGTH_KEPT and " " in text]


def words(value: str, *, notation: str | None) -> str:
    return value if notation in {"text", "escaped"} else richtext.plain(value)
