"""Databases for the tests of all contexts.

Each process has a copy of one template with all reference data in it. A test in a transaction undoes what it did; a
test that commits (`transactional_db`) gets a fresh copy afterwards. A module that asks for `community` works in a copy
that has the demonstration community too.
"""

import os
from collections.abc import Iterator
from datetime import date
from io import StringIO

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase, override_settings
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

from tools import template_databases
from tools.prepare import reference_commands
from woonoverlast.people.testing import Cast, make_cast
from woonoverlast.places.models import Municipality

# Their contents decide what is in a template. The demonstration is made by nearly all code there is.
REFERENCE = [
    "*/migrations/*.py",
    "*/data/**/*",
    "*/source.py",
    "*/loading.py",
    "*/reference.py",
    "*/apps.py",
    "*/management/commands/load_*.py",
    "conftest.py",
]
DEMONSTRATION = ["**/*.py", "**/*.toml", "**/*.csv", "**/*.txt", "**/*.gz"]


class Databases:
    """The database of this process, and the template that it is a copy of now."""

    def __init__(self) -> None:
        self.parameters = connection.get_connection_params()
        self.name = f"test_woonoverlast_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
        # Now, and not at first use: somebody may be editing while a run goes on.
        self.digest_of_community = f"{template_databases.digest_of(DEMONSTRATION)}_{date.today():%d%m}"
        self.template = self.reference = template_databases.ensure(
            self.parameters,
            kind="reference",
            digest=template_databases.digest_of(REFERENCE),
            make=self.make_reference,
        )

    def community(self) -> str:
        return template_databases.ensure(
            self.parameters, kind="community", digest=self.digest_of_community, make=self.make_community
        )

    def make_reference(self, name: str) -> None:
        connection.settings_dict["TEST"]["NAME"] = name
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        for command in reference_commands():
            call_command(command, verbosity=0, stdout=StringIO())
        self.analyze()

    def make_community(self, name: str) -> None:
        template_databases.copy(self.parameters, template=self.reference, name=name)
        self.connect(name)
        with override_settings(DEMONSTRATION=True):
            call_command("demonstrate", verbosity=0)
        self.analyze()

    def analyze(self) -> None:
        """Or the planner guesses badly after so many new rows. Nobody may be connected to a template."""
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        connection.close()

    def use(self, template: str) -> None:
        self.template = template
        self.renew()

    def renew(self) -> None:
        connection.close()
        template_databases.copy(self.parameters, template=self.template, name=self.name)
        self.connect(self.name)
        caches["process"].clear()

    def connect(self, name: str) -> None:
        connection.close()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def pytest_collection_finish(session: pytest.Session) -> None:
    """Make the templates before any test's time begins to count: on a busy machine that takes minutes."""
    wanted = {name for item in session.items for name in getattr(item, "fixturenames", ())}
    if session.config.option.collectonly or not wanted & {"db", "databases", "_django_db_helper"}:
        return
    with session.config.stash[blocking_manager_key].unblock():
        made = Databases()
        if "community" in wanted:
            made.community()
        connection.close()


@pytest.fixture(scope="session")
def databases(django_db_blocker: DjangoDbBlocker) -> Iterator[Databases]:
    with django_db_blocker.unblock():
        made = Databases()
        made.renew()
    yield made
    with django_db_blocker.unblock():
        connection.close()
        template_databases.remove(made.parameters, name=made.name)


@pytest.fixture(scope="session")
def django_db_setup(databases: Databases) -> Iterator[None]:
    """In the place of that of pytest-django, which migrates anew for each process and empties tables one by one."""
    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: databases.renew())
    yield
    patch.undo()


@pytest.fixture(scope="module")
def community(databases: Databases, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demonstration community, for all tests of a module."""
    with django_db_blocker.unblock():
        databases.use(databases.community())
    with override_settings(DEMONSTRATION=True):
        yield
    with django_db_blocker.unblock():
        databases.use(databases.reference)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """No test sees what a process remembered for a minute in another."""
    caches["process"].clear()


@pytest.fixture
def places(db: None) -> None:
    """Says that a test counts on the real municipalities. They are there for every test."""


@pytest.fixture
def cast(places: None) -> Cast:
    """One person of each kind, in two municipalities."""
    return make_cast(*Municipality.objects.current().order_by("code")[:2])


@pytest.fixture
def no_places(db: None) -> None:
    """A country without municipalities, for tests that make their own."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE places_municipality, places_region CASCADE")
