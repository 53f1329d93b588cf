"""What pace reaches a goal in time, compared with the pace of late. Pure functions over counts and days."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

DAYS_PER_MONTH = Decimal("30.4375")


@dataclass(frozen=True)
class Pace:
    """Where a count stands on the way to a goal.

    `missing` is never below zero. `needed` (per month) is None once the goal is reached or its day has passed;
    `recent` (per month, negative when the count fell) is None when there is nothing to compare with.
    """

    missing: int
    goal_on: date
    needed: Decimal | None
    recent: Decimal | None

    @property
    def is_reached(self) -> bool:
        return self.missing == 0


def needed_count(*, goal: Decimal, of: int) -> int:
    """The smallest whole count that reaches the goal, a share from 0 to 1, of a denominator."""
    return int((goal * of).to_integral_value(rounding=ROUND_CEILING))


def pace(*, count: int, goal_count: int, today: date, goal_on: date, earlier: tuple[date, int] | None) -> Pace:
    """Compare the pace that is needed from today to `goal_on` with the pace since `earlier` (a day and its count)."""
    missing = max(0, goal_count - count)
    months_left = months_between(today, goal_on)
    needed = missing / months_left if missing and months_left > 0 else None
    return Pace(missing, goal_on, needed, recent_pace(count, today, earlier))


def recent_pace(count: int, today: date, earlier: tuple[date, int] | None) -> Decimal | None:
    """Growth per month since the earlier day; None without an earlier day, or with one less than a month ago."""
    if earlier is None or months_between(earlier[0], today) < Decimal("0.9"):
        return None
    return (count - earlier[1]) / months_between(earlier[0], today)


def months_between(start: date, end: date) -> Decimal:
    """Months of average length from start to end; negative when the end comes first."""
    return (end - start).days / DAYS_PER_MONTH


def pace_sentence(pace: Pace, *, one: str, many: str, recent_period: str = "de afgelopen 12 maanden") -> str:
    """The pace in one plain Dutch sentence. `one` and `many` name what is counted: "gemeente", "gemeenten"."""
    if pace.is_reached:
        return "Het doel is gehaald."
    if pace.needed is None:
        verb = "kwam" if pace.missing == 1 else "kwamen"
        return f"De einddatum is voorbij: er {verb} {counted(pace.missing, one, many)} te weinig bij."
    needed = f"Om het doel op tijd te halen, moeten er {per_month(pace.needed, one, many)} bij komen"
    if pace.recent is None:
        return f"{needed}."
    return f"{needed}; in {recent_period} {recent_words(pace.recent, one, many)}."


def recent_words(recent: Decimal, one: str, many: str) -> str:
    if rounded(recent) == 0:
        return f"kwam er per saldo geen {one} bij"
    if recent < 0:
        return f"gingen er {per_month(-recent, one, many)} af"
    return f"kwamen er {per_month(recent, one, many)} bij"


def per_month(number: Decimal, one: str, many: str) -> str:
    return f"gemiddeld {decimal_comma(rounded(number))} {one if rounded(number) == 1 else many} per maand"


def counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def rounded(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1")) + 0


def decimal_comma(number: Decimal) -> str:
    """One decimal, as Dutch writes it: 3,4 and 3."""
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")
