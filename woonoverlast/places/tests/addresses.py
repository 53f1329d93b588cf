"""Examples of addresses with a variable part, and who may not know or change what is there; for the access matrix."""

from collections.abc import Callable, Mapping
from typing import Any

EXAMPLES: Mapping[str, Callable[[Any], str]] = {
    "places:municipality": lambda cast: "/gemeenten/utrecht/",
}
