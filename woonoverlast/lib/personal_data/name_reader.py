"""Reads one name word by word: what opens it, what stands between, what closes it, and what beside it says that it is none."""

import re

from woonoverlast.lib.personal_data.name_shapes import (
    BEHIND_TITLE,
    COMPOUND,
    INTRODUCED,
    INTRODUCERS,
    INTRODUCERS_BEFORE,
    LOWER_COMPOUND,
    MAYBE_THING,
    NAMED_PLACE,
    NAMED_THING,
    NAMERS,
    NEIGHBOURHOOD,
    OFFICES,
    PARTS_OF_TOWN,
    PLACE_BEFORE,
    PLURAL_TITLES,
    PREPOSITIONS,
    SENTENCE_BEFORE,
    SHORT_TITLES,
    STREET_END,
    STRONG_TITLES,
    THING,
    Closes,
    Shape,
    counts,
    lower_is_enough,
)
from woonoverlast.lib.personal_data.name_words import Opens, Word, Words
from woonoverlast.lib.personal_data.words import (
    ALSO_WORDS,
    CITIES,
    GIVEN,
    NOT_SURNAMES,
    ORGANISATIONS,
    PARTICLES,
    PLACES,
    SURNAMES,
    is_word,
)

TITLE_GAP = re.compile(r"\.? {0,4}\n? {0,4}\Z")
LETTER = re.compile(r"[A-Z]\.$")
PLAIN_SURNAMES = SURNAMES - ALSO_WORDS
MAX_TITLES = 4
ENDS_AS_ORGANISATION = tuple(
    word
    for word in ORGANISATIONS
    if len(word) > 4 and word not in {"groep", "prins", "scholen", "koning", "lijst", "partij"}
)


