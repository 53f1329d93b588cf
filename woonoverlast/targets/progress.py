"""Where each target stands: baseline, now, what is missing and the pace. One coverage serves all targets of a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from woonoverlast.lib.charts import percent
from woonoverlast.lib.target_pace import Pace, needed_count, pace, pace_sentence
from woonoverlast.targets import wording
from woonoverlast.targets.coverage import Coverage, Reading, days_to_measure, year_before
from woonoverlast.targets.measuring import MEASURES, all_places
from woonoverlast.targets.models import Cycle, Denominator, Target


@dataclass(frozen=True)
class Progress:
    """One target. `coverage` and `now` are None while the platform cannot count it; `as_of` is the day of `now`."""

    target: Target
    baseline: Reading | None
    now: Reading | None
    coverage: Coverage | None
    as_of: date
    today: date

    @property
    def latest(self) -> Reading | None:
        return self.now or self.baseline

    @property
    def latest_percent(self) -> str:
        return percent(self.latest.share) if self.latest else ""

    @property
    def latest_counted(self) -> str:
        return wording.counted(self.latest, self.target) if self.latest else ""

    @property
    def baseline_counted(self) -> str:
        return wording.counted(self.baseline, self.target) if self.baseline else ""

    @property
    def baseline_percent(self) -> str:
        return percent(self.baseline.share) if self.baseline else ""

    @property
    def now_number(self) -> float:
        """The share of today from 0 to 100; 0 while the platform holds no figures."""
        return self.now.share * 100 if self.now else 0.0

    @property
    def goal_percent(self) -> str:
        return wording.goal_percent(self.target)

    @property
    def goal_number(self) -> float:
        return float(self.target.goal) * 100

    @property
    def goal_count(self) -> int | None:
        """How many it takes today; None while that is unknown."""
        return needed_count(goal=self.target.goal, of=self.now.of) if self.now else None

    @cached_property
    def pace(self) -> Pace | None:
        if self.now is None or self.goal_count is None:
            return None
        return pace(
            count=self.now.count,
            goal_count=self.goal_count,
            today=self.as_of,
            goal_on=self.target.goal_on,
            earlier=self.a_year_ago,
        )

    @property
    def a_year_ago(self) -> tuple[date, int] | None:
        """A day with its count to compare with; later than a year ago where the first member came later."""
        if self.coverage is None or self.coverage.first_day is None:
            return None
        day = max(year_before(self.as_of), self.coverage.first_day)
        return day, self.coverage.reading(on=day).count

    @property
    def pace_sentence(self) -> str:
        """The pace needed beside the pace of late; empty while unknown, and once the goal's day is there."""
        if self.pace is None or self.as_of >= self.target.goal_on:
            return ""
        is_full_year = bool(self.coverage and self.coverage.is_known(on=year_before(self.as_of)))
        period = "de afgelopen 12 maanden" if is_full_year else "de maanden tot nu toe"
        return pace_sentence(self.pace, one="gemeente", many="gemeenten", recent_period=period)

    @cached_property
    def series(self) -> list[Reading]:
        """Counts through the period; a day before the first member is a gap, not a zero, and is left out."""
        if self.coverage is None:
            return []
        days = days_to_measure(self.target.baseline_on, self.as_of)
        return self.coverage.readings(day for day in days if self.coverage.is_known(on=day))

    @property
    def sentence(self) -> str:
        """Where this target stands and how far it has to go."""
        if self.now and self.pace:
            distance = wording.distance(self.target, self.pace, today=self.today)
            return f"{wording.stands(self.now, self.target, today=self.today)} {distance}"
        unknown = wording.unknown_now(self.target, today=self.today)
        if self.baseline:
            return f"{wording.stands(self.baseline, self.target, today=self.today)} {unknown}"
        return unknown


def progress_of(cycle: Cycle, *, today: date) -> list[Progress]:
    """All targets of the cycle, measured today or, when the cycle has ended, on its last day."""
    targets = [*cycle.targets.all()]
    return [measured(target, targets, cycle, today=today) for target in with_sources(targets, cycle)]


@dataclass(frozen=True)
class Sourced:
    """A target with what counts it, and the municipalities for its denominator."""

    target: Target
    coverage: Coverage | None
    places: Coverage


def with_sources(targets: Sequence[Target], cycle: Cycle) -> list[Sourced]:
    """Each measure is read once, also where two targets use it."""
    for target in targets:
        target.cycle = cycle
    sources = {key: MEASURES[key]() for key in {target.live for target in targets} if key in MEASURES}
    places = next(iter(sources.values()), None) or Coverage(all_places(), [])
    return [Sourced(target, sources.get(target.live), places) for target in targets]


def measured(sourced: Sourced, targets: Sequence[Target], cycle: Cycle, *, today: date) -> Progress:
    as_of = min(today, cycle.ends_on)
    target = sourced.target
    coverage = sourced.coverage if knows_the_period(sourced.coverage, target) else None
    now = coverage.reading(on=as_of) if coverage and coverage.is_known(on=as_of) else None
    return Progress(target, baseline(sourced, targets, coverage), now, coverage, as_of, today)


def knows_the_period(coverage: Coverage | None, target: Target) -> bool:
    """Whether the platform's own rows can tell how this target went.

    Rows that hold fewer than the recorded baseline miss members of that time: their line would start with a fall
    that never was.
    """
    if coverage is None or coverage.first_day is None:
        return False
    return target.baseline_count is None or coverage.reading(on=target.baseline_on).count >= target.baseline_count


def baseline(sourced: Sourced, targets: Sequence[Target], coverage: Coverage | None) -> Reading | None:
    """The recorded count over a dated whole; else what the platform counts on that day; None when neither is known."""
    target = sourced.target
    if target.baseline_count is not None:
        whole = baseline_whole(sourced, targets)
        return Reading(target.baseline_on, target.baseline_count, whole) if whole else None
    if coverage and coverage.is_known(on=target.baseline_on):
        return coverage.reading(on=target.baseline_on)
    return None


def baseline_whole(sourced: Sourced, targets: Sequence[Target]) -> int | None:
    target = sourced.target
    if target.denominator == Denominator.MUNICIPALITIES:
        return sourced.places.reading(on=target.baseline_on).of
    return next((other.baseline_count for other in targets if other.numerator == target.denominator), None)
