"""The funnel as a picture: rate against what it is a rate of, and limits that grow narrower with it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import plotly.graph_objects as go

from dashboard.figures.citations import citations
from dashboard.figures.drawing import FONT, Drawing, base_layout, separators, simulated_mark
from dashboard.figures.funnel import ALARM, FEWEST, WARN, Funnel, Model, funnel_of
from dashboard.figures.headlines import figure_of
from dashboard.figures.palette import colour
from dashboard.figures.points import Point, name_notes, plane_axis, point_legend, point_traces
from dashboard.figures.wording import (
    MOST_NAMED,
    as_number,
    escape,
    figure_words,
    limits_words,
    parts_words,
    some_of,
    with_unit,
)
from dashboard.i18n import Text
from etl.indicators.registry import Indicator

HEIGHT = 420
_MODELS: Mapping[str, Model] = {"wilson": "binomial", "poisson": "poisson"}
_STEPS = 60
_MARGIN = {"l": 56, "r": 44, "t": 10, "b": 44}

Row = Mapping[str, Any]


@dataclass(frozen=True)
class FunnelOf:
    """The regions that have a rate, and the funnel around them."""

    rows: Sequence[Row]
    exposures: Sequence[float]
    funnel: Funnel

    def on(self, *sides: str) -> list[Row]:
        """The regions on some sides, the farthest out first."""
        found = [
            (abs(score), row)
            for row, side, score in zip(self.rows, self.funnel.sides, self.funnel.scores.tolist(), strict=True)
            if side in sides
        ]
        return [row for _, row in sorted(found, key=lambda pair: -pair[0])]


def has_funnel(indicator: Indicator) -> bool:
    """Whether the figures are rates of events that chance moves: of a complete count there is no chance."""
    return indicator.is_rate and indicator.interval in _MODELS


def funnel_rows(rows: Sequence[Row], indicator: Indicator) -> FunnelOf | None:
    """The funnel of an indicator that has one; None where too few regions have a rate, or all have the same end."""
    known = [(row, *parts) for row in rows if (parts := _parts(row, indicator)) is not None]
    events, exposures = [numerator for _, numerator, _ in known], [denominator for _, _, denominator in known]
    all_events = sum(events)
    if len(known) < FEWEST or all_events == 0 or (indicator.interval == "wilson" and all_events == sum(exposures)):
        return None
    funnel = funnel_of(events, exposures, _MODELS[indicator.interval])
    return FunnelOf([row for row, _, _ in known], exposures, funnel)


def _parts(row: Row, indicator: Indicator) -> tuple[float, float] | None:
    """Numerator and denominator of a rate that has both."""
    numerator, denominator = as_number(row["numerator"]), as_number(row["denominator"])
    if figure_of(row) is None or numerator is None or not denominator:
        return None
    return None if indicator.interval == "wilson" and numerator > denominator else (numerator, denominator)


def draw_funnel(
    found: FunnelOf,
    indicator: Indicator,
    unit: str,
    *,
    text: Text,
    title: str,
    at: date,
    simulated: bool,
    peers: Sequence[str],
    own: str | None,
    named: Mapping[str, str],
    version: int | None = None,
) -> Drawing:
    """Regions as points, the limits as curves, those far outside by name.

    Args:
        title: what the figures are called (`wording.titled`).
        peers, own: the codes that are marked.
        named: what the groups are called: `own`, `peers`, `others`, and `base`, what the rates are of.
    """
    points = [_point(row, n, indicator, unit, text) for row, n in zip(found.rows, found.exposures, strict=True)]
    right, top = max(found.exposures) * 1.04, _top(points, indicator)
    traces = point_traces(points, peers, own)
    layout = go.Layout(
        **base_layout(separators(text.language)),
        height=HEIGHT,
        margin=_MARGIN,
        xaxis=plane_axis(escape(named["base"]), (0, right)),
        yaxis=plane_axis(escape(text.unit(unit)), (0, top)),
        annotations=[
            *_curve_names(found.funnel, indicator, right, top, text),
            *_names(found, points, peers, own, right, top),
            *([simulated_mark(text("mark-simulated"))] if simulated else []),
        ],
        hovermode="closest",
    )
    title = text("funnel-title", title=title)
    subtitle = text("funnel-subtitle", unit=text.unit(unit), date=text.date(at), n=len(points), regions=named["others"])
    marks = [text("version", n=str(version))] if version is not None else []
    return Drawing(
        figure=go.Figure([*_curves(found.funnel, indicator, right), *traces], layout),
        title=title,
        subtitle=subtitle,
        sentence=f"{title}. {subtitle}. {' '.join(funnel_words(found, indicator, unit, text))}",
        source=citations(str(row["citation"]) for row in found.rows if row.get("citation")),
        marks=[*marks, text("mark-simulated")] if simulated else marks,
        has_figures=True,
        legend=point_legend(traces, named["own"], named["peers"], named["others"], text),
    )


def _point(row: Row, exposure: float, indicator: Indicator, unit: str, text: Text) -> Point:
    limits = limits_words(row, indicator, text)
    lines = [
        figure_words(row, indicator, unit, text),
        parts_words(row, indicator, text),
        f"{text('fact-limits')}: {limits}" if limits else "",
    ]
    words = "<br>".join([f"<b>{escape(str(row['region_name']))}</b>", *(escape(line) for line in lines if line)])
    return Point(str(row["region_code"]), str(row["region_name"]), exposure, float(row["value"]), words)


def _top(points: Sequence[Point], indicator: Indicator) -> float:
    highest, end = max(each.y for each in points), indicator.valid_range[1]
    return float(end) * 1.04 if end is not None and highest > end / 2 else highest * 1.08


# -- the curves ------------------------------------------------------------------------------------------------------


def _curves(funnel: Funnel, indicator: Indicator, right: float) -> list[go.Scatter]:
    # More of them where the funnel bends: at the left.
    exposures = right * (np.arange(1, _STEPS + 1) / _STEPS) ** 2.5
    pairs = [(funnel.limits(exposures, z), dash) for z, dash in ((WARN, "dot"), (ALARM, "solid"))]
    lines = [_line(exposures, end * indicator.multiplier, dash, 1.2) for ends, dash in pairs for end in ends]
    return [*lines, _line(exposures, exposures * 0 + funnel.centre * indicator.multiplier, "solid", 1.5)]


def _line(xs: Any, ys: Any, dash: str, width: float) -> go.Scatter:
    return go.Scatter(
        x=np.round(xs, 2).tolist(),
        y=np.round(ys, 4).tolist(),
        mode="lines",
        line={"color": colour("chart-ink-2"), "dash": dash, "width": width},
        hoverinfo="skip",
        name="limits",
    )


def _curve_names(funnel: Funnel, indicator: Indicator, right: float, top: float, text: Text) -> list[dict[str, Any]]:
    """At the right end, where the funnel is narrowest: what each curve is."""
    (low, high), (farthest_low, farthest_high) = (funnel.limits([right], z) for z in (WARN, ALARM))
    ends = [(farthest_high, "99.8"), (high, "95"), (low, "95"), (farthest_low, "99.8")]
    shown = [(float(end[0]) * indicator.multiplier, share) for end, share in ends]
    kept: list[tuple[float, str]] = []
    for height, share in shown:
        if 0 <= height <= top and all(abs(height - other) > 0.035 * top for other, _ in kept):
            kept.append((height, share))
    return [
        {
            "text": f"{text.number(float(share), 1 if '.' in share else 0)}%",
            "xref": "paper", "x": 1, "xanchor": "left", "xshift": 3, "y": height, "yanchor": "middle",
            "showarrow": False, "font": {"family": FONT, "size": 10, "color": colour("chart-ink-2")},
        }
        for height, share in kept
    ]  # fmt: skip


def _names(
    found: FunnelOf, points: Sequence[Point], peers: Sequence[str], own: str | None, right: float, top: float
) -> list[dict[str, Any]]:
    """The region itself, then its peers far outside, then whoever else is."""
    by_code = {point.code: point for point in points}
    far = [str(row["region_code"]) for row in found.on("far_below", "far_above")]
    first = [own] if own in by_code else []
    codes = dict.fromkeys([*first, *(code for code in far if code in peers), *far])
    wanted = [by_code[code] for code in codes][: MOST_NAMED + 1]
    return name_notes(wanted, lambda point: (point.x / right, point.y / top), strong=own)


# -- the words -------------------------------------------------------------------------------------------------------


def funnel_words(found: FunnelOf, indicator: Indicator, unit: str, text: Text) -> list[str]:
    """The overall value, the factor, how many lie outside which limits and who, and what that means and does not."""
    funnel, counts = found.funnel, Counter(found.funnel.sides)
    figure = with_unit(text.number(funnel.centre * indicator.multiplier, indicator.decimals), unit, text)
    phi = text.number(funnel.dispersion, 2)
    factor = (
        text("funnel-widened", phi=phi, times=text.number(funnel.widening, 2))
        if funnel.widening > 1
        else text("funnel-plain", phi=phi)
    )
    outside = text(
        "funnel-outside",
        n=len(found.rows),
        above=counts["far_above"],
        below=counts["far_below"],
        near_above=counts["above"],
        near_below=counts["below"],
    )
    by_chance = text(
        "funnel-chance", five=text.number(0.05 * len(found.rows)), two=text.number(0.002 * len(found.rows), 1)
    )
    lists = [_listed(found, side, text) for side in ("far_above", "far_below")]
    # Events per staff are what was written down, so that more of them may mean better oversight.
    meaning = text("funnel-reports" if indicator.interval == "poisson" else "funnel-meaning")
    return [
        f"{text('funnel-overall', figure=figure)} {factor}",
        " ".join([outside, *filter(None, lists)]),
        by_chance,
        meaning,
    ]


def _listed(found: FunnelOf, side: str, text: Text) -> str:
    names = [str(row["region_name"]) for row in found.on(side)]
    if not names:
        return ""
    return text(f"funnel-{side.replace('_', '-')}", names=some_of(names, text))


def own_words(found: FunnelOf, own: str | None, text: Text) -> str:
    """Where the region that is looked at lies; empty where it has no point."""
    for row, side in zip(found.rows, found.funnel.sides, strict=True):
        if row["region_code"] == own:
            return text(f"funnel-own-{side.replace('_', '-')}", name=str(row["region_name"]))
    return ""
