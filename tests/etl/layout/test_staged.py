"""Messy workbooks from beginning to end: what is accepted, what a receipt tells, and that it adds up."""

import pickle
from pathlib import Path

import pytest

from etl.conflicts import explain as explain_conflict
from etl.grid import Note
from etl.notes import explain as explain_note
from etl.staged import Staged
from tests.etl.intake.writing import staged
from tests.etl.layout.drawing import sheet, values, workbook

TITLES = """
| REKAPITULASI PENANDATANGANAN PAKTA INTEGRITAS |
| PEMERINTAH KABUPATEN MUNA BARAT               |
| Keadaan per 30 September 2024                 |
|                                               |
"""
MERGED = """
| No  | Unit Kerja       | Jumlah ASN | <         | <      | Penandatanganan | <     | Ket |
| ^   | ^                | Laki-laki  | Perempuan | Jumlah | Sudah           | Belum | ^   |
| (1) | (2)              | (3)        | (4)       | (5)    | (6)             | (7)   | (8) |
| 1   | Dinas Kesehatan  | 50         | 70        | 120    | 118             | 2     | x   |
| 2   | Dinas Pendidikan | 30         | 50        | 80     | 75              | 5     |     |
|     | Sub Total        | 80         | 120       | 200    | 193             | 7     |     |
| 3   | Dinas Sosial     | 10         | 10        | 20     | 20              | 0     |     |
|     | Jumlah Seluruhnya | 90        | 130       | 220    | 214             | 7     |     |
|     |                  |            |           |        |                 |       |     |
| Keterangan : data sementara |
|     | Mengetahui,      |            |           |        | Laworo, 2 Oktober 2024 |
|     | Sekretaris Daerah |           |           |        | Kepala BKPSDM   |
|     | LA ODE BUDI      |            |           |        | WA ODE SITI     |
|     | NIP. 19700101 199003 1 001 |  |           |        | 197501011995032001 |
"""


def figures(file: Staged) -> list[list[object]]:
    assert file.error is None, file.error
    return values(file.observations, "region_code", "agency", "value", "base")


def told(notes: tuple[Note, ...]) -> str:
    return "\n".join(explain_note(note.kind, note.detail, language) for note in notes for language in ("id", "en"))


def test_titles_merged_headers_totals_and_a_signature_block(tmp_path: Path) -> None:
    file = staged(workbook(tmp_path / "rekap.xlsx", sheet((TITLES + MERGED.lstrip("\n")), "Rekap")))
    assert figures(file) == [
        ["74.13", "Dinas Kesehatan", 118.0, 120.0],
        ["74.13", "Dinas Pendidikan", 75.0, 80.0],
        ["74.13", "Dinas Sosial", 20.0, 20.0],
    ]
    assert (file.read, file.accepted, file.rejected, file.superseded) == (3, 3, 0, 0)
    assert file.records["row"].to_list() == [8, 9, 11]
    assert set(file.records["sheet"]) == {"Rekap"}
    assert {"totals_row", "numbering_row", "title_row", "note_row", "signature_row"} <= {s.reason for s in file.skipped}


def test_a_total_that_is_not_the_sum_is_a_conflict_with_both(tmp_path: Path) -> None:
    file = staged(workbook(tmp_path / "rekap.xlsx", sheet((TITLES + MERGED.lstrip("\n")), "Rekap")))
    (conflict,) = file.conflicts.to_dict("records")
    assert (conflict["kind"], conflict["stated"], conflict["found"]) == ("total_differs", "214", "213")
    assert conflict["detail"] == {
        "sheet": "Rekap",
        "row": 12,
        "column": "Sudah menandatangani (signed)",
        "first": 8,
        "last": 11,
    }
    assert (conflict["measure"], conflict["region_code"]) == ("pact", "74.13")
    for language in ("id", "en"):
        words = explain_conflict("total_differs", "214", "213", "orang ASN", conflict["detail"], language)
        assert "214" in words and "213" in words


BLOCKS = """
| PROVINSI SULAWESI TENGGARA    |
| Keadaan per 30 September 2024 |
| Unit Kerja : Dinas Kesehatan  |
| Kab/Kota    | Jml ASN | Sudah |
| Kab. Muna   | 10      | 5     |
| Kab. Konawe | 20      | 6     |
{}
|                               |
| Unit Kerja : Dinas Sosial     |
| Kab/Kota    | Jml ASN | Sudah |
| Kab. Muna   | 10      | 5     |
| Kab. Konawe | 20      | 6     |
{}
"""
OWN = "| Jumlah | 30 | 11 |"


@pytest.mark.parametrize(
    ("first", "last", "conflicts"),
    [
        (OWN, OWN, []),
        (OWN, OWN + "\n| Jumlah Seluruhnya | 60 | 22 |", []),
        (OWN, OWN + "\n| TOTAL | 60 | 22 |", []),
        ("", "| Total | 60 | 22 |", []),
        ("", "| Grand Total | 30 | 11 |", []),
        (OWN, OWN + "\n| Jumlah Seluruhnya | 60 | 23 |", [("23", "22", 5, 12)]),
        (OWN, "| Jumlah | 30 | 12 |", [("12", "11", 11, 12)]),
    ],
)
def test_the_last_total_of_a_sheet_may_sum_every_table_in_it(
    tmp_path: Path, first: str, last: str, conflicts: list[tuple[str, str, int, int]]
) -> None:
    drawing = BLOCKS.format(first or "| |", last)
    file = staged(workbook(tmp_path / "rekap.xlsx", sheet(drawing)))
    assert (file.accepted, file.rejected, file.superseded) == (4, 0, 0)
    assert sorted(figures(file))[0] == ["74.02", "Dinas Kesehatan", 6.0, 20.0]
    found = [
        (stated, found, detail["first"], detail["last"])
        for stated, found, detail in values(file.conflicts, "stated", "found", "detail")
    ]
    assert found == conflicts


