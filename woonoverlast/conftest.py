"""Fixtures for all contexts."""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from woonoverlast.forum.reference import load_themes
from woonoverlast.people.reference import load_expertise
from woonoverlast.places.loading import load_reference
from woonoverlast.places.models import Municipality
from woonoverlast.plans.loading import load_targets

END_OTHERS = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename = current_user"""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The reference data is there before the first test; each test puts back what it changed.

    At the end sessions that a thread or a browser left open are ended, or the database could not be removed.
    """
    with django_db_blocker.unblock():
        load()
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(END_OTHERS)


@pytest.fixture
def places(db: None) -> None:
    """The real municipalities, expertise, targets and themes; anew after a test that emptied the tables."""
    if not Municipality.objects.exists():
        load()


@pytest.fixture
def no_places(db: None) -> None:
    """A country without municipalities, for tests that make their own."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE places_municipality, places_region CASCADE")


def load() -> None:
    load_reference()
    load_expertise()
    load_targets()
    load_themes()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # or the planner guesses badly after so many new rows
