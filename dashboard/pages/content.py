"""What stands on the map page: map, ranking, one region in words, trend, table, or in words why there is none."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard import paths
from dashboard.components.frame import download, figure_frame, map_graph, trend_graph
from dashboard.components.notices import notice
from dashboard.components.numbers import trend_numbers
from dashboard.components.panel import side_panel
from dashboard.components.period_slider import period_slider
from dashboard.components.pins import pins
from dashboard.components.ranking import ranking
from dashboard.components.table import data_table
from dashboard.figures.choropleth import Ground, draw_map
from dashboard.figures.citations import citations
from dashboard.figures.drawing import Drawing
from dashboard.figures.moment import draw_moment
from dashboard.figures.trend import draw_trend
from dashboard.figures.wording import as_number, figure_words, titled, with_unit
from dashboard.i18n import Text
from dashboard.pages import steering
from dashboard.pages.about import about, source_words
from dashboard.pages.former import areas_mark, former_named, former_shapes
from dashboard.reference import institution_changes, stages
from dashboard.screen import Look
from dashboard.selection import DEFAULT_SORT, Selection
from dashboard.site import Site
from etl.indicators import reasons
from etl.indicators.registry import Indicator
from geo.regions import NATION, RegionIndex

MAP, TREND = "map-graph", "trend-graph"
# One address for all that look at one map, whatever else they look at.
_OF_NO_PERIOD: Mapping[str, Any] = {"at": None, "compare": (), "language": "id", "sort": DEFAULT_SORT, "view": "map"}
_OF_A_SCREEN: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Figures:
    """The parts of the page by where they stand, what it is called, and where its shapes are."""

    title: str
    stage: Sequence[Component]
    shapes: tuple[str, ...] = ()
    aside: Sequence[Component] = ()
    under: Sequence[Component] = ()
    below: Sequence[Component] = ()


def content(site: Site, look: Look, text: Text) -> Figures:
    """The figures of a look. Where the indicator has none in this warehouse there is no date to draw them at either."""
    at = look.screen.at
    look = replace(look, screen=former_named(look.screen, look.indicator, text))
    if at is None:
        return Figures(look.indicator.title[text.language], _empty(site, look, text))
    ground = ground_of(site, look, text)
    drawing = map_drawing(site, look, at, ground, text)
    return Figures(
        title=drawing.title,
        shapes=ground.addresses,
        stage=[*_empty(site, look, text), _map(look, drawing, at, site.regions, text)],
        aside=_aside(site, look, at, text),
        under=[_trend(site, look, at, text)],
        below=[_table(site, look, drawing, text)],
    )


def title_of(look: Look, text: Text) -> str:
    """What the figures are called, the same of all that the screen shows."""
    screen = look.screen
    return titled(look.indicator, text, screen.figures, screen.trend, pd.DataFrame([screen.row]))


# -- the figures -----------------------------------------------------------------------------------------------------


def map_drawing(site: Site, look: Look, at: dt.date, ground: Ground, text: Text) -> Drawing:
    """The map of a look."""
    selection, screen = look.selection, look.screen
    return draw_map(
        screen.frame,
        look.indicator,
        selection.unit,
        text=text,
        title=title_of(look, text),
        at=at,
        place=_place(site, selection.within, text),
        ground=ground,
        simulated=look.simulated,
        version=look.version,
        periods=screen.periods,
        chosen=selection.chosen,
        pinned=_inks(selection),
        coverage=screen.coverage,
        shapes=screen.shapes,
        notes=areas_mark(look, at, site.regions, text),
    )


def ground_of(site: Site, look: Look, text: Text) -> Ground:
    """What the map of a look is drawn on."""
    selection = look.selection
    regencies, provinces = (
        site.maps.shapes(level, selection.within, selection.view) for level in ("regency", "province")
    )
    drawn = regencies if selection.level == "regency" else provinces
    return Ground(
        url=drawn.url,
        bounds=drawn.bounds,
        approximate=drawn.approximate,
        about=text("mark-tiles") if selection.view == "tiles" else text("mark-boundaries", source=drawn.source),
        shapeless=len(drawn.missing),
        squares=drawn.squares,
        places=drawn.places,
        provinces_url=provinces.url,
        provinces=[region.code for region in site.regions.level("province")],
    )


def _map(look: Look, drawing: Drawing, at: dt.date, regions: RegionIndex, text: Text) -> Component:
    csv = download(text("download-csv"), f"/export.csv{look.selection.query()}")
    address = f"{paths.PRINT_OF[paths.MAP]}{look.selection.query()}"
    pdf = html.A(text("print-pdf"), href=address, className="button", target="_blank")
    actions = [csv, pdf, about(look.indicator, text)]
    turning = period_slider(
        look.screen.periods.dates,
        at,
        stages(look.selection.election),
        text=text,
        source=f"/periods/{look.screen.periods.fingerprint}.json{look.selection.query(**_OF_NO_PERIOD)}",
        figure=with_unit("{n}", look.selection.unit, text),
        decimals=look.indicator.decimals,
    )
    return figure_frame(
        "map",
        drawing,
        map_graph(MAP, drawing),
        text=text,
        actions=actions,
        beneath=[*([turning] if turning else []), *former_shapes(look, at, regions, text)],
        heading=html.H1,
        file=look.file_name,
    )


def _trend(site: Site, look: Look, at: dt.date, text: Text) -> Component:
    drawing = trend_drawing(site, look, at, text)
    numbers = trend_numbers(look.screen.trend, look.indicator, text=text, title=drawing.title)
    return figure_frame("trend", drawing, trend_graph(TREND, drawing), text=text, numbers=numbers, file=look.file_name)


def trend_drawing(site: Site, look: Look, at: dt.date, text: Text, sizes: Mapping[str, Any] = _OF_A_SCREEN) -> Drawing:
    """The course of a look's figures, or of what has none its figures side by side. `sizes` are of `draw_trend`."""
    screen = look.screen
    named: Any = {
        "text": text,
        "title": title_of(look, text),
        "at": at,
        "simulated": look.simulated,
        "place": _place(site, look.selection.region, text),
        "version": look.version,
    }
    if look.indicator.is_of_one_date:
        return draw_moment(screen.trend, look.indicator, look.selection.unit, **named)
    drawing = draw_trend(
        screen.trend,
        screen.marks,
        stages(look.selection.election),
        look.indicator,
        look.selection.unit,
        former=site.regions.former,
        changes=institution_changes(text.language),
        terms=screen.terms,
        **named,
        **sizes,
    )
    # Lines have sources as well as events have; those of the newest figures are told first.
    told = screen.trend[screen.trend["value"].notna()].sort_values("as_of", ascending=False, kind="stable")["citation"]
    return replace(drawing, source=citations([*told, *screen.marks["citation"]]))


