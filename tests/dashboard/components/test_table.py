"""The table says what the map says, to everybody."""

import pandas as pd
import pytest
from dash.development.base_component import Component

from dashboard.components.markup import Markup, tag
from dashboard.components.table import data_table, sort_rows
from dashboard.i18n import Language, text_for
from etl.indicators.registry import packaged
from tests.dashboard.components.reading import table_of, walk
from tests.dashboard.frames import counts, map_frame, map_row, rates, reported


def table(frame: pd.DataFrame, indicator: str, unit: str, sort: str = "", language: Language = "id") -> Component:
    return data_table(
        frame, packaged()[indicator], unit, text=text_for(language), caption="Judul", sort=sort,
        href=lambda code: f"/?region={code}", sort_href=lambda key: f"/?sort={key}",
    )  # fmt: skip


def test_a_caption_headings_and_rows_with_heads() -> None:
    read = table_of(table(counts(), "violation_count", "orang ASN"))
    assert read.caption == "Judul"
    assert [said for _, _, said in read.cells[0]] == [
        "Daerah", "Orang ASN", "Tanggal data", "Status", "Tingkat bukti", "Sumber",
    ]  # fmt: skip
    assert {attrs["scope"] for _, attrs, _ in read.cells[0]} == {"col"}
    assert [row[0][:2] for row in read.cells[1:]] == [("th", {"scope": "row"})] * 5


def test_numbers_stand_right_without_units_and_states_are_words() -> None:
    rows = table_of(table(counts(), "violation_count", "orang ASN")).cells[1:]
    assert [[said for _, _, said in row][:4] for row in rows] == [
        ["Konawe", "11", "14 Okt 2024", "melapor"],
        ["Konawe Selatan", "5", "14 Okt 2024", "melapor"],
        ["Konawe Utara", "0", "14 Okt 2024", "melapor nol"],
        ["Buton Utara", "—", "14 Okt 2024", "disembunyikan (angka kecil)"],
        ["Kota Bau Bau", "—", "", "tidak melapor"],
    ]
    assert {row[1][1]["class"] for row in rows} == {"is-number"}
    labels = [attrs.get("data-label") for _, attrs, _ in rows[-1]]  # of a row that a narrow screen shows as lines
    assert labels == [None, "Orang ASN", None, "Status", None, None]


def test_rates_show_numerator_and_denominator() -> None:
    read = table_of(table(rates(), "pact_signing_rate", "%"))
    assert [said for _, _, said in read.cells[0]][1:4] == ["Persen", "Pembilang", "Penyebut"]
    assert [said for _, _, said in read.cells[1]][:4] == ["Konawe", "53,4", "1.234", "2.310"]


def test_headings_tell_the_order_and_lead_to_the_other() -> None:
    falling = table_of(table(counts(), "violation_count", "orang ASN"))
    assert [attrs.get("aria-sort") for _, attrs, _ in falling.cells[0]] == [
        "none", "descending", "none", None, None, None,
    ]  # fmt: skip
    assert [link["href"] for link in falling.links[:3]] == ["/?sort=name", "/?sort=value", "/?sort=-date"]
    rising = table_of(table(counts(), "violation_count", "orang ASN", "value"))
    assert rising.cells[0][1][1]["aria-sort"] == "ascending"


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("", ["Konawe", "Konawe Selatan", "Konawe Utara", "Buton Utara", "Kota Bau Bau"]),
        ("value", ["Konawe Utara", "Konawe Selatan", "Konawe", "Buton Utara", "Kota Bau Bau"]),
        ("name", ["Buton Utara", "Konawe", "Konawe Selatan", "Konawe Utara", "Kota Bau Bau"]),
        ("-name", ["Kota Bau Bau", "Konawe Utara", "Konawe Selatan", "Konawe", "Buton Utara"]),
        ("nonsense", ["Konawe", "Konawe Selatan", "Konawe Utara", "Buton Utara", "Kota Bau Bau"]),
    ],
)
def test_what_has_no_figure_stands_last_either_way(sort: str, names: list[str]) -> None:
    assert [row["region_name"] for row in sort_rows(counts(), sort)] == names


def test_region_names_are_links_and_sources_only_where_they_are_addresses() -> None:
    frame = map_frame(
        map_row("74.02", "Konawe", **reported(1, citation="javascript:alert(1)")),
        map_row("74.05", "Konawe Selatan", **reported(1, citation="https://a.example/1 ; Antara")),
    )
    links = table_of(table(frame, "violation_count", "orang ASN")).links
    assert [link["href"] for link in links[3:]] == ["/?region=74.02", "/?region=74.05", "https://a.example/1"]
    assert links[-1]["rel"] == "noreferrer noopener"


def test_nothing_from_a_file_becomes_markup() -> None:
    name = '<img src=x onerror="a()">\n\n# **Judul** [x](javascript:1)'
    part = table(map_frame(map_row("74.02", name, **reported(1))), "violation_count", "orang ASN")
    read = table_of(part)
    assert "img" not in read.tags
    assert read.cells[1][0][2] == name


def test_a_page_of_all_regencies_is_few_components() -> None:
    frame = map_frame(*(map_row(f"11.{n:03}", f"Daerah {n}", **reported(n + 1)) for n in range(514)))
    assert (
        len([each for each in walk(table(frame, "violation_count", "orang ASN")) if isinstance(each, Component)]) < 10
    )


def test_tag_escapes_all_but_markup() -> None:
    assert tag("td", "<5", Markup("<b>x</b>"), class_='a"b', title=None) == (
        '<td class="a&quot;b">&lt;5<b>x</b></td>'
    )  # fmt: skip
