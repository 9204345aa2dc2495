"""Rows under a header: which are data, and what the others are."""

import pytest

from tests.etl.layout.drawing import laid, noted, rows, sheet, skips, table, values

TITLES = """
| PEMERINTAH KABUPATEN MUNA BARAT |
| Keadaan per 30 September 2024   |
"""
SIGNED = """
| No | OPD              | Jml ASN | Sudah TTD |
| 1  | Dinas Kesehatan  | 120     | 118       |
| 2  | Dinas Pendidikan | 80      | 75        |
"""


def drawing(text: str) -> str:
    return TITLES + text.lstrip("\n")


@pytest.mark.parametrize(
    "total",
    [
        "Jumlah",
        "JUMLAH",
        "Total",
        "TOTAL :",
        "Grand Total",
        "Jumlah Seluruhnya",
        "TOTAL KABUPATEN MUNA BARAT",
        "Jml.",
        "T O T A L",
        "J U M L A H",
        "G R A N D  T O T A L",
        "Keseluruhan",
        "REKAPITULASI",
        "Akumulasi :",
        "Dipindahkan",
        "Σ",
        "Se-Kabupaten Muna Barat",
    ],
)
@pytest.mark.parametrize("place", [0, 1])
def test_totals_are_not_data(total: str, place: int) -> None:
    label = f"| {total} | |" if place == 0 else f"| | {total} |"
    found = laid(sheet(drawing(SIGNED + f"{label} 200 | 193 |")))
    assert len(found.tables[0].cells) == 2
    assert skips(found)[6] == "totals_row"
    assert values(found.tables[0].totals, "employed", "signed", "row", "first", "last") == [["200", "193", 6, 4, 5]]


def test_a_row_of_the_whole_government_is_data() -> None:
    """As documented in the contract: `Total pemerintah` is what the government itself states."""
    found = table(sheet(drawing(SIGNED + "| 3 | Total pemerintah | 200 | 193 |")))
    assert found.totals.empty
    assert len(found.cells) == 3


def test_subtotals_sum_their_group_and_the_last_sums_all() -> None:
    found = laid(
        sheet(
            drawing("""
| No | OPD                     | Jml ASN | Sudah TTD |
| 1  | Dinas Kesehatan         | 120     | 118       |
| 2  | Puskesmas A             | 10      | 8         |
|    | Jumlah Dinas Kesehatan  | 130     | 126       |
| 3  | Dinas Pendidikan        | 80      | 75        |
|    | Sub Total               | 80      | 75        |
|    | Jumlah                  | 210     | 201       |
|    | Persentase              |         | 95,7      |
""")
        )
    )
    totals = found.tables[0].totals
    assert values(totals, "row", "first", "last") == [[6, 4, 5], [8, 7, 7], [9, 4, 7]]
    assert [row for row, why in skips(found).items() if why == "totals_row"] == [6, 8, 9, 10]


def test_notes_and_signatures_below_are_nobody_s_data() -> None:
    found = laid(
        sheet(
            drawing(
                SIGNED
                + """
|    | Jumlah                  | 200     | 193       |
|    |                         |         |           |
| Keterangan : data sementara  |
| 1. Dinas lain belum melapor  |
|    |                         |         |           |
|    | Mengetahui,             |         | Laworo, 30 September 2024 |
|    | Sekretaris Daerah       |         | Kepala BKPSDM             |
|    |                         |         |           |
|    | Drs. H. LA ODE BUDI     |         | WA ODE SITI, S.Sos        |
|    | NIP. 19700101 199003 1 001 |      | 197501011995032001        |
""".lstrip("\n")
            )
        )
    )
    assert rows(found.tables[0], "agency") == [("Dinas Kesehatan",), ("Dinas Pendidikan",)]
    said = str(found)
    assert "BUDI" not in said and "SITI" not in said and "1970" not in said and "1975" not in said
    assert {why for row, why in skips(found).items() if row > 7} == {"note_row", "signature_row", "blank_row"}


def test_a_signature_follows_without_totals_or_gap() -> None:
    found = laid(sheet(drawing(SIGNED + "|  | Kepala BKPSDM |  |  |\n|  | LA ODE BUDI |  |  |")))
    assert len(found.tables[0].cells) == 2


def test_an_agency_without_numbers_is_data() -> None:
    """Missing is not absent: it has been asked and has said nothing."""
    found = table(sheet(drawing(SIGNED + "| 3 | Dinas Sosial | | |\n| 4 | Dinas PU | belum ada data | - |")))
    assert [row[0] for row in rows(found, "agency")][2:] == ["Dinas Sosial", "Dinas PU"]


