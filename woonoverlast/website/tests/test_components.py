"""The components: text is escaped, numbers are right for SVG, pages keep the query."""

from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import RequestContext, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from woonoverlast.website.templatetags.components import coordinate, initials

EVIL = "<script>alert('x')</script>"
WITH_TEXT: dict[str, dict[str, Any]] = {
    "notice": {"kind": "error", "title": EVIL, "text": EVIL, "link_url": "/", "link_text": EVIL},
    "badge": {"text": EVIL},
    "card": {"title": EVIL, "url": '/"><script>', "text": EVIL, "meta": EVIL, "kicker": EVIL},
    "tile": {"number": EVIL, "label": EVIL, "source": EVIL},
    "progress": {"label": EVIL, "text": EVIL, "percent": 26.3, "target": 75},
    "table": {"id": "t", "caption": EVIL, "headers": [EVIL], "rows": [[EVIL, EVIL]]},
    "data_list": {"items": [(EVIL, EVIL)]},
    "tabs": {"label": EVIL, "items": [(EVIL, "/", True)]},
    "breadcrumbs": {"items": [(EVIL, "/")], "label1": EVIL, "url1": "/", "current": EVIL},
    "steps": {"steps": [EVIL, EVIL], "current": 1},
    "empty": {"title": EVIL, "text": EVIL, "link_url": "/", "link_text": EVIL},
    "avatar": {"name": "<b>x"},
    "button": {"text": EVIL, "url": "/"},
}


@pytest.mark.parametrize("name", WITH_TEXT)
def test_text_is_escaped(name: str) -> None:
    html = render_to_string(f"components/{name}.html", WITH_TEXT[name])
    assert "<script" not in html
    assert "<b>" not in html


@pytest.mark.parametrize("name", WITH_TEXT)
def test_component_has_no_inline_style_or_handler(name: str) -> None:
    html = render_to_string(f"components/{name}.html", WITH_TEXT[name])
    assert "style=" not in html
    assert " on" not in html.replace(" on ", "")


def paginated(query: str, *, number: int = 7) -> str:
    request = RequestFactory().get(f"/leden/?{query}")
    page = Paginator(range(480), 20).page(number)
    line = Template('{% include "components/pagination.html" with page=page label="leden" only %}')
    return line.render(RequestContext(request, {"page": page}))


def test_pagination_keeps_the_query() -> None:
    html = paginated("provincie=utrecht&amp=1&pagina=7")
    assert "?provincie=utrecht&amp;amp=1&amp;pagina=8" in html
    assert html.count('aria-current="page"') == 1


def test_pagination_escapes_the_query() -> None:
    assert "<script" not in paginated('q="><script>alert(1)</script>')


def test_one_page_needs_no_pagination() -> None:
    context: dict[str, Any] = {"page": Paginator(range(3), 20).page(1)}
    assert render_to_string("components/pagination.html", context, RequestFactory().get("/")).strip() == ""


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Noor van den Berg", "NB"),
        ("Ömer", "Ö"),
        ("'t Hooft", "H"),
        ("", "?"),
        ("Anna-Maria Jansen de Vries", "AV"),
        ("123", "?"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_coordinate_has_a_point_and_stays_within_the_bar() -> None:
    assert [coordinate(value) for value in (26.3, 0, 100, 140, -3)] == ["26.3", "0", "100", "100", "0"]


def test_progress_reads_dutch_and_draws_with_points() -> None:
    html = render_to_string("components/progress.html", {"label": "Gemeenten", "percent": 26.3, "target": 75})
    assert 'width="26.3%"' in html
    assert "26,3 procent, doel 75 procent" in html
