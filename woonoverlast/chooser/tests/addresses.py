"""No address here has a variable part."""

from collections.abc import Mapping

from woonoverlast.people.testing import Example

EXAMPLES: Mapping[str, Example] = {}
EDITORS = "editors and administrators with a second factor; each act is in the logbook"
UNLIMITED: Mapping[str, str] = dict.fromkeys(("chooser:new_table",), EDITORS)
