"""The map page: one indicator, unit and date; a map, a ranking, one region in words, a trend, a table."""

from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from dashboard.components.frame import download, figure_frame, map_graph, trend_graph
from dashboard.components.notices import fault, notice, skeleton
from dashboard.components.page import shell
from dashboard.components.panel import side_panel
from dashboard.components.ranking import ranking
from dashboard.components.table import data_table
from dashboard.figures.choropleth import draw_map
from dashboard.figures.citations import citations
from dashboard.figures.drawing import Drawing
from dashboard.figures.trend import draw_trend
from dashboard.figures.wording import figure_words, with_unit
from dashboard.i18n import Text, text_for
from dashboard.maps import shapes
from dashboard.pages import Page, steering
from dashboard.pages.about import about
from dashboard.reference import stages
from dashboard.screen import Look, looking
from dashboard.security import current_viewer
from dashboard.selection import Notice, Parameters, read_parameters, take_language
from dashboard.site import Site
from dashboard.viewer import Viewer
from etl.errors import WarehouseError
from geo.regions import NATION

PATH = "/"
MAP, STATE, RENDERED = "map-graph", "page-state", "rendered"


def layout(site: Site) -> Component:
    """The frame of what comes; the address fills it."""
    text = text_for(site.settings.language)
    return html.Div(
        [
            dcc.Location(id="location", refresh="callback-nav"),
            dcc.Store(id=RENDERED),
            html.Div(skeleton(text), id="page"),
        ]
    )


def register(app: Dash, site: Site) -> None:
    """The address makes the page; controls, map and links make the address."""

    @app.callback(Output(RENDERED, "data"), Input("location", "search"), prevent_initial_call=True)
    def show(search: object) -> Component:
        return render(site, current_viewer(), search if isinstance(search, str) else "")

    _in_browser(app, "show", Output("page", "children"), Input(RENDERED, "data"), prevent_initial_call=True)
    for control in (steering.INDICATOR, steering.UNIT, steering.ELECTION, steering.LEVEL):
        _lead(app, "go", control)
    _lead(app, "date", steering.DATE)
    _lead(app, "compare", steering.COMPARE)
    forget = Output(MAP, "clickData")
    _in_browser(
        app, "region", _ADDRESS, forget, Input(MAP, "clickData"), State(STATE, "data"), prevent_initial_call=True
    )
    _in_browser(app, "name", Output("page", "lang"), Input(STATE, "data"))


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


def _absent(site: Site, parameters: Parameters, error: WarehouseError, text: Text) -> Component:
    name = parameters.given.get("data", "")
    name = name if name in site.settings.warehouses else site.settings.warehouses[0]
    words = fault(
        text("warehouse-absent-what", name=steering.data_name(name, text)),
        text("warehouse-absent-why", place=error.message),
        text("warehouse-absent-remedy", name=name),
    )
    return html.Main(words, className="page page--words", lang=text.language)


