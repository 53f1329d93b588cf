"""Charts are small, accessible drawings that carry only classes."""

import re
from datetime import date
from itertools import pairwise

from woonoverlast.lib.charts import NARROW, WIDE, Frame, Goal, Point, line_chart, new_years, percent

GOAL = Goal(date(2030, 12, 31), 0.75, "doel 75%")
POINTS = [Point(date(2026, 1, 1), 0.2), Point(date(2026, 7, 1), 0.25), Point(date(2026, 11, 24), 0.263)]


def draw(points: list[Point] = POINTS, *, title: str = "Aangesloten gemeenten", goal: Goal = GOAL) -> str:
    return line_chart(points, key="lijn", title=title, description="Van 20% naar 26,3%.", goal=goal)


def test_has_a_name_and_a_description() -> None:
    drawing = draw()
    assert 'role="img" aria-labelledby="lijn-title lijn-desc"' in drawing
    assert (
        '<title id="lijn-title">Aangesloten gemeenten</title><desc id="lijn-desc">Van 20% naar 26,3%.</desc>' in drawing
    )


def test_carries_no_style_and_no_script() -> None:
    assert not re.search(r"style|script|on\w+=|fill=|stroke=", draw())


def test_labels_are_escaped() -> None:
    drawing = draw(title="<script>alert(1)</script>", goal=Goal(GOAL.on, 0.75, 'doel "<b>"'))
    assert "<script>" not in drawing
    assert "<b>" not in drawing
    assert "&lt;script&gt;" in drawing


def test_goal_line_and_last_value_are_shown() -> None:
    drawing = draw()
    assert "doel 75%" in drawing
    assert "26,3%" in drawing
    assert "chart-projection" in drawing


def test_no_way_to_a_reached_goal() -> None:
    assert "chart-projection" not in draw([Point(date(2026, 1, 1), 0.8)])


def test_without_points_no_line() -> None:
    drawing = draw([])
    assert "chart-line" not in drawing
    assert "chart-target" in drawing


def test_everything_stays_inside_the_drawing() -> None:
    points = [Point(date(2026, 1, 1), 0.0), Point(date(2030, 12, 31), 1.0)]
    for size in (WIDE, NARROW):
        drawing = line_chart(points, key="k", title="t", description="d", goal=GOAL, size=size)
        xs = [float(x) for x in re.findall(r'(?:cx|x)="([\d.]+)"', drawing)]
        ys = [float(y) for y in re.findall(r'(?:cy|y)="(-?[\d.]+)"', drawing)]
        assert 0 <= min(xs) <= max(xs) <= size.width
        assert 0 < min(ys) <= max(ys) <= size.height


def test_year_labels_do_not_run_into_each_other() -> None:
    frame = Frame(NARROW, date(1990, 5, 1), date(2030, 12, 31), 1.0)
    places = [frame.x(day) for day in new_years(frame)]
    assert min(b - a for a, b in pairwise(places)) >= 40


def test_one_day_only_does_not_divide_by_zero() -> None:
    assert "chart" in draw([Point(GOAL.on, 0.1)])


def test_percent_is_dutch() -> None:
    assert percent(90 / 393) == "22,9%"
    assert percent(91 / 393) == "23,2%"
    assert percent(0.5) == "50%"
