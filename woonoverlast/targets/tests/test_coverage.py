"""Which municipalities were connected on which day: pure functions."""

from datetime import date

from woonoverlast.targets.coverage import Coverage, Period, Place, days_to_measure

MERGED_ON = date(2019, 1, 1)
BEFORE, AFTER = date(2018, 12, 31), MERGED_ON


def place(
    code: str, *, since: date = date(2010, 1, 1), until: date | None = None, successor: str | None = None
) -> Place:
    return Place(code, f"Naam {code}", code.lower(), "Utrecht", since, until, successor)


PLACES = {
    found.code: found
    for found in (
        place("A", until=MERGED_ON, successor="C"),
        place("B", until=MERGED_ON, successor="C"),
        place("C", since=MERGED_ON),
        place("D"),
    )
}


def coverage(*periods: Period) -> Coverage:
    return Coverage(PLACES, periods)


def test_two_that_merged_count_once_from_that_day() -> None:
    found = coverage(Period("A", date(2015, 1, 1), None), Period("B", date(2016, 1, 1), None))
    assert found.connected(on=BEFORE) == {"A", "B"}
    assert found.connected(on=AFTER) == {"C"}


def test_the_whole_follows_the_merger() -> None:
    found = coverage(Period("A", date(2015, 1, 1), None))
    assert [(r.count, r.of) for r in found.readings([BEFORE, AFTER])] == [(1, 3), (1, 2)]


def test_a_municipality_does_not_count_before_it_exists() -> None:
    assert coverage(Period("C", date(2015, 1, 1), None)).connected(on=BEFORE) == set()


def test_the_last_day_does_not_count() -> None:
    found = coverage(Period("D", date(2015, 1, 1), date(2016, 1, 1)))
    assert found.connected(on=date(2015, 12, 31)) == {"D"}
    assert found.connected(on=date(2016, 1, 1)) == set()


def test_a_ring_of_successors_ends() -> None:
    ring = {
        "X": place("X", until=MERGED_ON, successor="Y"),
        "Y": place("Y", until=MERGED_ON, successor="X"),
    }
    assert Coverage(ring, [Period("X", date(2015, 1, 1), None)]).connected(on=AFTER) == set()


def test_days_before_the_first_member_are_unknown() -> None:
    found = coverage(Period("D", date(2015, 1, 1), None))
    assert not found.is_known(on=date(2014, 12, 31))
    assert found.is_known(on=date(2015, 1, 1))
    assert not coverage().is_known(on=AFTER)


def test_months_up_to_two_years_quarters_beyond() -> None:
    months = days_to_measure(date(2026, 1, 1), date(2026, 3, 15))
    assert months == [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1), date(2026, 3, 15)]
    quarters = days_to_measure(date(2015, 1, 1), date(2020, 12, 31))
    assert len(quarters) == 25
    assert quarters[1] == date(2015, 4, 1)


def test_nothing_to_measure_before_the_start() -> None:
    assert days_to_measure(date(2026, 1, 1), date(2025, 1, 1)) == []


def test_names_sort_as_dutch_lists_do() -> None:
    places = [place("D"), Place("H", "'s-Hertogenbosch", "den-bosch", "Noord-Brabant", date(2010, 1, 1), None, None)]
    places.append(Place("I", "Huizen", "huizen", "Noord-Holland", date(2010, 1, 1), None, None))
    names = [p.name for p in Coverage({p.code: p for p in places}, []).existing(on=AFTER)]
    assert names == ["'s-Hertogenbosch", "Huizen", "Naam D"]
