"""Where a province was split, in the trend: marked where it concerns a line, and what the words say of the lines."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from dashboard.figures.drawing import Drawing
from dashboard.figures.trend import draw_trend
from dashboard.i18n import Language, text_for
from etl.indicators.registry import packaged
from geo.regions import RegionIndex
from tests.dashboard.figures.test_trend import STAGES
from tests.dashboard.frames import no_events

FORMER = RegionIndex.packaged().former
BEFORE, AFTER = ("2021-06-30", "2022-03-31"), ("2023-03-31", "2023-09-30")
LAWS = "UU 14/2022, UU 15/2022, UU 16/2022"


def line(code: str, name: str, series: str, *days: str, former: str | None = None) -> list[dict[str, Any]]:
    until = FORMER[0].valid_to if former else None
    return [
        {"region_code": code, "region_name": name, "series": series, "as_of": day, "value": float(number), "status":
         "reported", "area_name": former if day in BEFORE else None, "until": until if day in BEFORE else None}
        for number, day in enumerate(days, start=1)
    ]  # fmt: skip


NATION = line("00", "Indonesia", "nation", *BEFORE, *AFTER)


def drawn(*lines: list[dict[str, Any]], language: Language = "id") -> Drawing:
    rows = pd.DataFrame([row for each in lines for row in each])
    return draw_trend(
        rows, no_events(), STAGES.iloc[:0], packaged()["violation_count"], "orang ASN", text=text_for(language),
        title="x", at=date(2023, 9, 30), simulated=False, former=FORMER,
    )  # fmt: skip


def marks(drawing: Drawing) -> list[tuple[str, str]]:
    """The days that are marked, with what the pointer is told."""
    days = [str(shape.x0) for shape in drawing.figure.layout.shapes if shape.name == "split"]
    words = [each.hovertext for each in drawing.figure.layout.annotations if each.name == "split"]
    return list(zip(days, words, strict=True))


@pytest.mark.parametrize(("code", "split"), [("91", 0), ("95", 0), ("92", 1), ("96", 1)])
def test_a_line_of_a_province_that_was_split_or_came_of_one_is_marked(code: str, split: int) -> None:
    found = marks(drawn(line(code, "X", "province", *BEFORE, *AFTER), NATION))
    assert [day for day, _ in found] == [FORMER[split].valid_to.isoformat()]


def test_the_pointer_is_told_law_and_date() -> None:
    papua = line("91", "Papua", "province", *BEFORE, *AFTER)
    assert marks(drawn(papua)) == [("2022-07-25", f"Pemekaran Papua, 25 Juli 2022 ({LAWS})")]
    assert marks(drawn(papua, language="en")) == [("2022-07-25", f"Split of Papua, 25 July 2022 ({LAWS})")]


@pytest.mark.parametrize(
    "lines",
    [
        [NATION],
        [line("93.01", "Merauke", "region", *BEFORE, *AFTER), NATION],
        [line("74", "Sultra", "province", *BEFORE, *AFTER), NATION],
        [line("91", "Papua", "province", *AFTER)],
        [line("91", "Papua", "province", *BEFORE)],
    ],
    ids=["nation", "regency", "elsewhere", "after", "before"],
)
def test_what_no_split_concerns_is_not_marked(lines: list[list[dict[str, Any]]]) -> None:
    drawing = drawn(*lines)
    assert marks(drawing) == []
    assert "Pemekaran" not in drawing.sentence


def test_as_now_the_line_goes_on_and_the_words_say_in_which_area() -> None:
    drawing = drawn(line("91", "Papua", "province", *BEFORE, *AFTER), NATION)
    assert list(drawing.figure.data[0].y) == [1, 2, 3, 4]
    assert "Papua: 1 orang ASN pada 30 Juni 2021, 4 orang ASN pada 30 September 2023." in drawing.sentence
    said = "Papua: juga sebelum 25 Juli 2022 dihitung dalam wilayah sekarang."
    assert said in drawing.sentence
    assert said in drawing.marks


def test_as_then_the_line_is_broken_and_each_part_told_by_itself() -> None:
    name = "Papua (sampai 25 Juli 2022)"
    drawing = drawn(line("93", "Papua Selatan", "province", *BEFORE, *AFTER, former=name), NATION)
    trace = drawing.figure.data[0]
    assert list(trace.y) == [1, 2, None, 3, 4]
    assert trace.x[2] == "2022-07-25"
    assert not trace.connectgaps
    names = [words.split("<br>")[0] for words in trace.text]
    assert (names[0], names[1], names[3], names[4]) == (*[f"<b>{name}</b>"] * 2, *["<b>Papua Selatan</b>"] * 2)
    assert f"{name}: 1 orang ASN pada 30 Juni 2021, 2 orang ASN pada 31 Maret 2022." in drawing.sentence
    assert "Papua Selatan: 3 orang ASN pada 31 Maret 2023, 4 orang ASN pada 30 September 2023." in drawing.sentence
    assert "garisnya terputus" in drawing.sentence
    assert "dihitung dalam wilayah sekarang" not in drawing.sentence


def test_words_of_two_splits_do_not_meet() -> None:
    drawing = drawn(*(line(code, code, "region", *BEFORE, *AFTER) for code in ("91", "92")))
    labels = [each for each in drawing.figure.layout.annotations if each.name == "split"]
    assert len({each.yshift for each in labels}) == 2
