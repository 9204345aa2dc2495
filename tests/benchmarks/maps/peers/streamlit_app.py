"""Streamlit: a script that runs anew at every choice. What it reads, it reads once for all sessions."""

from typing import Any

import pandas as pd
import streamlit as st

from tests.benchmarks.maps.peers.figure import TITLE, draw, read_figures, read_shapes
from tests.benchmarks.maps.world import world


@st.cache_data
def figures() -> pd.DataFrame:
    """The table is copied for every run, as Streamlit advises for data."""
    return read_figures(world())


@st.cache_resource
def shapes() -> dict[str, Any]:
    """Nobody changes the shapes, so they need not be copied."""
    return read_shapes(world())


st.set_page_config(page_title=TITLE, layout="wide")
st.title(TITLE)
table = figures()
period = st.select_slider("Tanggal", options=list(table.index), value=table.index[-1])
st.plotly_chart(
    draw(world(), shapes(), table.loc[period]), width="content", key="map", config={"topojsonURL": "/app/static/"}
)
