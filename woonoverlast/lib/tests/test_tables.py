"""CSV files."""

from woonoverlast.lib.tables import csv_bytes, csv_cell


def test_cells_do_not_run_as_formula() -> None:
    assert csv_cell("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert csv_cell("@SUM(A1)") == "'@SUM(A1)"
    assert csv_cell(-3) == "-3"
    assert csv_cell("'s-Hertogenbosch") == "'s-Hertogenbosch"
    assert csv_cell(None) == ""
    assert csv_cell(" =1") == "' =1"


def test_dialects() -> None:
    rows: list[list[object]] = [["naam", "aantal"], ["a;b,c", 1]]
    assert csv_bytes(rows).decode("utf-8-sig") == 'naam;aantal\r\n"a;b,c";1\r\n'
    assert csv_bytes(rows, for_machines=True) == b'naam,aantal\r\n"a;b,c",1\r\n'
