"""What nobody meets as an object of his own; for the matrix over objects."""

from collections.abc import Iterator

from woonoverlast.chooser.models import RuleTable
from woonoverlast.people.testing import Cast, Planted, Words

NOBODY = {RuleTable: "for everybody, every table there ever was"}


def plant(cast: Cast, word: Words) -> Iterator[Planted]:
    yield from ()
