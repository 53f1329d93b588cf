"""What this context holds about a person, for that person."""

from woonoverlast.newsletter import subscribing
from woonoverlast.people import exporting, retention
from woonoverlast.people.exporting import Section
from woonoverlast.people.models import Person

MADE = Section(
    "newsletter.Edition.made_by", "Nieuwsbrieven die je maakte", (("onderwerp", "subject"), ("op", "made_at"))
)


def register() -> None:
    exporting.register(MADE)
    exporting.exempt("newsletter.Edition.changed_by", reason="staat in het logboek van wie het deed")
    retention.on_erasure(erase)


def erase(person: Person) -> None:
    """A subscription with the same address goes too."""
    subscribing.forget(person.email)
