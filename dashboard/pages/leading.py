"""What is there at every address, and how controls, maps and links lead from one to the next."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from dashboard.components.attributes import named
from dashboard.components.notices import fault
from dashboard.i18n import text_for
from dashboard.pages import steering
from dashboard.pages.compare import FUNNEL, SCATTER
from dashboard.pages.content import MAP, TREND
from dashboard.pages.prepared import STATE
from dashboard.site import Site

PLACES = "places"
_ADDRESS = Output("location", "search", allow_duplicate=True)


def layout(site: Site, paths: tuple[str, ...]) -> Component:
    """The frame that the address fills. Until then the reader has the page as HTML."""
    text = text_for(site.settings.language)
    unreached = fault(text("unreached-what"), text("unreached-why"), text("unreached-remedy"))
    return html.Div(
        [
            dcc.Location(id="location", refresh="callback-nav"),
            dcc.Store(id=PLACES, data=steering.places(site.regions)),
            html.Div(unreached, id="unreached", hidden=True),
            html.Div(id="page", **named(data_paths=" ".join(paths))),
        ]
    )


def register(app: Dash) -> None:
    """The address makes the page; controls, map and links make the address."""
    path, search = Input("location", "pathname"), Input("location", "search")
    _in_browser(app, "show", Output("page", "children"), path, search, prevent_initial_call=True)
    for control in steering.ADDRESSES:
        _lead(app, "go", control)
    _lead(app, "date", steering.DATE)
    _lead(app, "compare", steering.COMPARE)
    _lead(app, "figures", steering.FIGURES)
    for graph in (MAP, TREND, FUNNEL, SCATTER):
        click, forget = Input(graph, "clickData"), Output(graph, "clickData")
        _in_browser(app, "region", _ADDRESS, forget, click, State(STATE, "data"), prevent_initial_call=True)
    _in_browser(app, "name", Output("page", "lang"), Input(STATE, "data"))
    _in_browser(app, "places", Output(steering.PLACE, "options"), Input(STATE, "data"), State(PLACES, "data"))
    _in_browser(app, "others", Output(steering.COMPARE, "options"), Input(STATE, "data"), State(PLACES, "data"))
    _lead(app, "place", steering.PLACE)


def _lead(app: Dash, function: str, control: str) -> None:
    _in_browser(app, function, _ADDRESS, Input(control, "value"), State(STATE, "data"), prevent_initial_call=True)


def _in_browser(app: Any, function: str, *parts: Input | Output | State, **options: bool) -> None:
    """A callback in assets/js/navigation.js or render.js."""
    app.clientside_callback(ClientsideFunction("netralitas", function), *parts, **options)
