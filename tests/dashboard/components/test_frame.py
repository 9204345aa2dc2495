"""The five lines around a figure, its legend, and what a picture of it needs."""

import json
from dataclasses import replace
from datetime import date

import pytest
from dash import html
from dash.development.base_component import Component

from dashboard.assets import ASSETS
from dashboard.components.frame import figure_frame, map_graph, trend_graph
from dashboard.components.legend import legend
from dashboard.components.links import source, source_line
from dashboard.figures.choropleth import Ground, draw_map
from dashboard.figures.citations import Citation, citations
from dashboard.figures.drawing import Drawing, LegendEntry
from dashboard.figures.palette import colour
from dashboard.i18n import text_for
from etl.indicators.registry import packaged
from tests.dashboard.components.reading import by_class, find, walk, words
from tests.dashboard.frames import counts

TEXT = text_for("id")


def drawing(*, simulated: bool = True) -> Drawing:
    return draw_map(
        counts(), packaged()["violation_count"], "orang ASN", text=TEXT, title="Pelanggaran", at=date(2024, 10, 14),
        place="Sultra", ground=Ground("/maps/regency.json", (120, -6, 124, -3), approximate=True),
        simulated=simulated, version=12,
    )  # fmt: skip


def frame(*, simulated: bool = True) -> Component:
    made = drawing(simulated=simulated)
    return figure_frame("map", made, map_graph("map-graph", made), text=TEXT)


def test_all_five_lines_stand_around_it_in_order() -> None:
    order = ["figure__title", "figure__subtitle", "figure__stage", "legend", "figure__source", "figure__marks"]
    part = frame()
    places = [next(i for i, each in enumerate(walk(part)) if each is by_class(part, css)[0]) for css in order]
    assert places == sorted(places)


def test_who_cannot_see_it_is_told_what_it_shows() -> None:
    part = frame()
    (stage,) = by_class(part, "figure__stage")
    assert stage.role == "img"
    said = next(each for each in walk(part) if getattr(each, "id", None) == getattr(stage, "aria-describedby"))
    assert said.children == drawing().sentence
    assert getattr(stage, "aria-labelledby") == find(part, "H2")[0].id


def test_simulated_is_marked_and_real_is_not() -> None:
    assert words(by_class(frame(), "mark--simulated")) == "DATA SIMULASI"
    assert by_class(frame(simulated=False), "mark--simulated") == []


def test_pictures_are_saved_without_inline_code() -> None:
    buttons = find(frame(), "Button")
    assert [getattr(button, "data-image") for button in buttons] == ["png", "svg"]
    palette = json.loads(getattr(frame(), "data-palette"))
    assert (palette["missing"], palette["suppressed"]) == ("rgb(254, 253, 252)", "rgb(252, 253, 254)")


def test_a_map_is_as_tall_as_its_bounds_ask() -> None:
    assert float(map_graph("g", drawing()).style["--aspect"]) == pytest.approx(4.16 / 3.16, abs=0.001)


def test_graphs_send_nothing_outside() -> None:
    (graph,) = find(map_graph("g", drawing()), "Graph")
    assert graph.config["showSendToCloud"] is False
    assert graph.config["topojsonURL"] == "/topojson/"


def test_legend_shows_count_and_the_light_colour_for_pictures() -> None:
    part = legend(
        [LegendEntry("5", "class", "swatch-seq-3", 2), LegendEntry("kosong", "missing", "swatch-missing", 4)], TEXT
    )
    first, second = by_class(part, "swatch")
    assert (getattr(first, "data-fill"), getattr(second, "data-fill")) == (colour("seq-3"), "hatch")
    assert [words(each) for each in find(part, "Li")] == ["5 2 2 daerah", "kosong 4 4 daerah"]
    assert getattr(first, "aria-hidden") == "true"


def test_the_paler_tone_stands_beside_the_full_one_and_passes_for_no_class() -> None:
    part = legend([LegendEntry("lebih pucat", "faint", "swatch-faint", 2)], TEXT)
    swatch = by_class(part, "swatch")[0].to_plotly_json()["props"]
    told = {name: swatch[f"data-{name}"] for name in ("fill", "opacity", "shape")}
    assert told == {"fill": colour("seq-6"), "opacity": "0.5", "shape": "split"}
    style = (ASSETS / "css" / "figure.css").read_text("utf-8")
    [rule] = [line for line in style.splitlines() if line.startswith(".swatch-faint")]
    assert "var(--seq-6) 50%, color-mix(" in rule
    assert 'dataset.shape === "split"' in (ASSETS / "js" / "image.js").read_text("utf-8")


def test_a_source_is_a_link_or_says_that_it_has_no_address() -> None:
    link = source(Citation("a.example", "https://a.example/x"), TEXT)
    assert (link.href, link.rel, link.target) == ("https://a.example/x", "noreferrer noopener", "_blank")
    without = source(Citation("Datasultra.com 17 Sep 2024", None), TEXT)
    assert words(without).split() == ["Datasultra.com", "17", "Sep", "2024", "(alamat", "tidak", "tersedia)"]
    assert find(without, "A") == []


def test_many_sources_are_folded_not_lost() -> None:
    part = source_line(citations([f"https://{n}.example/" for n in range(9)]), TEXT, has_figures=True)
    assert len(find(part, "A")) == 9
    assert words(find(part, "Summary")) == "dan 6 sumber lain"


def test_a_figure_without_figures_has_no_source() -> None:
    assert words(source_line([], TEXT, has_figures=False)) == "Sumber: tidak ada angka yang ditampilkan."


def test_figures_of_files_without_sources_say_so() -> None:
    assert words(source_line([], TEXT, has_figures=True)) == "Sumber: berkas yang dimuat tidak menyebut sumbernya."
    framed = figure_frame("map", replace(drawing(), source=[]), html.Div(), text=TEXT)
    assert "tidak menyebut sumbernya" in words(by_class(framed, "figure__source")[0])


def test_trend_has_the_height_its_labels_were_placed_for() -> None:
    made = drawing()
    made.figure.update_layout(height=400)
    assert trend_graph("t", made).style["--height"] == "400px"
