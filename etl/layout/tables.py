"""A header and the rows under it -> one table whose columns are those of the contract."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from etl.contracts import Column, Contract, Match
from etl.grid import Note, Skip, Table
from etl.layout.body import Body, RowKind
from etl.layout.context import Context, Finding, What
from etl.layout.header import Header
from etl.layout.headings import Heading, Texts, fill_below, fill_merged, headings, province_of, texts_over
from etl.layout.nil import nil_rows, with_zeros
from etl.layout.page import Page
from etl.layout.periods import Span, is_week, months_of, needs_year, runs_over, span_within
from etl.layout.places import Place, called
from etl.layout.sums import sums
from etl.layout.unloaded import dropped, named
from etl.masking import shown
from etl.parse import clean, parse_count
from etl.parse.cells import HYPHENS
from etl.rules import Breach
from geo.regions import RegionIndex

_NEVER_FILLED = ("count", "number", "free_text", "person")


@dataclass(frozen=True, slots=True)
class Block:
    """One table of a sheet: a header, printed once or on each page, its rows, and what is said beside them."""

    page: Page
    header: Header
    bodies: tuple[Body, ...]
    context: Context
    year: int | None = None

    @property
    def contract(self) -> Contract:
        return self.header.contract

    @property
    def sheet(self) -> str:
        return self.page.grid.label

    def columns(self) -> dict[str, Column]:
        """The contract's columns by name."""
        return {column.name: column for column in self.contract.columns}


@dataclass(slots=True)
class _Found:
    """What is gathered about a table beside its cells."""

    notes: list[Note] = field(default_factory=list)
    used: set[What] = field(default_factory=set)
    wheres: dict[str, str] = field(default_factory=dict)


def table_of(block: Block, index: RegionIndex) -> Table:
    """The table of a block, its columns named as in the contract."""
    found, block = _Found(), _with_headings(block, index)
    rows, overlong = _split_overlong(block, [row for body in block.bodies for row in body.rows("data")])
    over = headings(block.page, block.bodies, _unsaid(block, rows), index, block.year)
    over = _with_provinces(block, rows, over, index)
    cells, parts = _cells(block, rows, over, found, index)
    cells = _with_zeros(block, cells, parts, found, index)
    totals = _totals(block, over, index)
    positions = {name: place for place, name in block.header.named.items()}
    unknown = tuple(place for place, cell in enumerate(block.header.cells) if not cell.column and not cell.days)
    return Table(
        sheet=block.sheet,
        match=Match(block.contract, positions, (), block.header.missing, unknown),
        cells=cells,
        rows=pd.Series([block.page.number(row) for row in parts], index=cells.index, dtype="int64"),
        totals=totals,
        skipped=tuple(_skips(block)),
        notes=(*block.context.notes(block.sheet, index, found.used), *found.notes),
        overlong=overlong,
        dropped=dropped(block.page, block.bodies),
        named=named(block.page, block.bodies),
        wheres=found.wheres,
    )


def _with_headings(block: Block, index: RegionIndex) -> Block:
    """A block in which provinces that stand alone in the column of governments, over theirs, are headings.

    A provincial government without a number has not reported, and needs no row to say so.
    """
    places = [p for p, name in block.header.named.items() if block.columns()[name].kind == "region"]
    if len(places) != 1 or not block.contract.of_kind("province"):
        return block
    bodies = tuple(replace(body, kinds=_kinds(block.page, body, places[0], index)) for body in block.bodies)
    return replace(block, bodies=bodies)


def _kinds(page: Page, body: Body, place: int, index: RegionIndex) -> tuple[RowKind, ...]:
    kinds = list(body.kinds)
    rows = np.array(body.rows("data"), dtype=np.int64)
    others = [other for other in body.header.named if other != place]
    filled = page.filled[rows]
    alone = filled[:, place] & ~filled[:, others].any(axis=1)
    for row in rows[:-1][alone[:-1] & ~alone[1:]].tolist():
        if province_of(page.row(row)[place], index):
            kinds[row - body.first] = "heading_row"
    return tuple(kinds)


