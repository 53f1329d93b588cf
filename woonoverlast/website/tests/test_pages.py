"""The fixed pages and the files that a well-behaved site has."""

from datetime import datetime, timedelta

import pytest
from django.test import Client, override_settings
from django.utils import timezone

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/over/", "/toegankelijkheid/", "/privacy/"])
def test_page_is_public_and_has_one_heading(client: Client, path: str) -> None:
    html = client.get(path).content.decode()
    assert html.count("<h1") == 1
    assert 'href="#inhoud"' in html


@pytest.mark.parametrize("path", ["/over/", "/stijl/", "/robots.txt", "/.well-known/security.txt"])
def test_page_changes_nothing(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


def test_every_component_is_on_the_style_page(client: Client) -> None:
    html = client.get("/stijl/").content.decode()
    for name in ("notice", "card", "tile", "progress", "table", "pagination", "filter_bar", "steps", "timeline"):
        assert f"components/{name}.html" in html
    assert "style=" not in html


def test_suggestions_have_the_shape_that_the_field_asks(client: Client) -> None:
    results = client.get("/stijl/gemeenten/", {"q": "ut"}).json()["results"]
    assert results[0] == {"label": "Utrecht", "detail": "Utrecht"}


@override_settings(SECURITY_CONTACT="mailto:veilig@example.nl")
def test_security_text_expires_within_a_year(client: Client) -> None:
    lines = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())
    expires = datetime.fromisoformat(lines["Expires"])
    assert lines["Contact"] == "mailto:veilig@example.nl"
    assert timezone.now() < expires < timezone.now() + timedelta(days=365)


@override_settings(DEMONSTRATION=True)
def test_demonstration_stays_out_of_search_engines(client: Client) -> None:
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()


@override_settings(DEMONSTRATION=True)
def test_demonstration_says_so(client: Client) -> None:
    assert "Voorbeeldomgeving, personen zijn verzonnen" in client.get("/over/").content.decode()


@override_settings(DEMONSTRATION=False)
def test_real_platform_has_no_banner_and_can_be_found(client: Client) -> None:
    assert "Voorbeeldomgeving" not in client.get("/over/").content.decode()
    assert "Disallow: /\n" not in client.get("/robots.txt").content.decode()
