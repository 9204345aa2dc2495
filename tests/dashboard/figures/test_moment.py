"""Figures of one date: dots with limits on one scale, and words that say what they stand on."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from dashboard.figures.drawing import Drawing
from dashboard.figures.moment import draw_moment
from dashboard.i18n import Language, text_for
from etl.indicators.registry import packaged

AT = date(2025, 1, 31)


def row(code: str, name: str, series: str, value: float | None, **fields: Any) -> dict[str, Any]:
    return {
        "region_code": code, "region_name": name, "series": series, "as_of": pd.Timestamp(AT), "value": value,
        "numerator": None, "denominator": None, "ci_low": None, "ci_high": None, "origin": "computed",
        "status": "missing" if value is None else "reported", "reason": None, "evidence": "proven",
        "citation": "https://example.go.id/perkara", **fields,
    }  # fmt: skip


NATION = row("00", "Indonesia", "nation", 101, numerator=2607, denominator=5297, ci_low=94, ci_high=108)
OPEN = row("74.72", "Kota Bau Bau", "region", 97, numerator=1, denominator=3, ci_low=97)
SILENT = row("74", "Sulawesi Tenggara", "province", None, reason="not_reached", numerator=9, denominator=20)


def drawn(*rows: dict[str, Any], language: Language = "id", indicator: str = "median_days_to_sanction") -> Drawing:
    chosen = packaged()[indicator]
    frame = pd.DataFrame(list(rows), columns=list(NATION))
    text = text_for(language)
    return draw_moment(
        frame, chosen, chosen.units[0], text=text, title="Median", at=AT, simulated=True, place="Bau Bau", version=3
    )


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("id", "Indonesia: 101 hari (rentang 95%: 94 sampai 108); 2.607 dari 5.297 perkara sudah sampai."),
        ("en", "Indonesia: 101 days (95% limits: 94 to 108); 2,607 of 5,297 cases have come that far."),
    ],
)
def test_a_figure_is_said_with_its_limits_and_its_cases(language: Language, told: str) -> None:
    drawing = drawn(NATION, OPEN, SILENT, language=language)
    assert drawing.sentence.endswith(told)
    assert drawing.marks[-1] == "DATA SIMULASI"


def test_regions_come_first_and_one_without_a_figure_has_words_and_no_dot() -> None:
    figure = drawn(NATION, OPEN, SILENT).figure
    names = [note.text for note in figure.layout.annotations][:3]
    assert [name.split("</b>")[0] for name in names] == ["<b>Kota Bau Bau", "<b>Sulawesi Tenggara", "<b>Indonesia"]
    assert "belum tercapai" in names[1]
    assert [trace.name for trace in figure.data] == ["limits", "Kota Bau Bau", "limits", "Indonesia"]


def test_limits_without_an_upper_end_go_on_to_the_edge() -> None:
    figure = drawn(NATION, OPEN).figure
    open_, closed = (trace for trace in figure.data if trace.name == "limits")
    assert (open_.x, open_.mode) == ((97, figure.layout.xaxis.range[1]), "lines+markers")
    assert (closed.x, closed.mode) == ((94, 108), "lines")


def test_a_count_has_neither_limits_nor_cases_and_nothing_is_drawn_all_the_same() -> None:
    drawing = drawn(row("00", "Indonesia", "nation", 7), indicator="overdue_case_count")
    assert [trace.name for trace in drawing.figure.data] == ["Indonesia"]
    assert drawing.sentence.endswith("Indonesia: 7 kasus.")
    assert drawn().figure.data == ()
    assert (drawing.has_figures, drawn(SILENT).has_figures) == (True, False)
