"""What pace reaches a goal, in numbers and in one sentence."""

from datetime import date
from decimal import Decimal

from woonoverlast.lib.target_pace import Pace, needed_count, pace, pace_sentence

GOAL_ON = date(2030, 12, 31)
TODAY = date(2026, 12, 31)


def make(count: int, *, earlier: tuple[date, int] | None = None, today: date = TODAY, goal_count: int = 257) -> Pace:
    return pace(count=count, goal_count=goal_count, today=today, goal_on=GOAL_ON, earlier=earlier)


def sentence(pace: Pace) -> str:
    return pace_sentence(pace, one="gemeente", many="gemeenten")


def test_goal_count_is_rounded_up() -> None:
    assert needed_count(goal=Decimal("0.75"), of=342) == 257
    assert needed_count(goal=Decimal("0.75"), of=400) == 300
    assert needed_count(goal=Decimal("1.00"), of=6) == 6
    assert needed_count(goal=Decimal("0.20"), of=0) == 0


def test_goal_share_without_float_error() -> None:
    assert needed_count(goal=Decimal("0.07"), of=100) == 7


def test_missing_and_needed_pace_in_48_months() -> None:
    found = make(90)
    assert found.missing == 167
    assert found.needed is not None
    assert round(found.needed, 2) == Decimal("3.48")


def test_sentence_compares_needed_with_recent() -> None:
    assert sentence(make(90, earlier=(date(2025, 12, 31), 66))) == (
        "Om het doel op tijd te halen, moeten er gemiddeld 3,5 gemeenten per maand bij komen; "
        "in de afgelopen 12 maanden kwamen er gemiddeld 2 gemeenten per maand bij."
    )


def test_no_growth_is_said() -> None:
    assert sentence(make(90, earlier=(date(2025, 12, 31), 90))).endswith("kwam er per saldo geen gemeente bij.")


def test_loss_is_said() -> None:
    assert sentence(make(90, earlier=(date(2025, 12, 31), 102))).endswith(
        "gingen er gemiddeld 1 gemeente per maand af."
    )


def test_without_history_only_what_is_needed() -> None:
    assert sentence(make(90)).endswith("3,5 gemeenten per maand bij komen.")
    assert make(90, earlier=(date(2026, 12, 20), 80)).recent is None


def test_reached_goal() -> None:
    found = make(257, earlier=(date(2025, 12, 31), 200))
    assert (found.is_reached, found.missing, found.needed) == (True, 0, None)
    assert sentence(found) == "Het doel is gehaald."


def test_more_than_the_goal_is_reached_too() -> None:
    assert make(300).missing == 0


def test_date_has_passed() -> None:
    assert (
        sentence(make(90, today=date(2031, 1, 1))) == "De einddatum is voorbij: er kwamen 167 gemeenten te weinig bij."
    )
    assert sentence(make(256, today=GOAL_ON)) == "De einddatum is voorbij: er kwam 1 gemeente te weinig bij."
