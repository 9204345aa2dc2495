"""The trend: steps, gaps, stages, events, and names that do not meet."""

from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.drawing import Drawing
from dashboard.figures.lines import spread
from dashboard.figures.timeline import stage_labels, time_ticks
from dashboard.figures.trend import draw_trend
from dashboard.i18n import Language, text_for
from etl.indicators.registry import packaged
from tests.dashboard.frames import events, no_events

AT = date(2024, 10, 14)
STAGES = pd.DataFrame(
    [
        ("REGISTRATION", "Pendaftaran paslon", "Pair registration", "2024-08-27", "2024-08-29"),
        ("PAIR_SET", "Penetapan paslon", "Pairs confirmed", "2024-09-22", "2024-09-22"),
        ("CAMPAIGN", "Pelaksanaan kampanye", "Campaign", "2024-09-25", "2024-11-23"),
        ("QUIET", "Masa tenang", "Quiet period", "2024-11-24", "2024-11-26"),
        ("VOTE", "Pemungutan suara", "Voting day", "2024-11-27", "2024-11-27"),
    ],
    columns=["stage_code", "title_id", "title_en", "start_date", "end_date"],
).assign(election="Pilkada 2024")


def points(code: str, name: str, series: str, *values: float | None) -> list[dict[str, Any]]:
    """A value a week from 1 September; None is missing."""
    return [
        {
            "region_code": code, "region_name": name, "series": series, "origin": "published",
            "as_of": pd.Timestamp(2024, 9, 1) + pd.Timedelta(weeks=week), "value": value,
            "status": "missing" if value is None else "reported",
        }
        for week, value in enumerate(values)
    ]  # fmt: skip


def frame(*series: list[dict[str, Any]]) -> pd.DataFrame:
    columns = ["region_code", "region_name", "series", "origin", "as_of", "value", "status"]
    return pd.DataFrame([row for rows in series for row in rows], columns=columns).astype({"value": float})


def drawn(
    rows: pd.DataFrame, language: Language = "id", happened: pd.DataFrame | None = None, **options: Any
) -> Drawing:
    given_: dict[str, Any] = {"at": AT, "simulated": False, "place": "Konawe", "version": 12, **options}
    happened = no_events() if happened is None else happened
    indicator, unit = given_.pop("indicator", "violation_count"), given_.pop("unit", "orang ASN")
    title = packaged()[indicator].title[language]
    return draw_trend(
        rows, happened, STAGES, packaged()[indicator], unit, text=text_for(language), title=title, **given_
    )


def lines(drawing: Drawing) -> list[Any]:
    return [trace for trace in drawing.figure.data if trace.name != "events"]


def test_a_figure_holds_until_the_next_and_a_missing_one_is_a_gap() -> None:
    line = lines(drawn(frame(points("74.02", "Konawe", "region", 3, None, 11))))[0]
    assert line.line.shape == "hv"
    assert list(line.y) == [3, None, 11]
    assert line.connectgaps is False
    assert list(line.text) == [
        "<b>Konawe</b><br>3 orang ASN<br>1 September 2024",
        "<b>Konawe</b><br>tidak melapor<br>8 September 2024",
        "<b>Konawe</b><br>11 orang ASN<br>15 September 2024",
    ]


def test_at_most_six_regions_then_province_and_nation_each_in_its_own_dress() -> None:
    many = [points(f"74.0{n}", f"Daerah {n}", "region", n) for n in range(1, 9)]
    drawing = drawn(frame(points("00", "Indonesia", "nation", 90), *many, points("74", "Sultra", "province", 40)))
    assert [line.name for line in lines(drawing)] == [*(f"Daerah {n}" for n in range(1, 7)), "Sultra", "Indonesia"]
    dresses = {(line.line.color, line.line.dash, line.marker.symbol) for line in lines(drawing)}
    assert len(dresses) == 8


def test_lines_are_named_at_their_ends_and_stages_above() -> None:
    drawing = drawn(frame(points("74.02", "Konawe", "region", 3), points("74.05", "Konawe Selatan", "region", 3)))
    words = [note.text for note in drawing.figure.layout.annotations]
    assert {"Konawe", "Konawe<br>Selatan", "Masa tenang", "Pemungutan suara"} <= set(words)
    heights = [note.y for note in drawing.figure.layout.annotations if note.xref == "paper" and note.x == 1]
    assert len(set(heights)) == 2


def test_stages_are_bands_and_voting_day_is_a_line() -> None:
    drawn_shapes = drawn(frame(points("74.02", "Konawe", "region", 3))).figure.layout.shapes
    shapes = [shape for shape in drawn_shapes if shape.name != "pole"]
    assert [shape.type for shape in shapes] == ["rect", "rect", "rect", "rect", "line"]
    assert (shapes[1].x0, shapes[1].x1) == ("2024-09-22", "2024-09-23")


def test_no_two_stage_names_can_meet_and_each_hangs_over_its_band() -> None:
    layout = drawn(frame(points("74.02", "Konawe", "region", 3)), "en").figure.layout
    stages = {note.text: note for note in layout.annotations if note.name == "stage"}
    assert set(stages) == set(STAGES["title_en"])
    assert stages["Campaign"].x == "2024-10-24 12:00"
    poles = {pole.x0: pole.y1 for pole in layout.shapes if pole.name == "pole"}
    assert poles == {note.x: note.yshift + 2 for note in stages.values() if note.yshift}


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 60), st.integers(3, 18)), max_size=6))
def test_names_of_stages_keep_clear_of_each_other_and_of_poles(stages: list[tuple[int, int, int]]) -> None:
    first = date(2024, 1, 1)
    rows = [
        ("S", "m" * letters, "m" * letters, (first + timedelta(days=day)).isoformat(),
         (first + timedelta(days=day + days)).isoformat())
        for day, days, letters in stages
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["stage_code", "title_id", "title_en", "start_date", "end_date"])
    names = stage_labels(frame, (first, first + timedelta(days=365)), text_for("id"), 900)
    boxes = [(_ends(note, first), note["yshift"]) for note in names.labels]
    assert all(
        left[1] <= right[0] or right[1] <= left[0]
        for (left, low), (right, high) in combinations(boxes, 2)
        if low == high
    )


