"""What the three peers have in common: figures read from the warehouse, and the map that plotly draws of them.

Each peer reads both once and keeps them by the means of its framework.
"""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from sqlalchemy import create_engine

from tests.benchmarks.maps.world import INDICATOR, World

STATIC = Path(__file__).parent / "static"
"""Holds the outlines of the world that plotly.js asks for before it draws any map: empty ones, as ours are."""
TITLE = "Pakta netralitas ditandatangani (DATA SIMULASI)"
_FIGURES = """
    select as_of, region_code, value from indicator_value
    where indicator = ? and level = 'regency' and extent = 'government' and version_to is null
"""


def read_figures(world: World) -> pd.DataFrame:
    """The percentages: one row a period (ISO date, oldest first), one column a government (its code)."""
    with create_engine(world.warehouse).connect() as connection:
        rows = pd.read_sql_query(_FIGURES, connection, params=(INDICATOR,))
    return rows.pivot_table(index="as_of", columns="region_code", values="value").sort_index().round(1)


def read_shapes(world: World) -> dict[str, Any]:
    """The boundary file as GeoJSON."""
    shapes: dict[str, Any] = json.loads(Path(world.map_file).read_text(encoding="utf-8"))
    return shapes


def draw(world: World, shapes: dict[str, Any], figures: "pd.Series[float]") -> go.Figure:
    """The map of one period: the same projection, part of the world, and size as ours."""
    west, south, east, north = world.bounds
    pad = 0.02 * max(east - west, north - south)
    return go.Figure(
        go.Choropleth(
            geojson=shapes,
            featureidkey="id",
            locations=figures.index.to_numpy(),
            z=figures.to_numpy(),
            zmin=0,
            zmax=100,
            colorscale="Blues",
            showscale=False,  # a legend would take room from the map, and ours stands beside it
            marker={"line": {"color": "white", "width": 0.6}},
        ),
        {
            "width": world.width,
            "height": world.height,
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "geo": {
                "visible": False,
                "projection": {"type": "mercator"},
                "lonaxis": {"range": [west - pad, east + pad]},
                "lataxis": {"range": [south - pad, north + pad]},
            },
        },
    )
