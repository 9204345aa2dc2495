"""The map page: one indicator, unit and date. Its address makes it; its controls make the address."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component
from flask import request
from werkzeug.wrappers import Response

from dashboard.components.notices import fault
from dashboard.compressed import respond_brotli
from dashboard.i18n import text_for
from dashboard.pages import CONTENT, Page, steering
from dashboard.pages.content import MAP, TREND
from dashboard.pages.prepared import STATE, prepare
from dashboard.security import current_viewer
from dashboard.site import Site

PATH = "/"
PLACES = "places"


def layout(site: Site) -> Component:
    """What is there at every address; the address fills it. Until then the reader has the page as HTML."""
    text = text_for(site.settings.language)
    unreached = fault(text("unreached-what"), text("unreached-why"), text("unreached-remedy"))
    return html.Div(
        [
            dcc.Location(id="location", refresh="callback-nav"),
            dcc.Store(id=PLACES, data=steering.places(site.regions)),
            html.Div(unreached, id="unreached", hidden=True),
            html.Div(id="page"),
        ]
    )


def register(app: Dash, site: Site) -> None:
    """The address makes the page; controls, map and links make the address."""

    def shown() -> Response:
        page = prepare(site, current_viewer(), request.query_string.decode("utf-8", "replace"))
        return respond_brotli(page.content, "application/json")

    app.server.add_url_rule(CONTENT, "content", shown)

    _in_browser(app, "show", Output("page", "children"), Input("location", "search"), prevent_initial_call=True)
    for control in steering.ADDRESSES:
        _lead(app, "go", control)
    _lead(app, "date", steering.DATE)
    _lead(app, "compare", steering.COMPARE)
    for graph in (MAP, TREND):
        click, forget = Input(graph, "clickData"), Output(graph, "clickData")
        _in_browser(app, "region", _ADDRESS, forget, click, State(STATE, "data"), prevent_initial_call=True)
    _in_browser(app, "name", Output("page", "lang"), Input(STATE, "data"))
    _in_browser(app, "places", Output(steering.PLACE, "options"), Input(STATE, "data"), State(PLACES, "data"))
    _in_browser(app, "others", Output(steering.COMPARE, "options"), Input(STATE, "data"), State(PLACES, "data"))
    _lead(app, "place", steering.PLACE)


_ADDRESS = Output("location", "search", allow_duplicate=True)


def _lead(app: Dash, function: str, control: str) -> None:
    _in_browser(app, function, _ADDRESS, Input(control, "value"), State(STATE, "data"), prevent_initial_call=True)


def _in_browser(app: Any, function: str, *parts: Input | Output | State, **options: bool) -> None:
    """A callback in assets/js/navigation.js or render.js."""
    app.clientside_callback(ClientsideFunction("netralitas", function), *parts, **options)


PAGE = Page(PATH, "page-map", layout, register, prepare)
