"""Full names: a title, a given name or initials, what stands between, and a surname.

A shape is read word by word; whether it counts is in the table at the end, by what opens it and what closes it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from woonoverlast.lib.personal_data.findings import Kind, Span
from woonoverlast.lib.personal_data.words import (
    ALSO_WORDS,
    GIVEN,
    NOT_SURNAMES,
    ORGANISATIONS,
    PARTICLES,
    PLACE_WORDS,
    PLACES,
    SURNAMES,
    TITLES,
    without_accents,
)

WORD = re.compile(r"(?:(?:[A-Z]|IJ|Th|Ch|Chr|Joh|Ph)\.){1,6}|v\.d\.?|'t\b|[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_]))*")
GAP = re.compile(r" {0,4}\n? {0,4}$")
TITLE_GAP = re.compile(r"\.? {0,4}\n? {0,4}$")
INITIALS = re.compile(r"(?:(?:[A-Z]|IJ|Th|Ch|Chr|Joh|Ph)\.){1,6}$")
NO_INITIALS = frozenset(
    "B.V. N.V. P.S. N.B. S.V.P. A.U.B. T.A.V. E.O. O.A. D.D. V.O.F. U.A. C.V. I.O. P.M. B.W. A.P.V.".split()
)
COMPOUND = frozenset(
    "van der,van den,van de,van het,van 't,v.d.,v.d,vd,ter,ten,el,al,ben,ait,aït,da,op de,op den,in 't,in het,uit de".split(
        ","
    )
)
STREET_END = re.compile(
    r"(?:straat|laan|weg|plein|gracht|kade|singel|dijk|steeg|plantsoen|dreef|stichting|huis|school|prijs|methode|wet|akkoord|hof|hoeve)$"
)
SENTENCE_BEFORE = re.compile(r"(?:^|[.!?:;\n•*>-])[ \"'(\[]*$")
LONGEST = 200_000


class Opens(Enum):
    NOTHING = auto()
    INITIALS = auto()
    GIVEN = auto()
    MAYBE = auto()  # a given name that is a word too
    OTHER = auto()  # some word with a capital


class Closes(Enum):
    KNOWN = auto()
    CAPITAL = auto()


@dataclass(frozen=True)
class Word:
    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.text.lower()

    @property
    def key(self) -> str:
        return without_accents(self.low)

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True)
class Shape:
    title: bool
    opens: Opens
    compound: bool
    particle: bool
    closes: Closes
    capitals: bool  # the surname is written with a capital
    first: int
    last: int


def spans(text: str) -> Iterator[Span]:
    words = [Word(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]
    reader = Reader(text, words)
    at = 0
    while at < len(words):
        shape = reader.read(at) if worth_reading(words[at]) else None
        if shape is None:
            at += 1
            continue
        yield Span(Kind.NAME, words[shape.first].start, words[shape.last].end)
        at = shape.last + 1


def worth_reading(word: Word) -> bool:
    return word.capital or word.low in TITLES or word.low in GIVEN or word.low in SURNAMES


class Reader:
    def __init__(self, text: str, words: list[Word]) -> None:
        self.text = text
        self.words = words

    def read(self, at: int) -> Shape | None:
        shape = self.backwards(at) or self.forwards(at)
        return (
            shape if shape and counts(shape, starts=self.starts(shape.first)) and not self.organisation(shape) else None
        )

    def forwards(self, at: int) -> Shape | None:
        start, title = at, False
        while self.is_title(at):
            at, title = at + 1, True
        if title and not self.joined(at, TITLE_GAP):
            return None
        opens, after = self.given(at, title=title)
        between, last = self.particles(after)
        closes = self.surname(last, opens=opens, title=title, particle=bool(between))
        if closes is None:
            if opens is not Opens.GIVEN or not title:
                return None
            return Shape(True, Opens.NOTHING, False, False, Closes.KNOWN, True, at, after - 1)
        first = at if title else start
        capital = self.words[last].capital
        return Shape(
            title, opens, " ".join(between) in COMPOUND, bool(between), closes, capital, first, self.more(last)
        )

    def is_title(self, at: int) -> bool:
        if at >= len(self.words) or self.words[at].low not in TITLES:
            return False
        following = self.text[self.words[at].end : self.words[at].end + 1]
        return following in " .\n" and self.joined(at + 1, TITLE_GAP)

    def given(self, at: int, *, title: bool) -> tuple[Opens, int]:
        """What opens the name, and where the rest goes on."""
        opens = self.opening(at)
        if opens is Opens.NOTHING or (opens is Opens.OTHER and title and not self.goes_on(at)):
            return Opens.NOTHING, at
        at += 1
        while self.joined(at) and (self.opening(at) in (Opens.GIVEN, Opens.INITIALS) and self.goes_on(at)):
            at += 1
        return opens, at

    def opening(self, at: int) -> Opens:
        if at >= len(self.words):
            return Opens.NOTHING
        word = self.words[at]
        if INITIALS.match(word.text):
            return Opens.NOTHING if word.text.upper() in NO_INITIALS else Opens.INITIALS
        key = word.low if word.low in GIVEN else word.key
        parts = key.split("-")
        if key in ALSO_WORDS:
            return Opens.MAYBE if word.capital else Opens.NOTHING
        if all(part in GIVEN for part in parts):
            return Opens.GIVEN
        ordinary = (
            not word.capital or key in NOT_SURNAMES or key in ORGANISATIONS or key in PLACE_WORDS or key in PARTICLES
        )
        return Opens.NOTHING if ordinary or key in TITLES or len(key) < 3 else Opens.OTHER

    def goes_on(self, at: int) -> bool:
        """Something that can be a surname follows."""
        _, last = self.particles(at + 1)
        return (
            self.joined(at + 1)
            and self.surname(last, opens=Opens.GIVEN, title=False, particle=last > at + 1) is not None
        )

    def particles(self, at: int) -> tuple[list[str], int]:
        found: list[str] = []
        while self.joined(at) and at < len(self.words) and self.words[at].low in PARTICLES and len(found) < 3:
            found.append(self.words[at].low)
            at += 1
        return found, at

    def surname(self, at: int, *, opens: Opens, title: bool, particle: bool) -> Closes | None:
        if at >= len(self.words) or not (self.joined(at) or (title and opens is Opens.NOTHING and not particle)):
            return None
        word = self.words[at]
        key = without_accents(word.low)
        known = any(part in SURNAMES for part in key.split("-")) or key in SURNAMES
        if not word.capital:
            return (
                Closes.KNOWN
                if known and (key not in ALSO_WORDS) and lower_is_enough(opens, title, particle, key)
                else None
            )
        if (
            key in NOT_SURNAMES
            or (key in ORGANISATIONS and not known)
            or STREET_END.search(key)
            or INITIALS.match(word.text)
        ):
            return None
        if len(key) < 2 or (word.text.isupper() and len(key) < 5 and not self.shouted(at)):
            return None
        if known or (title and key in GIVEN):
            return Closes.KNOWN
        return None if key in PLACES and not particle else Closes.CAPITAL

    def shouted(self, at: int) -> bool:
        return at > 0 and self.words[at - 1].text.isupper()

    def more(self, at: int) -> int:
        """A second surname belongs to it: Maria da Silva Santos, Bakker-van Dijk."""
        particles, last = self.particles(at + 1)
        if self.words[at].text.endswith(("-van", "-de")) or (
            self.joined(at + 1) and last < len(self.words) and len(particles) > 0 and self.hyphen(at)
        ):
            return last
        following = at + 1
        if (
            self.joined(following)
            and self.words[following].capital
            and self.words[following].key in SURNAMES - ALSO_WORDS
        ):
            return following
        return at

    def hyphen(self, at: int) -> bool:
        return self.text[self.words[at].end : self.words[at].end + 1] == "-"

    def backwards(self, at: int) -> Shape | None:
        """As in a list: Vries, J. de or Jansen, Piet."""
        word = self.words[at]
        if not word.capital or word.key not in SURNAMES or at + 1 >= len(self.words):
            return None
        if self.text[word.end : self.words[at + 1].start].strip(" ") != "," or self.words[at + 1].start - word.end > 3:
            return None
        opens = self.opening(at + 1)
        if opens is not Opens.INITIALS and (opens is not Opens.GIVEN or word.key in ALSO_WORDS or self.goes_on(at + 1)):
            return None
        _, after = self.particles(at + 2)
        return Shape(False, opens, False, True, Closes.KNOWN, True, at, after - 1)

    def joined(self, at: int, gap: "re.Pattern[str]" = GAP) -> bool:
        """Only space lies between this word and the one before, and at most one line break."""
        if at == 0:
            return False
        if at >= len(self.words):
            return False
        between = self.text[self.words[at - 1].end : self.words[at].start]
        return len(between) < 10 and bool(gap.match(between))

    def starts(self, at: int) -> bool:
        start = self.words[at].start
        return bool(SENTENCE_BEFORE.search(self.text[max(0, start - 6) : start])) if start > 0 else True

    def organisation(self, shape: Shape) -> bool:
        """A word beside it says that this is an organisation, a law or somebody in a public office."""
        before = self.words[shape.first - 1].low if self.joined(shape.first) else ""
        after = self.words[shape.last + 1].low if self.joined(shape.last + 1) else ""
        glued = self.text[self.words[shape.last].end : self.words[shape.last].end + 1] in "-&"
        return (
            before in ORGANISATIONS
            or after in ORGANISATIONS
            or (glued and after != "")
            or bool(STREET_END.search(after))
        )


def lower_is_enough(opens: Opens, title: bool, particle: bool, key: str) -> bool:
    return opens in (Opens.GIVEN, Opens.INITIALS) or (title and (particle or key not in NOT_ALONE))


NOT_ALONE = frozenset(
    "boer buren bakker molenaar jager visser koning kort lang groot klein jong wit zwart land haven bos berg dam pas top kamp brand stam veen dijk".split()
)


def counts(shape: Shape, *, starts: bool) -> bool:
    if shape.opens is Opens.NOTHING:
        return shape.title
    if shape.title or shape.opens is Opens.GIVEN:
        return True
    known = shape.closes is Closes.KNOWN
    return shape.capitals and ENOUGH[shape.opens](known, shape.particle, shape.compound, starts)


ENOUGH: dict[Opens, Callable[[bool, bool, bool, bool], bool]] = {
    Opens.INITIALS: lambda known, particle, compound, starts: known or particle or not starts,
    Opens.MAYBE: lambda known, particle, compound, starts: known or compound,
    Opens.OTHER: lambda known, particle, compound, starts: known and (compound or not starts),
}
