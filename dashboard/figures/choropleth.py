"""The map: one trace of class numbers over shapes that the browser fetches once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.callout_traces import REACH, callout_traces
from dashboard.figures.callouts import bordered, call_out
from dashboard.figures.citations import citations
from dashboard.figures.classes import Scale
from dashboard.figures.drawing import FONT, Drawing, Kind, LegendEntry, base_layout, separators, simulated_mark
from dashboard.figures.palette import colour
from dashboard.figures.periods import Periods
from dashboard.figures.states import (
    COLOURS,
    FAINT,
    MISSING,
    OUTSIDE,
    SUPPRESSED,
    ZERO,
    Codes,
    code_of,
    edges,
    inks,
    is_faint,
    scale_of,
    states,
    swatch,
)
from dashboard.figures.wording import (
    NO_GOVERNMENT,
    SMALL,
    coverage_of,
    escape,
    figure_words,
    hover_lines,
    records,
    shown_status,
    some_of,
    status_words,
    value_words,
)
from dashboard.i18n import Text
from etl.indicators.registry import Indicator
from geo.publish import Place

_WIDE = 20  # degrees
_CLEAR = "rgba(0,0,0,0)"
HEIGHT = 560  # of the map on a wide screen, in pixels


@dataclass(frozen=True)
class Ground:
    """What a map is drawn on.

    Attributes:
        url: where the browser gets the shapes; features carry the region code as `id`.
        bounds: west, south, east, north in degrees.
        approximate: whether they are nobody's published boundaries.
        about: what is said of those that are not approximate.
        shapeless: how many regions have no shape, so that the map cannot show them.
        squares: the middle of each region that is a tile with room for its name.
        places: where regions lie and how narrow they are; those that are too small to hit get a square at the margin.
        provinces_url, provinces: shapes and codes of the provinces, for their borders and the land around.
    """

    url: str
    bounds: tuple[float, float, float, float]
    approximate: bool = False
    about: str = ""
    shapeless: int = 0
    squares: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    provinces_url: str | None = None
    provinces: Sequence[str] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where the browser gets all shapes that are drawn."""
        return tuple(dict.fromkeys(url for url in (self.url, self.provinces_url) if url))

    def words(self, text: Text) -> list[str]:
        """What a figure says of it."""
        boundaries = text("mark-approximate") if self.approximate else self.about
        return [boundaries, text("mark-shapeless", n=self.shapeless) if self.shapeless else ""]


def draw_map(
    frame: pd.DataFrame,
    indicator: Indicator,
    unit: str,
    *,
    text: Text,
    title: str,
    at: date,
    place: str,
    ground: Ground,
    simulated: bool,
    version: int,
    periods: Periods | None = None,
    chosen: str | None = None,
    pinned: Mapping[str, str] = MappingProxyType({}),
    coverage: tuple[int, int] | None = None,
    shapes: Mapping[str, str] | None = None,
    notes: Sequence[str] = (),
) -> Drawing:
    """The choropleth of one indicator and unit.

    Args:
        frame: one row a region of the level shown (columns of the map frame).
        title: what the figures are called, as on the whole screen (`wording.titled`).
        place: what the map shows, in words.
        periods: all dates of the map, whose classes it then has; without them it has its own.
        chosen: region code that is outlined. pinned: others that are, each with the name of its colour.
        coverage: governments that reported, and all there are, of the area shown; without it the rows are counted.
        shapes: the code of the row that each shape shows, where several may show one; else each row has its own.
        notes: what else is to be said of the regions that are drawn.
    """
    rows = records(frame)
    statuses = [shown_status(row) for row in rows]
    scale = periods.scale if periods else scale_of(frame, indicator)
    codes = states(frame, indicator, scale)
    ever = np.union1d(codes, periods.codes) if periods else codes
    drawn, painted = _by_shape(rows, codes, shapes or {})
    outlined = _parts(chosen, shapes or {})
    trace = _shapes(drawn, painted, indicator, unit, text, ground.url)
    traces = [*_around(drawn, trace, ground), *_pinned(pinned, shapes or {}, ground)]
    traces += [*_chosen(outlined, ground), *_names(drawn, painted, ground)]
    framed = dict(pinned) | dict.fromkeys(outlined, "chosen-edge")
    ground, squares = _called_out(drawn, trace, ground, framed)
    traces += squares
    marks = [_classing(scale, indicator, text), *notes, text("version", n=str(version)), *ground.words(text)]
    marks += [text("mark-simulated")] if simulated else []
    title = text("title-place", title=title, place=place)
    subtitle = _subtitle(frame, statuses, indicator, unit, text, at, coverage)
    return Drawing(
        figure=go.Figure(traces, _layout(ground, text, simulated=simulated)),
        title=title,
        subtitle=subtitle,
        sentence=_sentence(rows, statuses, indicator, unit, text, title, subtitle),
        source=citations(frame.loc[frame["value"].notna(), "citation"]),
        marks=[mark for mark in marks if mark],
        has_figures=bool(frame["value"].notna().any()),
        legend=_legend(rows, codes, ever, scale, indicator, text),
    )


