"""Examples of addresses with a variable part, and who may not know or change what is there; for the access matrix."""

from collections.abc import Mapping

from woonoverlast.people.testing import Cast, Example
from woonoverlast.search.models import SynonymGroup


def synonym_group(cast: Cast) -> str:
    return f"/beheer/zoekwoorden/{SynonymGroup.objects.create(words='duif; vogel').pk}/"


EXAMPLES: Mapping[str, Example] = {
    "synonyms:group": synonym_group,
    "synonyms:group_removal": lambda cast: synonym_group(cast) + "weg/",
}
