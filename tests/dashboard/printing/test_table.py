"""The table of the print and its sources: plain words, and what stays where there is little room."""

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from dashboard.figures.wording import SMALL
from dashboard.i18n import text_for
from dashboard.printing.rows import Table, table_of
from dashboard.printing.sources import dated_sources
from dashboard.screen import looking
from dashboard.selection import read_parameters
from dashboard.site import Site
from dashboard.viewer import local_viewer
from etl.settings import Settings

TEXT = text_for("id")


@pytest.fixture
def site(settings: Settings) -> Site:
    return Site(settings)


def table(site: Site, query: str) -> Table:
    with looking(site, local_viewer(), read_parameters(query), "id") as (look, _):
        return table_of(look, TEXT)


def test_rows_are_sorted_as_on_screen_and_say_why_there_is_no_figure(site: Site) -> None:
    found = table(site, "?indicator=violation_count&region=74&at=2024-10-14")
    assert found.headings == ("Daerah", "Orang ASN", "Tanggal data", "Keterangan")
    assert found.numeric == (False, True, True, False)
    cells = {row.cells[0]: row.cells[1:] for row in found.rows}
    assert list(cells)[:3] == ["Konawe", "Konawe Selatan", "Pemerintah Sulawesi Tenggara"]
    assert cells["Konawe"] == ("12", "14 Okt 2024", "")
    assert cells["Kota Kendari"] == ("0", "14 Okt 2024", "melapor nol")
    assert cells["Kota Bau Bau"] == ("—", "", "tidak melapor")
    assert found.note == "Tingkat bukti semua angka: dugaan; tingkat bukti tidak disebut sumber."
    by_name = table(site, "?indicator=violation_count&region=74&at=2024-10-14&sort=name")
    assert [row.cells[0] for row in by_name.rows] == sorted(row.cells[0] for row in by_name.rows)


def test_those_looked_at_stay_first_and_keep_their_place_in_the_order(site: Site) -> None:
    found = table(site, "?indicator=violation_count&region=74.72&compare=74.05&at=2024-10-14")
    strong = {row.cells[0]: row.place for row in found.rows if row.strong}
    assert strong == {"Konawe Selatan": 0, "Kota Bau Bau": 1}
    assert sorted(row.place for row in found.rows) == list(range(len(found.rows)))


def test_the_provincial_government_is_not_the_province_that_is_looked_at(site: Site) -> None:
    found = table(site, "?indicator=violation_count&region=74&at=2024-10-14")
    assert not any(row.strong for row in found.rows)


def test_no_more_rows_are_set_than_a_page_can_hold(site: Site) -> None:
    found = table(site, "?indicator=violation_count&region=00&level=regency&compare=91.03")
    assert len(found.rows) == 60
    assert found.of == 514
    assert "Jayapura" in {row.cells[0] for row in found.rows}


def test_rates_on_few_have_a_mark_before_the_denominator(site: Site) -> None:
    from dataclasses import replace

    with looking(site, local_viewer(), read_parameters("?indicator=pact_signing_rate&region=74"), "id") as (look, _):
        frame = look.screen.frame.head(2).assign(
            value=[50.0, 60.0], numerator=[12.0, 600.0], denominator=[24.0, 1000.0], status="reported",
            as_of=dt.date(2024, 10, 14), evidence="",
        )  # fmt: skip
        found = table_of(replace(look, screen=replace(look.screen, frame=frame)), TEXT)
    assert [row.cells[3] for row in found.rows] == ["1.000", "* 24"]
    assert found.note == f"* penyebut di bawah {SMALL}: persentase mudah berubah."


def cited(*pairs: tuple[Any, Any]) -> pd.DataFrame:
    return pd.DataFrame(list(pairs), columns=["citation", "as_of"])


def test_a_source_is_told_once_with_its_newest_date() -> None:
    rows = cited(
        ("https://a.example/x ; Koran Kota 17 Sep 2024", dt.date(2024, 9, 17)),
        ("https://a.example/x", dt.date(2024, 10, 14)),
        (None, dt.date(2024, 10, 14)),
        ("Tanpa tanggal", None),
    )
    assert dated_sources(rows, TEXT) == (
        "Sumber: a.example (14 Okt 2024); Koran Kota 17 Sep 2024 (17 Sep 2024); Tanpa tanggal"
    )


def test_sources_without_room_are_counted() -> None:
    many = cited(*((f"Surat Kabar Nomor {number}", dt.date(2024, 1, 1)) for number in range(40)))
    told = dated_sources(many, TEXT)
    shown = told.count("Surat Kabar")
    assert 3 < shown < 10
    assert told.endswith(f"; dan {40 - shown} sumber lain")
    assert len(told) < 300
    assert len(dated_sources(cited(("x" * 900, None)), TEXT)) < 120


def test_figures_without_a_source_and_no_figures_are_two_things() -> None:
    assert dated_sources(cited(), TEXT) == "Sumber: tidak ada angka yang ditampilkan."
    assert dated_sources(cited(("", dt.date(2024, 1, 1))), TEXT).endswith("tidak menyebut sumbernya.")
