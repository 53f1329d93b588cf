"""Texts of this context are looked over for personal data before they are kept."""

from collections.abc import Iterable

from woonoverlast.events.models import Event
from woonoverlast.lib import personal_data
from woonoverlast.lib.personal_data import Kind

# Minutes and slides say who spoke; numbers and addresses of people they never need.
NAMED = frozenset({Kind.NAME, Kind.MAIL})


def problem(text: str, *, allowed: Iterable[str] = (), names: bool = True) -> str:
    """What is wrong with it, in Dutch; empty when nothing was found."""
    found = personal_data.find(text, allowed=allowed)
    seen = [one for one in found if names or one.kind not in NAMED]
    if not seen:
        return ""
    first = seen[0]
    return f"‘{first.text}’: {first.reason[0].lower()}{first.reason[1:]} Schrijf het zonder gegevens van personen."


def may_be_named(event: Event) -> list[str]:
    """Who organises and who speaks, with and without the last name."""
    speakers = [
        str(speaker) for part in event.parts.prefetch_related("speakers__person") for speaker in part.speakers.all()
    ]
    names = [*event.organisers.values_list("name", flat=True), *speakers]
    return [name for full in names if full for name in (full, full.split()[0])]