def _with_provinces(block: Block, rows: Sequence[int], over: list[Heading], index: RegionIndex) -> list[Heading]:
    """Headings, and with provinces among them the rows of provincial governments, whose regencies stand below them."""
    places = [p for p, name in block.header.named.items() if block.columns()[name].kind == "region"]
    if not places or not any(heading.what == "province" for heading in over):
        return over
    texts = block.page.grid.cells[list(rows), places[0]].tolist()
    codes = {text: province_of(text, index) for text in set(texts)}
    own = [
        Heading(row, "province", called(codes[text], index))
        for row, text in zip(rows, texts, strict=True)
        if codes[text]
    ]
    return sorted([*over, *own], key=lambda heading: heading.row)


def _split_overlong(block: Block, rows: list[int]) -> tuple[list[int], tuple[tuple[int, int, int], ...]]:
    """Rows of a CSV with more cells than there are headers: an unquoted separator may have shifted everything."""
    headed = max((place for place, cell in enumerate(block.header.cells) if cell.texts), default=-1) + 1
    if block.page.grid.name or headed >= block.page.width:
        return rows, ()
    beyond = block.page.filled[:, headed:]
    long = [row for row in rows if beyond[row].any()]
    sizes = {row: headed + int(np.flatnonzero(beyond[row])[-1]) + 1 for row in long}
    return [row for row in rows if row not in sizes], tuple(
        (block.page.number(row), sizes[row], headed) for row in long
    )


# ------------------------------------------------------------------------------------------------------------- cells


def _cells(
    block: Block, rows: Sequence[int], over: Sequence[Heading], found: _Found, index: RegionIndex
) -> tuple[pd.DataFrame, list[int]]:
    """The cells of some rows, one line a part of each, and the row of each line."""
    columns = block.columns()
    shared = {
        name: _texts(block, place, rows, found)
        for place, name in block.header.named.items()
        if not _days(block, place) and columns[name].kind != "free_text"
    }
    shared |= _beside(block, rows, over, shared, found, index)
    days = _reported_days(block, rows, found)
    if not days:
        return _frame(shared, len(rows)), list(rows)
    (column,) = block.contract.of_kind("date")[:1]
    frames = []
    for stated, span in days.items():
        own = {
            name: _texts(block, place, rows, found)
            for place, name in block.header.named.items()
            if block.header.cells[place].days == stated
        }
        when = {column.name: np.full(len(rows), span.iso, dtype=object)}
        frames.append(_frame({**shared, **own, **when}, len(rows)))
    found.wheres[column.name] = "header"
    found.notes.append(Note(block.sheet, 0, "found_in_header", {"what": "date", "parts": len(days)}))
    order = np.argsort(np.tile(np.arange(len(rows)), len(frames)), kind="stable")
    cells = pd.concat(frames, ignore_index=True).take(order).reset_index(drop=True)
    return cells.fillna(""), [row for row in rows for _ in frames]


def _with_zeros(
    block: Block, cells: pd.DataFrame, rows: Sequence[int], found: _Found, index: RegionIndex
) -> pd.DataFrame:
    """Cells in which rows of a log that say NIHIL state a zero for the region and the period of the table."""
    context, page = block.context, block.page
    nil = nil_rows(page, 0, page.height, block.header)[list(rows)]
    if not nil.any():
        return cells
    found.used |= {"region", "date"}
    found.notes.append(Note(block.sheet, page.number(rows[int(nil.argmax())]), "nil_is_zero", {"rows": int(nil.sum())}))
    return with_zeros(cells, nil, block.contract, context.region, context.date, index)


def _frame(columns: dict[str, Texts], height: int) -> pd.DataFrame:
    index = pd.RangeIndex(height)
    series = {name: pd.Series(texts, index=index, dtype="str") for name, texts in columns.items()}
    return pd.DataFrame(series, index=index)


