"""PDF: refused with a script, a command or a file in it; its words come out, notes, fields and properties too."""

import io
import logging
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from defusedxml.ElementTree import fromstring
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from woonoverlast.lib.uploads.limited import MAX_WORDS, serve
from woonoverlast.lib.uploads.outcome import (
    ACTIVE,
    BROKEN,
    EMBEDDED,
    PASSWORD,
    TOO_MANY_WORDS,
    TOO_MUCH,
    TWO_KINDS,
    Inspected,
    Refused,
    Words,
)

MAX_PAGES = 500
MAX_OBJECTS = 200_000
DEEPEST = 25
PROPERTIES = "de eigenschappen van het bestand"
# What another program would take for a page or a script of its own.
FOREIGN = re.compile(rb"<(?:!doctype\s+html|html|script|svg|iframe|\?php)[\s>/]|^#!|^MZ", re.I)
ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/SubmitForm",
    "/Rendition",
    "/GoToE",
    "/RichMediaExecute",
    "/Movie",
}
ACTIVE_KEYS = {"/JS", "/JavaScript", "/XFA", "/RichMedia", "/RichMediaContent", "/RichMediaSettings"}
FILE_KEYS = {"/EmbeddedFiles", "/EF", "/AF"}
FILE_KINDS = {"/EmbeddedFile", "/FileAttachment", "/RichMedia", "/Screen", "/3D"}
# Also where the table of contents does not lead: a forgiving reader finds it all the same.
HIDDEN = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFile|RichMedia)\b")


def inspect(data: bytes) -> Inspected:
    logging.disable(logging.CRITICAL)
    one_kind(data)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(PASSWORD)
        refuse_active(reader, data)
        return Inspected("application/pdf", ".pdf", data, list(words(reader)))
    except (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, OSError, NotImplementedError):
        raise Refused(BROKEN) from None


def one_kind(data: bytes) -> None:
    """No zip at the tail, no page of HTML at the head or anywhere."""
    tail = data.rfind(b"%%EOF")
    if tail < 0:
        raise Refused(BROKEN)
    if data[tail + 5 :].strip(b"\r\n \0") or FOREIGN.search(data) or zipfile.is_zipfile(io.BytesIO(data)):
        raise Refused(TWO_KINDS)


def refuse_active(reader: PdfReader, data: bytes) -> None:
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda match: bytes([int(match[1], 16)]), data)
    if HIDDEN.search(plain):
        raise Refused(EMBEDDED if b"/EmbeddedFile" in plain else ACTIVE)
    for number, value in enumerate(objects(reader)):
        if number > MAX_OBJECTS:
            raise Refused(TOO_MUCH)
        look_at(value, depth=0)


def objects(reader: PdfReader) -> Iterator[Any]:
    yield reader.trailer
    for generation, places in list(reader.xref.items()):
        for number in list(places):
            yield reader.get_object(IndirectObject(number, generation, reader))
    for number in list(reader.xref_objStm):
        yield reader.get_object(IndirectObject(number, 0, reader))


def look_at(value: Any, *, depth: int) -> None:
    """This object and what stands in it, not what it points to: every object has its turn."""
    if depth > DEEPEST:
        raise Refused(TOO_MUCH)
    if isinstance(value, DictionaryObject):
        if (
            FILE_KEYS & value.keys()
            or {str(value.raw_get(key)) for key in ("/Type", "/Subtype") if key in value} & FILE_KINDS
        ):
            raise Refused(EMBEDDED)
        if ACTIVE_KEYS & value.keys() or ("/S" in value and str(value.raw_get("/S")) in ACTIONS):
            raise Refused(ACTIVE)
        for key in value:
            look_at(value.raw_get(key), depth=depth + 1)
    elif isinstance(value, ArrayObject):
        for item in list.__iter__(value):
            look_at(item, depth=depth + 1)


def words(reader: PdfReader) -> Iterator[Words]:
    if len(reader.pages) > MAX_PAGES:
        raise Refused(f"Deze PDF heeft te veel bladzijden. Kies er een van ten hoogste {MAX_PAGES}.")
    seen = 0
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text() + "\n" + "\n".join(notes(page))
        seen += len(text)
        if seen > MAX_WORDS:
            raise Refused(TOO_MANY_WORDS)
        yield Words(f"bladzijde {number}", text)
    fields = (reader.get_form_text_fields() or {}).values()
    yield Words("een invulveld", "\n".join(str(value) for value in fields if value))
    yield Words(PROPERTIES, properties(reader))


def notes(page: Any) -> Iterator[str]:
    """What somebody wrote beside the text, and who; and where links lead."""
    for reference in page.get("/Annots") or []:
        note = reference.get_object()
        yield from (str(note[key]) for key in ("/Contents", "/T") if key in note)
        action = note.get("/A")
        if action is not None and "/URI" in action.get_object():
            yield str(action.get_object()["/URI"]).removeprefix("mailto:")


def properties(reader: PdfReader) -> str:
    found = [str(value) for key, value in (reader.metadata or {}).items() if "Date" not in key]
    packet = reader.root_object.get("/Metadata")
    if packet is not None:
        found += [text.strip() for text in fromstring(packet.get_object().get_data(), forbid_dtd=True).itertext()]
    return "\n".join(text for text in found if text)


if __name__ == "__main__":
    serve(inspect)
