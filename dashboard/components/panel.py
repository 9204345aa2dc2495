"""The side panel: all that is known of one region at the date shown, each figure with its date and source."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import named
from dashboard.components.links import Pin, pin_link, source
from dashboard.components.markup import render
from dashboard.figures.citations import citations
from dashboard.figures.happenings import event_kind
from dashboard.figures.wording import (
    SMALL,
    as_date,
    as_number,
    coverage_words,
    evidence_words,
    figure_words,
    is_faint,
    limits_words,
    other_words,
    parts_words,
    records,
    shown_status,
    status_of,
    value_words,
    with_unit,
)
from dashboard.i18n import Text
from etl.indicators.registry import Indicator
from etl.indicators.units import units_of

_MOST_EVENTS = 4


def side_panel(
    row: Mapping[str, Any],
    indicator: Indicator,
    unit: str,
    *,
    text: Text,
    title: str,
    categories: pd.DataFrame,
    events: pd.DataFrame,
    conflicts: pd.DataFrame,
    pin: Pin | None = None,
) -> Component:
    """One region in words.

    Args:
        row: the region's row of the map frame.
        title: what the figure is called, as on the whole screen (`wording.titled`).
        categories: `category`, `value`, `status` of the same figure; may be empty.
        events: dated events of the region (events frame), newest last; may be empty.
        pin: where the region is pinned.
        conflicts: `kind`, `unit`, `as_of`, `stated`, `found`, `detail`; may be empty.
    """
    return html.Section(
        [
            html.H3(str(row["region_name"]), id="panel-title"),
            *([render(pin_link(pin, str(row["region_name"]), text))] if pin else []),
            _figure(row, indicator, unit, title, text),
            _facts(row, indicator, unit, text),
            *_categories(categories, indicator, unit, text),
            *_conflicts(conflicts, text),
            *_sources(row, text),
            html.H4(text("events")),
            *event_list(events, text),
        ],
        className="panel block",
        **named(aria_labelledby="panel-title"),
    )


def _figure(row: Mapping[str, Any], indicator: Indicator, unit: str, title: str, text: Text) -> Component:
    has_value = shown_status(row) in ("reported", "zero")
    css = "panel__figure" if has_value else "panel__figure is-word"
    return html.P(
        [html.Span(figure_words(row, indicator, unit, text), className=css),
         html.Span(title, className="panel__what")]
    )  # fmt: skip


def _facts(row: Mapping[str, Any], indicator: Indicator, unit: str, text: Text) -> Component:
    day = as_date(row["as_of"])
    has_value = shown_status(row) in ("reported", "zero")
    facts = [
        (text("fact-cases" if indicator.is_median else "fact-parts"), parts_words(row, indicator, text)),
        (text("fact-date"), text.date(day) if day and has_value else ""),
        (text("fact-limits"), limits_words(row, indicator, text) if has_value else ""),
        (text("fact-status"), status_of(row, indicator, text)),
        (text("fact-evidence"), evidence_words(row, text) if has_value else ""),
        (text("fact-coverage"), coverage_words(row, indicator, text)),
        (text("fact-origin"), _origin(row, indicator, text) if has_value else ""),
        (text("fact-other"), other_words(row, indicator, unit, text)),
        (text("fact-note"), text("small-denominator", n=SMALL) if is_faint(row, indicator) else ""),
    ]
    pairs = [html.Div([html.Dt(name), html.Dd(words)]) for name, words in facts if words]
    return html.Dl(pairs, className="facts")


def _origin(row: Mapping[str, Any], indicator: Indicator, text: Text) -> str:
    origin, extent = row.get("origin"), row.get("extent")
    if origin not in ("published", "computed") or extent not in ("government", "area"):
        return ""
    if (origin, extent) == ("computed", "area"):
        made = "none" if indicator.counts_governments else indicator.aggregate.replace("_", "-")
        return text(f"origin-computed-area-{made}")
    return text(f"origin-{origin}-{extent}")


def _categories(categories: pd.DataFrame, indicator: Indicator, unit: str, text: Text) -> list[Component]:
    if categories.empty:
        return []
    lines = [
        html.Tr([html.Th(category_words(str(each["category"]), indicator, text), scope="row"),
                 html.Td(value_words(each, indicator, text), className="is-number")])
        for each in records(categories)
    ]  # fmt: skip
    head = html.Tr(
        [html.Th(text("column-category"), scope="col"), html.Th(text.unit(unit), scope="col", className="is-number")]
    )
    table = html.Table([html.Caption(text("categories"), className="only-read"), html.Thead(head), html.Tbody(lines)],
                       className="table table--small")  # fmt: skip
    return [html.H4(text("categories")), table]


def category_words(category: str, indicator: Indicator, text: Text) -> str:
    """A category as its indicator names it; one that it does not know, as it is."""
    words = indicator.categories.get(category)
    return words[text.language] if words else category.replace("_", " ")


def _conflicts(conflicts: pd.DataFrame, text: Text) -> list[Component]:
    if conflicts.empty:
        return []
    items = [html.Li(conflict_words(row, text)) for row in records(conflicts)]
    return [html.H4(text("conflicts")), html.Ul(items, className="conflicts")]


def conflict_words(row: Mapping[str, Any], text: Text) -> str:
    """`5 September 2024: dinyatakan 117 kasus, rinciannya berjumlah 101 kasus.` Shown as it is, not repaired."""
    message = f"conflict-{str(row['kind']).replace('_', '-')}"
    day = as_date(row["as_of"])
    detail = row.get("detail")
    counts = detail if isinstance(detail, Mapping) else {}
    unit, other_unit = units_of(str(row["kind"]), str(row["unit"]), counts)
    return text(
        message if text.has(message) else "conflict-other",
        listed=text.number(as_number(counts.get("listed"))),
        governments=text.number(as_number(counts.get("governments"))),
        date=text.date(day) if day else text("no-figure"),
        stated=_number_or_words(str(row["stated"]), unit, text),
        found=_number_or_words(str(row["found"]), other_unit, text),
    )


def _number_or_words(words: str, unit: str, text: Text) -> str:
    try:
        number = float(words)
    except ValueError:
        return words or text("no-figure")
    if not math.isfinite(number):
        return words
    number_words = text.number(number, 0 if number.is_integer() else 1)
    return with_unit(number_words, unit, text) if unit else number_words


def _sources(row: Mapping[str, Any], text: Text) -> list[Component]:
    found = citations([row["citation"]] if isinstance(row["citation"], str) else [])
    if not found:
        return []
    return [html.H4(text("sources")), html.Ul([html.Li(source(each, text)) for each in found], className="sources")]


def event_list(events: pd.DataFrame, text: Text, *, most: int = _MOST_EVENTS) -> list[Component]:
    """Dated events, the newest first, each with its source; more than `most` are folded away."""
    if events.empty:
        return [html.P(text("events-none"), className="quiet")]
    newest = events.assign(day=pd.to_datetime(events["as_of"])).sort_values("day", ascending=False, kind="stable")
    rows = records(newest)
    more = [_folded(rows[most:], text)] if len(rows) > most else []
    return [_listed(rows[:most], text), *more]


def _folded(rows: list[dict[str, Any]], text: Text) -> Component:
    return html.Details([html.Summary(text("events-more", n=len(rows))), _listed(rows, text)], className="more")


def _listed(rows: list[dict[str, Any]], text: Text) -> Component:
    return html.Ol([_event(row, text) for row in rows], className="events")


def _event(row: Mapping[str, Any], text: Text) -> Component:
    day = as_date(row["as_of"])
    when = text.date(day, str(row.get("precision") or "day")) if day else text("no-figure")
    number = as_number(row["number"])
    figure = with_unit(text.number(number), str(row["unit"]), text) if number is not None and row["unit"] else ""
    details = [figure, _scope(row, text), evidence_words(row, text), str(row["institution"] or "")]
    return html.Li(
        [
            html.Time(when, dateTime=day.isoformat() if day else None),
            html.Strong(event_kind(str(row["kind"]), text)),
            html.Span(str(row["title"]).replace("_", " "), className="events__title"),
            html.Span("; ".join(detail for detail in details if detail), className="events__details"),
            html.Span([piece for each in citations([str(row["citation"])]) for piece in (source(each, text), " ")],
                      className="events__sources"),
        ]
    )  # fmt: skip


def _scope(row: Mapping[str, Any], text: Text) -> str:
    scope = row.get("scope")
    return text(f"scope-{str(scope).replace('_', '-')}") if isinstance(scope, str) and scope else ""
