"""Reads one name word by word: what opens it, what stands between, what closes it, and what beside it says that it is none."""

import re

from woonoverlast.lib.personal_data.name_shapes import (
    BEHIND_TITLE,
    BUILDING,
    COMPOUND,
    GAP,
    HARDLY_SMALL,
    HARDLY_WORDS,
    INITIALS,
    INTRODUCED,
    LETTER,
    LOWER_COMPOUND,
    MAYBE_THING,
    NAMED_PLACE,
    NAMED_THING,
    NEIGHBOURHOOD,
    NO_INITIALS,
    OFFICES,
    PLACE_BEFORE,
    PLURAL_TITLES,
    PREPOSITIONS,
    SENTENCE_BEFORE,
    SHORT_TITLES,
    STREET_END,
    STRONG_TITLES,
    THING,
    TITLE_GAP,
    Closes,
    Opens,
    Shape,
    Word,
    Words,
    counts,
    lower_is_enough,
)
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

PLAIN_SURNAMES = SURNAMES - ALSO_WORDS
MOST_TITLES = 4
ENDS_AS_ORGANISATION = tuple(
    word
    for word in ORGANISATIONS
    if len(word) > 4 and word not in {"groep", "prins", "scholen", "koning", "lijst", "partij"}
)


class Reader:
    def __init__(self, text: str, words: Words) -> None:
        self.text = text
        self.words = words

    def read(self, at: int) -> Shape | None:
        shape = self.backwards(at) or self.forwards(at)
        return shape if shape and self.counts(shape) and not self.organisation(shape) else None

    def plural(self, at: int) -> bool:
        return self.words[at].low in PLURAL_TITLES

    def second(self, at: int) -> int | None:
        """The heren Bosma en Kuik: where the second name ends."""
        if not self.joined(at) or self.words[at].low != "en":
            return None
        _, last = self.particles(at + 1)
        return (
            last
            if last < len(self.words) and self.surname(last, opens=Opens.GIVEN, title=True, particle=False)
            else None
        )

    def counts(self, shape: Shape) -> bool:
        start = self.words[shape.first].start
        introduced = bool(INTRODUCED.search(self.text[max(0, start - 25) : start]))
        sure = counts(shape, starts=self.starts(shape.first), introduced=introduced)
        if shape.opens is Opens.INITIALS and shape.capitals:
            sure = sure or self.is_strange(self.words[shape.last])
        if shape.opens is Opens.OTHER and not introduced and is_word(self.words[shape.first].key):
            return shape.compound and sure  # Rode Kruis
        return sure or (shape.opens is Opens.OTHER and shape.capitals and self.strange(shape))

    def strange(self, shape: Shape) -> bool:
        """No word of the language, and neither is the next: then it is somebody from anywhere, or an organisation."""
        first, last = self.words[shape.first], self.words[shape.last]
        after = self.words[shape.last + 1] if shape.last + 1 < len(self.words) else None
        if (after and after.capital and self.joined(shape.last + 1)) or first.text.isupper() or last.text.isupper():
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
        while self.is_title(at) and at - start < MOST_TITLES:
            at, title = at + 1, True
        if title and not self.joined(at, TITLE_GAP):
            return None
        opens, after = self.given(at, title=title)
        between, last = self.particles(after, TITLE_GAP if title and opens is Opens.NOTHING else GAP)
        if between and between[-1] in PREPOSITIONS and opens in (Opens.OTHER, Opens.MAYBE):
            return None  # Bijeenkomst in Zwolle
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
        ends = ". \n" if self.words[at].low in SHORT_TITLES else " \n"
        return following in ends and self.joined(at + 1, TITLE_GAP)

    def given(self, at: int, *, title: bool) -> tuple[Opens, int]:
        """What opens the name, and where the rest goes on."""
        opens = self.opening(at, title=title)
        if opens is Opens.NOTHING or (opens is Opens.OTHER and title and not self.goes_on(at)):
            return Opens.NOTHING, at
        at += 1
        while self.joined(at) and (self.opening(at) in (Opens.GIVEN, Opens.INITIALS) and self.goes_on(at)):
            at += 1
        return opens, at

    def opening(self, at: int, *, title: bool = False) -> Opens:
        if at >= len(self.words):
            return Opens.NOTHING
        word = self.words[at]
        if INITIALS.match(word.text):
            return Opens.NOTHING if word.text.upper() in NO_INITIALS else Opens.INITIALS
        if len(word.text) == 1 and word.capital and self.bare_initial(at, title=title):
            return Opens.INITIALS
        key = word.low if word.low in GIVEN else word.key
        parts = key.split("-")
        if key in ALSO_WORDS:
            surely = key in HARDLY_WORDS and not self.shouted(at + 1)
            small = Opens.GIVEN if key in HARDLY_SMALL and self.particles(at + 1)[0] else Opens.NOTHING
            return small if not word.capital else Opens.GIVEN if surely else Opens.MAYBE
        if all(part in GIVEN for part in parts):
            return Opens.GIVEN
        ordinary = (
            not word.capital or key in NOT_SURNAMES or key in ORGANISATIONS or key in PLACE_WORDS or key in PARTICLES
        )
        return Opens.NOTHING if ordinary or key in TITLES or len(key) < 3 else Opens.OTHER

    def bare_initial(self, at: int, *, title: bool) -> bool:
        """J de Wit, without a point: only before a surname that is known, and not for a word such as U or A."""
        _, last = self.particles(at + 1)
        if last >= len(self.words) or not self.joined(at + 1) or not self.joined(last):
            return False
        following = self.words[last]
        return following.capital and (following.key in SURNAMES or title) and self.words[at].text not in "AUO"

    def goes_on(self, at: int) -> bool:
        """Something that can be a surname follows."""
        _, last = self.particles(at + 1)
        return (
            self.joined(at + 1)
            and self.surname(last, opens=Opens.GIVEN, title=False, particle=last > at + 1) is not None
        )

    def particles(self, at: int, gap: "re.Pattern[str]" = GAP) -> tuple[list[str], int]:
        found: list[str] = []
        while (
            self.joined(at, gap if not found else GAP)
            and at < len(self.words)
            and self.words[at].low in PARTICLES
            and len(found) < 3
        ):
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
            strong = any(
                before.low in STRONG_TITLES for before in map(self.words.__getitem__, range(max(0, at - 4), at))
            )
            enough = (title and strong and particle) or lower_is_enough(opens, title, particle, key)
            whole = known and key not in ALSO_WORDS and enough
            return Closes.KNOWN if whole or self.lower_after_particles(at, opens) else None
        behind = title and opens is Opens.NOTHING
        if behind and self.is_no_name(at, key, known=known):
            return None
        if (
            (key in NOT_SURNAMES and not (behind and (key in BEHIND_TITLE or (known and particle))))
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

    def is_no_name(self, at: int, key: str, *, known: bool) -> bool:
        """Behind a title: an office, or a word where the title is one too (huurder, gezin) or everything is in capitals."""
        if key in OFFICES:
            return True
        strong = any(before.low in STRONG_TITLES for before in map(self.words.__getitem__, range(max(0, at - 5), at)))
        shouted = self.words[at].text.isupper() and self.shouted(at)
        return (not strong and not known and is_word(key)) or (shouted and (not known or (not strong and is_word(key))))

    def lower_after_particles(self, at: int, opens: Opens) -> bool:
        """All in small letters: bert van der wal."""
        two = " ".join(word.low for word in map(self.words.__getitem__, range(max(0, at - 2), at)))
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
        if (
            self.joined(at + 2)
            and self.joined(at + 1)
            and self.words[at + 1].text == "A"
            and self.words[at + 2].capital
        ):
            return at + 2  # Tjon A Tsien
        if self.words[at].text.endswith(("-van", "-de")) or (
            self.joined(at + 1) and last < len(self.words) and len(particles) > 0 and self.hyphen(at)
        ):
            return last
        following = at + 1
        if self.joined(following) and self.words[following].capital and self.words[following].key in PLAIN_SURNAMES:
            return following
        return at

    def hyphen(self, at: int) -> bool:
        return self.text[self.words[at].end : self.words[at].end + 1] == "-"

    def backwards(self, at: int) -> Shape | None:
        """As in a list: Vries, J. de or Jansen, Piet."""
        word = self.words[at]
        if not word.capital or at + 1 >= len(self.words) or not self.comma(at):
            return None
        known = word.key in SURNAMES
        opens = self.opening(at + 1)
        if opens is not Opens.INITIALS and (opens is not Opens.GIVEN or word.key in ALSO_WORDS or self.goes_on(at + 1)):
            return None
        _, after = self.particles(at + 2)
        if not known and not (self.is_strange(word) and word.key not in PLACES and self.closes_off(after)):
            return None
        return Shape(False, opens, False, True, Closes.KNOWN, True, self.particles_before(at), after - 1)

    def comma(self, at: int) -> bool:
        between = self.text[self.words[at].end : self.words[at].end + 5][
            : self.words[at + 1].start - self.words[at].end
        ]
        return between.strip(" ") == "," and self.words[at + 1].start - self.words[at].end <= 3

    def closes_off(self, after: int) -> bool:
        """Nothing of the sentence goes on: Ploegmakers, Wim (and not: Vlierden, Wim komt)."""
        rest = self.text[self.words[after - 1].end : self.words[after - 1].end + 3]
        return not rest or not rest.lstrip(" ")[:1].isalpha()

    def particles_before(self, at: int) -> int:
        """Van Dam, C.W. begins at Van."""
        first = at
        while first > 0 and at - first < 3 and self.joined(first) and self.words[first - 1].low in PARTICLES:
            first -= 1
        return first

    def joined(self, at: int, gap: "re.Pattern[str]" = GAP) -> bool:
        """Only space lies between this word and the one before, and at most one line break."""
        places = self.words.places
        if not 0 < at < len(places):
            return False
        between = self.text[places[at - 1][1] : places[at][0]]
        return between == " " or (len(between) < 10 and bool(gap.match(between)))

    def starts(self, at: int) -> bool:
        start = self.words[at].start
        return bool(SENTENCE_BEFORE.search(self.text[max(0, start - 6) : start])) if start > 0 else True

    def organisation(self, shape: Shape) -> bool:
        """A word beside it says that this is an organisation, a law or somebody in a public office."""
        before = self.words[shape.first - 1].low if self.joined(shape.first) else ""
        window = self.text[max(0, self.words[shape.first].start - 50) : self.words[shape.first].start]
        thing = NAMED_THING.search(window)
        after = self.words[shape.last + 1].low if self.joined(shape.last + 1) else ""
        glued = self.text[self.words[shape.last].end : self.words[shape.last].end + 1] in "-&"
        return (
            is_organisation(before)
            or before in NAMED_PLACE
            or after in ORGANISATIONS
            or (thing is not None and is_organisation(thing["thing"].lower()))
            or self.organisation_and(shape.first)
            or self.is_building(self.words[shape.last], before)
            or (glued and after != "")
            or bool(STREET_END.search(after))
        )

    def organisation_and(self, first: int) -> bool:
        """Zorggroep Florence en Pieter van Foreest: two organisations."""
        return (
            first > 2
            and self.words[first - 1].low in {"en", "of"}
            and self.words[first - 2].capital
            and is_organisation(self.words[first - 3].low)
            and self.joined(first - 2)
        )

    def is_building(self, word: Word, before: str) -> bool:
        """Anna Jacobapolder, Willem de Zwijgerkazerne, de Sint Janskerk."""
        article = before in {"de", "het", "'t"}
        return word.key not in SURNAMES and bool(THING.search(word.key) or (article and MAYBE_THING.search(word.key)))


def is_organisation(word: str) -> bool:
    """GGZ-instelling and wooncomplex too."""
    last = word.rpartition("-")[2]
    return last in ORGANISATIONS or (len(last) > 7 and last.endswith(ENDS_AS_ORGANISATION))
