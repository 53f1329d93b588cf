"""What the index proposes for a question, best first. Rights are not asked here: see `finding`."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from math import log
from typing import Any

from django.db import connection, transaction

from woonoverlast.lib.searching import registry
from woonoverlast.search import indexing
from woonoverlast.search.queries import Part, Question, frequencies, frequency

# A word in very many entries is looked for among the newest entries only, next to the titles.
COMMON = 30_000
WINDOW = 5_000
MAX_EXACT = 50
MAX_TITLES = 600
MAX_TEXTS = 700
MAX_IN_DIRECTORIES = 300
EXACT, TITLE = 100.0, 10.0
PIECE = 0.7

SHOWN = "kind, object_id, thread"
# The kinds as a column: as signs in the index they would be the longest lists of all to compare.
OF_KINDS = "(SELECT * FROM search_entry WHERE kind = ANY(%s)) AS written"
NEWEST = f"""(SELECT * FROM search_entry WHERE published_at IS NOT NULL
    ORDER BY published_at DESC LIMIT {WINDOW}) AS newest"""


@dataclass(frozen=True)
class Filters:
    """Empty means everything. They narrow the index, never the rights."""

    kinds: tuple[str, ...] = ()
    theme: str = ""
    municipality: int | None = None
    since: datetime | None = None


@dataclass(frozen=True)
class Narrowing:
    """The filters, as signs in the index and a moment."""

    signs: str
    since: datetime | None

    def on(self, column: str, query: str = "") -> tuple[str, list[Any]]:
        """The condition for WHERE with its values."""
        whole = " & ".join(part for part in (f"({query})" if query else "", self.signs) if part)
        if self.since:
            return f"{column} @@ %s::tsquery AND published_at >= %s", [whole, self.since]
        return f"{column} @@ %s::tsquery", [whole]


@dataclass(frozen=True)
class Candidate:
    kind: str
    object_id: int
    thread: str
    score: float


@contextmanager
def by_index() -> Iterator[None]:
    """The statements read a few hundred of many rows; the planner, which knows nothing of words that go together,
    would now and then read the whole table for that, or compile the statement first."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL jit = off")
        yield


@by_index()
def strict(question: Question, kinds: list[str], filters: Filters) -> list[Candidate]:
    """What has all the words: exact titles, then titles, then texts."""
    query, typed = question.tsquery, question.as_typed
    narrowed = narrowing(kinds, filters)
    rows = exact_titles(question.text, narrowed) + titles(query, typed, narrowed)
    if is_common(question):
        return merged(rows + common_texts(question, kinds, filters))
    for group, most in groups(kinds):
        rows += texts(query, typed, narrowing(group, filters), most)
    return merged(rows)


def common_texts(question: Question, kinds: list[str], filters: Filters) -> list[Any]:
    """Of what stands in very many entries: one thing among the newest, two things together in what people wrote.

    In directories the titles tell enough; there the index would have to read on and on to find nothing.
    """
    query, typed = question.tsquery, question.as_typed
    if len(question.parts) == 1:
        return texts(query, typed, narrowing(kinds, filters), MAX_TEXTS, entries=NEWEST)
    written = [kind for kind in kinds if registry.kinds[kind].weight == 1]
    return texts(query, typed, narrowing([], filters), MAX_TEXTS, entries=OF_KINDS, more=[written])


@by_index()
def relaxed(question: Question, kinds: list[str], filters: Filters) -> list[Candidate]:
    """What has some of the words, the most and the rarest first. Words that stand everywhere do not count."""
    worth = worth_of(question)
    if not worth:
        return everywhere(question, kinds, filters)
    rows: list[Any] = []
    for group, most in groups(kinds):
        rows += covering(worth, narrowing(group, filters), most)
    return merged(rows)


def everywhere(question: Question, kinds: list[str], filters: Filters) -> list[Candidate]:
    """What has all the words that anybody uses, when each of those is in very many texts."""
    known = frequencies(question.lexemes)
    parts = tuple(part for part in question.parts if frequency(part, known))
    return strict(Question(question.text, parts), kinds, filters) if parts else []


def worth_of(question: Question) -> dict[Part, float]:
    """What each part of the question counts, and each piece of a compound, which counts less than the whole."""
    known = frequencies(question.lexemes)
    worth: dict[Part, float] = {}
    for part in question.parts:
        add_worth(worth, part, frequency(part, known), 1)
        for piece in part.pieces:
            add_worth(worth, piece, frequency(piece, known), PIECE / len(part.pieces))
    return worth


