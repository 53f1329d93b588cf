"""Small helpers for text that people type."""

import re
import unicodedata

# Outlook and Word break a line with some of these.
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# What changes how other text is shown or hides in it: direction marks, zero-width, byte order mark.
HIDDEN = "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u180e"
# What no other format carries: control characters, halves of signs, code points that are no character or nobody's.
CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
PLANES = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
LOST = re.compile(f"[{CONTROLS}{HIDDEN}{PLANES}\U000f0000-\U0010ffff]")
# Letters and signs that show nothing.
BLANK = re.compile("[\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]")
JOINERS = re.compile("[\u200c\u200d]+")
# Signs that only say which flag it is; anywhere else they hide a text.
TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f)|[\U000e0000-\U000e0fff]")
VARIATION = "\ufe0e\ufe0f"
# Scripts that need no joiner.
UNJOINED = ("LATIN", "GREEK", "CYRILLIC")


def clean_text(text: str) -> str:
    """What every other format can carry, on the lines that were typed. Doing it again changes nothing."""
    text = BLANK.sub(" ", TAGS.sub(r"\1", LOST.sub("", LINE_ENDS.sub("\n", text))))
    return unicodedata.normalize("NFC", JOINERS.sub(lambda found: found[0][0] if joins(text, found) else "", text))


def joins(text: str, found: re.Match[str]) -> bool:
    """Whether a joiner stands between two emoji, or between letters of a script that needs it."""
    before = text[: found.start()].rstrip(VARIATION)[-1:]
    after = text[found.end() : found.end() + 1]
    return bool(before and after) and (
        (is_picture(before) and is_picture(after)) or (is_joined(before) and is_joined(after))
    )


def is_picture(sign: str) -> bool:
    """Emoji, and the skin tones that follow one."""
    return unicodedata.category(sign) in {"So", "Sk", "Sm"} and sign > "\u00ff"


def is_joined(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LM" and not unicodedata.name(sign, "LATIN").startswith(UNJOINED)


def clean_line(text: str) -> str:
    """The same on one line, with single spaces. Tags stay: they are just text."""
    return " ".join(clean_text(text).split())


def is_visible(text: str) -> bool:
    """At least one letter, digit, sign or emoji that somebody sees and can click."""
    return any(unicodedata.category(sign)[0] in "LNPS" for sign in text)


def storable(text: str) -> str:
    """Without what the database cannot hold: NUL, and half of a sign of two halves, as a script can cut an emoji."""
    whole = text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\ufffd", "") if whole.count("\ufffd") > text.count("\ufffd") else whole