class Reader:
    def __init__(self, text: str, words: Words) -> None:
        self.text = text
        self.places = words
        self.words = words.words
        self.joins = words.joined

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
        introduced = self.introduced(shape.first)
        if shape.opens is Opens.OTHER and not (introduced or shape.capitals or shape.title):
            return False
        sure = counts(shape, starts=self.starts(shape.first), introduced=introduced)
        if shape.opens is Opens.INITIALS and shape.capitals:
            sure = sure or self.words[shape.last].strange
        if shape.opens is Opens.OTHER and not introduced and self.words[shape.first].is_dutch:
            return shape.compound and sure  # Rode Kruis
        return sure or (shape.opens is Opens.OTHER and shape.capitals and self.strange(shape))

    def introduced(self, at: int) -> bool:
        """A word before it says that somebody's name comes: heet, zoon, naam is."""
        before = self.words[at - 1].low if at else ""
        if before in INTRODUCERS_BEFORE:
            if at < 2 or self.words[at - 2].low != INTRODUCERS_BEFORE[before]:
                return False
        elif before not in INTRODUCERS:
            return False
        start = self.places.start(at)
        return bool(INTRODUCED.search(self.text[max(0, start - 25) : start]))

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
        return outside and all(word.strange for word in (first, last) if not (shape.compound and word is last))

    def forwards(self, at: int) -> Shape | None:
        start, title = at, False
        while self.is_title(at) and at - start < MAX_TITLES:
            at, title = at + 1, True
        if title and not self.joined(at, TITLE_GAP):
            return None
        opens, after = self.given(at, title=title)
        if opens is Opens.NOTHING and not title:
            return None
        between, last = self.particles(after, TITLE_GAP if title and opens is Opens.NOTHING else None)
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
        if at >= len(self.words) or not self.words[at].title:
            return False
        following = self.text[self.places.end(at) : self.places.end(at) + 1]
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
        if word.opens is not None:
            return word.opens
        if len(word.text) == 1:
            return Opens.INITIALS if self.bare_initial(at, title=title) else Opens.NOTHING
        if word.capital:
            return Opens.MAYBE if self.shouted(at + 1) else Opens.GIVEN
        return Opens.GIVEN if self.particles(at + 1)[0] else Opens.NOTHING

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

    def particles(self, at: int, gap: "re.Pattern[str] | None" = None) -> tuple[list[str], int]:
        found: list[str] = []
        while (
            at < len(self.words)
            and self.words[at].low in PARTICLES
            and self.joined(at, gap if not found else None)
            and len(found) < 3
        ):
            found.append(self.words[at].low)
            at += 1
        return found, at

    def surname(self, at: int, *, opens: Opens, title: bool, particle: bool) -> Closes | None:
        if at >= len(self.words) or not (self.joined(at) or (title and opens is Opens.NOTHING and not particle)):
            return None
        word = self.words[at]
        key, known = word.key, word.known
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
            or word.initials
        ):
            return None
        if len(key) < 2 or (word.text.isupper() and len(key) < 5 and not self.shouted(at)):
            return None
        if known or (title and key in GIVEN):
            return Closes.KNOWN
        strong = behind and any(before.low in STRONG_TITLES for before in self.words[max(0, at - 3) : at])
        place = key in PLACES and not particle and not strong
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
        if self.words[at].text.endswith(("-van", "-de")):
            return min(self.particles(at + 1)[1], len(self.words) - 1)
        if not self.joined(at + 1):
            return at
        following = self.words[at + 1]
        if following.text == "A" and self.joined(at + 2) and self.words[at + 2].capital:
            return at + 2  # Tjon A Tsien
        return at + 1 if following.capital and following.key in PLAIN_SURNAMES else at

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
        if not known and not (word.strange and word.key not in PLACES and self.closes_off(after)):
            return None
        return Shape(False, opens, False, True, Closes.KNOWN, True, self.particles_before(at), after - 1)

    def comma(self, at: int) -> bool:
        between = self.places.between(at + 1)
        return between != " " and len(between) <= 3 and between.strip(" ") == ","

    def closes_off(self, after: int) -> bool:
        """Nothing of the sentence goes on: Ploegmakers, Wim (and not: Vlierden, Wim komt)."""
        rest = self.text[self.places.end(after - 1) : self.places.end(after - 1) + 3]
        return not rest or not rest.lstrip(" ")[:1].isalpha()

    def particles_before(self, at: int) -> int:
        """Van Dam, C.W. begins at Van."""
        first = at
        while first > 0 and at - first < 3 and self.joined(first) and self.words[first - 1].low in PARTICLES:
            first -= 1
        return first

    def joined(self, at: int, gap: "re.Pattern[str] | None" = None) -> bool:
        """Only space lies between this word and the one before, and at most one line break."""
        if self.joins[at]:
            return True
        if gap is None or not 0 < at < len(self.words):
            return False
        between = self.places.between(at)
        return len(between) < 10 and bool(gap.match(between))

    def starts(self, at: int) -> bool:
        if self.joins[at] and self.places.between(at) == " " and not self.words[at - 1].text.endswith("."):
            return False
        start = self.places.start(at)
        return bool(SENTENCE_BEFORE.search(self.text[max(0, start - 6) : start])) if start > 0 else True

    def organisation(self, shape: Shape) -> bool:
        """A word beside it says that this is an organisation, a law or somebody in a public office."""
        before = self.words[shape.first - 1].low if self.joined(shape.first) else ""
        thing = self.named_thing(shape.first)
        after = self.words[shape.last + 1].low if self.joined(shape.last + 1) else ""
        glued = self.text[self.places.end(shape.last) : self.places.end(shape.last) + 1] in "-&"
        return (
            is_organisation(before)
            or before in NAMED_PLACE
            or (before == "als" and self.words[shape.first - 2].low in NAMED_PLACE)
            or (after in ORGANISATIONS and not self.lives(shape.last + 1))
            or is_organisation(thing)
            or self.organisation_and(shape.first)
            or self.is_building(self.words[shape.last], before)
            or (glued and after != "")
            or bool(STREET_END.search(after))
        )

    def lives(self, at: int) -> bool:
        """Mevrouw Bos en de heer Van Dam wonen: what they do, and no organisation."""
        return self.words[at].text == "wonen"

    def named_thing(self, at: int) -> str:
        """What is called so: the zaal of "de zaal heet Titus Brandsma"; empty when nothing is."""
        if not at or self.words[at - 1].low not in NAMERS:
            return ""
        start = self.places.start(at)
        found = NAMED_THING.search(self.text[max(0, start - 50) : start])
        return found["thing"].lower() if found else ""

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
        if word.text.rpartition("-")[2].lower() in PARTS_OF_TOWN and "-" in word.text:
            return True  # het Anna Paulowna-complex
        return word.key not in SURNAMES and bool(THING.search(word.key) or (article and MAYBE_THING.search(word.key)))


def is_organisation(word: str) -> bool:
    """GGZ-instelling and wooncomplex too."""
    last = word.rpartition("-")[2]
    return last in ORGANISATIONS or (len(last) > 7 and last.endswith(ENDS_AS_ORGANISATION))
