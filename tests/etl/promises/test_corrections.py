"""Rejected rows go out as a workbook, are corrected there, come back, and are closed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import select

from etl.corrections import MARK, REASON, REMEDY, WHERE, Origin, read_origin
from etl.forms.reject_book import write_reject_book
from etl.receipt import Counts
from etl.settings import Place
from etl.warehouse import rejected
from etl.warehouse.connect import reading
from etl.warehouse.schema import case_step, record, reject_row
from tests.etl.loading import event_row, events, load_for_few, place_in, recap, values_of, write_csv
from tests.etl.loading import load_for_none as load
from tests.etl.people.registers import nip, register, row

KONAWE, DAY = "Kabupaten Konawe", "2024-09-30"
GOOD, BAD = (KONAWE, "Dinas A", DAY, 100, 60), (KONAWE, "Dinas B", DAY, 50, 51)


def export(place: Place, path: Path, run: str | None = None) -> Path:
    with reading(place) as connection:
        rejects, rows = rejected.rejects(connection, run), rejected.rejected_rows(connection, run)
    with path.open("wb") as file:
        write_reject_book(rows, rejects, file, "id")
    return path


def correct(path: Path, cells: Mapping[str, Any], *, row: int = 2, sheet: str = "pact_recap") -> Path:
    """Type into a row of the workbook, by header, and save it as a clerk would."""
    book = openpyxl.load_workbook(path)
    for name, value in cells.items():
        book[sheet].cell(row, headers(book[sheet]).index(name) + 1).value = value
    book.save(path)
    return path


def headers(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for cell in sheet[1]]


def open_rejects(place: Place) -> list[dict[str, Any]]:
    with reading(place) as connection:
        return rejected.rejects(connection)


def test_the_workbook_shows_the_row_its_reason_and_its_broken_cell(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load(place, recap(tmp_path / "a.csv", GOOD, BAD))
    book = openpyxl.load_workbook(export(place, tmp_path / "r.xlsx"))
    sheet = book["pact_recap"]
    row = dict(zip(headers(sheet), [cell.value for cell in sheet[2]], strict=True))
    assert sheet.max_row == 2
    assert (row["Pemerintah daerah"], row["Perangkat daerah"], row["Jumlah ASN"]) == (KONAWE, "Dinas B", 50)
    assert row[WHERE] == "a.csv, baris 3"
    assert "51 menandatangani, padahal pegawainya 50" in row[REASON]
    assert row[REMEDY]
    coloured = {headers(sheet)[cell.column - 1] for cell in sheet[2] if cell.fill.fgColor.rgb == "FFF8D0C8"}
    assert coloured == {"Sudah menandatangani"}
    place_of_mark = openpyxl.utils.get_column_letter(headers(sheet).index(MARK) + 1)
    assert sheet.column_dimensions[place_of_mark].hidden
    assert sheet.protection.sheet
    assert sheet[f"{place_of_mark}2"].protection.locked
    assert not sheet["D2"].protection.locked
    assert {each.type for each in sheet.data_validations.dataValidation} >= {"list", "whole", "date"}
    assert "Catatan" not in headers(sheet)


def test_the_remedy_of_a_choice_names_the_words_of_the_list_in_its_cell(tmp_path: Path) -> None:
    place, header = place_in(tmp_path), ["Pemda", "OPD", "Tanggal", "Jumlah ASN", "Sudah TTD", "Lingkup"]
    load(place, write_csv(tmp_path / "a.csv", header, [[KONAWE, "Dinas B", DAY, "50", "40", "kadang"]]))
    sheet = openpyxl.load_workbook(export(place, tmp_path / "r.xlsx"))["pact_recap"]
    row = dict(zip(headers(sheet), [cell.value for cell in sheet[2]], strict=True))
    assert row[REMEDY] == "Pilih salah satu: semua, pimpinan, satu unit, simbolis, tidak diketahui."


def test_corrected_rows_load_as_what_they_are_and_are_closed(place: Place, tmp_path: Path) -> None:
    original = recap(tmp_path / "a.csv", GOOD, BAD)
    first = load_for_few(place, original)
    book = correct(export(place, tmp_path / "r.xlsx"), {"Sudah menandatangani": 50})
    second = load_for_few(place, book)
    assert (second.counts, second.exit_code) == (Counts(read=1, accepted=1), 0)
    assert open_rejects(place) == []
    with reading(place) as connection:
        [told] = rejected.rejects(connection, first.run_id)
        row = connection.execute(select(record).where(record.c.agency == "Dinas B")).one()
    assert told["closed_by"] == second.run_id
    assert (row.path, row.sheet, row.row, row.run_id) == (str(original), "", 3, second.run_id)
    assert values_of(place, "pact_signing_rate", region_code="74.02")["numerator"].tolist()[-1] == 110


def test_every_month_of_a_row_comes_back_with_its_correction(place: Place, tmp_path: Path) -> None:
    header = ["OPD", "Jumlah ASN", "Sudah TTD September 2024", "Sudah TTD Oktober 2024"]
    rows = [[KONAWE, "", "", ""], header, ["Dinas A", 100, 120, 90], ["Dinas B", 50, 40, 50]]
    load_for_few(place, write_csv(tmp_path / "a.csv", rows[0], rows[1:]))
    book = correct(export(place, tmp_path / "r.xlsx"), {"Sudah menandatangani": 80})
    receipt = load_for_few(place, book)
    assert (receipt.counts, open_rejects(place)) == (Counts(read=1, accepted=1), [])
    rates = values_of(place, "pact_signing_rate", region_code="74.02", extent="government")
    assert rates[["numerator", "denominator"]].to_numpy().tolist() == [[120, 150], [140, 150]]
    assert load_for_few(place, book).counts == Counts(read=1, unchanged=1)


def test_every_step_of_a_case_comes_back_with_its_correction(tmp_path: Path) -> None:
    place, header = place_in(tmp_path), ["Nomor Perkara", "Pemda", "Tanggal Diterima", "Tanggal Registrasi", "Kategori"]
    load(place, write_csv(tmp_path / "a.csv", header, [["K-1", KONAWE, "2024-09-12", "2024-09-14", "xyz"]]))
    book = export(place, tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(book)["case_outcome"]
    states = [sheet.cell(line, headers(sheet).index("Tahap") + 1).value for line in (2, 3)]
    assert states == ["Laporan/temuan diterima", "Diregistrasi"]
    for line in (2, 3):
        correct(book, {"Kategori pelanggaran": "disiplin"}, row=line, sheet="case_outcome")
    assert load(place, book).counts == Counts(read=1, accepted=1)
    with reading(place) as connection:
        assert sorted(connection.scalars(select(case_step.c.state))) == ["received", "registered"]
    assert open_rejects(place) == []


@pytest.mark.parametrize("gone", [2, 3])
@pytest.mark.parametrize("emptied", [True, False])
def test_a_row_of_which_a_part_stays_behind_is_not_loaded(tmp_path: Path, gone: int, emptied: bool) -> None:
    """Deleted, emptied, or saved for another time: what comes back stands in place of all that the row said."""
    place = place_in(tmp_path)
    header = ["OPD", "Jumlah ASN", "Sudah TTD September 2024", "Sudah TTD Oktober 2024"]
    load(place, write_csv(tmp_path / "a.csv", [KONAWE, "", "", ""], [header, ["Dinas A", 100, 120, 90]]))
    book = correct(export(place, tmp_path / "r.xlsx"), {"Sudah menandatangani": 80})
    partly = openpyxl.load_workbook(book)
    if emptied:
        names = headers(partly["pact_recap"])
        for name in names:
            if name != MARK:
                partly["pact_recap"].cell(gone, names.index(name) + 1).value = None
    else:
        partly["pact_recap"].delete_rows(gone)
    partly.save(tmp_path / "partly.xlsx")
    refused = load(place, tmp_path / "partly.xlsx").files[0]
    assert refused.status == "refused" and "pact_recap" in str(refused.error)
    assert len(open_rejects(place)) == 1
    assert load(place, book).counts == Counts(read=1, accepted=1)


def test_a_row_with_one_part_still_wrong_is_rejected_with_all_its_parts(tmp_path: Path) -> None:
    place, header = place_in(tmp_path), ["Nomor Perkara", "Pemda", "Tanggal Diterima", "Tanggal Registrasi", "Kategori"]
    load(place, write_csv(tmp_path / "a.csv", header, [["K-1", KONAWE, "2024-09-12", "2024-09-14", "xyz"]]))
    book = correct(
        export(place, tmp_path / "r.xlsx"), {"Kategori pelanggaran": "disiplin"}, row=2, sheet="case_outcome"
    )
    assert load(place, book).counts == Counts(read=1, rejected=1)
    assert [(each["path"], each["row"], each["column"]) for each in open_rejects(place)] == [
        (str(tmp_path / "a.csv"), 2, "category")
    ]


def test_a_correction_leaves_the_rest_of_its_slice_alone(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    rows = [(KONAWE, "Dinas A", DAY, 100, 60, "all"), (KONAWE, "Dinas A", DAY, 10, 11, "leaders")]
    load_for_few(place, recap(tmp_path / "a.csv", *rows))
    receipt = load_for_few(place, correct(export(place, tmp_path / "r.xlsx"), {"Sudah menandatangani": 10}))
    assert receipt.counts == Counts(read=1, accepted=1)
    again = load_for_few(place, tmp_path / "r.xlsx")
    assert again.counts == Counts(read=1, unchanged=1)
    assert values_of(place, "pact_signing_rate", region_code="74.02")["numerator"].tolist() == [60]


def test_a_file_as_it_was_reopens_only_rows_whose_correction_no_longer_stands(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    contradicted = [(KONAWE, "Dinas B", DAY, 50, 40), (KONAWE, "Dinas C", DAY, 5, 6), BAD]
    original = recap(tmp_path / "a.csv", *contradicted)
    load(place, original)
    book = correct(export(place, tmp_path / "r.xlsx"), {"Sudah menandatangani": 5})
    load(place, correct(book, {"Sudah menandatangani": 50}, row=3))
    assert open_rejects(place) == []
    load(place, original)
    assert [row["row"] for row in open_rejects(place)] == [4]


def test_a_row_still_wrong_stays_open_once_under_its_first_place(place: Place, tmp_path: Path) -> None:
    original = recap(tmp_path / "a.csv", GOOD, BAD)
    first = load(place, original)
    book = correct(export(place, tmp_path / "r.xlsx"), {"Sudah menandatangani": 52})
    second = load(place, book)
    assert (second.counts, second.exit_code) == (Counts(read=1, rejected=1), 2)
    [still] = open_rejects(place)
    assert (still["run_id"], still["path"], still["row"]) == (second.run_id, str(original), 3)
    with reading(place) as connection:
        assert [row["closed_by"] for row in rejected.rejects(connection, first.run_id)] == [second.run_id]
    again = load(place, correct(export(place, tmp_path / "s.xlsx"), {"Sudah menandatangani": 50}))
    assert (again.counts.accepted, open_rejects(place)) == (1, [])


def test_an_old_workbook_closes_what_its_later_copy_left_open(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load(place, recap(tmp_path / "a.csv", GOOD, BAD))
    book = export(place, tmp_path / "r.xlsx")
    load(place, correct(book, {"Sudah menandatangani": 52}))
    load(place, correct(book, {"Sudah menandatangani": 50}))
    assert open_rejects(place) == []


def test_rows_of_several_files_and_sources_come_back_together(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load(
        place,
        recap(tmp_path / "a.csv", GOOD, BAD, (KONAWE, "Dinas C", "31-02-2024", 10, 1)),
        recap(tmp_path / "b.csv", ("Bima", "Dinas D", DAY, 10, 1)),
        events(tmp_path / "e.csv", event_row("E-1", KONAWE, "74.02", DAY, "tiga")),
    )
    book = export(place, tmp_path / "r.xlsx")
    correct(book, {"Sudah menandatangani": 50})
    correct(book, {"Tanggal": DAY}, row=3)
    correct(book, {"Pemerintah daerah": "Kabupaten Bima"}, row=4)
    correct(book, {"Angka": 3}, sheet="event")
    receipt = load(place, book)
    assert [(file.source, file.counts.accepted) for file in receipt.files] == [("event", 1), ("pact_recap", 3)]
    assert (receipt.exit_code, open_rejects(place)) == (0, [])
    with reading(place) as connection:
        names = {Path(path).name for path in connection.scalars(select(record.c.path))}
    assert names == {"a.csv", "b.csv", "e.csv"}


def test_rows_deleted_in_the_workbook_stay_open_and_added_ones_are_its_own(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load(place, recap(tmp_path / "a.csv", BAD, (KONAWE, "Dinas C", DAY, 5, 6)))
    path = correct(export(place, tmp_path / "r.xlsx"), {"Sudah menandatangani": 50})
    book = openpyxl.load_workbook(path)
    sheet = book["pact_recap"]
    names = headers(sheet)
    for name in names:
        if name != MARK:
            sheet.cell(3, names.index(name) + 1).value = None
    added = {"Pemerintah daerah": KONAWE, "Perangkat daerah": "Dinas X", "Tanggal": DAY, "Jumlah ASN": 9,
             "Sudah menandatangani": 9}  # fmt: skip
    for name, value in added.items():
        sheet.cell(4, names.index(name) + 1).value = value
    book.save(path)
    assert load(place, path).counts.accepted == 2
    assert [row["row"] for row in open_rejects(place)] == [3]
    with reading(place) as connection:
        paths = dict(connection.execute(select(record.c.agency, record.c.path)).all())
    assert {agency: Path(path).name for agency, path in paths.items()} == {"Dinas B": "a.csv", "Dinas X": "r.xlsx"}


@pytest.mark.parametrize(
    "origin",
    [
        "[" * 5_000,
        '["x", "a.csv", "", 1e3]',
        '["x", "a.csv", "", 3, -1]',
        '["x", "a.csv", "", 3, 1, 1]',
        '["x", "a.csv", "", 3, "1"]',
        f'["x", "a.csv", "", {10**30}]',
        '["x", "\\ud800", "", 3]',
        '["x", "a\\u0000.csv", "", 3]',
        '["x", "197001011995031002.csv", "", 3]',
        '["x", "a.csv", "Drs. Wayan Sudarsana, M.Si", 3]',
    ],
)
def test_what_was_typed_into_the_hidden_column_is_no_origin(tmp_path: Path, origin: str) -> None:
    place = place_in(tmp_path)
    load(place, recap(tmp_path / "a.csv", GOOD, BAD))
    book = correct(export(place, tmp_path / "r.xlsx"), {"Sudah menandatangani": 52, MARK: origin})
    assert load(place, book).counts == Counts(read=1, rejected=1)
    assert {(Path(row["path"]).name, row["sheet"]) for row in open_rejects(place)} == {
        ("a.csv", ""), ("r.xlsx", "pact_recap")
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "rows", "right", "other"),
    [
        ("pact_recap", [GOOD, BAD], {"Sudah menandatangani": 50}, {}),
        (
            "pact_register",
            [row(KONAWE, "Dinas A", nip(1)), row(KONAWE, "Dinas B", "1")],
            {"NIP": nip(3)},
            {"NIP": nip(4)},
        ),
    ],
)
def test_the_copy_of_a_row_is_rejected_beside_the_one_that_it_copies(
    sheet: str, rows: Any, right: Mapping[str, Any], other: Mapping[str, Any], tmp_path: Path
) -> None:
    place, file = place_in(tmp_path), tmp_path / "a.csv"
    load(place, register(file, rows) if sheet == "pact_register" else recap(file, *rows))
    path = correct(export(place, tmp_path / "r.xlsx"), right, sheet=sheet)
    book = openpyxl.load_workbook(path)
    book[sheet].append([cell.value for cell in book[sheet][2]])
    book.save(path)
    correct(path, {"Perangkat daerah": "Dinas C", **other}, row=3, sheet=sheet)
    assert load(place, path).counts == Counts(read=2, accepted=1, rejected=1)
    [told] = open_rejects(place)
    assert (told["rule"], told["row"], told["detail"]) == ("copied_row", 3, {"row": 3, "first": 2})
    with reading(place) as connection:
        assert "Dinas C" not in set(connection.scalars(select(record.c.agency)))
    again = correct(export(place, tmp_path / "s.xlsx"), other, sheet=sheet)
    assert (load(place, again).counts, open_rejects(place)) == (Counts(read=1, accepted=1), [])


def test_a_row_corrected_anew_leaves_nothing_of_its_former_correction(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load_for_few(place, recap(tmp_path / "a.csv", GOOD, BAD))
    book = export(place, tmp_path / "r.xlsx")
    load_for_few(place, correct(book, {"Sudah menandatangani": 50}))
    receipt = load_for_few(place, correct(book, {"Perangkat daerah": "Dinas C"}))
    assert receipt.counts == Counts(read=1, accepted=1, replaced=1)
    assert values_of(place, "pact_signing_rate", region_code="74.02")["denominator"].tolist()[-1] == 150
    load_for_few(place, recap(tmp_path / "a.csv", GOOD, (KONAWE, "Dinas D", DAY, 50, 51)))
    assert values_of(place, "pact_signing_rate", region_code="74.02")["denominator"].tolist()[-1] == 100
    assert len(open_rejects(place)) == 1


def test_the_masked_name_of_a_file_is_an_origin() -> None:
    origin = Origin("x", "kiriman/•••.csv", "••• (2)", 3)
    assert read_origin(origin.written()) == origin


def test_taking_the_correction_back_opens_the_reject_again(tmp_path: Path) -> None:
    from tests.etl.promises.test_revert import revert

    place = place_in(tmp_path)
    load_for_few(place, recap(tmp_path / "a.csv", GOOD, BAD))
    second = load_for_few(place, correct(export(place, tmp_path / "r.xlsx"), {"Sudah menandatangani": 50}))
    revert(place, second.run_id)
    assert len(open_rejects(place)) == 1


def test_persons_and_free_text_stay_behind_and_a_mask_is_no_value(tmp_path: Path) -> None:
    place, nip = place_in(tmp_path), "197001011995031002"
    header = ["government", "agency", "date", "employed", "signed", "source", "note", "Nama"]
    row = [KONAWE, f"Dinas {nip}", DAY, 10, 11, "Surat 1", "rahasia", "Siti Rahmawati"]
    load(place, write_csv(tmp_path / "a.csv", header, [row]))
    with reading(place) as connection:
        cells = connection.scalars(select(reject_row.c.cells)).one()
    assert cells == {"government": KONAWE, "agency": "•••", "date": DAY, "employed": "10", "signed": "11",
                     "source": "Surat 1"}  # fmt: skip
    book = export(place, tmp_path / "r.xlsx")
    receipt = load(place, correct(book, {"Sudah menandatangani": 10}))
    assert receipt.counts == Counts(read=1, rejected=1)
    assert {each["rule"] for each in open_rejects(place)} == {"looks_like_person"}
    assert load(place, correct(book, {"Perangkat daerah": "Dinas A"})).counts.accepted == 1


def test_a_formula_that_was_typed_stays_text(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load(place, recap(tmp_path / "a.csv", (KONAWE, "=1+1", DAY, 10, 11)))
    sheet = openpyxl.load_workbook(export(place, tmp_path / "r.xlsx"))["pact_recap"]
    cell = sheet.cell(2, headers(sheet).index("Perangkat daerah") + 1)
    assert (cell.data_type, cell.value) == ("s", "=1+1")


@pytest.mark.parametrize("cells", [["a", "b"], ["a", "b", "c", "d", "e", "f", "g"]])
def test_a_row_of_which_no_cell_can_be_told_is_there_with_its_reason(tmp_path: Path, cells: list[str]) -> None:
    place, file = place_in(tmp_path), recap(tmp_path / "a.csv", GOOD)
    with file.open("a") as more:
        more.write(",".join(cells) + "\n")
    load(place, file)
    sheet = openpyxl.load_workbook(export(place, tmp_path / "r.xlsx"))["pact_recap"]
    assert sheet.cell(2, 1).value
