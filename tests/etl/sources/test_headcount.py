"""Headcounts: who is counted, of which government, and what does not add up."""

import csv
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.masking import looks_like_person
from etl.sources import sources
from etl.sources.headcount import SCOPE_OF_STAFF
from etl.staged import Staged
from tests.etl.intake.writing import breaches, stage_text, staged
from tests.examples import examples

PACKAGED = Path(__file__).parents[3] / "etl" / "reference" / "documented_headcounts.csv"
HEADER = "Kab/Kota,OPD,Tanggal,Jumlah ASN,PNS,PPPK\n"


def said(file: Staged) -> dict[tuple[str, str, str], float]:
    """(government, agency, category) -> count."""
    rows = file.observations[["region_code", "agency", "category", "value"]].itertuples(index=False)
    return {(region, agency, category): value for region, agency, category, value in rows}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (HEADER + "Kab. Konawe,,2024-09-30,5.000,4.100,900\n", {"total": 5000, "pns": 4100, "pppk": 900}),
        ("Pemda;Keadaan per;Total ASN\nKabupaten Konawe;30 September 2024;5000 orang\n", {"total": 5000}),
        ("Kab/Kota,Per Tanggal,Jml PNS,Jml P3K\nKab. Konawe,Sept 2024,4100,nihil\n", {"pns": 4100, "pppk": 0}),
        (
            "Kab/Kota,Tgl,Jenis Pegawai,Jumlah\nKab. Konawe,2024,PNS,4100\nKab. Konawe,2024,P3K,900\n"
            "Kab. Konawe,2024,ASN,5000\n",
            {"pns": 4100, "pppk": 900, "total": 5000},
        ),
    ],
    ids=["columns", "total alone", "no total", "rows"],
)  # fmt: skip
def test_forms(tmp_path: Path, content: str, expected: dict[str, float]) -> None:
    file = stage_text(tmp_path, content)
    assert (file.source, file.error, file.rejected, len(file.conflicts)) == ("headcount", None, 0, 0)
    assert said(file) == {("74.02", "", category): value for category, value in expected.items()}
    assert set(file.observations["measure"]) == {"headcount"}
    assert set(file.observations["unit"]) == {"orang ASN"}
    assert set(file.observations["election"]) == {""}
    assert set(file.observations["covers"]) == {"government"}
    assert set(file.observations["scope"]) == {"all"}


@pytest.mark.parametrize(
    "content",
    [
        "Kab/Kota,Januari 2024,Februari 2024\nKonawe,3,4\n",
        "REKAP PELANGGARAN\n\nKab/Kota,Januari 2024,Februari 2024\nKonawe,3,4\n",
        "Rekap Penanda Tangan Pakta Integritas\n\nKab/Kota,Tanggal,Jumlah\nKonawe,2024-09-30,4\n",
        "Jumlah ASN yang dijatuhi sanksi\n\nKab/Kota,Tanggal,Jumlah ASN\nKonawe,2024-09-30,4\n",
        "Kab/Kota,Tanggal,Jumlah\nKonawe,2024-09-30,4\n",
        *(
            f"{title}\n\nKab/Kota,Tanggal,Jumlah\nKonawe,2024-09-30,4\n"
            for title in (
                "Jumlah ASN yang melanggar netralitas",
                "Data ASN yang diadukan",
                "Jumlah laporan netralitas ASN",
                "ASN yang sudah bertandatangan",
                "Jumlah ASN pensiun dan Non ASN",
                "ASN terbukti tidak netral",
            )
        ),
    ],
)
def test_what_may_count_anything_is_no_denominator(tmp_path: Path, content: str) -> None:
    """Unless who loads it says that it is one."""
    path = tmp_path / "rekap.csv"
    path.write_text(content, encoding="utf-8")
    file = staged(path)
    assert file.error is not None and file.error.rule == "subject_unclear"
    assert staged(path, "headcount").error is None


@pytest.mark.parametrize(
    "content",
    [
        "DATA PEGAWAI NEGERI SIPIL\n\nKab/Kota,Januari 2024,Februari 2024\nKonawe,3000,4000\n",
        "Kab/Kota,Tanggal,Jumlah ASN\nKonawe,2024-09-30,4000\n",
        "Kab/Kota,Tanggal,Jenis,Jumlah\nKonawe,2024-09-30,PNS,4000\n",
    ],
)
def test_what_says_that_it_counts_civil_servants_is_one(tmp_path: Path, content: str) -> None:
    file = stage_text(tmp_path, content)
    assert (file.source, file.error) == ("headcount", None)


