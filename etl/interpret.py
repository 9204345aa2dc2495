"""Rows of text, interpreted by a contract: columns parsed over their distinct values, then rules over whole rows."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from etl.contracts import Column, Contract, Kind
from etl.elections import election_of
from etl.grid import CodeSystem, Note
from etl.parse import (
    BLANKS,
    ELECTION_UNSTATED,
    NO_DATA,
    WEEKDAYS,
    Period,
    agency_key,
    clean,
    known_elections,
    parse_choice,
    parse_count,
    parse_date,
    parse_election,
    parse_region,
    parse_text,
)
from etl.rules import REQUIRED, Breach, RowNote, RowRule, shown
from geo.regions import RegionIndex

BREACH_COLUMNS = ("row", "column", "value", "rule", "detail")
_BREACH_TYPES = ("int64", "str", "str", "str", "object")

Values = dict[str, "pd.Series[Any]"]
Codes = np.ndarray[Any, np.dtype[np.intp]]


class Parsed(NamedTuple):
    """Interpreted columns (index of the rows), and their breaches (columns BREACH_COLUMNS, one line a breach)."""

    columns: Values
    breaches: pd.DataFrame


class _Distinct(NamedTuple):
    """A column by its distinct values: the results of parsing each, and for every row which of them it has."""

    texts: "pd.Series[str]"
    codes: Codes
    results: list[Any]

    def spread(self, take: Callable[[Any], Any], otherwise: Any, dtype: str) -> "pd.Series[Any]":
        """One value a row: `take` of its result, `otherwise` where that is a breach."""
        each = [otherwise if isinstance(result, Breach) else take(result) for result in self.results]
        spread = np.array(each, dtype=object if dtype == "str" else dtype)[self.codes]
        return pd.Series(spread, index=self.texts.index, dtype=dtype)

    def breaches(self, column: str) -> pd.DataFrame:
        """The breaches, at the rows that have them, with the cell as it may be shown."""
        broken = np.array([isinstance(result, Breach) for result in self.results], dtype=bool)
        if not broken.any():
            return NO_BREACHES
        broken = broken[self.codes]
        found = [self.results[code] for code in self.codes[broken]]
        texts = self.texts[broken]
        return breach_frame(texts.index, column, texts, found)


def breach_frame(rows: pd.Index, column: str, values: "pd.Series[str]", breaches: Sequence[Breach]) -> pd.DataFrame:
    """Breaches of one column as a frame of BREACH_COLUMNS; values are masked where they could find a person."""
    return pd.DataFrame(
        {
            "row": pd.Series(rows.to_numpy(), dtype="int64"),
            "column": column,
            "value": [shown(value) for value in values],
            "rule": [breach.rule.code for breach in breaches],
            "detail": pd.Series([breach.detail for breach in breaches], dtype=object),
        },
        columns=BREACH_COLUMNS,
    )


NO_BREACHES = pd.DataFrame(
    {name: pd.Series(dtype=kind) for name, kind in zip(BREACH_COLUMNS, _BREACH_TYPES, strict=True)}
)


def together(breaches: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Several frames of breaches as one."""
    some = [frame for frame in breaches if len(frame)]
    return pd.concat(some, ignore_index=True) if some else NO_BREACHES.copy()


def distinct_rows(columns: Sequence["pd.Series[Any]"]) -> tuple[Codes, list[tuple[Any, ...]]]:
    """Factorise several columns together: for every row which distinct combination it has, and these combinations."""
    each = [pd.factorize(column) for column in columns]
    sizes = tuple(max(len(values), 1) for _, values in each)
    if not len(columns[0]):
        return np.empty(0, dtype=np.intp), []
    codes, places = pd.factorize(np.ravel_multi_index([codes for codes, _ in each], sizes))
    picked = np.unravel_index(places, sizes)
    return codes, list(zip(*(values[pick] for (_, values), pick in zip(each, picked, strict=True)), strict=True))


def _distinct(texts: "pd.Series[str]", parse: Callable[[str], Any]) -> _Distinct:
    codes, values = pd.factorize(texts)
    return _Distinct(texts, codes, [parse(value) for value in values])


def parse_columns(cells: pd.DataFrame, contract: Contract, index: RegionIndex) -> Parsed:
    """Interpret cells (text; columns named as in the contract, absent ones blank) column by column.

    A blank or broken cell becomes an empty text, NaN or NaT. The names of interpreted columns are those of the
    contract, but for: a count also has `<name>_suffix`; a date becomes `period_start`, `period_end`, `as_of`,
    `precision` and `weekday_stated`; a region `region_code`, `region_name`, `region_is_government` and `employer_name`;
    an agency also has `agency_key`.
    """
    values: Values = {}
    breaches: list[pd.DataFrame] = []
    tidy = {column.name: _tidy(cells, column) for column in contract.columns if column.kind not in _UNREAD}
    for column in contract.columns:
        if column.kind in _PARSERS:
            found = _PARSERS[column.kind](column, tidy[column.name])
        elif column.kind == "region":
            found = _regions(contract, tidy, index)
        else:
            continue
        values |= found.columns
        breaches.append(found.breaches)
    return Parsed(values, together(breaches))


