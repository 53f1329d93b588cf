"""From words to hits. The index proposes, `visible_to` of each kind decides, live; only then anything is shown.

Nothing is counted before that, so that no number tells of things that the reader may not see.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from woonoverlast.lib.searching import Document, Searchable, Similar, registry
from woonoverlast.people.models import Person
from woonoverlast.search import dutch, excerpts, queries, ranking, spelling
from woonoverlast.search.excerpts import Piece
from woonoverlast.search.queries import Question
from woonoverlast.search.ranking import Candidate, Filters

PER_PAGE = 20
MAX_SHOWN = 100
PER_THREAD = 3
CHUNK = 150
FEW = 3
NAMES = 3
MIN_SUGGESTED_LENGTH = 2


@dataclass(frozen=True)
class Hit:
    kind: str
    title: list[Piece]
    excerpt: list[Piece]
    detail: str
    url: str
    published_at: datetime | None

    @property
    def plain_title(self) -> str:
        return "".join(piece.text for piece in self.title)


@dataclass(frozen=True)
class Found:
    """`shown` is how many hits the pages hold together. `corrected` is what was searched for instead of a misspelt
    text; `partly` says that no hit has all the words."""

    hits: list[Hit] = field(default_factory=list)
    shown: int = 0
    corrected: str = ""
    partly: bool = False


def search(
    text: str, user: Any, *, filters: Filters | None = None, page: int = 1, readable: list[str] | None = None
) -> Found:
    """The hits of a page, best first. A text without hits is tried again with its spelling mended.

    `readable` is `readable_kinds(user)` for who knows it already.
    """
    wanted = filters or Filters()
    kinds = [kind for kind in readable or readable_kinds(user) if not wanted.kinds or kind in wanted.kinds]
    question = queries.ask(text)
    if question is None or not kinds:
        return Found()
    shown = visible_hits(ranking.strict(question, kinds, wanted), user)
    if len(shown) >= FEW:
        return on_page(shown, question, page)
    # Looking for names that are almost so reads many of them: only where the index has nothing at all.
    names = [] if shown else visible_hits(called(text, kinds, wanted), user)
    if not shown and (mended := spelling.mend(text)):
        return search_mended(mended, user, kinds=kinds, filters=wanted, page=page, names=names)
    more = visible_hits([*shown, *names, *ranking.relaxed(question, kinds, wanted)], user)
    return on_page(more, question, page, partly=not shown and not names)


def called(text: str, kinds: list[str], filters: Filters | None = None) -> list[Candidate]:
    """Who and what is called so, or almost so; the index knows no initials and no order of words in a name."""
    if filters and (filters.theme or filters.municipality or filters.since):
        return []
    asked = ((kind, registry.kinds[kind].called) for kind in kinds)
    return [Candidate(kind, row.pk, f"{kind}:{row.pk}", 0) for kind, ask in asked if ask for row in ask(text, NAMES)]


def search_mended(
    mended: spelling.Mended, user: Any, *, kinds: list[str], filters: Filters, page: int, names: list[Candidate]
) -> Found:
    """`names` come first. The mended text is shown only when a hit that the reader sees has those very words: else it would tell of
    words in texts that he may not read."""
    question = queries.ask(mended.text, literal=mended.words)
    assert question is not None
    shown = visible_hits(ranking.strict(question, kinds, filters), user)
    if shown:
        return on_page(visible_hits([*names, *shown], user), question, page, corrected=mended.text)
    more = visible_hits([*names, *ranking.relaxed(question, kinds, filters)], user)
    return on_page(more, question, page, partly=not names)


def readable_kinds(user: Any) -> list[str]:
    """Kinds of which this reader can see something at all, so that nothing is ranked for nobody.

    Members see something of every kind; only for others it is worth to ask.
    """
    if isinstance(user, Person) and user.is_member:
        return list(registry.kinds)
    return [kind.kind for kind in registry.kinds.values() if kind.visible_to(user).exists()]


def visible_hits(proposed: list[Candidate], user: Any) -> list[Candidate]:
    """The first that this reader may see, at most three of a thread, each once."""
    shown: list[Candidate] = []
    per_thread: Counter[str] = Counter()
    seen: set[tuple[str, int]] = set()
    for candidate in visible(proposed, user):
        key = (candidate.kind, candidate.object_id)
        if key not in seen and per_thread[candidate.thread] < PER_THREAD:
            seen.add(key)
            per_thread[candidate.thread] += 1
            shown.append(candidate)
        if len(shown) == MAX_SHOWN:
            break
    return shown


def visible(proposed: list[Candidate], user: Any) -> Iterator[Candidate]:
    """In order; asks for a few hundred at a time."""
    for start in range(0, len(proposed), CHUNK):
        chunk = proposed[start : start + CHUNK]
        allowed = {(kind, pk) for kind, pks in by_kind(chunk).items() for pk in allowed_ids(kind, pks, user)}
        yield from (candidate for candidate in chunk if (candidate.kind, candidate.object_id) in allowed)


def allowed_ids(kind: str, pks: list[int], user: Any) -> Iterable[int]:
    return registry.kinds[kind].visible_to(user).filter(pk__in=pks).order_by().values_list("pk", flat=True)


def by_kind(chosen: Iterable[Candidate]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for candidate in chosen:
        found[candidate.kind].append(candidate.object_id)
    return found


def on_page(
    shown: list[Candidate], question: Question, page: int, *, corrected: str = "", partly: bool = False
) -> Found:
    last = max(1, -(-len(shown) // PER_PAGE))
    start = (min(page, last) - 1) * PER_PAGE
    hits = [
        hit_of(searchable, document, question.lexemes)
        for searchable, document in documents_of(shown[start : start + PER_PAGE])
    ]
    return Found(hits, len(shown), corrected, partly and bool(shown))


def documents_of(chosen: list[Candidate]) -> list[tuple[Searchable, Document]]:
    """Only for what passed `visible_to`: the texts are read live."""
    things = {
        (kind, thing.pk): thing
        for kind, pks in by_kind(chosen).items()
        for thing in registry.kinds[kind].objects().filter(pk__in=pks)
    }
    pairs = ((registry.kinds[c.kind], things.get((c.kind, c.object_id))) for c in chosen)
    return [(searchable, searchable.document(thing)) for searchable, thing in pairs if thing is not None]


def hit_of(searchable: Searchable, document: Document, lexemes: frozenset[str]) -> Hit:
    return Hit(
        kind=searchable.kind,
        title=excerpts.marked(document.title or document.heading, lexemes),
        excerpt=excerpts.excerpt(document.body, lexemes),
        detail=document.detail,
        url=document.url,
        published_at=document.published_at,
    )


def suggestions(text: str, user: Any, *, most: int = 8) -> list[tuple[Searchable, Document]]:
    """Titles in which words start with what is being typed; where there are none, names that look like it."""
    words = [token.word for token in dutch.tokens(text)][: queries.MAX_WORDS]
    kinds = readable_kinds(user)
    if not words or not kinds or max(len(word) for word in words) < MIN_SUGGESTED_LENGTH:
        return []
    found = visible_hits(ranking.starting(words, kinds), user)[:most]
    return documents_of(found or visible_hits(called(text, kinds), user)[:most])


def similar(text: str, user: Any, *, without: set[str], most: int) -> list[Similar]:
    """What looks like a title that is being written, of other kinds than the ones left out. No directories: that a
    municipality is named in it does not make its page an answer."""
    question = queries.ask(text)
    written = {kind.kind for kind in registry.kinds.values() if kind.weight == 1}
    kinds = [kind for kind in readable_kinds(user) if kind in written - without]
    if question is None or not kinds:
        return []
    shown = visible_hits(ranking.relaxed(question, kinds, Filters()), user)[:most]
    pairs = documents_of(shown)
    return [Similar(document.title or document.heading, document.url, kind.label) for kind, document in pairs]
