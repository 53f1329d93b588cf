"""Names as people type them: any order of words, initials, accents, signs, other names and small spelling mistakes.

One matcher for persons, organisations and municipalities. The database proposes, through an index on `name_key`;
`ranked` says which is meant. `NameSort` is the one order of names, the same on every server.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import CharField, Func, Q, QuerySet, TextField
from django.db.models.functions import Greatest, Length

MAX_WORDS = 8
MAX_CANDIDATES = 200
SHORT = 3  # letters; a shorter word has no trigram of its own
# Letters that are no letter with a sign on it. PostgreSQL's unaccent knows the same ones.
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h"}
)
# What half of all names have, so that it says little of which one is meant.
SAYS_LITTLE = frozenset(
    "van de der den het een t s n te ten ter tot in op aan en d v vd vdr vh von du la le l al el ibn bin"
    " gemeente gem stichting st vereniging bv nv".split()
)
# As people hear it: these letters sound the same.
SOUNDS = (
    ("sch", "sg"),
    ("ij", "ei"),
    ("ou", "au"),
    ("ch", "g"),
    ("ck", "k"),
    ("c", "k"),
    ("y", "i"),
    ("th", "t"),
    ("dt", "t"),
)


def name_key(text: str) -> str:
    """Lower case, without accents, every other sign a space: "'s-Gravenhage" gives "s gravenhage"."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


class NameKey(Func):
    """The same in the database, a space before and after it. Immutable, so that an index serves it."""

    function = "name_key"
    output_field = TextField()


class NameSort(Func):
    """What a name is sorted by, in bytes: its key without the article before it. "'s-Gravenhage" stands at the G."""

    function = "name_sort"
    template = '(%(function)s(%(expressions)s) COLLATE "C")'
    output_field = CharField(db_collation="C")


@dataclass(frozen=True)
class Wanted:
    """What somebody typed. `telling` are the words that must be met; the other words only help to choose."""

    key: str
    words: tuple[str, ...]
    telling: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Wanted":
        key = name_key(text)
        words = tuple(key.split()[:MAX_WORDS])
        return cls(key, words, tuple(word for word in words if word not in SAYS_LITTLE) or words)


def matching(rows: Any, text: str, *keys: str) -> Any:
    """The rows that have all words; where none has, those that look most like it. Not in any order.

    `keys` are the names of annotations with a `name_key`, or of columns that hold one.
    """
    wanted = Wanted.of(text)
    if not wanted.words:
        return rows.none()
    exact = rows.filter(having(wanted, keys))
    if exact.exists():
        return exact
    best = ranked(alike(rows, wanted, keys), wanted, keys)
    return rows.filter(pk__in=[row.pk for row in best])


def nearest(rows: QuerySet[Any], text: str, *keys: str, most: int) -> list[Any]:
    """The rows that are meant most probably, best first."""
    wanted = Wanted.of(text)
    if not wanted.words:
        return []
    shortest = rows.filter(having(wanted, keys)).order_by(Length(keys[0]), "pk")[:MAX_CANDIDATES]
    found = ranked(shortest, wanted, keys) or ranked(alike(rows, wanted, keys), wanted, keys)
    return found[:most]


def having(wanted: Wanted, keys: Sequence[str]) -> Q:
    """Each telling word begins a word of the name."""
    return reduce(
        or_, (reduce(and_, (Q(**{f"{key}__contains": f" {word}"}) for word in wanted.telling)) for key in keys)
    )


