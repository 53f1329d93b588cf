"""Rows of text as a CSV file that opens well in a Dutch spreadsheet and never calculates anything."""

import csv
import io
from collections.abc import Iterable

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_cell(value: object) -> str:
    """A cell that a spreadsheet shows as text, whatever it starts with."""
    text = str(value)
    return f"'{text}" if text.lstrip().startswith(FORMULA_STARTS) or text.startswith(FORMULA_STARTS) else text


def csv_bytes(rows: Iterable[Iterable[object]]) -> bytes:
    """Semicolons and a UTF-8 mark: what Excel in the Netherlands expects."""
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=";").writerows([csv_cell(cell) for cell in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")
