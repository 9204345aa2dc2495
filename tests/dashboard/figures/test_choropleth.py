"""The map says of each region what is known of it, and of itself what it shows."""

from dataclasses import fields
from datetime import date
from typing import Any

import pandas as pd
import pytest

from dashboard.figures.choropleth import Ground, draw_map
from dashboard.figures.drawing import MAP_CONFIG, Drawing
from dashboard.figures.palette import colour
from dashboard.figures.periods import periods_of
from dashboard.figures.states import FAINT, MISSING, OUTSIDE, SUPPRESSED, ZERO
from dashboard.figures.wording import titled
from dashboard.i18n import Language, text_for
from etl.indicators.registry import packaged
from tests.dashboard.frames import SOURCE, counts, map_frame, map_row, rates, reported

AT = date(2024, 10, 14)
CLASSED = "kelas sama banyak, satu pembagian untuk semua tanggal"
BOX = (120.9, -6.2, 124.6, -2.8)


def drawn(frame: pd.DataFrame, indicator: str, unit: str, language: Language = "id", **options: Any) -> Drawing:
    """The map of a frame; options are those of `draw_map` and of its ground."""
    names = {each.name for each in fields(Ground)} & set(options)
    ground = Ground(**{"url": "/maps/regency.json", "bounds": BOX, **{name: options.pop(name) for name in names}})
    given: dict[str, Any] = {
        "at": AT, "place": "Sulawesi Tenggara", "ground": ground, "simulated": False, "version": 12, **options,
    }  # fmt: skip
    text = text_for(language)
    title = titled(packaged()[indicator], text, frame)
    return draw_map(frame, packaged()[indicator], unit, text=text, title=title, **given)


def shapes(drawing: Drawing) -> Any:
    return next(trace for trace in drawing.figure.data if trace.name == "shapes")


def hover(drawing: Drawing, code: str) -> list[str]:
    trace = next(trace for trace in drawing.figure.data if code in trace.locations)
    return str(trace.text[trace.locations.index(code)]).split("<br>")


def notes(drawing: Drawing) -> list[str]:
    return [note.text for note in drawing.figure.layout.annotations]


def test_states_and_classes_are_numbers_of_one_trace() -> None:
    drawing = drawn(counts(), "violation_count", "orang ASN")
    assert dict(zip(shapes(drawing).locations, shapes(drawing).z, strict=True)) == {
        "74.02": 8, "74.05": 2, "74.09": ZERO, "74.72": MISSING, "74.10": SUPPRESSED,
    }  # fmt: skip
    assert len(drawing.figure.data) == 1
    assert drawing.figure.data[0].geojson == "/maps/regency.json"


def test_missing_and_suppressed_wear_the_colours_that_patterns_replace() -> None:
    scale = shapes(drawn(counts(), "violation_count", "orang ASN")).colorscale
    assert [scale[2 * n][1] for n in (MISSING, ZERO, SUPPRESSED, OUTSIDE)] == [
        colour("missing"), colour("zero"), colour("suppressed"), colour("outside"),
    ]  # fmt: skip
    assert (colour("missing"), colour("suppressed")) == ("#fefdfc", "#fcfdfe")


def test_classes_of_all_periods_stand_in_the_legend_of_each() -> None:
    early, late = counts().assign(value=[1.0, None, 0, None, None]), counts()
    early["status"] = ["reported", "missing", "missing", "missing", "missing"]
    history = pd.concat([early.assign(as_of=date(2024, 9, 1)), late.assign(as_of=AT)])
    history = history[history["status"] != "missing"]
    periods = periods_of(history, dict.fromkeys(late["region_code"], True), packaged()["violation_count"])
    drawing = drawn(early, "violation_count", "orang ASN", periods=periods)
    assert [(entry.label, entry.count, entry.codes) for entry in drawing.legend] == [
        ("0 (nol)", 0, (ZERO, ZERO + FAINT)),
        ("1", 1, (2, 2 + FAINT)),
        ("5", 0, (5, 5 + FAINT)),
        ("11", 0, (8, 8 + FAINT)),
        ("disembunyikan (angka kecil)", 0, (SUPPRESSED,)),
        ("tidak melapor", 4, (MISSING,)),
    ]
    assert shapes(drawing).z[0] == 2


