"""Compute the hexagon map: one hexagon per municipality, neighbours kept near.

Run once, by hand, when the division of the country changes; the result is stored in data/municipalities.csv:

    python -m woonoverlast.places.layout BOUNDARIES.geojson PROVINCES.csv > hexagons.csv

Two steps. First the municipalities are moved until each has about the same room and still lies in the same direction
of its neighbours. Then each takes a cell of a hexagonal grid, and simulated annealing swaps cells until no swap helps.
Same input and seed, same map. Takes some minutes.
"""

import csv
import json
import math
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Cell = tuple[int, int]
Point = tuple[float, float]

DIRECTIONS: tuple[Cell, ...] = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))
ROW_HEIGHT = math.sqrt(3) / 2
DISPLACEMENT_WEIGHT = 0.22
SAME_PROVINCE_WEIGHT = 1.8
FALSE_NEIGHBOUR_WEIGHT = 0.9
OTHER_PROVINCE_WEIGHT = 0.25


def main(boundaries: Path, provinces: Path, *, steps: int, seed: int) -> None:
    country = read_country(boundaries, provinces)
    layout = Layout(country, relaxed(country), rng=random.Random(seed))  # noqa: S311
    layout.anneal(steps)
    layout.close_holes()
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["code", "q", "r"])
    writer.writerows((code, *cell) for code, cell in sorted(layout.cells.items()))
    print(f"{layout.kept_share():.1%} of real neighbours are hexagon neighbours", file=sys.stderr)  # noqa: T201


@dataclass(frozen=True)
class Country:
    points: Mapping[str, Point]
    neighbours: Mapping[str, Mapping[str, float]]  # weight: 1 for a shared border, less for a link over water
    province: Mapping[str, str]

    def borders(self) -> Iterator[tuple[str, str]]:
        for code, others in self.neighbours.items():
            yield from ((code, other) for other, weight in others.items() if code < other and weight == 1)


def read_country(boundaries: Path, provinces: Path) -> Country:
    features = json.loads(boundaries.read_text(encoding="utf-8"))["features"]
    vertices = {feature["properties"]["statcode"]: list(_vertices(feature["geometry"])) for feature in features}
    points = {code: _middle(ring) for code, ring in vertices.items()}
    with provinces.open(encoding="utf-8", newline="") as lines:
        province = {row["code"]: row["province"] for row in csv.DictReader(lines) if row["code"] in points}
    neighbours = {code: dict.fromkeys(others, 1.0) for code, others in shared_borders(vertices).items()}
    _link_islands(points, neighbours)
    return Country(points, neighbours, province)


def shared_borders(vertices: Mapping[str, Sequence[Point]]) -> dict[str, set[str]]:
    """Municipalities that share at least two corner points, as simplified boundaries with kept topology do."""
    owners: dict[Point, set[str]] = defaultdict(set)
    for code, ring in vertices.items():
        for point in ring:
            owners[point].add(code)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for codes in owners.values():
        for one in codes:
            for other in codes - {one}:
                shared[one, other] += 1
    borders: dict[str, set[str]] = {code: set() for code in vertices}
    for (one, other), number in shared.items():
        if number >= 2:
            borders[one].add(other)
    return borders


def _vertices(geometry: dict[str, Any]) -> Iterator[Point]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        for ring in polygon:
            yield from ((float(longitude), float(latitude)) for longitude, latitude in ring)


def _middle(ring: Sequence[Point]) -> Point:
    longitude = (min(x for x, _ in ring) + max(x for x, _ in ring)) / 2
    latitude = (min(y for _, y in ring) + max(y for _, y in ring)) / 2
    return longitude * math.cos(math.radians(52.2)), -latitude


def _link_islands(points: Mapping[str, Point], neighbours: dict[str, dict[str, float]]) -> None:
    """Give every part of the country a weak link to the nearest other part, so that islands stay in place."""
    while len(parts := _parts(neighbours)) > 1:
        island = min(parts, key=len)
        rest = [code for code in points if code not in island]
        pairs = sorted((math.dist(points[one], points[other]), one, other) for one in island for other in rest)
        for _, one, other in pairs[:2]:
            neighbours[one][other] = neighbours[other][one] = 0.5


def _parts(neighbours: Mapping[str, Mapping[str, float]]) -> list[set[str]]:
    parts, unseen = [], set(neighbours)
    while unseen:
        part, edge = set(), {min(unseen)}
        while edge:
            part |= edge
            edge = {other for code in edge for other in neighbours[code]} - part
        parts.append(part)
        unseen -= part
    return parts


def relaxed(country: Country, *, rounds: int = 400) -> dict[str, Point]:
    """Positions where neighbours lie one unit apart in their real direction and nobody is nearer than that."""
    spacing = _median([math.dist(country.points[a], country.points[b]) for a, b in country.borders()])
    real = {code: (x / spacing, y / spacing) for code, (x, y) in country.points.items()}
    places = dict(real)
    codes = sorted(places)
    for turn in range(rounds):
        firmness = min(1.0, turn / rounds * 2)
        for code in codes:
            places[code] = _pulled(code, places, real, country, firmness)
    return places


