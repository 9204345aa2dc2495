"""Sheets written as files of every format, by libraries that are not those which read them."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

import odf.opendocument
import odf.table
import odf.text
import openpyxl
import xlwt
from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.utils import range_boundaries


class Formula(NamedTuple):
    """A formula that no spreadsheet program has ever calculated."""

    text: str


class Failed(NamedTuple):
    """An error that a spreadsheet program left in a cell, such as `#REF!`."""

    text: str


Cell = str | int | float | date | Formula | Failed | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows from the first of a sheet on; `merged` as `A1:C1`, the text standing in the first cell of each."""

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: Sequence[str] = field(default=())
    hidden: bool = False


def xlsx(path: Path, *sheets: Sheet) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        page.sheet_state = "hidden" if sheet.hidden else "visible"
        for number, row in enumerate(sheet.rows, start=1):
            for place, value in enumerate(row, start=1):
                if value is not None:
                    _put(page.cell(number, place), value)
        for merged in sheet.merged:
            page.merge_cells(merged)
    book.save(path)
    return path


def _put(cell: XlsxCell, value: Cell) -> None:
    if isinstance(value, Formula | Failed):
        cell.value = value.text
        cell.data_type = "f" if isinstance(value, Formula) else "e"
    else:
        cell.value = value


def xls(path: Path, *sheets: Sheet) -> Path:
    book = xlwt.Workbook()
    as_day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        page.visibility = int(sheet.hidden)
        spans = {(top, left): (bottom, right) for left, top, right, bottom in map(range_boundaries, sheet.merged)}
        for number, row in enumerate(sheet.rows, start=1):
            for place, value in enumerate(row, start=1):
                if value is None:
                    continue
                style = [as_day] if isinstance(value, date) else []
                if span := spans.get((number, place)):
                    page.write_merge(number - 1, span[0] - 1, place - 1, span[1] - 1, value, *style)
                else:
                    page.write(number - 1, place - 1, value, *style)
    book.save(str(path))
    return path


def ods(path: Path, *sheets: Sheet) -> Path:
    book = odf.opendocument.OpenDocumentSpreadsheet()
    for sheet in sheets:
        table = odf.table.Table(name=sheet.name)
        spans = {(top, left): (bottom, right) for left, top, right, bottom in map(range_boundaries, sheet.merged)}
        covered = {
            (row, place)
            for (top, left), (bottom, right) in spans.items()
            for row in range(top, bottom + 1)
            for place in range(left, right + 1)
        } - set(spans)
        width = max(len(row) for row in sheet.rows)
        for number, row in enumerate(sheet.rows, start=1):
            line = odf.table.TableRow()
            for place, value in enumerate([*row, *[None] * (width - len(row))], start=1):
                if (number, place) in covered:
                    line.addElement(odf.table.CoveredTableCell())
                else:
                    line.addElement(_ods_cell(value, (number, place), spans.get((number, place))))
            table.addElement(line)
        book.spreadsheet.addElement(table)
    book.save(str(path))
    return path


def _ods_cell(value: Cell, at: tuple[int, int], span: tuple[int, int] | None) -> odf.table.TableCell:
    kind: dict[str, object] = {}
    if isinstance(value, date):
        kind = {"valuetype": "date", "datevalue": value.isoformat()}
    elif isinstance(value, int | float):
        kind = {"valuetype": "float", "value": value}
    elif value is not None:
        kind = {"valuetype": "string"}
    if span:
        kind |= {"numberrowsspanned": span[0] - at[0] + 1, "numbercolumnsspanned": span[1] - at[1] + 1}
    cell = odf.table.TableCell(**kind)
    if value is not None:
        cell.addElement(odf.text.P(text=str(value)))
    return cell


WORKBOOKS = {"xlsx": xlsx, "xls": xls, "ods": ods}


def csv(path: Path, rows: Sequence[Sequence[Cell]], separator: str = ",", encoding: str = "utf-8") -> Path:
    """A CSV as spreadsheet programs save it: quoted where a cell holds a separator, a quote or a line break."""
    lines = [separator.join(_quoted(value, separator) for value in row) for row in rows]
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
    return path


def _quoted(value: Cell, separator: str) -> str:
    text = "" if value is None else str(value)
    return '"' + text.replace('"', '""') + '"' if set(text) & {separator, '"', "\n"} else text


def zipped(path: Path, *members: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in members:
            archive.write(member, member.name)
    return path
