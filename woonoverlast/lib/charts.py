"""Charts as small SVG drawings with classes only: no script, no style attributes, the colours are the theme's.

A chart never stands alone: the page gives its table and its CSV beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

LABEL_HEIGHT = 18


@dataclass(frozen=True)
class Point:
    """One value on one day; `value` is a share, 1 is the whole."""

    on: date
    value: float


@dataclass(frozen=True)
class Goal:
    """The share to reach on a day, with the text that stands on the goal line."""

    on: date
    value: float
    label: str


@dataclass(frozen=True)
class Size:
    """Width and height in the drawing's own units; text is 13 units high, so a narrow screen gets a narrow drawing."""

    width: int
    height: int
    left: int = 48
    right: int = 24
    top: int = 26
    bottom: int = 32


WIDE = Size(720, 320)
NARROW = Size(340, 260, left=40, right=14)


@dataclass(frozen=True)
class Frame:
    """Turns days and shares into places in the drawing."""

    size: Size
    first: date
    last: date
    top_value: float

    def x(self, day: date) -> float:
        span = max(1, (self.last - self.first).days)
        room = self.size.width - self.size.left - self.size.right
        return round(self.size.left + room * (day - self.first).days / span, 1)

    def y(self, value: float) -> float:
        room = self.size.height - self.size.top - self.size.bottom
        return round(self.size.height - self.size.bottom - room * value / self.top_value, 1)


def line_chart(
    points: Sequence[Point],
    *,
    key: str,
    title: str,
    description: str,
    goal: Goal,
    marked: Point | None = None,
    size: Size = WIDE,
    css_class: str = "",
) -> SafeString:
    """A line of shares over time with the goal as a dashed line and the pace to it.

    `key` makes the ids unique in the page; `marked` is one value apart from the line, such as a baseline.
    Points are in order of day. Without points only axes, goal and marked value are drawn.
    """
    frame = frame_for(points, goal, marked, size)
    parts = [value_axis(frame), time_axis(frame), goal_line(frame, goal)]
    if marked:
        parts.append(dot(frame, marked))
    if points:
        parts += [line(frame, points), way_to_goal(frame, points[-1], goal), last_value(frame, points[-1])]
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-title {}-desc">'
        '<title id="{}-title">{}</title><desc id="{}-desc">{}</desc>{}</svg>',
        f"chart {css_class}".strip(), size.width, size.height, key, key, key, title, key, description,
        mark_safe("".join(parts)),
    )  # fmt: skip


def frame_for(points: Sequence[Point], goal: Goal, marked: Point | None, size: Size) -> Frame:
    """Room for all days up to the goal's, and for all values in steps of a quarter."""
    everything = [*points, *([marked] if marked else []), Point(goal.on, goal.value)]
    highest = max(point.value for point in everything)
    top_value = next((top for top in (0.25, 0.5, 0.75, 1.0) if highest <= top), highest)
    return Frame(size, min(p.on for p in everything), max(p.on for p in everything), top_value)


def value_axis(frame: Frame) -> SafeString:
    steps = [step / 100 for step in (0, 25, 50, 75, 100) if step / 100 <= frame.top_value]
    right = frame.size.width - frame.size.right
    return format_html_join(
        "",
        '<path class="{}" d="M{} {}H{}"/><text class="chart-label" x="{}" y="{}" text-anchor="end">{}%</text>',
        (
            ("chart-grid" if step else "chart-axis", frame.size.left, frame.y(step), right,
             frame.size.left - 8, frame.y(step) + 4, round(step * 100))
            for step in steps
        ),
    )  # fmt: skip


def time_axis(frame: Frame) -> SafeString:
    bottom = frame.size.height - frame.size.bottom
    return format_html_join(
        "",
        '<path class="chart-axis" d="M{} {}v5"/><text class="chart-label" x="{}" y="{}" text-anchor="middle">{}</text>',
        ((frame.x(day), bottom, frame.x(day), bottom + 22, day.year) for day in new_years(frame)),
    )


def new_years(frame: Frame) -> list[date]:
    """The first days of years that get a mark, no closer together than the labels are wide."""
    first = frame.first.year + (frame.first > date(frame.first.year, 1, 1))
    days = [date(year, 1, 1) for year in range(first, frame.last.year + 1)]
    room = (frame.size.width - frame.size.left - frame.size.right) / max(1, (frame.last - frame.first).days / 365.25)
    step = max(1, -(-44 // int(max(1, room))))
    return days[::step]


def goal_line(frame: Frame, goal: Goal) -> SafeString:
    y, right = frame.y(goal.value), frame.size.width - frame.size.right
    return format_html(
        '<path class="chart-target" d="M{} {}H{}"/>'
        '<text class="chart-label chart-target-label" x="{}" y="{}" text-anchor="end">{}</text>',
        frame.size.left, y, right, right, y - 8, goal.label,
    )  # fmt: skip


def line(frame: Frame, points: Sequence[Point]) -> SafeString:
    path = path_through(frame, points)
    base = frame.y(0)
    area = f"{path}V{base}H{frame.x(points[0].on)}Z"
    return format_html('<path class="chart-area" d="{}"/><path class="chart-line" d="{}"/>', area, path)


def way_to_goal(frame: Frame, last: Point, goal: Goal) -> SafeString:
    """The straight way from the last value to the goal; nothing when it is reached or the day has passed."""
    if last.on >= goal.on or last.value >= goal.value:
        return SafeString("")
    return format_html(
        '<path class="chart-projection" d="{}"/>', path_through(frame, [last, Point(goal.on, goal.value)])
    )


def last_value(frame: Frame, point: Point) -> SafeString:
    """The last dot with its value, on the side where there is room."""
    x, y = frame.x(point.on), frame.y(point.value)
    near_right = x > frame.size.width - frame.size.right - 60
    return dot(frame, point) + format_html(
        '<text class="chart-label chart-value" x="{}" y="{}" text-anchor="{}">{}</text>',
        x, y - 12 if y > frame.size.top + LABEL_HEIGHT else y + 24, "end" if near_right else "middle",
        percent(point.value),
    )  # fmt: skip


def dot(frame: Frame, point: Point) -> SafeString:
    return format_html('<circle class="chart-dot" cx="{}" cy="{}" r="5"/>', frame.x(point.on), frame.y(point.value))


def path_through(frame: Frame, points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{frame.x(point.on)} {frame.y(point.value)}" for point in points)


def percent(share: float) -> str:
    """A share as Dutch text with at most one decimal: 0.2290 gives "22,9%", 0.5 gives "50%"."""
    return f"{share * 100:.1f}".removesuffix(".0").replace(".", ",") + "%"
