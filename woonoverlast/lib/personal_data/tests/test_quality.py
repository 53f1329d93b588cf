"""How good the guard must be. The sets are described in the README; `bin/manage guard_quality` prints the figures."""

import pytest

from woonoverlast.lib.personal_data import find, quality
from woonoverlast.lib.personal_data.findings import Kind
from woonoverlast.lib.personal_data.quality import PARTS, STRUCTURED, Figures, labelled, measure, read, read_part


@pytest.fixture(scope="module", params=list(PARTS))
def part(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def figures(part: str) -> Figures:
    return measure(read_part(part))


def test_structured_identifiers_are_found(figures: Figures) -> None:
    assert figures.recall(STRUCTURED) >= 0.99


def test_full_names_are_found(figures: Figures) -> None:
    assert figures.recall([Kind.NAME]) >= 0.92


def test_what_is_found_is_gone_to_the_last_letter(figures: Figures) -> None:
    assert figures.gone(Kind) >= 0.98


def test_clean_texts_are_left_alone(figures: Figures) -> None:
    assert len(figures.false_alarms) < 0.03 * figures.clean


def test_what_was_once_reported_stays_mended() -> None:
    figures = measure(read("reported"))
    assert (figures.missed, figures.false_alarms, figures.beside) == ([], [], [])
    assert sum(figures.whole.values()) == sum(figures.wanted.values())


def test_set_is_large_enough() -> None:
    texts = [text for part in PARTS for text in read_part(part)]
    assert len({text.text for text in texts}) == len(texts) >= 400
    assert sum(not text.marks for text in texts) >= 200
    assert {mark.kind for text in texts for mark in text.marks} == set(Kind)


def test_interval_says_how_little_ten_texts_prove() -> None:
    low, high = quality.interval(10, 10)
    assert (round(low, 2), high) == (0.72, 1.0)


def test_mark_that_nobody_finds_counts_as_missed() -> None:
    figures = measure([labelled("Dit is [[naam|een woord]] en meer.")])
    assert figures.recall([Kind.NAME]) == 0
    assert len(figures.missed) == 1


def test_finding_in_a_clean_text_counts_as_false_alarm() -> None:
    assert len(measure([labelled("Bel 06-28371940.")]).false_alarms) == 1


def test_half_a_number_is_not_found() -> None:
    text = labelled("Bel [[telefoon|06-28371940]].")
    [finding] = find(text.text)
    half = type(finding)(finding.kind, finding.start, finding.start + 4, "06-2", "", "")
    assert quality.covered(text.text, text.marks[0], [finding]) == 1
    assert quality.covered(text.text, text.marks[0], [half]) < quality.ENOUGH
