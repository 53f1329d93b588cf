"""Text levelled for the patterns: one kind of space, hyphen and quote, no invisible characters; places map back."""

import re
import unicodedata
from dataclasses import dataclass

SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\v\f"
HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
QUOTES = "\u2018\u2019\u201b\u02bc\u00b4`"
WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
EVEN = str.maketrans({**dict.fromkeys(SPACES, " "), **dict.fromkeys(HYPHENS, "-"), **dict.fromkeys(QUOTES, "'")}) | WIDE
ODD = re.compile("[" + re.escape("".join(map(chr, EVEN))) + "]")
# A label that is glued to what it labels: tel.06, bsn_123, kenteken:AB. The sign between is read as a space.
LABELS = (
    "bsn bsnnr bsnr burgerservicenummer sofi sofinummer tel telnr telefoon telefoonnummer mob mobiel gsm nr no nummer iban rek rekening bank kenteken kent"
    " plaat auto bus scooter geb gebdat geboren geboortedatum paspoort paspoortnr paspoortnummer rijbewijs rijbewijsnr rijbewijsnummer kaart mail email"
).split()
GLUED = re.compile(
    r"[.:_=#/-](?<=[A-Za-z]{2}.)(?=[\d(+A-Z])(?i:" + "|".join(rf"(?<=(?<![^\W_]){label}.)" for label in LABELS) + ")"
)
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u0300-\u036f]")


@dataclass(frozen=True)
class Level:
    text: str
    places: list[int] | None  # None: every place is the same

    def place(self, at: int) -> int:
        return at if self.places is None else self.places[at]

    def after(self, at: int) -> int:
        """Where a hit ends that ends here: behind its last character, with the accents that belong to it."""
        return at if self.places is None or at == 0 else self.places[at]


def level(text: str) -> Level:
    if not UNSEEN.search(text):
        return Level(even(text), None)
    kept: list[str] = []
    places: list[int] = []
    at = 0
    for match in UNSEEN.finditer(text):
        kept.append(text[at : match.start()])
        places += range(at, match.start())
        at = match.end()
        if kept[-1] == "":  # several in a row belong to the same letter
            kept.pop()
        if kept and unicodedata.combining(match.group()):
            kept[-1] = kept[-1][:-1] + composed(kept[-1][-1], match.group())
    return Level(even("".join([*kept, text[at:]])), [*places, *range(at, len(text) + 1)])


def even(text: str) -> str:
    """Sign for sign; most texts have hardly any that is odd."""
    return GLUED.sub(" ", ODD.sub(lambda match: match.group().translate(EVEN), text))


def composed(letter: str, accent: str) -> str:
    both = unicodedata.normalize("NFC", letter + accent)
    return both if len(both) == 1 else letter
