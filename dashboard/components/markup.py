"""Plain HTML for what has too many parts to be Dash components.

Measured on dash 4.4.1: a table of 514 rows as components (some 4,000 of them) keeps the browser busy for more than a
minute, since each component listens to every change of the page; as HTML that assets/js/markup.js sets it is there at
once (`dcc.Markdown` took half a second, and 110 KB of scripts). All words and attributes are escaped here; nothing else
may put text into such a string.
"""

from html import escape

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import named


class Markup(str):
    """HTML that has been escaped already."""


_VOID = frozenset({"input"})  # those that hold nothing have no end


def tag(name: str, *content: str, **attributes: str | None) -> Markup:
    """`tag("td", "<5", class_="is-number")` -> `<td class="is-number">&lt;5</td>`; without attributes that are None."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(each if isinstance(each, Markup) else escape(each) for each in content)
    return Markup(f"<{name}{written}>" if name in _VOID else f"<{name}{written}>{inside}</{name}>")


def render(markup: Markup) -> Component:
    """The HTML as one component."""
    return html.Div(className="markup", **named(data_markup=str(markup)))
