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
    CITIES,
    GIVEN,
    NOT_SURNAMES,
    ORGANISATIONS,
    PARTICLES,
    PLACE_WORDS,
    PLACES,
    SURNAMES,
    TITLES,
    is_word,
    without_accents,
)

WORD = re.compile(r"(?:(?:[A-Z]|IJ|Th|Ch|Chr|Joh|Ph)\.){1,6}|v\.d\.?|'t\b|[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_]))*")
GAP = re.compile(r" {0,4}\n? {0,4}\Z")
TITLE_GAP = re.compile(r"\.? {0,4}\n? {0,4}\Z")
INITIALS = re.compile(r"(?:(?:[A-Z]|IJ|Th|Ch|Chr|Joh|Ph)\.){1,6}$")
LETTER = re.compile(r"[A-Z]\.$")
# Words that a person's name comes behind.
INTRODUCED = re.compile(
    r"\b(?:heet|genaamd|ene|zoon|dochter|vader|moeder|broer|zus|zusje|broertje|vriend|vriendin|ex|neef|nicht|oom|tante|oma|opa|weduwnaar"
    r"|buurman|buurvrouw|overbuurman|overbuurvrouw|bovenbuurman|onderbuurman|bewoner|bewoonster|huurder|huurster|cliënt|cliënte|verdachte"
    r"|onderhuurder|hoofdhuurder|naam(?: is| van)?|ik ben)[,:]? $",
    re.I,
)
NO_INITIALS = frozenset(
    "B.V. N.V. P.S. N.B. S.V.P. A.U.B. T.A.V. E.O. O.A. D.D. V.O.F. U.A. C.V. I.O. P.M. B.W. A.P.V.".split()
)
COMPOUND = frozenset(
    "van der,van den,van de,van het,van 't,v.d.,v.d,vd,ter,ten,el,al,ben,ait,aït,da,op de,op den,in 't,in het,uit de".split(
        ","
    )
)
LOWER_COMPOUND = frozenset("van der,van den,van 't,op den,in 't".split(","))
# Given names that are words too, but hardly ever stand at the start of a sentence as such.
HARDLY_WORDS = frozenset(
    "wim ton jan els ans anke leen saar lies jet jip mies ina ine ike greet viola merel iris noor stan roman ali milan stef ernst tijn melle rob"
    " coby pleun guus rabia hoda victor veli ama rosa toon giel bas eva levi lara amber sabri sana bilal nora sofia vera bob ad aya sem loes"
    " mark gea pip trees".split()
)
STRONG_TITLES = frozenset("dhr hr heer meneer mevrouw mevr mw mej fam familie".split())
NEIGHBOURHOOD = frozenset(
    "buren hoek overkant gemeente politie corporatie wijk straat flat buurt familie zus broer stad eerste".split()
)
PLACE_BEFORE = frozenset("in te uit naar regio wijk buurt dorp stadsdeel via merk app systeem software".split())
BUILDING = re.compile(
    r"(?:straat|laan|plein|gracht|kade|singel|school|flat|buurt|wijk|park|huizen|stad|dorp|land|heim|net|zorg|wonen|bank|groep|team)$"
)
STREET_END = re.compile(
    r"(?:straat|laan|plein|gracht|kade|singel|steeg|plantsoen|dreef|stichting|school|prijs|methode|wet|akkoord|hoeve)$"
)
SENTENCE_BEFORE = re.compile(r"(?:^|[.!?:;\n•*>-])[ \"'(\[]*$")
BEFORE_TITLE = re.compile(
    r"\b(?:(?:de |het )?(?:heer|meneer|dhr\.?|hr\.?|mevrouw|mevr\.?|mw\.?) ?(?:en|&|/) ?)$|\b[Dd]e $|\b[Hh]et (?=$)$"
)


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
        start, end = words[shape.first].start, words[shape.last].end
        start = min(start, first_of_two(words, shape.first))
        start -= len(before_title(text[max(0, start - 30) : start])) if shape.title else 0
        if text[start:end].lower() not in PLACES:
            yield Span(Kind.NAME, start, end)
        at = shape.last + 1


def first_of_two(words: list[Word], first: int) -> int:
    """Sem en Daan Verkerk begins at Sem."""
    two = (
        first > 1
        and words[first - 1].low in {"en", "of"}
        and words[first - 2].capital
        and words[first - 2].key in GIVEN
    )
    return words[first - 2].start if two else words[first].start


def before_title(text: str) -> str:
    """What belongs to the title: de heer, de heer en mevrouw."""
    found = BEFORE_TITLE.search(text)
    return found.group() if found else ""


def worth_reading(word: Word) -> bool:
    return word.capital or word.low in TITLES or word.low in GIVEN or word.low in SURNAMES


