"""The guard: finds personal data in a text. See README.md beside this."""

from woonoverlast.lib.personal_data.finding import find, neutralise, replace
from woonoverlast.lib.personal_data.findings import Finding, Kind
from woonoverlast.lib.personal_data.markup import neutralise_html, replace_html, words_of

__all__ = ["Finding", "Kind", "find", "neutralise", "neutralise_html", "replace", "replace_html", "words_of"]
