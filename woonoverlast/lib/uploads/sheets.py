"""The rows of an Excel file as lines of text, dates as dates, with the heading before what would say nothing alone."""

import io
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import zip_longest
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring, iterparse

from woonoverlast.lib.uploads.outcome import TOO_MUCH, Refused

EPOCH = date(1899, 12, 30)
DATE_FORMATS = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
DATE_LETTERS = re.compile(r"[dy]", re.I)
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
# A number in such a column says nothing without its heading.
NEEDS_HEADING = re.compile(
    r"geb|bsn|burgerservice|sofi|paspoort|rijbewijs|document|id-|v-nummer|kenteken|iban|rekening", re.I
)
PHONE_HEADING = re.compile(r"tel|mobiel|gsm|\b06\b", re.I)
MAX_CELLS = 500_000


class Workbook:
    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts
        self.strings = [text_of(item) for item in children(parts.get("xl/sharedStrings.xml"), "si")]
        self.dates = self.date_styles()

    def date_styles(self) -> set[int]:
        """The numbers of the styles that show a number as a date."""
        styles = self.parts.get("xl/styles.xml")
        if not styles:
            return set()
        root = fromstring(styles, forbid_dtd=True)
        own = {
            int(found.get("numFmtId", "0"))
            for found in root.iter()
            if local(found.tag) == "numFmt" and DATE_LETTERS.search(QUOTED.sub("", found.get("formatCode", "")))
        }
        formats = next((found for found in root.iter() if local(found.tag) == "cellXfs"), None)
        shown = [int(found.get("numFmtId", "0")) for found in formats] if formats is not None else []
        return {place for place, number in enumerate(shown) if number in DATE_FORMATS | own}

    def sheets(self) -> Iterator[tuple[str, str]]:
        cells = 0
        sheets = [name for name in self.parts if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
        for number, name in enumerate(sheets, start=1):
            lines, headings = [], list[str]()
            for row in self.rows(self.parts[name]):
                cells += len(row)
                if cells > MAX_CELLS:
                    raise Refused(TOO_MUCH)
                lines.append("\t".join(cell for cell in row if cell))
                lines += list(labelled(headings, row))
                headings = headings or list(row)
            yield str(number), "\n".join(lines)

    def rows(self, part: bytes) -> Iterator[list[str]]:
        for _, element in iterparse(io.BytesIO(part), forbid_dtd=True):
            name = local(element.tag)
            if name == "row":
                yield [self.value(cell) for cell in element if local(cell.tag) == "c"]
                element.clear()
            elif name in {"oddHeader", "oddFooter", "firstHeader", "firstFooter", "evenHeader", "evenFooter"}:
                yield [element.text or ""]

    def value(self, cell: Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return text_of(cell)
        raw = next((part.text or "" for part in cell if local(part.tag) == "v"), "")
        if kind == "s" and raw.isdigit():
            return self.strings[int(raw)]
        if kind == "n" and raw and int(cell.get("s", "0")) in self.dates:
            return as_date(raw)
        return raw.removesuffix(".0")


def labelled(headings: list[str], row: list[str]) -> Iterator[str]:
    for heading, value in zip_longest(headings, row, fillvalue=""):
        if value and NEEDS_HEADING.search(heading):
            yield f"{heading}: {value}"
        elif PHONE_HEADING.search(heading) and re.fullmatch(r"\d{9}", value):
            yield f"{heading}: 0{value}"


def as_date(raw: str) -> str:
    try:
        return (EPOCH + timedelta(days=int(float(raw)))).strftime("%d-%m-%Y")
    except (ValueError, OverflowError):
        return raw


def children(part: bytes | None, name: str) -> list[Element]:
    return [found for found in fromstring(part, forbid_dtd=True).iter() if local(found.tag) == name] if part else []


def text_of(element: Element) -> str:
    return "".join(found.text or "" for found in element.iter() if local(found.tag) == "t")


def local(tag: str) -> str:
    return tag.rpartition("}")[2]
