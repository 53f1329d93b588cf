"""Word and Excel: refused with macros, other files, live links or entities in it; packed anew; all its words come out."""

import io
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from woonoverlast.lib.uploads import archives
from woonoverlast.lib.uploads.limited import serve
from woonoverlast.lib.uploads.outcome import (
    BROKEN,
    EMBEDDED,
    LINKED,
    MACROS,
    OTHER_KIND,
    Inspected,
    Refused,
    Words,
)
from woonoverlast.lib.uploads.sheets import Workbook

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAIN = {f"{WORD}.main+xml": (WORD, ".docx"), f"{EXCEL}.main+xml": (EXCEL, ".xlsx")}
MACRO_PARTS = re.compile(
    r"vbaproject|vbadata|macrosheets/|dialogsheets/|\.bin$(?<!printersettings\d\.bin)(?<!printersettings\d\d\.bin)",
    re.I,
)
FILE_PARTS = re.compile(
    r"/embeddings/|/activex/|oleobject|/package/|\.(?:exe|js|vbs|html?|svg|dll|ps1|bat|hta|jar|scr)$", re.I
)
LINK_PARTS = re.compile(r"xl/(?:externallinks|connections|querytables)", re.I)
PROPERTIES = "de eigenschappen van het bestand"
PLACES = (
    ("docprops/", PROPERTIES),
    ("comments", "een opmerking"),
    ("word/header", "de koptekst"),
    ("word/footer", "de voettekst"),
    ("persons/", "een opmerking"),
)
# Attributes that people fill in, or that hold who did something.
TELLING = {"author", "displayName", "descr", "title", "tooltip", "alt", "lastEditedBy", "userId"}
SAFE_LINK = re.compile(r"(?:https?|mailto|tel):|#|www\.", re.I)
COMMANDS = re.compile(r"\bDDE(?:AUTO)?\b|^\s*INCLUDE(?:TEXT|PICTURE)\b", re.I)
DYNAMIC = re.compile(r"\|.*!|\b(?:cmd|powershell|mshta|msexcel)\s*\||\bWEBSERVICE\(|\bCALL\(|\bREGISTER\(", re.I)
ENDS_LINE = {"p", "tr", "tc", "si", "comment", "author", "threadedComment", "person", "row"}
SPACE = {"tab", "br", "cr"}


def inspect(data: bytes) -> Inspected:
    parts = archives.unpack(data)
    media_type, extension = kind_of(parts)
    refuse_parts(parts)
    try:
        words = [words for name, part in parts.items() if is_xml(name) for words in read(name, part)]
        if media_type == EXCEL:
            words += [Words(f"blad {name}", text) for name, text in Workbook(parts).sheets()]
    except (ParseError, DefusedXmlException, UnicodeDecodeError, ValueError, KeyError, IndexError):
        raise Refused(BROKEN) from None
    return Inspected(media_type, extension, archives.pack(parts), words)


def kind_of(parts: dict[str, bytes]) -> tuple[str, str]:
    types = parts.get("[Content_Types].xml", b"").decode("utf-8", "replace")
    if "macroEnabled" in types or "vbaProject" in types:
        raise Refused(MACROS)
    found = [kind for main, kind in MAIN.items() if f'"{main}"' in types]
    if len(found) != 1:
        raise Refused(OTHER_KIND)
    return found[0]


def refuse_parts(parts: dict[str, bytes]) -> None:
    for name in parts:
        if FILE_PARTS.search(f"/{name}"):
            raise Refused(EMBEDDED)
        if MACRO_PARTS.search(name):
            raise Refused(MACROS)
        if LINK_PARTS.match(name):
            raise Refused(LINKED)


def is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def read(name: str, part: bytes) -> Iterator[Words]:
    """All text of one part, a paragraph a line. Cells of a sheet are read as rows, elsewhere."""
    low = name.lower()
    where = next((place for sign, place in PLACES if sign in low), "")
    cells = low.startswith(("xl/worksheets/", "xl/sharedstrings")) and not low.endswith(".rels")
    text = "".join(pieces(part, every_line="docprops/" in low, skip=cells))
    if text.strip():
        yield Words(where, text)


def pieces(part: bytes, *, every_line: bool, skip: bool) -> Iterator[str]:
    commands: list[str] = []
    for event, element in iterparse(io.BytesIO(part), events=("start", "end"), forbid_dtd=True):
        name = local(element.tag)
        if event == "start":
            check_element(name, element)
            yield from telling(element)
            continue
        text = element.text or ""
        if name == "instrText":
            commands.append(text)
        if name == "f" and DYNAMIC.search(text):
            raise Refused(LINKED)
        if text and not skip:
            yield text
        yield "\n" if name in ENDS_LINE or (every_line and text) else " " if name in SPACE else ""
        element.clear()
    if COMMANDS.search("".join(commands)):
        raise Refused(LINKED)


def check_element(name: str, element: Element) -> None:
    if name in {"ddeLink", "oleLink", "OLEObject", "altChunk", "attachedTemplate", "subDoc"}:
        raise Refused(EMBEDDED if name == "OLEObject" else LINKED)
    if name == "fldSimple" and any(COMMANDS.search(value) for value in element.attrib.values()):
        raise Refused(LINKED)
    if name == "Relationship" and element.get("TargetMode") == "External":
        link = element.get("Type", "").endswith("/hyperlink")
        if not link or not SAFE_LINK.match(element.get("Target", "")):
            raise Refused(LINKED)


def telling(element: Element) -> Iterator[str]:
    for key, value in element.attrib.items():
        if (local(key) in TELLING and value) or (key == "name" and local(element.tag) == "sheet"):
            yield f"\n{value}\n"
        elif key == "Target" and value.startswith(("mailto:", "tel:")):
            yield f"\n{value.partition(':')[2]}\n"


def local(tag: str) -> str:
    return tag.rpartition("}")[2]


if __name__ == "__main__":
    serve(inspect)
