"""Sheets drawn as text: one line a row, cells between bars, so that a test reads like the sheet."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import xlsxwriter

from etl.grid import Given, Grid, Merge, Table
from etl.layout import Laid, lay_out
from etl.problems import Problem
from etl.sources import contracts
from geo.regions import RegionIndex

INDEX = RegionIndex.packaged()
NOTHING_GIVEN = Given()


def drawn(text: str) -> list[list[str]]:
    """The cells of a drawing. `^` continues the cell above and `<` the one to the left: merged cells."""
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.strip("\n").splitlines()]


def sheet(text: str, name: str = "Sheet1", *, hidden: bool = False, member: str = "") -> Grid:
    """The grid of a drawing."""
    rows = drawn(text)
    cells = np.full((len(rows), max(map(len, rows))), "", dtype=object)
    for row, line in enumerate(rows):
        cells[row, : len(line)] = [cell if cell not in ("^", "<") else "" for cell in line]
    return Grid(name, cells, merged=tuple(_merges(rows)), hidden=hidden, member=member)


def _merges(rows: Sequence[Sequence[str]]) -> list[Merge]:
    def at(row: int, column: int) -> str:
        return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""

    found = []
    for row, line in enumerate(rows):
        for column, cell in enumerate(line):
            right, bottom = column, row
            while cell not in ("^", "<") and at(row, right + 1) == "<":
                right += 1
            while cell not in ("^", "<") and at(bottom + 1, column) == "^":
                bottom += 1
            if (bottom, right) != (row, column):
                found.append(Merge(row, column, bottom, right))
    return found


def laid(*grids: Grid, source: str = "auto", given: Given = NOTHING_GIVEN, name: str = "") -> Laid:
    """What the layout makes of some sheets that it accepts."""
    found = lay_out(grids, source, contracts(), INDEX, given=given, name=name)
    assert not isinstance(found, Problem), found.explain("en")
    return found


def refused(*grids: Grid, source: str = "auto", given: Given = NOTHING_GIVEN, name: str = "") -> Problem:
    """Why the layout refuses some sheets. Both languages explain it in full."""
    found = lay_out(grids, source, contracts(), INDEX, given=given, name=name)
    assert isinstance(found, Problem), "not refused"
    for language in ("id", "en"):
        assert not {"{", "?"} & set("".join(found.explain(language)))
    return found


def table(*grids: Grid, source: str = "auto", given: Given = NOTHING_GIVEN, name: str = "") -> Table:
    """The one table of some sheets."""
    (found,) = laid(*grids, source=source, given=given, name=name).tables
    return found


def rows(found: Table, *columns: str) -> list[tuple[str, ...]]:
    """Some columns of a table, row by row."""
    return list(found.cells[list(columns)].itertuples(index=False, name=None))


def skips(*found: Laid) -> dict[int, str]:
    """Spreadsheet row -> why it is no data, of a file of one sheet."""
    every = [*found[0].skipped, *(skip for each in found[0].tables for skip in each.skipped)]
    assert len({skip.row for skip in every}) == len(every)
    return {skip.row: skip.reason for skip in sorted(every)}


def noted(found: Laid, kind: str) -> list[tuple[str, int, str]]:
    """Sheet, row and value of the notes of one kind."""
    every = [*found.notes, *(note for each in found.tables for note in each.notes)]
    return [(note.sheet, note.row, str(note.detail.get("value", ""))) for note in every if note.kind == kind]


def workbook(path: Path, *grids: Grid) -> Path:
    """Grids as a real XLSX: numbers as numbers, merged and hidden as they are."""
    with xlsxwriter.Workbook(path) as book:
        for grid in grids:
            page = book.add_worksheet(grid.name)
            for (row, column), text in np.ndenumerate(grid.cells):
                if text:
                    page.write(row, column, int(text) if text.isdigit() and len(text) < 10 else text)
            for merge in grid.merged:
                page.merge_range(*merge, "")
                text = grid.cells[merge.top, merge.left]
                page.write(merge.top, merge.left, text)
            if grid.hidden:
                page.hide()
    return path


def values(frame: pd.DataFrame, *columns: str) -> list[list[object]]:
    """Some columns of a frame as plain lists."""
    listed: list[list[object]] = frame[list(columns)].to_numpy(dtype=object).tolist()
    return listed
