"""Two municipalities, one person of each kind, and nothing in the index yet."""

import pytest

from woonoverlast.people.testing import Cast, make_cast
from woonoverlast.places.models import Municipality, Region


@pytest.fixture
def cast(no_places: None) -> Cast:
    return make_cast(a_municipality("GM9001", "Testdam"), a_municipality("GM9002", "Proefveen"))


def a_municipality(code: str, name: str) -> Municipality:
    province, _ = Region.objects.get_or_create(code="PV99", defaults={"kind": "province", "name": "Proefland"})
    place = {"q": 900 + int(code[-1]), "r": 0, "latitude": 52, "longitude": 5}
    names = {"name": name, "slug": name.lower(), "search_names": f" {name.lower()}"}
    return Municipality.objects.create(code=code, province=province, **names, **place)
