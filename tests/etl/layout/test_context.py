"""What a row belongs to, where it is said beside the rows."""

from datetime import date

import pytest

from etl.grid import Given
from tests.etl.layout.drawing import laid, noted, refused, rows, sheet, table

RECAP = """
| OPD             | Jml ASN | Sudah TTD |
| Dinas Kesehatan | 120     | 118       |
| Dinas Sosial    | 20      | 11        |
"""
REGION = "| PEMERINTAH KABUPATEN MUNA BARAT |\n"
DATE = "| Keadaan per 30 September 2024 |\n"


def about(text: str, **names: str) -> tuple[str, str]:
    found = table(sheet(text + RECAP.lstrip("\n"), names.get("sheet", "Sheet1")), name=names.get("file", ""))
    return found.cells["government"].iloc[0], found.cells["date"].iloc[0]


@pytest.mark.parametrize(
    ("title", "region"),
    [
        ("PEMERINTAH KABUPATEN MUNA BARAT", "Kabupaten Muna Barat"),
        ("Rekapitulasi Pakta Integritas Kota Kendari Tahun 2024", "Kota Kendari"),
        ("Kabupaten | : Bima", "Kabupaten Bima"),
        ("Pemerintah Daerah | : | Kota Bima", "Kota Bima"),
        ("PEMERINTAH PROVINSI SULAWESI TENGGARA | BADAN KEPEGAWAIAN DAERAH", "Provinsi Sulawesi Tenggara"),
        ("DINAS TATA KOTA DAN KEBERSIHAN KOTA KENDARI", "Kota Kendari"),
        ("Unit Kerja : Dinas Kesehatan Kab. Konawe", "Kabupaten Konawe"),
    ],
)
def test_a_region_in_a_title(title: str, region: str) -> None:
    assert about(f"| {title} |\n{DATE}") == (region, "2024-09-30")


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Keadaan per 30 September 2024", "2024-09-30"),
        ("Periode: 1 s.d. 30 Sept 2024", "2024-09-30"),
        ("Periode 1 Agustus - 30 September 2024", "2024-09-30"),
        ("Data s.d. 17/9/2024", "2024-09-17"),
        ("Rekap Pakta Integritas Bulan September 2024", "2024-09"),
        ("Bulan : September | Tahun : 2024", "2024-09"),
        ("Posisi 30 September Tahun 2024", "2024-09-30"),
        ("Triwulan III Tahun 2024", "2024-09-30"),
        ("Minggu II September 2024", "2024-09-14"),
        ("(30 September 2024)", "2024-09-30"),
        ("Tanggal : 30-09-2024", "2024-09-30"),
        ("REKAPITULASI PENANDATANGANAN SEPTEMBER 2024", "2024-09"),
    ],
)
def test_a_date_in_a_title(title: str, day: str) -> None:
    assert about(f"{REGION}| {title} |\n") == ("Kabupaten Muna Barat", day)


@pytest.mark.parametrize(
    "title",
    [
        "Pilkada Serentak tanggal 27 November 2024",
        "Surat Edaran Nomor 5 Tahun 2024",
        "Laworo, 30 September 2024",
        "Pilkada Tahun 2024",
        "Rekap per OPD",
    ],
)
def test_a_day_of_something_else_is_no_date(title: str) -> None:
    assert refused(sheet(f"{REGION}| {title} |\n{RECAP.lstrip()}")).rule == "date_not_stated"


@pytest.mark.parametrize(
    "title",
    [
        "SE Bupati Nomor 5 Tahun 2023",
        "UU Nomor 20 Tahun 2023",
        "SE BUPATI NOMOR 200.2.1/92/2023 TAHUN 2023",
        "Berdasarkan UU 20 Tahun 2023 dan PP 94 Tahun 2021",
        "Surat Edaran Bupati Muna Barat Tahun 2023",
        "SKB Nomor 2 Tahun 2022, Nomor 800-5474 Tahun 2022",
        "Keputusan Bupati No. 12, 13 dan 14 Tahun 2023",
        "Lampiran Surat Sekda |\n| Nomor | : 5 Tahun 2023 |\n| Tanggal : 2 Mei 2023",
    ],
)
def test_the_year_of_a_rule_or_a_letter_is_not_that_of_its_table(title: str) -> None:
    months = "| Bulan | Jml ASN | Sudah TTD |\n| November | 120 | 118 |"
    for own, day in {"": "November", "REKAP SE-KABUPATEN TAHUN 2024": "November 2024"}.items():
        found = table(sheet(f"{REGION}| {title} |\n| {own} |\n{months}"))
        assert rows(found, "date") == [(day,)]


