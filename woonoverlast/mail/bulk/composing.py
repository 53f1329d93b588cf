"""A message is composed once; each recipient's copy is made by putting bytes between ready pieces.

Placeholders are the flat list below and nothing else: no template language, no attributes, no second pass over what was
filled in. Parts are 8-bit, because quoted-printable would cut a placeholder in two.
"""

import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.header import Header
from email.utils import formatdate
from functools import lru_cache
from html import escape
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail.message import sanitize_address
from django.urls import reverse

from woonoverlast.mail import letters
from woonoverlast.mail.bulk import tokens
from woonoverlast.mail.lists import LISTS, MailList
from woonoverlast.mail.models import Mailing

PLACEHOLDERS = ("naam", "mailadres", "afmeldlink", "voornaam", "organisatie", "gemeente")
# Where one of these stands, the sender looks up where the recipients work.
ABOUT_WORK = frozenset({"organisatie", "gemeente"})
PLACEHOLDER = re.compile(r"\[\[([^\[\]]*)\]\]")
NEWLINE = re.compile(r"\r\n|\r|\n")
MAX_LINE_LENGTH = 990  # bytes; the standard allows 998
MAX_NAME_LENGTH = 100
# The most bytes that a value can take, in HTML each of `&'"<>` five or six.
WIDTHS = {"naam": 600, "mailadres": 320, "afmeldlink": 200, "voornaam": 600, "organisatie": 600, "gemeente": 600}
NAMELESS = "collega"
# What stands there when we do not know: "Beste collega".
FALLBACKS = {"naam": NAMELESS, "voornaam": NAMELESS, "organisatie": "je organisatie", "gemeente": "je gemeente"}
NO_FIRST_NAMES = {"de", "heer", "mevrouw", "familie", "van", "team", "gemeente", "afdeling"}
UNSUBSCRIBE = "afmelden"  # purposes of tokens
MESSAGE_ID = "bericht"
RETURN_PATH = "terug"


class NotSendable(Exception):
    """The text cannot go out like this; the message says why, in Dutch."""


@dataclass(frozen=True)
class Addressee:
    """What is needed to make one copy. `number` is that of the row, so that a copy made again is the same one."""

    number: int
    address: str
    name: str
    organisation: str = ""
    municipality: str = ""


@dataclass(frozen=True)
class Composed:
    """Ready bytes with holes: `holes` tells which value goes at which place."""

    pieces: tuple[bytes, ...]
    holes: tuple[tuple[int, str], ...]

    @property
    def asks_about_work(self) -> bool:
        return any(name.removesuffix("_html") in ABOUT_WORK for _, name in self.holes)

    def copy_for(self, addressee: Addressee, *, date: str) -> bytes:
        values = values_for(addressee, date)
        pieces = list(self.pieces)
        for place, name in self.holes:
            pieces[place] = values[name]
        return b"".join(pieces)


def compose(mailing: Mailing) -> Composed:
    """All that is the same for everyone. Raises NotSendable before anybody gets half a message."""
    mail_list = LISTS[mailing.list_name]
    check_placeholders(mailing)
    text = with_way_out(mailing.text, mail_list, html=False)
    content = [part("plain", text)]
    if mailing.html:
        content.append(part("html", with_way_out(mailing.html, mail_list, html=True)))
    return cut([*head(mailing, mail_list), *body(content)])


def check_placeholders(mailing: Mailing) -> None:
    if PLACEHOLDER.search(mailing.subject):
        raise NotSendable("In het onderwerp kan geen invulveld staan.")
    unknown = unknown_placeholders(mailing.text) | unknown_placeholders(mailing.html)
    if unknown:
        known = ", ".join(f"[[{name}]]" for name in PLACEHOLDERS)
        raise NotSendable(f"Dit invulveld bestaat niet: {', '.join(sorted(unknown))}. Gebruik {known}.")


def unknown_placeholders(text: str) -> set[str]:
    return {f"[[{name}]]" for name in PLACEHOLDER.findall(text) if name not in PLACEHOLDERS}


def with_way_out(text: str, mail_list: MailList, *, html: bool) -> str:
    """Every mail says why it comes and how to stop it, also when the writer did not think of it."""
    if "[[afmeldlink]]" in text:
        return text
    why = f"Je krijgt deze mail omdat {mail_list.reason}."
    if not html:
        return f"{text.rstrip()}\n\n-- \n{why}\nAfmelden: [[afmeldlink]]\n"
    line = f'<p>{escape(why)} <a href="[[afmeldlink]]">Afmelden</a></p>\n'
    before, end, after = text.rpartition("</body>")
    return f"{before}{line}{end}{after}" if end else text + line


# Texts with holes: a list of bytes and names, the names as str.
Parts = list[bytes | str]


def head(mailing: Mailing, mail_list: MailList) -> Parts:
    site = urlsplit(settings.SITE_URL).hostname or "localhost"
    fixed = {
        "From": sanitize_address(settings.DEFAULT_FROM_EMAIL, "utf-8"),
        "Subject": encoded(one_line(mailing.subject)),
        "List-Id": f"{settings.SITE_NAME} <{mail_list.slug}.{site}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Precedence": "bulk",
        **letters.AUTOMATIC,
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in fixed.items())
    return [
        lines.encode("ascii"),
        *(b"To: ", "to"),
        *(b"\r\nDate: ", "date"),
        *(b"\r\nMessage-ID: <", "message_id", f"@{site}>".encode()),
        *(b"\r\nList-Unsubscribe: <", "afmeldlink"),
        b">\r\nMIME-Version: 1.0\r\n",
    ]


