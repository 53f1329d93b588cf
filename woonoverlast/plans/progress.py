"""Where each target stands: baseline, now, what is missing and the pace. One coverage serves all targets of a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from woonoverlast.lib.charts import percent
from woonoverlast.lib.pace import Pace, needed_count, pace, pace_sentence
from woonoverlast.plans.coverage import Coverage, Reading, days_to_measure, year_before
from woonoverlast.plans.measuring import MEASURES, all_places, no_members_before
from woonoverlast.plans.models import Cycle, Denominator, Target


@dataclass(frozen=True)
class Progress:
    """One target on one day. `now` is None while the platform holds no figures for it."""

    target: Target
    baseline: Reading | None
    now: Reading | None
    coverage: Coverage | None
    as_of: date

    @property
    def latest(self) -> Reading | None:
        return self.now or self.baseline

    @property
    def goal_percent(self) -> str:
        return percent(float(self.target.goal)).replace(",0%", "%")

    @property
    def goal_number(self) -> float:
        return float(self.target.goal) * 100

    @property
    def now_number(self) -> float:
        """The share of today from 0 to 100; 0 while the platform holds no figures."""
        return self.now.share * 100 if self.now else 0.0

    @property
    def unit(self) -> str:
        return "gemeenten" if self.target.denominator == Denominator.MUNICIPALITIES else "plannen"

    @property
    def goal_count(self) -> int | None:
        """How many it takes today; None while that is unknown."""
        return needed_count(goal=self.target.goal, of=self.now.of) if self.now else None

    @property
    def pace(self) -> Pace | None:
        if self.now is None or self.goal_count is None or self.coverage is None:
            return None
        year_ago = year_before(self.as_of)
        earlier_day = max(year_ago, self.coverage.first_day or year_ago)
        earlier = (earlier_day, self.coverage.reading(on=earlier_day).count)
        return pace(
            count=self.now.count,
            goal_count=self.goal_count,
            today=self.as_of,
            goal_on=self.target.goal_on,
            earlier=earlier,
        )

    @property
    def pace_sentence(self) -> str:
        if not self.pace:
            return ""
        is_full_year = bool(self.coverage and not no_members_before(self.coverage, year_before(self.as_of)))
        period = "de afgelopen 12 maanden" if is_full_year else "de maanden tot nu toe"
        return pace_sentence(self.pace, one="gemeente", many="gemeenten", recent_period=period)

    @property
    def series(self) -> list[Reading]:
        """Counts through the period; a day before the first member is a gap, not a zero, and is left out."""
        if self.coverage is None:
            return []
        days = days_to_measure(self.target.baseline_on, self.as_of)
        return self.coverage.readings(day for day in days if not no_members_before(self.coverage, day))

    @property
    def sentence(self) -> str:
        """Where this target stands, in one or two short sentences."""
        if self.now:
            return f"{stands(self.now, self.target.cycle, self.as_of)} {self.distance}"
        if self.baseline:
            day = date_format(self.baseline.on, "j F Y")
            return f"Op {day} waren het er {self.baseline.count} van de {self.baseline.of}: {share(self.baseline)}."
        return "Hiervoor zijn nog geen cijfers."

    @property
    def distance(self) -> str:
        missing = self.pace.missing if self.pace else 0
        goal = f"Het doel is {self.goal_percent} op {date_format(self.target.goal_on, 'j F Y')}"
        if not missing:
            return f"{goal}. Dat is gehaald."
        noun = "gemeente" if missing == 1 else "gemeenten"
        return f"{goal}: nog {missing} {noun} te gaan."


def share(reading: Reading) -> str:
    return percent(reading.share)


def stands(reading: Reading, cycle: Cycle, as_of: date) -> str:
    figures = f"{reading.count} van de {reading.of} gemeenten aangesloten: {share(reading)}."
    if cycle.has_ended(on=as_of) or reading.on == cycle.ends_on:
        return f"Op {date_format(reading.on, 'j F Y')} waren {figures}"
    return f"Nu zijn {figures}"


def progress_of(cycle: Cycle, *, today: date) -> list[Progress]:
    """All targets of the cycle, measured today or, when the cycle has ended, on its last day."""
    as_of = min(today, cycle.ends_on)
    targets = [*cycle.targets.all()]
    for target in targets:
        target.cycle = cycle
    sources = {key: MEASURES[key]() for key in {target.live for target in targets} if key in MEASURES}
    anything = next(iter(sources.values()), None) or Coverage(all_places(), [])
    return [measured(target, targets, sources.get(target.live), anything, as_of) for target in targets]


def measured(
    target: Target, targets: Sequence[Target], coverage: Coverage | None, places: Coverage, as_of: date
) -> Progress:
    knows_now = coverage is not None and not no_members_before(coverage, as_of)
    now = coverage.reading(on=as_of) if coverage and knows_now else None
    return Progress(target, baseline(target, targets, coverage, places), now, coverage, as_of)


def baseline(target: Target, targets: Sequence[Target], coverage: Coverage | None, places: Coverage) -> Reading | None:
    """The recorded count over a dated whole; else what the platform counts on that day; None when neither is known."""
    if target.baseline_count is not None:
        whole = baseline_whole(target, targets, places)
        return Reading(target.baseline_on, target.baseline_count, whole) if whole else None
    if coverage and not no_members_before(coverage, target.baseline_on):
        return coverage.reading(on=target.baseline_on)
    return None


def baseline_whole(target: Target, targets: Sequence[Target], places: Coverage) -> int | None:
    if target.denominator == Denominator.MUNICIPALITIES:
        return places.reading(on=target.baseline_on).of
    return next((other.baseline_count for other in targets if other.numerator == target.denominator), None)
