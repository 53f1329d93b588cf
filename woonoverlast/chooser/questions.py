"""What the chooser asks, one tap each, and what can be answered. Codes stand in addresses and in the table of rules."""

from collections.abc import Mapping
from dataclasses import dataclass

from woonoverlast.instruments import facets

SEVERITY = {
    "last": "Vervelend, maar te doen",
    "overlast": "Overlast die terugkomt",
    "ernstig": "Ernstig: vaak en zwaar voor de buren",
    "extreem": "Extreem: niemand voelt zich nog veilig",
    "gevaar": "Er is nu gevaar",
}
TRIED = {
    "niets": "Nog niets",
    "gesprek": "Er is gepraat",
    "bemiddeling": "Bemiddeling is geprobeerd of geweigerd",
    "waarschuwing": "Er is schriftelijk gewaarschuwd",
    "aanwijzing": "Er is een gedragsaanwijzing of laatste kans",
}
LOCAL = {"ja": "De gemeente heeft een regel", "nee": "De gemeente heeft geen regel", "onbekend": "Niet bekend"}


@dataclass(frozen=True)
class Question:
    """`name` is the parameter in the address."""

    name: str
    text: str
    answers: Mapping[str, str]
    hint: str = ""


QUESTIONS = (
    Question("soort", "Waar gaat het vooral om?", facets.NUISANCE),
    Question("bewoning", "Hoe woont de veroorzaker?", facets.HOUSING),
    Question(
        "oorzaak", "Wat is waarschijnlijk de oorzaak?", facets.CAUSES, "Weet je het niet? Kies dan ‘nog niet bekend’."
    ),
    Question("ernst", "Hoe erg is het?", SEVERITY),
    Question("gedaan", "Wat is het zwaarste dat al gedaan is?", TRIED),
)
NAMES = tuple(question.name for question in QUESTIONS)
# What a rule can depend on: the answers, and whether the municipality has the local rule of the instrument.
DIMENSIONS: dict[str, Mapping[str, str]] = {**{q.name: q.answers for q in QUESTIONS}, "regel": LOCAL}
