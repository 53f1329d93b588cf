"""The cast that every test of this context uses."""

import pytest

from woonoverlast.people.testing import Cast, make_cast
from woonoverlast.places.models import Municipality


@pytest.fixture
def cast(places: None) -> Cast:
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    return make_cast(here, elsewhere)