def test_the_date_of_the_letter_is_not_that_of_its_table() -> None:
    letter = "| Lampiran Surat Sekretaris Daerah |\n| Nomor : 800/123/2024 |\n| Tanggal : 2 Oktober 2024 |\n"
    assert about(letter + REGION + DATE) == ("Kabupaten Muna Barat", "2024-09-30")
    assert refused(sheet(letter + REGION + RECAP.lstrip())).rule == "date_not_stated"


@pytest.mark.parametrize(
    ("sheet_name", "file", "region", "day"),
    [
        ("Muna Barat", "rekap_2024-09-30.xlsx", "Kabupaten Muna Barat", "2024-09-30"),
        ("Kota Kendari", "rekap 30092024.xlsx", "Kota Kendari", "2024-09-30"),
        ("Sept 2024", "rekap_kab_konawe.xlsx", "Kabupaten Konawe", "2024-09"),
        ("September", "rekap konawe 2024.xlsx", "Kabupaten Konawe", "2024-09"),
        ("Sheet1", "folder/74.13_rekap_17.08.2024.xlsx", "Kabupaten Muna Barat", "2024-08-17"),
    ],
)
def test_names_of_sheet_and_file(sheet_name: str, file: str, region: str, day: str) -> None:
    assert about("", sheet=sheet_name, file=file) == (region, day)


def test_where_it_was_found_is_noted() -> None:
    found = laid(sheet(REGION + RECAP.lstrip(), "Sept 2024"), name="rekap.xlsx")
    assert noted(found, "found_in_title") == [("Sept 2024", 1, "Kabupaten Muna Barat (74.13)")]
    assert noted(found, "found_in_sheet_name") == [("Sept 2024", 0, "2024-09")]


@pytest.mark.parametrize(
    ("text", "names", "rule", "both"),
    [
        (REGION + "| KOTA KENDARI |\n" + DATE, {}, "region_contradicts", ("74.13", "74.71", "Sheet1:1", "Sheet1:2")),
        (REGION + DATE, {"sheet": "Kendari"}, "region_contradicts", ("74.13", "74.71", "[Kendari]")),
        (REGION + DATE, {"file": "konawe.xlsx"}, "region_contradicts", ("74.13", "74.02", "[konawe]")),
        (REGION + DATE, {"sheet": "Okt 2024"}, "date_contradicts", ("2024-09-30", "2024-10", "[Okt 2024]")),
        (REGION + DATE + "| s.d. 17/9/2024 |\n", {}, "date_contradicts", ("2024-09-30", "2024-09-17", "Sheet1:3")),
        ("| BIMA |\n" + DATE, {}, "region_shared", ("52.06", "52.72", "Sheet1:1")),
        ("", {}, "region_and_date_not_stated", ()),
        (DATE, {}, "region_not_stated", ()),
        (REGION, {}, "date_not_stated", ()),
        (REGION, {"sheet": "September"}, "date_not_stated", ()),
    ],
)
def test_twice_and_different_or_nowhere(text: str, names: dict[str, str], rule: str, both: tuple[str, ...]) -> None:
    grid = sheet(text + RECAP.lstrip(), names.get("sheet", "Sheet1"))
    problem = refused(grid, name=names.get("file", ""))
    assert problem.rule == rule
    for part in both:
        assert part in problem.message


def test_statements_that_agree_are_one() -> None:
    """A month holds its days; a province holds its regencies; the narrower one is meant."""
    province = "| PEMERINTAH PROVINSI SULAWESI TENGGARA |\n"
    assert about(province + REGION + DATE, sheet="Sept 2024") == ("Kabupaten Muna Barat", "2024-09-30")


def test_what_is_given_answers() -> None:
    given = Given(region_code="74.13", date=date(2024, 9, 30))
    found = table(sheet(RECAP), given=given)
    assert rows(found, "government", "date")[0] == ("Kabupaten Muna Barat", "2024-09-30")
    assert set(found.wheres.values()) == {"given"}
    bima = table(sheet("| BIMA |\n" + RECAP.lstrip()), given=Given(region_code="52.72", date=date(2024, 9, 30)))
    assert bima.cells["government"].iloc[0] == "Kota Bima"


def test_what_is_given_may_not_contradict() -> None:
    for given in (Given(region_code="74.71"), Given(date=date(2024, 10, 1))):
        problem = refused(sheet(REGION + DATE + RECAP.lstrip()), given=given)
        assert problem.rule.endswith("_contradicts")
        assert "--region" in problem.message or "--date" in problem.message


ROWS = """
| Kab/Kota    | Tanggal    | Jml ASN | Sudah TTD |
| Kab. Konawe | 2024-09-30 | 120     | 118       |
| Kab. Muna   | 2024-09-30 | 20      | 11        |
"""


