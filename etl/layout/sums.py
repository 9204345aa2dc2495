"""Totals and subtotals: which rows of a table each of them sums."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from etl.layout.body import Body
from etl.layout.page import Page
from etl.layout.words import GRAND, SHARE, SUB, TOTAL

_TOTAL, _SHARE = re.compile(TOTAL, re.IGNORECASE), re.compile(SHARE, re.IGNORECASE)


class Sum(NamedTuple):
    """A row of the page that states the sum of the data rows `first` to `last`."""

    row: int
    first: int
    last: int


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
        whole = _is_grand(page, row) or not group or (not begun and not any(each > row for each in data))
        if rows := above if whole else group:
            found.append(Sum(row, rows[0], rows[-1]))
        start, begun = row, True
    return found


def _is_grand(page: Page, row: int) -> bool:
    return not _says(page, row, SUB) and _says(page, row, GRAND)


def _says(page: Page, row: int, pattern: "re.Pattern[str]") -> bool:
    """Whether the cell that makes a row a total says something."""
    return any(pattern.search(text) for text in page.texts(row) if _TOTAL.match(text) or _SHARE.match(text))