def _pulled(
    code: str, places: Mapping[str, Point], real: Mapping[str, Point], country: Country, firmness: float
) -> Point:
    x, y = places[code]
    sum_x = sum_y = total = 0.0
    for other, weight in country.neighbours[code].items():
        away_x, away_y = real[code][0] - real[other][0], real[code][1] - real[other][1]
        distance = math.hypot(away_x, away_y)
        length = min(1.6, max(1.0, 0.7 + 0.3 * distance)) if weight == 1 else min(2.0, max(1.2, distance))
        sum_x += weight * (places[other][0] + away_x / distance * length)
        sum_y += weight * (places[other][1] + away_y / distance * length)
        total += weight
    for other, (other_x, other_y) in places.items():
        gap = math.hypot(x - other_x, y - other_y)
        if other != code and gap < 1:
            push = firmness * 2.5
            sum_x += push * (other_x + (x - other_x) / (gap or 1e-6))
            sum_y += push * (other_y + (y - other_y) / (gap or 1e-6))
            total += push
    return x * 0.4 + sum_x / total * 0.6, y * 0.4 + sum_y / total * 0.6


@dataclass
class Layout:
    country: Country
    targets: Mapping[str, Point]
    rng: random.Random
    cells: dict[str, Cell] = field(default_factory=dict)
    owners: dict[Cell, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for code in sorted(self.targets, key=lambda code: math.hypot(*self.targets[code])):
            cell = min(_cells_near(self.targets[code], free_of=self.owners), key=lambda c: self._off(code, c))
            self._put(code, cell)

    def anneal(self, steps: int) -> None:
        codes = sorted(self.cells)
        for step in range(steps):
            temperature = 1.6 * (0.012 / 1.6) ** (step / steps)
            code = self.rng.choice(codes)
            self._try(code, self._proposal(code), temperature)

    def close_holes(self) -> None:
        """Last, greedy sweeps: only moves that help."""
        for _ in range(40):
            for code in sorted(self.cells):
                q, r = self.cells[code]
                for dq in range(-3, 4):
                    for dr in range(-3, 4):
                        self._try(code, (q + dq, r + dr), 1e-9)

    def kept_share(self) -> float:
        borders = list(self.country.borders())
        return sum(hex_distance(self.cells[a], self.cells[b]) == 1 for a, b in borders) / len(borders)

    def _proposal(self, code: str) -> Cell:
        others = list(self.country.neighbours[code])
        start = self.cells[self.rng.choice(others)] if self.rng.random() < 0.7 else self.cells[code]
        step = self.rng.choice(DIRECTIONS)
        return start[0] + step[0], start[1] + step[1]

    def _try(self, code: str, cell: Cell, temperature: float) -> None:
        old, guest = self.cells[code], self.owners.get(cell)
        if guest == code:
            return
        before = self._energy(code) + (self._energy(guest) if guest else 0)
        self._swap(code, old, guest, cell)
        worse = self._energy(code) + (self._energy(guest) if guest else 0) - before
        if worse > 0 and self.rng.random() >= math.exp(-worse / temperature):
            self._swap(code, cell, guest, old)

    def _swap(self, code: str, old: Cell, guest: str | None, new: Cell) -> None:
        del self.owners[old]
        if guest:
            self._put(guest, old)
        self._put(code, new)

    def _put(self, code: str, cell: Cell) -> None:
        self.cells[code] = cell
        self.owners[cell] = code

    def _energy(self, code: str) -> float:
        """What this municipality suffers: lost neighbours, false neighbours, distance from its place."""
        (q, r), cells, province = self.cells[code], self.cells, self.country.province
        neighbours, home = self.country.neighbours[code], province[code]
        total = DISPLACEMENT_WEIGHT * self._off(code, (q, r))
        for other, weight in neighbours.items():
            far = hex_distance((q, r), cells[other]) - 1
            if far:
                total += (
                    weight
                    * (SAME_PROVINCE_WEIGHT if province[other] == home else 1.0)
                    * (far**0.7 + 0.15 * max(0, far - 1) ** 2)
                )
        for dq, dr in DIRECTIONS:
            found = self.owners.get((q + dq, r + dr))
            if found and found not in neighbours:
                real = math.dist(self.targets[code], self.targets[found])
                total += FALSE_NEIGHBOUR_WEIGHT * max(0.0, real - 1.5) ** 2
                total += OTHER_PROVINCE_WEIGHT * (province[found] != home)
        return total

    def _off(self, code: str, cell: Cell) -> float:
        x, y = middle(cell)
        return (self.targets[code][0] - x) ** 2 + (self.targets[code][1] - y) ** 2


def _cells_near(point: Point, *, free_of: Mapping[Cell, str]) -> list[Cell]:
    r = round(point[1] / ROW_HEIGHT)
    q = round(point[0] - r / 2)
    for reach in range(1, 40):
        square = [(q + dq, r + dr) for dq in range(-reach, reach + 1) for dr in range(-reach, reach + 1)]
        if free := [cell for cell in square if cell not in free_of]:
            return free
    raise ValueError("No free cell within reach")


def middle(cell: Cell) -> Point:
    """Middle of a cell, neighbouring middles one unit apart; y points down."""
    q, r = cell
    return q + r / 2, r * ROW_HEIGHT


def hex_distance(one: Cell, other: Cell) -> int:
    dq, dr = one[0] - other[0], one[1] - other[1]
    return max(abs(dq), abs(dr), abs(dq + dr))


def _median(numbers: Sequence[float]) -> float:
    return sorted(numbers)[len(numbers) // 2]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), steps=int(sys.argv[3]), seed=2023)