def _by_shape(
    rows: list[dict[str, Any]], codes: Codes, shapes: Mapping[str, str]
) -> tuple[list[dict[str, Any]], Codes]:
    """A row and its state for each shape, under the code of the shape."""
    if not shapes:
        return rows, codes
    place = {row["region_code"]: number for number, row in enumerate(rows)}
    drawn = [{**rows[place[area]], "region_code": code} for code, area in shapes.items()]
    return drawn, codes[[place[area] for area in shapes.values()]]


def _parts(chosen: str | None, shapes: Mapping[str, str]) -> list[str]:
    """The shapes that are outlined: all that show the same as the chosen one."""
    if chosen is None:
        return []
    return [code for code, area in shapes.items() if area == shapes.get(chosen)] or [chosen]


def _around(rows: list[dict[str, Any]], shapes: go.Choropleth, ground: Ground) -> list[go.Choropleth]:
    """The shapes between the land around them and the borders of their provinces, where they are regencies."""
    if ground.provinces_url is None or not rows or len(str(rows[0]["region_code"])) == 2:
        return [shapes]
    shown = sorted({str(row["region_code"])[:2] for row in rows})
    around = [code for code in ground.provinces if code not in shown]  # beneath what is pale, land would be seen
    land = [_land(around, ground.provinces_url)] if around else []
    return [*land, shapes, _borders(shown, ground.provinces_url)]


def _called_out(
    rows: list[dict[str, Any]], shapes: go.Choropleth, ground: Ground, framed: Mapping[str, str]
) -> tuple[Ground, list[go.Scattergeo]]:
    """The squares of regions that are too small to hit, and the ground with the margins that they are in."""
    names = {str(row["region_code"]): str(row["region_name"]) for row in rows}
    places = {code: place for code, place in ground.places.items() if code in names}
    bounds, callouts = call_out(places, names, ground.bounds)
    codes = dict(zip(shapes.locations, shapes.z, strict=True))
    hover = dict(zip(shapes.locations, shapes.text, strict=True))
    return replace(ground, bounds=bounds), callout_traces(callouts, codes, hover, framed)


def _shapes(
    rows: list[dict[str, Any]],
    codes: Codes,
    indicator: Indicator,
    unit: str,
    text: Text,
    geojson_url: str,
) -> go.Choropleth:
    regions, edge = [row["region_code"] for row in rows], edges()
    return go.Choropleth(
        geojson=geojson_url,
        featureidkey="id",
        locations=regions,
        z=codes.tolist(),
        zmin=-0.5,
        zmax=len(COLOURS) - 0.5,
        colorscale=_steps([colour(name) for name in COLOURS]),
        showscale=False,
        text=["<br>".join(hover_lines(row, indicator, unit, text)) for row in rows],
        customdata=regions,
        hovertemplate="%{text}<extra></extra>",
        marker={"line": {"color": [edge[code] for code in codes], "width": 0.6}},
        name="shapes",
    )


def _steps(colours: list[str]) -> list[tuple[float, str]]:
    n = len(colours)
    return [(edge / n, name) for i, name in enumerate(colours) for edge in (i, i + 1)]


