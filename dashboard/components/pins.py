"""The regions that are pinned, side by side, wherever they lie: each with its figure at the date shown."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import named
from dashboard.components.links import Pin, pin_link
from dashboard.components.markup import Markup, render, tag
from dashboard.components.ranking import ink_style
from dashboard.figures.wording import as_date, figure_words, shown_status
from dashboard.i18n import Text
from etl.indicators.registry import Indicator


def pins(
    rows: Sequence[Mapping[str, Any]],
    indicator: Indicator,
    unit: str,
    *,
    text: Text,
    href: Callable[[str], str],
    pin: Callable[[str], Pin | None],
    inks: Mapping[str, str],
    at: date,
) -> Component:
    """One line a region, in the colour of its line in the trend; where none is pinned it is there and hidden.

    So what stands beside it stays the same for the browser, and who pins by the keyboard keeps the focus.

    Args:
        rows: of the map frame. href: region code -> link. pin: region code -> where it is pinned no longer.
        inks: the colours of regions (names in tokens.css). at: the date shown; a figure of an older one says so.
    """
    items = [_row(row, _words(row, indicator, unit, text, at), text, href, pin, inks) for row in rows]
    heading = html.H3(text("pins"), id="pins-title")
    listed = render(tag("ul", *items, class_="pins"))
    return html.Section(
        [heading, listed], id="pins", className="block", hidden=not rows, **named(aria_labelledby="pins-title")
    )


def _words(row: Mapping[str, Any], indicator: Indicator, unit: str, text: Text, at: date) -> str:
    words, day = figure_words(row, indicator, unit, text), as_date(row["as_of"])
    return f"{words} ({text.short_date(day)})" if day and day != at and shown_status(row) != "missing" else words


def _row(
    row: Mapping[str, Any],
    words: str,
    text: Text,
    href: Callable[[str], str],
    pin: Callable[[str], Pin | None],
    inks: Mapping[str, str],
) -> Markup:
    code, name = str(row["region_code"]), str(row["region_name"])
    found = pin(code)
    return tag(
        "li",
        tag("span", tag("a", name, href=href(code), class_="ranking__name"), class_="link"),
        tag("span", words, class_=None if shown_status(row) in ("reported", "zero") else "is-word"),
        *([pin_link(found, name, text)] if found else []),
        class_="pins__row",
        data_region=code,
        style=ink_style(inks.get(code)),
    )
