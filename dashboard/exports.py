"""CSV: the columns that everybody gets, on the command line and from the button.

UTF-8, lines end with LF, decimal point, ISO dates, empty = no value. A text that a spreadsheet would take for a formula
(it begins with `=`, `+`, `-`, `@` or a tab) gets an apostrophe in front; numbers and dates never do.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from dashboard.figures.wording import records
from dashboard.i18n import Language, text_for
from dashboard.queries import Reading, Series, published, published_at, reading_at
from dashboard.viewer import Viewer
from etl.indicators.reasons import NOTHING_KNOWN
from etl.indicators.registry import TOTAL, Indicator
from geo.former import FormerProvince
from geo.regions import RegionIndex

COLUMNS = (
    "indicator", "indicator_title", "region_code", "region_name", "level", "extent", "category", "election",
    "period_start", "period_end", "as_of", "numerator", "denominator", "cases_ended", "cases", "value", "ci_low",
    "ci_high", "unit", "status", "reason", "coverage_n", "coverage_of", "provenance", "source", "version",
)  # fmt: skip
# A median divides nothing: its row holds the cases that it is reckoned from, and those that came to its end.
_OF_A_MEDIAN = {"numerator": "cases_ended", "denominator": "cases"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LINES_A_PIECE = 500


def export_csv(
    connection: Connection,
    viewer: Viewer,
    version: int,
    *,
    indicator: Indicator,
    level: str,
    region: str | None = None,
    start: dt.date | None = None,
    end: dt.date | None = None,
    language: Language = "id",
    as_then: bool = False,
) -> Iterator[str]:
    """Every published value of an indicator at a level: all dates, units, elections and categories.

    Args:
        region: this region and those inside it; None for all.
        start, end: bounds of `as_of`, both included.
        as_then: provinces as they were at each date instead of those of today.

    Yields:
        Pieces of CSV text, the header first.
    """
    r = reading_at(connection, viewer, version)
    former = RegionIndex.packaged().former if as_then else ()
    found = published(r, indicator.id, level, region, start, end, former)
    yield from as_csv(found, r, indicator, language)


def export_screen(
    r: Reading, series: Series, figures: pd.DataFrame, *, indicator: Indicator, level: str, language: Language
) -> Iterator[str]:
    """The figures on a screen, with their categories; a region without any row is a line of status `missing`.

    Args:
        figures: the map frame (and what stands beside it), one row a region and extent.
        level: of regions of which nothing is known.
    """
    known = figures[figures["origin"].notna()]
    silent = figures[figures["origin"].isna()]
    absent = [_absent(str(code), series, level, simulated=r.simulated) for code in silent["region_code"]]
    rows = sorted([*published_at(r, series, known), *absent], key=lambda row: str(row["region_code"]))
    yield from as_csv(rows, r, indicator, language)


def _absent(code: str, series: Series, level: str, *, simulated: bool) -> dict[str, Any]:
    """A region of which nothing is known. Simulated data say that they are, here too."""
    return {
        "indicator": series.indicator,
        "region_code": code,
        "level": level,
        "extent": "government" if level == "regency" else "area",
        "category": TOTAL,
        "election": series.election,
        "unit": series.unit,
        "status": "missing",
        "reason": NOTHING_KNOWN,
        "provenance": "simulated" if simulated else None,
    }


def as_csv(found: Iterable[Mapping[str, Any]], r: Reading, indicator: Indicator, language: Language) -> Iterator[str]:
    """Rows (`queries.EXPORTED`) as pieces of CSV, the header first."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(COLUMNS)
    title = indicator.title[language]
    for count, row in enumerate(found, start=1):
        name = _name(str(row["region_code"]), language, row)
        named = {"indicator_title": title, "region_name": name, "version": r.version}
        cells = {**_renamed(row, indicator), **named, "source": row.get("citation")}
        writer.writerow([cell(cells.get(name)) for name in COLUMNS])
        if count % _LINES_A_PIECE == 0:
            yield _emptied(page)
    yield _emptied(page)


def frame_csv(frame: pd.DataFrame, language: Language) -> str:
    """A frame as CSV, its regions with their names."""
    rows = records(frame.reindex(columns=["region_code", "extent"]))
    place = frame.columns.get_loc("region_code")
    assert isinstance(place, int)
    named = frame.copy()
    named.insert(place + 1, "region_name", [_name(str(row["region_code"]), language, row) for row in rows])
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(named.columns)
    columns = [list(map(cell, named[name].tolist())) for name in named]
    writer.writerows(zip(*columns, strict=True))
    return page.getvalue()


def _name(code: str, language: Language, row: Mapping[str, Any]) -> str:
    """A region's full name; that of a former province says until when it was so.

    A provincial government is called so: its figure is that of its own staff, and not of the area that bears its code.
    """
    area, text = RegionIndex.packaged().area(code), text_for(language)
    if not isinstance(area, FormerProvince):
        is_own = row.get("extent") == "government" and area.level == "province"
        return text("provincial-government", name=area.name) if is_own else area.name
    return text("former-name", name=area.name, date=text.date(area.valid_to))


def _renamed(row: Mapping[str, Any], indicator: Indicator) -> dict[str, Any]:
    return {_OF_A_MEDIAN.get(name, name) if indicator.is_median else name: value for name, value in row.items()}


def _emptied(page: io.StringIO) -> str:
    text = page.getvalue()
    page.seek(0)
    page.truncate()
    return text


def cell(value: object) -> str:
    """One cell: shortest digits that read back to the same number, ISO dates, texts that are no formula."""
    match value:
        case None:
            return ""
        case float():
            return "" if value != value else str(int(value)) if value.is_integer() else repr(value)
        case dt.date():
            return value.isoformat()
        case str() if value.startswith(FORMULA):
            return f"'{value}"
        case _:
            return str(value)