def _outline(codes: Sequence[str], url: str, edge: str, width: float, name: str, fill: str = _CLEAR) -> go.Choropleth:
    """Shapes that only frame: the pointer goes through them."""
    return go.Choropleth(
        geojson=url,
        featureidkey="id",
        locations=list(codes),
        z=[0] * len(codes),
        colorscale=[(0, fill), (1, fill)],
        showscale=False,
        hoverinfo="skip",
        marker={"line": {"color": edge, "width": width}},
        name=name,
    )


def _names(
    rows: list[dict[str, Any]],
    codes: Codes,
    ground: Ground,
) -> list[go.Scattergeo]:
    """The names of regions in their tiles, pale where the tile is deep."""
    squares, bounds = ground.squares, ground.bounds
    if not squares:
        return []
    named = [(row, code) for row, code in zip(rows, codes, strict=True) if row["region_code"] in squares]
    ink = inks()
    tile = HEIGHT / (bounds[3] - bounds[1])
    return [
        go.Scattergeo(
            lon=[squares[row["region_code"]][0] for row, _ in named],
            lat=[squares[row["region_code"]][1] for row, _ in named],
            text=[_in_lines(str(row["region_name"])) for row, _ in named],
            mode="text",
            textfont={
                "family": FONT,
                "size": float(np.clip(tile / 8, 7, 12)),
                "color": [ink[code] for _, code in named],
            },
            customdata=[row["region_code"] for row, _ in named],
            hoverinfo="skip",
            showlegend=False,
            name="names",
        )
    ]


def _in_lines(name: str) -> str:
    """A name over as many lines as it has words: tiles are narrow."""
    return "<br>".join(escape(word) for word in name.split())


def _land(provinces: Sequence[str], url: str) -> go.Choropleth:
    return _outline(provinces, url, colour("region-edge"), 0.6, "land", colour("outside"))


def _borders(provinces: Sequence[str], url: str) -> go.Choropleth:
    return _outline(provinces, url, colour("province-edge"), 0.7, "borders")


def _pinned(pinned: Mapping[str, str], shapes: Mapping[str, str], ground: Ground) -> list[go.Choropleth]:
    """Outlines in the colours of the lines of the trend; of regions that have no shape here nothing is seen."""
    return [
        trace for code, ink in pinned.items() for trace in _framed(_parts(code, shapes), ground, ink, f"pinned-{code}")
    ]


def _chosen(codes: Sequence[str], ground: Ground) -> list[go.Choropleth]:
    return _framed(codes, ground, "chosen-edge", "chosen") if codes else []


def _framed(codes: Sequence[str], ground: Ground, ink: str, name: str) -> list[go.Choropleth]:
    is_wide = ground.bounds[2] - ground.bounds[0] >= _WIDE  # there a thick line would hide the region
    width = 1.4 if is_wide else 2.4
    return [
        _outline(codes, ground.url, colour("halo"), 2 * width, "halo"),
        _outline(codes, ground.url, colour(ink), width, name),
    ]


def _layout(ground: Ground, text: Text, *, simulated: bool) -> go.Layout:
    west, south, east, north = bordered(ground.bounds)
    notes: list[dict[str, object]] = [simulated_mark(text("mark-simulated"))] if simulated else []
    if ground.approximate:
        notes.append(_approximate_mark(text))
    return go.Layout(
        **base_layout(separators(text.language)),
        margin={"l": 0, "r": 0, "t": 0, "b": 20 if ground.approximate else 0},
        annotations=notes,
        hoverdistance=REACH,
        geo={
            "visible": False,
            "bgcolor": _CLEAR,
            "projection": {"type": "mercator"},
            "lonaxis": {"range": [west, east]},
            "lataxis": {"range": [south, north]},
            "uirevision": f"{west},{south},{east},{north}",
        },
    )


def _approximate_mark(text: Text) -> dict[str, object]:
    return {
        "text": f"<i>{text('mark-approximate')}</i>",
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 0,
        "yshift": -18,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"family": FONT, "size": 11, "color": colour("chart-ink-2")},
    }


def _classing(scale: Scale, indicator: Indicator, text: Text) -> str:
    """How values became classes, in words."""
    benchmark = text.number(scale.classing.benchmark, indicator.decimals)
    return text(f"classes-{scale.classing.method}", benchmark=benchmark)


