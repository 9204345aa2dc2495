"""Cells, interpreted column by column; each kind of column by its parser."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from etl.contracts import Column, Contract, Kind
from etl.grid import CodeSystem
from etl.interpret.agencies import governments_apart
from etl.interpret.breaches import together
from etl.interpret.distinct import Distinct, distinct
from etl.interpret.hyphens import ZERO, zeros
from etl.interpret.places import parse_places
from etl.interpret.results import Parsed, Values, told
from etl.parse import (
    BLANKS,
    NO_DATA,
    WEEKDAYS,
    Period,
    agency_key,
    cell_error,
    clean,
    parse_agency,
    parse_choice,
    parse_counts,
    parse_dates,
    parse_election,
    parse_numbers,
    parse_text,
)
from etl.parse.cells import NOT_DIVISIBLE
from etl.parse.dates import is_serial
from etl.rules import REQUIRED, Breach
from geo.regions import RegionIndex

_UNREAD: tuple[Kind, ...] = ("free_text", "person")
_NEVER = np.datetime64("NaT", "s")


def parse_columns(
    cells: pd.DataFrame, contract: Contract, index: RegionIndex, code_system: CodeSystem = "kemendagri"
) -> Parsed:
    """Interpret cells (text; columns named as in the contract, absent ones blank) column by column.

    A blank or broken cell becomes an empty text, NaN or NaT. The names of interpreted columns are those of the
    contract, but for: a count also has `<name>_suffix`; a date becomes `period_start`, `period_end`, `as_of`,
    `precision` and `weekday_stated` (empty where it is the right one or none); a day also has
    `<name>_weekday_stated`; a region `region_code`, `region_name`, `region_since`, `region_is_government` and
    `employer_name`; an agency also has `agency_key`.
    """
    values: Values = {}
    found: list[Parsed] = []
    tidy = {column.name: _tidy(cells, column) for column in contract.columns if column.kind not in _UNREAD}
    none, noted = zeros(cells, {column.name: column for column in contract.of_kind("count")})
    tidy |= {name: tidy[name].mask(mask, ZERO) for name, mask in none.items()}
    for column in contract.columns:
        if column.kind in _PARSERS:
            found.append(_PARSERS[column.kind](column, tidy[column.name]))
        elif column.kind == "region":
            found.append(parse_places(contract, tidy, index, code_system))
    for parsed in found:
        values |= parsed.columns
    for column in contract.of_kind("agency") if contract.of_kind("region") else ():
        found.append(governments_apart(column, values, index))
        values |= found[-1].columns
    notes = (*noted, *(note for parsed in found for note in parsed.notes))
    return Parsed(values, together([parsed.breaches for parsed in found]), notes)


def _tidy(cells: pd.DataFrame, column: Column) -> "pd.Series[str]":
    if column.name not in cells:
        return pd.Series("", index=cells.index, dtype="str")
    blanks = {""} if column.kind == "text" else BLANKS
    is_key = column.kind == "key"

    def tidied(text: str) -> str:
        text = clean(text)
        # `...` numbers no report: two that have it would be one.
        return "" if text.casefold() in blanks or (is_key and not any(map(str.isalnum, text))) else text

    return distinct(cells[column.name], lambda texts: [tidied(text) for text in texts]).spread(str, "", "str")


def _filled(column: Column, texts: list[str], parse: Callable[[list[str]], list[Any]], blank: Any) -> list[Any]:
    """Results of parsing distinct texts. A blank one gives `blank`, or a breach where the cell must be filled in; one
    that holds an error of the workbook, that breach; neither is shown to the parser."""
    results: dict[str, Any] = {text: error for text in texts if (error := cell_error(text))}
    results[""] = Breach(REQUIRED, {}) if column.presence == "cell" else blank
    rest = [text for text in texts if text not in results]
    results |= zip(rest, parse(rest), strict=True)
    return [results[text] for text in texts]


def _parsed(column: Column, texts: "pd.Series[str]", parse: Callable[[list[str]], list[Any]], blank: Any) -> Distinct:
    return distinct(texts, lambda values: _filled(column, values, parse, blank))


def _each(parse: Callable[[str], Any]) -> Callable[[list[str]], list[Any]]:
    """A parser of many texts from one that needs no neighbours."""
    return lambda texts: [parse(text) for text in texts]


def _words(column: Column, texts: "pd.Series[str]", parse: Callable[[str, int], str | Breach] = parse_text) -> Parsed:
    found = _parsed(column, texts, _each(lambda text: parse(text, column.max_length)), "")
    return Parsed({column.name: found.spread(str, "", "str")}, found.breaches(column.name))


def _agencies(column: Column, texts: "pd.Series[str]") -> Parsed:
    """An agency and its key; the whole government is an empty text in both."""
    parsed = _words(column, texts, parse_agency)
    names = parsed.columns[column.name]
    keys = distinct(names, _each(agency_key)).spread(str, "", "str")
    return Parsed({column.name: names.where(keys != "", ""), "agency_key": keys}, parsed.breaches)


def _counts(column: Column, texts: "pd.Series[str]") -> Parsed:
    found = _parsed(column, texts, lambda values: parse_counts(values, column.suffixes), NO_DATA)
    values = {
        column.name: found.spread(lambda count: count.value, np.nan, "float64"),
        f"{column.name}_suffix": found.spread(lambda count: count.suffix, "", "str"),
    }
    return Parsed(values, found.breaches(column.name))


def _numbers(column: Column, texts: "pd.Series[str]") -> Parsed:
    """Numbers with decimals. A division by zero is no data: a ratio without a denominator is nobody's mistake."""
    divisible = texts.where(texts != NOT_DIVISIBLE, "")
    found = _parsed(column, divisible, lambda values: parse_numbers(values, column.suffixes), NO_DATA)
    values: Values = {column.name: found.spread(lambda number: number.value, np.nan, "float64")}
    return Parsed(values, found.breaches(column.name))


