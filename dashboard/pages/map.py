"""The map page: one indicator, unit and date. Its address makes it; its controls make the address."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component
from flask import Response, request
from plotly.io.json import to_json_plotly

from dashboard.components.notices import fault, skeleton
from dashboard.components.page import shell
from dashboard.i18n import Text, text_for
from dashboard.pages import CONTENT, Page, steering
from dashboard.pages.content import MAP, content, filters, notices
from dashboard.screen import Look, looking
from dashboard.security import current_viewer
from dashboard.selection import Parameters, read_parameters, take_language
from dashboard.site import Site
from dashboard.viewer import Viewer
from etl.errors import WarehouseError

PATH = "/"
STATE, PLACES = "page-state", "places"


def layout(site: Site) -> Component:
    """The frame of what comes; the address fills it."""
    text = text_for(site.settings.language)
    unreached = fault(text("unreached-what"), text("unreached-why"), text("unreached-remedy"))
    return html.Div(
        [
            dcc.Location(id="location", refresh="callback-nav"),
            dcc.Store(id=PLACES, data=steering.places(site.regions)),
            html.Div(unreached, id="unreached", hidden=True),
            html.Div(skeleton(text), id="page"),
        ]
    )


def register(app: Dash, site: Site) -> None:
    """The address makes the page; controls, map and links make the address."""

    def shown() -> Response:
        asked = request.query_string.decode("utf-8", "replace")
        try:
            page = render(site, current_viewer(), asked)
        except Exception:
            # The last resort: whoever looks gets words, whoever runs it the traceback.
            app.logger.exception("The page %r could not be made.", asked[:200])
            page = _failed(text_for(site.settings.language))
        return Response(to_json_plotly(page), mimetype="application/json")

    app.server.add_url_rule(CONTENT, "content", shown)

    _in_browser(app, "show", Output("page", "children"), Input("location", "search"), prevent_initial_call=True)
    for control in steering.ADDRESSES:
        _lead(app, "go", control)
    _lead(app, "date", steering.DATE)
    _lead(app, "compare", steering.COMPARE)
    forget = Output(MAP, "clickData")
    _in_browser(
        app, "region", _ADDRESS, forget, Input(MAP, "clickData"), State(STATE, "data"), prevent_initial_call=True
    )
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


PAGE = Page(PATH, "page-map", layout, register)


def render(site: Site, viewer: Viewer, search: str) -> Component:
    """The page that an address asks for, or in words why there is none."""
    parameters = read_parameters(search)
    language = take_language(parameters, site.settings.language)
    try:
        with looking(site, viewer, parameters, language) as (look, _):
            pass
    except WarehouseError as error:
        return _absent(site, parameters, error, text_for(language))
    return _page(site, look, text_for(language))


def _failed(text: Text) -> Component:
    words = fault(text("page-failed-what"), text("page-failed-why"), text("page-failed-remedy"))
    return html.Main(words, className="page page--words", lang=text.language)


def _absent(site: Site, parameters: Parameters, error: WarehouseError, text: Text) -> Component:
    name = parameters.given.get("data", "")
    name = name if name in site.settings.warehouses else site.settings.warehouses[0]
    words = fault(
        text("warehouse-absent-what", name=steering.data_name(name, text)),
        text("warehouse-absent-why", place=error.message.of(text.language)),
        text("warehouse-absent-remedy", name=name),
    )
    return html.Main(words, className="page page--words", lang=text.language)


def _page(site: Site, look: Look, text: Text) -> Component:
    selection, screen = look.selection, look.screen
    shown = content(site, look, text)
    return html.Div(
        [
            shell(
                text=text,
                header=steering.top(
                    selection, screen.at, text=text, regions=site.regions, warehouses=site.present()
                ),
                navigation=steering.pages(selection, text),
                controls=steering.steering(
                    selection, look.offer, screen.at, screen.periods.dates, text=text, indicators=site.indicators,
                    regions=site.regions,
                ),
                stage=[*notices(look, text), *steering.recap_link(text, selection, look.offer), *shown.stage],
                aside=shown.aside,
                under=shown.under,
                below=shown.below,
                filters=filters(site, look, text),
                simulated=look.simulated,
            ),
            dcc.Store(id=STATE, data=_state(look, shown.title, text)),
        ],
        id=f"view-{selection.data}-{selection.language}",
    )  # fmt: skip


def _state(look: Look, title: str, text: Text) -> dict[str, Any]:
    """What the page was made from, for the scripts that lead on from it."""
    selection, at = look.selection, look.screen.at
    return {
        "search": selection.query(),
        "region": selection.region,
        "at": at.isoformat() if at else None,
        "compare": ",".join(selection.compare),
        "title": f"{title} - {text('brand')}",
        "language": selection.language,
    }
