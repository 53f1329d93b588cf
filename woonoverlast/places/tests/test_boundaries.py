"""Importing real boundaries from a file and from an address with several pages."""

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from woonoverlast.places.boundaries import BadBoundaries, import_address
from woonoverlast.places.models import Municipality, Shape

REAL = Path(settings.BASE_DIR) / "../shared/data/gemeente_2026.geojson"
SQUARE = [[5.0, 52.0], [5.2, 52.0], [5.2, 52.1], [5.0, 52.1], [5.0, 52.0]]


def feature(code: str, *, key: str = "statcode", ring: Any = SQUARE) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {key: code},
        "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]},
    }


def country(**shape: Any) -> list[dict[str, Any]]:
    return [feature(code, **shape) for code in Municipality.objects.current().values_list("code", flat=True)]


def written(folder: Path, features: list[dict[str, Any]]) -> Path:
    file = folder / "grenzen.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return file


def run(**options: Any) -> str:
    out = StringIO()
    call_command("import_boundaries", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def old_shape(places: None) -> Shape:
    return Shape.objects.create(municipality=Municipality.objects.get(code="GM0363"), path="M0 0L1 1z", source="oud")


@pytest.fixture
def answers() -> Iterator[tuple[str, dict[str, Any]]]:
    """An address on this machine, and the answers by path; a path without an answer gives code 500."""
    found: dict[str, Any] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path in found else 500)
            self.end_headers()
            answer = found.get(self.path, "")
            self.wfile.write((answer if isinstance(answer, str) else json.dumps(answer)).encode())

        def log_message(self, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", found
        server.shutdown()
        thread.join()


def test_file_replaces_all_boundaries(old_shape: Shape, tmp_path: Path) -> None:
    assert "342 gemeenten" in run(file=written(tmp_path, country()))
    assert Shape.objects.count() == 342
    assert not Shape.objects.filter(source="oud").exists()


def test_path_lies_in_the_view_box_with_one_decimal(places: None, tmp_path: Path) -> None:
    run(file=written(tmp_path, country()))
    path = Shape.objects.values_list("path", flat=True)[0]
    assert re.fullmatch(r"M[\d.]+ [\d.]+(L[\d.]+ [\d.]+){3}z", path)
    assert not re.search(r"\.\d\d", path)
    x, y = (float(number) for number in re.findall(r"[\d.]+", path)[:2])
    assert 0 < x < 1000
    assert 0 < y < 1160


def test_address_with_two_pages_is_read_to_the_end(places: None, answers: tuple[str, dict[str, Any]]) -> None:
    address, found = answers
    features = country(key="identificatie")
    found["/items?limit=200"] = {"features": features[:200], "links": [{"rel": "next", "href": "/items?cursor=2"}]}
    found["/items?cursor=2"] = {"features": features[200:], "links": [{"rel": "self", "href": "/items"}]}
    assert "342 gemeenten" in run(url=f"{address}/items?limit=200")


@pytest.mark.parametrize("answer", ["<html>storing</html>", "[]", {"features": None}, {"features": [{}]}, None])
def test_broken_answer_keeps_the_old_boundaries(
    old_shape: Shape, answers: tuple[str, dict[str, Any]], answer: Any
) -> None:
    address, found = answers
    if answer is not None:
        found["/items"] = answer
    with pytest.raises(CommandError, match="De oude grenzen zijn gebleven"):
        run(url=f"{address}/items")
    assert Shape.objects.get() == old_shape


def test_second_page_that_fails_keeps_the_old_boundaries(old_shape: Shape, answers: tuple[str, dict[str, Any]]) -> None:
    address, found = answers
    found["/items"] = {"features": country(), "links": [{"rel": "next", "href": f"{address}/weg"}]}
    with pytest.raises(CommandError, match="foutcode 500"):
        run(url=f"{address}/items")
    assert Shape.objects.get() == old_shape


def test_pages_in_a_ring_end(places: None, answers: tuple[str, dict[str, Any]]) -> None:
    address, found = answers
    found["/items"] = {"features": [], "links": [{"rel": "next", "href": "/items"}]}
    with pytest.raises(BadBoundaries, match="volgende bladzijde"):
        import_address(f"{address}/items")


def test_nobody_who_listens_is_one_clear_sentence(db: None) -> None:
    with pytest.raises(CommandError, match="niet te bereiken"):
        run(url="http://127.0.0.1:1/items")


@pytest.mark.parametrize(
    "ring", [[], [[5]], [["a", "b"]], [[155000, 463000], [155001, 463000], [155000, 463001]], None]
)
def test_bad_shape_is_refused(old_shape: Shape, tmp_path: Path, ring: Any) -> None:
    with pytest.raises(CommandError, match="De vorm van GM"):
        run(file=written(tmp_path, country(ring=ring)))
    assert Shape.objects.get() == old_shape


def test_missing_municipality_is_refused(places: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="ontbreken 341 gemeenten"):
        run(file=written(tmp_path, [feature("GM0363")]))


def test_boundaries_of_several_years_are_refused(places: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="twee keer"):
        run(file=written(tmp_path, country() * 2))


@pytest.mark.skipif(not REAL.exists(), reason="the file with the real boundaries is not beside the checkout")
def test_real_boundaries_become_a_map(places: None, client: Client) -> None:
    assert "342 gemeenten" in run(file=REAL)
    page = client.get("/gemeenten/", {"kaart": "grenzen"}).content.decode()
    assert 'viewBox="0 0 1000 1160"' in page
