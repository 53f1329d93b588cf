"""Error pages: clear Dutch, a way out, no trace; 500 and 503 need nothing that may be broken."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from woonoverlast.people.testing import Cast, logged_in, make_cast
from woonoverlast.places.models import Municipality
from woonoverlast.website import errors

SECRET = "geheim-uit-de-fout"


@pytest.mark.parametrize("code", [400, 403, 404, 405, 429, 500, 503])
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


def away(path: str, fields: dict[str, object]) -> str:
    try:
        raise OperationalError(SECRET)
    except OperationalError:
        response = errors.server_error(RequestFactory().post(path, fields))
    assert response.status_code == 503
    assert "no-store" in response["Cache-Control"]
    return str(response.content.decode())


def test_what_was_typed_is_offered_again_when_the_database_is_away() -> None:
    html = away("/uitnodigen/?stap=2", {"note": '<b>"Dag"</b>', "emails": ["a@b.example", "c@d.example"]})
    assert 'action="/uitnodigen/?stap=2"' in html
    assert 'name="note" value="&lt;b&gt;&quot;Dag&quot;&lt;/b&gt;"' in html
    assert html.count('name="emails"') == 2
    assert "Verstuur opnieuw" in html


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/inloggen/wachtwoord/", {"password": SECRET}),
        ("/elders/", {"password1": SECRET}),
        ("/elders/", {"list": SimpleUploadedFile("lijst.csv", b"a"), "text": SECRET}),
        ("/elders/", {"text": SECRET * 20_000}),
    ],
)
def test_secrets_and_files_are_not_repeated_but_the_way_back_is_told(path: str, fields: dict[str, object]) -> None:
    html = away(path, fields)
    assert SECRET not in html
    assert "de knop Terug van je browser" in html


@pytest.mark.django_db
def test_form_without_its_token_gets_a_clear_dutch_403() -> None:
    response = Client(enforce_csrf_checks=True).post("/inloggen/", {"login": "a@b.example"})
    assert response.status_code == 403
    assert "Dit formulier is verlopen" in response.content.decode()


def test_address_of_a_button_is_a_page_too(places: None) -> None:
    """It was an empty answer, which a browser shows as an error of its own."""
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    client = logged_in(make_cast(here, elsewhere).member)
    response = client.get("/forum/alles-gelezen/")
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert "Dit adres hoort bij een knop" in response.content.decode()
    assert client.put("/forum/alles-gelezen/").content == b""


@pytest.mark.parametrize(
    ("origin", "offered"), [("http://testserver", True), ("https://elders.example", False), ("", False)]
)
def test_own_form_whose_token_is_old_can_be_sent_from_the_page_that_says_so(
    cast: Cast, origin: str, offered: bool
) -> None:
    client = logged_in(cast.member)
    client.handler.enforce_csrf_checks = True
    text = "Een lange reactie die niet weg mag zijn."
    headers = {"Origin": origin} if origin else {}
    values = {"body": text, "body_as": "text", "csrfmiddlewaretoken": "oud"}
    page = client.post("/forum/onderwerp/1/reageren/", values, headers=headers).content.decode()
    assert text in page
    assert ("Verstuur opnieuw" in page) == offered
    assert (f'name="body" value="{text}"' in page) == offered
    assert 'value="oud"' not in page
