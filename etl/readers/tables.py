"""Today's CSV reader, in use until staging takes grids."""

import csv
import hashlib
import io
import string
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from etl.rules import Problem

SHEET = ""  # a CSV has no sheets
SEPARATORS = (",", ";", "\t")
_BLANK = "".join(SEPARATORS) + string.whitespace + '"'
LARGEST_MB = 256
_SPREADSHEETS = {
    b"PK\x03\x04": "XLSX/ODS/ZIP",
    b"\xd0\xcf\x11\xe0": "XLS",
    b"%PDF": "PDF",
}


class Skip(NamedTuple):
    """A row that is no data row, and why (a code of SKIP_RULES)."""

    sheet: str
    row: int
    reason: str


class Overlong(NamedTuple):
    """A data row with more cells than there are headers."""

    row: int
    cells: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of text.

    `cells`: one row a data row; index = its row in the spreadsheet (int64; the header is row 1 unless blank rows stand
    before it); columns = position of the header from 0.
    """

    name: str
    headers: tuple[str, ...]
    cells: pd.DataFrame
    skipped: tuple[Skip, ...] = ()
    overlong: tuple[Overlong, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file held: a sheet, or the problem for which it is refused. `sha256` is of its bytes, if read."""

    sha256: str | None
    sheet: Sheet | None = None
    problem: Problem | None = None


@dataclass(slots=True)
class _Rows:
    """Raw rows of text, sorted out by what they are."""

    headers: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    skipped: list[Skip] = field(default_factory=list)
    overlong: list[Overlong] = field(default_factory=list)


def read(path: Path) -> Reading:
    """Read a CSV file: UTF-8 with or without BOM; comma, semicolon or tab. Never raises for what a file may be."""
    raw = _bytes_of(path)
    if isinstance(raw, Problem):
        return Reading(None, problem=raw)
    digest = hashlib.sha256(raw).hexdigest()
    text = _decode(raw)
    if isinstance(text, Problem):
        return Reading(digest, problem=text)
    rows = _rows(text)
    if isinstance(rows, Problem):
        return Reading(digest, problem=rows)
    return Reading(digest, sheet=_sheet(rows))


def _bytes_of(path: Path) -> bytes | Problem:
    """The whole file, read once, so that one replaced meanwhile is either the old or the new."""
    try:
        if path.exists() and not path.is_file():
            return Problem("not_a_file")
        size = path.stat().st_size
        if size > LARGEST_MB * 1_000_000:
            return Problem("file_too_large", {"megabytes": size // 1_000_000, "limit": LARGEST_MB})
        return path.read_bytes()
    except FileNotFoundError:
        return Problem("file_missing")
    except OSError as error:
        return Problem("file_unreadable", {"reason": error.strerror or type(error).__name__})
    except ValueError:  # a path that cannot be one (NUL byte)
        return Problem("file_missing")


def _decode(raw: bytes) -> str | Problem:
    for magic, name in _SPREADSHEETS.items():
        if raw.startswith(magic):
            return Problem("spreadsheet", {"format": name})
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Problem("not_utf8", {"position": error.start + 1, "line": line})
    if "\0" in text:
        return Problem("not_text")
    return text if text.strip() else Problem("file_empty")


def _separator(line: str) -> str:
    """The separator that splits a line into most cells; a comma if none does, or if the line cannot be split."""
    try:
        counts = {separator: len(next(csv.reader([line], delimiter=separator))) for separator in SEPARATORS}
    except csv.Error:  # met again, and reported, when the whole file is read
        return SEPARATORS[0]
    return max(SEPARATORS, key=lambda separator: counts[separator])


def _rows(text: str) -> _Rows | Problem:
    first = next((line for line in io.StringIO(text, newline="") if line.strip(_BLANK)), None)
    if first is None:
        return Problem("file_empty")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(first), strict=True)
    try:
        raw = list(reader)
    except csv.Error as error:
        if "field larger" in str(error):
            return Problem("cell_too_long", {"line": reader.line_num, "limit": csv.field_size_limit()})
        return Problem("broken_quotes", {"line": reader.line_num})
    return _sorted_out(raw)


def _sorted_out(raw: list[list[str]]) -> _Rows | Problem:
    """Tell what each raw row is. Blank cells beyond the header do not count: spreadsheets leave them behind."""
    first = next((number for number, row in enumerate(raw) if _has_content(row)), None)
    if first is None:
        return Problem("file_empty")
    found = _Rows(headers=raw[first], skipped=[Skip(SHEET, number, "blank_row") for number in range(1, first + 1)])
    width = len(found.headers)
    for number, row in enumerate(raw[first + 1 :], start=first + 2):
        if len(row) == width and row[0].strip():  # nearly always so
            kept = row
        elif not _has_content(row):
            found.skipped.append(Skip(SHEET, number, "blank_row"))
            continue
        elif _has_content(row[width:]):
            found.overlong.append(Overlong(number, len(row)))
            continue
        else:
            kept = row[:width] + [""] * (width - len(row))
        found.rows.append(kept)
        found.numbers.append(number)
    return found


def _has_content(row: list[str]) -> bool:
    return bool("".join(row).strip())


def _sheet(found: _Rows) -> Sheet:
    headers = tuple(" ".join(header.replace("\ufeff", "").split()) for header in found.headers)
    columns = dict(enumerate(zip(*found.rows, strict=True))) if found.rows else dict.fromkeys(range(len(headers)), ())
    index = pd.Index(found.numbers, dtype="int64")
    cells = pd.DataFrame({n: pd.Series(values, index=index, dtype="str") for n, values in columns.items()}, index=index)
    return Sheet(SHEET, headers, cells, tuple(found.skipped), tuple(found.overlong))