def _table(site: Site, look: Look, drawing: Drawing, text: Text) -> Component:
    figures = look.screen.figures
    return data_table(
        with_own_name(figures, len(look.screen.own), text),
        look.indicator,
        look.selection.unit,
        text=text,
        caption=f"{drawing.title}. {drawing.subtitle}",
        sort=look.selection.sort,
        href=partial(steering.to_region, look.selection, indicators=site.indicators),
        sort_href=lambda key: look.selection.query(sort=key),
        inks=_area_inks(look),
    )


def with_own_name(figures: pd.DataFrame, own: int, text: Text) -> pd.DataFrame:
    """The provincial government is named as such, lest its own staff pass for the province's."""
    if not own:
        return figures
    names = figures["region_name"].copy()
    names.iloc[-own:] = [text("provincial-government", name=str(name)) for name in names.iloc[-own:]]
    return figures.assign(region_name=names)


def _inks(selection: Selection) -> dict[str, str]:
    """The colours of pinned regions, which are those of their lines."""
    return {code: f"cat-{number + 1}" for number, code in enumerate(selection.followed) if code in selection.compare}


def _area_inks(look: Look) -> dict[str, str]:
    """The same by the codes of the rows that show them: a province as then by that of the former one."""
    return {look.screen.shapes.get(code, code): ink for code, ink in _inks(look.selection).items()}


# -- beside them -----------------------------------------------------------------------------------------------------


def _aside(site: Site, look: Look, at: dt.date, text: Text) -> list[Component]:
    selection, screen = look.selection, look.screen
    leads: Any = {
        "text": text,
        "href": partial(steering.to_region, selection, indicators=site.indicators),
        "pin": partial(steering.to_pin, selection, regions=site.regions),
    }
    pinned = pins(screen.pinned, look.indicator, selection.unit, at=at, inks=_inks(selection), **leads)
    chosen = screen.shapes.get(selection.chosen or "", selection.chosen)
    rank = ranking(
        screen.frame, look.indicator, selection.unit, scale=screen.periods.scale, chosen=chosen,
        inks=_area_inks(look), **leads,
    )  # fmt: skip
    ranks, panel = [rank, *_own_staff(look, text)], _panel(look, at, site.regions, text)
    return [panel, pinned, *ranks] if selection.chosen else [pinned, *ranks, panel]


