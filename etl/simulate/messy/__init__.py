"""The facts of a simulated nation as offices mail them: one file a government and source, each in a way of its own.

Nothing is added, lost or contradicted: loading these files gives exactly the values of the clean ones.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from etl.simulate.messy.habits import Habits
from etl.simulate.messy.lists import Listing
from etl.simulate.messy.offices import FROM_ONE_HAND, Office, office_of
from etl.simulate.messy.page import Page, Row, write_csv, write_xlsx
from etl.simulate.messy.recaps import PLAIN, SHAPES, SINGLE, Recap
from etl.simulate.nation import citation

CALLED = {
    "pact_recap": "Rekap Pakta Integritas",
    "headcount": "Jumlah ASN",
    "report_log": "Register Laporan",
    "case_outcome": "Penanganan Perkara",
    "pact_register": "Daftar Penanda Tangan",
    "event": "Peristiwa",
    "office_terms": "Masa Jabatan",
    "statements": "Hak Jawab",
    "meetings": "Rapat DPRD",
}
# A month or an agency gets a sheet of its own in half the workbooks of these.
_DAYS = ("date", "start", "end", "figure_date", "due", "answered_on")
_SPLIT = {"report_log": "date", "pact_register": "agency"}


def path_of(office: Office, folder: Path) -> Path:
    """The file of an office; where nothing in it says whose it is, its name does."""
    whose = office.name if office.told == "file name" else office.code.replace(".", "")
    return folder / f"{CALLED[office.source]} {whose}{'.csv' if office.habits.encoding else '.xlsx'}"


def write(
    source: str, parts: Iterable[tuple[str, pd.DataFrame]], governments: pd.DataFrame, seed: int, folder: Path
) -> Iterator[Path]:
    """Write the file of each government, given its code and rows; the paths, as they are written."""
    for code, rows in parts:
        office = office_of(governments, source, code, seed)
        yield _write(path_of(office, folder), _pages(office, rows, seed), office.habits)


def _pages(office: Office, rows: pd.DataFrame, seed: int) -> list[Page]:
    if office.source in FROM_ONE_HAND:
        return [_plain(office, rows)]
    if office.source == "pact_recap":
        shape = office.one(PLAIN if office.habits.encoding else SINGLE if office.told == "sheet name" else SHAPES)
        pages = shape(Recap(rows, office.place, citation(seed), office.habits))
    else:
        listing = Listing(office.source, rows, office, pick=int(office.rng.integers(0, 12)))
        pages = _split(listing, office)
    if office.told == "sheet name":
        pages[0].name = office.name
    return pages


def _split(listing: Listing, office: Office) -> list[Page]:
    by = _SPLIT.get(listing.source)
    if by is None or office.habits.encoding or office.told == "sheet name" or office.rng.random() < 0.5:
        return [listing.page()]
    parts = listing.rows.groupby(listing.rows[by].str[:7] if by == "date" else listing.rows[by], sort=False)
    return [replace(listing, rows=rows).page(f"Lembar {number}") for number, (_, rows) in enumerate(parts, start=1)]


def _plain(office: Office, rows: pd.DataFrame) -> Page:
    """What comes from one hand: a plain list, but with its own separator, encoding and dates."""
    page = Page(CALLED[office.source])
    page.add(tuple(rows.columns))
    days = {name: rows[name].map(_in_words(rows[name], office.habits)) for name in _DAYS if name in rows}
    written = rows.assign(number=rows["number"].astype("Int64"), **days) if "number" in rows else rows.assign(**days)
    cells = [[None if pd.isna(value) else value for value in written[name].astype(object)] for name in written]
    lines: Sequence[Row] = list(zip(*cells, strict=True))
    page.add(*lines)
    return page


def _in_words(days: "pd.Series[str]", habits: Habits) -> dict[str, str]:
    """How an office writes each of some days or months; an empty one it leaves empty."""
    return {text: habits.day_or_month_in_words(text) if text else "" for text in days.unique()}


def _write(path: Path, pages: list[Page], habits: Habits) -> Path:
    """A CSV, or a workbook with the blank rows, blank columns and the hidden sheet that the office leaves in it."""
    if habits.encoding:
        return write_csv(path, pages[0], habits.encoding)
    shown = [page.shifted(*habits.blank) for page in pages]
    old = Page("Lama", [("Data lama, jangan dipakai",), *pages[0].rows[1:6]], hidden=True)
    return write_xlsx(path, [*shown, *([old] if habits.hidden_sheet else [])])


__all__ = ["CALLED", "FROM_ONE_HAND", "office_of", "path_of", "write"]