def _days(block: Block, place: int) -> str:
    return block.header.cells[place].days


def _reported_days(block: Block, rows: Sequence[int], found: _Found) -> dict[str, Span]:
    """The days over the columns of a wide table, but for those under which no row has anything."""
    cells = block.header.cells
    title = block.context.date.value if block.context.date else None
    month = title if isinstance(title, Span) else None
    spans = _spans(block, month, block.year)
    found.used |= {"date"} if any(map(is_week, spans)) else set()
    if any(map(needs_year, spans)) and (not _in_order(spans.values()) or runs_over([*spans.values()])):
        spans = _spans(block, month, None)  # they go from one year into the next
    if months := months_of(spans):
        found.notes.append(
            Note(block.sheet, block.page.number(block.header.top), "months_assumed", {"columns": list(spans)})
        )
    spans = months or spans
    said = {
        stated: span
        for stated, span in spans.items()
        if any(cell.days == stated and cell.column and _says(block, place, rows) for place, cell in enumerate(cells))
    }
    if said and len(said) < len(spans):
        blank = [stated for stated in spans if stated not in said]
        found.notes.append(Note(block.sheet, 0, "columns_blank", {"columns": blank}))
    return said or spans


def _spans(block: Block, month: Span | None, year: int | None) -> dict[str, Span]:
    """The days over the columns; none if those of any column cannot be told, or it would be left out in silence."""
    stated = dict.fromkeys(cell.days for cell in block.header.cells if cell.column and cell.days)
    spans = {text: span for text in stated if (span := span_within(text, year, month))}
    return spans if len(spans) == len(stated) else {}


def _in_order(spans: Iterable[Span]) -> bool:
    """Whether the days run one way, be it backwards."""
    ends = [span.end for span in spans]
    return ends in (sorted(ends), sorted(ends, reverse=True))


def _says(block: Block, place: int, rows: Sequence[int]) -> bool:
    """Whether anything is reported in a column: hyphens alone are how a month is kept free that has not come yet."""
    texts = {clean(text) for text in block.page.grid.cells[list(rows), place]}
    return bool(texts - HYPHENS - {""})


def _texts(block: Block, place: int, rows: Sequence[int], found: _Found) -> Texts:
    """One column of some rows; merged cells speak for all their rows, parts of a whole are added."""
    cell, column = block.header.cells[place], block.columns()[block.header.named[place]]
    if cell.part_of:
        names = [shown(block.header.cells[each].text) for each in cell.part_of]
        found.notes.append(Note(block.sheet, 0, "parts_added", {"what": column.title.id, "columns": names}))
        return _added([block.page.grid.cells[list(rows), each] for each in cell.part_of], column)
    texts = block.page.grid.cells[list(rows), place]
    if column.kind not in _NEVER_FILLED and block.page.grid.merged:
        texts, merges = fill_merged(block.page, place, rows, texts)
        if merges:
            found.notes.append(Note(block.sheet, 0, "found_in_merged", {"what": _what(column), "cells": merges}))
    if column.kind in ("date", "day"):
        texts = _with_year(block, texts, found)
    return _below(block, column, texts, rows, found)


def _below(block: Block, column: Column, texts: Texts, rows: Sequence[int], found: _Found) -> Texts:
    """Only where the contract says that a column is written once a group, and the group has a column of its own.

    Or where an agency stands once over its months.
    """
    filled: Texts | None = None
    if column.kind == "agency" and _over_dates(block, texts, rows):
        filled = texts[np.maximum.accumulate(np.where(texts != "", np.arange(len(texts)), 0))]
    elif column.once_a_group and _grouped(block, texts, rows):
        filled = fill_below(texts)
    if filled is None:
        return texts
    detail = {"what": _what(column), "rows": int((texts == "").sum())}
    found.notes.append(Note(block.sheet, block.page.number(rows[0]), "filled_down", detail))
    return filled


