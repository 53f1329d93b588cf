"""Small helpers for text that people type."""

import unicodedata

# Characters that change how other text is shown or hide in it: direction marks, zero-width, byte order mark.
HIDDEN = {*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A), 0xFEFF}


def clean_line(text: str) -> str:
    """One line in NFC without control and hidden characters, with single spaces. Tags stay: they are just text."""
    normal = unicodedata.normalize("NFC", text)
    kept = (" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in normal if ord(c) not in HIDDEN)
    return " ".join("".join(kept).split())


def storable(text: str) -> str:
    """Without what the database cannot hold: NUL, and half of a sign of two halves, as a script can cut an emoji."""
    whole = text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\ufffd", "") if whole.count("\ufffd") > text.count("\ufffd") else whole