class Reader:
    def __init__(self, text: str, words: list[Word]) -> None:
        self.text = text
        self.words = words

    def read(self, at: int) -> Shape | None:
        shape = self.backwards(at) or self.forwards(at)
        return shape if shape and self.counts(shape) and not self.organisation(shape) else None

    def counts(self, shape: Shape) -> bool:
        start = self.words[shape.first].start
        introduced = bool(INTRODUCED.search(self.text[max(0, start - 25) : start]))
        sure = counts(shape, starts=self.starts(shape.first), introduced=introduced)
        return sure or (shape.opens is Opens.OTHER and shape.capitals and self.strange(shape))

    def strange(self, shape: Shape) -> bool:
        """No word of the language, and neither is the next: then it is somebody from anywhere, or an organisation."""
        first, last = self.words[shape.first], self.words[shape.last]
        after = self.words[shape.last + 1 : shape.last + 2]
        if (after and after[0].capital and self.joined(shape.last + 1)) or first.text.isupper() or last.text.isupper():
            return False
        before = self.words[shape.first - 1] if shape.first else None
        if (
            before
            and self.joined(shape.first)
            and ((before.capital and not self.starts(shape.first - 1)) or before.low in PLACE_BEFORE)
        ):
            return False
        outside = not self.starts(shape.first) or shape.compound
        return outside and all(self.is_strange(word) for word in (first, last) if not (shape.compound and word is last))

    def is_strange(self, word: Word) -> bool:
        parts = word.key.split("-")
        return all(len(part) > 3 and not is_word(part) and not BUILDING.search(part) for part in parts)

    def forwards(self, at: int) -> Shape | None:
        start, title = at, False
        while self.is_title(at):
            at, title = at + 1, True
        if title and not self.joined(at, TITLE_GAP):
            return None
        opens, after = self.given(at, title=title)
        between, last = self.particles(after)
        closes = self.surname(last, opens=opens, title=title, particle=bool(between))
        if closes is None and opens is Opens.GIVEN and self.is_abbreviated(after):
            return Shape(title, opens, False, False, Closes.KNOWN, True, start, after)
        if closes is None:
            if opens is not Opens.GIVEN or not title:
                return None
            return Shape(True, Opens.NOTHING, False, False, Closes.KNOWN, True, start, after - 1)
        capital = self.words[last].capital
        return Shape(
            title, opens, " ".join(between) in COMPOUND, bool(between), closes, capital, start, self.more(last)
        )

    def is_abbreviated(self, at: int) -> bool:
        """The surname is a letter, as newspapers do: Hamza B."""
        return self.joined(at) and bool(LETTER.match(self.words[at].text))

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
        if len(word.text) == 1 and word.capital and self.bare_initial(at):
            return Opens.INITIALS
        key = word.low if word.low in GIVEN else word.key
        parts = key.split("-")
        if key in ALSO_WORDS:
            surely = key in HARDLY_WORDS and not self.shouted(at + 1)
            return Opens.NOTHING if not word.capital else Opens.GIVEN if surely else Opens.MAYBE
        if all(part in GIVEN for part in parts):
            return Opens.GIVEN
        ordinary = (
            not word.capital or key in NOT_SURNAMES or key in ORGANISATIONS or key in PLACE_WORDS or key in PARTICLES
        )
        return Opens.NOTHING if ordinary or key in TITLES or len(key) < 3 else Opens.OTHER

    def bare_initial(self, at: int) -> bool:
        """J de Wit, without a point: only before a surname that is known, and not for a word such as U or A."""
        _, last = self.particles(at + 1)
        if last >= len(self.words) or not self.joined(at + 1) or not self.joined(last):
            return False
        following = self.words[last]
        return following.capital and following.key in SURNAMES and self.words[at].text not in "AUO"

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
            strong = any(before.low in STRONG_TITLES for before in self.words[max(0, at - 4) : at])
            enough = (title and strong and particle) or lower_is_enough(opens, title, particle, key)
            whole = known and key not in ALSO_WORDS and enough
            return Closes.KNOWN if whole or self.lower_after_particles(at, opens) else None
        if (
            key in NOT_SURNAMES
            or (key in ORGANISATIONS and not known)
            or (STREET_END.search(key) and not known)
            or INITIALS.match(word.text)
        ):
            return None
        if len(key) < 2 or (word.text.isupper() and len(key) < 5 and not self.shouted(at)):
            return None
        if known or (title and key in GIVEN):
            return Closes.KNOWN
        place = key in PLACES and not particle
        return (
            None
            if place and (opens is not Opens.INITIALS and not (opens is Opens.GIVEN and key not in CITIES))
            else Closes.CAPITAL
        )

    def lower_after_particles(self, at: int, opens: Opens) -> bool:
        """All in small letters: bert van der wal."""
        two = " ".join(word.low for word in self.words[max(0, at - 2) : at])
        return (
            opens is Opens.GIVEN
            and two in LOWER_COMPOUND
            and self.words[at].low not in NEIGHBOURHOOD
            and len(self.words[at].text) > 2
        )

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
        return Shape(False, opens, False, True, Closes.KNOWN, True, self.particles_before(at), after - 1)

    def particles_before(self, at: int) -> int:
        """Van Dam, C.W. begins at Van."""
        first = at
        while first > 0 and at - first < 3 and self.joined(first) and self.words[first - 1].low in PARTICLES:
            first -= 1
        return first if self.words[first].capital else at

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
    return opens in (Opens.GIVEN, Opens.INITIALS) or (title and key not in NOT_ALONE and key not in NEIGHBOURHOOD)


NOT_ALONE = frozenset(
    "boer buren bakker molenaar jager visser koning kort lang groot klein jong wit zwart land haven bos berg dam pas top kamp brand stam veen dijk".split()
)


def counts(shape: Shape, *, starts: bool, introduced: bool) -> bool:
    if introduced and shape.opens in (Opens.OTHER, Opens.MAYBE) and shape.capitals:
        return True
    if shape.opens is Opens.NOTHING:
        return shape.title
    if shape.title or shape.opens is Opens.GIVEN:
        return True
    known = shape.closes is Closes.KNOWN
    return shape.capitals and ENOUGH[shape.opens](known, shape.particle, shape.compound, starts)


ENOUGH: dict[Opens, Callable[[bool, bool, bool, bool], bool]] = {
    Opens.INITIALS: lambda known, particle, compound, starts: known or particle or not starts,
    Opens.MAYBE: lambda known, particle, compound, starts: known or compound or not starts,
    Opens.OTHER: lambda known, particle, compound, starts: known and (compound or not starts),
}
