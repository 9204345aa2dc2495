"""Where a table begins and what its columns mean."""

import pytest

from tests.etl.layout.drawing import laid, noted, refused, rows, sheet, skips, table

RECAP = ("agency", "employed", "signed", "date", "government")
TITLES = """
| REKAPITULASI PENANDATANGANAN PAKTA INTEGRITAS |
| PEMERINTAH KABUPATEN MUNA BARAT               |
| Keadaan per 30 September 2024                 |
|                                               |
"""


def recap(text: str) -> list[tuple[str, ...]]:
    found = table(sheet(TITLES + text.lstrip("\n")))
    assert set(found.cells["government"]) == {"Kabupaten Muna Barat"}
    assert set(found.cells["date"]) == {"2024-09-30"}
    return rows(found, "agency", "employed", "signed")


WANTED = [("Dinas Kesehatan", "120", "118"), ("Dinas Pendidikan", "80", "75")]


def test_titles_above_and_a_row_of_numbers_below() -> None:
    found = laid(
        sheet(
            TITLES
            + """
| No  | OPD              | Jml ASN | Sudah TTD |
| (1) | (2)              | (3)     | (4)       |
| 1   | Dinas Kesehatan  | 120     | 118       |
| 2   | Dinas Pendidikan | 80      | 75        |
""".lstrip("\n")
        )
    )
    assert rows(found.tables[0], "agency", "employed", "signed") == WANTED
    assert found.tables[0].rows.to_list() == [7, 8]
    assert found.tables[0].dropped == ("No",)
    assert skips(found) == {1: "title_row", 2: "title_row", 3: "title_row", 4: "blank_row", 6: "numbering_row"}


