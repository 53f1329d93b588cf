"""Reference data of this context: the themes that the forum starts with."""

import csv
from pathlib import Path

from woonoverlast.forum.models import Theme

THEMES = Path(__file__).parent / "data" / "themes.csv"


def load_themes() -> int:
    """Add the themes from the file; what an editor changed stays. Returns the number of themes in it."""
    with THEMES.open(encoding="utf-8", newline="") as file:
        rows = [Theme(**row) for row in csv.DictReader(file)]
    Theme.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
