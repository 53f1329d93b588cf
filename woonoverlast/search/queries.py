"""What somebody typed, as a question to the index: words, their compounds and synonyms."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, reduce
from operator import or_

from django.db.models import Count, Max

from woonoverlast.search import dutch
from woonoverlast.search.dutch import Token
from woonoverlast.search.models import SynonymGroup, Word

MAX_WORDS = 12
MAX_TERM_LENGTH = 6

Lexemes = tuple[str, ...]
Table = dict[Lexemes, tuple[Lexemes, ...]]


@dataclass(frozen=True)
class Part:
    """One thing that must be there: any of `choices`, each some lexemes that all stand in the text.

    The first choice is what was typed; `compound` are its parts where it is one.
    """

    choices: tuple[Lexemes, ...]
    compound: Lexemes = ()

    @property
    def pieces(self) -> tuple["Part", ...]:
        """Of a compound: each of its parts by itself."""
        return tuple(Part(((lexeme,),)) for lexeme in dict.fromkeys(self.compound))

    @property
    def tsquery(self) -> str:
        return "(" + " | ".join(conjunction(choice) for choice in self.choices) + ")"


@dataclass(frozen=True)
class Question:
    """`text` is what is searched for; `parts` must all be met."""

    text: str
    parts: tuple[Part, ...]

    @property
    def tsquery(self) -> str:
        return " & ".join(part.tsquery for part in self.parts)

    @property
    def as_typed(self) -> str:
        """The same text as `tsquery` where nothing else would do."""
        return " & ".join(Part(part.choices[:1]).tsquery for part in self.parts)

    @property
    def lexemes(self) -> frozenset[str]:
        return reduce(or_, (frozenset(choice) for part in self.parts for choice in part.choices), frozenset())


def conjunction(lexemes: Lexemes) -> str:
    """Lexemes hold letters and digits only."""
    return "(" + " & ".join(f"'{lexeme}'" for lexeme in lexemes) + ")"


def ask(text: str, *, literal: frozenset[str] = frozenset()) -> Question | None:
    """None when there is no word in it. Words in `literal` are asked for as they are: no parts, no synonyms."""
    tokens = dutch.tokens(text)[:MAX_WORDS]
    parts: list[Part] = []
    table = synonyms() if tokens else {}
    while tokens:
        length, part = first_part(tokens, literal, table)
        parts.append(part)
        tokens = tokens[length:]
    return Question(text, tuple(dict.fromkeys(parts))) if parts else None


def first_part(tokens: list[Token], literal: frozenset[str], table: Table) -> tuple[int, Part]:
    """How many words are taken, and what they ask for."""
    if tokens[0].word in literal:
        return 1, Part(((tokens[0].lexeme,),))
    length, same = synonyms_at(tokens, table)
    if length > 1:
        return length, Part(unique(tuple(token.lexeme for token in tokens[:length]), *same))
    return 1, Part(unique(*choices_of(tokens[0]), *same), tokens[0].parts)


def unique(*choices: Lexemes) -> tuple[Lexemes, ...]:
    return tuple(dict.fromkeys(choices))


def choices_of(token: Token) -> tuple[Lexemes, ...]:
    """A compound is found whole, or where its parts stand."""
    return ((token.lexeme,), token.parts) if token.parts else ((token.lexeme,),)


def synonyms_at(tokens: list[Token], table: Table) -> tuple[int, tuple[Lexemes, ...]]:
    """How many words from here are one known term (1 when none is), and what else means the same."""
    lexemes = tuple(token.lexeme for token in tokens[:MAX_TERM_LENGTH])
    for length in range(len(lexemes), 0, -1):
        if same := table.get(lexemes[:length]):
            return length, same
    return 1, ()


def synonyms() -> Table:
    """From each term, as lexemes, to the other terms of its groups. Remembered until an editor changes a group."""
    stamp = SynonymGroup.objects.aggregate(at=Max("changed_at"), count=Count("pk"))
    return synonyms_of((stamp["at"], stamp["count"]))


@lru_cache(maxsize=1)
def synonyms_of(stamp: tuple[datetime | None, int]) -> Table:
    return table_of([group.terms for group in SynonymGroup.objects.in_use()])


def table_of(groups: list[list[str]]) -> Table:
    table: dict[Lexemes, dict[Lexemes, None]] = {}
    for terms in groups:
        forms = [tuple(token.lexeme for token in dutch.tokens(term)) for term in terms]
        for form in filter(None, forms):
            table.setdefault(form, {}).update(dict.fromkeys(other for other in forms if other and other != form))
    return {form: tuple(others) for form, others in table.items()}


def frequencies(lexemes: frozenset[str]) -> dict[str, int]:
    """In about how many entries each lexeme stands; 0 for what no text uses."""
    counts = Word.objects.filter(lexeme__in=lexemes).order_by().values_list("lexeme").annotate(Max("documents"))
    return dict.fromkeys(lexemes, 0) | dict(counts)


def frequency(part: Part, known: dict[str, int]) -> int:
    """About how many entries meet this part, at most."""
    return sum(min(known[lexeme] for lexeme in choice) for choice in part.choices)
