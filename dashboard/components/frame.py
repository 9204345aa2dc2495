"""The five lines around every figure: title, subtitle, the figure, source, version and marks."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.attributes import named
from dashboard.components.legend import legend
from dashboard.components.links import source_line
from dashboard.figures.callout_traces import NAME as CALLOUTS
from dashboard.figures.callout_traces import names_in_order
from dashboard.figures.callouts import aspect
from dashboard.figures.drawing import CHART_CONFIG, MAP_CONFIG, Drawing
from dashboard.figures.palette import colour, rgb
from dashboard.i18n import Text


def map_graph(graph_id: str, drawing: Drawing) -> Component:
    """The map as tall as its bounds ask for."""
    geo = drawing.figure.layout.geo
    west, east = geo.lonaxis.range
    south, north = geo.lataxis.range
    config: Any = MAP_CONFIG
    graph = dcc.Graph(id=graph_id, figure=drawing.figure, config=config, responsive=True, className="graph")
    called = any(trace.name == CALLOUTS for trace in drawing.figure.data)
    classes = "stage stage--map stage--called" if called else "stage stage--map"
    return html.Div(graph, className=classes, style={"--aspect": f"{aspect((west, south, east, north)):.3f}"})


def trend_graph(graph_id: str, drawing: Drawing) -> Component:
    """The trend at the height that its labels were placed for; `--least` is the one that they need."""
    height = int(drawing.figure.layout.height)
    least = (drawing.figure.layout.meta or {}).get("least", height)
    config: Any = CHART_CONFIG
    graph = dcc.Graph(id=graph_id, figure=drawing.figure, config=config, responsive=True, className="graph")
    return html.Div(graph, className="stage stage--trend", style={"--height": f"{height}px", "--least": f"{least}px"})


def figure_frame(
    name: str,
    drawing: Drawing,
    graph: Component,
    *,
    text: Text,
    actions: Sequence[Component] = (),
    beneath: Sequence[Component] = (),
    numbers: Sequence[Component] = (),
    heading: Callable[..., Component] = html.H2,
    file: str = "",
) -> Component:
    """A figure with all its words. `name` is its id on the page, `file` begins the names of pictures saved from it.

    Args:
        beneath: what steers the figure, between it and its legend.
        numbers: what it shows as a table, at its end.
    """
    title_id, words_id = f"{name}-title", f"{name}-words"
    return html.Section(
        [
            html.Div(
                [
                    html.Div(
                        [
                            heading(drawing.title, id=title_id, className="figure__title"),
                            html.P(drawing.subtitle, className="figure__subtitle"),
                        ]
                    ),
                    html.Div([*actions, image_menu(text)], className="figure__actions"),
                ],
                className="figure__head",
            ),
            html.Div(
                graph,
                role="img",
                className="figure__stage",
                **named(aria_labelledby=title_id, aria_describedby=words_id),
            ),
            html.Div([*_squares(drawing, text), *beneath]),
            html.P(drawing.sentence, id=words_id, className="only-read", **named(aria_live="polite")),
            legend(drawing.legend, text),
            source_line(drawing.source, text, has_figures=drawing.has_figures),
            marks_line(drawing.marks, text),
            *numbers,
        ],
        id=name,
        className="figure",
        **named(
            data_figure=name,
            data_file=f"{file}-{name}" if file else name,
            data_palette=_picture_palette(),
            aria_labelledby=title_id,
        ),
    )


def _squares(drawing: Drawing, text: Text) -> list[Component]:
    """Which square is whose, for screens that have no room for names beside them (assets/css/figure.css)."""
    sides = [text(f"squares-{side}", names=", ".join(names)) for side, names in names_in_order(drawing.figure)]
    return [html.P(text("squares", sides="; ".join(sides)), className="squares")] if sides else []


def _picture_palette() -> str:
    """The light colours that assets/js/image.js paints with, as JSON: a picture is light whatever the screen is."""
    plain = {name: colour(name) for name in ("ink", "ink-2", "ink-3", "warn", "warn-pale", "hatch")}
    sentinels = {name: rgb(name) for name in ("missing", "suppressed")}
    return json.dumps({**plain, **sentinels, "paper": colour("surface")})


def marks_line(marks: Sequence[str], text: Text) -> Component:
    """Version, `batas perkiraan`, `DATA SIMULASI`."""
    simulated = text("mark-simulated")
    return html.P(
        [html.Span(mark, className="mark mark--simulated" if mark == simulated else "mark") for mark in marks],
        className="figure__marks",
    )


def image_menu(text: Text) -> Component:
    """Saves the figure as a picture; assets/js/image.js listens to `data-image`."""
    return html.Details(
        [
            html.Summary(text("image"), className="button"),
            html.Div(
                [
                    html.Button(text("image-png"), type="button", className="menu__item", **named(data_image="png")),
                    html.Button(text("image-svg"), type="button", className="menu__item", **named(data_image="svg")),
                ],
                className="menu",
            ),
        ],
        className="dropmenu",
    )


def download(label: str, href: str) -> Component:
    """A button that streams a file."""
    return html.A(label, href=href, className="button", download="")
