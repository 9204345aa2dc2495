"""Totals and subtotals: which rows of a table each of them sums."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from etl.layout.body import Body
from etl.layout.page import Page
from etl.layout.words import GRAND, SHARE, SUB, TOTAL

_TOTAL, _SHARE = re.compile(TOTAL, re.IGNORECASE), re.compile(SHARE, re.IGNORECASE)


class Sum(NamedTuple):
    """A row of the page that states the sum of the data rows `first` to `last`.

    extent: `table` may as well mean all tables above it in the sheet, as the last row of a sheet does; `sheet` chiefly
    does, for its own table has a total already, or its words say so.
    """

    row: int
    first: int
    last: int
    extent: Literal["group", "table", "sheet"] = "group"


def sums(page: Page, bodies: Sequence[Body]) -> list[Sum]:
    """Every totals row of a table that sums data rows above it.

    A grand total, and a total where no other stood before it, sums the whole table; any other what stands between it
    and the total or heading before it. Averages and percentages sum nothing.
    """
    kinds = {row: kind for body in bodies for row, kind in enumerate(body.kinds, start=body.first)}
    lines = [(row, kind) for row, kind in kinds.items() if kind in ("data", "totals_row", "heading_row")]
    data = [row for row, kind in lines if kind == "data"]
    found: list[Sum] = []
    start, begun = 0, False
    for row, kind in lines:
        if kind == "heading_row":
            start = row
        if kind != "totals_row" or _says(page, row, _SHARE):
            continue
        above = [each for each in data if each < row]
        group = [each for each in above if each > start]
        ends = not any(each > row for each in data)
        of_all = _is_grand(page, row) or not group
        whole = of_all or (not begun and ends)
        if rows := above if whole else group:
            found.append(Sum(row, rows[0], rows[-1], ("sheet" if of_all else "table") if whole and ends else "group"))
        start, begun = row, True
    return found


def _is_grand(page: Page, row: int) -> bool:
    return not _says(page, row, SUB) and _says(page, row, GRAND)


def _says(page: Page, row: int, pattern: "re.Pattern[str]") -> bool:
    """Whether the cell that makes a row a total says something."""
    return any(pattern.search(text) for text in page.texts(row) if _TOTAL.match(text) or _SHARE.match(text))