def test_headings_are_the_agencies_of_the_rows_below() -> None:
    found = laid(
        sheet(
            drawing("""
| No | Uraian              | Jml ASN | Sudah TTD |
| I  | DINAS KESEHATAN     |         |           |
| 1  | Seluruh pegawai     | 120     | 118       |
| II | Dinas Pendidikan    |         |           |
| 1  | Seluruh pegawai     | 80      | 75        |
""")
        )
    )
    assert rows(found.tables[0], "agency", "signed") == [("DINAS KESEHATAN", "118"), ("Dinas Pendidikan", "75")]
    assert found.tables[0].wheres["agency"] == "heading"
    assert len(noted(found, "found_in_heading")) == 1


def test_a_heading_merged_over_its_table() -> None:
    found = table(
        sheet(
            drawing("""
| Jml ASN | Sudah TTD | Belum |
| OPD : Dinas Kesehatan | < | < |
| 120     | 118       | 2     |
| Dinas Pendidikan | < | < |
| 80      | 75        | 5     |
""")
        )
    )
    assert rows(found, "agency", "signed") == [("Dinas Kesehatan", "118"), ("Dinas Pendidikan", "75")]


def test_regions_as_headings_over_agencies() -> None:
    found = table(
        sheet("""
| Keadaan per 30 September 2024 |
| No | OPD             | Jml ASN | Sudah TTD |
| A. | KABUPATEN MUNA  |         |           |
| 1  | Dinas Kesehatan | 120     | 118       |
| B. | KOTA KENDARI    |         |           |
| 1  | Dinas Kesehatan | 80      | 75        |
""")
    )
    assert rows(found, "government", "agency", "signed") == [
        ("Kabupaten Muna", "Dinas Kesehatan", "118"),
        ("Kota Kendari", "Dinas Kesehatan", "75"),
    ]


def test_provinces_as_headings_over_their_governments() -> None:
    found = table(
        sheet("""
| Keadaan per 30 September 2024           |
| No | Kab/Kota          | Jml ASN | Sudah TTD |
| I  | SULAWESI TENGGARA |         |           |
| 1  | Kolaka            | 120     | 118       |
| 2  | Konawe            | 120     | 110       |
| II | PAPUA PEGUNUNGAN  |         |           |
| 1  | Yahukimo          | 80      | 75        |
""")
    )
    assert rows(found, "province", "government", "signed") == [
        ("Provinsi Sulawesi Tenggara", "Kolaka", "118"),
        ("Provinsi Sulawesi Tenggara", "Konawe", "110"),
        ("Provinsi Papua Pegunungan", "Yahukimo", "75"),
    ]


def test_a_province_alone_among_the_governments_is_a_heading_over_its_own() -> None:
    found = laid(
        sheet("""
| Jumlah ASN per 30 September 2024 |
| No | Kabupaten/Kota      | PNS | PPPK | Jumlah ASN |
|    | Jawa Timur          |     |      |            |
| 1  | Kediri              | 5   | 1    | 6          |
| 2  | Malang              | 5   | 2    | 7          |
|    | PROVINSI JAWA BARAT |     |      |            |
| 1  | Bandung             | 5   | 2    | 7          |
| 2  | Provinsi Banten     | 9   | 2    | 11         |
| 3  | Serang              |     |      |            |
""")
    )
    (table_found,) = found.tables
    assert rows(table_found, "province", "government", "headcount") == [
        ("Provinsi Jawa Timur", "Kediri", "6"),
        ("Provinsi Jawa Timur", "Malang", "7"),
        ("Provinsi Jawa Barat", "Bandung", "7"),
        ("Provinsi Banten", "Provinsi Banten", "11"),
        ("Provinsi Banten", "Serang", ""),
    ]
    assert skips(found)[3] == skips(found)[6] == "heading_row"


def test_merged_cells_speak_for_all_their_rows() -> None:
    found = laid(
        sheet("""
| Keadaan per 30 September 2024 |
| Kab/Kota       | OPD              | Jml ASN | Sudah TTD |
| Kabupaten Muna | Dinas Kesehatan  | 120     | 118       |
| ^              | Dinas Pendidikan | 80      | 75        |
| Kota Kendari   | Dinas Kesehatan  | 10      | 9         |
""")
    )
    assert [row[0] for row in rows(found.tables[0], "government")] == ["Kabupaten Muna"] * 2 + ["Kota Kendari"]
    assert len(noted(found, "found_in_merged")) == 1


def test_a_region_written_once_a_group_is_filled_down_and_noted() -> None:
    found = laid(
        sheet("""
| Keadaan per 30 September 2024 |
| Kab/Kota       | OPD              | Jml ASN | Sudah TTD |
| Kabupaten Muna | Dinas Kesehatan  | 120     | 118       |
|                | Dinas Pendidikan | 80      | 75        |
|                | Dinas Sosial     | 20      | 20        |
| Kota Kendari   | Dinas Kesehatan  | 10      | 9         |
|                | Dinas Sosial     | 10      | 9         |
""")
    )
    assert [row[0] for row in rows(found.tables[0], "government")] == ["Kabupaten Muna"] * 3 + ["Kota Kendari"] * 2
    assert len(noted(found, "filled_down")) == 1


