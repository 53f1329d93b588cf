"""What comes out of looking at a file."""

from dataclasses import dataclass, field


class Refused(Exception):
    """Why the file cannot be taken, in Dutch, for who sent it. Says nothing of what is in it."""


BROKEN = "Dit bestand is beschadigd of niet compleet. Sla het opnieuw op en probeer het nog eens."
TOO_MUCH = "Dit bestand is uitgepakt te groot. Haal er iets uit, of splits het in delen."
TOO_SLOW = "Dit bestand konden wij niet op tijd nakijken. Maak het kleiner, of splits het in delen."
TOO_BUSY = "Er worden nu veel bestanden nagekeken. Probeer het over een minuut nog eens."
TOO_MANY_WORDS = "In dit bestand staat te veel tekst om na te kijken op gegevens van personen. Splits het in delen."
PASSWORD = "Op dit bestand zit een wachtwoord. Haal dat eraf en probeer het nog eens."  # noqa: S105
OTHER_KIND = (
    "Dit soort bestand kan niet. Kies een PDF, Word (.docx), Excel (.xlsx) of een afbeelding (PNG, JPEG, WebP)."
)
TWO_KINDS = "Dit bestand is tegelijk nog een ander soort bestand. Sla het opnieuw op vanuit het programma zelf."
MACROS = "In dit bestand zitten macro's. Sla het op als gewoon .docx of .xlsx en probeer het nog eens."
EMBEDDED = "In dit bestand zit een ander bestand of programma. Haal dat eruit en probeer het nog eens."
LINKED = "Dit bestand haalt gegevens op uit een ander bestand. Verbreek die koppeling en probeer het nog eens."
ACTIVE = "In deze PDF zit een script of een opdracht. Maak een nieuwe PDF met Afdrukken naar PDF."


@dataclass(frozen=True)
class Words:
    """A piece of text and where in the file it stands; empty is the document itself."""

    where: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class Inspected:
    """`data` is what may be kept: checked, and made anew where that is possible."""

    media_type: str
    extension: str
    data: bytes = field(repr=False)
    words: list[Words] = field(default_factory=list)
