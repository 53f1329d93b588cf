"""The words of a text as a name is read from them: each spelling is judged once, wherever it stands."""

import re
from collections.abc import Iterator
from enum import Enum, auto

from woonoverlast.lib.personal_data.words import (
    ALSO_WORDS,
    GIVEN,
    NOT_SURNAMES,
    ORGANISATIONS,
    PARTICLES,
    PLACE_WORDS,
    SURNAMES,
    TITLES,
    is_word,
    without_accents,
)

WORD = re.compile(r"(?:(?:[A-Z]|IJ|Th|Ch|Chr|Joh|Ph)\.){1,6}|v\.d\.?|'t\b|[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_]))*")
GAP = re.compile(r" {0,4}\n? {0,4}\Z")
INITIALS = re.compile(r"(?:(?:[A-Z]|IJ|Th|Ch|Chr|Joh|Ph)\.){1,6}$")
NO_INITIALS = frozenset(
    "B.V. N.V. P.S. N.B. S.V.P. A.U.B. T.A.V. E.O. O.A. D.D. V.O.F. U.A. C.V. I.O. P.M. B.W. A.P.V.".split()
)
# Given names that are words too, but hardly ever stand at the start of a sentence as such.
HARDLY_WORDS = frozenset(
    "wim ton jan els ans anke leen saar lies jet jip mies ina ine ike greet viola merel iris noor stan roman ali milan stef ernst tijn melle rob"
    " coby pleun guus rabia hoda victor veli ama rosa toon giel bas eva levi lara amber sabri sana bilal nora sofia vera bob ad aya sem loes"
    " mark gea pip trees".split()
)
# Given names that are words, but hardly ever in small letters before a particle: floor de jong.
HARDLY_SMALL = HARDLY_WORDS - frozenset("wim ton els leen saar lies bas bob ad mark trees toon".split()) | frozenset(
    ("floor", "mees", "sterre")
)
BUILDING = re.compile(
    r"(?:straat|laan|plein|gracht|kade|singel|school|flat|buurt|wijk|park|huizen|stad|dorp|land|heim|net|zorg|wonen|bank|groep|team)$"
)

LISTED = ALSO_WORDS | NOT_SURNAMES | ORGANISATIONS | PLACE_WORDS | PARTICLES | TITLES
BEGINNERS = TITLES | GIVEN | SURNAMES | HARDLY_SMALL


class Opens(Enum):
    NOTHING = auto()
    INITIALS = auto()
    GIVEN = auto()
    MAYBE = auto()  # a given name that is a word too
    OTHER = auto()  # some word with a capital


class Word:
    """`opens` is what it opens by itself; None when that depends on what stands beside it."""

    __slots__ = (
        "begins", "capital", "continues", "dutch", "initials", "key", "known", "low", "opens", "strangeness", "text", "title"
    )  # fmt: skip

    def __init__(self, text: str) -> None:
        self.text = text
        self.low = text.lower()
        self.key = without_accents(self.low)
        self.capital = text[0].isupper()
        self.title = self.low in TITLES
        self.initials = text[-1] == "." and bool(INITIALS.match(text))
        self.known = self.key in SURNAMES or ("-" in self.key and any(part in SURNAMES for part in self.key.split("-")))
        self.opens = opening_of(self)
        self.dutch: bool | None = None
        self.strangeness: bool | None = None
        self.begins = text in BEGINNERS or (self.capital and self.low in BEGINNERS)
        self.continues = self.capital or text in PARTICLES

    @property
    def given(self) -> str:
        """How it stands in the list of given names, where it does."""
        return self.low if self.low in GIVEN else self.key

    @property
    def is_dutch(self) -> bool:
        if self.dutch is None:
            self.dutch = is_word(self.key)
        return self.dutch

    @property
    def strange(self) -> bool:
        """No word of the language, and nothing that is built."""
        if self.strangeness is None:
            parts = self.key.split("-")
            self.strangeness = all(len(part) > 3 and not is_word(part) and not BUILDING.search(part) for part in parts)
        return self.strangeness


def opening_of(word: Word) -> Opens | None:
    if word.initials:
        return Opens.NOTHING if word.text.upper() in NO_INITIALS else Opens.INITIALS
    if len(word.text) == 1 and word.capital:
        return None
    key = word.given
    if key in ALSO_WORDS:
        depends = key in HARDLY_WORDS if word.capital else key in HARDLY_SMALL
        return None if depends else Opens.MAYBE if word.capital else Opens.NOTHING
    if key in GIVEN or ("-" in key and all(part in GIVEN for part in key.split("-"))):
        return Opens.GIVEN
    return Opens.NOTHING if not word.capital or key in LISTED or len(key) < 3 else Opens.OTHER


class Words:
    """The words of a text, each with its place and whether only space lies before it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = [match.span() for match in WORD.finditer(text)]
        made = Made()
        self.words = [made[text[start:end]] for start, end in self.places]
        self.joined = list(self.joins())

    def start(self, at: int) -> int:
        return self.places[at][0]

    def end(self, at: int) -> int:
        return self.places[at][1]

    def between(self, at: int) -> str:
        """What lies between this word and the one before."""
        return self.text[self.places[at - 1][1] : self.places[at][0]]

    def joins(self) -> Iterator[bool]:
        """Only space lies before each word, and at most one line break; never before the first and behind the last."""
        text, last = self.text, -1
        for start, end in self.places:
            between = text[last:start] if last >= 0 else "."
            yield between == " " or (len(between) < 10 and bool(GAP.match(between)))
            last = end
        yield from (False, False, False)


class Made(dict[str, Word]):
    def __missing__(self, text: str) -> Word:
        word = self[text] = Word(text)
        return word
