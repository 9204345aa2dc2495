"""The legend in HTML: what each tone and pattern means, and how many regions are in it."""

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import named
from dashboard.figures.drawing import LegendEntry
from dashboard.figures.palette import colour
from dashboard.i18n import Text

_COUNTED = {"line": "legend-count-events"}  # what is counted, where it is no regions
_EDGES = {"zero": "zero-edge", "missing": "faint-edge", "suppressed": "faint-edge"}


def legend(entries: Sequence[LegendEntry], text: Text) -> Component:
    """One line of swatches; nothing where there is nothing to explain."""
    if not entries:
        return html.Div(className="legend-none")
    items = [_item(entry, text) for entry in entries]
    return html.Ul(items, className="legend", **named(aria_label=text("legend")))


def _item(entry: LegendEntry, text: Text) -> Component:
    parts: list[Component] = [
        html.Span(className=f"swatch {entry.css}", **named(aria_hidden="true"), **_paint(entry)),
        html.Span(entry.label, className="legend__label"),
    ]
    if entry.count is not None:
        said = text(_COUNTED.get(entry.kind, "legend-count"), n=entry.count)
        count = [
            html.Span(text.number(entry.count), **named(aria_hidden="true")), html.Span(said, className="only-read"),
        ]  # fmt: skip
        parts.append(html.Span(count, className="legend__count"))
    if not entry.codes:
        return html.Li(parts, className="legend__item")
    # Under the pointer or with the focus it leaves its own regions alone on the map (assets/js/linked.js).
    codes = named(data_codes=" ".join(map(str, entry.codes)))
    return html.Li(parts, className="legend__item", tabIndex="0", **codes)


def _paint(entry: LegendEntry) -> dict[str, Any]:
    """The swatch in the light colours, for pictures, which are light whatever the screen is."""
    ground = {"missing": "hatch", "suppressed": "dots", "faint": "seq-6", "line": "event"}.get(entry.kind)
    fill = ground or entry.css.removeprefix("swatch-")
    paint = {"data-fill": fill if fill in ("hatch", "dots") else colour(fill)}
    paint["data-edge"] = colour(_EDGES.get(entry.kind, "faint-edge"))
    if entry.kind == "faint":
        paint |= {"data-opacity": "0.5", "data-shape": "split"}
    if entry.kind == "line":
        paint["data-shape"] = "diamond"
    return paint
