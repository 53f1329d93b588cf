"""Rows of text as a CSV file that never calculates anything in a spreadsheet."""

import csv
import io
from collections.abc import Iterable

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_cell(value: object) -> str:
    """A cell that a spreadsheet shows as text, whatever it starts with. Numbers stay numbers; nothing is None."""
    text = "" if value is None else str(value)
    if isinstance(value, int | float):
        return text
    return f"'{text}" if text.lstrip().startswith(FORMULA_STARTS) or text.startswith(FORMULA_STARTS) else text


def csv_bytes(rows: Iterable[Iterable[object]], *, for_machines: bool = False) -> bytes:
    """Semicolons and a UTF-8 mark, which a Dutch spreadsheet expects; for machines commas without a mark."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter="," if for_machines else ";")
    writer.writerows([csv_cell(cell) for cell in row] for row in rows)
    return target.getvalue().encode("utf-8" if for_machines else "utf-8-sig")