def test_the_legend_counts_every_region_once() -> None:
    legend = drawn(counts(), "violation_count", "orang ASN").legend
    assert [(entry.label, entry.kind, entry.count) for entry in legend] == [
        ("0 (nol)", "zero", 1),
        ("5", "class", 1),
        ("11", "class", 1),
        ("disembunyikan (angka kecil)", "suppressed", 1),
        ("tidak melapor", "missing", 1),
    ]


def test_an_area_without_a_government_is_not_called_silent() -> None:
    drawing = drawn(rates(), "pact_signing_rate", "%")
    assert shapes(drawing).z[0] == OUTSIDE
    assert hover(drawing, "31.71") == ["<b>Kota Jakarta Pusat</b>", "bukan pemerintah daerah tersendiri"]
    assert "2 dari 2 kabupaten/kota ada datanya" in drawing.subtitle


def test_hover_says_figure_date_and_evidence() -> None:
    assert hover(drawn(counts(), "violation_count", "orang ASN"), "74.02") == [
        "<b>Konawe</b>", "11 orang ASN", "per 14 Oktober 2024", "dugaan; tingkat bukti tidak disebut sumber",
    ]  # fmt: skip
    assert hover(drawn(counts(), "violation_count", "orang ASN", "en"), "74.02")[1:3] == [
        "11 civil servants", "as of 14 October 2024",
    ]  # fmt: skip


def test_hover_of_a_missing_region_claims_nothing_but_that() -> None:
    assert hover(drawn(counts(), "violation_count", "orang ASN"), "74.72") == ["<b>Kota Bau Bau</b>", "tidak melapor"]


def test_a_log_that_nobody_reports_to_has_no_record_instead() -> None:
    drawing = drawn(counts(), "documented_event_count", "records")
    assert hover(drawing, "74.72")[1] == "tidak ada catatan"
    assert drawing.legend[-1].label == "tidak ada catatan"


@pytest.mark.parametrize(
    ("language", "figure", "parts"), [("id", "53,4%", "1.234 dari 2.310"), ("en", "53.4%", "1,234 of 2,310")]
)
def test_a_rate_shows_its_parts_in_the_language(language: Language, figure: str, parts: str) -> None:
    drawing = drawn(rates(), "pact_signing_rate", "%", language)
    assert hover(drawing, "74.02")[1:3] == [figure, parts]
    assert drawing.figure.layout.separators == (",." if language == "id" else ".,")


def test_few_employed_are_paler_and_said() -> None:
    drawing = drawn(rates(), "pact_signing_rate", "%")
    assert dict(zip(shapes(drawing).locations, shapes(drawing).z, strict=True)) == {
        "31.71": OUTSIDE,
        "74.02": 8,
        "74.05": 2 + FAINT,
    }
    assert shapes(drawing).colorscale[2 * (2 + FAINT)][1] == colour("seq-1-faint")
    assert "penyebut di bawah 30: persentase mudah berubah" in hover(drawing, "74.05")
    assert drawing.legend[-1].kind == "faint"


def test_hover_says_how_far_a_rate_may_be_off() -> None:
    frame = map_frame(
        map_row("74.05", "Konawe Selatan", **reported(50, numerator=12, denominator=24, ci_low=31.4, ci_high=68.6))
    )
    assert hover(drawn(frame, "proven_share", "%"), "74.05")[1:4] == [
        "50,0%",
        "12 dari 24",
        "Rentang 95%: 31,4 sampai 68,6",
    ]


