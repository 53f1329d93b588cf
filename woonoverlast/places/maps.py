"""The map of the country as SVG: a hexagon or a real boundary per municipality, each a link with a title.

Built by joining strings, because a template per shape is what costs. Colours come from classes only. The links are
out of the tab order: every page with a map has the same municipalities as a list or table.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from woonoverlast.places import panels
from woonoverlast.places.models import Municipality, Shape

SIZE = 10
WIDTH = 17.32  # of a hexagon with its point up: SIZE times the square root of three, in whole hundredths
HERE = "map-area--here"
# One hexagon, clockwise from its top, relative to its middle.
HEXAGON = f"m0-{SIZE}l8.66 5v10l-8.66 5-8.66-5v-10z"


@dataclass(frozen=True)
class Area:
    """How one municipality looks on the map: class of its shape, text of its title, address of its page."""

    look: str
    title: str
    href: str


def hexagon_map(areas: Mapping[str, Area], *, label: str) -> SafeString:
    """The country in hexagons. `areas` by municipality code; a municipality that is absent is drawn as unknown."""
    middles = hexagons()
    shapes = [(code, f"M{x:.4g} {y:.4g}{HEXAGON}") for code, x, y in middles]
    return drawing(shapes, areas, label=label, view_box=box_around(middles))


def boundary_map(areas: Mapping[str, Area], *, label: str) -> SafeString:
    """The country in real boundaries; an empty string where they have not been imported."""
    rows = Shape.objects.filter(kind=Shape.Kind.BORDER).values_list("municipality__code", "path")
    shapes = list(rows)
    return drawing(shapes, areas, label=label, view_box="0 0 1000 1160") if shapes else mark_safe("")


def drawing(shapes: Iterable[tuple[str, str]], areas: Mapping[str, Area], *, label: str, view_box: str) -> SafeString:
    unknown = Area("map-area--unknown", "", "")
    parts = [f'<svg class="map" viewBox="{view_box}" role="group" aria-label="{escape(label)}">']
    # The one that is meant comes last, so that no neighbour lies over its outline.
    for code, path in sorted(shapes, key=lambda shape: HERE in areas.get(shape[0], unknown).look):
        area = areas.get(code, unknown)
        shape = f'<path class="map-area {area.look}" d="{path}"><title>{escape(area.title)}</title></path>'
        parts.append(f'<a href="{area.href}" tabindex="-1">{shape}</a>' if area.href else shape)
    parts.append("</svg>")
    return mark_safe("".join(parts))


def hexagons() -> list[tuple[str, float, float]]:
    """Code and middle of every municipality of today."""
    cells = Municipality.objects.current().order_by("code").values_list("code", "q", "r")
    return [(code, (q + r / 2) * WIDTH, r * SIZE * 1.5) for code, q, r in cells if q is not None and r is not None]


def box_around(middles: list[tuple[str, float, float]]) -> str:
    """The view box that holds all hexagons."""
    xs, ys = [x for _, x, _ in middles], [y for _, _, y in middles]
    if not xs:
        return "0 0 1 1"
    left, top = min(xs) - WIDTH / 2 - 1, min(ys) - SIZE - 1
    return f"{left:.1f} {top:.1f} {max(xs) - left + WIDTH / 2 + 1:.1f} {max(ys) - top + SIZE + 1:.1f}"


def connection_areas(connected: set[str], *, here: str = "", only: set[str] | None = None) -> dict[str, Area]:
    """Areas that say of each municipality of today whether it is connected; `here` is drawn as the one meant, what is
    not in `only` faintly."""
    root = reverse("places:list")
    areas = {}
    for code, name, slug in Municipality.objects.current().values_list("code", "name", "slug"):
        joined = code in connected
        look = "map-area--connected" if joined else "map-area--not"
        look += f" {HERE}" if code == here else ""
        look += " map-area--aside" if only is not None and code not in only else ""
        areas[code] = Area(look, f"{name}: {'doet mee' if joined else 'doet nog niet mee'}", f"{root}{slug}/")
    return areas


def coverage_map(connected: set[str], *, kind: str = "", here: str = "", only: set[str] | None = None) -> SafeString:
    """The map of who is connected; `kind` "grenzen" asks for real boundaries."""
    areas = connection_areas(connected, here=here, only=only)
    number = sum("map-area--connected" in area.look for area in areas.values())
    label = f"Kaart van Nederland: {number} van de {len(areas)} gemeenten doen mee. De lijst staat op deze site."
    boundaries = boundary_map(areas, label=label) if kind == "grenzen" else ""
    return boundaries or hexagon_map(areas, label=label)  # type: ignore[return-value]


def front_map() -> SafeString:
    return coverage_map(panels.connected_codes())
