"""Every header under which offices name the government is read, so that no code beside it stays unchecked."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from etl.sources import contracts
from etl.stage import stage
from geo.regions import RegionIndex
from tests.etl.loading import write_csv

HEADERS = (
    "Nama Wilayah", "Wilayah", "Nama Kab/Kota", "Nama Kabupaten/Kota", "Nama Pemda", "Nama Instansi", "Nama Kabupaten",
    "Nama Kota", "Nama Pemerintah Daerah", "NAMA KAB./KOTA",
)  # fmt: skip


@pytest.mark.parametrize("header", HEADERS)
def test_a_code_of_another_region_than_the_name_is_rejected_under_each_header(header: str, tmp_path: Path) -> None:
    columns: Sequence[str] = ("Kode Wilayah", header, "Tanggal", "Jml ASN", "Sudah TTD")
    rows = [("74.71", name, "2024-09-30", 100, 60) for name in ("Kota Bandung", "Kota Kendari")]
    found = stage(write_csv(tmp_path / "a.csv", columns, rows), index=RegionIndex.packaged())
    assert (found.error, found.dropped_columns) == (None, ())
    assert found.rejects[["row", "rule"]].to_numpy().tolist() == [[2, "code_differs"]]


@pytest.mark.parametrize("source", sorted(contracts()))
def test_every_source_reads_the_same_headers(source: str) -> None:
    (column,) = contracts()[source].of_kind("region")
    assert {"Nama Wilayah", "Wilayah", "Nama Kab/Kota", "Nama Kabupaten/Kota", "Nama Pemda"} <= set(column.headers)


HEAD = ("Kab/Kota", "Tanggal", "Jml ASN", "Sudah TTD")
REGENCIES = [("Kota Kendari", "2024-09-30", 100, 60), ("Kota Baubau", "2024-09-30", 50, 40)]


@pytest.mark.parametrize(("signed", "rejected"), [(100, [4]), (99, [])])
def test_a_province_that_is_the_sum_of_its_regencies_is_not_its_own_government(
    signed: int, rejected: list[int], tmp_path: Path
) -> None:
    rows = [*REGENCIES, ("Sulawesi Tenggara", "2024-09-30", 150, signed)]
    found = stage(write_csv(tmp_path / "a.csv", HEAD, rows), index=RegionIndex.packaged())
    assert found.rejects["row"].tolist() == rejected
    assert set(found.rejects["rule"]) <= {"sum_of_regencies"}


def test_a_headcount_that_sums_regencies_is_told_as_well(tmp_path: Path) -> None:
    rows = [("Kota Kendari", "2024", 10, 6), ("Kota Baubau", "2024", 5, 4), ("Prov. Sulawesi Tenggara", "2024", 15, 10)]
    path = write_csv(tmp_path / "a.csv", ("Kab/Kota", "Tanggal", "PNS", "PPPK"), rows)
    found = stage(path, "headcount", index=RegionIndex.packaged())
    assert found.rejects[["row", "rule"]].to_numpy().tolist() == [[4, "sum_of_regencies"]]


def test_a_row_without_agency_beside_others_with_one_is_told(tmp_path: Path) -> None:
    rows = [("Kota Kendari", "Dinas A", "2024-08-31", 10, 6), ("Kota Kendari", "", "2024-09-30", 10, 8)]
    found = stage(write_csv(tmp_path / "a.csv", ("Kab/Kota", "OPD", *HEAD[1:]), rows), index=RegionIndex.packaged())
    assert "whole_government" in {note.kind for note in found.notes}
    alone = stage(write_csv(tmp_path / "b.csv", HEAD, REGENCIES), index=RegionIndex.packaged())
    assert "whole_government" not in {note.kind for note in alone.notes}


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([("Dinas Pendidikan", 110, 55), ("SMP 1", 100, 50), ("SMP 2", 10, 5), ("Dinas B", 3, 1)], 1),
        ([("Kecamatan A", 100, 50), ("Kecamatan B", 10, 5), ("Dua kecamatan", 110, 55), ("Dinas B", 3, 1)], 1),
        ([("Dinas A", 100, 50), ("Dinas B", 100, 50), ("Dinas C", 0, 0)], 0),
        ([("Dinas A", 100, 50), ("Dinas B", 10, 5), ("Dinas C", 110, 54)], 0),
        ([("Dinas A", 5, 0), ("Dinas B", 5, 0), ("Dinas C", 10, 0)], 0),
        ([("Dinas A", 100, 50), ("Dinas B", 10, 5), ("", 110, 55)], 0),
    ],
)
def test_a_row_that_sums_its_neighbours_is_told_and_stays(
    counts: list[tuple[str, int, int]], told: int, tmp_path: Path
) -> None:
    rows = [("Kota Kendari", agency, "2024-09-30", employed, signed) for agency, employed, signed in counts]
    found = stage(write_csv(tmp_path / "a.csv", ("Kab/Kota", "OPD", *HEAD[1:]), rows), index=RegionIndex.packaged())
    assert len(found.records) == len(counts) - sum(employed == 0 for _, employed, _ in counts)
    assert [note.detail["rows"] for note in found.notes if note.kind == "sum_of_rows"] == [told] * bool(told)


STAFF = ("Kab/Kota", "Tanggal", "PNS", "PPPK", "covers")


@pytest.mark.parametrize(
    ("region", "day", "rejected"),
    [
        ("Papua Selatan", "2022-07-24", [2]),
        ("Papua Selatan", "2022-07-25", []),
        ("Papua", "2022-07-24", []),
        ("Kab. Merauke", "2022-07-24", []),
        ("Kab. Muna Barat", "2014-07-22", [2]),
    ],
)
def test_a_government_says_nothing_before_it_was_founded(
    region: str, day: str, rejected: list[int], tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "a.csv", STAFF, [(region, day, 100, 60, "government")])
    found = stage(path, "headcount", index=RegionIndex.packaged())
    assert found.rejects["row"].tolist() == rejected
    assert set(found.rejects["rule"]) <= {"not_yet_founded"}


def test_an_area_may_be_spoken_of_from_before_it_was_a_province(tmp_path: Path) -> None:
    rows = [("Papua Selatan", "2021-12-31", 900, 10, covers) for covers in ("area", "government")]
    found = stage(write_csv(tmp_path / "a.csv", STAFF, rows), "headcount", index=RegionIndex.packaged())
    assert found.rejects[["row", "rule"]].to_numpy().tolist() == [[3, "not_yet_founded"]]
    assert found.rejects["detail"].iloc[0] == {
        "region": "Papua Selatan", "since": "2022-07-25", "date": "2021-12-31",
    }  # fmt: skip