def add_worth(worth: dict[Part, float], part: Part, frequency: int, share: float) -> None:
    if 0 < frequency <= COMMON:
        worth[part] = max(worth.get(part, 0), share * (1 + log(COMMON / frequency)))


@by_index()
def starting(words: list[str], kinds: list[str]) -> list[Candidate]:
    """Titles in which a word starts with each of these."""
    query = " & ".join(f"'={word}':*" for word in words)
    return merged(titles(query, query, narrowing(kinds, Filters())))


def groups(kinds: list[str]) -> list[tuple[list[str], int]]:
    """What people wrote apart from the directories, which are many and short."""
    written = [kind for kind in kinds if registry.kinds[kind].weight == 1]
    listed = [kind for kind in kinds if registry.kinds[kind].weight != 1]
    return [group for group in ((written, MAX_TEXTS), (listed, MAX_IN_DIRECTORIES)) if group[0]]


def narrowing(kinds: list[str], filters: Filters) -> Narrowing:
    signs = ["(" + " | ".join(f"'#{kind}'" for kind in kinds) + ")"] if kinds else []
    signs += [f"'@{filters.theme}'"] if filters.theme else []
    signs += [f"'^{filters.municipality}'"] if filters.municipality else []
    return Narrowing(" & ".join(signs), filters.since)


def exact_titles(text: str, narrowed: Narrowing) -> list[Any]:
    where, values = narrowed.on("title_words")
    sql = f"SELECT {SHOWN}, {EXACT} FROM search_entry WHERE title = %s AND title <> '' AND {where} LIMIT {MAX_EXACT}"
    return run(sql, [indexing.exact(text), *values])


def titles(query: str, typed: str, narrowed: Narrowing) -> list[Any]:
    """Short titles that hold all the words say it best, in the words that were typed."""
    where, values = narrowed.on("title_words", query)
    inner = f"SELECT {SHOWN}, title_words FROM search_entry WHERE title <> '' AND {where} LIMIT {MAX_TITLES}"
    score = "10 * ts_rank(title_words, %s::tsquery, 1) + 5 * ts_rank(title_words, %s::tsquery, 1)"
    return run(f"SELECT {SHOWN}, {TITLE} + {score} FROM ({inner}) AS found", [query, typed, *values])


def texts(
    query: str,
    typed: str,
    narrowed: Narrowing,
    most: int,
    *,
    entries: str = "search_entry",
    more: Sequence[Any] = (),
) -> list[Any]:
    """`more` are the values for what is between the brackets of `entries`."""
    where, values = narrowed.on("words", query)
    inner = f"SELECT {SHOWN}, words FROM {entries} WHERE {where} LIMIT {most}"
    asked = [query] if typed == query else [query, typed]
    score = " + ".join(f"{2 / len(asked)} * ts_rank(words, %s::tsquery, 1)" for _ in asked)
    return weighed(run(f"SELECT {SHOWN}, {score} FROM ({inner}) AS found", [*asked, *more, *values]))


def covering(worth: dict[Part, float], narrowed: Narrowing, most: int) -> list[Any]:
    query = " | ".join(part.tsquery for part in worth)
    where, values = narrowed.on("words", query)
    inner = f"SELECT {SHOWN}, words FROM search_entry WHERE {where} LIMIT {most}"
    met = " + ".join(f"{value:.3f} * (words @@ %s::tsquery)::int" for value in worth.values())
    sql = f"SELECT {SHOWN}, {met} + ts_rank(words, %s::tsquery, 1) FROM ({inner}) AS found"
    return weighed(run(sql, [*(part.tsquery for part in worth), query, *values]))


def weighed(rows: list[Any]) -> list[Any]:
    return [(kind, pk, thread, score * registry.kinds[kind].weight) for kind, pk, thread, score in rows]


def is_common(question: Question) -> bool:
    """All that is asked for stands in very many entries."""
    known = frequencies(question.lexemes)
    return all(frequency(part, known) > COMMON for part in question.parts)


def run(sql: str, values: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def merged(rows: Iterable[Any]) -> list[Candidate]:
    """One candidate per object with its best score, best first; newer objects first where scores are equal."""
    best: dict[tuple[str, int], Candidate] = {}
    for kind, object_id, thread, score in rows:
        known = best.get((kind, object_id))
        if known is None or score > known.score:
            best[(kind, object_id)] = Candidate(kind, object_id, thread, float(score))
    return sorted(best.values(), key=lambda candidate: (-candidate.score, -candidate.object_id))