def test_an_agency_is_never_filled_down() -> None:
    """Blank means the whole government there."""
    found = table(
        sheet("""
| Keadaan per 30 September 2024 |
| OPD             | Kab/Kota       | Jml ASN | Sudah TTD |
| Dinas Kesehatan | Kabupaten Muna | 120     | 118       |
|                 | Kota Kendari   | 80      | 75        |
|                 | Kota Bau Bau   | 80      | 75        |
| Dinas Sosial    | Kota Kendari   | 10      | 9         |
|                 | Kota Parepare  | 10      | 9         |
""")
    )
    assert [row[0] for row in rows(found, "agency")] == ["Dinas Kesehatan", "", "", "Dinas Sosial", ""]


def test_rows_that_nothing_tells_apart_are_refused() -> None:
    from tests.etl.layout.drawing import refused

    problem = refused(
        sheet(
            drawing("""
| No | Bidang      | Jml ASN | Sudah TTD |
| 1  | Sekretariat | 120     | 118       |
| 2  | Pelayanan   | 80      | 75        |
""")
        )
    )
    assert (problem.rule, problem.detail["columns"]) == ("rows_alike", ["No", "Bidang"])


def test_blocks_one_below_another_have_their_own_titles() -> None:
    found = laid(
        sheet("""
| KABUPATEN MUNA                |
| Keadaan per 30 September 2024 |
| OPD             | Jml ASN | Sudah TTD |
| Dinas Kesehatan | 120     | 118       |
| Jumlah          | 120     | 118       |
|                 |         |           |
| KOTA KENDARI                  |
|                 |         |           |
| OPD             | Jml ASN | Sudah TTD |
| Dinas Kesehatan | 80      | 75        |
| Jumlah          | 80      | 75        |
""")
    )
    said = [rows(each, "government", "date", "signed") for each in found.tables]
    assert said == [[("Kabupaten Muna", "2024-09-30", "118")], [("Kota Kendari", "2024-09-30", "75")]]
    assert [values(each.totals, "first", "last") for each in found.tables] == [[[4, 4]], [[10, 10]]]
    assert skips(found) == {
        1: "title_row", 2: "title_row", 5: "totals_row", 6: "blank_row", 7: "title_row", 8: "blank_row",
        9: "header_row", 11: "totals_row",
    }  # fmt: skip


def test_a_total_at_the_end_of_the_last_page_sums_all_pages() -> None:
    found = table(
        sheet(
            drawing("""
| OPD              | Jml ASN | Sudah TTD |
| Dinas Kesehatan  | 120     | 118       |
| OPD              | Jml ASN | Sudah TTD |
| Dinas Pendidikan | 80      | 75        |
| Jumlah           | 200     | 193       |
""")
        )
    )
    assert values(found.totals, "first", "last") == [[4, 6]]


def test_a_totals_row_that_spells_a_header_is_no_header() -> None:
    """`Jumlah` is a column of headcounts too."""
    found = table(
        sheet("""
| PEMERINTAH KOTA KENDARI |
| BULAN SEPTEMBER 2024    |
| NO     | UNIT KERJA      | PNS | PPPK | JUMLAH |
| 1      | Dinas Kesehatan | 10  | 9    | 19     |
| JUMLAH | <               | 10  | 9    | 19     |
""")
    )
    assert rows(found, "agency", "pns", "pppk", "headcount") == [("Dinas Kesehatan", "10", "9", "19")]
    assert values(found.totals, "row", "first", "last") == [[5, 4, 4]]


def test_free_text_is_not_handed_on() -> None:
    found = table(
        sheet(drawing(SIGNED.replace("Sudah TTD |", "Sudah TTD | Ket |").replace("118       |", "118 | x |")))
    )
    assert "note" not in found.cells
    assert "Ket" in found.dropped


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("Laworo, 30 September 2024", True),
        ("Kendari,    September 2024", True),
        ("Raha, ............ 2024", True),
        ("Mengetahui,", True),
        ("Plt. Kepala BKPSDM", True),
        ("NIP. 19700101 199003 1 001", True),
        ("Dinas Perindustrian, Perdagangan", False),
        ("Sekretariat DPRD", False),
        ("Inspektorat", False),
        ("Kecamatan Kota", False),
    ],
)
def test_signatures_are_told_from_agencies(text: str, signed: bool) -> None:
    """Below a table without totals an agency that has said nothing may stand, and it is data."""
    found = table(sheet(drawing(SIGNED + f"|  | {text} |  |  |")))
    assert len(found.cells) == (2 if signed else 3)


def test_headers_without_rows_over_a_column_of_names_are_an_empty_table() -> None:
    found = table(sheet("| Pemerintah daerah | NIP | Nama |"))
    assert (len(found.cells), found.named) == (0, ())
