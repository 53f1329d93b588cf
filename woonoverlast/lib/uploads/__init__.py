"""Files from strangers: known by content, taken apart in a process with limits, cleaned or refused. See README.md."""

from woonoverlast.lib.uploads.inspecting import LARGEST, TOO_LARGE, inspect, rows_of
from woonoverlast.lib.uploads.names import clean_name
from woonoverlast.lib.uploads.outcome import Inspected, Refused, Words

__all__ = ["LARGEST", "TOO_LARGE", "Inspected", "Refused", "Words", "clean_name", "inspect", "rows_of"]
