"""What municipalities say, planted with words of its own; for the matrix over objects."""

from collections.abc import Iterator

from django.utils import timezone

from woonoverlast.local_rules.models import Statement
from woonoverlast.local_rules.tests.making import here, path, say
from woonoverlast.people.testing import EVERYBODY, Cast, Planted, Words


def plant(cast: Cast, word: Words) -> Iterator[Planted]:
    former, standing = word(), word()
    say(here(cast), note=f"Eerder {former}.", replaced_at=timezone.now())
    say(here(cast), note=f"Nu {standing}.")
    yield Planted(Statement, "that stands", standing, EVERYBODY, (path(cast), "/lokale-regels/lokale-regels.csv"))
    yield Planted(Statement, "that was replaced", former, EVERYBODY, (path(cast),))
