"""Read mail addresses from a pasted list, CSV or XLSX. Nothing is believed: sizes, types and formulas are bounded."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO

from woonoverlast.lib.text import clean_line
from woonoverlast.lib.uploads import Refused, rows_of

MAX_ROWS = 10_000
MAX_BYTES = 2 * 1024 * 1024
MAX_ADDRESS = 320
HEADINGS = {"mail", "email", "e-mail", "mailadres", "e-mailadres", "emailadres", "email address", "address", "werkmail"}
# Headings of a column with somebody else's address.
OTHERS = re.compile("leidinggevende|manager|chef|teamleider|contactpersoon|afzender|cc$")
# Where an address stands among other signs; whether it is one is judged when somebody is invited.
ADDRESS = re.compile(r"[^\s<>()\[\]{},;:|\"“”„'‘’]+@[^\s<>()\[\]{},;:|\"“”„'‘’]+")
AROUND = ".-–•*·_/\\"
SEP_LINE = re.compile(r"sep=(.)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Listed:
    """What was found: the number of the line or row where each address stands, and under which heading."""

    rows: list[tuple[int, str]]
    column: str = ""


class Unreadable(Exception):
    """The list cannot be used; the message is for the user, in Dutch."""


def from_text(text: str) -> Listed:
    """Addresses wherever they stand: "Jansen, Piet <adres>", several on a line, behind a bullet or `mailto:`."""
    lines = enumerate(text.splitlines(), start=1)
    return bounded((number, address) for number, line in lines for address in addresses_in_line(line))


def from_file(file: IO[bytes], *, name: str) -> Listed:
    """The addresses in a CSV, text or XLSX file. Raises Unreadable."""
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise Unreadable("Het bestand is te groot. Kies een bestand van hoogstens 2 MB.")
    if not content.strip():
        raise Unreadable("Het bestand is leeg.")
    if content.startswith(b"%PDF"):
        raise Unreadable("Dit is een PDF. Sla de lijst op als .csv of .xlsx, of plak de adressen hierboven.")
    if content.startswith(b"PK"):
        return from_table(workbook_rows(content))
    if name.lower().endswith((".xls", ".xlsx", ".xlsm", ".ods")):
        raise Unreadable("Dit is geen Excel-bestand dat we kunnen lezen. Sla het op als .xlsx of .csv.")
    return from_table(list(islice(csv_rows(decoded(content)), 2 * MAX_ROWS)))


def bounded(addresses: Iterable[tuple[int, str]], column: str = "") -> Listed:
    found = list(islice(addresses, MAX_ROWS + 1))
    if len(found) > MAX_ROWS:
        raise Unreadable("De lijst heeft meer dan 10.000 regels. Verdeel hem over meer lijsten.")
    if not found:
        raise Unreadable("We vinden geen e-mailadressen in de lijst. Zet elk adres op een eigen regel.")
    return Listed(found, column)


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
    """The rows; a first line "sep=;" says what separates them and stays an empty row, so that the numbers are right."""
    first, _, rest = text.partition("\n")
    told = SEP_LINE.match(first.strip())
    sample = "\n".join((rest if told else text).split("\n")[:5])
    delimiter = told[1] if told else max(",;\t", key=sample.count)
    try:
        yield from csv.reader(io.StringIO(f"\n{rest}" if told else text, newline=""), delimiter=delimiter)
    except (csv.Error, TypeError) as error:
        raise Unreadable("Dit is geen CSV-bestand dat we kunnen lezen. Sla het opnieuw op als .csv.") from error


def workbook_rows(content: bytes) -> list[list[str]]:
    """Read in a process of its own: a small file can take a reader minutes and all memory."""
    try:
        return rows_of(content)
    except Refused as refusal:
        raise Unreadable(f"We kunnen dit Excel-bestand niet lezen. {refusal} Of sla de lijst op als .csv.") from refusal


def from_table(rows: list[list[str]]) -> Listed:
    """The addresses of one column. A heading is believed; without one it is the column that has most addresses."""
    start, headings = heading_of(rows)
    if headings is None and max(map(len, rows), default=0) <= 1:
        return bounded((n, address) for n, row in enumerate(rows, start=1) for address in addresses_in_line(*row))
    column = column_of(rows[start:], headings or [])
    taken = ((number, row) for number, row in enumerate(rows, start=1) if number > start and any(map(str.strip, row)))
    named = clean_line(headings[column])[:100] if headings and column < len(headings) else ""
    return bounded(((n, address) for n, row in taken for address in addresses_in_row(row, column)), named)


def heading_of(rows: list[list[str]]) -> tuple[int, list[str] | None]:
    """How many rows are above the list, and the last of them: titles and headings have no address."""
    for number, row in enumerate(rows[:20]):
        if any(is_heading(cell) for cell in row):
            return number + 1, row
        if any("@" in cell for cell in row):
            above = [row for row in rows[:number] if any(cell.strip() for cell in row)]
            is_table = bool(above) and len([cell for cell in above[-1] if cell.strip()]) > 1
            return (number, above[-1]) if is_table else (number if len(row) > 1 else 0, None)
    return 0, None


def is_heading(cell: str) -> bool:
    return clean_line(cell).lower().strip(" :*") in HEADINGS


def column_of(rows: list[list[str]], headings: list[str]) -> int:
    """The column that is called mail, else the one with most addresses that is not somebody else's."""
    called = [place for place, cell in enumerate(headings) if is_heading(cell)]
    if called:
        return called[0]
    others = {place for place, cell in enumerate(headings) if OTHERS.search(clean_line(cell).lower())}
    counts = Counter(place for row in rows for place, cell in enumerate(row) if "@" in cell)
    best = sorted(counts, key=lambda place: (place in others, -counts[place], place))
    return best[0] if best else 0


def addresses_in_row(row: list[str], column: int) -> list[str]:
    """What stands in the column; where that is empty the first cell, so that the row gets a result too."""
    cell = row[column] if column < len(row) else ""
    return addresses_in_line(cell) or addresses_in_line(next((other for other in row if other.strip()), ""))[:1]


def addresses_in_line(*cells: str) -> list[str]:
    """All addresses, or the line itself where there is none; nothing of an empty line."""
    line = clean_line(" ".join(cells))
    found = [match[0].removeprefix("mailto:").strip(AROUND)[:MAX_ADDRESS] for match in ADDRESS.finditer(line)]
    rest = line.strip(f" \"'{AROUND},;")
    return found or ([rest[:MAX_ADDRESS]] if rest else [])
