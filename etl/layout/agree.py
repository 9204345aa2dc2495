"""Whether rows say what their titles say, and whether a file says all that its contract asks for."""

from collections.abc import Iterator

import pandas as pd

from etl.grid import CodeSystem, Given, Table
from etl.layout.context import Finding, quoted
from etl.layout.header import gives_way
from etl.layout.periods import Span, span_of
from etl.layout.places import Place, inside, labels
from etl.layout.tables import Block
from etl.layout.years import year_uncertain, year_unstated
from etl.masking import shown
from etl.parse.cells import clean
from etl.problems import Problem
from geo.regions import RegionIndex


def unstated(block: Block, table: Table) -> Problem | None:
    """What must be known of every row and is said nowhere: neither in the rows, nor beside them, nor by who loads."""
    missing = block.contract.missing(set(table.cells.columns))
    if not missing:
        return _nil_of_no_period(block, table)
    kinds = {column.kind for column in missing}
    if "date" in kinds and (problem := year_unstated(block)):
        return problem
    detail = {"sheet": block.sheet or "-", "columns": [column.shown_name for column in missing]}
    if kinds >= {"region", "date"}:
        return Problem("region_and_date_not_stated", detail)
    if "region" in kinds:
        return Problem("region_not_stated", detail)
    if "date" in kinds:
        return Problem("date_not_stated", detail)
    return Problem("missing_columns", {"missing": detail["columns"]})


def _nil_of_no_period(block: Block, table: Table) -> Problem | None:
    """A log that says NIHIL, and not for when: without a period that is no zero."""
    for key in filter(None, [block.contract.says_none]):
        nil = table.cells[block.contract.key[0]] == key
        if (table.cells.loc[nil, block.contract.of_kind("date")[0].name] == "").any():
            return Problem("date_not_stated", {"sheet": block.sheet or "-"})
    return None


def agreement(block: Block, table: Table, given: Given, index: RegionIndex) -> Problem | None:
    """The first row whose own region or date contradicts what is said beside the rows."""
    return (
        _regions(block, table, given, index)
        or _dates(block, table)
        or year_uncertain(block, table)
        or _units_apart(block, table)
        or _told_apart(block, table)
    )


def _own(block: Block, table: Table, kind: str) -> "Iterator[tuple[str, pd.Series[str]]]":
    """The columns of a kind that stand in the rows."""
    for column in block.contract.columns:
        if column.kind == kind and column.name in table.match.positions and column.name not in table.wheres:
            yield column.name, table.cells[column.name]


def _regions(block: Block, table: Table, given: Given, index: RegionIndex) -> Problem | None:
    finding = block.context.region
    if finding is None or not isinstance(finding.value, Place) or finding.kept_by:
        return None
    systems: dict[str, CodeSystem] = dict.fromkeys(("region", "region_code"), given.code_system) | {"bps_code": "bps"}
    for kind, system in systems.items():
        for _, texts in _own(block, table, kind):
            for text in texts.unique():
                code = index.resolve(clean(text), code_system=system).region_code
                if code and not inside(code, finding.value.code, index):
                    return _contradiction("region", finding, labels((code,), index)[0], text, texts, table, index)
    return None


def _dates(block: Block, table: Table) -> Problem | None:
    finding = block.context.date
    if finding is None or not isinstance(finding.value, Span) or block.contract.date_from_rows:
        return None
    for _, texts in _own(block, table, "date"):
        for text in texts.unique():
            span = span_of(clean(text))
            if span and not finding.value.agrees(span) and not _within(span, finding.value):
                return _contradiction("date", finding, span.iso, text, texts, table, None)
    return None


def _within(span: Span, wider: Span) -> bool:
    return wider.start < wider.end and wider.start <= span.start and span.end <= wider.end


def _contradiction(
    what: str, finding: Finding, said: str, text: str, texts: "pd.Series[str]", table: Table, index: RegionIndex | None
) -> Problem:
    row = int(table.rows[texts.index[texts == text][0]])
    at = f"{table.sheet}:{row}" if table.sheet else str(row)
    one = quoted(finding, index) if index else f'{finding.value.iso}: "{shown(finding.text)}", {finding.at}'  # type: ignore[union-attr]
    return Problem(f"{what}_contradicts", {"one": one, "other": f'{said}: "{shown(text)}", {at}'})


def _units_apart(block: Block, table: Table) -> Problem | None:
    """Units of agencies, left out, that tell rows apart: without them one row of an agency would replace another."""
    cells, contract = block.header.cells, block.contract
    units = [place for place, cell in enumerate(cells) if not cell.column and gives_way(cell, contract)]
    agency = next((column.name for column in contract.of_kind("agency") if column.name in table.cells), "")
    if not units or not agency or "agency_key" not in contract.key:
        return None
    kinds = {column.name: column.kind for column in contract.columns}
    telling = [name for name in table.cells if kinds[str(name)] not in ("count", "number", "text")]
    rows = table.rows.to_numpy() - block.page.grid.first_row
    filled = pd.Series(block.page.filled[rows][:, units].any(axis=1), index=table.cells.index)
    unsaid = filled & (table.cells[agency].str.strip() == "")
    alike = table.cells[telling].duplicated() if not contract.of_kind("person") else unsaid
    if not (alike | unsaid).any():
        return None
    headers = [cell.text for cell in cells if cell.column == agency] + [cells[place].text for place in units]
    return Problem("duplicate_header", {"headers": [shown(text) for text in headers]})


def _told_apart(block: Block, table: Table) -> Problem | None:
    """Rows that nothing tells apart would replace each other: the column that names them is not known."""
    if block.contract.key == block.contract.slice or len(set(table.rows)) < 2:
        return None
    tells = {"region_code": ("region", "region_code", "bps_code"), "agency_key": ("agency",), "as_of": ("date",)}
    kinds = {column.name: column.kind for column in block.contract.columns}
    own = {kinds[name] for name in table.cells.columns if table.wheres.get(name, "") in ("", "heading")}
    key = {kind for name in block.contract.key for kind in tells.get(name, (kinds.get(name, ""),))}
    persons = {"person"} & own
    if key & own or persons or len(table.cells.drop_duplicates()) == 1:
        return None
    sheet = f" ({table.sheet})" if table.sheet else ""
    return Problem("rows_alike", {"columns": list(table.dropped) or ["-"], "sheet": sheet})
