"""No address here has a variable part."""

from collections.abc import Mapping

from woonoverlast.people.testing import Example

EXAMPLES: Mapping[str, Example] = {}