def alike(rows: QuerySet[Any], wanted: Wanted, keys: Sequence[str]) -> list[Any]:
    """The names that look most like it, a few hundred at most. Words of three letters or less need not be met."""
    long = [word for word in wanted.telling if len(word) > SHORT] or [wanted.key]

    def near(key: str) -> Q:
        one = (Q(**{f"{key}__contains": f" {word[:2]}"}) | Q(**{f"{key}__trigram_word_similar": word}) for word in long)
        exact = (Q(**{f"{key}__contains": f" {word}"}) for word in long)
        return reduce(and_, one) | reduce(or_, exact)

    likeness = [TrigramWordSimilarity(wanted.key, key) for key in keys]
    best = Greatest(*likeness) if len(likeness) > 1 else likeness[0]
    found = rows.filter(reduce(or_, map(near, keys))).annotate(likeness=best)
    return list(found.order_by("-likeness", "pk")[:MAX_CANDIDATES])


def ranked(rows: Iterable[Any], wanted: Wanted, keys: Sequence[str]) -> list[Any]:
    """Best first, without those that are not meant at all."""
    costs = [(cost_of(names_of(row, keys), wanted), row) for row in rows]
    fitting = [(cost, place, row) for place, (cost, row) in enumerate(costs) if cost is not None]
    return [row for _, _, row in sorted(fitting, key=lambda found: found[:2])]


def names_of(row: Any, keys: Sequence[str]) -> list[str]:
    """Every name of the row: a column may hold several, with a line between them."""
    return [name.strip() for key in keys for name in (getattr(row, key, "") or "").split("|")]


def cost_of(names: list[str], wanted: Wanted) -> float | None:
    """How far the nearest of these names is; None when none is meant. A later name counts a little less."""
    costs = [cost + (0.3 if place else 0) for place, name in enumerate(names) if (cost := cost_of_name(name, wanted))]
    return min(costs, default=None)


def cost_of_name(name: str, wanted: Wanted) -> float | None:
    """Small is near, always more than nothing; None when a telling word is not in the name."""
    parts = name.split()
    total, met = 1.0, 0
    words = joined_as_in(wanted.words, parts)
    for word in words:
        cost = cost_of_word(word, parts, last=word == words[-1])
        if cost is None and word in wanted.telling and len(word) > SHORT:
            return None
        met += cost is not None and (word not in SAYS_LITTLE or len(wanted.telling) == len(wanted.words))
        total += 0.8 if cost is None else cost
    if not met:
        return None
    total += 0.05 * sum(part not in words for part in parts)
    if f" {name}".startswith(f" {wanted.key}"):
        return total - 0.6
    return total - (0.4 if f" {wanted.key}" in f" {name}" else 0)


def joined_as_in(words: tuple[str, ...], parts: list[str]) -> list[str]:
    """ "anne marie" as "annemarie" where the name has that in one word."""
    found: list[str] = []
    for word in words:
        if found and any(part.startswith(found[-1] + word) for part in parts):
            found[-1] += word
        else:
            found.append(word)
    return found


def cost_of_word(word: str, parts: list[str], *, last: bool) -> float | None:
    """0 for the same word, a little for its beginning or an initial, 1 and more for what is misspelt."""
    if word in parts:
        return 0
    if any(part.startswith(word) for part in parts):
        return 0.1 if last else 0.3
    if word[0] in parts and len(word) > 1:
        return 0.5
    pairs = ["".join(parts[start:end]) for start in range(len(parts)) for end in (start + 2, start + 3)]
    if any(pair.startswith(word) for pair in pairs):
        return 0.4
    nearest_part = min((distance(word, part) for part in [*parts, *pairs]), default=99.0)
    return 1 + nearest_part if nearest_part <= allowed(word) else None


def allowed(word: str) -> float:
    """How many letters may differ."""
    return 0 if len(word) <= SHORT else max(1.0, len(word) / 4)


def distance(one: str, other: str) -> float:
    """Letters that differ; half of that where the words sound alike."""
    return (edits(one, other) + edits(sound(one), sound(other))) / 2


@lru_cache(maxsize=10_000)
def sound(word: str) -> str:
    for written, heard in SOUNDS:
        word = word.replace(written, heard)
    return word


def edits(one: str, other: str) -> int:
    """Letters added, left out, changed or swapped (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, facing in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != facing))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == facing:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
