"""Examples of addresses with a variable part, and who may not know or change what is there; for the access matrix."""

from collections.abc import Mapping

from woonoverlast.people.testing import OTHER_MEMBERS, Example
from woonoverlast.practices.tests.making import published, waiting

WRITERS = OTHER_MEMBERS
SAME_ORGANISATION = frozenset({"member", "steward", "coordinator", "executive", "administrator"})
EXAMPLES: Mapping[str, Example] = {
    "practices:practice": lambda cast: published(cast).get_absolute_url(),
    "practices:writing": lambda cast: published(cast).get_absolute_url() + "schrijven/",
    "practices:writers": lambda cast: published(cast).get_absolute_url() + "meeschrijvers/",
    "practices:handing_in": lambda cast: published(cast).get_absolute_url() + "inleveren/",
    "practices:review": lambda cast: waiting(cast).get_absolute_url() + "nakijken/",
    "practices:publishing": lambda cast: waiting(cast).get_absolute_url() + "plaatsen/",
    "practices:use": lambda cast: published(cast).get_absolute_url() + "gebruik/",
}
FORBIDDEN_TO: Mapping[str, frozenset[str]] = {
    "practices:writing": WRITERS,
    "practices:writers": WRITERS,
    "practices:handing_in": WRITERS,
    "practices:review": SAME_ORGANISATION,
}
EDITORS = "editors and administrators with a second factor; each act is in the logbook"
UNLIMITED: Mapping[str, str] = dict.fromkeys(("practices:publishing",), EDITORS)
