"""Whether months without a year can have the one that a title names: not where they go from one year into the next."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from etl.grid import Table
from etl.layout.body import heading_text
from etl.layout.periods import Span, needs_year, runs_over, span_of
from etl.layout.tables import Block
from etl.layout.words import without_number
from etl.masking import shown
from etl.parse import clean
from etl.problems import Problem

_WHOSE = ("region", "region_code", "bps_code", "agency")


class _Month(NamedTuple):
    """Days that a text without a year states, with the year that they would have; `whose` rows it is of."""

    text: str
    span: Span
    whose: tuple[str, ...] = ()


def year_unstated(block: Block) -> Problem | None:
    """That columns are headed by months, and nothing tells the year of each."""
    days = dict.fromkeys(cell.days for cell in block.header.cells if cell.column and cell.days)
    return _problem(block.sheet, list(days)) if any(map(needs_year, days)) else None


def year_uncertain(block: Block, table: Table) -> Problem | None:
    """That months down the rows, or over groups of them, run from one year into the next under one year."""
    months = (_of_rows(block, table, place) for place in _places(block))
    for found in (*months, _of_headings(block)):
        if any(runs_over([month.span for month in part]) for part in _parts(found)):
            return _problem(block.sheet, list(dict.fromkeys(month.text for month in found)))
    return None


def year_uncertain_between(blocks: Sequence[Block]) -> Problem | None:
    """That tables one after the other, each of a month of its own, run from one year into the next under one year."""
    dated = [(block, block.context.date) for block in blocks if block.context.date]
    found = [
        (block.sheet, shown(finding.text), finding.value)
        for block, finding in dated
        if isinstance(finding.value, Span) and needs_year(finding.text)
    ]
    if not runs_over([span for _, _, span in found]):
        return None
    return _problem(", ".join(dict.fromkeys(sheet for sheet, _, _ in found)), [text for _, text, _ in found])


def _problem(sheet: str, months: list[str]) -> Problem:
    return Problem("year_not_stated", {"sheet": sheet or "-", "months": [shown(month) for month in months]})


def _places(block: Block) -> Iterator[int]:
    """The columns of days."""
    kinds = {name: column.kind for name, column in block.columns().items()}
    yield from (place for place, name in block.header.named.items() if kinds[name] in ("date", "day"))


def _of_rows(block: Block, table: Table, place: int) -> list[_Month]:
    """The days of a column that name no year, in order of row."""
    kinds = {name: column.kind for name, column in block.columns().items()}
    names = [name for name in table.cells if kinds[str(name)] in _WHOSE]
    whose = table.cells[names].itertuples(index=False, name=None)
    texts = block.page.grid.cells[table.rows.to_numpy() - block.page.grid.first_row, place]
    return [
        _Month(text, span, owner)
        for text, owner in zip(map(clean, texts), whose, strict=True)
        if block.year and needs_year(text) and (span := span_of(text, block.year))
    ]


def _of_headings(block: Block) -> list[_Month]:
    rows = [row for body in block.bodies for row in body.rows("heading_row")]
    texts = [without_number(heading_text(block.page.row(row))) for row in rows]
    return [
        _Month(text, span) for text in texts if block.year and needs_year(text) and (span := span_of(text, block.year))
    ]


def _parts(months: Sequence[_Month]) -> list[list[_Month]]:
    """Months of one owner each, where the rows of each stand together; else all of them, in their order."""
    parts = [list(part) for _, part in groupby(months, key=lambda month: month.whose)]
    apart = len({part[0].whose for part in parts}) == len(parts) < len(months)
    return parts if apart else [list(months)]