def _over_dates(block: Block, texts: Texts, rows: Sequence[int]) -> bool:
    """Whether each of several texts stands over the same dates, so that blank cells below it mean the same.

    One text alone over other dates could as well be one agency before the whole government.
    """
    places = [place for place, name in block.header.named.items() if block.columns()[name].kind == "date"]
    starts = np.flatnonzero(texts != "")
    if len(places) != 1 or len(starts) < 2 or starts[0] != 0 or len(starts) == len(texts):
        return False
    groups = [tuple(map(str, each)) for each in np.split(block.page.grid.cells[list(rows), places[0]], starts[1:])]
    first = groups[0]
    return "" not in first and len(set(first)) == len(first) > 1 and set(groups) == {first}


def _grouped(block: Block, texts: Texts, rows: Sequence[int]) -> bool:
    """Whether each row that leaves the column blank names an agency, so that it is a row of a group."""
    places = [p for p, name in block.header.named.items() if block.columns()[name].kind == "agency"]
    blank = [row for row, text in zip(rows, texts, strict=True) if not text]
    return bool(places) and bool(block.page.filled[blank][:, places].all())


def _with_year(block: Block, texts: Texts, found: _Found) -> Texts:
    """A column of dates in which those that name no year have the one that the titles name."""
    if block.year is None:
        return texts
    dated = {text: f"{text} {block.year}" for text in map(str, np.unique(texts)) if needs_year(clean(text))}
    open_rows = np.isin(texts, list(dated))
    if open_rows.any():
        detail = {"year": str(block.year), "rows": int(open_rows.sum())}
        found.notes.append(Note(block.sheet, 0, "year_of_title", detail))
    return np.array([dated.get(text, text) for text in texts], dtype=object)


def _what(column: Column) -> str:
    """What a note about a column calls it."""
    return next((what for what, kinds in _KINDS.items() if column.kind in kinds), column.title.id)


def _added(columns: Sequence[Texts], column: Column) -> Texts:
    """The sums of two columns of counts as text; what is no count stays to be read, and rejected, as it is."""
    joined = np.array(["\x1f".join(texts) for texts in zip(*columns, strict=True)])
    pairs, codes = np.unique(joined, return_inverse=True)
    return np.array([_sum(pair.split("\x1f"), column) for pair in pairs.tolist()], dtype=object)[codes]


def _sum(texts: Sequence[str], column: Column) -> str:
    """The sum of the parts that are stated; a hyphen beside a number is none."""
    stated = [text for text in map(clean, texts) if text not in HYPHENS]
    counts = [parse_count(text, column.suffixes) if text else None for text in stated]
    if any(isinstance(count, Breach) for count in counts):
        return " + ".join(texts)
    values = [count.value for count in counts if count is not None and not isinstance(count, Breach)]
    return str(int(sum(values))) if values and len(values) == len(stated) and all(v == v for v in values) else ""


# -------------------------------------------------------------------------------------------------- beside the rows

_KINDS: dict[What, tuple[str, ...]] = {
    "region": ("region", "region_code", "bps_code"),
    "date": ("date",),
    "agency": ("agency",),
    "province": ("province",),
}


def filled_by(block: Block, what: What) -> Column | None:
    """The column that is filled with what stands beside the rows, if the contract has one for it."""
    kind = _KINDS[what][0]
    column = next((column for column in block.contract.columns if column.kind == kind), None)
    own_date = what == "date" and block.contract.date_from_rows and column and column.presence != "optional"
    return None if own_date else column


def _unsaid(block: Block, rows: Sequence[int]) -> set[What]:
    """What the contract asks for and no column of the table says."""
    columns = block.columns()
    said = {
        columns[name].kind
        for place, name in block.header.named.items()
        if _days(block, place) or block.page.filled[list(rows), place].any() or not rows
    }
    dated = {"date"} if any(cell.days and cell.column for cell in block.header.cells) else set()
    return {what for what, kinds in _KINDS.items() if filled_by(block, what) and not (said | dated) & set(kinds)}


