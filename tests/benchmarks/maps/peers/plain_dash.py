"""Plain Dash: a callback that answers a period with the whole figure, GeoJSON and all.

Served as its documentation has it, by gunicorn, with compressed answers.
"""

from typing import Any

from dash import Dash, Input, Output, dcc, html

from tests.benchmarks.maps.peers.figure import STATIC, TITLE, draw, read_figures, read_shapes
from tests.benchmarks.maps.world import world

WORLD = world()
FIGURES = read_figures(WORLD)
SHAPES = read_shapes(WORLD)

app = Dash(__name__, title=TITLE, assets_folder=str(STATIC), compress=True, add_log_handler=False)
app.layout = html.Div(
    [
        html.H1(TITLE),
        dcc.Slider(id="period", min=0, max=len(FIGURES) - 1, step=1, value=len(FIGURES) - 1, marks=None),
        html.P(id="date"),
        dcc.Graph(id="map", config={"topojsonURL": "/assets/"}),
    ]
)
server = app.server


@app.callback(Output("map", "figure"), Output("date", "children"), Input("period", "value"))
def show(period: int) -> tuple[Any, str]:
    """The map of a period, and its date."""
    return draw(WORLD, SHAPES, FIGURES.iloc[period]), str(FIGURES.index[period])
