"""Names of files as a reader may see them."""

import re

from woonoverlast.lib.text import clean_line

MAX_LENGTH = 100
FORBIDDEN = re.compile(r'[<>:"/\\|?*;%\r\n]+')
EXTENSIONS = re.compile(r"(?:\.[a-z0-9]{1,5})+$", re.I)


def clean_name(name: str, *, extension: str) -> str:
    """One line without folders, hidden signs or signs with a meaning elsewhere, ending as the content says."""
    last = re.split(r"[/\\]", name)[-1]
    stem = EXTENSIONS.sub("", FORBIDDEN.sub(" ", clean_line(last)))
    return (" ".join(stem.split()).strip(". ")[:MAX_LENGTH].strip(". ") or "bestand") + extension
