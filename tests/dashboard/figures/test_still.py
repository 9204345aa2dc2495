"""Maps as they are drawn before plotly is there. That both pictures are one, tests/browser holds in a real page."""

import math

import plotly.graph_objects as go
import pytest

from dashboard.figures.still import map_of

LAYOUT = go.Layout(geo={"lonaxis": {"range": [95, 141]}, "lataxis": {"range": [-11, 6]}}, margin={"b": 20})


def test_each_region_has_the_colour_that_plotly_gives_it() -> None:
    steps = [(0.0, "#000001"), (0.5, "#000001"), (0.5, "#000002"), (1.0, "#000002")]
    trace = go.Choropleth(
        geojson="/maps/a.json", locations=["11", "12", "13"], z=[0, 1, 0], zmin=-0.5, zmax=1.5, colorscale=steps,
        marker={"line": {"color": ["#0a0b0c", "#0a0b0c", "rgba(0,0,0,0)"], "width": 0.6}},
    )  # fmt: skip
    (layer,) = map_of(LAYOUT, [trace])["layers"]
    painted = [layer["paints"][int(digit, 36)] for digit in layer["paint"]]
    assert painted == [
        ("rgb(0, 0, 1)", "rgb(10, 11, 12)"), ("rgb(0, 0, 2)", "rgb(10, 11, 12)"), ("rgb(0, 0, 1)", "rgba(0,0,0,0)"),
    ]  # fmt: skip
    assert (layer["url"], layer["regions"]) == ("/maps/a.json", "11 12 13")


@pytest.mark.parametrize("lat", [(-11.8, 6.8), (-8.0, -7.0), (2.0, 6.0)])
def test_the_frame_reaches_as_far_as_its_great_circles(lat: tuple[float, float]) -> None:
    """The same by walking along them: points of the chord between two corners, thrown onto the sphere."""

    def reached(at: float, wide: float) -> list[float]:
        ends = [(math.cos(math.radians(at)) * math.cos(math.radians(lon)),
                 math.cos(math.radians(at)) * math.sin(math.radians(lon)),
                 math.sin(math.radians(at))) for lon in (0, wide)]  # fmt: skip
        found = []
        for step in range(1001):
            x, y, z = (a + (b - a) * step / 1000 for a, b in zip(*ends, strict=True))
            found.append(math.degrees(math.atan2(z, math.hypot(x, y))))
        return found

    layout = go.Layout(geo={"lonaxis": {"range": [95, 143]}, "lataxis": {"range": list(lat)}}, margin={"b": 0})
    every = [each for edge in lat for each in reached(edge, 12)]
    assert map_of(layout, [])["lat"] == pytest.approx([min(every), max(every)], abs=1e-6)


def test_lines_squares_and_words_stand_over_the_shapes() -> None:
    lines = go.Scattergeo(lon=[1, 2, None], lat=[3, 4, None], mode="lines", line={"color": "#010203", "width": 0.8})
    squares = go.Scattergeo(
        lon=[1, 2], lat=[3, 4], mode="markers+text", text=["Kota<br>Tegal", "A &amp; B"],
        textposition=["top center", "bottom center"], textfont={"size": 10, "color": "#000000"},
        marker={"size": 24, "color": ["#000001", "#000002"], "line": {"color": "#0a0b0c", "width": 2}},
    )  # fmt: skip
    first, second = map_of(LAYOUT, [], [lines, squares])["over"]
    assert first == {"lon": [1, 2, None], "lat": [3, 4, None], "lines": {"stroke": "rgb(1, 2, 3)", "width": 0.8}}
    assert second["squares"] == {
        "size": 24, "fill": ["rgb(0, 0, 1)", "rgb(0, 0, 2)"], "stroke": ["rgb(10, 11, 12)"] * 2, "width": 2,
    }  # fmt: skip
    assert second["words"]["lines"] == [["Kota", "Tegal"], ["A & B"]]
    above, below = second["words"]["down"]
    assert above + 1.3 * 10 < -12  # the last of two lines ends above the square
    assert below > 12
