"""Keeping the index: a context says what changed, in its own transaction; jobs repair what nobody told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, transaction

from woonoverlast.lib.searching import Document, Searchable, registry
from woonoverlast.search import dutch
from woonoverlast.search.models import Entry

MAX_TEXT_LENGTH = 50_000
LAST_POSITION = 16_383
MAX_POSITIONS = 200
BATCH = 2_000
SMALL = 20_000

COLUMNS = "kind, object_id, title, thread, published_at, title_words, words"
# A row that says the same is not written again, so that repairing costs next to nothing.
INSERT = f"""
INSERT INTO search_entry ({COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s::tsvector, %s::tsvector)
ON CONFLICT (kind, object_id) DO UPDATE SET title = excluded.title, thread = excluded.thread,
    published_at = excluded.published_at, title_words = excluded.title_words, words = excluded.words
WHERE (search_entry.title, search_entry.thread, search_entry.published_at, search_entry.title_words, search_entry.words)
    IS DISTINCT FROM
    (excluded.title, excluded.thread, excluded.published_at, excluded.title_words, excluded.words)
"""
COPY = f"COPY search_entry ({COLUMNS}) FROM STDIN"
# Sorted before, so that two writers never wait for each other in a ring.
NEW_WORDS = """
INSERT INTO search_word (word, lexeme, documents) SELECT word, lexeme, 1
FROM unnest(%s::text[], %s::text[]) AS fresh(word, lexeme) ORDER BY word ON CONFLICT DO NOTHING
"""
COUNTED = """
CREATE TEMPORARY TABLE search_counted ON COMMIT DROP AS
SELECT word AS lexeme, ndoc FROM ts_stat('SELECT words FROM search_entry')
"""
COUNT = """
UPDATE search_word SET documents = ndoc FROM search_counted
WHERE search_word.lexeme = search_counted.lexeme AND documents <> ndoc
"""
FORGET = """
DELETE FROM search_word WHERE id <= %s AND NOT EXISTS
    (SELECT FROM search_counted WHERE search_counted.lexeme = search_word.lexeme)
"""

Row = tuple[str, int, str, str, datetime | None, str, str]


def write(searchable: Searchable, ids: Iterable[int]) -> None:
    """Insert or replace the entries of these objects and learn their words; what no longer belongs here goes."""
    wanted = list(ids)
    documents = [(thing.pk, searchable.document(thing)) for thing in searchable.objects().filter(pk__in=wanted)]
    with transaction.atomic(), connection.cursor() as cursor:
        put(cursor, searchable, documents)
        remove(searchable, set(wanted) - {pk for pk, _ in documents})


def put(cursor: Any, searchable: Searchable, documents: list[tuple[int, Document]]) -> None:
    cursor.executemany(INSERT, [row_of(searchable.kind, pk, document) for pk, document in documents])
    learn(cursor, {word for _, document in documents for word in words_to_learn(document)})


def remove(searchable: Searchable, ids: Iterable[int]) -> None:
    Entry.objects.filter(kind=searchable.kind, object_id__in=list(ids)).delete()


def learn(cursor: Any, fresh: Iterable[str]) -> None:
    words = sorted(fresh)
    if words:
        cursor.execute(NEW_WORDS, [words, [dutch.stem(word) for word in words]])


def words_to_learn(document: Document) -> Iterator[str]:
    texts = [document.title, *document.other_titles, document.keywords, document.body[:MAX_TEXT_LENGTH]]
    for word in dutch.words_of(" ".join(texts)):
        if len(word) > 3 and word.isalpha() and word not in dutch.STOPWORDS:
            yield from (word, *dutch.split(word))


def row_of(kind: str, pk: int, document: Document) -> Row:
    titles = " ".join([document.title, *document.other_titles])
    title, parts = dutch.words_and_parts(titles)
    body, parts_of_body = dutch.words_and_parts(f"{document.body[:MAX_TEXT_LENGTH]} {document.keywords}")
    after = len(title) + 2
    marks = [(sign, 0) for sign in signs(kind, document.theme, document.municipality_ids)]
    raw = [(f"={token.word}", place) for place, token in enumerate(dutch.tokens(titles), start=1)]
    return (
        kind,
        pk,
        exact(document.title),
        document.thread or f"{kind}:{pk}",
        document.published_at,
        as_vector([(title, 0, "A"), (parts, 0, "B"), (raw, 0, "A"), (marks, LAST_POSITION, "")]),
        as_vector(
            [
                (title, 0, "A"),
                (parts, 0, "B"),
                (body, after, "C"),
                (parts_of_body, after, ""),
                (marks, LAST_POSITION, ""),
            ]
        ),
    )


def signs(kind: str, theme: str, municipality_ids: Iterable[int]) -> list[str]:
    """Lexemes that no text has, to filter on."""
    return [f"#{kind}", *([f"@{theme}"] if theme else []), *(f"^{pk}" for pk in municipality_ids)]


def exact(title: str) -> str:
    """How a title is kept for hits on all of it."""
    return " ".join(dutch.words_of(title))[:200]


def as_vector(parts: list[tuple[list[tuple[str, int]], int, str]]) -> str:
    """The text form of a tsvector of (lexemes with places, where they start, weight; no weight is D).

    Lexemes hold letters, digits and a few signs only, never a quote, so that quoting is enough.
    """
    places: defaultdict[str, list[str]] = defaultdict(list)
    for lexemes, start, weight in parts:
        for lexeme, place in lexemes:
            at = places[lexeme]
            if len(at) < MAX_POSITIONS:
                at.append(f"{min(place + start, LAST_POSITION)}{weight}")
    return " ".join([f"'{lexeme}':{','.join(at)}" for lexeme, at in places.items()])


def empty_kinds() -> list[str]:
    """Kinds of which nothing is in the index yet."""
    return [kind for kind in registry.kinds if not Entry.objects.filter(kind=kind).exists()]


def rebuild(kinds: Iterable[str] | None = None, *, offline: bool = False) -> dict[str, int]:
    """Write every entry of these kinds (all by default) anew, in one transaction. Returns how many of each.

    Who searches meanwhile finds the old entries. Offline he waits, and a million entries take minutes, not an hour.
    """
    with transaction.atomic():
        if offline:
            without_indexes()
        done = {kind: rebuild_kind(registry.kinds[kind]) for kind in list(registry.kinds if kinds is None else kinds)}
        if offline:
            with_indexes()
    count_words()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_entry, search_word")
    return done


def without_indexes() -> None:
    with connection.schema_editor() as editor:
        for index in Entry._meta.indexes:
            editor.remove_index(Entry, index)


def with_indexes() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
    with connection.schema_editor() as editor:
        for index in Entry._meta.indexes:
            editor.add_index(Entry, index)


def rebuild_kind(searchable: Searchable) -> int:
    total = 0
    known: set[str] = set()
    Entry.objects.filter(kind=searchable.kind).delete()
    with connection.cursor() as cursor:
        for documents in batches(searchable):
            copy(cursor, [row_of(searchable.kind, pk, document) for pk, document in documents])
            fresh = {word for _, document in documents for word in words_to_learn(document)} - known
            known |= fresh
            learn(cursor, fresh)
            total += len(documents)
    return total


def batches(searchable: Searchable) -> Iterator[list[tuple[int, Document]]]:
    things = searchable.objects().order_by("pk").iterator(chunk_size=BATCH)
    while batch := list(islice(things, BATCH)):
        yield [(thing.pk, searchable.document(thing)) for thing in batch]


def copy(cursor: Any, rows: list[Row]) -> None:
    with cursor.copy(COPY) as stream:
        for row in rows:
            stream.write_row(row)


def repair(*, only_small: bool) -> int:
    """Put right what no context told, of all kinds or of the small ones. Returns how many entries were gone or stale."""
    kinds = [kind for kind in registry.kinds.values() if not only_small or kind.objects().count() <= SMALL]
    return sum(repair_kind(kind) for kind in kinds)


def repair_kind(searchable: Searchable) -> int:
    known = set(Entry.objects.filter(kind=searchable.kind).values_list("object_id", flat=True))
    fresh = 0
    for documents in batches(searchable):
        with transaction.atomic(), connection.cursor() as cursor:
            put(cursor, searchable, documents)
        fresh += len({pk for pk, _ in documents} - known)
        known -= {pk for pk, _ in documents}
    still_there = set(searchable.objects().filter(pk__in=known).values_list("pk", flat=True))
    remove(searchable, known - still_there)
    return fresh + len(known - still_there)


def count_words() -> None:
    """How often each word stands in the index now; words that nobody uses any more go."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM search_word")
        latest = cursor.fetchone()
        cursor.execute("DROP TABLE IF EXISTS search_counted")
        cursor.execute(COUNTED)
        cursor.execute(COUNT)
        cursor.execute(FORGET, latest)
