"""Reference data of this context: the subjects that somebody can know about."""

import csv
from pathlib import Path

from woonoverlast.people.models import Expertise

EXPERTISE = Path(__file__).parent / "data" / "expertise.csv"


def load_expertise() -> int:
    """Add and rename the subjects from the file; what an editor added stays. Returns the number of subjects in it."""
    with EXPERTISE.open(encoding="utf-8", newline="") as file:
        rows = [Expertise(slug=row["slug"], name=row["name"], facet=row["facet"]) for row in csv.DictReader(file)]
    Expertise.objects.bulk_create(rows, update_conflicts=True, unique_fields=["slug"], update_fields=["name", "facet"])
    return len(rows)
