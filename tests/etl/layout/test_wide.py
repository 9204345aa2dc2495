"""One column a month or a week."""

import pytest

from etl.layout import lay_out
from etl.problems import Problem
from etl.sources import contracts
from tests.etl.layout.drawing import INDEX, laid, noted, refused, rows, sheet, table, values

REGION = "| PEMERINTAH KABUPATEN MUNA BARAT |\n"


def test_months_over_the_count_that_no_other_column_holds() -> None:
    found = table(
        sheet(
            REGION
            + """
| OPD              | Jml ASN | Agustus 2024 | Sept 2024 |
| Dinas Kesehatan  | 120     | 100          | 118       |
| Dinas Pendidikan | 80      |              | 75        |
""".lstrip("\n")
        )
    )
    assert rows(found, "agency", "date", "employed", "signed") == [
        ("Dinas Kesehatan", "2024-08", "120", "100"),
        ("Dinas Kesehatan", "2024-09", "120", "118"),
        ("Dinas Pendidikan", "2024-08", "80", ""),
        ("Dinas Pendidikan", "2024-09", "80", "75"),
    ]
    assert found.rows.to_list() == [3, 3, 4, 4]
    assert found.cells.index.is_unique
    assert found.wheres["date"] == "header"


@pytest.mark.parametrize(
    ("title", "months"),
    [("Tahun 2024", ("Agustus", "September")), ("", ("Agu-24", "Sep-24")), ("", ("2024-08-01", "2024-09-01"))],
)
def test_months_merged_over_their_counts(title: str, months: tuple[str, str]) -> None:
    found = table(
        sheet(
            REGION
            + f"| {title} |"
            + f"""
| No | OPD              | {months[0]} | <   | {months[1]} | <   |
| ^  | ^                | Jml ASN     | Sdh | Jml ASN     | Sdh |
| 1  | Dinas Kesehatan  | 119         | 100 | 120         | 118 |
|    | Jumlah           | 119         | 100 | 120         | 117 |
"""
        )
    )
    assert rows(found, "date", "employed", "signed") == [("2024-08", "119", "100"), ("2024-09", "120", "118")]
    assert values(found.totals, "date", "signed") == [["2024-08", "100"], ["2024-09", "117"]]


def test_weeks() -> None:
    found = table(
        sheet(
            REGION
            + """
| OPD             | Jml ASN | Minggu I Sept 2024 | Minggu II Sept 2024 |
| Dinas Kesehatan | 120     | 100                | 118                 |
""".lstrip("\n")
        )
    )
    assert rows(found, "date", "signed") == [("2024-09-07", "100"), ("2024-09-14", "118")]


def test_weeks_under_their_month() -> None:
    found = table(
        sheet(
            REGION
            + """
| OPD             | Jml ASN | September 2024 | <         |
| ^               | ^       | Minggu I       | Minggu II |
| Dinas Kesehatan | 120     | 100            | 118       |
""".lstrip("\n")
        )
    )
    assert rows(found, "date", "signed") == [("2024-09-07", "100"), ("2024-09-14", "118")]


def test_months_that_nobody_filled_in_yet_are_no_parts() -> None:
    found = laid(
        sheet(
            REGION
            + """
| OPD             | Jml ASN | Sept 2024 | Okt 2024 | Nov 2024 |
| Dinas Kesehatan | 120     | 100       |          |          |
| Dinas Sosial    | 20      |           |          |          |
""".lstrip("\n")
        )
    )
    assert rows(found.tables[0], "date", "signed") == [("2024-09", "100"), ("2024-09", "")]
    assert len(noted(found, "columns_blank")) == 1


def test_a_date_in_the_header_of_one_column_is_the_date() -> None:
    found = table(
        sheet(
            REGION
            + """
| OPD             | Jml ASN | Sudah TTD s.d. 30 Sept 2024 |
| Dinas Kesehatan | 120     | 100                         |
""".lstrip("\n")
        )
    )
    assert rows(found, "date", "employed", "signed") == [("2024-09-30", "120", "100")]


@pytest.mark.parametrize(
    ("title", "months"),
    [
        ("", ("Agustus", "September")),
        ("TAHUN 2024", ("Desember", "Januari")),
        ("TAHUN 2023/2024", ("November", "Desember")),
        ("TAHUN 2023/24", ("November", "Desember")),
        ("TAHUN 2023 S.D. 2024", ("November", "Desember")),
        ("TAHUN 2024", ("November", "Desember", "Januari")),
        ("TAHUN 2023", ("Nov 2023", "Des", "Jan")),
        ("", ("Nov 2023", "Des")),
    ],
)
def test_months_of_two_years_ask_for_the_year(title: str, months: tuple[str, ...]) -> None:
    drawing = f"""
| REKAP PAKTA INTEGRITAS {title} |
| OPD | Jml ASN | {" | ".join(months)} |
| Dinas Kesehatan | 120 | {" | ".join("118" for _ in months)} |
""".lstrip("\n")
    problem = refused(sheet(REGION + drawing))
    assert problem.rule == "year_not_stated"
    assert months[-1] in problem.message