def test_those_who_are_no_civil_servants_do_not_count(tmp_path: Path) -> None:
    """Columns of them are named and left out; rows of them are rejected."""
    file = stage_text(tmp_path, "Kab/Kota,Tanggal,PNS,PPPK,Honorer,THL,Pensiunan\nKab. Konawe,2024,4100,900,700,20,5\n")
    assert file.dropped_columns == ("Honorer", "THL", "Pensiunan")
    assert said(file) == {("74.02", "", "pns"): 4100, ("74.02", "", "pppk"): 900}
    rows = "".join(f"Kab. Konawe,2024,{kind},10\n" for kind in ("Honorer", "Non-ASN", "Tenaga Kontrak", "Pensiunan"))
    file = stage_text(tmp_path, "Kab/Kota,Tanggal,Jenis,Jumlah\n" + rows)
    assert breaches(file) == [(row, "kind", "not_asn") for row in range(2, 6)]


@pytest.mark.parametrize(
    ("row", "breach"),
    [
        ("Jakarta Selatan,,2024-09-30,5000,,", ("government", "not_a_government")),
        ("Indonesia,,2024-09-30,5000,,", ("government", "not_a_government")),
        ("Kab. Konawe,,2024-09-30,0,,", ("headcount", "no_employees")),
        ("Kab. Konawe,,2024-09-30,-4,,", ("headcount", "negative_count")),
        ('Kab. Konawe,,2024-09-30,"74,1",,', ("headcount", "not_a_count")),
        ("Kab. Konawe,,,5000,,", ("date", "required")),
        ("Kab. Entah,,2024-09-30,5000,,", ("government", "region_unknown")),
        ("Bima,,2024-09-30,5000,,", ("government", "region_ambiguous")),
        ("Kab. Konawe,198001012005011001,2024-09-30,5000,,", ("agency", "looks_like_person")),
    ],
)
def test_breaches(tmp_path: Path, row: str, breach: tuple[str, str]) -> None:
    file = stage_text(tmp_path, HEADER + row + "\n")
    assert breaches(file) == [(2, *breach)]
    assert file.observations.empty
    assert "198001012005011001" not in file.rejects.to_csv()


def test_central_staff_are_no_government_s_own(tmp_path: Path) -> None:
    header = "Kab/Kota,Tanggal,Jumlah,covers,Cakupan pegawai\n"
    file = stage_text(
        tmp_path, header + "Sulawesi Tenggara,2024,100,pemerintah,pusat\nProvinsi Jambi,2024,9,,pusat+daerah\n"
    )
    assert breaches(file) == [(2, "staff", "central_staff_of_a_government")]
    assert file.observations[["region_code", "covers", "scope"]].values.tolist() == [
        ["15", "area", "central_and_local"]
    ]


def test_a_kind_beside_columns_of_kinds(tmp_path: Path) -> None:
    file = stage_text(
        tmp_path, "Kab/Kota,Tanggal,Jenis,Jumlah,PNS\nKab. Konawe,2024,PNS,100,90\nKab. Muna,2024,ASN,100,90\n"
    )
    assert breaches(file) == [(2, "kind", "kind_and_columns")]
    assert said(file) == {("74.03", "", "pns"): 90, ("74.03", "", "total"): 100}


def test_an_area_total_where_the_file_says_so(tmp_path: Path) -> None:
    file = stage_text(
        tmp_path,
        "Daerah,Tanggal,Jumlah ASN,Cakupan wilayah\nIndonesia,2024,100,wilayah\nJakarta Selatan,2024,7,wilayah\n",
    )
    assert file.rejected == 0
    assert file.observations[["region_code", "covers", "value"]].values.tolist() == [
        ["00", "area", 100],
        ["31.74", "area", 7],
    ]


def test_no_number_is_missing_and_not_zero(tmp_path: Path) -> None:
    file = stage_text(tmp_path, HEADER + "Kab. Konawe,,2024-09-30,belum ada data,,\n")
    assert [(category, math.isnan(value)) for (_, _, category), value in said(file).items()] == [("total", True)]


# --------------------------------------------------------------------------------------------------------- conflicts


