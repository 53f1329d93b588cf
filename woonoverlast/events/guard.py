"""Who may be named in the texts of an event."""

from woonoverlast.events.models import Event


def may_be_named(event: Event) -> list[str]:
    """Who organises and who speaks, with and without the last name."""
    speakers = [
        str(speaker) for part in event.parts.prefetch_related("speakers__person") for speaker in part.speakers.all()
    ]
    names = [*event.organisers.values_list("name", flat=True), *speakers]
    return [name for full in names if full for name in (full, full.split()[0])]
