"""Fixtures for all contexts."""

import pytest
from django.db import connection

from woonoverlast.forum.reference import load_themes
from woonoverlast.people.reference import load_expertise
from woonoverlast.places.loading import load_reference
from woonoverlast.places.models import Municipality
from woonoverlast.plans.loading import load_targets


@pytest.fixture
def places(db: None) -> None:
    """The real municipalities, expertise, targets and themes; loaded once per test that asks."""
    if not Municipality.objects.exists():
        load_reference()
        load_expertise()
        load_targets()
        load_themes()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # or the planner guesses badly after a load in one transaction
