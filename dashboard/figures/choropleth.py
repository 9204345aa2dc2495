"""The map: one trace of class numbers over shapes that the browser fetches once."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.citations import citations
from dashboard.figures.classes import Scale, build_scale
from dashboard.figures.drawing import FONT, Drawing, LegendEntry, base_layout, separators, simulated_mark
from dashboard.figures.palette import TONES, colour
from dashboard.figures.wording import (
    NO_GOVERNMENT,
    SMALL,
    coverage_of,
    escape,
    figure_words,
    hover_lines,
    is_faint,
    records,
    shown_status,
    status_words,
    value_words,
)
from dashboard.i18n import Text
from etl.indicators.registry import Indicator

MISSING, ZERO, FIRST_CLASS, SUPPRESSED, OUTSIDE = 0, 1, 2, 9, 10
"""The numbers that stand in the trace's `z`; classes are 2 to 8 by tone, pale to deep."""

_CODES = {"missing": MISSING, "zero": ZERO, "suppressed": SUPPRESSED, NO_GOVERNMENT: OUTSIDE}
_COLOURS = ["missing", "zero", *(f"seq-{tone}" for tone in range(1, TONES + 1)), "suppressed", "outside"]
_FAINT = 0.5
_WIDE = 20  # degrees
_CLEAR = "rgba(0,0,0,0)"
DEEP = 4  # from this tone on (0 is the palest) a name on it is pale
HEIGHT = 560  # of the map on a wide screen, in pixels


def draw_map(
    frame: pd.DataFrame,
    indicator: Indicator,
    unit: str,
    *,
    text: Text,
    title: str,
    at: date,
    place: str,
    geojson_url: str,
    bounds: tuple[float, float, float, float],
    approximate: bool,
    simulated: bool,
    version: int,
    chosen: str | None = None,
    coverage: tuple[int, int] | None = None,
    provinces_url: str | None = None,
    provinces: Sequence[str] = (),
    shapeless: int = 0,
    about_map: str = "",
    squares: Mapping[str, tuple[float, float]] = MappingProxyType({}),
) -> Drawing:
    """The choropleth of one indicator and unit.

    Args:
        frame: one row a region of the level shown (columns of the map frame).
        title: what the figures are called, as on the whole screen (`wording.titled`).
        place: what the map shows, in words.
        geojson_url: where the browser gets the shapes; features carry the region code as `id`.
        bounds: west, south, east, north in degrees.
        chosen: region code that is outlined.
        coverage: governments that reported, and all there are, of the area shown; without it the rows are counted.
        provinces_url, provinces: shapes and codes of the provinces, for their borders and the land around.
        shapeless: how many regions of the map have no shape, so that it cannot show them.
        about_map: what is said of boundaries that are not approximate.
        squares: the middle of each region that is a tile with room for its name.
    """
    rows = records(frame)
    statuses = [shown_status(row) for row in rows]
    scale = _scale(frame, statuses, indicator)
    codes = _codes(frame, statuses, scale)
    traces = _shapes(rows, codes, indicator, unit, text, geojson_url)
    if provinces_url and len(frame) and len(str(frame["region_code"].iloc[0])) > 2:
        shown = sorted({str(row["region_code"])[:2] for row in rows})
        around = [code for code in provinces if code not in shown]  # beneath what is pale, land would be seen
        traces = [*([_land(around, provinces_url)] if around else []), *traces, _borders(shown, provinces_url)]
    traces += [*_chosen(chosen, geojson_url, bounds), *_names(rows, codes, indicator, squares, bounds)]
    of_map = text("mark-approximate") if approximate else about_map
    marks = _marks(text, of_map, version=version, simulated=simulated, shapeless=shapeless)
    title = text("title-place", title=title, place=place)
    subtitle = _subtitle(frame, statuses, indicator, unit, text, at, coverage)
    return Drawing(
        figure=go.Figure(traces, _layout(bounds, text, approximate=approximate, simulated=simulated)),
        title=title,
        subtitle=subtitle,
        sentence=_sentence(rows, statuses, indicator, unit, text, title, subtitle),
        source=citations(frame.loc[frame["value"].notna(), "citation"]),
        marks=marks,
        has_figures=bool(frame["value"].notna().any()),
        legend=_legend(rows, codes, scale, indicator, text),
    )


def tones(frame: pd.DataFrame, indicator: Indicator) -> dict[str, int]:
    """The tone of each region that has a class on the map of this frame, for bars beside it. Region code -> 1 to 7."""
    statuses = [shown_status(row) for row in records(frame)]
    codes = _codes(frame, statuses, _scale(frame, statuses, indicator))
    inside = (codes >= FIRST_CLASS) & (codes < SUPPRESSED)
    found = zip(frame.loc[inside, "region_code"], codes[inside] - FIRST_CLASS + 1, strict=True)
    return {str(code): int(tone) for code, tone in found}


def _scale(frame: pd.DataFrame, statuses: list[str], indicator: Indicator) -> Scale:
    reported = np.array([status == "reported" for status in statuses], dtype=bool)
    return build_scale(frame["value"].to_numpy(dtype=float)[reported], indicator.decimals)


def _codes(frame: pd.DataFrame, statuses: list[str], scale: Scale) -> npt.NDArray[np.int64]:
    """The number in `z` of each row. Shape (rows,)."""
    codes = np.array([_CODES.get(status, FIRST_CLASS) for status in statuses], dtype=np.int64)
    reported = codes == FIRST_CLASS
    if reported.any():
        by_class = np.array([each.tone for each in scale.classes])
        values = frame["value"].to_numpy(dtype=float)[reported]
        codes[reported] = FIRST_CLASS + by_class[scale.index(values)] - 1
    return codes


