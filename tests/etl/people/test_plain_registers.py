"""Registers in CSV that are read where they lie: what names and titles say of them, and what the layout decides."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from etl import registers
from etl.grid import Given
from etl.people.workshop import Workshop
from etl.readers.remote import Remote
from etl.registers import plain_register
from etl.settings import PeoplePlace
from etl.stage import stage
from geo.regions import RegionIndex
from tests.etl.people.registers import HEADER, nip, register, row

KENDARI, MUBAR = "Kota Kendari", "Kabupaten Muna Barat"
HEALTH, SCHOOLS = "Dinas Kesehatan", "Dinas Pendidikan"
UNDATED = HEADER[:-1]


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(RegionIndex.packaged(), PeoplePlace(str(tmp_path / "people"), tmp_path / "pseudonym.key"))


def given(workshop: Workshop, what: Given) -> Workshop:
    return Workshop(workshop.index, workshop.people, what)


def parts(workshop: Workshop) -> list[str]:
    return list(workshop.store.names())


def lines(count: int, region: str = KENDARI) -> list[list[str]]:
    agencies = (HEALTH, SCHOOLS)
    return [row(region, agencies[n % 2], nip(n), "2024-09-10" if n % 3 else "") for n in range(count)]


def test_a_number_that_is_none_sends_nobody_to_the_layout(tmp_path: Path, workshop: Workshop) -> None:
    path = register(tmp_path / "a.csv", [*lines(8), row(KENDARI, HEALTH, "19810101 2018", "2024-09-11")])
    found = plain_register(path, "auto", workshop)
    assert found is not None
    assert (found.read, found.accepted, found.rejected) == (9, 8, 1)
    assert found.rejects["row"].to_list() == [10]
    assert "source_recognised" in [note.kind for note in found.notes]


GOOD = f"{KENDARI},{HEALTH},{nip(1)},Rekaan,PNS,2024-09-10,sudah"
OF_TWO_LINES = f'{KENDARI},"{HEALTH}\nKota",{nip(2)},"Rekaan, ""S.H.""",PNS,2024-09-10,sudah'


SHORT = GOOD.removesuffix(",sudah")


