"""The word lists beside this module, lower case, with and without accents."""

import unicodedata
from pathlib import Path

FOLDER = Path(__file__).parent / "data"


def load(name: str, *, by_line: bool = False) -> frozenset[str]:
    lines = [line for line in (FOLDER / name).read_text("utf-8").lower().splitlines() if not line.startswith("#")]
    words = lines if by_line else " ".join(lines).split()
    return frozenset(words) | {without_accents(word) for word in words}


def without_accents(text: str) -> str:
    """`ı` and `ł` are letters of their own, so they are named."""
    plain = unicodedata.normalize("NFD", text.replace("ı", "i").replace("ł", "l"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


GIVEN = load("given_names.txt")
ALSO_WORDS = load("also_words.txt")
SURNAMES = load("surnames.txt")
PARTICLES = load("particles.txt")
TITLES = load("titles.txt")
ORGANISATIONS = load("organisation_words.txt")
NOT_SURNAMES = load("not_surnames.txt")
PLACES = load("places.txt", by_line=True)
PLACE_WORDS = frozenset(place.split()[0] for place in PLACES) - SURNAMES