def _level(frame: pd.DataFrame, text: Text) -> str:
    is_province = len(frame) > 0 and "." not in str(frame["region_code"].iloc[0])
    return text("level-province" if is_province else "level-regency")


def _subtitle(
    frame: pd.DataFrame,
    statuses: list[str],
    indicator: Indicator,
    unit: str,
    text: Text,
    at: date,
    coverage: tuple[int, int] | None,
) -> str:
    known = sum(status in ("reported", "zero", "suppressed") for status in statuses)
    if coverage is None:
        total = sum(status != NO_GOVERNMENT for status in statuses)
        covered = text("coverage-regions", n=text.number(known), m=text.number(total), level=_level(frame, text))
    else:
        covered = coverage_of(*coverage, indicator, text)
    until = text("until-cumulative" if indicator.is_cumulative else "until-latest", date=text.date(at))
    return text("subtitle", unit=text.unit(unit), until=until, coverage=covered)


def _sentence(
    rows: list[dict[str, Any]],
    statuses: list[str],
    indicator: Indicator,
    unit: str,
    text: Text,
    title: str,
    subtitle: str,
) -> str:
    counts = {status: statuses.count(status) for status in ("reported", "zero", "missing", "suppressed")}
    told = text("map-counts", **{status: text.number(count) for status, count in counts.items()})
    parts = [f"{title}.", f"{subtitle}.", told, _extreme(rows, indicator, unit, text, "map-highest", highest=True)]
    if counts["reported"] > 1 and counts["zero"] == 0:
        parts.append(_extreme(rows, indicator, unit, text, "map-lowest", highest=False))
    return " ".join(part for part in parts if part)


def _extreme(
    rows: list[dict[str, Any]], indicator: Indicator, unit: str, text: Text, message: str, *, highest: bool
) -> str:
    """`Tertinggi: Konawe, 11 orang ASN.`; who shares the place is counted, not listed."""
    reported = [row for row in rows if row["status"] == "reported"]
    if not reported:
        return ""
    values = [round(row["value"], indicator.decimals) for row in reported]
    best = max(values) if highest else min(values)
    found = [row for row, value in zip(reported, values, strict=True) if value == best]
    names = some_of([str(row["region_name"]) for row in found], text, 1)
    return text(message, names=names, figure=figure_words(found[0], indicator, unit, text))


def _missing(rows: list[dict[str, Any]], indicator: Indicator, text: Text) -> str:
    """What those have in common that have no figure."""
    words = {
        value_words(row, indicator, text)
        for row in rows
        if row["status"] == "missing" and shown_status(row) != NO_GOVERNMENT
    }
    if len(words) > 1:
        return text("legend-missing")
    return words.pop() if words else status_words("missing", indicator, text)


def _legend(
    rows: list[dict[str, Any]], codes: Codes, ever: Codes, scale: Scale, indicator: Indicator, text: Text
) -> list[LegendEntry]:
    """Classes from low to high, then what has no figure. A state that no region is ever in is left out, but missing.

    Args:
        ever: the numbers of all periods that are classed alike; those of this one among them.
    """

    def entry(label: str, kind: Kind, css: str, *of: int) -> list[LegendEntry]:
        told = kind in ("class", "missing") or bool(np.isin(of, ever).any())
        return [LegendEntry(label, kind, f"swatch-{css}", int(np.isin(codes, of).sum()), of)] if told else []

    zero = text("legend-zero", zero=text.number(0, indicator.decimals))
    return [
        *entry(zero, "zero", "zero", ZERO, ZERO + FAINT),
        *(part for each in scale.classes for code in (code_of(each, scale),) for part in entry(
            each.label(lambda value: text.number(value, indicator.decimals)), "class", str(swatch(code)),
            code, code + FAINT,
        )),
        *entry(status_words("suppressed", indicator, text), "suppressed", "suppressed", SUPPRESSED),
        *entry(status_words(NO_GOVERNMENT, indicator, text), "outside", "outside", OUTSIDE),
        *entry(_missing(rows, indicator, text), "missing", "missing", MISSING),
        *entry(text("legend-small-denominator", n=SMALL), "faint", "faint", *filter(is_faint, range(len(COLOURS)))),
    ]  # fmt: skip
