"""What became of a mail that came in: each outcome a code, and what its sender is told in one table."""

from dataclasses import dataclass

from django.db import models


class Outcome(models.TextChoices):
    """The label is for who manages the platform."""

    POSTED = "posted", "geplaatst"
    ELSEWHERE = "elsewhere", "geplaatst in het onderwerp waarmee het is samengevoegd"
    WITHOUT_FILES = "without_files", "geplaatst, niet alle bestanden"
    HELD = "held", "wacht op een redacteur"
    PERSONAL_DATA = "personal_data", "gegevens van personen bij een casusvraag"
    FORGED = "forged", "afzender hoort niet bij het antwoordadres"
    UNKNOWN = "unknown", "antwoordadres bestaat niet"
    EXPIRED = "expired", "antwoordadres is verlopen"
    SUSPENDED = "suspended", "account is geblokkeerd"
    NO_MEMBER = "no_member", "geen lid meer"
    SANCTIONED = "sanctioned", "mag nu niet schrijven"
    TOO_MANY = "too_many", "te veel in korte tijd"
    GONE = "gone", "onderwerp is weg of niet te zien"
    LOCKED = "locked", "onderwerp is gesloten"
    EMPTY = "empty", "geen eigen tekst"
    TOO_LARGE = "too_large", "te groot"
    FAILED = "failed", "fout van het platform"
    AUTOMATIC = "automatic", "automatisch antwoord"
    LOOP = "loop", "onze eigen mail kwam terug"
    BOUNCE = "bounce", "onbestelbare mail"


# A mail about these would only make more mail.
SILENT = {Outcome.POSTED, Outcome.AUTOMATIC, Outcome.LOOP, Outcome.BOUNCE}
ON_THE_FORUM = {Outcome.POSTED, Outcome.ELSEWHERE, Outcome.WITHOUT_FILES}


@dataclass(frozen=True)
class Told:
    """`title` is the subject of the mail as well; `keep` says whether the text of the sender comes along."""

    title: str
    text: str
    keep: bool = True


NOT_POSTED = "Je reactie is niet geplaatst"

TOLD: dict[Outcome, Told] = {
    Outcome.POSTED: Told("Je reactie staat op het forum", "Je antwoord kwam aan en staat op het forum.", keep=False),
    Outcome.ELSEWHERE: Told(
        "Je reactie staat in een ander onderwerp",
        "Het onderwerp waarop je antwoordde is samengevoegd met een ander. Je reactie staat daar.",
        keep=False,
    ),
    Outcome.WITHOUT_FILES: Told(
        "Je reactie staat er, maar niet alle bestanden",
        "Je reactie staat op het forum. Deze bestanden konden wij niet plaatsen:",
        keep=False,
    ),
    Outcome.HELD: Told(
        "Een redacteur kijkt eerst mee",
        "Je reactie is binnen. Er staan misschien gegevens van personen in. Daarom kijkt een redacteur eerst mee. "
        "Je hoort het als je reactie op het forum staat.",
    ),
    Outcome.PERSONAL_DATA: Told(
        NOT_POSTED,
        "Dit is een casusvraag. In je reactie lijken gegevens van personen te staan, en die mogen daar niet in. "
        "Haal ze weg en stuur je antwoord opnieuw, of plaats het op het platform.",
    ),
    Outcome.FORGED: Told(
        NOT_POSTED,
        "Het adres waaraan je schreef hoort bij iemand anders, of je schreef vanaf een ander mailadres dan dat van je "
        "account. Schrijf vanaf het adres waarop je de melding kreeg, of log in en reageer op het platform.",
    ),
    Outcome.UNKNOWN: Told(
        "Dit adres neemt je bericht niet aan",
        "Dit adres neemt alleen antwoorden aan op een melding van het platform. Antwoord op zo'n mail, of log in en "
        "schrijf je bericht op het platform.",
    ),
    Outcome.EXPIRED: Told(
        NOT_POSTED,
        "Het adres waaraan je schreef werkt niet meer. Dat gebeurt na 400 dagen, of als een account weg is. "
        "Log in en reageer op het platform.",
    ),
    Outcome.SUSPENDED: Told(
        NOT_POSTED, "Je account is geblokkeerd. Neem contact op met de redactie als dat niet klopt."
    ),
    Outcome.NO_MEMBER: Told(
        NOT_POSTED, "Je bent op dit moment geen lid. Leden reageren op het forum. Meld je opnieuw aan op het platform."
    ),
    Outcome.SANCTIONED: Told(NOT_POSTED, "Je kunt nu niet schrijven op het forum."),
    Outcome.TOO_MANY: Told(
        NOT_POSTED, "Je stuurde in korte tijd veel reacties. Wacht even en stuur dan je antwoord opnieuw."
    ),
    Outcome.GONE: Told(
        NOT_POSTED, "Het onderwerp waarop je antwoordde is er niet meer, of je kunt het niet meer zien."
    ),
    Outcome.LOCKED: Told(NOT_POSTED, "Het onderwerp waarop je antwoordde is gesloten. Op het platform lees je waarom."),
    Outcome.EMPTY: Told(
        NOT_POSTED,
        "Wij vonden in je mail geen tekst van jezelf. Zet je antwoord boven de mail waarop je antwoordt, "
        "of reageer op het platform.",
    ),
    Outcome.TOO_LARGE: Told(
        NOT_POSTED,
        "Je mail is te groot. Een mail met bijlagen mag ten hoogste 25 MB zijn, en de tekst 200.000 tekens. "
        "Stuur je antwoord opnieuw met minder of kleinere bestanden.",
    ),
    Outcome.FAILED: Told(
        NOT_POSTED, "Er ging bij ons iets mis. Je kunt er niets aan doen. Plaats je reactie op het platform."
    ),
    # Never sent: the demonstration shows them.
    Outcome.AUTOMATIC: Told("Dit leek een automatisch antwoord", "Daarmee doen wij niets.", keep=False),
    Outcome.LOOP: Told("Onze eigen mail kwam terug", "Daarmee doen wij niets.", keep=False),
    Outcome.BOUNCE: Told("Dit is een melding over een mail die niet aankwam", "Wij onthouden dat.", keep=False),
}