def _page(site: Site, look: Look, text: Text) -> Component:
    selection, screen = look.selection, look.screen
    map_drawing = _map_drawing(site, look, text)
    return html.Div(
        [
            shell(
                text=text,
                header=steering.top(
                    selection, screen.at, text=text, regions=site.regions, warehouses=site.present()
                ),
                navigation=steering.pages(selection, text),
                controls=steering.steering(
                    selection, look.offer, screen.at, screen.dates, text=text, indicators=site.indicators,
                    regions=site.regions,
                ),
                stage=[*_notices(look, text), *steering.recap_link(text, selection, look.offer),
                       *_empty(site, look, text), _map(look, map_drawing, text)],
                aside=_aside(site, look, text),
                under=[_trend(site, look, text)],
                below=[_table(site, look, map_drawing, text)],
                filters=_filters(site, look, text),
                simulated=look.simulated,
            ),
            dcc.Store(id=STATE, data=_state(look, map_drawing.title, text)),
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


# -- the figures -----------------------------------------------------------------------------------------------------


def _map_drawing(site: Site, look: Look, text: Text) -> Drawing:
    selection, screen = look.selection, look.screen
    regencies, provinces = (shapes(level, selection.within) for level in ("regency", "province"))
    drawn = regencies if selection.level == "regency" else provinces
    return draw_map(
        screen.frame,
        look.indicator,
        selection.unit,
        text=text,
        at=screen.at or look.indicator.reviewed_on,
        place=_place(site, selection.within, text),
        geojson_url=drawn.url,
        bounds=drawn.bounds,
        approximate=drawn.approximate,
        simulated=look.simulated,
        version=look.version,
        chosen=selection.chosen,
        coverage=screen.coverage,
        provinces_url=provinces.url,
        provinces=[region.code for region in site.regions.level("province")],
    )


def _map(look: Look, drawing: Drawing, text: Text) -> Component:
    csv = download(text("download-csv"), f"/export.csv{look.selection.query()}")
    actions = [csv, about(look.indicator, text)]
    return figure_frame("map", drawing, map_graph(MAP, drawing), text=text, actions=actions, heading=html.H1)


def _trend(site: Site, look: Look, text: Text) -> Component:
    screen = look.screen
    codes = {look.selection.region, *look.selection.compare}
    events = screen.events[
        screen.events["region_code"].isin(codes) & (screen.events["election"] == look.selection.election)
    ]
    drawing = draw_trend(
        screen.trend,
        events,
        stages(look.selection.election),
        look.indicator,
        look.selection.unit,
        text=text,
        at=screen.at or look.indicator.reviewed_on,
        simulated=look.simulated,
        place=_place(site, look.selection.region, text),
        version=look.version,
    )
    # Lines have sources as well as events have; those of the newest figures are told first.
    told = screen.trend[screen.trend["value"].notna()].sort_values("as_of", ascending=False, kind="stable")["citation"]
    drawing = replace(drawing, source=citations([*told, *events["citation"]]))
    return figure_frame("trend", drawing, trend_graph("trend-graph", drawing), text=text)


def _table(site: Site, look: Look, drawing: Drawing, text: Text) -> Component:
    figures = look.screen.figures
    return data_table(
        _with_own_name(figures, len(look.screen.own), text),
        look.indicator,
        look.selection.unit,
        text=text,
        caption=f"{drawing.title}. {drawing.subtitle}",
        sort=look.selection.sort,
        href=partial(steering.to_region, look.selection, indicators=site.indicators),
        sort_href=lambda key: look.selection.query(sort=key),
    )


def _with_own_name(figures: pd.DataFrame, own: int, text: Text) -> pd.DataFrame:
    """The provincial government is named as such, lest its own staff pass for the province's."""
    if not own:
        return figures
    names = figures["region_name"].copy()
    names.iloc[-own:] = [text("provincial-government", name=str(name)) for name in names.iloc[-own:]]
    return figures.assign(region_name=names)


# -- beside them -----------------------------------------------------------------------------------------------------


def _aside(site: Site, look: Look, text: Text) -> list[Component]:
    selection, screen = look.selection, look.screen
    rank = ranking(
        screen.frame,
        look.indicator,
        selection.unit,
        text=text,
        href=partial(steering.to_region, selection, indicators=site.indicators),
        chosen=selection.chosen,
    )
    ranks = [rank, *_own_staff(look, text)]
    return [_panel(look, text), *ranks] if selection.chosen else [*ranks, _panel(look, text)]


def _panel(look: Look, text: Text) -> Component:
    screen = look.screen
    until = screen.events[screen.events["as_of"] <= screen.at] if screen.at else screen.events
    return side_panel(
        screen.row,
        look.indicator,
        look.selection.unit,
        text=text,
        categories=screen.categories,
        events=until,
        conflicts=screen.conflicts,
    )


def _own_staff(look: Look, text: Text) -> list[Component]:
    """`Pemerintah provinsi sendiri: 3 orang ASN. Kabupaten/kota: 37 orang ASN.` of a count in a province."""
    own, frame = look.screen.own, look.screen.frame
    if own.empty or look.indicator.is_rate or look.selection.chosen:
        return []
    row = {str(name): value for name, value in own.iloc[0].items()}
    words = figure_words(row, look.indicator, look.selection.unit, text)
    total = text.number(float(frame["value"].sum()), look.indicator.decimals)
    regencies = with_unit(total, look.selection.unit, text)
    return [html.P(text("provincial-own", own=words, regencies=regencies), id="own-staff", className="quiet")]


def _notices(look: Look, text: Text) -> list[Component]:
    """What of the address was not taken, and the address of what is shown instead."""
    if not look.notices:
        return []
    told = [html.Span(_notice_words(each, text)) for each in look.notices[:3]]
    lines = [piece for each in told for piece in (each, " ")]
    remedy = html.A(text("parameter-remedy"), href=look.selection.query())
    return [html.Div(notice(text("parameter-what"), lines, remedy), id="notices", className="no-print")]  # type: ignore[arg-type]


def _notice_words(each: Notice, text: Text) -> str:
    if each.why == "too_long":
        return text("parameter-too-long")
    return text(f"parameter-{each.why}", name=each.parameter, value=each.value)


def _empty(site: Site, look: Look, text: Text) -> list[Component]:
    if look.version == 0:
        return [notice(text("empty-warehouse-what"), text("empty-warehouse-why"), text("empty-warehouse-remedy"))]
    if not look.screen.is_empty:
        return []
    at, place = look.screen.at, _place(site, look.selection.within, text)
    why = text(
        "empty-why",
        date=text.date(at) if at else text("no-figure"),
        indicator=look.indicator.title[text.language],
        unit=text.unit(look.selection.unit),
        place=place,
    )
    return [notice(text("empty-what"), why, text("empty-remedy"))]


def _place(site: Site, code: str, text: Text) -> str:
    return text("nation") if code == NATION else site.regions[code].short_name


def _filters(site: Site, look: Look, text: Text) -> str:
    """The selection in words, for paper."""
    selection, at = look.selection, look.screen.at
    return text(
        "filters",
        data=steering.data_name(selection.data, text),
        indicator=look.indicator.title[text.language],
        unit=text.unit(selection.unit),
        election=selection.election or text("no-figure"),
        place=_place(site, selection.region, text),
        at=text.date(at) if at else text("no-figure"),
    )