def test_rows_win_under_a_wider_title() -> None:
    found = table(sheet("| PROVINSI SULAWESI TENGGARA |\n| Bulan September 2024 |\n" + ROWS.lstrip()))
    assert rows(found, "government", "date") == [("Kab. Konawe", "2024-09-30"), ("Kab. Muna", "2024-09-30")]
    assert set(found.cells["province"]) == {"Provinsi Sulawesi Tenggara"}


LOG = """
| Nomor LP | Tanggal Diterima | {} |
| a        | 2024-09-01       | 74.03          |
| b        | 2024-08-01       | {}        |
"""


@pytest.mark.parametrize(
    ("title", "table_below", "rule", "row"),
    [
        ("KABUPATEN MUNA", ROWS, "region_contradicts", "Sheet1:3"),
        ("Keadaan per 31 Oktober 2024", ROWS, "date_contradicts", "Sheet1:3"),
        ("PEMERINTAH KABUPATEN MUNA", LOG.format("Kab/Kota", "Muna Barat"), "region_contradicts", "Sheet1:4"),
        ("PEMERINTAH KABUPATEN MUNA", LOG.format("Kode BPS", "7471"), "region_contradicts", "Sheet1:3"),
    ],
)
def test_rows_may_not_contradict_their_title(title: str, table_below: str, rule: str, row: str) -> None:
    problem = refused(sheet(f"| {title} |\n{table_below.lstrip()}"))
    assert problem.rule == rule
    assert row in problem.message


def test_an_agency_in_a_title_or_sheet_name() -> None:
    own = "| Tanggal    | Jml ASN | Sudah TTD |\n| 30-09-2024 | 120     | 118       |\n| 15-10-2024 | 120 | 119 |"
    titled = table(sheet(REGION + "| Unit Kerja : Dinas Kesehatan |\n" + own))
    named = table(sheet(REGION + own, "Dinas Kesehatan"))
    for found in (titled, named):
        assert [row[0] for row in rows(found, "agency")] == ["Dinas Kesehatan"] * 2


def test_sheets_of_agencies_with_a_cover() -> None:
    own = "| Jml ASN | Sudah TTD |\n| 120 | 118 |"
    cover = sheet(REGION + DATE, "Sampul")
    found = laid(cover, sheet(own, "Dinas Kesehatan"), sheet(own, "BKPSDM"), sheet("| x |", "Lama", hidden=True))
    assert [rows(each, "government", "agency", "date") for each in found.tables] == [
        [("Kabupaten Muna Barat", name, "2024-09-30")] for name in ("Dinas Kesehatan", "BKPSDM")
    ]
    assert noted(found, "sheet_without_table") == [("Sampul", 0, "")]
    assert noted(found, "hidden_sheet") == [("Lama", 0, "")]
    assert len(noted(found, "found_in_other_sheet")) == 4


def test_sheets_of_months() -> None:
    grids = [sheet(REGION + RECAP.lstrip(), name) for name in ("Agustus 2024", "Sept 2024")]
    assert [each.cells["date"].iloc[0] for each in laid(*grids).tables] == ["2024-08", "2024-09"]


def test_sheets_of_several_sources_are_refused_with_each() -> None:
    report = "| Nomor LP | Tanggal Diterima | Kab/Kota |\n| 1 | 2024-09-01 | Kab. Konawe |"
    problem = refused(sheet(REGION + DATE + RECAP.lstrip(), "A"), sheet(report, "B"))
    assert problem.detail == {"sheets": ["A: pact_recap", "B: report_log"]}


def test_a_register_without_a_date_leaves_it_out() -> None:
    found = table(sheet(REGION + "| NIP | OPD | Tgl TTD |\n| 197001011990031001 | Dinas Kesehatan | 17-09-2024 |"))
    assert found.match.contract.name == "pact_register"
    assert "date" not in found.cells


@pytest.mark.parametrize("keeper", ["BAWASLU KOTA KENDARI", "BADAN PENGAWAS PEMILIHAN UMUM |\n| KOTA KENDARI"])
def test_a_log_keeps_its_own_dates_and_the_regions_of_its_rows(keeper: str) -> None:
    """Whom a supervisor's log is about stands in its rows, and the receipt does not name the title for it."""
    found = laid(sheet(f"| {keeper} |\n{DATE}{LOG.format('Kab/Kota', 'Muna Barat').lstrip()}"))
    assert rows(found.tables[0], "date", "government") == [("2024-09-01", "74.03"), ("2024-08-01", "Muna Barat")]
    assert noted(found, "found_in_title") == []
