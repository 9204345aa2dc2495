"""Controls: a label above, one look. Dash's own dropdown, because its keyboard use and search are sound."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.attributes import named
from dashboard.i18n import Text


def dropdown(
    control_id: str,
    label: str,
    options: Sequence[Mapping[str, str]],
    value: str | Sequence[str] | None,
    *,
    text: Text,
    searchable: bool = False,
    multi: bool = False,
    placeholder: str = "",
) -> Component:
    """A labelled choice; `options` are `{"label", "value"}`. With `multi` it can be emptied, else not."""
    words: Any = {
        "search": text("search"),
        "clear_search": text("search-clear"),
        "clear_selection": text("choice-clear"),
        "no_options_found": text("search-nothing"),
        "select_all": text("choice-all"),
        "deselect_all": text("choice-none"),
        "selected_count": text("choice-count"),
    }
    choice = dcc.Dropdown(
        id=control_id, options=[dict(option) for option in options], value=value, multi=multi, clearable=multi,
        searchable=searchable, placeholder=placeholder, labels=words, optionHeight="auto", maxHeight=320,
    )  # fmt: skip
    return html.Div([html.Label(label, htmlFor=control_id, className="control__label"), choice], className="control")


def buttons(control_id: str, label: str, options: Sequence[Mapping[str, str]], value: str) -> Component:
    """Two or three choices side by side, all seen at once."""
    choice: Any = dcc.RadioItems(
        id=control_id, options=[dict(option) for option in options], value=value, inline=True, className="segments"
    )
    return html.Div(
        [html.Div(label, id=f"{control_id}-label", className="control__label"),
         html.Div(choice, role="group", **named(aria_labelledby=f"{control_id}-label"))],
        className="control",
    )  # fmt: skip


def controls(children: Sequence[Component], text: Text) -> Component:
    """The column of controls; on a phone a sheet that opens from the bottom."""
    return html.Details(
        [html.Summary(text("controls"), className="button"), html.Div(list(children), className="controls__body")],
        className="controls",
    )