def test_the_receipt_says_what_was_found_where(tmp_path: Path) -> None:
    hidden = sheet("| OPD | Jml ASN |", "Lama", hidden=True)
    file = staged(workbook(tmp_path / "rekap.xlsx", sheet((TITLES + MERGED.lstrip("\n")), "Rekap"), hidden))
    kinds = [note.kind for note in file.notes]
    assert kinds.count("found_in_title") == 2
    assert {"source_recognised", "hidden_sheet", "scope_assumed"} <= set(kinds)
    assert "74.13" in told(file.notes) and "2024-09-30" in told(file.notes)
    assert "?" not in told(file.notes)


def test_nobody_who_signed_is_kept(tmp_path: Path) -> None:
    file = staged(workbook(tmp_path / "rekap.xlsx", sheet((TITLES + MERGED.lstrip("\n")), "Rekap")))
    everything = repr(file) + "".join(frame.to_csv() for frame in (file.records, file.observations, file.rejects))
    for who in ("BUDI", "SITI", "19700101", "197501011995032001"):
        assert who not in everything


def test_a_rejected_row_leaves_its_total_unchecked_and_says_so(tmp_path: Path) -> None:
    broken = MERGED.replace("| 75 ", "| 7S ")
    file = staged(workbook(tmp_path / "rekap.xlsx", sheet((TITLES + broken.lstrip("\n")), "Rekap")))
    assert (file.read, file.accepted, file.rejected) == (3, 2, 1)
    assert file.conflicts.empty
    assert [note.detail for note in file.notes if note.kind == "totals_unchecked"] == [{"rows": 2}]


WIDE = """
| PEMERINTAH KABUPATEN MUNA BARAT |
| OPD             | Agustus 2024 | <         | September 2024 | <         |
| ^               | Jml ASN      | Sudah TTD | Jml ASN        | Sudah TTD |
| Dinas Kesehatan | 119          | 100       | 120            | 118       |
| Dinas Sosial    | 20           | 21        | 20             | 20        |
| Jumlah          | 139          | 121       | 140            | 139       |
"""


def test_a_wide_row_is_one_row_whatever_it_yields(tmp_path: Path) -> None:
    """The second row breaks a rule in August: all of it is rejected, once."""
    file = staged(workbook(tmp_path / "rekap.xlsx", sheet(WIDE)))
    assert (file.read, file.accepted, file.rejected) == (2, 1, 1)
    assert [str(day.date()) for day in file.records["as_of"]] == ["2024-08-31", "2024-09-30"]
    assert file.records["row"].to_list() == [4, 4]
    assert file.rejects[["row", "rule"]].to_numpy().tolist() == [[5, "signed_exceeds_employed"]]


def test_the_totals_of_a_wide_table_are_checked_month_by_month(tmp_path: Path) -> None:
    file = staged(workbook(tmp_path / "rekap.xlsx", sheet(WIDE.replace("| 21 ", "| 19 "))))
    found = values(file.conflicts, "stated", "found", "as_of")
    assert [[stated, summed, str(day)[:10]] for stated, summed, day in found] == [
        ["121", "119", "2024-08-31"],
        ["139", "138", "2024-09-30"],
    ]


def test_sheets_of_agencies(tmp_path: Path) -> None:
    own = "| Jml ASN | Sudah TTD |\n| {} | {} |"
    grids = [sheet(TITLES.replace("|                                               |\n", ""), "Sampul")]
    grids += [sheet(own.format(120, 118), "Dinas Kesehatan"), sheet(own.format(20, 20), "Dinas Sosial")]
    file = staged(workbook(tmp_path / "rekap.xlsx", *grids))
    assert figures(file) == [
        ["74.13", "Dinas Kesehatan", 118.0, 120.0],
        ["74.13", "Dinas Sosial", 20.0, 20.0],
    ]
    assert file.records["sheet"].to_list() == ["Dinas Kesehatan", "Dinas Sosial"]


def test_one_row_in_two_sheets_counts_once(tmp_path: Path) -> None:
    text = TITLES + "| OPD | Jml ASN | Sudah TTD |\n| Dinas Kesehatan | 120 | {} |"
    grids = [sheet(text.format(count), name) for name, count in (("A", 117), ("B", 118))]
    file = staged(workbook(tmp_path / "rekap.xlsx", *grids))
    assert (file.read, file.accepted, file.superseded) == (2, 1, 1)
    (conflict,) = file.conflicts.to_dict("records")
    assert conflict["detail"]["sheet"] == "B" and conflict["detail"]["superseded_sheet"] == "A"


@pytest.mark.parametrize("text", [TITLES + MERGED.lstrip("\n"), WIDE, "| a | b |"])
def test_what_is_staged_travels_between_processes(tmp_path: Path, text: str) -> None:
    file = staged(workbook(tmp_path / "rekap.xlsx", sheet(text)))
    again = pickle.loads(pickle.dumps(file))
    assert again.records.equals(file.records)
    assert (again.read, again.error, again.notes) == (file.read, file.error, file.notes)