HEADERS = {
    "one row": """
| OPD              | Jml ASN | Sudah TTD |
| Dinas Kesehatan  | 120     | 118       |
| Dinas Pendidikan | 80      | 75        |
""",
    "numbered without brackets": """
| No | OPD              | Jml ASN | Sudah TTD |
| 1  | 2                | 3       | 4         |
| 1  | Dinas Kesehatan  | 120     | 118       |
| 2  | Dinas Pendidikan | 80      | 75        |
""",
    "numbered with a formula": """
| No  | OPD              | Jml ASN | Sudah TTD | Belum   |
| 1   | 2                | 3       | 4         | 5=3-4   |
| 1   | Dinas Kesehatan  | 120     | 118       | 2       |
| 2   | Dinas Pendidikan | 80      | 75        | 5       |
""",
    "merged parent": """
| No | OPD              | Jml ASN | Penandatanganan | <     |
| ^  | ^                | ^       | Sudah           | Belum |
| 1  | Dinas Kesehatan  | 120     | 118             | 2     |
| 2  | Dinas Pendidikan | 80      | 75              | 5     |
""",
    "parent whose merge a CSV forgot": """
| No | OPD              | Jml ASN | Penandatanganan |       |
|    |                  |         | Sudah           | Belum |
| 1  | Dinas Kesehatan  | 120     | 118             | 2     |
| 2  | Dinas Pendidikan | 80      | 75              | 5     |
""",
    "child that is the total": """
| No | OPD              | Jumlah ASN | <         | <      | Sudah TTD |
| ^  | ^                | Laki-laki  | Perempuan | Jumlah | ^         |
| 1  | Dinas Kesehatan  | 50         | 70        | 120    | 118       |
| 2  | Dinas Pendidikan | 30         | 50        | 80     | 75        |
""",
    "halves whose merges a CSV forgot": """
| No | OPD              | Jml ASN |      | Sudah TTD |      |
|    |                  | PNS     | PPPK | PNS       | PPPK |
| 1  | Dinas Kesehatan  | 100     | 20   | 98        | 20   |
| 2  | Dinas Pendidikan | 80      | -    | 75        | -    |
""",
    "halves under parents merged alone": """
| No | OPD              | Jml ASN | <    | Sudah TTD | <    |
|    |                  | PNS     | PPPK | PNS       | PPPK |
| 1  | Dinas Kesehatan  | 100     | 20   | 98        | 20   |
| 2  | Dinas Pendidikan | 80      | -    | 75        | -    |
""",
    "halves and their total whose merges a CSV forgot": """
| OPD              | Jml ASN |    |        | Sudah TTD |    |        | Belum |
|                  | L       | P  | Jml    | L         | P  | Jml    |       |
| Dinas Kesehatan  | 50      | 70 | 120    | 49        | 69 | 118    | 2     |
| Dinas Pendidikan | 30      | 50 | 80     | 30        | 45 | 75     | 5     |
""",
    "kinds of staff and their total whose merges a CSV forgot": """
| No | OPD              | Jumlah ASN |      |       | Sudah TTD |      |       |
|    |                  | PNS        | PPPK | Total | PNS       | PPPK | Total |
| 1  | Dinas Kesehatan  | 100        | 20   | 120   | 98        | 20   | 118   |
| 2  | Dinas Pendidikan | 80         | -    | 80    | 75        | -    | 75    |
""",
    "kinds of staff beside what they sum to": """
| OPD              | PNS | PPPK | Jumlah ASN | Sudah TTD |
| Dinas Kesehatan  | 100 | 20   | 120        | 118       |
| Dinas Pendidikan | 80  | -    | 80         | 75        |
""",
    "number and share under each of two parents": """
| No | OPD              | Jml ASN | Sudah TTD | <    | Belum TTD | <   |
| ^  | ^                | ^       | Orang     | %    | Orang     | %   |
| 1  | Dinas Kesehatan  | 120     | 118       | 98,3 | 2         | 1,7 |
| 2  | Dinas Pendidikan | 80      | 75        | 93,8 | 5         | 6,2 |
""",
    "children that make a whole": """
| No | OPD              | Jumlah ASN | <         | Sudah TTD |
| ^  | ^                | Laki-laki  | Perempuan | ^         |
| 1  | Dinas Kesehatan  | 50         | 70        | 118       |
| 2  | Dinas Pendidikan | 30         | 50        | 75        |
""",
    "three rows": """
| No | OPD              | Kepegawaian | <   | <     |
| ^  | ^                | Jumlah ASN  | TTD | <     |
| ^  | ^                | ^           | Sudah | Belum |
| 1  | Dinas Kesehatan  | 120         | 118 | 2     |
| 2  | Dinas Pendidikan | 80          | 75  | 5     |
""",
    "units below": """
| OPD              | Jml ASN | Sudah TTD |
|                  | (orang) | (orang)   |
| Dinas Kesehatan  | 120     | 118       |
| Dinas Pendidikan | 80      | 75        |
""",
    "blank columns": """
|  | OPD              |  | Jml ASN |  | Sudah TTD |
|  | Dinas Kesehatan  |  | 120     |  | 118       |
|  |                  |  |         |  |           |
|  | Dinas Pendidikan |  | 80      |  | 75        |
""",
    "printed again on the next page": """
| OPD              | Jml ASN | Sudah TTD |
| Dinas Kesehatan  | 120     | 118       |
|                  |         |           |
| OPD              | Jml ASN | Sudah TTD |
| Dinas Pendidikan | 80      | 75        |
""",
    "units and footnotes in the header": """
| 1. Nama OPD      | Jlh. ASN (orang) *) | Sdh. TTD |
| Dinas Kesehatan  | 120                 | 118      |
| Dinas Pendidikan | 80                  | 75       |
""",
}


@pytest.mark.parametrize("name", HEADERS)
def test_headers(name: str) -> None:
    assert recap(HEADERS[name]) == WANTED


@pytest.mark.parametrize("merged", ["<", " "])
def test_children_that_nothing_explains_are_never_one_of_them(merged: str) -> None:
    """The first of three groups of staff is not all of them, with merged parents or without."""
    drawing = f"""
| OPD              | Jml ASN    | {merged}   | {merged}  | Sudah TTD | Belum |
|                  | Struktural | Fungsional | Pelaksana |           |       |
| Dinas Kesehatan  | 60         | 20         | 40        | 58        | 62    |
"""
    found = table(sheet(TITLES + drawing.lstrip("\n")))
    assert rows(found, "agency", "signed", "not_signed") == [("Dinas Kesehatan", "58", "62")]
    assert "employed" not in found.cells


def test_a_recap_that_divides_its_staff_is_no_headcount() -> None:
    drawing = """
| No | OPD             | Jml ASN | <    | <      | Sudah | Belum |
| ^  | ^               | PNS     | PPPK | Jumlah | ^     | ^     |
| 1  | Dinas Kesehatan | 100     | 20   | 120    | 118   | 2     |
"""
    assert laid(sheet(TITLES + drawing.lstrip("\n"))).contract.name == "pact_recap"