def _choices(column: Column, texts: "pd.Series[str]") -> Parsed:
    found = _parsed(column, texts, _each(lambda text: parse_choice(text, column)), "")
    return Parsed({column.name: found.spread(str, "", "str")}, found.breaches(column.name))


def _elections(column: Column, texts: "pd.Series[str]") -> Parsed:
    found = _parsed(column, texts, _each(parse_election), "")
    return Parsed({column.name: found.spread(str, "", "str")}, found.breaches(column.name))


def _dates(column: Column, texts: "pd.Series[str]") -> Parsed:
    found = _parsed(column, texts, parse_dates, Breach(REQUIRED, {}))
    ends = found.spread(lambda period: np.datetime64(period.end), _NEVER, "datetime64[s]")
    values: Values = {
        "period_start": found.spread(lambda period: np.datetime64(period.start), _NEVER, "datetime64[s]"),
        "period_end": ends,
        "as_of": ends,
        "precision": found.spread(lambda period: period.precision, "", "str"),
        "weekday_stated": found.spread(_wrong_weekday, "", "str"),
    }
    return Parsed(values, found.breaches(column.name), _serials(column, texts, found.results))


def _days(column: Column, texts: "pd.Series[str]") -> Parsed:
    """A day beside the row's own date; of a month, year or period its last day."""
    found = _parsed(column, texts, parse_dates, None)
    values: Values = {
        column.name: found.spread(
            lambda day: _NEVER if day is None else np.datetime64(day.end), _NEVER, "datetime64[s]"
        ),
        f"{column.name}_weekday_stated": found.spread(lambda day: _wrong_weekday(day) if day else "", "", "str"),
    }
    return Parsed(values, found.breaches(column.name), _serials(column, texts, found.results))


def _serials(column: Column, texts: "pd.Series[str]", results: Sequence[Any]) -> tuple[Any, ...]:
    """The note that dates stood there as the numbers under which a spreadsheet keeps them."""
    codes, values = pd.factorize(texts)
    serial = [isinstance(found, Period) and is_serial(text) for text, found in zip(values, results, strict=True)]
    return told("serial_dates", texts.index[np.array(serial, dtype=bool)[codes]], {"column": column.name})


def _wrong_weekday(period: Period) -> str:
    return WEEKDAYS[period.weekday] if period.weekday is not None and period.weekday_differs else ""


_PARSERS: Mapping[Kind, Callable[[Column, "pd.Series[str]"], Parsed]] = {
    "key": _words,
    "text": _words,
    "agency": _agencies,
    "count": _counts,
    "number": _numbers,
    "choice": _choices,
    "election": _elections,
    "date": _dates,
    "day": _days,
}
