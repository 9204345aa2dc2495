"""The table of the print: the figures of the map in plain words, and which rows stay when there is no room for all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.components.table import sort_rows
from dashboard.figures.wording import (
    SMALL,
    as_date,
    as_number,
    coverage_words,
    evidence_words,
    is_faint,
    limits_words,
    other_words,
    records,
    shown_status,
    status_of,
    value_words,
)
from dashboard.i18n import Text
from dashboard.pages.content import with_own_name
from dashboard.screen import Look
from etl.indicators.registry import Indicator

Row = Mapping[str, Any]
_FEW = "*"  # before a denominator on which a rate stands badly; after it digits would not align
_MOST = 60
"""Rows that are set at most: no more fit, however low they are, and all 514 would be measured for seconds."""


@dataclass(frozen=True)
class Line:
    """One row. `place`: how many others stay before it when not all have room; `strong`: looked at, or pinned."""

    cells: tuple[str, ...]
    place: int
    strong: bool


@dataclass(frozen=True)
class Table:
    """Headings (`numeric` of the same length: whose cells stand at the right), rows in their order, and a note.

    `of`: how many rows there are, those included that no page could hold.
    """

    headings: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[Line, ...]
    of: int
    note: str


@dataclass(frozen=True)
class _Column:
    heading: str
    numeric: bool
    cell: Callable[[Row], str]
    always: bool = False


def table_of(look: Look, text: Text) -> Table:
    """The figures of a look as they are sorted on screen."""
    screen, indicator = look.screen, look.indicator
    figures = with_own_name(screen.figures, len(screen.own), text)
    rows, evidence = sort_rows(figures, look.selection.sort), _evidence(screen.figures, text)
    columns = _columns(indicator, look.selection.unit, text, tell_evidence=len(evidence) > 1)
    columns = [each for each in columns if each.always or any(each.cell(row) for row in rows)]
    shown = set(screen.frame["region_code"])
    kept = {screen.shapes.get(code, code) for code in (look.selection.region, *look.selection.compare)}
    # The provincial government's own row bears the province's code, and is not what is looked at.
    strong = [row["region_code"] in kept and row["region_code"] in shown for row in rows]
    return Table(
        headings=tuple(each.heading for each in columns),
        numeric=tuple(each.numeric for each in columns),
        rows=tuple(
            Line(tuple(each.cell(row) for each in columns), place, mine)
            for row, place, mine in zip(rows, _places(strong), strong, strict=True)
            if place < _MOST
        ),
        of=len(rows),
        note=" ".join(_notes(rows, evidence, indicator, text)),
    )


def _notes(rows: Sequence[Row], evidence: Sequence[str], indicator: Indicator, text: Text) -> list[str]:
    few = any(_is_of_few(row, indicator) for row in rows)
    told = [f"{_FEW} {text('small-denominator', n=SMALL)}."] if few else []
    return [*told, *([text("print-evidence", evidence=evidence[0])] if len(evidence) == 1 else [])]


def _is_of_few(row: Row, indicator: Indicator) -> bool:
    return shown_status(row) in ("reported", "zero") and is_faint(row, indicator)


def _evidence(figures: Any, text: Text) -> list[str]:
    """Every level of evidence that figures have. A single one is said once under the table, not in each row."""
    shown = [row for row in records(figures) if as_number(row["value"]) is not None]
    return sorted({words for row in shown if (words := evidence_words(row, text))})


def _places(strong: list[bool]) -> list[int]:
    """Those that are looked at stay first, then all others in their order."""
    order = sorted(range(len(strong)), key=lambda number: (not strong[number], number))
    places = [0] * len(strong)
    for place, number in enumerate(order):
        places[number] = place
    return places


def _columns(indicator: Indicator, unit: str, text: Text, *, tell_evidence: bool) -> list[_Column]:
    def number(column: str) -> Callable[[Row], str]:
        return lambda row: "" if as_number(row[column]) is None else text.number(row[column])

    def denominator(row: Row) -> str:
        return f"{_FEW} {number('denominator')(row)}" if _is_of_few(row, indicator) else number("denominator")(row)

    def day(row: Row) -> str:
        found = as_date(row["as_of"])
        return text.short_date(found) if found and shown_status(row) != "missing" else ""

    def has_figure(row: Row) -> bool:
        return shown_status(row) in ("reported", "zero")

    def remarks(row: Row) -> str:
        told = [
            "" if shown_status(row) == "reported" else status_of(row, indicator, text),
            evidence_words(row, text) if tell_evidence and has_figure(row) else "",
            coverage_words(row, indicator, text),
            other_words(row, indicator, unit, text),
        ]
        return "; ".join(each for each in told if each)

    words = text.unit(unit)
    return [
        _Column(text("column-region"), False, lambda row: str(row["region_name"]), always=True),
        _Column(
            words[:1].upper() + words[1:],
            True,
            lambda row: value_words(row, indicator, text) if has_figure(row) else text("no-figure"),
            always=True,
        ),
        *([_Column(text("column-numerator"), True, number("numerator")),
           _Column(text("column-denominator"), True, denominator)] if indicator.is_rate else []),
        _Column(text("fact-limits"), True, lambda row: limits_words(row, indicator, text) if has_figure(row) else ""),
        _Column(text("column-date"), True, day),
        _Column(text("print-remarks"), False, remarks),
    ]  # fmt: skip
