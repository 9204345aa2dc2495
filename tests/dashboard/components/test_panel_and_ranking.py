"""One region in words, and all of them as bars."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from dash.development.base_component import Component

from dashboard.components.panel import conflict_words, side_panel
from dashboard.components.ranking import ranking
from dashboard.figures.classes import build_scale
from dashboard.i18n import Language, text_for
from etl.indicators.registry import packaged
from tests.dashboard.components.reading import by_class, find, tags_of, words
from tests.dashboard.frames import counts, events, map_frame, map_row, no_events, rates, reported

NONE = pd.DataFrame()


def panel(row: dict[str, Any], indicator: str = "violation_count", unit: str = "orang ASN", **given: Any) -> Component:
    parts: dict[str, Any] = {"categories": NONE, "events": no_events(), "conflicts": NONE, **given}
    title = packaged()[indicator].title["id"]
    return side_panel(row, packaged()[indicator], unit, text=text_for("id"), title=title, **parts)


def facts(part: Component) -> dict[str, str]:
    return {words(each.children[0]): words(each.children[1]) for each in find(find(part, "Dl"), "Div")}


def test_a_figure_comes_with_date_status_evidence_and_origin() -> None:
    part = panel(map_row("74.02", "Konawe", **reported(11)))
    assert words(by_class(part, "panel__figure")) == "11 orang ASN"
    assert facts(part) == {
        "Tanggal data": "14 Oktober 2024",
        "Status": "melapor",
        "Tingkat bukti": "dugaan; tingkat bukti tidak disebut sumber",
        "Asal angka": "dinyatakan sumber untuk pemerintah ini",
    }


def test_a_missing_figure_is_said_and_nothing_is_made_up() -> None:
    part = panel(map_row("74.72", "Kota Bau Bau"))
    assert words(by_class(part, "panel__figure")) == "tidak melapor"
    assert facts(part) == {"Status": "tidak melapor"}


def test_a_rate_tells_its_parts_and_that_they_are_few() -> None:
    row = map_row("74.05", "Konsel", **reported(50, numerator=12, denominator=24, evidence=""))
    assert facts(panel(row, "pact_signing_rate", "%"))["Pembilang dan penyebut"] == "12 dari 24"
    assert "di bawah 30" in facts(panel(row, "pact_signing_rate", "%"))["Catatan"]


def test_a_median_tells_its_cases_and_that_it_was_computed_from_them() -> None:
    row = map_row(
        "74", "Sultra", **reported(43, numerator=2607, denominator=5297, extent="area", origin="computed")
    )  # fmt: skip
    told = facts(panel(row, "median_days_to_sanction", "hari"))
    assert told["Perkara"] == "2.607 dari 5.297 perkara sudah sampai"
    assert "Pembilang dan penyebut" not in told
    assert told["Asal angka"] == "dihitung dari semua perkara di dalamnya, bukan dari median pemerintahnya"


@pytest.mark.parametrize(
    ("indicator", "unit", "origin"),
    [
        ("violation_count", "orang ASN", "dijumlahkan dari pemerintah di dalamnya"),
        ("coverage_rate", "%", "dihitung dari catatan wilayah ini"),
        ("follow_up_rate", "%", "pembilang dan penyebut pemerintah di dalamnya dijumlahkan, baru dibagi"),
    ],
)
def test_a_figure_of_an_area_tells_how_it_was_made(indicator: str, unit: str, origin: str) -> None:
    row = map_row("74", "Sultra", **reported(40, denominator=80, extent="area", origin="computed"))
    assert facts(panel(row, indicator, unit))["Asal angka"] == origin


def test_categories_are_named_by_the_indicator() -> None:
    split = pd.DataFrame({"category": ["kode_etik", "baru"], "value": [6.0, 5.0], "status": "reported"})
    rows = find(panel(map_row("74.02", "Konawe", **reported(11)), categories=split), "Tr")[1:]
    assert [words(row) for row in rows] == ["Kode etik 6", "baru 5"]


def test_a_category_that_is_hidden_says_so() -> None:
    split = pd.DataFrame({"category": ["moral", "berat"], "value": [None, 0.0], "status": ["suppressed", "zero"]})
    rows = find(panel(map_row("74.02", "Konawe", **reported(1)), "sanction_count", "kasus", categories=split), "Tr")[1:]
    assert [words(row) for row in rows] == ["Sanksi moral disembunyikan (angka kecil)", "Disiplin berat 0"]


def test_events_say_kind_scope_institution_and_source_newest_first() -> None:
    happened = pd.concat([events("pact_signing"), events("declaration", day=date(2024, 10, 1))])
    items = find(by_class(panel(map_row("74.72", "Kota Bau Bau"), events=happened), "events"), "Li")
    assert [find(each, "Time")[0].dateTime for each in items] == ["2024-10-01", "2024-09-17"]
    assert "Penandatanganan pakta integritas pakta integritas seluruh ASN; Pemkot Baubau" in words(items[1])
    assert "(alamat tidak tersedia)" in words(items[1])


def test_many_events_are_folded_not_lost() -> None:
    part = panel(map_row("74.72", "Kota Bau Bau"), events=events(*["declaration"] * 9))
    assert words(find(part, "Summary")) == "5 peristiwa sebelumnya"
    assert len(find(by_class(part, "events"), "Li")) == 9


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("id", "sumber menyatakan 117 kasus, sedangkan rinciannya (20 dari 25 pemerintah) berjumlah 101 kasus."),
        ("en", "the source states 117 cases, while its parts (20 of 25 governments) add up to 101 cases."),
    ],
)
def test_a_conflict_is_shown_with_both_numbers(language: Language, said: str) -> None:
    row = {"kind": "parts_differ", "unit": "kasus", "as_of": date(2024, 9, 5), "stated": "117", "found": "101",
           "detail": {"listed": 20, "governments": 25}}  # fmt: skip
    assert conflict_words(row, text_for(language)) == f"5 September 2024: {said}"


def test_every_kind_of_conflict_has_words(project_dir: Any) -> None:
    from etl.conflicts import MESSAGES

    text = text_for("id")
    assert [kind for kind in MESSAGES if not text.has(f"conflict-{kind.replace('_', '-')}")] == []


def test_each_number_of_two_units_has_its_own() -> None:
    row = {"kind": "units_differ", "unit": "kasus", "as_of": date(2024, 9, 5), "stated": "54", "found": "56"}
    words = conflict_words({**row, "detail": {"this_unit": "kasus", "other_unit": "orang ASN"}}, text_for("en"))
    assert words == "5 September 2024: 54 cases and also 56 civil servants are stated; two units, and two numbers."


def test_a_percentage_is_not_of_persons() -> None:
    row = {"kind": "percent_differs", "unit": "orang ASN", "as_of": date(2024, 9, 5), "stated": "60", "found": "75"}
    assert conflict_words({**row, "detail": {}}, text_for("id")).startswith("5 September 2024: dinyatakan 60 persen,")


def test_a_conflict_of_a_new_kind_is_shown_all_the_same() -> None:
    row = {"kind": "new", "unit": "", "as_of": date(2024, 9, 5), "stated": "1.5", "found": "", "detail": None}
    assert conflict_words(row, text_for("id")) == "5 September 2024: tertulis 1,5, sedangkan pembandingnya —."


def bars(frame: pd.DataFrame, indicator: str, unit: str, **given: Any) -> Component:
    return ranking(
        frame, packaged()[indicator], unit, text=text_for("id"), href=lambda code: f"/?region={code}", **given
    )


def test_bars_run_from_high_to_low_then_zero_then_words() -> None:
    rows = tags_of(bars(counts(), "violation_count", "orang ASN"), "ranking__row")
    assert [row["words"] for row in rows] == [
        "Konawe 11", "Konawe Selatan 5", "Konawe Utara 0", "Buton Utara disembunyikan (angka kecil)",
        "Kota Bau Bau tidak melapor",
    ]  # fmt: skip


def test_bars_start_at_zero() -> None:
    drawn = tags_of(bars(counts(), "violation_count", "orang ASN"), "bar")
    assert [bar["style"] for bar in drawn[:3]] == ["width: 100.0%", "width: 45.5%", "width: 0.0%"]
    assert "bar--faint" in str(tags_of(bars(rates(), "pact_signing_rate", "%"), "bar")[1]["class"])


def test_what_is_left_out_is_counted_and_the_chosen_is_marked() -> None:
    part = bars(counts(), "violation_count", "orang ASN", most=2, chosen="74.05")
    assert "3 daerah lainnya ada di tabel" in words(part)
    assert [row["words"] for row in tags_of(part, "is-chosen")] == ["Konawe Selatan 5"]
    assert tags_of(part, "ranking__name")[0]["href"] == "/?region=74.02"


def test_no_name_of_a_region_becomes_markup() -> None:
    part = bars(map_frame(map_row("74.02", "<b>&", **reported(1))), "violation_count", "orang ASN")
    assert tags_of(part, "ranking__name")[0]["words"] == "<b>&"


def test_bars_take_the_tones_of_the_map() -> None:
    def tones(**given: Any) -> list[str]:
        drawn = tags_of(bars(counts(), "violation_count", "orang ASN", **given), "bar")
        return [str(bar["class"]).removeprefix("bar ") for bar in drawn]

    assert tones()[:3] == ["swatch-seq-7", "swatch-seq-1", "bar--none"]
    assert tones(scale=build_scale([1, 5, 11, 12, 13]))[:2] == ["swatch-seq-4", "swatch-seq-2"]