def _beside(
    block: Block,
    rows: Sequence[int],
    over: Sequence[Heading],
    cells: dict[str, Texts],
    found: _Found,
    index: RegionIndex,
) -> dict[str, Texts]:
    """The columns that headings and context fill."""
    filled: dict[str, Texts] = {}
    for what in sorted(_unsaid(block, rows)):
        column = filled_by(block, what)
        assert column
        texts = texts_over(rows, over, what)
        headed = int((texts != "").sum())
        finding: Finding | None = getattr(block.context, what, None)  # a province stands in headings alone
        if finding and (headed < len(rows) or not rows):
            found.used.add(what)
            texts = np.where(texts == "", _as_cell(finding, index), texts)
        if headed:
            found.notes.append(Note(block.sheet, 0, "found_in_heading", {"what": what, "rows": headed}))
        if finding or headed:
            filled[column.name] = texts
            found.wheres[column.name] = "heading" if headed else str(finding and finding.where)
    province = {} if "province" in filled else _province(block, cells, index)
    found.used |= {"region"} if province else set()
    return filled | province


def _province(block: Block, cells: dict[str, Texts], index: RegionIndex) -> dict[str, Texts]:
    """A province in the title tells apart names in the rows that two provinces share."""
    column = next(iter(block.contract.of_kind("province")), None)
    finding = block.context.region
    if not column or column.name in cells or not finding or not isinstance(finding.value, Place):
        return {}
    named = any(block.columns()[name].kind == "region" for name in cells)
    code = finding.value.code
    if not named or not code or index.province_of(code) != code:
        return {}
    return {column.name: np.full(len(next(iter(cells.values()))), called(code, index), dtype=object)}


def _as_cell(finding: Finding, index: RegionIndex) -> str:
    if isinstance(finding.value, Place):
        return called(finding.value.code, index)
    return finding.value.iso if isinstance(finding.value, Span) else finding.value


# ---------------------------------------------------------------------------------------- what is not loaded as data


def _totals(block: Block, over: Sequence[Heading], index: RegionIndex) -> pd.DataFrame:
    """The rows of totals that can be checked: cells as of data, and what else `Table.totals` has."""
    found = sums(block.page, block.bodies)
    cells, rows = _cells(block, [each.row for each in found], over, _Found(), index)
    by_row = {each.row: each for each in found}
    number = block.page.number
    return cells.assign(
        alone=pd.Series([_alone(block, row) for row in rows], index=cells.index, dtype="str"),
        row=pd.Series([number(row) for row in rows], index=cells.index, dtype="int64"),
        first=pd.Series([number(by_row[row].first) for row in rows], index=cells.index, dtype="int64"),
        last=pd.Series([number(by_row[row].last) for row in rows], index=cells.index, dtype="int64"),
        extent=pd.Series([by_row[row].extent for row in rows], index=cells.index, dtype="str"),
    )


# A total of those alone who have signed, or who have not.
_OF_SOME = re.compile(r"\b(?:sudah|sdh|belum|blm|ttd|menandatangani|laki|perempuan|pns|pppk)\b", re.IGNORECASE)


def _alone(block: Block, row: int) -> str:
    """The one whole number that a row states of all rows, wherever it stands; empty if it states none or several."""
    if any(_OF_SOME.search(text) for text in block.page.texts(row)):
        return ""
    counts = [parse_count(text, ("orang", "org", "pegawai", "asn")) for text in block.page.texts(row)]
    numbers = [count.value for count in counts if not isinstance(count, Breach) and count.value == count.value]
    return str(int(numbers[0])) if len(numbers) == 1 else ""


def _skips(block: Block) -> Iterator[Skip]:
    for body in block.bodies:
        for place, kind in enumerate(body.kinds):
            if kind != "data":
                yield Skip(block.sheet, block.page.number(body.first + place), kind)