def test_tiles_bear_their_names_pale_where_they_are_deep() -> None:
    squares = {"74.02": (0.5, 2.5), "74.05": (1.5, 2.5)}
    drawing = drawn(counts(), "violation_count", "orang ASN", squares=squares)
    names = drawing.figure.data[-1]
    assert (names.name, names.hoverinfo, list(names.lon), list(names.lat)) == ("names", "skip", [0.5, 1.5], [2.5, 2.5])
    assert list(names.text) == ["Konawe", "Konawe<br>Selatan"]
    assert list(names.textfont.color) == [colour("region-edge"), colour("chart-ink")]
    assert "names" not in {trace.name for trace in drawn(counts(), "violation_count", "orang ASN").figure.data}


def test_a_log_covers_whom_it_has_records_of() -> None:
    drawing = drawn(counts(), "documented_event_count", "records", coverage=(76, 546))
    assert drawing.subtitle.endswith("catatan ada untuk 76 dari 546 pemerintah")


def test_coverage_and_the_second_figure_of_an_area() -> None:
    area = map_row(
        "74", "Sulawesi Tenggara", **reported(40, extent="area", coverage_n=14, coverage_of=18),
        other_value=39, other_as_of=pd.Timestamp(2024, 10, 1),
    )  # fmt: skip
    lines = hover(drawn(map_frame(area), "violation_count", "orang ASN"), "74")
    assert "14 dari 18 pemerintah melapor" in lines
    assert "39 orang ASN menurut penjumlahan (1 Okt 2024)" in lines


def test_title_subtitle_and_sentence_say_it_all() -> None:
    drawing = drawn(counts(), "violation_count", "orang ASN", coverage=(14, 18))
    assert drawing.title == "Pelanggaran tercatat menurut sumber (dugaan), Sulawesi Tenggara"
    assert drawing.subtitle == "orang ASN; kumulatif s.d. 14 Oktober 2024; 14 dari 18 pemerintah melapor"
    assert drawing.sentence == (
        f"{drawing.title}. {drawing.subtitle}. 2 daerah dengan angka, 1 daerah nol, 1 daerah tanpa data. "
        "Tertinggi: 11 orang ASN (Konawe)."
    )


@pytest.mark.parametrize(
    ("indicator", "unit", "until"),
    [
        ("recommendation_count", "kasus", "kumulatif"),
        ("sanction_count", "kasus", "kumulatif"),
        ("blocked_record_count", "kasus", "keadaan terakhir"),
        ("overdue_case_count", "kasus", "keadaan terakhir"),
        ("median_days_to_sanction", "hari", "keadaan terakhir"),
        ("follow_up_rate", "%", "keadaan terakhir"),
    ],
)
def test_only_what_adds_up_is_called_cumulative(indicator: str, unit: str, until: str) -> None:
    assert f"; {until} s.d. 14 Oktober 2024; " in drawn(counts(), indicator, unit).subtitle


def test_the_sentence_in_english() -> None:
    sentence = drawn(rates(), "pact_signing_rate", "%", "en").sentence
    assert sentence.endswith("Highest: 53.4% (Konawe). Lowest: 50.0% (Konawe Selatan).")


def test_who_shares_the_first_place_is_counted() -> None:
    frame = map_frame(*(map_row(f"74.0{n}", f"Daerah {n}", **reported(3)) for n in (1, 2, 3)))
    assert (
        "Tertinggi: 3 orang ASN (Daerah 1 dan 2 daerah lain)." in drawn(frame, "violation_count", "orang ASN").sentence
    )


def test_only_what_is_proven_is_not_called_suspected() -> None:
    proven = map_frame(map_row("74.02", "Konawe", **reported(3, evidence="proven")))
    assert "dugaan" not in drawn(proven, "violation_count", "orang ASN").title
    assert drawn(counts(), "report_count", "orang ASN").title.casefold().count("dugaan") == 1


