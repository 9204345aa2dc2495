"""Any grid of text comes back from any workbook; and the quick look at a sheet says what the slow walk says."""

import io
from collections.abc import Iterator

import openpyxl
import pytest
import xlsxwriter
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from odf import teletype
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl.worksheet.worksheet import Worksheet

from etl.grid import UNCALCULATED, Reading
from etl.readers import open_file, sheet_xml

_TEXT = st.text(st.sampled_from("abcXYZ 0123456789.,;:\"'<>&=#-\n–é😀\u00a0"), max_size=12)
_GRID = st.lists(st.lists(_TEXT, min_size=1, max_size=5), max_size=8)


def by_xlsxwriter(rows: list[list[str]], file: io.BytesIO) -> None:
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)


def by_openpyxl(rows: list[list[str]], file: io.BytesIO) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            sheet.cell(number, column, text).data_type = "s"
    book.save(file)


def by_xlwt(rows: list[list[str]], file: io.BytesIO) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("S")
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write(number, column, text)
    book.save(file)


def by_odfpy(rows: list[list[str]], file: io.BytesIO) -> None:
    """A line break begins a paragraph, and several spaces are an element of their own."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="S")
    document.spreadsheet.addElement(table)
    for row in rows:
        line = TableRow()
        table.addElement(line)
        for text in row:
            cell = TableCell(valuetype="string")
            for part in text.split("\n"):
                paragraph = P()
                teletype.addTextToElement(paragraph, part)
                cell.addElement(paragraph)
            line.addElement(cell)
    document.save(file)


def content_of(reading: Reading) -> dict[tuple[int, int], str]:
    """The cells that are not blank, by row and column."""
    if reading.problem:
        assert reading.problem.rule == "file_empty", reading.problem
        return {}
    (grid,) = reading.grids
    rows = enumerate(grid.cells.tolist(), start=grid.first_row - 1)
    return {(row, column): text for row, cells in rows for column, text in enumerate(cells) if text.strip()}


@pytest.mark.parametrize("write", [by_xlsxwriter, by_openpyxl, by_xlwt, by_odfpy])
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, write: object) -> None:
    path = tmp_path_factory.mktemp("round") / "book"

    @given(_GRID)
    def comes_back(rows: list[list[str]]) -> None:
        file = io.BytesIO()
        assert callable(write)
        write(rows, file)
        path.write_bytes(file.getvalue())
        cells = {(row, column): text for row, line in enumerate(rows) for column, text in enumerate(line)}
        assert content_of(open_file(path)) == {place: text for place, text in cells.items() if text.strip()}

    comes_back()


_VALUE = st.sampled_from(["", "<v></v>", "<v/>", "<v />", "<v>0</v>", "<v>12</v>", "<v>teks</v>"])
_KIND = st.sampled_from(["", ' t="n"', ' t="str"', ' t="b"', ' s="3"'])
_FORMULA = st.sampled_from(
    ["<f>A1</f>", "<f/>", '<f t="shared" si="0"/>', '<f t="shared" ref="A1:A2" si="0">A1</f>', ""]
)
_ANY_CELL = st.one_of(
    st.tuples(_KIND, _FORMULA, _VALUE).map("".join),
    st.tuples(st.just(' s="1" t="e"'), _FORMULA, st.just("<v>#N/A</v>")).map("".join),
)


def _cells(bodies: dict[tuple[int, int], str]) -> Iterator[str]:
    for (row, column), body in sorted(bodies.items()):
        start = body.find("<")
        about, inside = (body[:start], body[start:]) if start >= 0 else (body, "")
        address = f'<c r="{chr(65 + column)}{row + 1}"{about}'
        yield f"{address}>{inside}</c>" if inside else f"{address}/>"


@given(
    st.dictionaries(st.tuples(st.integers(0, 30), st.integers(0, 25)), _ANY_CELL), st.booleans(), st.integers(1, 400)
)
def test_the_look_and_the_walk_agree(bodies: dict[tuple[int, int], str], distrusted: bool, size: int) -> None:
    """The walk is the slow, obvious version; pieces may be cut anywhere."""
    sheet = f'<worksheet><sheetData><row r="1">{"".join(_cells(bodies))}</row></sheetData></worksheet>'.encode()
    pieces = [sheet[place : place + size] for place in range(0, len(sheet), size)]
    looked, walked = sheet_xml.looked_at(pieces, distrusted), sheet_xml.walked(pieces, distrusted)
    assert looked is not None
    assert sorted(looked.specials) == sorted(walked.specials)
    assert all(special.text in (UNCALCULATED, "#N/A") for special in walked.specials)
    assert looked.bottom >= walked.bottom and looked.right >= walked.right
    if walked.bottom >= 0:
        assert looked.top <= walked.top


@pytest.mark.parametrize(
    "cells",
    [
        "<c><v>1</v></c>",
        '<c s="1" r="A1"><v>1</v></c>',
        "<c r='A1'><v>1</v></c>",
        '<x:c r="A1"/>',
        '<c r="A1"> <f>A1</f></c>',
        '<c r="A1"><x:f>A1</x:f></c>',
        "<c r=\"A1\" t='e'><v>#N/A</v></c>",
        '<c r="A1" t="e"><v  >#N/A</v></c>',
        '<c\nr="A1"/>',
    ],
)
def test_what_no_program_writes_is_walked(cells: str) -> None:
    assert sheet_xml.looked_at([f'<row r="1">{cells}</row>'.encode()], False) is None
