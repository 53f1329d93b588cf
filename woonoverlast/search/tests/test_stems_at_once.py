"""Threads of the web server find stems at the same moment."""

import sys
import threading
from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from woonoverlast.search import dutch

WORDS = ["muzikanten", "overlastmeldingen", "huisgenoten", "bemiddelaars", "waarschuwingen", "woningcorporaties"] * 40


def wrong_stems() -> int:
    """How many of the stems that eight threads found differ from those of one thread, or were not found at all."""
    right = [dutch.plain_stem(word) for word in WORDS]
    wrong: list[str] = []

    def find() -> None:
        for word, stem in zip(WORDS, right, strict=True):
            try:
                if dutch.plain_stem(word) != stem:
                    wrong.append(word)
            except Exception:  # whatever the stemmer trips over
                wrong.append(word)

    threads = [threading.Thread(target=find) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(wrong)


@pytest.fixture(autouse=True)
def impatient() -> Iterator[None]:
    """Threads take turns as often as can be."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_stems_of_threads_are_those_of_one() -> None:
    assert wrong_stems() == 0


def test_without_turns_stems_go_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    monkeypatch.setattr(dutch, "_ONE_AT_A_TIME", nullcontext())
    assert sum(wrong_stems() for _ in range(5)) > 0
