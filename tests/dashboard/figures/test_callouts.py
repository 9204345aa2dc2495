"""Every region that is too small to hit has a square that is not, on every map that is packaged, at every size."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
import shapely

from dashboard.figures.callout_traces import NAME, REACH, callout_traces, names_in_order
from dashboard.figures.callouts import (
    FONT_SIZE,
    LAPTOP,
    PHONE,
    SIZE,
    Callout,
    Frame,
    aspect,
    bordered,
    call_out,
)
from dashboard.figures.palette import colour
from dashboard.figures.states import COLOURS, FAINT, MISSING, OUTSIDE, SUPPRESSED, ZERO
from geo.plane import geographic, mercator
from geo.publish import MAPS, Bounds, Place, PublishedMap, packaged_manifest, published_shapes
from geo.regions import NATION, Level, RegionIndex

INDEX = RegionIndex.packaged()
PUBLISHED = packaged_manifest(MAPS)
WIDE = Frame(796, 240, 594)  # of 1440 by 900
WITHIN = [NATION, *(region.code for region in INDEX.level(Level.province))]


def level_of(within: str) -> PublishedMap:
    return PUBLISHED["province" if within == NATION else "regency"]


def regions(within: str) -> tuple[dict[str, Place], dict[str, str], Bounds]:
    found = level_of(within)
    places = {code: place for code, place in found.places.items() if within in (NATION, code[:2])}
    return places, {code: INDEX[code].short_name for code in places}, found.bounds[within]


@pytest.fixture(scope="module", params=WITHIN)
def called(request: pytest.FixtureRequest) -> tuple[str, Bounds, tuple[Callout, ...]]:
    return (request.param, *call_out(*regions(request.param)))


def pixels(points: list[tuple[float, float]], outer: Bounds, frame: Frame) -> Any:
    """Where places are drawn (n, 2), from any one point of the frame; up is more."""
    return mercator(np.array(points).reshape(-1, 2)) * frame.scale(outer)


def squares(callouts: tuple[Callout, ...], outer: Bounds, frame: Frame) -> list[shapely.Geometry]:
    half = SIZE / 2
    return [
        shapely.box(x - half, y - half, x + half, y + half)
        for x, y in pixels([each.square for each in callouts], outer, frame)
    ]


def texts(callouts: tuple[Callout, ...], outer: Bounds) -> Iterator[shapely.Geometry]:
    """The boxes of names as they are drawn on a laptop, above or below their squares."""
    for each, (x, y) in zip(callouts, pixels([c.square for c in callouts], outer, LAPTOP), strict=True):
        half = max(map(len, each.name)) * 0.58 * FONT_SIZE / 2
        tall = len(each.name) * 1.3 * FONT_SIZE
        start = y + SIZE / 2 if each.side == "north" else y - SIZE / 2 - tall
        yield shapely.box(x - half, start + 0.1, x + half, start + tall - 0.1)


def box(bounds: Bounds, outer: Bounds, frame: Frame) -> shapely.Geometry:
    return shapely.box(*pixels([bounds[:2], bounds[2:]], outer, frame).ravel())


def test_every_region_smaller_than_a_target_is_called_out(called: Any) -> None:
    within, outer, callouts = called
    shapes = published_shapes(MAPS / level_of(within).file)
    for code in regions(within)[0]:
        largest = max(shapely.get_parts(shapely.transform(shapes[code], mercator)), key=shapely.area)
        west, south, east, north = np.array(shapely.bounds(largest)) * LAPTOP.scale(outer)
        if min(east - west, north - south) < SIZE - 0.05:
            assert code in {each.code for each in callouts}
    assert len({each.code for each in callouts}) == len(callouts)


def test_on_a_phone_the_smallest_are_called_out_and_a_map_is_left(called: Any) -> None:
    within, outer, callouts = called
    places = regions(within)[0]
    small = sorted(
        (code for code in places if places[code][2] * PHONE.scale(outer) < SIZE), key=lambda code: places[code][2]
    )
    codes = {each.code for each in callouts}
    assert codes >= set(small[:9])
    assert len(codes) <= max(9, sum(place[2] * LAPTOP.scale(outer) < SIZE for place in places.values()))
    assert all(places[code][2] * PHONE.scale(outer) < 1.1 * SIZE for code in codes)


def test_a_line_begins_within_its_region(called: Any) -> None:
    within, _, callouts = called
    shapes = published_shapes(MAPS / level_of(within).file)
    for each in callouts:
        assert shapely.distance(shapes[each.code], shapely.Point(each.at)) < 1e-3


@pytest.mark.parametrize("frame", [PHONE, LAPTOP, WIDE])
def test_squares_are_apart_beside_the_shapes_and_within_the_frame(called: Any, frame: Frame) -> None:
    within, outer, callouts = called
    drawn = squares(callouts, outer, frame)
    shapes, all_of_it = box(regions(within)[2], outer, frame), box(bordered(outer), outer, frame)
    for square in drawn:
        assert not shapely.intersects(square, shapes)
        assert shapely.contains(all_of_it, square)
    middles = pixels([each.square for each in callouts], outer, frame)
    for one, other in combinations(middles, 2):
        assert np.abs(one - other).max() >= SIZE


def test_no_two_lines_cross_and_none_goes_through_a_square_of_another(called: Any) -> None:
    _, outer, callouts = called
    ways = [shapely.LineString(pixels([each.at, each.square], outer, PHONE)) for each in callouts]
    for one, other in combinations(ways, 2):
        assert not shapely.intersects(one, other)
    for n, square in enumerate(squares(callouts, outer, PHONE)):
        assert not any(shapely.intersects(way, square) for m, way in enumerate(ways) if m != n)


def test_names_cover_neither_each_other_nor_squares_nor_shapes(called: Any) -> None:
    within, outer, callouts = called
    assert all(each.name for each in callouts)
    words, shapes = list(texts(callouts, outer)), box(regions(within)[2], outer, LAPTOP)
    for one, other in combinations([*words, *squares(callouts, outer, LAPTOP)], 2):
        assert not shapely.intersects(one, other)
    assert not shapely.intersects(words, shapes).any()
    assert shapely.contains(box(bordered(outer), outer, LAPTOP), words).all()


def test_small_cities_and_provinces_are_among_them() -> None:
    nation = {each.code for each in call_out(*regions(NATION))[1]}
    assert {"31", "34"} <= nation
    assert len(nation) < 19  # a map, and no ring of squares
    assert {each.code for each in call_out(*regions("33"))[1]} >= {"33.71", "33.72", "33.73", "33.75", "33.76"}


def test_a_map_without_small_regions_stays_as_it_was() -> None:
    places, names, bounds = regions("94")
    assert call_out(places, names, bounds) == (bounds, ())
    assert call_out({}, {}, bounds) == (bounds, ())


def test_where_names_have_no_room_squares_do() -> None:
    bounds = (100.0, -2.0, 104.0, 2.0)
    places = {f"{n:02}": (100.1 + n * 0.19, (n % 5 - 2) * 0.3, 0.01) for n in range(20)}
    outer, callouts = call_out(places, dict.fromkeys(places, "Kabupaten Panjangnamanya Sekali"), bounds)
    assert {each.code for each in callouts} == set(places)
    assert not any(each.name for each in callouts)
    for one, other in combinations(pixels([each.square for each in callouts], outer, PHONE), 2):
        assert np.abs(one - other).max() >= SIZE


def test_the_smallest_come_first_where_not_even_squares_have_room() -> None:
    bounds = (100.0, -2.0, 104.0, 2.0)
    places = {f"{n:03}": (100.1 + n * 0.019, (n % 5 - 2) * 0.3, 0.01 + n * 1e-6) for n in range(200)}
    callouts = call_out(places, dict.fromkeys(places, "Kota"), bounds)[1]
    assert [each.code for each in callouts] == sorted(places)[: len(callouts)]
    assert 20 < len(callouts) < 200


def test_the_plane_is_that_of_mercator() -> None:
    points = np.array([[95.0, -10.9], [120.0, 0.0], [141.0, 5.9]])
    assert geographic(mercator(points)) == pytest.approx(points)
    steps = np.diff(mercator(np.array([[0, 59.99], [0, 60.01]]))[:, 1])
    assert steps[0] / 0.02 == pytest.approx(2, abs=1e-3)  # twice as large at 60 degrees


def test_the_stage_is_no_narrower_and_no_wider_than_reads_well() -> None:
    assert (aspect((0, 0, 1, 9)), aspect((0, 0, 9, 1)), aspect((0, 0, 3, 2))) == (0.9, 2.8, 1.5)


# -- as they are drawn ------------------------------------------------------------------------------------------------

ONE = Callout("74.72", (122.6, -5.4), (125.0, -5.0), ("Kota", "Baubau"), "east")


@pytest.mark.parametrize("code", [MISSING, ZERO, ZERO + FAINT, 4, 4 + FAINT, SUPPRESSED, OUTSIDE])
def test_a_square_wears_the_state_of_its_region(code: int) -> None:
    traces = callout_traces([ONE], {"74.72": code}, {"74.72": "<b>Kota Baubau</b><br>3"}, {})
    square = traces[-1]
    assert (square.name, square.marker.color, square.marker.size) == (NAME, (colour(COLOURS[code]),), SIZE)
    assert square.customdata == (["74.72", code],)
    assert square.hovertext == ("<b>Kota Baubau</b><br>3",)
    assert [trace.hoverinfo for trace in traces[:-1]] == ["skip"] * 3


def test_names_stand_away_from_the_map() -> None:
    others = [replace(ONE, code=f"74.0{n}", side=side) for n, side in enumerate(("west", "north", "south"))]
    codes = {each.code: 4 for each in (ONE, *others)}
    square = callout_traces([ONE, *others], codes, dict.fromkeys(codes, ""), {})[-1]
    assert square.textposition == ("bottom center", "bottom center", "top center", "bottom center")
    assert square.text[0] == "Kota<br>Baubau"


def test_squares_of_pinned_and_chosen_regions_are_framed() -> None:
    def frames(framed: dict[str, str]) -> list[Any]:
        traces = callout_traces([ONE], {"74.72": 4}, {"74.72": ""}, framed)
        return [trace for trace in traces if trace.name.startswith("callout-frame")]

    [frame] = frames({"74.72": "cat-2"})
    assert frame.marker.line.color == colour("cat-2")
    assert frames({"74.71": "cat-2"}) == frames({}) == []


def test_a_name_is_text_and_no_markup() -> None:
    square = callout_traces([replace(ONE, name=("<b>",))], {"74.72": 4}, {"74.72": ""}, {})[-1]
    assert square.text == ("&lt;b&gt;",)


def test_names_are_read_from_left_to_right_and_from_the_top_down() -> None:
    ends = {"1": (123.0, -6.0), "2": (122.0, -6.0), "3": (125.0, -4.0), "4": (125.0, -3.0)}
    callouts = [
        replace(ONE, code=code, square=square, side="south" if code < "3" else "east") for code, square in ends.items()
    ]
    hover = {code: f"<b>R{code}</b><br>3" for code in ends}
    figure = go.Figure(callout_traces(callouts, dict.fromkeys(ends, 4), hover, {}))
    assert names_in_order(figure) == [("east", ["R4", "R3"]), ("south", ["R2", "R1"])]
    assert names_in_order(go.Figure()) == []


def test_the_pointer_reaches_the_corners_of_a_square_and_hardly_more() -> None:
    assert SIZE / 2 * (np.sqrt(2) - 1) <= REACH < 6
