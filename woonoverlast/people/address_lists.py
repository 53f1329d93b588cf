"""Read mail addresses from a pasted list, CSV or XLSX. Nothing is believed: sizes, types and formulas are bounded."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO

from woonoverlast.lib.text import clean_line
from woonoverlast.lib.uploads import Refused, rows_of

MAX_ROWS = 10_000
MAX_BYTES = 2 * 1024 * 1024
HEADINGS = {"mail", "email", "e-mail", "mailadres", "e-mailadres", "emailadres", "email address", "address"}
SEPARATORS = re.compile(r"[,;\t]")
IN_BRACKETS = re.compile(r"<([^<>]+)>")


class Unreadable(Exception):
    """The list cannot be used; the message is for the user, in Dutch."""


def from_text(text: str) -> list[str]:
    """One address per line, or several with commas or semicolons; "Naam <adres>" is fine too."""
    parts = (part for line in text.splitlines() for part in SEPARATORS.split(line))
    return bounded(cleaned(parts))


def from_file(file: IO[bytes], *, name: str) -> list[str]:
    """The addresses in a CSV, text or XLSX file, one per row. Raises Unreadable."""
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise Unreadable("Het bestand is te groot. Kies een bestand van hoogstens 2 MB.")
    if not content.strip():
        raise Unreadable("Het bestand is leeg.")
    if content.startswith(b"PK"):
        return bounded(addresses_in(workbook_rows(content)))
    if name.lower().endswith((".xls", ".xlsx", ".xlsm", ".ods")):
        raise Unreadable("Dit is geen Excel-bestand dat we kunnen lezen. Sla het op als .xlsx of .csv.")
    return bounded(addresses_in(csv_rows(decoded(content))))


def bounded(addresses: Iterable[str]) -> list[str]:
    found = list(islice(addresses, MAX_ROWS + 1))
    if len(found) > MAX_ROWS:
        raise Unreadable("De lijst heeft meer dan 10.000 regels. Verdeel hem over meer lijsten.")
    if not found:
        raise Unreadable("We vinden geen e-mailadressen in de lijst. Zet elk adres op een eigen regel.")
    return found


def decoded(content: bytes) -> str:
    """UTF-8 with or without mark, UTF-16 with mark, else the Western European encoding that Excel still writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return readable(content, "utf-16")
    if b"\x00" in content:
        raise Unreadable("Dit is geen lijst die we kunnen lezen. Sla het bestand op als .csv of .xlsx.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return readable(content, "cp1252")


def readable(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("Dit is geen lijst die we kunnen lezen. Sla het bestand op als .csv of .xlsx.") from error


def csv_rows(text: str) -> Iterator[list[str]]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise Unreadable("Dit is geen CSV-bestand dat we kunnen lezen. Sla het opnieuw op als .csv.") from error


def workbook_rows(content: bytes) -> list[list[str]]:
    """Read in a process of its own: a small file can take a reader minutes and all memory."""
    try:
        return rows_of(content)
    except Refused as refusal:
        raise Unreadable(f"We kunnen dit Excel-bestand niet lezen. {refusal} Of sla de lijst op als .csv.") from refusal


def addresses_in(rows: Iterable[list[str]]) -> Iterator[str]:
    """One address of each row: the cell with an @, wherever it is. A row without one keeps its first cell."""
    for number, row in enumerate(rows):
        cells = list(cleaned(row))
        if not cells or (number == 0 and is_heading(cells)):
            continue
        yield next((cell for cell in cells if "@" in cell), cells[0])


def is_heading(cells: list[str]) -> bool:
    return any(cell.lower() in HEADINGS for cell in cells) or (len(cells) > 1 and not any("@" in c for c in cells))


def cleaned(parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        line = clean_line(part)
        match = IN_BRACKETS.search(line)
        address = (match[1] if match else line).strip(" \"'")[:320]
        if address:
            yield address
