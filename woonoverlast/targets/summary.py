"""The first target in one line, for the front page."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from woonoverlast.targets.models import Cycle, LiveMeasure, Target
from woonoverlast.targets.progress import measured, with_sources


@dataclass(frozen=True)
class Standing:
    """Counts of municipalities; `percent` and `goal_percent` run from 0 to 100."""

    connected: int
    denominator: int
    percent: float
    goal_percent: float
    sentence: str


def standing() -> Standing:
    """Where connecting municipalities stands today, in three queries; zeros while no cycle has been loaded."""
    today = timezone.localdate()
    target = newest_target(on=today)
    if target is None:
        return Standing(0, 0, 0.0, 0.0, "")
    sourced = with_sources([target], target.cycle)[0]
    progress = measured(sourced, [target], target.cycle, today=today)
    if progress.now is None:
        whole = sourced.places.reading(on=today).of
        return Standing(0, whole, 0.0, progress.goal_number, "")
    now = progress.now
    return Standing(now.count, now.of, progress.now_number, progress.goal_number, progress.pace_sentence)


def newest_target(*, on: date) -> Target | None:
    """The target of connected municipalities in the newest cycle that has begun."""
    begun = Cycle.objects.filter(starts_on__lte=on)
    targets = Target.objects.filter(live=LiveMeasure.CONNECTED, cycle__in=begun)
    return targets.select_related("cycle").order_by("-cycle__starts_on").first()
