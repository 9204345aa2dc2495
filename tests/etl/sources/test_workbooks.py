"""The three sources as workbooks: dates, counts and merged titles as offices send them."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter

from etl.stage import stage
from etl.staged import Staged
from geo.regions import RegionIndex

Cells = list[list[object]]
INDEX = RegionIndex.packaged()


def book(path: Path, *sheets: tuple[str, Cells]) -> Path:
    """A workbook of these sheets; days are written as Excel's days."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets:
            sheet = workbook.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        sheet.write_datetime(row, column, pd.Timestamp(cell).to_pydatetime(), day)
                    elif cell != "":
                        sheet.write(row, column, cell)
    return path


def staged(path: Path) -> Staged:
    return stage(path, index=INDEX)


def test_a_headcount_under_a_title(tmp_path: Path) -> None:
    """Region and date stand above the table, a totals row below; pensioners have a column that is left out."""
    rows: Cells = [
        ["PEMERINTAH KABUPATEN KONAWE"], ["Keadaan per 30 September 2024"], [],
        ["No", "Perangkat Daerah", "PNS", "PPPK", "Jumlah ASN", "Pensiunan"],
        [1, "Dinas Kesehatan", 400, 90, 490, 12], [2, "Dinas Pendidikan", 1200, 300, 1500, 40],
        ["", "Jumlah", 1600, 390, 1990, 52],
    ]  # fmt: skip
    file = staged(book(tmp_path / "asn.xlsx", ("Rekap", rows)))
    assert (file.error, file.source, file.read, file.rejected) == (None, "headcount", 2, 0)
    assert "Pensiunan" in file.dropped_columns
    totals = file.observations[file.observations["category"] == "total"]
    assert totals[["region_code", "agency", "value"]].values.tolist() == [
        ["74.02", "Dinas Kesehatan", 490], ["74.02", "Dinas Pendidikan", 1500],
    ]  # fmt: skip
    assert {day.date() for day in totals["as_of"]} == {date(2024, 9, 30)}
    assert file.conflicts.empty


def test_a_report_log_of_excel_days(tmp_path: Path) -> None:
    rows: Cells = [
        ["BUKU REGISTER LAPORAN"], ["No", "Nomor Laporan", "Tanggal Laporan", "Kab/Kota", "Laporan/Temuan", "Uraian"],
        [1, "001/LP/X/2024", date(2024, 10, 10), "Kab. Konawe", "Laporan", "Si Fulan"],
        [2, "002/TM/X/2024", date(2024, 10, 12), "Kab. Muna", "Temuan", "Si Fulan"],
    ]  # fmt: skip
    file = staged(book(tmp_path / "register.xlsx", ("2024", rows)))
    assert (file.error, file.source, file.read, file.rejected) == (None, "report_log", 2, 0)
    said = file.observations[["region_code", "category"]].values.tolist()
    assert said == [["74.02", "report"], ["74.03", "finding"]]
    assert [day.date() for day in file.observations["as_of"]] == [date(2024, 10, 10), date(2024, 10, 12)]
    assert "Fulan" not in repr(file)


@pytest.mark.parametrize("form", ["steps", "cases"])
def test_cases_in_either_form(tmp_path: Path, form: str) -> None:
    steps: Cells = [
        ["Nomor Perkara", "Tahap", "Tanggal Tahap", "Kab/Kota", "Sanksi"],
        ["K-1", "Diteruskan ke BKN", date(2024, 10, 5), "Kab. Konawe", ""],
        ["K-1", "Direkomendasikan", date(2024, 10, 20), "Kab. Konawe", ""],
        ["K-1", "Dijatuhi sanksi", date(2024, 11, 30), "Kab. Konawe", "Teguran tertulis"],
    ]
    one: Cells = [
        ["Nomor Perkara", "Kab/Kota", "Tgl Penerusan", "Tgl Rekomendasi", "Tgl Sanksi", "Sanksi"],
        ["K-1", "Kab. Konawe", date(2024, 10, 5), date(2024, 10, 20), date(2024, 11, 30), "Teguran tertulis"],
    ]
    file = staged(book(tmp_path / "perkara.xlsx", ("Sheet1", steps if form == "steps" else one)))
    assert (file.error, file.source, file.rejected) == (None, "case_outcome", 0)
    assert file.read == (3 if form == "steps" else 1)
    found = [
        (row["state"], row["as_of"].date().isoformat(), row["sanction_level"]) for row in file.cases.to_dict("records")
    ]
    assert found == [
        ("forwarded", "2024-10-05", ""), ("recommended", "2024-10-20", ""), ("followed_up", "2024-11-30", "ringan"),
    ]  # fmt: skip


@pytest.mark.parametrize("source", ["report_log", "case_outcome"])
def test_one_sheet_with_names_refuses_the_whole_workbook(tmp_path: Path, source: str) -> None:
    """The names stand on the second of two sheets."""
    head: list[object] = (
        ["Nomor Laporan", "Tanggal", "Kab/Kota"]
        if source == "report_log"
        else ["Nomor Perkara", "Tanggal", "Kab/Kota", "Status"]
    )
    rest: list[object] = [] if source == "report_log" else ["Terbukti"]
    plain: Cells = [head, ["x-1", date(2024, 10, 10), "Kab. Konawe", *rest]]
    named: Cells = [[*head, "Nama Terlapor"], ["x-2", date(2024, 10, 11), "Kab. Muna", *rest, "Sitti Rahmawati"]]
    file = staged(book(tmp_path / "dua.xlsx", ("Konawe", plain), ("Muna", named)))
    assert file.error is not None
    assert (file.error.rule, file.read) == ("person_columns", 0)
    assert "Nama Terlapor" in file.error.message
    assert "Sitti" not in repr(file)


def test_error_cells_reject_their_rows(tmp_path: Path) -> None:
    rows: Cells = [
        ["Kab/Kota", "Tanggal", "Jumlah ASN"], ["Kab. Konawe", date(2024, 9, 30), "#REF!"],
        ["Kab. Muna", date(2024, 9, 30), 7000],
    ]  # fmt: skip
    file = staged(book(tmp_path / "asn.xlsx", ("Sheet1", rows)))
    assert file.rejects[["row", "column", "rule"]].values.tolist() == [[2, "headcount", "cell_error"]]
    assert file.observations["region_code"].to_list() == ["74.03"]