def test_a_total_that_its_kinds_do_not_sum_to_is_kept_with_both(tmp_path: Path) -> None:
    file = stage_text(tmp_path, HEADER + "Kab. Konawe,,2024-09-30,5000,4000,900\nKab. Muna,Dinas A,2024,10,4,6\n")
    assert file.rejected == 0
    assert said(file)["74.02", "", "total"] == 5000
    assert said(file)["74.02", "", "pns"] == 4000
    (conflict,) = file.conflicts.to_dict("records")
    assert (conflict["kind"], conflict["stated"], conflict["found"]) == ("kinds_differ", "5000", "4900")
    assert (conflict["category"], conflict["region_code"], conflict["detail"]["row"]) == ("total", "74.02", 2)


def by_rows(*numbers: tuple[str, int]) -> str:
    return "Kab/Kota,Tanggal,Jenis,Jumlah\n" + "".join(f"Kab. Konawe,2024,{kind},{value}\n" for kind, value in numbers)


def test_kinds_in_rows_are_compared_too(tmp_path: Path) -> None:
    file = stage_text(tmp_path, by_rows(("PNS", 40), ("PPPK", 9), ("ASN", 50)))
    assert file.conflicts[["kind", "stated", "found"]].values.tolist() == [["kinds_differ", "50", "49"]]


def test_a_total_may_count_part_time_staff_or_not(tmp_path: Path) -> None:
    for total in (49, 52):
        file = stage_text(tmp_path, by_rows(("PNS", 40), ("PPPK", 9), ("PPPK paruh waktu", 3), ("ASN", total)))
        assert file.conflicts.empty
    file = stage_text(tmp_path, by_rows(("PNS", 40), ("PPPK", 9), ("PPPK paruh waktu", 3), ("ASN", 51)))
    assert len(file.conflicts) == 1


@pytest.mark.random
@examples(30)
@given(
    total=st.integers(1, 99_999),
    pns=st.none() | st.integers(0, 99_999),
    pppk=st.none() | st.integers(0, 99_999),
    as_rows=st.booleans(),
)
def test_columns_and_rows_say_the_same(
    total: int, pns: int | None, pppk: int | None, as_rows: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("form")
    if as_rows:
        parts = [("ASN", total), ("PNS", pns), ("PPPK", pppk)]
        content = by_rows(*((kind, value) for kind, value in parts if value is not None))
    else:
        content = HEADER + f"Kab. Konawe,,2024,{total},{'' if pns is None else pns},{'' if pppk is None else pppk}\n"
    file = stage_text(folder, content)
    stated = {"total": total, "pns": pns, "pppk": pppk}
    assert said(file) == {("74.02", "", kind): value for kind, value in stated.items() if value is not None}
    differs = pns is not None and pppk is not None and pns + pppk != total
    assert file.conflicts["kind"].to_list() == ["kinds_differ"] * differs


# -------------------------------------------------------------------------------------------------------- documented


def test_every_documented_headcount_is_loaded() -> None:
    file = staged(PACKAGED)
    assert (file.source, file.error, file.rejected, file.superseded) == ("headcount", None, 0, 0)
    assert file.dropped_columns == ("confidence", "note")
    with PACKAGED.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == len(file.records) == len(file.observations) == 60
    assert file.observations["value"].to_list() == [float(row["headcount"]) for row in rows]
    assert file.observations["region_code"].to_list() == [row["kemendagri_code"] for row in rows]
    assert file.observations["citation"].to_list() == [row["source"] for row in rows]
    own = [row["scope"] in ("pemda", "pemprov") for row in rows]
    assert (file.observations["covers"] == "government").to_list() == own


def test_part_time_staff_and_those_who_must_attend_are_no_total() -> None:
    found = staged(PACKAGED).observations.groupby(["category", "covers", "scope"]).size().to_dict()
    assert found["pppk_part_time", "government", "all"] == 18
    assert found["part", "government", "all"] == 1
    assert found["total", "government", "all"] == 1


def test_packaged_headcounts_are_the_shared_ones(shared_dir: Path) -> None:
    assert PACKAGED.read_bytes() == (shared_dir / "data/documented/asn_headcount_by_region.csv").read_bytes()
    assert not looks_like_person(PACKAGED.read_text(encoding="utf-8").replace(",", " ; "))


def test_whose_staff_has_a_scope_each() -> None:
    (staff,) = (column for column in sources()["headcount"].contract.columns if column.name == "staff")
    assert set(SCOPE_OF_STAFF) == {"", *staff.choices}
