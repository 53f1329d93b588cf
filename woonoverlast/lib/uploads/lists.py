"""The sheet of a workbook that holds a list, as rows of text, for lists of addresses. Under limits, in a process of its own.

Formulas are not calculated: the stored text of the formula is what comes out.
"""

import io
import json
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook

from woonoverlast.lib.uploads import archives
from woonoverlast.lib.uploads.limited import serve
from woonoverlast.lib.uploads.outcome import BROKEN, TOO_MUCH, Inspected, Refused

MAX_ROWS = 10_002
MAX_COLUMNS = 50
MAX_SHEETS = 10
MAX_CELL_LENGTH = 500
MAX_CHARACTERS = 5_000_000
CPU_SECONDS = 6
MEMORY = 512 * 1024 * 1024


def inspect(data: bytes) -> Inspected:
    parts = archives.unpack(data)
    try:
        rows = rows_of(archives.pack(parts))
    except (Refused, MemoryError, RecursionError):
        raise
    except Exception:  # a reader of strangers' files fails in more ways than it names
        raise Refused(BROKEN) from None
    return Inspected("application/json", ".json", json.dumps(rows).encode())


def rows_of(data: bytes) -> list[list[str]]:
    """The first sheet with an address in it: people keep a cover or a note before their list. Else the first sheet."""
    workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    sheets = [list(bounded(rows_of_sheet(workbook.worksheets[0])))]
    for sheet in workbook.worksheets[1:MAX_SHEETS]:
        if has_address(sheets[-1]):
            return sheets[-1]
        sheets.append(list(bounded(rows_of_sheet(sheet))))
    return sheets[-1] if has_address(sheets[-1]) else sheets[0]


def has_address(rows: list[list[str]]) -> bool:
    return any("@" in cell for row in rows for cell in row)


def rows_of_sheet(sheet: Any) -> Iterator[list[str]]:
    for row in sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True):
        yield ["" if cell is None else str(cell)[:MAX_CELL_LENGTH] for cell in row]


def bounded(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    characters = 0
    for row in rows:
        characters += sum(map(len, row))
        if characters > MAX_CHARACTERS:
            raise Refused(TOO_MUCH)
        yield row


if __name__ == "__main__":
    serve(inspect, cpu_seconds=CPU_SECONDS, memory=MEMORY)