_UNREAD: tuple[Kind, ...] = ("free_text", "person")


def _tidy(cells: pd.DataFrame, column: Column) -> "pd.Series[str]":
    if column.name not in cells:
        return pd.Series("", index=cells.index, dtype="str")
    blanks = {""} if column.kind in ("key", "text") else BLANKS

    def tidied(text: str) -> str:
        text = clean(text)
        return "" if text.casefold() in blanks else text

    return _distinct(cells[column.name], tidied).spread(str, "", "str")


def _or_required(column: Column, parse: Callable[[str], Any], blank: Any) -> Callable[[str], Any]:
    """A parser that answers for blank cells: `blank`, or a breach where the cell must be filled in."""
    empty = Breach(REQUIRED, {}) if column.presence == "cell" else blank
    return lambda text: parse(text) if text else empty


def _words(column: Column, texts: "pd.Series[str]") -> Parsed:
    found = _distinct(texts, _or_required(column, lambda text: parse_text(text, column.max_length), ""))
    return Parsed({column.name: found.spread(str, "", "str")}, found.breaches(column.name))


def _agencies(column: Column, texts: "pd.Series[str]") -> Parsed:
    """An agency and its key; the whole government is an empty text in both."""
    parsed = _words(column, texts)
    names = parsed.columns[column.name]
    keys = _distinct(names, agency_key).spread(str, "", "str")
    return Parsed({column.name: names.where(keys != "", ""), "agency_key": keys}, parsed.breaches)


def _counts(column: Column, texts: "pd.Series[str]") -> Parsed:
    found = _distinct(texts, _or_required(column, lambda text: parse_count(text, column.suffixes), NO_DATA))
    values = {
        column.name: found.spread(lambda count: count.value, np.nan, "float64"),
        f"{column.name}_suffix": found.spread(lambda count: count.suffix, "", "str"),
    }
    return Parsed(values, found.breaches(column.name))


def _choices(column: Column, texts: "pd.Series[str]") -> Parsed:
    found = _distinct(texts, _or_required(column, lambda text: parse_choice(text, column), ""))
    return Parsed({column.name: found.spread(str, "", "str")}, found.breaches(column.name))


def _elections(column: Column, texts: "pd.Series[str]") -> Parsed:
    found = _distinct(texts, _or_required(column, parse_election, ""))
    return Parsed({column.name: found.spread(str, "", "str")}, found.breaches(column.name))


def _dates(column: Column, texts: "pd.Series[str]") -> Parsed:
    never = np.datetime64("NaT")
    found = _distinct(texts, _or_required(column, parse_date, Breach(REQUIRED, {})))
    ends = found.spread(lambda period: np.datetime64(period.end), never, "datetime64[s]")
    values: Values = {
        "period_start": found.spread(lambda period: np.datetime64(period.start), never, "datetime64[s]"),
        "period_end": ends,
        "as_of": ends,
        "precision": found.spread(lambda period: period.precision, "", "str"),
        # Empty where the text states no weekday or the right one.
        "weekday_stated": found.spread(_wrong_weekday, "", "str"),
    }
    return Parsed(values, found.breaches(column.name))


def _wrong_weekday(period: Period) -> str:
    return WEEKDAYS[period.weekday] if period.weekday is not None and period.weekday_differs else ""


_PARSERS: Mapping[Kind, Callable[[Column, "pd.Series[str]"], Parsed]] = {
    "key": _words,
    "text": _words,
    "agency": _agencies,
    "count": _counts,
    "choice": _choices,
    "election": _elections,
    "date": _dates,
}


def _regions(contract: Contract, tidy: Mapping[str, "pd.Series[str]"], index: RegionIndex) -> Parsed:
    """The region of each row, from the columns of name, code and province together."""
    columns = {
        column.kind: column for kind in ("region", "region_code", "province") for column in contract.of_kind(kind)
    }
    texts = {kind: tidy[column.name] for kind, column in columns.items()}
    codes, triples = distinct_rows(list(texts.values()))
    required = columns["region"].presence == "cell"
    found = [_region_of(dict(zip(texts, triple, strict=True)), required, index) for triple in triples]
    plain = [item if isinstance(item, str) else item[1] for item in found]
    region = _Distinct(texts["region"], codes, plain)
    values: Values = {
        "region_code": region.spread(str, "", "str"),
        "region_name": region.spread(lambda code: index[code].name if code else "", "", "str"),
        "region_is_government": region.spread(lambda code: bool(code) and index[code].is_government, False, "bool"),
        "employer_name": region.spread(lambda code: _employer(code, index), "", "str"),
    }
    at = np.array(["" if isinstance(item, str) else item[0] for item in found], dtype=object)[codes]
    breaches = [_at_kind(region, at == kind, columns[kind].name, texts[kind]) for kind in columns]
    return Parsed(values, together(breaches))


