"""Times become figures: pure functions."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Measured:
    """Seconds of each request, and the seconds that all of them took together with so many connections."""

    times: tuple[float, ...]
    took: float

    @property
    def per_second(self) -> float:
        return len(self.times) / self.took

    @property
    def p50(self) -> float:
        return percentile(self.times, 50)

    @property
    def p99(self) -> float:
        return percentile(self.times, 99)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` per cent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share / 100) - 1)]


def together(rounds: Sequence[Measured]) -> Measured:
    return Measured(tuple(time for one in rounds for time in one.times), sum(one.took for one in rounds))


def ratio(rounds: Sequence[Measured], reference: Sequence[Measured]) -> float:
    """Median over the rounds of the median time, as a multiple of the reference of the same round."""
    return median(one.p50 / plain.p50 for one, plain in zip(rounds, reference, strict=True))


def rate(rounds: Sequence[Measured], reference: Sequence[Measured]) -> float:
    """Median over the rounds of the requests per second, as a multiple of the reference of the same round."""
    return median(one.per_second / plain.per_second for one, plain in zip(rounds, reference, strict=True))