def test_the_total_under_a_kind_is_the_number_of_that_kind() -> None:
    found = table(
        sheet("""
| PEMERINTAH KABUPATEN MUNA BARAT |
| Keadaan Bulan Desember 2023     |
| No | OPD             | PNS | <  | <   | PPPK | < | <   | Total |
| ^  | ^               | L   | P  | Jml | L    | P | Jml | ^     |
| 1  | Dinas Kesehatan | 10  | 20 | 30  | 5    | 5 | 10  | 40    |
""")
    )
    assert rows(found, "agency", "pns", "pppk", "headcount") == [("Dinas Kesehatan", "30", "10", "40")]


def test_the_days_of_a_case_are_no_header_of_a_count() -> None:
    problem = refused(
        sheet("""
| PEMERINTAH KOTA KENDARI          |
| Keadaan per 31 Desember 2024     |
| Berkas | OPD             | Diterima  | Diteruskan | Direkomendasikan | Selesai    | Hasil  |
| R-101  | Dinas Kesehatan | 1/10/2024 | 5/10/2024  | 5 Nov 2024       | 20/12/2024 | Etik   |
| R-102  | Kec. Mandonga   | 2/10/2024 | 6/10/2024  | 12 Nov 2024      | -          | Proses |
""")
    )
    assert problem.rule == "unknown_source"


def test_columns_that_nothing_names_are_dropped_by_header_or_letter() -> None:
    found = table(
        sheet(
            TITLES
            + """
| No | OPD             | Gol. | <  | Jml ASN | Sudah TTD |      | NIP Kepala         |
| ^  | ^               | III  | IV | ^       | ^         |      | ^                  |
| 1  | Dinas Kesehatan | 3    | 4  | 120     | 118       | dua  | 197001011990031001 |
"""
        )
    )
    assert found.dropped == ("No", "Gol. / III", "Gol. / IV", "G", "NIP Kepala")


def test_a_source_is_recognised_by_its_headers_and_says_why() -> None:
    found = laid(sheet(TITLES + HEADERS["merged parent"].lstrip("\n")))
    (note,) = [note for note in found.notes if note.kind == "source_recognised"]
    assert note.detail == {
        "source": "pact_recap",
        "headers": ["OPD", "Jml ASN", "Penandatanganan / Sudah", "Penandatanganan / Belum"],
    }
    assert noted(laid(sheet(TITLES + HEADERS["one row"].lstrip("\n")), source="pact_recap"), "source_recognised") == []


def test_two_columns_of_one_meaning_are_refused() -> None:
    problem = refused(
        sheet(
            TITLES
            + """
| OPD             | Jml ASN | Jumlah Pegawai | Sudah TTD |
| Dinas Kesehatan | 120     | 121            | 118       |
"""
        )
    )
    assert (problem.rule, problem.detail) == ("duplicate_header", {"headers": ["Jml ASN", "Jumlah Pegawai"]})


def test_the_unit_beside_its_agency_is_left_out_where_rows_can_do_without() -> None:
    drawing = """
| Perangkat Daerah | Unit Kerja | Jml ASN | Sudah TTD |
| Dinas Kesehatan  | Sekretariat | 120    | 118       |
| {}               | Puskesmas  | 20      | 18        |
"""
    found = table(sheet(TITLES + drawing.format("Dinas Sosial")))
    assert rows(found, "agency") == [("Dinas Kesehatan",), ("Dinas Sosial",)]
    assert found.dropped == ("Unit Kerja",)
    for other in ("Dinas Kesehatan", ""):  # then one row would replace the other, or be the whole government
        problem = refused(sheet(TITLES + drawing.format(other)))
        assert problem.detail == {"headers": ["Perangkat Daerah", "Unit Kerja"]}
    assert refused(sheet(TITLES + drawing.format("").replace("Unit Kerja", "SKPD"))).rule == "duplicate_header"


