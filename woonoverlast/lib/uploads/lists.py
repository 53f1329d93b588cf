"""The first sheet of a workbook as rows of text, for lists of addresses. Under limits, in a process of its own.

Formulas are not calculated: the stored text of the formula is what comes out.
"""

import io
import json
from collections.abc import Iterator

from openpyxl import load_workbook

from woonoverlast.lib.uploads import archives
from woonoverlast.lib.uploads.limited import serve
from woonoverlast.lib.uploads.outcome import BROKEN, TOO_MUCH, Inspected, Refused

MAX_ROWS = 10_002
MAX_COLUMNS = 50
MAX_CELL_LENGTH = 500
MAX_CHARACTERS = 5_000_000
CPU_SECONDS = 6
MEMORY = 512 * 1024 * 1024


def inspect(data: bytes) -> Inspected:
    parts = archives.unpack(data)
    try:
        rows = list(bounded(rows_of(archives.pack(parts))))
    except (Refused, MemoryError, RecursionError):
        raise
    except Exception:  # a reader of strangers' files fails in more ways than it names
        raise Refused(BROKEN) from None
    return Inspected("application/json", ".json", json.dumps(rows).encode())


def rows_of(data: bytes) -> Iterator[list[str]]:
    workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    sheet = workbook.worksheets[0]
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
