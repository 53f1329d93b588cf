"""Comparing two texts: nothing gets lost, small changes are found, and the work has an end."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonoverlast.lib.comparing import differences

LITTLE = st.lists(st.sampled_from(["de ", "het ", "buur\n", "nacht", "\n", " "]), max_size=40).map("".join)


def side(pieces: list[tuple[str, str]], other: str) -> str:
    return "".join(text for kind, text in pieces if kind != other)


@given(LITTLE, LITTLE)
def test_both_texts_come_back_whole(before: str, after: str) -> None:
    pieces = differences(before, after)
    assert side(pieces, "added") == before
    assert side(pieces, "removed") == after
    assert all(text for _, text in pieces)


def test_only_the_word_that_changed_is_marked() -> None:
    found = differences("Wij belden de buren.\nDat hielp niet.", "Wij zagen de buren.\nDat hielp niet.")
    assert [piece for piece in found if piece[0] != "same"] == [("removed", "belden "), ("added", "zagen ")]


def test_the_same_text_is_one_piece() -> None:
    assert differences("Eén\ntwee", "Eén\ntwee") == [("same", "Eén\ntwee")]


def shuffled(words: str, count: int) -> tuple[str, str]:
    chance = random.Random(7)  # noqa: S311 texts that differ everywhere, the same each time
    old = [chance.choice(words.split()) for _ in range(count)]
    return " ".join(old), " ".join(chance.sample(old, count))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        shuffled("de het een van en in is dat op te", 60_000),
        ("a " * 100_000, "a b " * 50_000),
        ("\n" * 200_000, "\nx" * 100_000),
        ("a\nb\n" * 50_000, "b\nc\n" * 50_000),
        ("x" * 200_000, "y" * 200_000),
    ],
    ids=["shuffled", "doubled", "empty lines", "lines", "one word"],
)
def test_the_longest_texts_take_a_moment(before: str, after: str) -> None:
    start = time.process_time()
    pieces = differences(before, after)
    assert time.process_time() - start < 2
    assert side(pieces, "added") == before
