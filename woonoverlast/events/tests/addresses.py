"""Examples of addresses with a variable part, and who may not know or change what is there; for the access matrix."""

from collections.abc import Mapping

from woonoverlast.events.tests import calendar_examples, event_examples
from woonoverlast.people.testing import OTHER_MEMBERS, Example

EXAMPLES: Mapping[str, Example] = {**calendar_examples.EXAMPLES, **event_examples.EXAMPLES}
# Allowed by level, yet the object is not theirs: the answer is the same 404 as for what does not exist.
HIDDEN_FROM: Mapping[str, frozenset[str]] = {
    "events:request": OTHER_MEMBERS,
}
# Visible, but not theirs to change: 403.
FORBIDDEN_TO: Mapping[str, frozenset[str]] = {
    **{f"events:{name}": OTHER_MEMBERS for name in calendar_examples.ORGANISED},
    **{f"events:{name}": OTHER_MEMBERS for name in event_examples.ORGANISED},
}