def test_a_sheet_without_headers_is_refused_with_what_is_missing() -> None:
    assert refused(sheet("| Dengan hormat, | bersama ini |")).rule in ("unknown_source", "no_table")
    problem = refused(sheet("| OPD | Sudah TTD |\n| Dinas | 3 |"))
    assert problem.rule == "unknown_source"
    problem = refused(sheet("| OPD | Sudah TTD |\n| Dinas | 3 |"), source="pact_recap")
    assert problem.rule == "missing_columns"
    assert problem.detail["missing"] == ["Jumlah ASN (employed)"]
    assert refused(sheet("| a | b |"), source="nonsense").rule == "no_such_source"


@pytest.mark.parametrize("header", ["Nama Terlapor", "NIP", "NIK", "No. HP"])
def test_a_log_with_a_column_of_persons_is_refused_whole(header: str) -> None:
    problem = refused(
        sheet(f"""
| Nomor LP | Tanggal Diterima | Kab/Kota    | {header} |
| 1        | 2024-09-01       | Kab. Konawe | x        |
""")
    )
    assert (problem.rule, problem.detail["headers"]) == ("person_columns", [header])


def test_a_log_whose_upper_header_is_of_persons_is_refused_whole() -> None:
    problem = refused(
        sheet("""
| Nomor LP | Tanggal Diterima | Kab/Kota    | Pihak Terlapor |         |
|          |                  |             | Nama           | Jabatan |
| 1        | 2024-09-01       | Kab. Konawe | x              | y       |
""")
    )
    assert (problem.rule, problem.detail["headers"]) == ("person_columns", ["Pihak Terlapor / Nama"])


def test_a_log_whose_unnamed_column_holds_numbers_of_persons_is_refused() -> None:
    problem = refused(
        sheet("""
| Nomor LP | Tanggal Diterima | Kab/Kota    | Lainnya            |
| 1        | 2024-09-01       | Kab. Konawe | 197001011990031001 |
""")
    )
    assert (problem.rule, problem.detail["headers"]) == ("person_columns", ["Lainnya"])


def test_a_header_of_mostly_unknown_columns_may_stand_over_each_of_many_tables() -> None:
    block = """
| OPD             | Kolom A | Kolom B | Kolom C | Jml ASN | Sudah TTD |
| Dinas {number}  | x       | y       | z       | 120     | 100       |
|                 |         |         |         |         |           |
"""
    drawn = "".join(block.format(number=number).lstrip("\n") for number in "ABCDEFG")
    found = laid(sheet("| PEMERINTAH KABUPATEN MUNA BARAT |\n| Keadaan per 30 September 2024 |\n" + drawn))
    agencies = [row for part in found.tables for row in rows(part, "agency", "signed")]
    assert agencies == [(f"Dinas {number}", "100") for number in "ABCDEFG"]


@pytest.mark.parametrize(
    ("header", "meant"),
    [("Sudah TTDD", "signed"), ("Sudha Menandatangani", "signed"), ("Blum Menandatangani", "not_signed")],
)
@pytest.mark.parametrize("source", ["auto", "pact_recap"])
def test_a_slip_in_the_header_of_a_count_is_told_and_costs_no_figures(header: str, meant: str, source: str) -> None:
    drawn = f"""
| PEMERINTAH KABUPATEN MUNA BARAT |
| Keadaan per 30 September 2024   |
| OPD             | Jml ASN | Sudah TTD | {header} |
| Dinas Kesehatan | 120     | 100       | 100      |
""" if meant == "not_signed" else f"""
| PEMERINTAH KABUPATEN MUNA BARAT |
| Keadaan per 30 September 2024   |
| OPD             | Jml ASN | {header} |
| Dinas Kesehatan | 120     | 100      |
"""  # fmt: skip
    problem = refused(sheet(drawn.lstrip("\n")), source=source)
    assert problem.rule == "header_misspelt"
    assert header in problem.message and f"({meant})" in problem.message


@pytest.mark.parametrize("header", ["Keterangan", "Jumlah Guru", "Persentase Sudah", "Kelas Jabatan"])
def test_what_is_merely_unknown_is_left_out_as_ever(header: str) -> None:
    drawn = f"""
| PEMERINTAH KABUPATEN MUNA BARAT |
| Keadaan per 30 September 2024   |
| OPD             | Jml ASN | Sudah TTD | {header} |
| Dinas Kesehatan | 120     | 100       | x        |
"""
    assert laid(sheet(drawn.lstrip("\n"))).tables
