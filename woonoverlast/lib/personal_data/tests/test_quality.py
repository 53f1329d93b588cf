"""How good the guard must be. The sets are described in the README; `bin/manage guard_quality` prints the figures."""

import pytest

from woonoverlast.lib.personal_data import find, quality
from woonoverlast.lib.personal_data.findings import Kind
from woonoverlast.lib.personal_data.quality import STRUCTURED, Figures, labelled, measure, read

SETS = ["tuning", "held_out", "held_out_later"]


@pytest.fixture(scope="module", params=["all", *SETS[:2]])
def figures(request: pytest.FixtureRequest) -> Figures:
    names = SETS if request.param == "all" else [request.param]
    return measure(text for name in names for text in read(name))


def test_structured_identifiers_are_found(figures: Figures) -> None:
    assert figures.recall(STRUCTURED) >= 0.99, figures.missed


def test_full_names_are_found(figures: Figures) -> None:
    assert figures.recall([Kind.NAME]) >= 0.90, figures.missed


def test_clean_texts_are_left_alone(figures: Figures) -> None:
    assert figures.alarm_rate < 0.03, figures.false_alarms


def test_set_is_large_enough() -> None:
    texts = [text for name in SETS for text in read(name)]
    assert len({text.text for text in texts}) == len(texts) >= 300
    assert sum(not text.marks for text in texts) >= 150
    assert {mark.kind for text in texts for mark in text.marks} == set(Kind)


def test_mark_that_nobody_finds_counts_as_missed() -> None:
    figures = measure([labelled("Dit is [[naam|een woord]] en meer.")])
    assert figures.recall([Kind.NAME]) == 0
    assert len(figures.missed) == 1


def test_finding_in_a_clean_text_counts_as_false_alarm() -> None:
    assert measure([labelled("Bel 06-28371940.")]).alarm_rate == 1


def test_half_a_number_is_not_found() -> None:
    text = labelled("Bel [[telefoon|06-28371940]].")
    [finding] = find(text.text)
    half = type(finding)(finding.kind, finding.start, finding.start + 4, "06-2", "", "")
    assert quality.covered(text.text, text.marks[0], [finding])
    assert not quality.covered(text.text, text.marks[0], [half])
