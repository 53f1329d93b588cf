"""Load the cycles and targets of the project's own file. What an editor changed since is left alone."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from woonoverlast.targets.models import Cycle, Target

TARGETS_FILE = Path(__file__).parent / "data" / "targets.json"


@transaction.atomic
def load_targets(path: Path = TARGETS_FILE) -> int:
    """Add the cycles and targets that are missing; return how many targets were added."""
    cycles = json.loads(path.read_text(encoding="utf-8"))["cycles"]
    return sum(load_cycle(dict(cycle)) for cycle in cycles)


def load_cycle(facts: dict[str, Any]) -> int:
    targets = facts.pop("targets")
    cycle, _ = Cycle.objects.get_or_create(slug=facts.pop("slug"), defaults=facts)
    added = [
        Target.objects.get_or_create(cycle=cycle, number=target["number"], defaults=target)[1] for target in targets
    ]
    return sum(added)
