"""How fast searching is on what is in the index now: questions made of the words that are there, the same every time."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

from django.test import Client

from woonoverlast.people.models import Person
from woonoverlast.search import hits, spelling
from woonoverlast.search.models import Word

QUESTIONS = 40


@dataclass(frozen=True)
class Group:
    """Questions of a kind, and how many milliseconds 95 in 100 of them may take."""

    name: str
    texts: list[str]
    aim: int


@dataclass(frozen=True)
class Times:
    """Milliseconds, in order."""

    values: list[float]

    def percentile(self, share: int) -> float:
        return self.values[max(0, -(-len(self.values) * share // 100) - 1)]


def groups() -> list[Group]:
    chance = random.Random(7)  # noqa: S311 the same every time
    words = Word.objects.filter(word__regex=r"^[a-z]{5,20}$")
    common = list(words.order_by("-documents", "word").values_list("word", flat=True)[:150])
    rare = list(words.filter(documents__lte=20).order_by("word").values_list("word", flat=True)[:3_000])
    middle = list(words.filter(documents__gt=20).order_by("documents", "word").values_list("word", flat=True)[:500])
    middle = middle or common  # in a small index nothing is in between
    return [
        Group("zeldzaam woord", chance.choices(rare, k=QUESTIONS), 60),
        Group("gewoon woord", chance.choices(common, k=QUESTIONS), 60),
        Group("twee woorden", [f"{chance.choice(common)} {chance.choice(middle)}" for _ in range(QUESTIONS)], 60),
        Group("twee gewone woorden", [" ".join(chance.sample(common, 2)) for _ in range(QUESTIONS)], 60),
        Group(
            "verkeerd gespeld", [misspelt(word, chance) for word in chance.choices(common + middle, k=QUESTIONS)], 150
        ),
    ]


def misspelt(word: str, chance: random.Random) -> str:
    """Two letters swapped, so that nobody has the word."""
    for place in chance.sample(range(1, len(word) - 1), len(word) - 2):
        other = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        if other != word and spelling.mend(other):
            return other
    return word + "x"


def search_times(group: Group, reader: Person) -> Times:
    return timed(group.texts, lambda text: hits.search(text, reader))


def page_times(group: Group, reader: Person) -> Times:
    """The whole page, from the request to the last byte, within this process."""
    client = Client()
    client.force_login(reader)
    return timed(group.texts, lambda text: client.get("/zoeken/", {"q": text}))


def timed(texts: list[str], ask: Callable[[str], object]) -> Times:
    """Each question once before it counts, as the words that people ask for are in memory."""
    times = []
    for text in texts:
        ask(text)
        started = perf_counter()
        ask(text)
        times.append((perf_counter() - started) * 1000)
    return Times(sorted(times))
