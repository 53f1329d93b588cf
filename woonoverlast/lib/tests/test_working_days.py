"""Working days: against published dates of Easter and the holidays of the Algemene termijnenwet."""

from datetime import date, timedelta

import pytest

from woonoverlast.lib.working_days import add_working_days, easter_sunday, holidays, is_working_day, kings_day

EASTER = [(2000, 4, 23), (2008, 3, 23), (2011, 4, 24), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2038, 4, 25)]


@pytest.mark.parametrize(("year", "month", "day"), EASTER)
def test_easter_is_on_the_published_day(year: int, month: int, day: int) -> None:
    assert easter_sunday(year) == date(year, month, day)


def test_holidays_of_2026() -> None:
    assert list(holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 4, 27),
        date(2026, 5, 5),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


def test_kings_day_is_never_on_a_sunday() -> None:
    assert kings_day(2025) == date(2025, 4, 26)
    assert all(kings_day(year).weekday() != 6 for year in range(2014, 2114))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2026, 11, 24), date(2026, 12, 1)),  # Tuesday to Tuesday
        (date(2026, 11, 28), date(2026, 12, 4)),  # a Saturday starts on Monday
        (date(2026, 12, 23), date(2026, 12, 31)),  # Christmas Day is on a Friday
        (date(2026, 4, 2), date(2026, 4, 13)),  # Good Friday and Easter Monday
    ],
)
def test_five_working_days(start: date, end: date) -> None:
    assert add_working_days(start, 5) == end


def test_a_term_of_five_days_ends_on_a_working_day_in_ten_years() -> None:
    first = date(2020, 1, 1)
    for day in (first + timedelta(days=number) for number in range(3653)):
        end = add_working_days(day, 5)
        assert is_working_day(end)
        later = [day + timedelta(days=number) for number in range(1, (end - day).days + 1)]
        assert sum(map(is_working_day, later)) == 5


def test_no_days_lead_nowhere() -> None:
    assert add_working_days(date(2026, 5, 2), 0) == date(2026, 5, 2)
