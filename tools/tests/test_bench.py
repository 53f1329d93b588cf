"""The arithmetic of the benchmarks. Nothing here measures time."""

import pytest

from tools.bench.figures import Measured, percentile, rate, ratio, together


def test_percentiles_are_values_that_were_measured() -> None:
    values = [float(n) for n in range(1, 101)]
    assert percentile(values, 50) == 50
    assert percentile(values, 99) == 99
    assert percentile([3.0], 99) == 3.0


def test_ratio_is_taken_per_round() -> None:
    """A round in which the machine was slow counts no heavier."""
    page = [Measured((2.0, 2.0), 4), Measured((20.0, 20.0), 40), Measured((2.0, 2.0), 4)]
    plain = [Measured((1.0, 1.0), 2), Measured((10.0, 10.0), 20), Measured((1.0, 1.0), 2)]
    assert ratio(page, plain) == pytest.approx(2)
    assert rate(page, plain) == pytest.approx(0.5)


def test_rounds_together_count_every_request() -> None:
    both = together([Measured((1.0, 3.0), 2), Measured((2.0,), 2)])
    assert both.per_second == pytest.approx(0.75)
    assert both.p50 == 2.0
