"""The word lists beside this module, lower case, with and without accents."""

import gzip
import unicodedata
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "data"


def load(name: str, *, by_line: bool = False) -> frozenset[str]:
    lines = [line for line in (FOLDER / name).read_text("utf-8").lower().splitlines() if not line.startswith("#")]
    words = lines if by_line else " ".join(lines).split()
    return frozenset(words) | {without_accents(word) for word in words}


def without_accents(text: str) -> str:
    """`ı` and `ł` are letters of their own, so they are named."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFD", text.replace("ı", "i").replace("ł", "l"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


GIVEN = load("given_names.txt") | load("more_given_names.txt")
ALSO_WORDS = load("also_words.txt")
SURNAMES = load("surnames.txt") | load("more_surnames.txt")
PARTICLES = load("particles.txt")
TITLES = load("titles.txt")
ORGANISATIONS = load("organisation_words.txt")
NOT_SURNAMES = load("not_surnames.txt")
PLACES = load("places.txt", by_line=True)
PLACE_WORDS = frozenset(place.split()[0] for place in PLACES) - SURNAMES
# Large places, which are hardly ever a surname.
CITIES = frozenset(
    "amsterdam rotterdam den haag utrecht eindhoven groningen tilburg almere breda nijmegen apeldoorn haarlem arnhem enschede amersfoort zaanstad"
    " haarlemmermeer zwolle leiden leeuwarden maastricht dordrecht zoetermeer ede delft alkmaar venlo deventer hilversum helmond roosendaal oss"
    " purmerend schiedam vlaardingen emmen hoorn assen gouda heerlen drenthe friesland gelderland flevoland zeeland brabant limburg nederland".split()
)
FORMED = (
    "loos",
    "loze",
    "heid",
    "isch",
    "ische",
    "lijk",
    "lijke",
    "atie",
    "aties",
    "iteit",
    "ingen",
    "baar",
    "bare",
    "achtig",
    "achtige",
    "schap",
)
ENDINGS = ("en", "s", "e", "er", "t", "je", "jes", "de", "te", "den", "ten", "'s")


@cache
def dutch_words() -> frozenset[str]:
    """Some 80,000; read when the first unknown word with a capital comes along."""
    lines = gzip.decompress((FOLDER / "dutch_words.txt.gz").read_bytes()).decode("ascii").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def is_word(word: str) -> bool:
    """Whether it is Dutch, or may be a form of a Dutch word; `word` is lower case without accents."""
    words = dutch_words()
    return (
        word in words
        or word.endswith(FORMED)
        or any(word.endswith(end) and word.removesuffix(end) in words for end in ENDINGS)
    )