@pytest.mark.parametrize(
    ("above", "row_of_the_reject"),
    [
        ([GOOD], 3),
        ([SHORT], 3),
        ([OF_TWO_LINES, GOOD], 4),
        (["", GOOD, "", ""], 6),
        (["", SHORT, OF_TWO_LINES, ""], 6),
    ],
    ids=["all cells", "a cell fewer", "a cell of two lines", "blank rows", "all of these"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_rejected_row_of_a_large_register_is_counted_as_the_spreadsheet_counts(
    tmp_path: Path, workshop: Workshop, monkeypatch: pytest.MonkeyPatch, above: list[str], row_of_the_reject: int,
    end: str,
) -> None:  # fmt: skip
    monkeypatch.setattr("etl.registers.SMALL_BYTES", 0)
    bad = f"{KENDARI},{HEALTH},19810101 2018,Rekaan,PNS,2024-09-11,sudah"
    path = tmp_path / "a.csv"
    path.write_bytes(end.join([",".join(UNDATED), *above, bad, ""]).encode())
    found = plain_register(path, "auto", workshop)
    assert found is not None
    assert found.rejects["row"].to_list() == [row_of_the_reject]


@pytest.mark.parametrize(
    "below",
    [
        ["", "Jumlah", "", "", "", "8", "", ""],
        ["", "", "", "", "", "Kendari, 1 Oktober 2024", "", ""],
        ["", "Kepala Badan", "NIP. 196710301996021956", "", "", "", "", ""],
        ["Mengetahui", "Kepala", "Pembina", "", "IV/a", "", "", ""],
    ],
)
def test_what_may_be_no_row_of_data_is_left_to_the_layout(tmp_path: Path, workshop: Workshop, below: list[str]) -> None:
    path = register(tmp_path / "a.csv", [*lines(8), below])
    assert plain_register(path, "auto", workshop) is None
    assert parts(workshop) == []
    staged = stage(path, index=workshop.index, people=workshop.people)
    assert (staged.read, staged.accepted) == (8, 8)


@pytest.mark.parametrize("name", ["ASN 30-09-2024.csv", "rekap_2024-09-30.csv"])
def test_a_date_in_the_name_is_that_of_a_register_without_one(tmp_path: Path, workshop: Workshop, name: str) -> None:
    path = register(tmp_path / name, [line[:-1] for line in lines(6)], UNDATED)
    found = plain_register(path, "auto", workshop)
    assert found is not None
    assert set(found.records["as_of"].dt.date) == {date(2024, 9, 30)}
    assert "found_in_file_name" in [note.kind for note in found.notes]


def test_a_date_that_is_given_is_that_of_a_register_without_one(tmp_path: Path, workshop: Workshop) -> None:
    path = register(tmp_path / "a.csv", [line[:-1] for line in lines(6)], UNDATED)
    found = plain_register(path, "auto", given(workshop, Given(date=date(2024, 9, 30))))
    assert found is not None
    assert set(found.records["as_of"].dt.date) == {date(2024, 9, 30)}


def test_a_name_that_says_another_region_refuses_the_file_with_both(tmp_path: Path, workshop: Workshop) -> None:
    path = register(tmp_path / "Kabupaten Muna Barat.csv", lines(6))
    found = plain_register(path, "auto", workshop)
    assert found is not None and found.error is not None
    assert found.error.rule == "region_contradicts"
    words = " ".join(found.error.explain("en"))
    assert "Muna Barat" in words and "Kendari" in words
    assert parts(workshop) == []


def test_titles_are_for_the_layout_and_of_a_large_file_heard_all_the_same(
    tmp_path: Path, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = register(tmp_path / "a.csv", [line[:-1] for line in lines(6)], UNDATED)
    titles = "PEMERINTAH KOTA KENDARI,,,,,,\nKeadaan per 30 September 2024,,,,,,\n,,,,,,\n"
    path.write_text(titles + path.read_text("utf-8"), "utf-8")
    assert plain_register(path, "auto", workshop) is None
    by_layout = stage(path, index=workshop.index, people=workshop.people)
    monkeypatch.setattr("etl.registers.SMALL_BYTES", 0)
    found = plain_register(path, "auto", workshop)
    assert found is not None
    for staged in (found, by_layout):
        assert set(staged.records["as_of"].dt.date) == {date(2024, 9, 30)}
        assert (staged.read, staged.accepted) == (6, 6)
        assert [skip.row for skip in staged.skipped if skip.reason == "title_row"] == [1, 2]


def test_a_total_that_is_not_compared_is_told(
    tmp_path: Path, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.registers.SMALL_BYTES", 0)
    total = ["Jumlah", "", "", "", "", "7", ""]
    found = plain_register(register(tmp_path / "a.csv", [*lines(6), [*total, ""]]), "auto", workshop)
    assert found is not None and (found.read, found.accepted) == (6, 6)
    assert [skip.row for skip in found.skipped if skip.reason == "totals_row"] == [8]
    assert "totals_not_compared" in {note.kind for note in found.notes}


IN_ORDER = ("NIP", "Kab/Kota", "Tgl TTD", "Nama", "OPD")


def with_name(person: int, name: str, agency: str = HEALTH) -> str:
    return f"{nip(person)},{KENDARI},2024-09-10,{name},{agency}\n"


@pytest.fixture(params=["small", "large", "elsewhere"])
def read_as(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Path | Remote]:
    """How the place of a register comes: one that the layout may read as well, one that is too large, or a URL."""
    if request.param != "small":
        monkeypatch.setattr(registers, "SMALL_BYTES", 0)
    return (lambda path: Remote(path.as_uri())) if request.param == "elsewhere" else lambda path: path


def test_a_row_with_a_cell_too_many_is_rejected_alone(
    tmp_path: Path, workshop: Workshop, read_as: Callable[[Path], Path | Remote]
) -> None:
    path = tmp_path / "a.csv"
    rows = [with_name(1, "Budi, S.H."), with_name(2, "Budi"), with_name(3, "Drs, Siti Rekaan"), with_name(4, "Ani")]
    path.write_text(",".join(IN_ORDER) + "\n" + "".join(rows), encoding="utf-8")
    found = stage(read_as(path), index=workshop.index, people=workshop.people)
    assert (found.read, found.accepted, found.rejected) == (4, 2, 2)
    rejects = found.rejects[["row", "rule", "detail"]].to_numpy().tolist()
    assert rejects == [[row, "too_many_cells", {"cells": 6, "columns": 5}] for row in (2, 4)]
    assert found.people["agency"].to_list() == [HEALTH]
    assert found.rejected_cells["cells"].to_list() == [{}, {}]


@pytest.mark.parametrize(
    "rows",
    [
        [with_name(1, "Budi", '"Siti'), with_name(2, "Budi"), with_name(3, "Budi", '"Andi'), with_name(4, "Budi")],
        [with_name(1, "Budi", '"Siti'), with_name(2, "Budi"), with_name(3, "Budi", '"Andi"'), with_name(4, "Budi")],
        [with_name(1, '"Siti'), *(with_name(n, "Budi") for n in range(2, 400)), with_name(400, '"Andi')],
        [with_name(1, '"Siti'), *(with_name(n, "Budi") for n in range(2, 400)), with_name(400, 'Andi"')],
        [with_name(1, "Budi"), with_name(2, '"Siti" Rekaan')],
        [with_name(1, "Budi"), with_name(2, '"Siti')],
    ],
)
@pytest.mark.parametrize("last", ["Nama", "OPD"])
def test_a_quote_that_nobody_closes_swallows_no_row(
    tmp_path: Path, workshop: Workshop, read_as: Callable[[Path], Path | Remote], rows: list[str], last: str
) -> None:
    """Whichever column it stands in: one that is loaded, or one that nobody asks for."""
    path, header = tmp_path / "a.csv", ",".join(IN_ORDER)
    path.write_text((header if last == "OPD" else header.replace("OPD", "Alamat")) + "\n" + "".join(rows), "utf-8")
    found = stage(read_as(path), index=workshop.index, people=workshop.people)
    assert found.error is not None
    assert (found.error.rule, found.people.empty) == ("broken_quotes", True)


def test_lines_that_end_otherwise_far_below_the_first_are_rows_too(
    tmp_path: Path, workshop: Workshop, read_as: Callable[[Path], Path | Remote]
) -> None:
    path = tmp_path / "a.csv"
    lines = [with_name(number, "Budi") for number in range(3000)]
    lines[2000:2010] = [line.replace("\n", "\r") for line in lines[2000:2010]]
    path.write_bytes(f"{','.join(IN_ORDER)}\n{''.join(lines)}".encode())
    found = stage(read_as(path), index=workshop.index, people=workshop.people)
    assert (found.read, found.accepted) == (3000, 3000)


@pytest.mark.parametrize(
    ("agency", "rules"), [(b"Dinas \xe9", []), (b"Dinas " + b"x" * 140_000, [[2002, "agency", "too_long"]])]
)
def test_a_cell_unlike_all_others_far_below_costs_no_row(
    tmp_path: Path,
    workshop: Workshop,
    read_as: Callable[[Path], Path | Remote],
    agency: bytes,
    rules: list[list[object]],
) -> None:
    path = tmp_path / "a.csv"
    lines = [with_name(number, "Budi").encode() for number in range(2000)]
    last = with_name(2000, "Budi").encode().replace(HEALTH.encode(), agency)
    path.write_bytes(b"\n".join([",".join(IN_ORDER).encode(), b"".join([*lines, last])]))
    found = stage(read_as(path), index=workshop.index, people=workshop.people)
    assert (found.error, found.read) == (None, 2001)
    assert found.rejects[["row", "column", "rule"]].to_numpy().tolist() == rules


@pytest.mark.parametrize(
    "line",
    [
        with_name(9, "Budi").replace("\n", ",,,,,x\n").encode(),
        with_name(9, '"Budi').encode(),
        with_name(9, 'Bu"di').encode(),
        with_name(9, "Budi").encode().replace(b"Budi", b"\xe9"),
    ],
)
def test_one_too_large_for_the_layout_names_the_line_that_is_not_plain(
    tmp_path: Path, workshop: Workshop, monkeypatch: pytest.MonkeyPatch, line: bytes
) -> None:
    monkeypatch.setattr(registers, "LARGEST_BYTES", 0)
    path = tmp_path / "a.csv"
    lines = [",".join(IN_ORDER).encode() + b"\n", *(with_name(n, "Budi").encode() for n in range(3000))]
    lines[2500] = line
    path.write_bytes(b"".join(lines))
    found = plain_register(path, "auto", workshop)
    assert found is not None and found.error is not None
    assert (found.error.rule, found.error.detail["line"]) == ("register_irregular", 2501)


@pytest.mark.parametrize("rows", [3, 3000])
def test_lines_that_end_as_on_windows_are_read_where_they_lie(tmp_path: Path, workshop: Workshop, rows: int) -> None:
    path = tmp_path / "a.csv"
    text = ",".join(IN_ORDER) + "\n" + "".join(with_name(number, "Budi") for number in range(rows))
    path.write_bytes(text.replace("\n", "\r\n").encode())
    found = plain_register(path, "auto", workshop)
    assert found is not None
    assert (found.read, found.accepted) == (rows, rows)


def test_a_row_whose_cells_stand_far_beyond_the_headers_is_rejected(
    tmp_path: Path, workshop: Workshop, read_as: Callable[[Path], Path | Remote]
) -> None:
    path = tmp_path / "a.csv"
    far = with_name(2, "Budi").replace("\n", ",,,,,x\n")
    path.write_text(",".join(IN_ORDER) + "\n" + with_name(1, "Budi") + far + with_name(3, "Budi"), encoding="utf-8")
    found = stage(read_as(path), index=workshop.index, people=workshop.people)
    assert (found.read, found.rejects[["row", "rule"]].to_numpy().tolist()) == (3, [[3, "too_many_cells"]])
