"""Import real boundaries from GeoJSON: a file, or an address of PDOK that may answer in several pages.

Coordinates are longitude and latitude (WGS84). They are projected once, here, to the view box of `maps.boundary_map`.
"""

import json
import math
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.db import transaction

from woonoverlast.places.models import Municipality, Shape

TIMEOUT = 30  # seconds without an answer
MAX_PAGES = 100
MAX_BYTES = 100_000_000  # of one page
# The Netherlands in degrees, and the view box 0 0 1000 1160 with some room around.
WEST, EAST, SOUTH, NORTH = 3.2, 7.3, 50.7, 53.65
SQUEEZE = math.cos(math.radians(52.2))
WIDTH, HEIGHT, MARGIN = 1000, 1160, 10
SCALE = min((WIDTH - 2 * MARGIN) / ((EAST - WEST) * SQUEEZE), (HEIGHT - 2 * MARGIN) / (NORTH - SOUTH))
LEFT = (WIDTH - (EAST - WEST) * SQUEEZE * SCALE) / 2
TOP = (HEIGHT - (NORTH - SOUTH) * SCALE) / 2

Feature = Mapping[str, Any]
Ring = Sequence[Sequence[float]]


class BadBoundaries(ValueError):
    """One Dutch sentence that says what is wrong with the answer or file."""


def import_file(file: Path) -> int:
    """Replace all boundaries by those in the file; the number of municipalities. Raises `BadBoundaries`."""
    try:
        text = file.read_bytes()
    except OSError as error:
        raise BadBoundaries(f"{file} is niet te lezen: {error.strerror}.") from error
    return store(features_in(parsed(text, str(file)), str(file)), source=file.name)


def import_address(address: str, *, timeout: float = TIMEOUT) -> int:
    """Replace all boundaries by those at the address; the number of municipalities. Raises `BadBoundaries`."""
    return store([feature for page in pages(address, timeout=timeout) for feature in page], source=address[:300])


def pages(address: str, *, timeout: float) -> Iterator[list[Feature]]:
    seen: set[str] = set()
    while address:
        if address in seen or len(seen) == MAX_PAGES:
            raise BadBoundaries(f"{address} verwijst steeds naar een volgende bladzijde.")
        seen.add(address)
        answer = parsed(fetched(address, timeout=timeout), address)
        yield features_in(answer, address)
        address = next_address(answer, address)


def fetched(address: str, *, timeout: float) -> bytes:
    if urlsplit(address).scheme not in {"http", "https"}:
        raise BadBoundaries(f"{address} is geen webadres.")
    request = urllib.request.Request(address, headers={"Accept": "application/geo+json, application/json"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:  # noqa: S310
            body: bytes = response.read(MAX_BYTES + 1)
    except urllib.error.HTTPError as error:
        error.close()
        raise BadBoundaries(f"{address} geeft foutcode {error.code}.") from error
    except (OSError, HTTPException, ValueError) as error:
        raise BadBoundaries(f"{address} is niet te bereiken, of stopt halverwege.") from error
    if len(body) > MAX_BYTES:
        raise BadBoundaries(f"{address} geeft een te groot antwoord.")
    return body


def parsed(body: bytes, where: str) -> Mapping[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadBoundaries(f"{where} geeft geen geldige GeoJSON.") from error
    if not isinstance(found, dict):
        raise BadBoundaries(f"{where} geeft geen geldige GeoJSON.")
    return found


def features_in(answer: Mapping[str, Any], where: str) -> list[Feature]:
    features = answer.get("features")
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise BadBoundaries(f"{where} heeft geen lijst met gebieden (features).")
    return features


def next_address(answer: Mapping[str, Any], address: str) -> str:
    links = answer.get("links")
    for link in links if isinstance(links, list) else []:
        if isinstance(link, dict) and link.get("rel") == "next" and link.get("href"):
            return urljoin(address, str(link["href"]))
    return ""


def store(features: Sequence[Feature], *, source: str) -> int:
    """All or nothing. Municipalities of today only; every one of them must be there."""
    paths = paths_by_code(features)
    today = dict(Municipality.objects.current().values_list("code", "pk"))
    missing = sorted(today.keys() - paths.keys())
    if not today or missing:
        named = ", ".join(missing[:5]) or "alle; laad eerst de gemeenten"
        raise BadBoundaries(f"Er ontbreken {len(missing)} gemeenten van vandaag ({named}).")
    shapes = [Shape(municipality_id=pk, path=paths[code], source=source) for code, pk in today.items()]
    with transaction.atomic():
        Shape.objects.filter(kind=Shape.Kind.BORDER).delete()
        Shape.objects.bulk_create(shapes)
    return len(shapes)


def paths_by_code(features: Sequence[Feature]) -> dict[str, str]:
    paths: dict[str, str] = {}
    for feature in features:
        code = code_of(feature)
        if code in paths:
            raise BadBoundaries(f"{code} staat er twee keer in. Vraag de grenzen van één jaar.")
        paths[code] = svg_path(feature.get("geometry"), code)
    return paths


def code_of(feature: Feature) -> str:
    """CBS calls it statcode, Kadaster identificatie."""
    properties = feature.get("properties")
    names = properties if isinstance(properties, dict) else {}
    code = names.get("statcode") or names.get("identificatie")
    if not isinstance(code, str) or not code:
        raise BadBoundaries("Er is een gebied zonder gemeentecode (statcode).")
    return code


def svg_path(geometry: Any, code: str) -> str:
    try:
        shapes = geometry["coordinates"]
        polygons = {"Polygon": [shapes], "MultiPolygon": shapes}[geometry["type"]]
        path = "".join(ring_path(ring) for polygon in polygons for ring in polygon)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise BadBoundaries(f"De vorm van {code} klopt niet.") from error
    if not path:
        raise BadBoundaries(f"De vorm van {code} is leeg.")
    return path


def ring_path(ring: Ring) -> str:
    """Closed ring; points that fall together on the map are drawn once."""
    points = list(dict.fromkeys(projected(float(point[0]), float(point[1])) for point in ring))
    return f"M{'L'.join(points)}z" if len(points) > 2 else ""


def projected(longitude: float, latitude: float) -> str:
    if not (WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH):
        raise ValueError(f"{longitude}, {latitude} is not in the Netherlands")
    x = LEFT + (longitude - WEST) * SQUEEZE * SCALE
    y = TOP + (NORTH - latitude) * SCALE
    return f"{x:.1f} {y:.1f}".replace(".0", "")
