"""Plain HTML for what has too many parts to be Dash components.

Measured on dash 4.4.1: a table of 514 rows as components (some 4,000 of them) keeps the browser busy for more than a
minute, since each component listens to every change of the page; as HTML inside one `dcc.Markdown` it stands in half a
second. All words and attributes are escaped here; nothing else may put text into such a string.
"""

import re
from html import escape

from dash import dcc
from dash.development.base_component import Component

_SPACE = re.compile(r"\s+")


class Markup(str):
    """HTML that has been escaped already."""


def tag(name: str, *content: str, **attributes: str | None) -> Markup:
    """`tag("td", "<5", class_="is-number")` -> `<td class="is-number">&lt;5</td>`; without attributes that are None."""
    named = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_one_line(escape(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(each if isinstance(each, Markup) else _one_line(escape(each)) for each in content)
    return Markup(f"<{name}{named}>{inside}</{name}>")


def _one_line(text: str) -> str:
    # An empty line would end the HTML block, and what follows would be read as Markdown.
    return _SPACE.sub(" ", text)


def render(markup: Markup) -> Component:
    """The HTML as one component."""
    return dcc.Markdown(str(markup), dangerously_allow_html=True, className="markup")
