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
