"""Panel: one figure a session, of which a change of period sets the numbers alone, as its documentation advises."""

from typing import Any

import pandas as pd
import panel as pn

from tests.benchmarks.maps.peers.figure import TITLE, draw, read_figures, read_shapes
from tests.benchmarks.maps.world import world

pn.extension("plotly")


@pn.cache
def figures() -> pd.DataFrame:
    """Read once for all sessions."""
    return read_figures(world())


@pn.cache
def shapes() -> dict[str, Any]:
    """Read once for all sessions."""
    return read_shapes(world())


table = figures()
figure = draw(world(), shapes(), table.iloc[-1])
period = pn.widgets.DiscreteSlider(name="Tanggal", options=list(table.index), value=table.index[-1])


def show(day: str) -> None:
    """The pane is linked to the figure: it sends on what is set in it."""
    figure.update_traces(z=table.loc[day].to_numpy())


pn.bind(show, period, watch=True)
pn.Column(f"# {TITLE}", period, pn.pane.Plotly(figure, config={"topojsonURL": "/topojson/"})).servable(title=TITLE)
