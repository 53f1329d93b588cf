"""Load the table of rules of the project's own file; what an editor wrote is left alone."""

import hashlib
from pathlib import Path

from django.db import transaction

from woonoverlast.chooser import rules
from woonoverlast.chooser.models import RuleTable
from woonoverlast.instruments.models import Instrument

RULES_FILE = Path(__file__).parent / "data" / "rules.csv"
NOTE = "De tabel die met het platform meekomt."


class NotUsable(Exception):
    """A table with gaps, contradictions or mistakes; the message holds them, one a line."""


@transaction.atomic
def load_rules(path: Path = RULES_FILE) -> bool:
    """Whether the table was written: not where it stands already, nor where an editor wrote one."""
    text = path.read_text(encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    standing = list(RuleTable.objects.all())
    if any(table.digest == digest or not table.digest for table in standing):
        return False
    if wrong := complaints(text):
        raise NotUsable("\n".join(complaint.text for complaint in wrong))
    RuleTable.objects.all().delete()  # none of an editor: only the older file of the project
    RuleTable.objects.create(text=text, note=NOTE, digest=digest)
    return True


def complaints(text: str) -> list[rules.Complaint]:
    """Everything that keeps this table from being used, with the catalogue of now."""
    made, wrong = rules.read(text)
    return wrong or rules.check(made, tracks())


def tracks() -> dict[str, str]:
    return dict(Instrument.objects.values_list("slug", "track"))
