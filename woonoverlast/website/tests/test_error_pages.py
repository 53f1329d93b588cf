"""Error pages: clear Dutch, a way out, no trace; 500 and 503 need nothing that may be broken."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from woonoverlast.website import errors

SECRET = "geheim-uit-de-fout"


@pytest.mark.parametrize("code", [400, 403, 404, 429, 500, 503])
def test_page_renders_without_database_or_context(code: int) -> None:
    html = render_to_string(f"{code}.html")
    assert f"Foutcode {code}" in html
    assert 'lang="nl"' in html
    assert 'href="/"' in html


@pytest.fixture
def broken_page() -> Iterator[Client]:
    with patch("woonoverlast.website.views.pages.render", side_effect=RuntimeError(SECRET)):
        yield Client(raise_request_exception=False)


@pytest.mark.django_db
def test_server_error_carries_no_trace(broken_page: Client) -> None:
    response = broken_page.get("/over/")
    assert response.status_code == 500
    assert SECRET not in response.content.decode()
    assert "Traceback" not in response.content.decode()


@pytest.mark.django_db
def test_unknown_page_is_a_clear_404(client: Client) -> None:
    response = client.get("/bestaat-niet/")
    assert response.status_code == 404
    assert "Deze pagina bestaat niet" in response.content.decode()


def test_database_that_is_away_in_middleware_gives_503_with_retry() -> None:
    try:
        raise OperationalError(SECRET)
    except OperationalError:
        response = errors.server_error(RequestFactory().get("/"))
    assert (response.status_code, response.headers["Retry-After"]) == (503, "10")
    assert SECRET not in response.content.decode()


def test_even_without_templates_there_is_an_answer() -> None:
    with patch("woonoverlast.website.middleware.render_to_string", side_effect=ValueError(SECRET)):
        response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Er ging iets mis bij ons" in response.content.decode()
    assert SECRET not in response.content.decode()