def _panel(look: Look, at: dt.date, regions: RegionIndex, text: Text) -> Component:
    screen = look.screen
    until = screen.events[screen.events["as_of"] <= at]
    return side_panel(
        screen.row,
        look.indicator,
        look.selection.unit,
        text=text,
        title=title_of(look, text),
        categories=screen.categories,
        events=until,
        conflicts=screen.conflicts,
        pin=steering.to_pin(look.selection, look.selection.region, regions),
    )


def _own_staff(look: Look, text: Text) -> list[Component]:
    """`Pemerintah provinsi sendiri: 3 orang ASN. Kabupaten/kota: 37 orang ASN.` of a count in a province."""
    own = look.screen.own
    if own.empty or look.indicator.is_rate or look.selection.chosen:
        return []
    row = {str(name): value for name, value in own.iloc[0].items()}
    said = {"own": figure_words(row, look.indicator, look.selection.unit, text)}
    rest = _of_regencies(look, row)
    if rest is not None:
        said["regencies"] = with_unit(text.number(rest, look.indicator.decimals), look.selection.unit, text)
    message = "provincial-own-alone" if rest is None else "provincial-own"
    return [html.P(text(message, **said), id="own-staff", className="quiet")]


def _of_regencies(look: Look, own: Mapping[str, Any]) -> float | None:
    """What is left of an area's sum without the provincial staff; None where it is no sum or holds not both."""
    # Of one date the area's sum holds the provincial staff; of another nobody can say, and the regencies go unsaid.
    area = look.screen.area
    where = "" if area.get("origin") == "computed" else "other_"
    summed, staff = as_number(area.get(f"{where}value")), as_number(own["value"])
    one_date = area.get(f"{where}as_of") == own["as_of"]
    if look.indicator.aggregate != "sum" or not one_date or summed is None or staff is None:
        return None
    return summed - staff


def _empty(site: Site, look: Look, text: Text) -> list[Component]:
    words = empty_words(site, look, text)
    return [notice(*words)] if words else []


def empty_words(site: Site, look: Look, text: Text) -> tuple[str, str, str] | None:
    """Where no region of the map has a figure: what is missing, why, and what to do about it."""
    if look.version == 0:
        return text("empty-warehouse-what"), text("empty-warehouse-why"), text("empty-warehouse-remedy")
    if not look.screen.is_empty:
        return None
    at, place = look.screen.at, _place(site, look.selection.within, text)
    if look.screen.reasons:
        return _unreckoned(look.indicator, look.screen.reasons, text)
    if at is None:
        why = text(
            "never-why", indicator=look.indicator.title[text.language], sources=source_words(look.indicator, text)
        )
        return text("empty-what"), why, text("never-remedy")
    why = text(
        "empty-why",
        date=text.date(at),
        indicator=look.indicator.title[text.language],
        unit=text.unit(look.selection.unit),
        place=place,
    )
    return text("empty-what"), why, text("empty-remedy")


# What is to be done where data are there and no figure can be made of them; of all else: load more files.
_REMEDIES = {
    reasons.NO_DEADLINE: "remedy-no-deadline",
    reasons.NO_HOLIDAYS: "remedy-no-holidays",
    reasons.HOLIDAYS_END: "remedy-no-holidays",
}


def unreckoned(indicator: Indicator, why: Sequence[str], text: Text) -> Component:
    """That an indicator has rows and no figure, for which reasons (of etl/indicators/reasons.py), and what to do."""
    return notice(*_unreckoned(indicator, why, text))


def _unreckoned(indicator: Indicator, why: Sequence[str], text: Text) -> tuple[str, str, str]:
    told = "; ".join(text(f"reason-{each.replace('_', '-')}") for each in why)
    remedies = dict.fromkeys(_REMEDIES.get(each, "never-remedy") for each in why)
    return (
        text("empty-what"),
        text("unreckoned-why", indicator=indicator.title[text.language], reasons=told),
        " ".join(text(each) for each in remedies),
    )


def _place(site: Site, code: str, text: Text) -> str:
    return text("nation") if code == NATION else site.regions[code].short_name


def filters(site: Site, look: Look, text: Text) -> str:
    """The selection in words, for paper."""
    selection, at = look.selection, look.screen.at
    told = text(
        "filters",
        data=steering.data_name(selection.data, text),
        indicator=look.indicator.title[text.language],
        unit=text.unit(selection.unit),
        election=selection.election or text("no-figure"),
        place=_place(site, selection.region, text),
        at=text.date(at) if at else text("no-figure"),
    )
    return f"{told} {text('filters-then')}" if selection.as_then else told
