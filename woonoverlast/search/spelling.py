"""Words that nobody writes, mended to the nearest that somebody does."""

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity

from woonoverlast.lib.naming import distance
from woonoverlast.search import dutch
from woonoverlast.search.models import Word
from woonoverlast.search.queries import MAX_WORDS, first_part, frequencies, frequency, synonyms

MIN_LENGTH = 4
MIN_HALF_LENGTH = 3
MAX_ALIKE = 40


@dataclass(frozen=True)
class Mended:
    """The whole text anew, and which words in it are not as they were typed."""

    text: str
    words: frozenset[str]


def mend(text: str) -> Mended | None:
    """None when every word is known, or none that is not has anything near it."""
    tokens = dutch.tokens(text)[:MAX_WORDS]
    table = synonyms()
    parts = [(token, first_part([token], frozenset(), table)[1]) for token in tokens]
    known = frequencies(frozenset(lexeme for _, part in parts for choice in part.choices for lexeme in choice))
    strange = [token.word for token, part in parts if not frequency(part, known)]
    better = {word: found for word in strange if (found := nearest(word))}
    if not better:
        return None
    words = [word for token in tokens for word in better.get(token.word, (token.word,))]
    return Mended(" ".join(words), frozenset(word for found in better.values() for word in found))


def nearest(word: str) -> tuple[str, ...]:
    """The word that was meant, or the two that were written as one. Empty when nothing is near."""
    if len(word) < MIN_LENGTH or not word.isalpha():
        return ()
    return two_words(word) or one_word(word)


def two_words(word: str) -> tuple[str, ...]:
    halves = [(word[:end], word[end:]) for end in range(MIN_HALF_LENGTH, len(word) - MIN_HALF_LENGTH + 1)]
    known = set(Word.objects.filter(word__in={half for pair in halves for half in pair}).values_list("word", flat=True))
    return next((pair for pair in halves if known.issuperset(pair)), ())


def one_word(word: str) -> tuple[str, ...]:
    alike = Word.objects.filter(word__trigram_similar=word).annotate(alike=TrigramSimilarity("word", word))
    found = alike.order_by("-alike", "-documents").values_list("word", "documents")[:MAX_ALIKE]
    most = max(1.0, len(word) / 4)
    ranked = sorted((distance(word, other), -documents, other) for other, documents in found)
    return (ranked[0][2],) if ranked and ranked[0][0] <= most else ()
