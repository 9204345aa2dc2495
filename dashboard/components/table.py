"""The same figures as a table: what the map cannot say to everybody, and what analysts read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from types import MappingProxyType
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import named
from dashboard.components.markup import Markup, render, tag
from dashboard.components.ranking import ink_style, ranked
from dashboard.figures.citations import Citation, citations
from dashboard.figures.wording import (
    as_date,
    as_number,
    coverage_words,
    evidence_words,
    limits_words,
    other_words,
    records,
    shown_status,
    status_of,
    value_words,
)
from dashboard.i18n import Text
from etl.indicators.registry import Indicator

DEFAULT_SORT = "-value"


@dataclass(frozen=True)
class Column:
    """A column: its sort key (empty: not sortable), heading, whether it holds numbers, and how a cell is made."""

    key: str
    heading: str
    numeric: bool
    cell: Callable[[Mapping[str, Any]], str]


def sort_rows(frame: pd.DataFrame, sort: str) -> list[dict[str, Any]]:
    """Rows by `name`, `value`, `numerator`, `denominator` or `date`; a minus in front turns it round.

    Rows without the figure stand at the end either way: "not reported" is neither low nor high. An unknown key sorts
    as the default does.
    """
    key, falling = sort.removeprefix("-"), sort.startswith("-")
    rows = ranked(frame)
    if key == "name":
        return sorted(rows, key=lambda row: str(row["region_name"]), reverse=falling)
    if key not in ("value", "numerator", "denominator", "date"):
        return rows

    def figure(row: Mapping[str, Any]) -> float | None:
        if key == "date":
            day = as_date(row["as_of"])
            return float(day.toordinal()) if day else None
        return as_number(row[key])

    figured = [(row, figure(row)) for row in rows]
    known = [(row, number) for row, number in figured if number is not None]
    known.sort(key=lambda pair: pair[1], reverse=falling)
    return [row for row, _ in known] + [row for row, number in figured if number is None]


def data_table(
    frame: pd.DataFrame,
    indicator: Indicator,
    unit: str,
    *,
    text: Text,
    caption: str,
    sort: str,
    href: Callable[[str], str],
    sort_href: Callable[[str], str],
    inks: Mapping[str, str] = MappingProxyType({}),
) -> Component:
    """A table of the map frame.

    Args:
        sort: as `sort_rows` takes it; `sort_href` turns such a key into a link.
        href: region code -> link. inks: the colours of regions that are pinned (names in tokens.css).
    """
    sort = sort or DEFAULT_SORT
    columns = _columns(frame, indicator, unit, text, href)
    head = tag("tr", *(_heading(column, sort, sort_href) for column in columns))
    body = [
        tag(
            "tr",
            *(_cell(column, row) for column in columns),
            data_region=str(row["region_code"]),
            style=ink_style(inks.get(str(row["region_code"]))),
        )
        for row in sort_rows(frame, sort)
    ]
    table = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *body), class_="table")
    scroll = html.Div(render(table), className="table-scroll", tabIndex="0", role="region", **named(aria_label=caption))
    return html.Section(scroll, id="table", className="block")


def _columns(
    frame: pd.DataFrame, indicator: Indicator, unit: str, text: Text, href: Callable[[str], str]
) -> list[Column]:
    def day(row: Mapping[str, Any]) -> str:
        found = as_date(row["as_of"])
        return text.short_date(found) if found and shown_status(row) != "missing" else ""

    def number(column: str) -> Callable[[Mapping[str, Any]], str]:
        return lambda row: "" if as_number(row[column]) is None else text.number(row[column])

    columns = [
        Column(
            "name",
            text("column-region"),
            False,
            lambda row: _region(row, href),
        ),
        Column("value", _unit_heading(unit, text), True, lambda row: _figure(row, indicator, text)),
    ]
    if indicator.is_rate:
        columns += [
            Column("numerator", text("column-numerator"), True, number("numerator")),
            Column("denominator", text("column-denominator"), True, number("denominator")),
        ]
    columns.append(Column("date", text("column-date"), True, day))
    columns.append(Column("", text("column-status"), False, lambda row: status_of(row, indicator, text)))
    optional = [
        Column("", text("fact-limits"), True, lambda row: limits_words(row, indicator, text)),
        Column("", text("column-evidence"), False, lambda row: evidence_words(row, text)),
        Column("", text("column-coverage"), False, lambda row: coverage_words(row, indicator, text)),
        Column("", text("column-other"), False, lambda row: other_words(row, indicator, unit, text)),
    ]
    rows = records(frame)
    columns += [column for column in optional if any(column.cell(row) for row in rows)]
    # Many rows of one publication name the same sources.
    sources = cache(partial(_sources, text=text))
    columns.append(Column("", text("column-source"), False, lambda row: sources(row["citation"])))
    return columns


def _region(row: Mapping[str, Any], href: Callable[[str], str]) -> Markup:
    return tag("a", str(row["region_name"]), href=href(str(row["region_code"])))


def _unit_heading(unit: str, text: Text) -> str:
    words = text.unit(unit)
    return words[:1].upper() + words[1:]


def _figure(row: Mapping[str, Any], indicator: Indicator, text: Text) -> str:
    if shown_status(row) in ("reported", "zero"):
        return value_words(row, indicator, text)
    return tag("span", text("no-figure"), class_="quiet")


def _sources(citation: str | None, text: Text) -> str:
    found = citations([citation] if isinstance(citation, str) else [])
    if not found:
        return ""
    more = text("sources-more", n=len(found) - 1)
    rest = [" ", tag("span", f"+{len(found) - 1}", class_="quiet", title=more)] if len(found) > 1 else []
    return tag("span", _source(found[0], text), *rest, class_="table__source")


def _source(citation: Citation, text: Text) -> Markup:
    if citation.address is None:
        return tag("span", citation.label, " ", tag("span", f"({text('address-missing')})", class_="quiet"))
    return tag("a", citation.label, href=citation.address, rel="noreferrer noopener", target="_blank")


def _heading(column: Column, sort: str, sort_href: Callable[[str], str]) -> Markup:
    css = "is-number" if column.numeric else None
    if not column.key:
        return tag("th", column.heading, scope="col", class_=css)
    if sort.removeprefix("-") != column.key:
        turned = column.key if column.key == "name" else f"-{column.key}"
        link = tag("a", column.heading, href=sort_href(turned))
        return tag("th", link, scope="col", class_=css, aria_sort="none")
    falling = sort.startswith("-")
    turned = column.key if falling else f"-{column.key}"
    link = tag("a", column.heading, href=sort_href(turned), class_="is-falling" if falling else "is-rising")
    return tag("th", link, scope="col", class_=css, aria_sort="descending" if falling else "ascending")


def _cell(column: Column, row: Mapping[str, Any]) -> Markup:
    if column.key == "name":
        return tag("th", column.cell(row), scope="row")
    words = column.cell(row)
    # Where the screen is narrow a row stands as lines, and a cell says itself what it holds.
    label = column.heading if words else None
    return tag("td", words, class_="is-number" if column.numeric else None, data_label=label)