def _at_kind(
    region: _Distinct, here: "np.ndarray[Any, np.dtype[np.bool_]]", column: str, texts: "pd.Series[str]"
) -> pd.DataFrame:
    return _Distinct(texts[here], region.codes[here], region.results).breaches(column)


def _region_of(cell: Mapping[str, str], required: bool, index: RegionIndex) -> str | tuple[Kind, Breach]:
    name, code = cell["region"], cell.get("region_code", "")
    if not name and not code:
        return ("region", Breach(REQUIRED, {})) if required else ""
    return parse_region(name, code, cell.get("province", ""), index)


def _employer(code: str, index: RegionIndex) -> str:
    """The government that employs the staff of a region: its own, or the province's (the six of Jakarta)."""
    if not code or index[code].is_government:
        return index[code].name if code else ""
    province = index.province_of(code)
    return index[province].name if province else ""


# ------------------------------------------------------------------------------------------------------- whole rows


class Interpreted(NamedTuple):
    """What interpreting gave.

    rows: the interpreted rows, all of them; index of the cells.
    breaches: every breach (BREACH_COLUMNS), its `row` being an index label. A row is accepted when it has none.
    notes: what was repaired, derived or assumed, each once; `row` is the index label of the first row concerned,
    `detail["rows"]` how many are; `sheet` is empty (whoever knows it fills it in).
    """

    rows: pd.DataFrame
    breaches: pd.DataFrame
    notes: tuple[Note, ...] = ()


def interpret(
    cells: pd.DataFrame,
    contract: Contract,
    index: RegionIndex,
    complete: Callable[[pd.DataFrame], pd.DataFrame] = lambda rows: rows,
    *,
    code_system: CodeSystem = "kemendagri",
) -> Interpreted:
    """Interpret and check rows of text; columns of kind `free_text` and `person` are left alone.

    The index of `cells` is unique, and stays. `code_system` is that of the contract's `region_code` columns.
    """
    parsed = parse_columns(cells, contract, index)
    rows = pd.DataFrame(parsed.columns, index=cells.index)
    breaches = [parsed.breaches]
    if contract.of_kind("election"):
        breaches.append(_default_elections(rows, contract, parsed.breaches))
    rows = complete(rows)
    breaches += [_broken_rows(rows, rule, cells, parsed.breaches) for rule in contract.rules]
    order = {column.name: place for place, column in enumerate(contract.columns)}
    found = together(breaches)
    found = found.assign(_place=found["column"].map(order)).sort_values(["row", "_place"], kind="stable")
    accepted = rows[~rows.index.isin(found["row"])]
    notes = [note for kind in contract.notes for note in _row_notes(accepted, kind)]
    return Interpreted(rows, found.drop(columns="_place").reset_index(drop=True), tuple(notes))


def _row_notes(rows: pd.DataFrame, kind: RowNote) -> list[Note]:
    """The note about the rows that it concerns, if any."""
    concerned = rows.index[kind.concerns(rows)]
    return [Note("", int(concerned[0]), kind.kind, {"rows": len(concerned)})] if len(concerned) else []


def _whole(rows: pd.DataFrame, columns: Sequence[str], breaches: pd.DataFrame) -> pd.DataFrame:
    """The rows in which none of some columns has a breach."""
    if breaches.empty:
        return rows
    return rows[~rows.index.isin(breaches.loc[breaches["column"].isin(columns), "row"])]


def _default_elections(rows: pd.DataFrame, contract: Contract, breaches: pd.DataFrame) -> pd.DataFrame:
    """Fill in, by date, the elections that rows do not state; the breaches of those without any."""
    (column,) = contract.of_kind("election")
    involved = [column.name, *(item.name for kind in _DATED for item in contract.of_kind(kind))]
    open_rows = _whole(rows[rows[column.name] == ""], involved, breaches)
    codes, pairs = distinct_rows([open_rows["as_of"], open_rows["region_code"]])
    unstated = Breach(ELECTION_UNSTATED, {"allowed": known_elections()})
    results = [election_of(day.date(), region) or unstated for day, region in pairs]
    found = _Distinct(open_rows[column.name], codes, results)
    rows.loc[open_rows.index, column.name] = found.spread(str, "", "str")
    return found.breaches(column.name)


_DATED: tuple[Kind, ...] = ("date", "region", "region_code", "province")


def _broken_rows(rows: pd.DataFrame, rule: RowRule, cells: pd.DataFrame, breaches: pd.DataFrame) -> pd.DataFrame:
    asked = _whole(rows, rule.columns, breaches)
    breaks = rule.breaks(asked)
    if not breaks.any():
        return NO_BREACHES
    broken = asked[breaks]
    column = rule.columns[0]
    texts = cells.loc[broken.index, column] if column in cells else pd.Series("", index=broken.index, dtype="str")
    found = [Breach(rule.rule, detail) for detail in rule.details(broken)]
    return breach_frame(broken.index, column, texts.map(clean), found)
