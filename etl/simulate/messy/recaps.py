"""A government's recap of the pact in the shapes in which offices mail it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from etl.simulate.messy.habits import Habits
from etl.simulate.messy.page import Cell, Page, Row

TITLE = "REKAPITULASI PENANDATANGANAN PAKTA INTEGRITAS NETRALITAS ASN (DATA SIMULASI)"
LAST_HEADERS = ("Sumber", "Asal-usul Data")


class Line(NamedTuple):
    """A row of a recap; `signed` is NaN where it is not known."""

    agency: str
    date: str
    employed: float
    signed: float


def _lines(rows: pd.DataFrame) -> list[Line]:
    columns = (rows[name].to_list() for name in Line._fields)
    return [Line(agency or "Seluruh OPD", *rest) for agency, *rest in zip(*columns, strict=True)]


@dataclass(frozen=True, slots=True)
class Recap:
    """What one government reports: rows of `agency`, `date`, `employed`, `signed`; `place` names it."""

    rows: pd.DataFrame
    place: str
    source: str
    habits: Habits

    @property
    def titles(self) -> list[Row]:
        """Lines above a table; the place is left out where the file or the sheet is called by it."""
        return [(TITLE,), *([(self.place,)] if self.place else [])]

    @property
    def tail(self) -> tuple[Cell, ...]:
        return (self.source, "simulasi")

    def dated(self) -> "list[tuple[str, pd.DataFrame]]":
        return [(str(day), rows) for day, rows in self.rows.groupby("date")]

    def by_agency(self) -> "list[tuple[str, pd.DataFrame]]":
        return [(str(agency), rows) for agency, rows in self.rows.groupby("agency", sort=False)]


def _head(page: Page, recap: Recap, left: Sequence[str], right: Sequence[str]) -> None:
    """A header of one row, or of two with a merged cell over the counts; perhaps a row that numbers the columns."""
    habits = recap.habits
    after = len(left) + len(right)
    if habits.two_row_header and len(right) > 1:
        page.add((*left, "Pakta Integritas", *[None] * (len(right) - 1), *LAST_HEADERS))
        page.merge(1, len(left), len(right))
        for place in (*range(len(left)), after, after + 1):
            page.merge(2, place, 1)
        page.add((*[None] * len(left), *right, None, None))
    else:
        page.add((*left, *right, *LAST_HEADERS))
    if habits.numbering_row:
        page.add(tuple(f"({number})" for number in range(1, after + 3)))


def _body(page: Page, recap: Recap, rows: pd.DataFrame, date: str | None) -> None:
    """Numbered rows of agencies, their total where the office gives one and all is known, and who signed it."""
    habits = recap.habits
    for number, row in enumerate(_lines(rows), start=1):
        counts = (habits.number(row.employed), habits.number(row.signed))
        day = () if date else (habits.day(row.date),)
        page.add((number, row.agency, *day, *counts, *recap.tail))
    if date and habits.totals and len(rows) > 1 and rows["signed"].notna().all():
        page.add((None, habits.totals, *(habits.number(float(rows[name].sum())) for name in ("employed", "signed"))))


def _columns(recap: Recap, *names: str) -> list[str]:
    return [recap.habits.headers[name] for name in names]


def long(recap: Recap) -> list[Page]:
    """One sheet with a date in every row."""
    page = Page("Rekap")
    page.add(*recap.titles, ())
    _head(page, recap, ["No", *_columns(recap, "agency", "date")], _columns(recap, "employed", "signed"))
    _body(page, recap, recap.rows, None)
    page.add(*recap.habits.signed_below())
    return [page]


def _dated_block(page: Page, recap: Recap, day: str, rows: pd.DataFrame) -> None:
    page.add((f"Keadaan per {recap.habits.day_in_words(day)}",), ())
    _head(page, recap, ["No", *_columns(recap, "agency")], _columns(recap, "employed", "signed"))
    _body(page, recap, rows, day)


def sheet_a_date(recap: Recap) -> list[Page]:
    """One sheet a date; the date stands above the table."""
    pages = []
    for number, (day, rows) in enumerate(recap.dated(), start=1):
        page = Page(f"Rekap {number}")
        page.add(*recap.titles)
        _dated_block(page, recap, day, rows)
        page.add(*recap.habits.signed_below())
        pages.append(page)
    return pages


def blocks(recap: Recap) -> list[Page]:
    """One block a date, one below another."""
    page = Page("Rekap")
    page.add(*recap.titles)
    for day, rows in recap.dated():
        page.add(())
        _dated_block(page, recap, day, rows)
    page.add(*recap.habits.signed_below())
    return [page]


def sheet_an_agency(recap: Recap) -> list[Page]:
    """One sheet an agency, whose name stands in every row of it."""
    pages = []
    for number, (_, rows) in enumerate(recap.by_agency(), start=1):
        page = Page(f"OPD {number}")
        page.add(*recap.titles, ())
        _head(page, recap, ["No", *_columns(recap, "agency", "date")], _columns(recap, "employed", "signed"))
        _body(page, recap, rows, None)
        pages.append(page)
    return pages


def merged(recap: Recap) -> list[Page]:
    """An agency in a merged cell over its rows."""
    page = Page("Rekap")
    page.add(*recap.titles, ())
    _head(page, recap, ["No", *_columns(recap, "agency", "date")], _columns(recap, "employed", "signed"))
    for number, (_, rows) in enumerate(recap.by_agency(), start=1):
        for place, row in enumerate(_lines(rows)):
            first = (number, row.agency) if place == 0 else (None, None)
            counts = (recap.habits.number(row.employed), recap.habits.number(row.signed))
            page.add((*first, recap.habits.day(row.date), *counts, *recap.tail))
            if place == 0:
                page.merge(len(rows), 0, 1)
                page.merge(len(rows), 1, 1)
    page.add(*recap.habits.signed_below())
    return [page]


def headings(recap: Recap) -> list[Page]:
    """An agency as a heading row above its rows."""
    page = Page("Rekap")
    page.add(*recap.titles, ())
    _head(page, recap, ["No", *_columns(recap, "date")], _columns(recap, "employed", "signed"))
    for agency, rows in recap.by_agency():
        page.add((agency or "Seluruh OPD",))
        page.merge(1, 0, 6)
        for number, row in enumerate(_lines(rows), start=1):
            counts = (recap.habits.number(row.employed), recap.habits.number(row.signed))
            page.add((number, recap.habits.day(row.date), *counts, *recap.tail))
    return [page]


def wide(recap: Recap) -> list[Page]:
    """A column a date; what is not known is said in words, so that a cell is never empty."""
    page = Page("Rekap")
    days = sorted(recap.rows["date"].unique())
    page.add(*recap.titles, ())
    left = ["No", *_columns(recap, "agency", "employed")]
    page.add((*left, *(recap.habits.day_in_words(day) for day in days), *LAST_HEADERS))
    for number, (agency, rows) in enumerate(recap.by_agency(), start=1):
        signed = rows.set_index("date")["signed"]
        counts = [recap.habits.number(signed[day]) or "belum ada data" if signed[day] != 0 else 0 for day in days]
        employed = recap.habits.number(rows["employed"].iloc[0])
        page.add((number, agency or "Seluruh OPD", employed, *counts, *recap.tail))
    page.add(*recap.habits.signed_below())
    return [page]


Shape = Callable[[Recap], list[Page]]
# What a CSV can hold, which knows no merged cells; what one sheet can; and all.
PLAIN: Sequence[Shape] = (long, blocks, headings, wide)
SINGLE: Sequence[Shape] = (*PLAIN, merged)
SHAPES: Sequence[Shape] = (*SINGLE, sheet_a_date, sheet_an_agency)