def test_marks_stand_in_the_picture_itself() -> None:
    drawing = drawn(counts(), "violation_count", "orang ASN", approximate=True, simulated=True)
    assert notes(drawing) == ["DATA SIMULASI", "<i>batas perkiraan</i>"]
    assert drawing.marks == [CLASSED, "Versi 12", "batas perkiraan", "DATA SIMULASI"]
    assert drawn(counts(), "violation_count", "orang ASN").marks == [CLASSED, "Versi 12"]
    assert notes(drawn(counts(), "violation_count", "orang ASN")) == []


def test_it_says_whose_boundaries_it_draws_and_how_many_it_lacks() -> None:
    drawing = drawn(counts(), "violation_count", "orang ASN", about="batas: BIG", shapeless=2)
    assert drawing.marks == [CLASSED, "Versi 12", "batas: BIG", "2 daerah tanpa batas di peta ini"]
    drawing = drawn(counts(), "violation_count", "orang ASN", "en", shapeless=1)
    assert drawing.marks[2:] == ["one region has no boundary on this map"]


def test_borders_and_the_chosen_region_let_the_pointer_through() -> None:
    drawing = drawn(
        counts(), "violation_count", "orang ASN", chosen="74.02", provinces_url="/maps/province.json",
        provinces=["73", "74"],
    )  # fmt: skip
    assert [trace.name for trace in drawing.figure.data] == ["land", "shapes", "borders", "halo", "chosen"]
    assert list(drawing.figure.data[0].locations) == ["73"]
    assert {trace.hoverinfo for trace in drawing.figure.data if trace.name != "shapes"} == {"skip"}
    assert list(drawing.figure.data[2].locations) == ["74"]
    assert drawing.figure.data[-1].marker.line.color == colour("chosen-edge")


def test_names_cannot_bring_markup() -> None:
    frame = map_frame(map_row("74.02", "<b onclick=x>&", **reported(1)))
    assert hover(drawn(frame, "violation_count", "orang ASN"), "74.02")[0] == "<b>&lt;b onclick=x&gt;&amp;</b>"


def test_sources_are_those_of_figures_that_are_shown() -> None:
    assert [each.address for each in drawn(counts(), "violation_count", "orang ASN").source] == [SOURCE]


def test_a_map_of_nothing_is_drawn_all_the_same() -> None:
    drawing = drawn(counts().iloc[:0], "violation_count", "orang ASN")
    assert shapes(drawing).z == ()
    assert drawing.source == []
    assert not drawing.has_figures


def test_figures_without_sources_are_figures() -> None:
    drawing = drawn(counts().assign(citation=""), "violation_count", "orang ASN")
    assert (drawing.source, drawing.has_figures) == ([], True)


def test_nothing_is_fetched_from_outside() -> None:
    assert MAP_CONFIG["topojsonURL"].startswith("/")
    assert MAP_CONFIG["showSendToCloud"] is False


def test_a_region_too_small_to_hit_has_a_square_that_says_what_its_shape_says() -> None:
    places = {"74.72": (122.7, -5.4, 0.02), "74.02": (122.2, -3.9, 1.0), "74.99": (122.0, -4.0, 0.01)}
    drawing = drawn(counts(), "violation_count", "orang ASN", places=places)
    squares = drawing.figure.data[-1]
    assert squares.name == "callouts"
    assert squares.customdata == (["74.72", MISSING],)  # 74.02 is large enough, of 74.99 there is nothing to say
    assert squares.hovertext == (shapes(drawing).text[shapes(drawing).locations.index("74.72")],)
    plain = drawn(counts(), "violation_count", "orang ASN").figure.layout.geo
    wider = drawing.figure.layout.geo
    spans = [axis.range[1] - axis.range[0] for geo in (wider, plain) for axis in (geo.lonaxis, geo.lataxis)]
    assert spans[0] > spans[2] or spans[1] > spans[3]


def test_tiles_have_no_squares_beside_them() -> None:
    drawing = drawn(counts(), "violation_count", "orang ASN", squares={"74.72": (122.5, -4.5)})
    assert [trace.name for trace in drawing.figure.data] == ["shapes", "names"]
