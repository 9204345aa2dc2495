"""One figure in the cell of a table: its value, what it is a part of, and of how many governments it is made."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.components.markup import Markup, tag
from dashboard.figures.wording import SMALL, as_number, coverage_words, figure_words, is_faint, parts_words
from dashboard.i18n import Text
from etl.indicators.registry import Indicator

Row = Mapping[str, Any]


def own_cell(row: Row, indicator: Indicator, unit: str, text: Text) -> Markup:
    """The figure of the region looked at, paler where its denominator is small; under it `18 dari 24`."""
    words = figure_words(row, indicator, unit, text)
    value = tag("span", words, class_="is-faint") if is_faint(row, indicator) else tag("span", words)
    return _over(value, parts_words(row, indicator, text), _coverage(row, indicator, text))


def beside_cell(row: Row | None, indicator: Indicator, unit: str, text: Text) -> str:
    """The figure of an area it is held against; under it of how many governments it is, where not of all."""
    if row is None:
        return text("no-figure")
    return _over(tag("span", figure_words(row, indicator, unit, text)), _coverage(row, indicator, text))


def faint_words(told: Sequence[tuple[Row | None, Indicator]], text: Text) -> list[str]:
    """What pale figures mean, where one of them is pale."""
    pale = any(row is not None and is_faint(row, indicator) for row, indicator in told)
    return [text("pale-words", n=SMALL)] if pale else []


def _coverage(row: Row, indicator: Indicator, text: Text) -> str:
    """Whose cases are on record is no coverage: the others may have none. A rate of governments has it as its parts."""
    if indicator.is_of_a_log or indicator.counts_governments:
        return ""
    reported, governments = as_number(row.get("coverage_n")), as_number(row.get("coverage_of"))
    is_part = reported is not None and governments is not None and reported < governments
    return coverage_words(row, indicator, text) if is_part and row["status"] != "missing" else ""


def _over(value: Markup, *under: str) -> Markup:
    return Markup(value + "".join(tag("span", words, class_="cell-note") for words in under if words))