def _shapes(
    rows: list[dict[str, Any]],
    codes: npt.NDArray[np.int64],
    indicator: Indicator,
    unit: str,
    text: Text,
    geojson_url: str,
) -> list[go.Choropleth]:
    """The regions; those whose denominator is small are a trace of their own, since one has one opacity."""
    faint = _faint(rows, indicator)
    edges = {MISSING: colour("faint-edge"), ZERO: colour("zero-edge"), SUPPRESSED: colour("faint-edge")}

    def trace(which: npt.NDArray[np.bool_], name: str, opacity: float) -> go.Choropleth:
        places = np.flatnonzero(which)
        regions = [rows[place]["region_code"] for place in places]
        return go.Choropleth(
            geojson=geojson_url,
            featureidkey="id",
            locations=regions,
            z=codes[places].tolist(),
            zmin=-0.5,
            zmax=len(_COLOURS) - 0.5,
            colorscale=_steps([colour(name) for name in _COLOURS]),
            showscale=False,
            text=["<br>".join(hover_lines(rows[place], indicator, unit, text)) for place in places],
            customdata=regions,
            hovertemplate="%{text}<extra></extra>",
            marker={
                "line": {
                    "color": [edges.get(int(codes[place]), colour("region-edge")) for place in places],
                    "width": 0.6,
                },
                "opacity": opacity,
            },
            name=name,
        )

    return [trace(~faint, "shapes", 1), *([trace(faint, "faint", _FAINT)] if faint.any() else [])]


def _faint(rows: list[dict[str, Any]], indicator: Indicator) -> npt.NDArray[np.bool_]:
    return np.array(
        [shown_status(row) in ("reported", "zero") and is_faint(row, indicator) for row in rows], dtype=bool
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
    codes: npt.NDArray[np.int64],
    indicator: Indicator,
    squares: Mapping[str, tuple[float, float]],
    bounds: tuple[float, float, float, float],
) -> list[go.Scattergeo]:
    """The names of regions in their tiles, pale where the tile is deep."""
    if not squares:
        return []
    faint = _faint(rows, indicator)
    named = [(row, place) for place, row in enumerate(rows) if row["region_code"] in squares]
    deep = [FIRST_CLASS + DEEP <= codes[place] < SUPPRESSED and not faint[place] for _, place in named]
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
                "color": [colour("region-edge" if is_deep else "chart-ink") for is_deep in deep],
            },
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


def _chosen(code: str | None, url: str, bounds: tuple[float, float, float, float]) -> list[go.Choropleth]:
    if code is None:
        return []
    width = 2.4 if bounds[2] - bounds[0] < _WIDE else 1.4  # on a map of the nation a thick line would hide the region
    return [
        _outline([code], url, colour("halo"), 2 * width, "halo"),
        _outline([code], url, colour("chosen-edge"), width, "chosen"),
    ]


def _layout(bounds: tuple[float, float, float, float], text: Text, *, approximate: bool, simulated: bool) -> go.Layout:
    west, south, east, north = bounds
    pad = 0.02 * max(east - west, north - south)
    notes: list[dict[str, object]] = [simulated_mark(text("mark-simulated"))] if simulated else []
    if approximate:
        notes.append(_approximate_mark(text))
    return go.Layout(
        **base_layout(separators(text.language)),
        margin={"l": 0, "r": 0, "t": 0, "b": 20 if approximate else 0},
        annotations=notes,
        geo={
            "visible": False,
            "bgcolor": _CLEAR,
            "projection": {"type": "mercator"},
            "lonaxis": {"range": [west - pad, east + pad]},
            "lataxis": {"range": [south - pad, north + pad]},
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


def _marks(text: Text, of_map: str, *, version: int, simulated: bool, shapeless: int) -> list[str]:
    marks = [text("version", n=str(version)), of_map, text("mark-shapeless", n=shapeless) if shapeless else ""]
    return [mark for mark in [*marks, text("mark-simulated") if simulated else ""] if mark]


def _level(frame: pd.DataFrame, text: Text) -> str:
    is_province = len(frame) > 0 and len(str(frame["region_code"].iloc[0])) == 2
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
    first, *others = [row for row, value in zip(reported, values, strict=True) if value == best]
    name = str(first["region_name"])
    names = text("and-others", name=name, n=len(others)) if others else name
    return text(message, names=names, figure=figure_words(first, indicator, unit, text))


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
    rows: list[dict[str, Any]], codes: npt.NDArray[np.int64], scale: Scale, indicator: Indicator, text: Text
) -> list[LegendEntry]:
    """Classes from low to high, then what has no figure. A state that no region is in is left out, but for missing."""

    def count(code: int) -> int:
        return int((codes == code).sum())

    zero = text("legend-zero", zero=text.number(0, indicator.decimals))
    entries = [LegendEntry(zero, "zero", "swatch-zero", count(ZERO))] if count(ZERO) else []
    entries += [
        LegendEntry(
            each.label(lambda value: text.number(value, indicator.decimals)),
            "class",
            f"swatch-seq-{each.tone}",
            count(FIRST_CLASS + each.tone - 1),
        )
        for each in scale.classes
    ]
    if count(SUPPRESSED):
        entries.append(
            LegendEntry(
                status_words("suppressed", indicator, text), "suppressed", "swatch-suppressed", count(SUPPRESSED)
            )
        )
    if count(OUTSIDE):
        entries.append(
            LegendEntry(status_words(NO_GOVERNMENT, indicator, text), "outside", "swatch-outside", count(OUTSIDE))
        )
    entries.append(LegendEntry(_missing(rows, indicator, text), "missing", "swatch-missing", count(MISSING)))
    if faint := int(_faint(rows, indicator).sum()):
        entries.append(LegendEntry(text("legend-small-denominator", n=SMALL), "faint", "swatch-faint", faint))
    return entries
