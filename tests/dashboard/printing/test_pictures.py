"""Pictures: what the screen draws, as SVG, and nothing of it left out in silence."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.choropleth import Ground, draw_map
from dashboard.figures.moment import draw_moment
from dashboard.figures.states import COLOURS
from dashboard.i18n import text_for
from dashboard.maps import Maps
from dashboard.printing.chart_picture import WIDE, chart_picture, round_step
from dashboard.printing.map_picture import map_picture, shapes_of
from dashboard.printing.svg import Picture, diamond, swatch
from etl.indicators.registry import packaged
from tests.dashboard.figures.test_trend import drawn, frame, points
from tests.dashboard.frames import counts, events, map_frame, map_row, reported

TEXT = text_for("id")
SVG = "{http://www.w3.org/2000/svg}"


def parsed(picture: Picture) -> ElementTree.Element:
    """An SVG is XML whatever stands in it."""
    return ElementTree.fromstring(picture.svg)


def texts(picture: Picture) -> list[str]:
    return [span.text or "" for span in parsed(picture).iter(f"{SVG}tspan")]


def paths(picture: Picture) -> list[str]:
    return [path.get("d", "") for path in parsed(picture).iter(f"{SVG}path")]


# -- charts ----------------------------------------------------------------------------------------------------------


def trend(*series: list[dict[str, Any]], **options: Any) -> Picture:
    drawing = drawn(frame(*series), **options)
    return chart_picture(drawing.figure, drawing.figure.layout.height, TEXT)


def test_a_figure_holds_until_the_next_and_a_missing_one_is_a_gap() -> None:
    (line,) = paths(trend(points("74.02", "Konawe", "region", 3, 5, None, 11)))
    assert re.fullmatch(r"M[\d.]+,[\d.]+H[\d.]+V[\d.]+M[\d.]+,[\d.]+", line)


def test_axes_stages_and_names_are_words_of_the_page() -> None:
    said = texts(trend(points("74.02", "A <b>", "region", 1500, 2500)))
    assert {"0", "1.000", "2.000", "Pelaksanaan kampanye", "Okt", "2024", "A <b>"} <= set(said)


def test_an_empty_trend_says_so() -> None:
    assert "Belum ada angka untuk digambar." in texts(trend(points("74.02", "Konawe", "region", None)))


def test_events_all_stand_and_daily_figures_are_no_row_of_beads() -> None:
    daily = pd.DataFrame(points("74.02", "Konawe", "region", *range(1, 60)))
    daily["as_of"] = pd.date_range("2024-09-01", periods=len(daily))
    picture = trend(daily.to_dict("records"), happened=pd.concat([events("declaration"), events("pact_signing")]))
    marks = [mark.get("cx", "") for mark in parsed(picture).iter(f"{SVG}circle") if mark.get("r") == "3"]
    places = sorted(map(float, marks))
    assert 3 < len(places) < 59
    assert all(after - before >= 17 for before, after in pairwise(places[:-2]))  # then the last day, and its name
    assert len(list(parsed(picture).iter(f"{SVG}polygon"))) == 1


def test_each_name_has_the_mark_of_its_line_since_grey_has_no_colours() -> None:
    picture = trend(points("74.02", "Konawe", "region", 3), points("00", "Indonesia", "nation", 9))
    circles = [each for each in parsed(picture).iter(f"{SVG}circle") if each.get("r") == "3"]
    squares = list(parsed(picture).iter(f"{SVG}polygon"))
    assert (len(circles), len(squares)) == (2, 2)


def test_figures_of_one_day_stand_side_by_side() -> None:
    rows = frame(points("74.02", "Konawe", "region", 40), points("00", "Indonesia", "nation", None))
    rows = rows.assign(ci_low=[30.0, None], ci_high=[None, None], numerator=None, denominator=None, citation="")
    median = packaged()["median_days_to_sanction"]
    drawing = draw_moment(rows, median, "hari", text=TEXT, title="Median", at=date(2024, 9, 1), simulated=False)
    said = texts(chart_picture(drawing.figure, 130, TEXT))
    assert any(each.startswith("Konawe  40 hari (rentang 95%: dari 30)") for each in said)
    assert {"0", "20", "40"} <= set(said)


def test_what_cannot_be_drawn_is_no_secret() -> None:
    figure = go.Figure(go.Scatter(x=[1], y=[1], mode="markers", marker={"symbol": "star", "size": 5, "color": "#000"}))
    figure.update_layout(xaxis_range=[0, 1], yaxis_range=[0, 1], margin={"l": 1, "r": 1, "t": 1, "b": 1})
    with pytest.raises(KeyError):
        chart_picture(figure, 100, TEXT)


@given(st.floats(1e-3, 1e7), st.integers(2, 9))
def test_round_steps_part_a_span_into_as_many_pieces_as_may_be(span: float, most: int) -> None:
    step = round_step(span, most)
    steps = sorted(factor * 10.0**power for power in range(-6, 9) for factor in (1, 2, 5))
    assert step == pytest.approx(next(each for each in steps if each * most >= span * (1 - 1e-9)))


# -- maps ------------------------------------------------------------------------------------------------------------


def drawn_map(rows: pd.DataFrame, view: str = "map", **options: Any) -> Picture:
    maps = Maps(Path("/nowhere"))
    shapes = maps.shapes("regency", "74", view)  # type: ignore[arg-type]
    around = maps.shapes("province", "74", view)  # type: ignore[arg-type]
    ground = Ground(
        shapes.url, shapes.bounds, squares=shapes.squares, places=shapes.places, provinces_url=around.url,
        provinces=["73", "74"],
    )  # fmt: skip
    drawing = draw_map(
        rows, packaged()["violation_count"], "orang ASN", text=TEXT, title="Judul", at=date(2024, 10, 14),
        place="Sulawesi Tenggara", ground=ground, simulated=False, version=1, **options,
    )  # fmt: skip
    return map_picture(
        drawing.figure, lambda url: shapes_of(maps.file(url.rpartition("/")[2])), {"74.05": "Konawe Selatan"}
    )


def fills(picture: Picture) -> list[str]:
    return [path.get("fill", "") for path in parsed(picture).iter(f"{SVG}path")]


def test_the_states_of_the_screen_are_told_apart_without_colour() -> None:
    painted = fills(drawn_map(counts()))
    assert painted.count("url(#missing)") == 1
    assert painted.count("url(#suppressed)") == 1
    ids = {pattern.get("id") for pattern in parsed(drawn_map(counts())).iter(f"{SVG}pattern")}
    assert {"missing", "suppressed", "div-4", "div-5"} <= ids


def test_a_region_looked_at_is_named_and_one_with_a_square_once() -> None:
    said = texts(drawn_map(counts(), chosen="74.05"))
    assert said.count("Konawe Selatan") == 1
    assert "Kota Bau" in said  # a square's name, in two lines
    tiled = texts(drawn_map(counts(), view="tiles", chosen="74.05"))
    assert tiled.count("Konawe") == 3  # itself, and the first lines of Konawe Selatan and Konawe Utara
    assert "Konawe Selatan" not in tiled


def test_a_map_fits_the_page_whatever_its_shape() -> None:
    for view in ("map", "tiles"):
        picture = drawn_map(counts(), view=view)
        assert picture.width <= WIDE + 0.01
        assert picture.height <= 480.01


def test_a_name_cannot_break_out_of_the_picture() -> None:
    evil = map_frame(map_row("74.72", '"><script>x</script>&', **reported(3)))
    assert "<script" not in drawn_map(evil).svg
    parsed(drawn_map(evil))


@pytest.mark.parametrize("name", COLOURS)
def test_every_state_has_a_swatch(name: str) -> None:
    (square,) = [each for each in parsed(Picture(swatch(name), 1, 1)).iter(f"{SVG}rect") if each.get("x") == "1"]
    patterned = name in ("missing", "suppressed") or name.startswith(("div-4", "div-5"))
    assert (square.get("fill") == f"url(#{name})") == patterned
    assert "polygon" in diamond()