DOWN = "| TAHUN 2024 |\n| OPD | Bulan | Jml ASN | Sudah TTD |\n"
A_MONTH = "| OPD | Jml ASN | Sudah TTD |\n| Dinas Kesehatan | 120 | 118 |"


@pytest.mark.parametrize(
    ("months", "certain"),
    [
        (("A Nov", "A Des", "A Jan"), False),
        (("A Nov", "B Nov", "A 3 Des", "B 3 Des", "A 5 Jan", "B 5 Jan"), False),
        (("A Feb", "A Jan", "A Des"), False),
        (("A Des", "A Jan"), False),
        (("A Nov", "B Des", "C Jan"), False),
        (("A Sep", "A Okt", "A Agu"), True),
        (("A Jan", "A Des", "B Jan", "B Des"), True),  # each agency begins anew
        (("A Okt 2023", "A Nov 2023", "A Jan"), True),
        (("A Des", "A Nov", "A Okt"), True),
    ],
)
def test_months_down_the_rows_have_no_year_where_they_run_into_the_next(months: tuple[str, ...], certain: bool) -> None:
    lines = [f"| Dinas {month.replace(' ', ' | ', 1)} | 120 | 118 |" for month in months]
    found = lay_out([sheet(REGION + DOWN + "\n".join(lines))], "auto", contracts(), INDEX)
    assert certain or (isinstance(found, Problem) and found.rule == "year_not_stated")
    assert not certain or not isinstance(found, Problem)


def test_months_over_groups_and_sheets_have_no_year_where_they_run_into_the_next() -> None:
    groups = "\n".join(
        f"| {month} | < | < |\n| Dinas Kesehatan | 120 | 118 |" for month in ("NOVEMBER", "DESEMBER", "JANUARI")
    )
    headed = sheet(f"{REGION}| TAHUN 2024 |\n| OPD | Jml ASN | Sudah TTD |\n{groups}")
    sheets = [sheet(f"{REGION}| TAHUN 2024 |\n{A_MONTH}", month) for month in ("November", "Desember", "Januari")]
    assert refused(headed).rule == refused(*sheets).rule == "year_not_stated"
    assert [each.cells["date"].item() for each in laid(*sheets[:2]).tables] == ["2024-11", "2024-12"]


def test_months_may_run_backwards() -> None:
    drawing = """
| REKAP PAKTA INTEGRITAS TAHUN 2024 |
| OPD             | Jml ASN | Oktober | September | Agustus |
| Dinas Kesehatan | 120     | 118     | 100       | 90      |
""".lstrip("\n")
    assert [day for (day,) in rows(table(sheet(REGION + drawing)), "date")] == ["2024-10", "2024-09", "2024-08"]


def test_a_title_that_holds_the_months_is_no_contradiction() -> None:
    found = table(
        sheet(
            REGION
            + """
| Periode Januari s.d. September 2024 |
| OPD             | Jml ASN | Agustus | September |
| Dinas Kesehatan | 120     | 100     | 118       |
""".lstrip("\n")
        )
    )
    assert [row[0] for row in rows(found, "date")] == ["2024-08", "2024-09"]


def test_weeks_of_the_month_in_the_title() -> None:
    found = laid(
        sheet(
            REGION
            + """
| Bulan September 2024 |
| OPD             | Jml ASN | Minggu I | Minggu II |
| Dinas Kesehatan | 120     | 100      | 118       |
""".lstrip("\n")
        )
    )
    assert rows(found.tables[0], "date", "signed") == [("2024-09-07", "100"), ("2024-09-14", "118")]
    assert len(noted(found, "found_in_header")) == 1


def test_weeks_of_no_month_ask_for_a_date() -> None:
    problem = refused(sheet(REGION + "| OPD | Jml ASN | Minggu I | Minggu II |\n| Dinas | 120 | 100 | 118 |"))
    assert problem.rule == "date_not_stated"


@pytest.mark.parametrize("parent", ["2024", "Tahun 2024", "Bulan (Tahun 2024)", "Sudah TTD Tahun 2024"])
def test_months_under_a_parent_that_states_the_year(parent: str) -> None:
    found = table(
        sheet(
            REGION
            + f"""
| OPD             | Jml ASN | {parent} | <         |
| ^               | ^       | Agustus  | September |
| Dinas Kesehatan | 120     | 100      | 118       |
""".lstrip("\n")
        )
    )
    assert rows(found, "date", "employed", "signed") == [("2024-08", "120", "100"), ("2024-09", "120", "118")]


