"""Registers as offices mail them: what is counted, what is rejected, and that no number of a person stays."""

import json
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from etl.grid import Given
from etl.settings import PeoplePlace
from etl.stage import stage
from etl.staged import Staged
from geo.regions import RegionIndex
from tests.etl.loading import load_for_few as load
from tests.etl.loading import one, place_in
from tests.etl.people.registers import DAY, HEADER, counted, nip, register, row

KENDARI, MUBAR = "Kota Kendari", "Kabupaten Muna Barat"
HEALTH, SCHOOLS = "Dinas Kesehatan", "Dinas Pendidikan"
END = date(2024, 9, 30)


def staged(path: Path, given: Given | None = None) -> Staged:
    place = PeoplePlace(str(path.parent / "people"), path.parent / "pseudonym.key")
    return stage(path, index=RegionIndex.packaged(), given=given or Given(), people=place)


def test_a_register_of_everybody_is_its_own_denominator(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    lines = [row(KENDARI, HEALTH, nip(n), "2024-09-10" if n < 3 else "", "") for n in range(4)]
    receipt = load(place, register(tmp_path / "a.csv", [*lines, row(KENDARI, SCHOOLS, nip(9), "2024-09-11")]))
    assert receipt.counts.accepted == 5
    assert counted(place) == {("74.71", HEALTH, END): (3.0, 4.0), ("74.71", SCHOOLS, END): (1.0, 1.0)}
    assert one(place, "pact_signing_rate", region_code="74.71", extent="government")["value"] == 80.0


def test_a_register_of_signatories_has_a_count_and_no_rate(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load(place, register(tmp_path / "a.csv", [row(KENDARI, HEALTH, nip(n), "2024-09-10") for n in range(3)]))
    assert counted(place) == {("74.71", HEALTH, END): (3.0, None)}


def test_a_list_without_status_and_dates_is_one_of_signatories(tmp_path: Path) -> None:
    lines = [[*row(KENDARI, HEALTH, nip(n))[:4], DAY] for n in range(3)]
    place = place_in(tmp_path)
    receipt = load(place, register(tmp_path / "a.csv", lines, [*HEADER[:4], HEADER[-1]]))
    assert counted(place) == {("74.71", HEALTH, END): (3.0, None)}
    assert "signatories_assumed" in [note["kind"] for note in receipt.files[0].notes]


def test_a_list_in_which_nobody_has_signed_yet_says_so(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load(place, register(tmp_path / "a.csv", [row(KENDARI, HEALTH, nip(n)) for n in range(3)]))
    assert counted(place) == {("74.71", HEALTH, END): (0.0, 3.0)}


def test_without_a_stated_date_it_is_as_of_the_latest_signature(tmp_path: Path) -> None:
    lines = [row(KENDARI, HEALTH, nip(1), "17 September 2024"), row(KENDARI, HEALTH, nip(2), "2/9/2024")]
    file = staged(register(tmp_path / "a.csv", [line[:-1] for line in lines], HEADER[:-1]))
    assert file.error is None
    assert [day.date().isoformat() for day in file.records["as_of"]] == ["2024-09-17"]
    assert [note.kind for note in file.notes if note.kind == "date_of_latest_signature"]


def test_a_government_spelt_in_several_ways_has_one_latest_signature(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    spelt = [("Kota Kendari", "10"), ("KOTA KENDARI", "17"), ("74.71", "9"), ("kota kendari ", "")]
    lines = [row(name, HEALTH, nip(n), f"2024-09-{day:>02}" if day else "") for n, (name, day) in enumerate(spelt)]
    load(place, register(tmp_path / "a.csv", [line[:-1] for line in lines], HEADER[:-1]))
    assert counted(place) == {("74.71", HEALTH, date(2024, 9, 17)): (3.0, 4.0)}


def test_the_earliest_signature_counts_wherever_it_is_loaded(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    late = register(tmp_path / "a.csv", [row(KENDARI, HEALTH, nip(1), "2024-09-20"), row(KENDARI, HEALTH, nip(2))])
    early = register(tmp_path / "b.csv", [row(MUBAR, HEALTH, nip(1), "2024-09-01")])
    load(place, late)
    assert counted(place) == {("74.71", HEALTH, END): (1.0, 2.0)}
    receipt = load(place, early)
    assert (receipt.counts.accepted, receipt.counts.superseded) == (1, 0)
    assert counted(place) == {("74.71", HEALTH, END): (0.0, 1.0), ("74.13", HEALTH, END): (1.0, None)}
    again = load(place, register(tmp_path / "c.csv", [row(MUBAR, SCHOOLS, nip(1), "2024-09-02")]))
    assert (again.counts.accepted, again.counts.superseded) == (0, 1)


def test_a_corrected_register_replaces_its_own_slices_alone(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    path = register(tmp_path / "a.csv", [row(KENDARI, HEALTH, nip(n)) for n in range(5)])
    load(place, path, register(tmp_path / "b.csv", [row(MUBAR, HEALTH, nip(n)) for n in range(10, 13)]))
    corrected = [row(KENDARI, HEALTH, nip(n), "2024-09-10" if n == 0 else "") for n in range(4)]
    receipt = load(place, register(path, corrected))
    assert (receipt.counts.accepted, receipt.counts.unchanged, receipt.counts.replaced) == (1, 3, 2)
    assert counted(place) == {("74.71", HEALTH, END): (1.0, 4.0), ("74.13", HEALTH, END): (0.0, 3.0)}


BAD = [
    (row("Kota Antah", HEALTH, nip(7)), "government", "region_unknown"),
    (row(KENDARI, HEALTH, ""), "nip", "required"),
    (row(KENDARI, HEALTH, "19810101 2018"), "nip", "nip_unreadable"),
    (row(KENDARI, HEALTH, "1.98101E+17"), "nip", "nip_unreadable"),
    (row(KENDARI, HEALTH, "198101012018111000"), "nip", "nip_impossible"),
    (row(KENDARI, HEALTH, "198113012018111001"), "nip", "nip_impossible"),
    (row(KENDARI, HEALTH, "198702312010011003"), "nip", "nip_impossible"),
    (row(KENDARI, HEALTH, "201501011950002001"), "nip", "nip_impossible"),
    (row(KENDARI, HEALTH, nip(7), "31-02-2024"), "signed_on", "date_impossible"),
    (row(KENDARI, HEALTH, nip(7), "2024-10-01"), "signed_on", "signed_after_date"),
    (row(KENDARI, HEALTH, nip(7), "2024-09-01", "belum"), "status", "unsigned_with_date"),
    (row("Kota Administrasi Jakarta Pusat", HEALTH, nip(7)), "government", "not_a_government"),
]


@pytest.mark.parametrize(("bad", "column", "rule"), BAD, ids=[f"{rule}-{n}" for n, (*_, rule) in enumerate(BAD)])
def test_a_row_that_breaks_a_rule_is_told_by_its_pseudonym(
    tmp_path: Path, bad: list[str], column: str, rule: str
) -> None:
    lines = [row(KENDARI, HEALTH, nip(1)), bad, row(KENDARI, HEALTH, nip(2))]
    file = staged(register(tmp_path / "a.csv", lines))
    assert (file.read, file.accepted, file.rejected) == (3, 2, 1)
    (found,) = file.rejects.to_dict("records")
    assert (found["row"], found["column"], found["rule"]) == (3, column, rule)
    valid = column != "nip"
    assert (found["detail"].get("person", "").startswith("PSN-")) is valid
    assert bad[2] == "" or bad[2] not in json.dumps(file.rejects.to_dict("records"), default=str)


def test_a_rejected_row_comes_back_with_its_pseudonym_in_place_of_the_number(tmp_path: Path) -> None:
    lines = [row("Kota Antah", HEALTH, nip(1), "2024-09-05"), row(KENDARI, HEALTH, nip(2))]
    file = staged(register(tmp_path / "a.csv", lines))
    (pseudonym,) = (found["detail"]["person"] for found in file.rejects.to_dict("records"))
    place = place_in(tmp_path)
    load(place, register(tmp_path / "b.csv", [row(KENDARI, HEALTH, pseudonym, "2024-09-05")]))
    load(
        place,
        register(tmp_path / "c.csv", [row(KENDARI, SCHOOLS, nip(1), "2024-09-06"), row(KENDARI, SCHOOLS, nip(3))]),
    )
    assert counted(place)["74.71", SCHOOLS, END] == (0.0, 1.0)


def test_spellings_of_a_number_are_one_person(tmp_path: Path) -> None:
    plain = nip(1)
    spelt = [plain, f"'{plain}", f" {plain} ", f"{plain[:8]} {plain[8:14]} {plain[14]} {plain[15:]}"]
    place = place_in(tmp_path)
    receipt = load(place, register(tmp_path / "a.csv", [row(KENDARI, HEALTH, text, "2024-09-05") for text in spelt]))
    assert (receipt.counts.accepted, receipt.counts.superseded) == (1, 3)


def test_totals_and_blank_rows_are_no_persons(tmp_path: Path) -> None:
    blank = [""] * len(HEADER)
    lines = [row(KENDARI, HEALTH, nip(1)), blank, row(KENDARI, HEALTH, nip(2)), ["JUMLAH", *blank[1:]]]
    file = staged(register(tmp_path / "a.csv", lines))
    assert (file.read, file.accepted, file.rejected) == (2, 2, 0)


def test_a_workbook_says_what_the_csv_says(tmp_path: Path) -> None:
    lines = [row(KENDARI, HEALTH, nip(n), "2024-09-10" if n % 2 else "", "") for n in range(6)]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in [
        ["PEMERINTAH KOTA KENDARI"],
        [f"Keadaan per {DAY}"],
        [],
        list(HEADER[1:-1]),
        *[x[1:-1] for x in lines],
    ]:
        sheet.append(line)
    book.save(tmp_path / "a.xlsx")
    of_book = staged(tmp_path / "a.xlsx")
    of_text = staged(register(tmp_path / "a.csv", lines))
    assert of_book.error is None
    keep = ["region_code", "agency_key", "as_of", "row_count", "listed", "fingerprint"]
    assert of_book.people[keep].astype("str").equals(of_text.people[keep].astype("str"))


def test_names_are_dropped_and_no_number_is_written(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    lines = [row(KENDARI, HEALTH, nip(n)) for n in range(20)]
    receipt = load(place, register(tmp_path / "in" / "a.csv", lines))
    assert receipt.files[0].dropped_columns == ("Nama",)
    kept = [file for file in tmp_path.rglob("*") if file.is_file() and file.parent.name != "in"]
    assert [file for file in kept if file.suffix == ".parquet"]
    for file in kept:
        content = file.read_bytes()
        assert b"Nama Rekaan" not in content
        assert not [n for n in range(20) if nip(n).encode() in content]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_weekday_that_does_not_fit_is_a_conflict_and_the_row_stays(tmp_path: Path, suffix: str) -> None:
    lines = [row(KENDARI, agency, nip(n), "Senin, 17 September 2024") for n, agency in enumerate((HEALTH, SCHOOLS))]
    lines += [row(KENDARI, HEALTH, nip(7), "Selasa, 17 September 2024"), row(KENDARI, HEALTH, nip(8))]
    path = register(tmp_path / "a.csv", lines)
    if suffix == ".xlsx":
        path = path.with_suffix(suffix)
        pd.DataFrame(lines, columns=list(HEADER)).to_excel(path, index=False)
    place = place_in(tmp_path)
    receipt = load(place, path)
    assert receipt.counts.accepted == 4
    assert counted(place) == {("74.71", HEALTH, END): (2.0, 3.0), ("74.71", SCHOOLS, END): (1.0, 1.0)}
    (found,) = [each for each in receipt.conflicts if each["kind"] == "weekday_differs"]
    assert (found["region_code"], found["stated"], found["found"]) == ("74.71", "Senin", "Selasa")
    assert found["detail"]["rows"] == 2
    assert load(place, path).version == receipt.version


@pytest.mark.parametrize(
    ("words", "total", "differs"),
    [
        ("JUMLAH", "3 orang", False),
        ("JUMLAH", "4 orang", True),
        ("JUMLAH", "", False),
        ("Jml belum TTD", "1", False),
    ],
)
def test_a_total_of_persons_is_held_against_the_rows(tmp_path: Path, words: str, total: str, differs: bool) -> None:
    lines = [row(KENDARI, HEALTH, nip(n), "2024-09-10") for n in range(3)]
    path = register(tmp_path / "a.csv", [*lines, [words, "", "", total, "", "", "", ""]])
    place = place_in(tmp_path)
    receipt = load(place, path)
    assert (receipt.counts.read, receipt.counts.accepted) == (3, 3)
    found = [each for each in receipt.conflicts if each["kind"] == "total_differs"]
    assert [(each["stated"], each["found"], each["detail"]["row"]) for each in found] == [("4", "3", 5)] * differs


def test_a_register_may_name_the_province_beside_the_government(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    rows = [["Sulawesi Tenggara", *row("Kota Kendari", "Dinas A", nip(n), "2024-09-10", "sudah")] for n in range(3)]
    receipt = load(place, register(tmp_path / "a.csv", rows, ("Provinsi", *HEADER)))
    assert receipt.counts.accepted == 3
