"""From the bytes of one mail to its text and its files. Anything can come in: nothing here raises on a strange mail."""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses

from woonoverlast.lib import richtext
from woonoverlast.lib.text import clean_line
from woonoverlast.notifications.replies import cutting

MAX_PARTS = 200
MAX_HEADERS = 50  # of one name
MAX_HEADER_LENGTH = 1_000
# More text than anybody writes; what is behind it is the mail that was answered.
MAX_TEXT_LENGTH = 500_000
MAX_MARKUP_LENGTH = 1_000_000
# Comes along with a mail and is no file that somebody sent.
NO_FILES = re.compile(
    r"^(application/(pkcs7-signature|x-pkcs7-signature|pgp-signature|ms-tnef)|text/(calendar|vcard|x-vcard))$"
)
# No pattern looks past the next tag, so that markup full of loose beginnings takes no longer than other markup.
BOXES = re.compile(r"</?(?:div|article|section)\b[^<>]*>", re.IGNORECASE)
PARAGRAPHS = re.compile(r"</?p\b[^<>]*>", re.IGNORECASE)
OF_WORD = re.compile(r"<p\b[^<>]*class=[\"']?Mso", re.IGNORECASE)
BODY = re.compile(r"<body\b", re.IGNORECASE)
SIGNATURES = re.compile(
    r"(<\w+\b[^<>]*\b(?:id|class)=[\"']?(?:x_)*"
    r"(?:gmail_signature|signature\b|ms-outlook-mobile-signature|composer_signature|moz-signature|protonmail_signature)[^<>]*>)",
    re.IGNORECASE,
)
RULES = re.compile(r"<hr\b[^<>]*>", re.IGNORECASE)
BORDER = "\x01"


@dataclass(frozen=True)
class File:
    """What somebody sent along, unchecked."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Mail:
    """`message_id` is empty where the mail names none; `sender` is the address after From, in lower case."""

    message: Message
    sender: str
    subject: str
    message_id: str

    def header(self, name: str) -> str:
        return one_header(self.message, name)


def read(raw: bytes) -> Mail:
    message = parsed(raw)
    senders = [address for _, address in addresses_in(message, "From")]
    sender = senders[0] if len(senders) == 1 and senders[0].isascii() else ""
    number = one_header(message, "Message-ID").strip("<> ")[:250]
    return Mail(message, clean_line(sender), one_header(message, "Subject"), number if number.isascii() else "")


def parsed(raw: bytes) -> Message:
    try:
        return email.message_from_bytes(raw, policy=email.policy.compat32)
    except RecursionError:  # parts in parts in parts: only the headers count
        return BytesHeaderParser(policy=email.policy.compat32).parsebytes(raw)


def one_header(message: Message, name: str) -> str:
    """On one line, decoded; empty when it is not there."""
    found = str(message.get(name, ""))[:MAX_HEADER_LENGTH]
    try:
        parts = decode_header(found)
        found = "".join(text if isinstance(text, str) else decoded(text, charset) for text, charset in parts)
    except (ValueError, LookupError, MessageError):  # a header that is encoded wrongly stays as it came
        pass
    return clean_line(found)


def addresses_in(message: Message, *names: str) -> list[tuple[str, str]]:
    """Name and address in lower case, of all headers with these names."""
    values = [str(value)[:10_000] for name in names for value in message.get_all(name, [])[:MAX_HEADERS]]
    return [(name, address.lower()) for name, address in getaddresses(values) if "@" in address]


def written_text(mail: Mail, *, name: str = "") -> str:
    """What the sender wrote himself; empty when there is nothing."""
    plain = plain_text(mail)
    found = cutting.written(plain, name=name, wrapped=True) if plain.strip() else ""
    return found or cutting.written(text_of_markup(mail), name=name)


def whole_text(mail: Mail) -> str:
    """All text, quotes and all."""
    return (plain_text(mail).strip() or text_of_markup(mail)).replace("\0", "")


def plain_text(mail: Mail) -> str:
    found = "\n\n".join(unflowed(part) for part in parts(mail.message) if is_text(part, "plain"))
    return found[:MAX_TEXT_LENGTH]


def text_of_markup(mail: Mail) -> str:
    found = "\n".join(content(part) for part in parts(mail.message) if is_text(part, "html"))
    return richtext.as_typed(richtext.normal(prepared(found[:MAX_MARKUP_LENGTH])))


def prepared(markup: str) -> str:
    """Mail programs write a line as a box, and mark a signature or the mail below with markup alone: made visible."""
    body = BODY.search(markup)
    visible = SIGNATURES.sub(r"<p>--</p>\1", markup[body.start() :] if body else markup)
    visible = RULES.sub("<p>________________</p>", visible)
    if OF_WORD.search(visible):
        visible = PARAGRAPHS.sub(BORDER, visible)
    lines = BOXES.sub(BORDER, visible).split(BORDER)
    return "<br>".join(line.strip() for line in lines if line.strip())


def parts(message: Message) -> Iterator[Message]:
    """The leaves, without what is inside a mail that was sent along."""
    yield from list(leaves(message, depth=0))[:MAX_PARTS]


def leaves(message: Message, *, depth: int) -> Iterator[Message]:
    payload = message.get_payload()
    if message.get_content_maintype() == "multipart" and isinstance(payload, list) and depth < 20:
        for part in payload:
            if isinstance(part, Message):
                yield from leaves(part, depth=depth + 1)
    else:
        yield message


def is_text(part: Message, subtype: str) -> bool:
    return part.get_content_type() == f"text/{subtype}" and not file_name(part) and not is_attachment(part)


def is_attachment(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def file_name(part: Message) -> str:
    try:
        return clean_line(part.get_filename() or "")
    except (LookupError, ValueError, TypeError):
        return "bestand"


def files(mail: Mail) -> list[File]:
    """What was sent along on purpose: pictures inside the text, such as a logo, are not."""
    return [File(file_name(part) or "bestand", payload(part)) for part in parts(mail.message) if is_file(part)]


def is_file(part: Message) -> bool:
    if NO_FILES.match(part.get_content_type()) or part.get_content_maintype() in {"multipart", "message"}:
        return False
    if is_attachment(part):
        return not (part.get("Content-ID") and part.get_content_maintype() == "image")
    return bool(file_name(part)) and not part.get("Content-ID")


def content(part: Message) -> str:
    return decoded(payload(part), part.get_content_charset())


def payload(part: Message) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except (ValueError, LookupError):
        found = None
    return found if isinstance(found, bytes) else b""


def decoded(data: bytes, charset: str | None) -> str:
    """As it says, else as UTF-8, else as Windows writes it: some text always comes out."""
    for name in (charset, "utf-8"):
        try:
            return data.decode(name or "utf-8")
        except (LookupError, ValueError):
            continue
    return data.decode("windows-1252", errors="replace")


def unflowed(part: Message) -> str:
    """RFC 3676: a line that ends in a space goes on in the next one."""
    text = content(part)[:MAX_TEXT_LENGTH].replace("\r\n", "\n")
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    joined: list[str] = []
    open_line = False
    glue = -1 if str(part.get_param("delsp", "")).lower() == "yes" else None
    for line in text.split("\n"):
        quoted = line.startswith(">")
        stuffed = line[1:] if line.startswith(" ") else line
        if open_line and not quoted:
            joined[-1] = joined[-1][:glue] + stuffed
        else:
            joined.append(stuffed)
        open_line = stuffed.endswith(" ") and stuffed != "-- " and not quoted
    return "\n".join(joined)