@pytest.mark.parametrize("years", [("2023", "2024"), ("Tahun 2023", "Tahun 2024")])
def test_a_year_a_column_keeps_its_precision(years: tuple[str, str]) -> None:
    header = f"| OPD | Jml ASN | {years[0]} | {years[1]} |\n"
    found = table(sheet(REGION + header + "| Dinas Kesehatan | 120 | 100 | 118 |"))
    assert rows(found, "date", "employed", "signed") == [("2023", "120", "100"), ("2024", "120", "118")]


def test_years_merged_over_their_counts() -> None:
    found = table(
        sheet(
            REGION
            + """
| OPD             | 2023    | <     | 2024    | <     |
| ^               | Jml ASN | Sudah | Jml ASN | Sudah |
| Dinas Kesehatan | 120     | 100   | 118     | 111   |
""".lstrip("\n")
        )
    )
    assert rows(found, "date", "employed", "signed") == [("2023", "120", "100"), ("2024", "118", "111")]


def test_a_month_of_hyphens_alone_has_not_come_yet() -> None:
    found = laid(
        sheet(
            REGION
            + """
| OPD             | Jml ASN | Sept 2024 | Okt 2024 |
| Dinas Kesehatan | 120     | 100       | -        |
| Dinas Sosial    | 20      | -         | –        |
""".lstrip("\n")
        )
    )
    assert rows(found.tables[0], "date", "signed") == [("2024-09", "100"), ("2024-09", "-")]
    assert len(noted(found, "columns_blank")) == 1


def test_a_hyphen_beside_a_number_adds_nothing_to_it() -> None:
    found = table(
        sheet(
            REGION
            + """
| Keadaan per 30 September 2024 |
| OPD             | Jml ASN | Sudah TTD | <         |
| ^               | ^       | Laki-laki | Perempuan |
| Dinas Kesehatan | 120     | 100       | -         |
| Dinas Sosial    | 20      | -         | -         |
""".lstrip("\n")
        )
    )
    assert rows(found, "signed") == [("100",), ("",)]


@pytest.mark.parametrize("merged", ["<", " "])
def test_a_parent_that_says_month_is_not_the_date(merged: str) -> None:
    drawing = f"""
| PEMERINTAH KABUPATEN MUNA BARAT      |
| REKAP PAKTA INTEGRITAS TAHUN 2024    |
| OPD              | Jml ASN | Bulan   | {merged}  |
|                  |         | Agustus | September |
| Dinas Kesehatan  | 120     | 50      | 118       |
"""
    found = laid(sheet(drawing))
    assert found.contract.name == "pact_recap"
    assert rows(found.tables[0], "date", "employed", "signed") == [("2024-08", "120", "50"), ("2024-09", "120", "118")]


def test_months_down_the_rows_are_of_the_year_in_the_title() -> None:
    drawing = """
| PEMERINTAH KABUPATEN MUNA BARAT      |
| REKAP PAKTA INTEGRITAS TAHUN 2024    |
| Bulan        | Jml ASN | Sudah TTD |
| Agustus      | 120     | 50        |
| 17 September | 120     | 60        |
| Okt 2023     | 120     | 118       |
"""
    found = laid(sheet(drawing))
    assert [day for (day,) in rows(found.tables[0], "date")] == ["Agustus 2024", "17 September 2024", "Okt 2023"]
    (note,) = [note for note in found.tables[0].notes if note.kind == "year_of_title"]
    assert note.detail == {"year": "2024", "rows": 2}
    (plain,) = laid(sheet(drawing.replace("TAHUN 2024", ""))).tables
    assert rows(plain, "date")[0] == ("Agustus",)


def test_an_agency_written_once_over_its_months_holds_for_each_of_them() -> None:
    drawing = """
| PEMERINTAH KABUPATEN MUNA BARAT                  |
| OPD             | Tanggal    | Jml ASN | Sudah TTD |
| Dinas Kesehatan | 31-08-2024 | 100     | 50        |
|                 | 30-09-2024 | 100     | 80        |
| Dinas Sosial    | 31-08-2024 | 40      | 10        |
|                 | {last}     | 40      | 20        |
"""
    (table,) = laid(sheet(drawing.format(last="30-09-2024"))).tables
    assert [agency for (agency,) in rows(table, "agency")] == ["Dinas Kesehatan"] * 2 + ["Dinas Sosial"] * 2
    assert "filled_down" in {note.kind for note in table.notes}
    (other,) = laid(sheet(drawing.format(last="31-10-2024"))).tables  # who knows what a blank cell means here
    assert [agency for (agency,) in rows(other, "agency")] == ["Dinas Kesehatan", "", "Dinas Sosial", ""]
