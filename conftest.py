"""What all tests share: the browser of the machine. The database is `tools.testing`."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--full",
        action="store_true",
        help="all variants, and accidents in full numbers: ten thousand mails, fifty kills",
    )
    parser.addoption("--requests", default="0", help="odd requests that `bin/fuzz` sends (a few hundred)")
    parser.addoption("--seed", default="0", help="which odd requests")
    parser.addoption("--only", default="", help="of one route, or with #number one of them")


def pytest_configure() -> None:
    """Without collectstatic there is no manifest of hashed names; the tests use the plain ones."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns when it is not there
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("browser tests need Chromium (on Debian: apt-get install chromium)")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return browser_type_launch_args | {"executable_path": chromium, "args": arguments}


@pytest.fixture(autouse=True)
def close_pages(request: pytest.FixtureRequest) -> Iterator[None]:
    """A page that stays open goes on saving and asking, in the database of the next test."""
    yield
    if "browser" in request.fixturenames:
        for context in request.getfixturevalue("browser").contexts:
            context.set_offline(True)  # or a page that closes saves what stands in it
            context.close()
