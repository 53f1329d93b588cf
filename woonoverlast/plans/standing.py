"""The first target in one line, for the front page."""

from dataclasses import dataclass

from django.utils import timezone

from woonoverlast.plans.models import Cycle
from woonoverlast.plans.progress import progress_of


@dataclass(frozen=True)
class Standing:
    """Counts of municipalities; `percent` and `goal_percent` run from 0 to 100."""

    connected: int
    denominator: int
    percent: float
    goal_percent: float
    sentence: str


def standing() -> Standing:
    """Where the target of connected municipalities stands today; zeros while no cycle has been loaded."""
    today = timezone.localdate()
    cycle = Cycle.objects.latest_first().prefetch_related("targets").first()
    first = next(iter(progress_of(cycle, today=today)), None) if cycle else None
    if first is None or first.now is None:
        return Standing(0, first.baseline.of if first and first.baseline else 0, 0.0, 75.0, "")
    return Standing(first.now.count, first.now.of, first.now.share * 100, first.goal_number, first.pace_sentence)
