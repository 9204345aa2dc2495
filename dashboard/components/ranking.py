"""Regions by figure, as bars beside the map: the map says where, this says how much."""

from collections.abc import Callable, Mapping, Set
from types import MappingProxyType
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import named
from dashboard.components.links import Pin, pin_link
from dashboard.components.markup import Markup, render, tag
from dashboard.figures.classes import Scale
from dashboard.figures.states import scale_of, states, swatch
from dashboard.figures.wording import as_number, is_faint, records, shown_status, some_of, value_words
from dashboard.i18n import Text
from etl.indicators.registry import Indicator

_AFTER = {"reported": 0, "zero": 1, "suppressed": 2, "missing": 3, "no_government": 4}


def ranked(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows from high to low, then zero, suppressed, missing; equal figures by name."""
    rows = records(frame)

    def place(row: Mapping[str, Any]) -> tuple[int, float, str]:
        return _AFTER[shown_status(row)], -(as_number(row["value"]) or 0.0), str(row["region_name"])

    return sorted(rows, key=place)


def ranking(
    frame: pd.DataFrame,
    indicator: Indicator,
    unit: str,
    *,
    text: Text,
    href: Callable[[str], str],
    scale: Scale | None = None,
    chosen: str | None = None,
    pin: Callable[[str], Pin | None] = lambda code: None,
    inks: Mapping[str, str] = MappingProxyType({}),
    most: int = 20,
    table: bool = True,
    ends: bool = False,
) -> Component:
    """Bars from zero, in the tones of the map. `href` turns a region code into a link; what is left out is counted.

    Args:
        table: whether a table of all of them stands on the page.
        ends: whether of more than `most` the first and the last are shown that have a figure; who has none is named.
        scale: the classes of the map; without it those of the frame.
        pin: region code -> where it is pinned. inks: the colours of those that are (names in tokens.css).
    """
    rows = ranked(frame)
    longest = max((as_number(row["value"]) or 0.0 for row in rows), default=0.0)
    codes = states(frame, indicator, scale_of(frame, indicator) if scale is None else scale)
    swatches = {code: swatch(number) for code, number in zip(frame["region_code"], codes.tolist(), strict=True)}
    told, silent = _figured(rows) if ends else (rows, [])
    first, left, last = _cut(told, most, {chosen, *inks}) if ends else (told[:most], max(len(told) - most, 0), [])

    def item(row: Mapping[str, Any]) -> Markup:
        return tag(
            "li",
            *_row(row, indicator, text, href, longest, swatches[row["region_code"]]),
            *_pin(row, pin, text),
            class_="ranking__row is-chosen" if row["region_code"] == chosen else "ranking__row",
            data_region=str(row["region_code"]),
            style=ink_style(inks.get(str(row["region_code"]))),
        )

    between = [tag("li", text("ranking-between", n=left), class_="ranking__gap quiet")] if last and left else []
    items = [*map(item, first), *between, *map(item, last)]
    more = _beyond(0 if last else left, silent, text, table=table)
    return html.Section(
        [
            html.H3([text("ranking"), html.Span(text.unit(unit), className="unit")], id="ranking-title"),
            render(tag("ol", *items, class_="ranking")),
            *more,
        ],
        className="block",
        **named(aria_labelledby="ranking-title"),
    )


def _figured(rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Those that have a figure, and those that have none."""
    has = [shown_status(row) in ("reported", "zero") for row in rows]
    pairs = list(zip(rows, has, strict=True))
    return [row for row, each in pairs if each], [row for row, each in pairs if not each]


def _cut(
    rows: list[dict[str, Any]], most: int, kept: Set[str | None]
) -> tuple[list[dict[str, Any]], int, list[dict[str, Any]]]:
    """Those at the top, how many are left out after them, and those at the end with those that are kept."""
    if len(rows) <= most:
        return rows, 0, []
    lower = len(rows) - most // 2
    upper, between = rows[: most - most // 2], rows[most - most // 2 : lower]
    wanted = [row for row in between if row["region_code"] in kept]
    return upper, len(between) - len(wanted), [*wanted, *rows[lower:]]


def _beyond(left: int, silent: list[dict[str, Any]], text: Text, *, table: bool) -> list[Component]:
    """How many are not shown, and who has no figure, in words."""
    counted = html.A(text("ranking-rest", n=left), href="#table") if table else text("ranking-rest-alone", n=left)
    names = some_of([str(row["region_name"]) for row in silent], text)
    told = [counted] if left else []
    told += [text("headline-silent", names=names)] if silent else []
    return [html.P(each, className="quiet") for each in told]


def _row(
    row: Mapping[str, Any],
    indicator: Indicator,
    text: Text,
    href: Callable[[str], str],
    longest: float,
    swatch: str | None,
) -> list[Markup]:
    code, value = str(row["region_code"]), as_number(row["value"])
    has_value = shown_status(row) in ("reported", "zero")
    width = 100 * (value or 0.0) / longest if longest else 0.0
    css = f"bar swatch-{swatch}" if swatch else "bar bar--none"
    css += " bar--faint" if has_value and is_faint(row, indicator) else ""
    value_css = "ranking__value" if has_value else "ranking__value is-word"
    return [
        tag("span", tag("a", str(row["region_name"]), href=href(code), class_="ranking__name"), class_="link"),
        tag("span", tag("span", class_=css, style=f"width: {width:.1f}%"), class_="ranking__bar", aria_hidden="true"),
        tag("span", value_words(row, indicator, text), class_=value_css),
    ]


def _pin(row: Mapping[str, Any], pin: Callable[[str], Pin | None], text: Text) -> list[Markup]:
    found = pin(str(row["region_code"]))
    return [pin_link(found, str(row["region_name"]), text)] if found else []


def ink_style(ink: str | None) -> str | None:
    """What figure.css marks the row of a pinned region with."""
    return f"--pin: var(--{ink})" if ink else None