def _ends(note: dict[str, Any], first: date) -> tuple[float, float]:
    """Where a name begins and ends on a plot of 900 pixels, but for what rounding takes."""
    middle = (pd.Timestamp(note["x"]) - pd.Timestamp(first)).total_seconds() / 86400 / 365 * 900
    width = len(note["text"]) * 6.6 - 4
    start = {"center": middle - width / 2, "right": middle - width, "left": middle}[note["xanchor"]]
    return start, start + width


def test_events_of_one_day_share_a_mark() -> None:
    drawing = drawn(
        frame(points("74.72", "Kota Bau Bau", "region", None)),
        happened=pd.concat([events(*["pact_signing"] * 7), events("declaration", day=date(2024, 10, 1))]),
    )
    marks = drawing.figure.data[-1]
    assert list(marks.x) == ["2024-09-17", "2024-10-01"]
    first = marks.text[0].split("<br>")
    assert first[:2] == ["<b>17 September 2024</b>", "Penandatanganan pakta integritas (Pemkot Baubau)"]
    assert first[-2:] == ["dan 2 catatan lain", "<i>klik: buka dalam daftar di bawah</i>"]
    assert drawing.sentence.endswith("Kota Bau Bau: tidak ada angka. 8 peristiwa tercatat.")
    assert [entry.count for entry in drawing.legend] == [8]


def test_an_event_kind_that_has_no_words_is_shown_as_typed() -> None:
    drawing = drawn(frame(points("74.72", "Kota Bau Bau", "region", 1)), happened=events("new_kind"))
    assert "new kind (Pemkot Baubau)" in drawing.figure.data[-1].text[0]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", "Konawe: 3 orang ASN pada 1 September 2024, 11 orang ASN pada 8 September 2024."),
        ("en", "Konawe: 3 civil servants on 1 September 2024, 11 civil servants on 8 September 2024."),
    ],
)
def test_the_sentence_tells_each_line(language: Language, words: str) -> None:
    assert drawn(frame(points("74.02", "Konawe", "region", 3, 11)), language).sentence.endswith(words)


def test_titles_marks_and_separators() -> None:
    drawing = drawn(frame(points("74.02", "Konawe", "region", 3)), simulated=True)
    assert drawing.title == "Perkembangan: Pelanggaran tercatat menurut sumber, Konawe"
    assert drawing.marks == ["Versi 12", "DATA SIMULASI"]
    assert "DATA SIMULASI" in [note.text for note in drawing.figure.layout.annotations]
    assert drawing.figure.layout.separators == ",."


def test_rates_run_to_a_hundred_and_small_counts_have_whole_ticks() -> None:
    rate = drawn(frame(points("74", "Sultra", "province", 80)), indicator="pact_signing_rate", unit="%")
    assert rate.figure.layout.yaxis.range[1] == pytest.approx(105)
    assert drawn(frame(points("74.02", "Konawe", "region", 3))).figure.layout.yaxis.dtick == 1


def test_without_events_the_plot_has_the_whole_height() -> None:
    rows = frame(points("74.02", "Konawe", "region", 3))
    assert drawn(rows).figure.layout.yaxis.domain == (0, 1)
    assert drawn(rows, happened=events("declaration")).figure.layout.yaxis.domain == (0.12, 1)


def test_nothing_to_draw_is_drawn_all_the_same() -> None:
    assert lines(drawn(frame())) == []


@given(st.lists(st.floats(0, 300), max_size=8))
def test_names_keep_their_order_and_distance(heights: list[float]) -> None:
    moved = spread(sorted(heights), [30.0] * len(heights), highest=300)
    assert moved == sorted(moved)
    assert all(upper - lower >= 30 - 1e-9 for lower, upper in pairwise(moved))
    assert all(height <= 300 for height in moved)


def test_ticks_speak_the_language_of_the_page() -> None:
    _, labels = time_ticks(date(2024, 7, 10), date(2025, 2, 3), text_for("id"))
    assert labels == ["Sep<br>2024", "Nov", "Jan<br>2025"]
    assert "Agu<br>2024" in time_ticks(date(2024, 7, 10), date(2024, 11, 3), text_for("id"))[1]
    assert time_ticks(date(2024, 9, 3), date(2024, 9, 28), text_for("id"))[1][0] == "3 Sep<br>2024"


@given(st.dates(date(2015, 1, 1), date(2034, 1, 1)), st.integers(1, 4000))
def test_ticks_are_few_and_inside(first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    ticks, labels = time_ticks(first, last, text_for("en"))
    assert 1 <= len(ticks) == len(labels) <= 7
    assert all(first <= tick <= last for tick in ticks)


def test_a_plot_without_a_figure_says_so() -> None:
    empty, full = (drawn(frame(points("74.02", "Konawe", "region", value))) for value in (None, 3))
    said = [note.text for note in empty.figure.layout.annotations]
    assert "Belum ada angka untuk digambar." in said
    assert "Belum ada angka untuk digambar." not in [note.text for note in full.figure.layout.annotations]
    assert (empty.has_figures, full.has_figures) == (False, True)
