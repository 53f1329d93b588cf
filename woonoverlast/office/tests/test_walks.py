"""The walks in docs/architecture.md name files and functions that exist."""

import re

import pytest
from django.conf import settings

WALKS = (settings.BASE_DIR / "docs" / "architecture.md").read_text().split("## Walks")[1].split("\n## ")[0]
NAMED = re.findall(r"`([a-z_]+/[a-z_/]+\.py)(?:::(\w+))?`", WALKS)


def test_there_are_walks() -> None:
    assert len(NAMED) > 15


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_what_a_walk_names_exists(path: str, name: str) -> None:
    text = (settings.PACKAGE / path).read_text()
    assert not name or re.search(rf"^(def |class |async def )?{name}\b", text, re.MULTILINE)
