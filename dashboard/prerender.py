"""A page as HTML, to be looked at and read before any script has run; Dash puts its own in the place of it.

What only a script can work (choices, the slider) looks as it will and does nothing yet; links lead where they say. A
map is what assets/js/prerender.js needs to draw it; other graphs keep their room.
"""

import json
import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import plotly.graph_objects as go
from dash.development.base_component import Component

from dashboard.components.markup import Markup, tag
from dashboard.figures.still import map_of, painted_as

LARGE = 50_000
"""Characters of a table that nobody sees at once and that takes a browser long: it comes later, as in markup.js."""
_SPELT = {"className": "class", "htmlFor": "for"}
_DESCENT = 4  # pixels between the line that words stand on and the lower edge of an annotation


def to_html(part: object) -> Markup:
    """A tree of Dash components, or what such a component may hold, as HTML that is escaped.

    Raises:
        KeyError: a component of dcc that has no still form here.
    """
    if part is None:
        return Markup("")
    if isinstance(part, list | tuple):
        return Markup("".join(map(to_html, part)))
    if not isinstance(part, Component):
        return Markup(escape(str(part)))
    component: Any = part
    props = {name: value for name, value in component.to_plotly_json()["props"].items() if value is not None}
    name = str(part._type)
    return _STILL[name](props) if part._namespace == "dash_core_components" else _element(name.lower(), props)


def _element(name: str, props: Mapping[str, Any]) -> Markup:
    markup = props.get("data-markup")
    inside = to_html(props.get("children")) if markup is None else Markup(markup if len(markup) < LARGE else "")
    attributes = {
        _SPELT.get(key, key.lower()): _value(value)
        for key, value in props.items()
        if key not in ("children", "data-markup") and value is not False
    }
    return tag(name, inside, **attributes)


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return ";".join(f"{_hyphened(name)}:{each}" for name, each in value.items())
    return "" if value is True else str(value)


def _hyphened(name: str) -> str:
    return "".join(f"-{each.lower()}" if each.isupper() else each for each in name)


# -- what stands for the components that scripts work --------------------------------------------------------------


def _nothing(props: Mapping[str, Any]) -> Markup:
    return Markup("")


def _link(props: Mapping[str, Any]) -> Markup:
    return _element("a", props)


def _choice(props: Mapping[str, Any]) -> Markup:
    chosen = props.get("value")
    chosen = chosen if isinstance(chosen, list) else [chosen]
    labels = [str(each["label"]) for each in props["options"] if each["value"] in chosen]
    return tag("div", ", ".join(labels) or str(props.get("placeholder", "")), class_="prerendered__choice")


def _segments(props: Mapping[str, Any]) -> Markup:
    chosen = {"checked": ""}
    labels = [
        tag("label", tag("input", type="radio", disabled="", **(chosen if each["value"] == props["value"] else {})),
            str(each["label"]))
        for each in props["options"]
    ]  # fmt: skip
    return tag("div", *labels, class_=str(props["className"]))


def _slider(props: Mapping[str, Any]) -> Markup:
    kept = {name: str(props[name]) for name in ("type", "min", "max", "step", "value")}
    return tag("div", tag("input", tabindex="-1", **kept), class_=str(props["className"]))


def _graph(props: Mapping[str, Any]) -> Markup:
    figure: go.Figure = props["figure"]
    shapes = [trace for trace in figure.data if trace.type == "choropleth"]
    if not shapes:
        return tag("div", class_="graph")
    over = [trace for trace in figure.data if trace.type == "scattergeo"]
    drawn = json.dumps(map_of(figure.layout, shapes, over), separators=(",", ":"))
    notes = [_note(note, figure.layout.margin.b) for note in figure.layout.annotations]
    return tag("div", tag("svg", *notes, class_="main-svg prerendered__map", data_map=drawn), class_="graph")


def _note(note: Any, below: float) -> Markup:
    """An annotation of a map, `DATA SIMULASI` above all, where plotly will write it. y goes upwards from the margin."""
    down = 1 - note.y
    centred = {"text-anchor": "middle", "dominant-baseline": "central"} if note.xanchor is None else {}
    words = re.sub("<[^>]*>", "", note.text)
    slant = "italic " if "<i>" in note.text else ""
    style = {
        "font": f"{slant}{note.font.weight or 400} {note.font.size}px {note.font.family}",
        "opacity": note.opacity or 1,
        "rotate": f"{note.textangle or 0}deg",
        **centred,
    }
    shift = -below * down - (note.yshift or 0) - (0 if centred else _DESCENT)
    place = {"x": f"{100 * note.x:g}%", "y": f"{100 * down:g}%", "dy": f"{shift:g}"}
    return tag("text", words, **place, fill=painted_as(note.font.color), style=_value(style))


_STILL: Mapping[str, Callable[[Mapping[str, Any]], Markup]] = {
    "Store": _nothing,
    "Location": _nothing,
    "Link": _link,
    "Dropdown": _choice,
    "RadioItems": _segments,
    "Input": _slider,
    "Graph": _graph,
}
