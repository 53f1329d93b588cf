"""The page about security names the test of each answer."""

import re

from django.conf import settings

PAGE = settings.BASE_DIR / "docs" / "security.md"


def test_every_test_that_is_named_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", PAGE.read_text(encoding="utf-8")))
    files = settings.PACKAGE.rglob("test_*.py")
    defined = {
        name for file in files for name in re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.M)
    }
    assert len(named) > 40
    assert named - defined == set()
