"""The page that lists what happens without being called is what the code says now."""

import pytest
from django.conf import settings

from woonoverlast.office import uncalled

pytestmark = pytest.mark.django_db


def test_page_is_true() -> None:
    written = (settings.BASE_DIR / "docs" / "uncalled.md").read_text()
    assert written == uncalled.page(), "run bin/manage list_uncalled"


@pytest.mark.parametrize("part", ["AccessMiddleware", "`topic`", "`* * * * *`", "stamp_public_change", "Aanmeldingen"])
def test_page_knows_each_kind(part: str) -> None:
    assert part in uncalled.page()