def encoded(subject: str) -> str:
    """Text that looks like an encoded word is encoded itself. Python's newer way would decode it, line breaks and all."""
    is_plain = subject.isascii() and "=?" not in subject
    return Header(subject, "us-ascii" if is_plain else "utf-8", header_name="Subject").encode(linesep="\r\n")


def body(content: list[tuple[bytes, Parts]]) -> Parts:
    if len(content) == 1:
        [(header, parts)] = content
        return [header, *parts]
    boundary = f"==={secrets.token_hex(16)}".encode()
    made: Parts = [b'Content-Type: multipart/alternative; boundary="', boundary, b'"\r\n']
    for header, parts in content:
        made += [b"\r\n--", boundary, b"\r\n", header, *parts]
    return [*made, b"\r\n--", boundary, b"--\r\n"]


def part(kind: str, text: str) -> tuple[bytes, Parts]:
    header = f'Content-Type: text/{kind}; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
    suffix = "_html" if kind == "html" else ""
    lines = "\r\n".join(line for long in NEWLINE.split(text) for line in fold(long))
    pieces = PLACEHOLDER.split(lines if lines.endswith("\r\n") else lines + "\r\n")
    # Every second piece is the name between the brackets.
    return header.encode(), [
        hole(piece, suffix) if place % 2 else piece.encode(errors="replace") for place, piece in enumerate(pieces)
    ]


def hole(name: str, suffix: str) -> str:
    return name if name == "afmeldlink" else name + suffix


def fold(line: str) -> list[str]:
    """Lines that stay within the standard whatever is filled in, cut at spaces."""
    if width(line) <= MAX_LINE_LENGTH:
        return [line]
    folded = [""]
    for word in re.split(r"(?<= )", line):
        if width(word) > MAX_LINE_LENGTH:
            raise NotSendable("Er staat een stuk tekst zonder spaties van bijna duizend tekens in.")
        if width(folded[-1] + word) > MAX_LINE_LENGTH:
            folded.append("")
        folded[-1] += word
    return folded


def width(text: str) -> int:
    return len(text.encode(errors="replace")) + sum(WIDTHS.get(name, 0) for name in PLACEHOLDER.findall(text))


def cut(parts: Parts) -> Composed:
    """Put neighbouring bytes together, and leave an empty place for each value."""
    pieces: list[bytes] = [b""]
    holes: list[tuple[int, str]] = []
    for piece in parts:
        if isinstance(piece, bytes):
            pieces[-1] += piece
        else:
            holes.append((len(pieces), piece))
            pieces += [b"", b""]
    return Composed(tuple(pieces), tuple(holes))


def values_for(addressee: Addressee, date: str) -> Mapping[str, bytes]:
    values = {
        "to": addressee.address.encode("ascii"),
        "date": date.encode("ascii"),
        "message_id": tokens.sign(addressee.number, purpose=MESSAGE_ID).encode("ascii"),
        "afmeldlink": unsubscribe_address(addressee.number).encode("ascii"),
    }
    for name, text in words_for(addressee).items():
        values[name] = text.encode(errors="replace")
        values[f"{name}_html"] = escape(text).encode(errors="replace")
    return values


def words_for(addressee: Addressee) -> dict[str, str]:
    """What stands at each placeholder in the text, without the link."""
    found = {
        "naam": addressee.name,
        "voornaam": first_name(addressee.name),
        "organisatie": addressee.organisation,
        "gemeente": addressee.municipality,
    }
    words = {name: one_line(text)[:MAX_NAME_LENGTH].strip() or FALLBACKS[name] for name, text in found.items()}
    return words | {"mailadres": addressee.address}


def first_name(name: str) -> str:
    """ "Sanne" of "Sanne de Boer"; nothing of "J. de Boer", "De heer Boer" or an address."""
    first = name.split(maxsplit=1)[0] if name.split() else ""
    usable = len(first) > 1 and first[0].isalpha() and "." not in first and "@" not in first
    return first if usable and first.lower() not in NO_FIRST_NAMES else ""


def unsubscribe_address(number: int) -> str:
    before, after = unsubscribe_pattern(settings.SITE_URL)
    return f"{before}{tokens.sign(number, purpose=UNSUBSCRIBE)}{after}"


@lru_cache(4)
def unsubscribe_pattern(site: str) -> tuple[str, str]:
    before, _, after = reverse("mail:unsubscription", args=["TOKEN"]).partition("TOKEN")
    return site + before, after


def return_path(number: int) -> str:
    """Where a mail that cannot be delivered comes back: an address of its own for every row."""
    return tokens.address(settings.RETURN_PATH, number, purpose=RETURN_PATH)


def one_line(text: str) -> str:
    """No line breaks, no control characters, none that turn the direction of reading."""
    return text if text.isprintable() else " ".join(printable(text).split())


def printable(text: Iterable[str]) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def today() -> str:
    """The value of the Date header."""
    return formatdate(localtime=True)
