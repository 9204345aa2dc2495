"""Rejected rows of a register come back corrected, count beside it, and are closed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl import custody
from etl.corrections import MARK
from etl.receipt import Counts
from etl.revert import RevertRefusedError, revert
from etl.settings import Place
from etl.warehouse import rejected
from etl.warehouse.connect import reading
from geo.regions import RegionIndex
from tests.etl.loading import FEW, people_in, place_in, values_of, write_csv
from tests.etl.loading import load as load_for_all
from tests.etl.loading import load_for_few as load
from tests.etl.people.registers import nip, register, row
from tests.etl.promises.test_corrections import correct, export, headers, open_rejects

KENDARI, HEALTH, SCHOOLS = "Kota Kendari", "Dinas Kesehatan", "Dinas Pendidikan"
SIGNED = "Tanggal menandatangani"
GOOD = [row(KENDARI, HEALTH, nip(1), "2024-09-10"), row(KENDARI, HEALTH, nip(2))]
LATE = row(KENDARI, HEALTH, nip(3), "2025-01-01")  # signed after the register's date
FIXED = row(KENDARI, HEALTH, nip(3), "2024-09-20")


def fix(path: Path, cells: Mapping[str, Any], at: int = 2) -> Path:
    return correct(path, cells, row=at, sheet="pact_register")


def rate(place: Place) -> tuple[float, float] | None:
    found = values_of(place, "pact_signing_rate", region_code="74.71")
    found = found[found["denominator"].notna()]
    return None if found.empty else (found["numerator"].iloc[-1], found["denominator"].iloc[-1])


def test_a_corrected_row_counts_beside_its_register_and_is_closed(place: Place, tmp_path: Path) -> None:
    load(place, register(tmp_path / "a.csv", [*GOOD, LATE]))
    assert rate(place) == (1, 2)
    book = fix(export(place, tmp_path / "r.xlsx"), {SIGNED: "2024-09-20"})
    receipt = load(place, book)
    assert (receipt.counts, receipt.exit_code) == (Counts(read=1, accepted=1), 0)
    assert (rate(place), open_rejects(place)) == ((2, 3), [])
    assert load(place, book).counts == Counts(read=1, unchanged=1)
    looked_at, faults = custody.check(place, people_in(tmp_path))
    assert (looked_at, faults) == (2, [])


def test_a_corrected_row_without_an_agency_is_not_the_whole_government(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load(place, register(tmp_path / "a.csv", [*GOOD, [KENDARI, "", *LATE[2:]]]))
    load(place, fix(export(place, tmp_path / "r.xlsx"), {SIGNED: "2024-09-20"}))
    assert rate(place) == (2, 3)


def test_the_workbook_holds_the_pseudonym_and_the_date_and_never_the_number(tmp_path: Path) -> None:
    place, header = place_in(tmp_path), ("Kab/Kota", "OPD", "NIP", "Tgl TTD")
    rows = [(KENDARI, HEALTH, nip(1), "2024-09-10"), (KENDARI, HEALTH, nip(2), "kapan-kapan")]
    load_for_all(place, register(tmp_path / "a.csv", rows, header))
    book = export(place, tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(book)["pact_register"]
    cells = dict(zip(headers(sheet), [cell.value for cell in sheet[2]], strict=True))
    assert str(cells["NIP"]).startswith("PSN-")
    assert cells["Tanggal daftar"].date().isoformat() == "2024-09-10"
    assert nip(2) not in str([[cell.value for cell in each] for each in sheet])
    assert load_for_all(place, fix(book, {SIGNED: "2024-09-05"})).counts == Counts(read=1, accepted=1)
    assert values_of(place, "pact_signed_count", region_code="74.71")["value"].tolist() == [2]


def test_the_number_may_be_typed_over_the_pseudonym_or_over_nothing(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load(place, register(tmp_path / "a.csv", [*GOOD, row(KENDARI, HEALTH, "12345", "2024-09-20"), LATE]))
    book = export(place, tmp_path / "r.xlsx")
    fix(book, {"NIP": nip(4)})
    fix(book, {"NIP": nip(3), SIGNED: "2024-09-20"}, at=3)
    assert load(place, book).counts == Counts(read=2, accepted=2)
    assert (rate(place), open_rejects(place)) == ((3, 4), [])


def test_a_person_of_the_register_who_comes_corrected_too_counts_once(tmp_path: Path) -> None:
    place, again = place_in(tmp_path), row(KENDARI, HEALTH, nip(1), "2025-01-01")
    load(place, register(tmp_path / "a.csv", [*GOOD, again]))
    receipt = load(place, fix(export(place, tmp_path / "r.xlsx"), {SIGNED: "2024-09-20"}))
    assert receipt.counts == Counts(read=1, superseded=1)
    assert rate(place) == (1, 2)


def test_corrected_twice_the_last_word_counts(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load_for_all(place, register(tmp_path / "a.csv", [*GOOD, LATE]))
    book = export(place, tmp_path / "r.xlsx")
    load_for_all(place, fix(book, {SIGNED: "2024-09-20"}))
    load_for_all(place, fix(book, {SIGNED: None, "Status": "belum"}))
    assert rate(place) == (1, 3)
    load_for_all(place, fix(book, {"Perangkat daerah": SCHOOLS}))
    assert rate(place) == (1, 3)
    agencies = values_of(place, "pact_agency_complete_share", region_code="74.71")
    assert agencies["denominator"].tolist()[-1] == 2


def test_the_register_as_it_was_leaves_the_correction_and_another_one_ends_it(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    file = register(tmp_path / "a.csv", [*GOOD, LATE])
    load(place, file)
    load(place, fix(export(place, tmp_path / "r.xlsx"), {SIGNED: "2024-09-20"}))
    load(place, file)
    assert rate(place) == (2, 3)
    load(place, register(tmp_path / "a.csv", [*GOOD, FIXED]))
    assert rate(place) == (2, 3)
    load(place, register(tmp_path / "a.csv", GOOD))
    assert rate(place) == (1, 2)


def test_the_register_as_it_was_reopens_nothing_that_stands_corrected(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    file = register(tmp_path / "a.csv", [*GOOD, LATE])
    load(place, file)
    corrected = load(place, fix(export(place, tmp_path / "r.xlsx"), {SIGNED: "2024-09-20"}))
    again = load(place, file)
    assert (again.counts.rejected, rate(place), open_rejects(place)) == (1, (2, 3), [])
    with reading(place) as connection:
        [told] = rejected.rejects(connection, again.run_id)
    assert told["closed_by"] == corrected.run_id
    load(place, register(tmp_path / "a.csv", [*GOOD, LATE, row(KENDARI, HEALTH, nip(5))]))
    assert (rate(place), len(open_rejects(place))) == ((1, 3), 1)
    load(place, register(tmp_path / "a.csv", [*GOOD, LATE]))
    assert (rate(place), len(open_rejects(place))) == ((1, 2), 1)


def test_a_correction_that_is_taken_back_leaves_its_row_open_again(tmp_path: Path) -> None:
    known: Any = {"indicators": FEW, "regions": RegionIndex.packaged(), "people": people_in(tmp_path)}
    place, file = place_in(tmp_path), register(tmp_path / "a.csv", [*GOOD, LATE])
    load(place, file)
    corrected = load(place, fix(export(place, tmp_path / "r.xlsx"), {SIGNED: "2024-09-20"}))
    load(place, file)
    revert(str(corrected.run_id), place, **known)
    assert (rate(place), len(open_rejects(place))) == ((1, 2), 1)


def test_a_new_register_under_another_name_ends_the_correction_too(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load(place, register(tmp_path / "a.csv", [*GOOD, LATE]))
    load(place, fix(export(place, tmp_path / "r.xlsx"), {SIGNED: "2024-09-20"}))
    unsigned = row(KENDARI, HEALTH, nip(3))
    load(place, register(tmp_path / "b.csv", [*GOOD, unsigned]))
    assert rate(place) == (1, 3)


def test_register_and_correction_in_one_load_are_as_one_after_the_other(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    file = register(tmp_path / "a.csv", [*GOOD, LATE])
    load(place, file)
    book = fix(export(place, tmp_path / "r.xlsx"), {SIGNED: "2024-09-20"})
    receipt = load(place, file, book)
    assert [each.counts for each in receipt.files] == [
        Counts(read=3, rejected=1, unchanged=2),
        Counts(read=1, accepted=1),
    ]
    assert rate(place) == (2, 3)
    assert open_rejects(place) == []
    other = register(tmp_path / "a.csv", [*GOOD, LATE, row(KENDARI, HEALTH, nip(5))])
    load(place, other, book)
    assert (rate(place), open_rejects(place)) == ((2, 4), [])


UNREADABLE = row(KENDARI, HEALTH, "12345", "2024-09-20")


def saved_anew(path: Path) -> Path:
    """The same rows in other bytes, as a spreadsheet program leaves them."""
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n"))
    return path


def test_a_row_is_the_same_one_for_as_long_as_its_file_rejects_it_as_it_was(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    file = register(tmp_path / "a.csv", [*GOOD, UNREADABLE])
    load(place, file)
    first = export(place, tmp_path / "r.xlsx")
    load(place, saved_anew(file))
    second = export(place, tmp_path / "s.xlsx")
    assert len(open_rejects(place)) == 1
    load(place, fix(first, {"NIP": nip(3)}))
    load(place, fix(second, {"NIP": nip(4), "Perangkat daerah": SCHOOLS}))
    assert (rate(place), open_rejects(place)) == ((2, 3), [])
    load(place, register(tmp_path / "a.csv", [*GOOD, UNREADABLE]))
    assert (rate(place), open_rejects(place)) == ((2, 3), [])
    assert load(place, fix(first, {"NIP": "54321"})).counts == Counts(read=1, rejected=1)
    assert (rate(place), open_rejects(place)) == ((2, 3), [])


def test_a_workbook_replaces_the_corrections_of_its_own_rows_alone(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load(place, register(tmp_path / "a.csv", [*GOOD, UNREADABLE, UNREADABLE]))
    book = export(place, tmp_path / "r.xlsx")
    fix(book, {"NIP": nip(3)})
    load(place, fix(book, {"NIP": nip(4)}, at=3))
    emptied = dict.fromkeys(headers(openpyxl.load_workbook(book)["pact_register"]))
    del emptied[MARK]
    fix(book, emptied)
    receipt = load(place, fix(book, {"NIP": nip(5), SIGNED: None, "Status": "belum"}, at=3))
    assert receipt.counts == Counts(read=1, accepted=1, skipped=1, replaced=1)
    assert (rate(place), open_rejects(place)) == ((2, 4), [])


@pytest.mark.parametrize(
    "rows",
    [
        [*GOOD, row(KENDARI, HEALTH, "12345", "2024-09-21")],
        [*GOOD, row(KENDARI, SCHOOLS, "67890"), UNREADABLE],
    ],
)
def test_a_row_that_is_another_one_is_open_and_the_former_corrected_no_more(
    rows: list[list[str]], tmp_path: Path
) -> None:
    place = place_in(tmp_path)
    load(place, register(tmp_path / "a.csv", [*GOOD, UNREADABLE]))
    book = fix(export(place, tmp_path / "r.xlsx"), {"NIP": nip(3)})
    load(place, book)
    load(place, register(tmp_path / "a.csv", rows))
    assert (rate(place), len(open_rejects(place))) == ((1, 2), len(rows) - 2)


def test_a_register_of_which_every_row_was_rejected_comes_back_row_by_row(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load_for_all(place, register(tmp_path / "a.csv", [UNREADABLE, UNREADABLE]))
    book = export(place, tmp_path / "r.xlsx")
    assert load_for_all(place, fix(book, {"NIP": nip(3)})).counts == Counts(read=2, accepted=1, rejected=1)
    load_for_all(place, fix(book, {"NIP": nip(4), SIGNED: None, "Status": "belum"}, at=3))
    assert (rate(place), open_rejects(place)) == (None, [])  # whether it lists all was not known when it came
    assert values_of(place, "pact_signed_count", region_code="74.71")["value"].tolist() == [1]


def test_a_workbook_of_rows_that_have_changed_since_is_refused(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load(place, register(tmp_path / "a.csv", [*GOOD, UNREADABLE, UNREADABLE]))
    book = export(place, tmp_path / "r.xlsx")
    fix(book, {"NIP": nip(3)})
    fix(book, {"NIP": "54321"}, at=3)
    load(place, register(tmp_path / "a.csv", [*GOOD, row(KENDARI, HEALTH, nip(4), "2024-09-20"), UNREADABLE]))
    (file,) = load(place, book).files
    assert file.status == "refused"
    assert "semula: 2." in (file.error or "")
    assert (rate(place), len(open_rejects(place))) == ((2, 3), 1)


def test_an_agency_of_which_every_row_was_rejected_comes_with_its_correction(tmp_path: Path) -> None:
    place, alone = place_in(tmp_path), row(KENDARI, SCHOOLS, nip(3), "2025-01-01")
    load(place, register(tmp_path / "a.csv", [*GOOD, alone]))
    load(place, fix(export(place, tmp_path / "r.xlsx"), {SIGNED: "2024-09-20"}))
    assert rate(place) == (2, 3)
    load(place, register(tmp_path / "a.csv", [*GOOD, row(KENDARI, SCHOOLS, nip(3))]))
    assert rate(place) == (1, 3)


def test_a_correction_is_taken_back_and_holds_its_register(place: Place, tmp_path: Path) -> None:
    known: Any = {"indicators": FEW, "regions": RegionIndex.packaged(), "people": people_in(tmp_path)}
    first = load(place, register(tmp_path / "a.csv", [*GOOD, LATE]))
    second = load(place, fix(export(place, tmp_path / "r.xlsx"), {SIGNED: "2024-09-20"}))
    with pytest.raises(RevertRefusedError):
        revert(str(first.run_id), place, **known)
    revert(str(second.run_id), place, **known)
    assert (rate(place), len(open_rejects(place))) == ((1, 2), 1)


def test_a_workbook_written_before_a_rotation_still_corrects(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load(place, register(tmp_path / "a.csv", [*GOOD, LATE]))
    book = fix(export(place, tmp_path / "r.xlsx"), {SIGNED: "2024-09-20"})
    custody.rotate(place, people_in(tmp_path))
    load(place, book)
    assert (rate(place), open_rejects(place)) == ((2, 3), [])
    elsewhere = register(tmp_path / "b.csv", [row(KENDARI, SCHOOLS, nip(3), "2024-09-25")])
    assert load(place, elsewhere).counts == Counts(read=1, superseded=1)


def as_csv(book: Path, *, without: str = "") -> Path:
    """The sheet of the register as a spreadsheet program saves it."""
    rows = [["" if cell is None else str(cell) for cell in row] for row in read_cells(book)]
    kept = [place for place, name in enumerate(rows[0]) if name != without]
    header, *others = [[row[place] for place in kept] for row in rows]
    return write_csv(book.with_suffix(".csv"), header, others)


def read_cells(book: Path) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(book)["pact_register"].values)


def test_corrections_saved_as_csv_are_corrections(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load(place, register(tmp_path / "a.csv", [*GOOD, LATE]))
    book = fix(export(place, tmp_path / "r.xlsx"), {SIGNED: "2024-09-20"})
    assert load(place, as_csv(book)).counts == Counts(read=1, accepted=1)
    assert (rate(place), open_rejects(place)) == ((2, 3), [])


@pytest.mark.parametrize("saved_as", ["csv", "xlsx"])
def test_rejected_rows_without_their_place_replace_no_register(saved_as: str, tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load(place, register(tmp_path / "a.csv", [*GOOD, LATE]))
    path = fix(export(place, tmp_path / "r.xlsx"), {SIGNED: "2024-09-20"})
    if saved_as == "csv":
        path = as_csv(path, without=MARK)
    else:
        book = openpyxl.load_workbook(path)
        book["pact_register"].delete_cols(headers(book["pact_register"]).index(MARK) + 1)
        book.save(path)
    (file,) = load(place, path).files
    assert (file.status, MARK in (file.error or "")) == ("refused", True)
    assert rate(place) == (1, 2)
