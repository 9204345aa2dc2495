"""The judged facts through a real load, and each rule of etl/compute.py by a small recap."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import scipy.stats
from sqlalchemy import select

from etl.indicators.reasons import REASONS
from etl.indicators.registry import Registry, packaged
from etl.settings import Place
from etl.warehouse.connect import reading
from etl.warehouse.schema import conflict, event
from tests.etl.loading import event_row, events, load, one, place_in, recap, values_of, write_csv

DOCUMENTED = Path(__file__).parents[2] / "etl" / "reference" / "documented_events.csv"
KONAWE, KENDARI, MUNA = "Kabupaten Konawe", "Kota Kendari", "Kabupaten Muna"
SULTRA, SEPTEMBER, OCTOBER = "Provinsi Sulawesi Tenggara", "2024-09-30", "2024-10-31"
RATE, VIOLATIONS = "pact_signing_rate", "violation_count"


@pytest.fixture(scope="module")
def documented(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = place_in(tmp_path_factory.mktemp("documented"))
    load(place, DOCUMENTED)
    return place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return place_in(tmp_path)


def figure(place: Place, indicator: str, region: str, day: str, **where: object) -> Mapping[str, Any]:
    """The only total of that description; a government's own where nothing else is said."""
    told = {"category": "total", "extent": "government", "election": "Pilkada 2024", **where}
    return one(place, indicator, region_code=region, as_of=day, **told)


def shown_at(place: Place, indicator: str, region: str, day: str, **where: object) -> pd.DataFrame:
    """Rows with a figure not after a day, the latest last: what a map at that day chooses from."""
    found = values_of(place, indicator, region_code=region, category="total", **where)
    return found[(found["as_of"] <= day) & (found["status"] != "missing")]


def conflicts(place: Place, **where: object) -> list[tuple[str, str, str, str, str]]:
    with reading(place) as connection:
        rows = connection.execute(select(conflict).where(conflict.c.version_to.is_(None))).mappings().all()
    return sorted(
        (row["kind"], row["measure"], row["region_code"], row["stated"], row["found"])
        for row in rows
        if all(row[name] == value for name, value in where.items())
    )


# -- what is judged ------------------------------------------------------------------------------------------------

DAY = "2024-10-14"


def test_konawe_sums_its_categories(documented: Place) -> None:
    own = values_of(documented, VIOLATIONS, region_code="74.02", as_of=DAY)
    assert dict(zip(own["category"], own["value"], strict=True)) == {"kode_etik": 6, "netralitas": 5, "total": 11}
    assert set(own["extent"]) == {"government"}
    assert set(own["evidence"]) == {"unknown"}


def test_sulawesi_tenggara_is_regencies_and_the_provincial_government(documented: Place) -> None:
    rows = values_of(documented, VIOLATIONS, as_of=DAY, category="total", extent="government", unit="orang ASN")
    inside = rows[rows["region_code"].str.startswith("74") & rows["value"].notna()]
    regencies = inside[inside["level"] == "regency"]
    assert (regencies["value"].sum(), len(regencies)) == (37, 13)
    assert figure(documented, VIOLATIONS, "74", DAY)["value"] == 3
    area = figure(documented, VIOLATIONS, "74", DAY, extent="area")
    assert (area["value"], area["coverage_n"], area["coverage_of"], area["origin"]) == (40, 14, 18, "computed")
    silent = rows[rows["region_code"].str.startswith("74") & rows["value"].isna()]
    assert sorted(silent["region_code"]) == ["74.10", "74.11", "74.12", "74.72"]
    assert set(silent["citation"]) == {""}


def test_baubau_is_missing_not_zero(documented: Place) -> None:
    row = figure(documented, VIOLATIONS, "74.72", DAY)
    assert row["status"] == "missing"
    assert pd.isna([row["value"], row["coverage_n"]]).all()
    assert shown_at(documented, VIOLATIONS, "74.72", "2025-12-31").empty


def test_the_nation_at_the_recap_counts_out_of_546(documented: Place) -> None:
    nation = figure(documented, VIOLATIONS, "00", DAY, extent="area")
    assert (nation["value"], nation["coverage_n"], nation["coverage_of"]) == (40, 14, 546)


def test_sulawesi_selatan_states_117_and_lists_101(documented: Place) -> None:
    rows = values_of(documented, "report_count", region_code="73", as_of="2024-09-05", extent="area")
    found = {row["origin"]: row for row in rows.to_dict("records")}
    assert {origin: row["value"] for origin, row in found.items()} == {"published": 117, "computed": 101}
    assert found["computed"]["coverage_of"] == 25
    assert pd.isna(found["published"]["coverage_n"])
    assert set(rows["evidence"]) == {"alleged"}
    assert ("parts_differ", "report_count", "73", "117", "101") in conflicts(documented)


def test_maluku_utara_states_176_and_lists_170_of_a_year(documented: Place) -> None:
    rows = values_of(documented, "report_count", region_code="82", as_of="2020-12-31", extent="area", unit="kasus")
    assert dict(zip(rows["origin"], rows["value"], strict=True)) == {"published": 176, "computed": 170}
    assert set(rows["period_start"]) == {"2020-01-01"}


def test_makassar_received_no_report_and_that_is_a_zero(documented: Place) -> None:
    row = one(documented, "report_count", region_code="73.71", unit="laporan", as_of="2023-11-13", category="total")
    assert (row["status"], row["value"], row["election"]) == ("zero", 0, "Pemilu 2024")


def test_units_are_never_added(documented: Place) -> None:
    rows = values_of(documented, "report_count", region_code="73.71", category="total", election="Pemilu 2024")
    told = rows[rows["value"].notna()]
    assert dict(zip(told["unit"], told["value"], strict=True)) == {"laporan": 0, "kasus": 3}
    nation = values_of(documented, "report_count", region_code="00", category="total", as_of="2024-02-11")
    assert nation["unit"].tolist() == ["kasus"]


def test_a_ceremony_makes_no_rate(documented: Place) -> None:
    with reading(documented) as connection:
        row = connection.execute(select(event).where(event.c.event_id == "EV-201")).mappings().one()
    assert (row["kind"], row["region_code"], row["scope"]) == ("pact_signing", "74.72", "all")
    assert (row["number"], row["denominator"]) == (None, None)
    assert row["as_of"].isoformat() == "2024-09-17"
    assert values_of(documented, RATE).empty
    assert values_of(documented, "pact_agency_complete_share").empty


@pytest.mark.parametrize(
    ("region", "day", "kinds"),
    [
        ("73.71", "2023-11-13", {"declaration", "pact_signing", "report_count"}),
        ("61.11", "2024-09-18", {"declaration", "socialisation"}),
        ("74.71", "2024-11-04", {"coordination_meeting"}),
        ("74.13", "2023-12-31", {"circular_letter"}),
        ("74.13", "2024-12-31", {"pact_signing", "socialisation"}),
    ],
)
def test_the_five_places(documented: Place, region: str, day: str, kinds: set[str]) -> None:
    with reading(documented) as connection:
        rows = connection.execute(select(event).where(event.c.region_code == region)).mappings().all()
    assert {row["kind"] for row in rows if row["as_of"].isoformat() == day} == kinds
    known = values_of(documented, "documented_event_count", region_code=region, as_of=day)
    assert len(known) == 1
    assert known["value"].item() >= len(kinds)


def test_records_are_cumulated_within_each_election(documented: Place) -> None:
    rows = values_of(documented, "documented_event_count", region_code="74.13")
    found = {name: part["value"].tolist() for name, part in rows.groupby("election")}
    assert found["Pemilu 2024"] == [1]
    assert found["Pilkada 2024"] == sorted(found["Pilkada 2024"])
    assert found["Pilkada 2024"][-1] == 5  # two of the recap, one of a day, two known to the year
    assert set(rows[rows["election"] == "Pilkada 2024"]["period_start"]) == {"2024-02-27"}
    with reading(documented) as connection:
        told = connection.scalars(select(event.c.election)).all()
    nation = values_of(documented, "documented_event_count", region_code="00")
    assert nation.groupby("election")["value"].max().sum() == len(told) + told.count("Pemilu dan Pilkada 2024")


def test_every_area_counts_out_of_its_governments(documented: Place) -> None:
    rows = values_of(documented, "coverage_rate")
    assert set(rows["level"]) == {"national", "province"}
    nation = rows[rows["region_code"] == "00"].sort_values("as_of")
    assert set(nation["denominator"]) == {542, 545, 546}, "four were founded in 2022"
    assert set(nation.loc[nation["as_of"] >= "2022-12-08", "denominator"]) == {546}
    assert set(rows[rows["region_code"] == "74"]["denominator"]) == {18}
    assert set(rows[rows["region_code"] == "31"]["denominator"]) == {1}
    assert (rows["numerator"] <= rows["denominator"]).all()


# -- rules of a stock ----------------------------------------------------------------------------------------------


def test_sum_first_divide_last(place: Place, tmp_path: Path) -> None:
    load(place, recap(tmp_path / "a.csv", (KONAWE, "", SEPTEMBER, 1000, 100), (KENDARI, "", SEPTEMBER, 10, 10)))
    area = figure(place, RATE, "74", SEPTEMBER, extent="area")
    assert (area["numerator"], area["denominator"], area["coverage_n"]) == (110, 1010, 2)
    assert area["value"] == pytest.approx(100 * 110 / 1010)


def test_agencies_carry_forward(place: Place, tmp_path: Path) -> None:
    first = [(KONAWE, "Dinas A", SEPTEMBER, 100, 60), (KONAWE, "Dinas B", SEPTEMBER, 50, 10)]
    load(place, recap(tmp_path / "a.csv", *first, (KONAWE, "Dinas B", OCTOBER, 50, 40)))
    rows = values_of(place, RATE, region_code="74.02")
    assert rows[["as_of", "numerator", "denominator"]].values.tolist() == [[SEPTEMBER, 70, 150], [OCTOBER, 100, 150]]
    share = values_of(place, "pact_agency_complete_share", region_code="74.02")
    assert share[["numerator", "denominator"]].values.tolist() == [[0, 2], [0, 2]]


def test_a_whole_government_beside_agencies_is_the_total(place: Place, tmp_path: Path) -> None:
    agencies = [(KONAWE, "Dinas A", SEPTEMBER, 100, 60), (KONAWE, "Dinas B", SEPTEMBER, 50, 10)]
    load(place, recap(tmp_path / "a.csv", *agencies, (KONAWE, "", SEPTEMBER, 200, 90)))
    row = figure(place, RATE, "74.02", SEPTEMBER)
    assert (row["numerator"], row["denominator"], row["origin"]) == (90, 200, "published")
    assert ("agencies_differ", RATE, "74.02", "90", "70") in conflicts(place)
    assert figure(place, "pact_agency_complete_share", "74.02", SEPTEMBER)["denominator"] == 2


def test_only_scope_all_makes_a_rate(place: Place, tmp_path: Path) -> None:
    load(place, recap(tmp_path / "a.csv", (KONAWE, "Dinas A", SEPTEMBER, 10, 10, "leaders")))
    assert values_of(place, RATE).empty
    assert figure(place, "coverage_rate", "74", SEPTEMBER, extent="area")["numerator"] == 1


def test_a_row_without_both_numbers_makes_no_rate(place: Place, tmp_path: Path) -> None:
    rows = [(KONAWE, "", SEPTEMBER, "", 60, "all"), (KENDARI, "", SEPTEMBER, 100, "", "all")]
    load(place, recap(tmp_path / "a.csv", *rows, (MUNA, "", SEPTEMBER, 10, 5)))
    area = figure(place, RATE, "74", SEPTEMBER, extent="area")
    assert (area["numerator"], area["denominator"], area["coverage_n"]) == (5, 10, 1)
    assert {figure(place, RATE, code, SEPTEMBER)["status"] for code in ("74.02", "74.71")} == {"missing"}


def count(event_id: str, region: str, code: str, day: str, number: object, **other: object) -> list[object]:
    return event_row(event_id, region, code, day, number, **other)


def test_a_newer_recap_leaves_out_whom_it_leaves_out(place: Place, tmp_path: Path) -> None:
    """Of the same reporter and province; what another one said stays, and the region keeps its own figure."""
    old = [count("A", KONAWE, "74.02", SEPTEMBER, 3), count("B", KENDARI, "74.71", SEPTEMBER, 4)]
    other = count("C", MUNA, "74.03", SEPTEMBER, 50, reporting_institution="BKN")
    elsewhere = count("D", "Kota Makassar", "73.71", SEPTEMBER, 100)
    load(place, events(tmp_path / "a.csv", *old, other, elsewhere, count("E", KENDARI, "74.71", OCTOBER, 6)))
    area = figure(place, VIOLATIONS, "74", OCTOBER, extent="area")
    assert (area["value"], area["coverage_n"]) == (56, 2)
    nation = figure(place, VIOLATIONS, "00", OCTOBER, extent="area")
    assert (nation["value"], nation["coverage_n"]) == (156, 3)
    assert shown_at(place, VIOLATIONS, "74.02", OCTOBER)["value"].tolist() == [3]


def test_a_stock_is_not_added_over_dates_and_may_fall(place: Place, tmp_path: Path) -> None:
    rows = [count("A", KONAWE, "74.02", SEPTEMBER, 5), count("B", KONAWE, "74.02", OCTOBER, 2)]
    load(place, events(tmp_path / "a.csv", *rows))
    assert values_of(place, VIOLATIONS, region_code="74.02")["value"].tolist() == [5, 2]
    assert ("count_falls", VIOLATIONS, "74.02", "2", "5") in conflicts(place)


def test_a_fall_of_one_agency_is_seen_while_its_government_rises(place: Place, tmp_path: Path) -> None:
    """Of two that fall by the same numbers each is told, once; how many were complete is a count of the government."""
    falling = [
        (KONAWE, name, day, 60, signed)
        for name in ("Dinas A", "Dinas B")
        for day, signed in ((SEPTEMBER, 60), (OCTOBER, 50))
    ]
    rising = [(KONAWE, "Dinas C", SEPTEMBER, 90, 20), (KONAWE, "Dinas C", OCTOBER, 90, 80)]
    load(place, recap(tmp_path / "a.csv", *falling, *rising))
    assert conflicts(place) == [
        ("agency_falls", RATE, "74.02", "Dinas A: 50", "60"),
        ("agency_falls", RATE, "74.02", "Dinas B: 50", "60"),
        ("count_falls", "pact_agency_complete_share", "74.02", "0", "2"),
    ]


def test_two_sources_of_one_date_are_not_added(place: Place, tmp_path: Path) -> None:
    rows = [count("A", KONAWE, "74.02", SEPTEMBER, 5), count("B", KONAWE, "74.02", SEPTEMBER, 7)]
    rows[1][-2:] = ["KASN", "https://example.org/b"]
    load(place, events(tmp_path / "a.csv", *rows))
    assert figure(place, VIOLATIONS, "74.02", SEPTEMBER)["value"] == 7
    assert conflicts(place, kind="sources_differ") == [("sources_differ", VIOLATIONS, "74.02", "7", "5")]


def test_what_a_rate_counts_contradicts_in_persons_and_agencies(place: Place, tmp_path: Path) -> None:
    header = ("government", "agency", "nip", "date", "status")
    persons = [(KONAWE, "Dinas A", f"19800101200501100{n}", SEPTEMBER, ("belum", "sudah")[n - 1]) for n in (1, 2)]
    register = write_csv(tmp_path / "b.csv", header, persons)
    receipt = load(place, recap(tmp_path / "a.csv", (KONAWE, "Dinas A", SEPTEMBER, 100, 100)), register)
    told = {(each["measure"], each["unit"]): each["message"] for each in receipt.conflicts}
    assert "100 orang ASN dan 1 orang ASN;" in told[RATE, "orang ASN"]
    assert "1 perangkat daerah dan 0 perangkat daerah;" in told["pact_agency_complete_share", "perangkat daerah"]


def test_a_rate_that_cannot_be_is_told_in_per_cent(place: Place, tmp_path: Path) -> None:
    low = Registry((packaged()[RATE].model_copy(update={"valid_range": (0, 50)}),))
    receipt = load(place, recap(tmp_path / "a.csv", (KONAWE, "", SEPTEMBER, 10, 9)), indicators=low)
    assert {(each["kind"], each["unit"], each["message"][:9]) for each in receipt.conflicts} == {
        ("outside_range", "%", "Nilai 90%")
    }


def test_categories_beside_a_stated_total(place: Place, tmp_path: Path) -> None:
    ethics = {"metric": "pelanggaran ASN: kode_etik"}
    rows = [count("A", KONAWE, "74.02", SEPTEMBER, 11), count("B", KONAWE, "74.02", SEPTEMBER, 6, **ethics)]
    load(place, events(tmp_path / "a.csv", *rows))
    assert figure(place, VIOLATIONS, "74.02", SEPTEMBER)["value"] == 11
    assert ("categories_differ", VIOLATIONS, "74.02", "11", "6") in conflicts(place)


def test_an_area_total_is_not_added_to_its_parts(place: Place, tmp_path: Path) -> None:
    rows = [count("A", KONAWE, "74.02", SEPTEMBER, 5), count("B", SULTRA, "74", SEPTEMBER, 9, covers="area")]
    load(place, events(tmp_path / "a.csv", *rows, count("C", SULTRA, "74", SEPTEMBER, 70, covers="unknown")))
    found = values_of(place, VIOLATIONS, region_code="74", extent="area", category="total")
    assert dict(zip(found["origin"], found["value"], strict=True)) == {"published": 9, "computed": 5}
    assert figure(place, VIOLATIONS, "00", SEPTEMBER, extent="area")["value"] == 5
    assert conflicts(place) == [("parts_differ", VIOLATIONS, "74", "9", "5")]


def test_the_provincial_government_is_one_of_its_area(place: Place, tmp_path: Path) -> None:
    rows = [(SULTRA, "", SEPTEMBER, 500, 100), (KONAWE, "", SEPTEMBER, 100, 50)]
    load(place, recap(tmp_path / "a.csv", *rows))
    assert figure(place, RATE, "74", SEPTEMBER)["numerator"] == 100
    area = figure(place, RATE, "74", SEPTEMBER, extent="area")
    assert (area["numerator"], area["coverage_n"], area["coverage_of"]) == (150, 2, 18)


def test_jakarta_counts_once(place: Place, tmp_path: Path) -> None:
    rows = [("DKI Jakarta", "", SEPTEMBER, 500, 100), ("Kota Administrasi Jakarta Pusat", "", SEPTEMBER, 100, 50)]
    receipt = load(place, recap(tmp_path / "a.csv", *rows))
    assert receipt.counts.rejected == 1
    area = figure(place, RATE, "31", SEPTEMBER, extent="area")
    assert (area["numerator"], area["coverage_n"], area["coverage_of"]) == (100, 1, 1)
    assert values_of(place, RATE, level="regency").empty
    assert figure(place, "coverage_rate", "31", SEPTEMBER, extent="area")["value"] == 100


def test_nothing_is_carried_into_another_election(place: Place, tmp_path: Path) -> None:
    old = count("A", KONAWE, "74.02", "2024-01-31", 5, election="Pemilu 2024")
    load(place, events(tmp_path / "a.csv", old, count("B", KENDARI, "74.71", SEPTEMBER, 2)))
    area = figure(place, VIOLATIONS, "74", SEPTEMBER, extent="area")
    assert (area["value"], area["coverage_n"]) == (2, 1)
    assert figure(place, VIOLATIONS, "74.02", SEPTEMBER)["status"] == "missing"
    assert figure(place, "coverage_rate", "74", SEPTEMBER, extent="area")["numerator"] == 1


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2024-09-17", "2024-09-17", "2024-09-17"),
        ("2024-09", "2024-09-01", "2024-09-30"),
        ("2024", "2024-01-01", "2024-12-31"),
    ],
)
def test_a_month_or_a_year_stands_at_its_end(place: Place, tmp_path: Path, written: str, start: str, end: str) -> None:
    load(place, events(tmp_path / "a.csv", count("A", KONAWE, "74.02", written, 5)))
    for extent, region in (("government", "74.02"), ("area", "74"), ("area", "00")):
        row = figure(place, VIOLATIONS, region, end, extent=extent)
        assert (row["period_start"], row["period_end"]) == (start, end)


def test_who_reported_before_is_not_missing_later(place: Place, tmp_path: Path) -> None:
    rows = [(KONAWE, "", SEPTEMBER, 100, 60), (KENDARI, "", OCTOBER, 100, 60)]
    load(place, recap(tmp_path / "a.csv", *rows))
    missing = values_of(place, RATE, status="missing")
    assert set(missing[missing["region_code"] == "74.02"]["as_of"]) == set()
    assert set(missing[missing["region_code"] == "74.71"]["as_of"]) == {SEPTEMBER}
    assert set(missing[missing["region_code"] == "74.72"]["as_of"]) == {SEPTEMBER, OCTOBER}
    assert set(missing["region_code"].str[:2]) == {"74"}


def test_a_whole_recap_outlives_one_agency(place: Place, tmp_path: Path) -> None:
    """One agency that mails later is not the government; all of them together are."""
    load(place, recap(tmp_path / "a.csv", (KONAWE, "", SEPTEMBER, 200, 90), (KONAWE, "Dinas A", OCTOBER, 10, 10)))
    assert values_of(place, RATE, region_code="74.02")["denominator"].tolist() == [200]
    load(place, recap(tmp_path / "b.csv", (KONAWE, "Dinas B", OCTOBER, 195, 100)))
    assert values_of(place, RATE, region_code="74.02")["denominator"].tolist() == [200, 205]


def test_a_total_without_a_number_states_nothing(place: Place, tmp_path: Path) -> None:
    rows = [(KONAWE, "Dinas A", SEPTEMBER, 100, 60, "all"), (KONAWE, "", SEPTEMBER, "", "", "all")]
    load(place, recap(tmp_path / "a.csv", *rows))
    assert figure(place, RATE, "74.02", SEPTEMBER)["value"] == 60
    assert conflicts(place) == []


def test_a_record_with_a_number_goes_before_one_without(place: Place, tmp_path: Path) -> None:
    rows = [count("A", KONAWE, "74.02", SEPTEMBER, 7)]
    rows += [count(name, KONAWE, "74.02", SEPTEMBER, "", reporting_institution=name) for name in ("KASN", "PANRB")]
    load(place, events(tmp_path / "a.csv", *rows))
    assert figure(place, VIOLATIONS, "74.02", SEPTEMBER)["value"] == 7
    assert conflicts(place) == []


ETHICS, NEUTRALITY = {"metric": "pelanggaran ASN: kode_etik"}, {"metric": "pelanggaran ASN: netralitas"}
BKN = {"reporting_institution": "BKN"}


def test_one_category_of_two_reporters_is_not_added(place: Place, tmp_path: Path) -> None:
    rows = [
        count("A", KONAWE, "74.02", SEPTEMBER, 6, **ETHICS),
        count("B", KONAWE, "74.02", SEPTEMBER, 6, **ETHICS, **BKN),
        count("C", KONAWE, "74.02", SEPTEMBER, 5, **NEUTRALITY),
    ]
    load(place, events(tmp_path / "a.csv", *rows))
    assert figure(place, VIOLATIONS, "74.02", SEPTEMBER)["value"] == 11
    assert conflicts(place) == []


def test_a_category_that_is_only_carried_has_the_period_of_its_date(place: Place, tmp_path: Path) -> None:
    rows = [
        count("A", KONAWE, "74.02", SEPTEMBER, 6, **ETHICS),
        count("B", KENDARI, "74.71", OCTOBER, 2, **NEUTRALITY, **BKN),
    ]
    load(place, events(tmp_path / "a.csv", *rows))
    found = values_of(place, VIOLATIONS, region_code="74", extent="area", as_of=OCTOBER)
    assert dict(zip(found["category"], found["value"], strict=True)) == {"kode_etik": 6, "netralitas": 2, "total": 8}
    assert set(found["period_start"]) == set(found["period_end"]) == {OCTOBER}


def test_own_staff_and_area_are_two_series(place: Place, tmp_path: Path) -> None:
    """3 own beside 40 of the area, then 4 beside 45: nothing fell."""
    rows = [
        count(f"{covers}{day}", SULTRA, "74", day, number, covers=covers)
        for day, own, area in ((SEPTEMBER, 3, 40), (OCTOBER, 4, 45))
        for covers, number in (("government", own), ("area", area))
    ]
    load(place, events(tmp_path / "a.csv", *rows))
    assert conflicts(place, kind="count_falls") == []


def test_a_fall_is_seen_from_a_total_to_categories(place: Place, tmp_path: Path) -> None:
    rows = [
        count("A", KONAWE, "74.02", SEPTEMBER, 11),
        count("B", KONAWE, "74.02", OCTOBER, 3, **ETHICS),
        count("C", KONAWE, "74.02", OCTOBER, 2, **NEUTRALITY),
    ]
    load(place, events(tmp_path / "a.csv", *rows))
    assert conflicts(place) == [("count_falls", VIOLATIONS, "74.02", "5", "11")]


def test_each_source_is_cited_once(place: Place, tmp_path: Path) -> None:
    rows = [
        count("A", KONAWE, "74.02", SEPTEMBER, 3, source="a", **ETHICS),
        count("B", KONAWE, "74.02", SEPTEMBER, 2, source="b", **NEUTRALITY),
        count("C", KENDARI, "74.71", SEPTEMBER, 2, source="a"),
    ]
    load(place, events(tmp_path / "a.csv", *rows))
    assert figure(place, VIOLATIONS, "74", SEPTEMBER, extent="area")["citation"] == "a ; b"


def test_an_area_stated_by_another_institution_differs_too(place: Place, tmp_path: Path) -> None:
    rows = [count("A", KONAWE, "74.02", SEPTEMBER, 5), count("B", SULTRA, "74", SEPTEMBER, 9, covers="area", **BKN)]
    load(place, events(tmp_path / "a.csv", *rows))
    assert conflicts(place) == [("parts_differ", VIOLATIONS, "74", "9", "5")]


def test_parts_are_held_against_the_whole_not_against_categories(place: Place, tmp_path: Path) -> None:
    """A government and an area that state a total, its categories, or both: 11 everywhere."""
    rows = [
        count("A", KONAWE, "74.02", SEPTEMBER, 11),
        count("B", KONAWE, "74.02", SEPTEMBER, 6, **ETHICS),
        count("C", KONAWE, "74.02", SEPTEMBER, 5, **NEUTRALITY),
        count("D", SULTRA, "74", SEPTEMBER, 6, covers="area", **ETHICS),
        count("E", SULTRA, "74", SEPTEMBER, 5, covers="area", **NEUTRALITY),
    ]
    load(place, events(tmp_path / "a.csv", *rows))
    assert values_of(place, VIOLATIONS, region_code="74", extent="area", category="total")["value"].tolist() == [11, 11]
    assert conflicts(place) == []


# -- flows and coverage --------------------------------------------------------------------------------------------


def test_a_flow_adds_up_day_by_day(place: Place, tmp_path: Path) -> None:
    seen: dict[str, Any] = {"use": "event", "kind": "declaration"}
    rows = [
        count("A", KONAWE, "74.02", SEPTEMBER, "", **seen),
        count("B", SULTRA, "74", SEPTEMBER, "", **{**seen, "covers": "area"}),
        count("C", KONAWE, "74.02", OCTOBER, "", **seen),
        count("D", "Indonesia", "00", OCTOBER, "", **{**seen, "covers": "area"}),
    ]
    load(place, events(tmp_path / "a.csv", *rows))
    found = {
        (code, extent): part[["as_of", "value"]].values.tolist()
        for (code, extent), part in values_of(place, "documented_event_count").groupby(["region_code", "extent"])
    }
    assert found == {
        ("74.02", "government"): [[SEPTEMBER, 1], [OCTOBER, 2]],
        ("74", "area"): [[SEPTEMBER, 2], [OCTOBER, 3]],
        ("00", "area"): [[SEPTEMBER, 2], [OCTOBER, 4]],
    }


def test_coverage_starts_at_a_real_zero_everywhere(place: Place, tmp_path: Path) -> None:
    load(place, recap(tmp_path / "a.csv", (KONAWE, "", SEPTEMBER, 100, 60), (KENDARI, "", OCTOBER, 1, 1)))
    rows = values_of(place, "coverage_rate", as_of=SEPTEMBER)
    assert len(rows) == 39
    assert rows[rows["status"] != "zero"]["region_code"].tolist() == ["00", "74"]
    assert figure(place, "coverage_rate", "74", OCTOBER, extent="area")["value"] == pytest.approx(100 * 2 / 18)
    assert figure(place, "coverage_rate", "00", OCTOBER, extent="area")["value"] == pytest.approx(100 * 2 / 546)


def test_a_cumulated_count_keeps_the_weakest_provenance_of_all_it_adds(place: Place, tmp_path: Path) -> None:
    """Documented in September, official in October: the sum of both is not official."""
    load(place, events(tmp_path / "a.csv", count("A", KONAWE, "74.02", SEPTEMBER, 1)))
    load(place, events(tmp_path / "b.csv", count("B", KONAWE, "74.02", OCTOBER, 1)), provenance="official")
    found = values_of(place, "documented_event_count", region_code="74.02")
    assert found[["value", "provenance"]].values.tolist() == [[1, "documented"], [2, "documented"]]


def test_silence_in_simulated_data_is_simulated_too(place: Place, tmp_path: Path) -> None:
    load(place, recap(tmp_path / "a.csv", (KONAWE, "", SEPTEMBER, 100, 60)), provenance="simulated")
    for indicator in (RATE, "coverage_rate"):
        assert set(values_of(place, indicator)["provenance"]) == {"simulated"}


def test_of_a_month_the_latest_counts(place: Place, tmp_path: Path) -> None:
    monthly = packaged()[VIOLATIONS].model_copy(update={"period": "month"})
    rows = [count("A", KONAWE, "74.02", "2024-09-05", 9), count("B", KONAWE, "74.02", "2024-09-20", 12)]
    load(place, events(tmp_path / "a.csv", *rows), indicators=Registry((monthly,)))
    row = figure(place, VIOLATIONS, "74.02", SEPTEMBER)
    assert (row["value"], row["period_start"], row["period_end"]) == (12, "2024-09-01", "2024-09-30")
    assert conflicts(place) == []


def test_a_smaller_sum_of_agencies_is_still_a_conflict(place: Place, tmp_path: Path) -> None:
    rows = [(KONAWE, "", SEPTEMBER, 200, 80), (KONAWE, "", OCTOBER, 200, 90), (KONAWE, "Dinas A", OCTOBER, 150, 70)]
    load(place, recap(tmp_path / "a.csv", *rows))
    assert figure(place, RATE, "74.02", OCTOBER)["numerator"] == 90
    assert conflicts(place) == [("agencies_differ", RATE, "74.02", "90", "70")]


# -- a log beside what was published, and borrowed denominators ----------------------------------------------------


def reports(path: Path, *rows: tuple[str, str, str]) -> Path:
    """A log of reports: (government, number, day)."""
    header = ("Kab/Kota", "Nomor Laporan", "Tanggal laporan", "Jenis")
    return write_csv(path, header, [(region, number, day, "laporan") for region, number, day in rows])


def headcounts(path: Path, *rows: tuple[str, str, int | str, int | str, int | str]) -> Path:
    """Staff of governments: (government, day, in all, PNS, PPPK)."""
    return write_csv(path, ("Kab/Kota", "Tanggal", "Jumlah ASN", "PNS", "PPPK"), rows)


def three_reports(folder: Path) -> Path:
    rows = [(KONAWE, f"00{number}/LP/PG/Kab/28.07/IX/2024", f"2024-09-0{number}") for number in (1, 2, 3)]
    return reports(folder / "laporan.csv", *rows)


def published_reports(folder: Path, number: int) -> Path:
    told = {"kind": "report_count", "unit": "laporan", "metric": "laporan dugaan pelanggaran netralitas ASN"}
    return events(folder / "terbit.csv", count("A", KONAWE, "74.02", SEPTEMBER, number, **told))


def test_the_log_counts_and_the_published_number_stands_beside_it(place: Place, tmp_path: Path) -> None:
    load(place, three_reports(tmp_path), published_reports(tmp_path, 5))
    own = values_of(place, "report_count", region_code="74.02", category="total", as_of=SEPTEMBER)
    assert dict(zip(own["origin"], own["value"], strict=True)) == {"computed": 3, "published": 5}
    assert figure(place, "report_count", "74", SEPTEMBER, extent="area", unit="laporan")["value"] == 3
    assert conflicts(place) == [("log_differs", "report_count", "74.02", "3", "5")]


def nothing_reported(path: Path, month: str) -> Path:
    rows = [
        (KONAWE, "", ""),
        (f"Periode: {month} 2024", "", ""),
        ("Nomor Laporan", "Tanggal", "OPD"),
        ("NIHIL", "", ""),
    ]
    return write_csv(path, rows[0], rows[1:])


def test_a_month_without_a_report_is_a_zero_until_a_count_is_published(place: Place, tmp_path: Path) -> None:
    load(place, nothing_reported(tmp_path / "agustus.csv", "Agustus"))
    load(place, nothing_reported(tmp_path / "oktober.csv", "Oktober"))
    own = values_of(place, "report_count", region_code="74.02", category="total", extent="government")
    assert own[["as_of", "value"]].astype(str).to_numpy().tolist() == [["2024-08-31", "0.0"], ["2024-10-31", "0.0"]]
    load(place, published_reports(tmp_path, 5))
    own = values_of(place, "report_count", region_code="74.02", category="total", extent="government")
    assert own[["as_of", "value"]].astype(str).to_numpy().tolist() == [["2024-08-31", "0.0"], [SEPTEMBER, "5.0"]]
    assert figure(place, "report_count", "74", SEPTEMBER, extent="area", unit="laporan")["value"] == 5


def test_a_log_that_begins_with_fewer_than_were_published_is_a_conflict(place: Place, tmp_path: Path) -> None:
    load(place, published_reports(tmp_path, 5), reports(tmp_path / "laporan.csv", (KONAWE, "007", "2024-10-09")))
    assert figure(place, "report_count", "74.02", "2024-10-09", unit="laporan")["value"] == 1
    assert conflicts(place) == [("log_differs", "report_count", "74.02", "1", "5")]


def test_reports_are_divided_by_the_staff_of_that_government(place: Place, tmp_path: Path) -> None:
    staff = headcounts(
        tmp_path / "asn.csv", (KONAWE, "2024-06-30", "", 1000, 500), (KENDARI, "2024-06-30", 9000, "", "")
    )
    load(place, three_reports(tmp_path), staff)
    row = figure(place, "reports_per_1000_asn", "74.02", "2024-09-03")
    assert (row["numerator"], row["denominator"], row["value"]) == (3, 1500, 2)
    low, high = (scipy.stats.chi2.ppf(p, df) / 2 / 1.5 for p, df in ((0.025, 6), (0.975, 8)))
    assert (row["ci_low"], row["ci_high"]) == (pytest.approx(low), pytest.approx(high))
    area = figure(place, "reports_per_1000_asn", "74", "2024-09-03", extent="area")
    assert (area["numerator"], area["denominator"], area["coverage_n"]) == (3, 1500, 1)


@pytest.mark.parametrize(
    ("staff", "reason"),
    [
        ((KENDARI, "2024-06-30", 1000, "", ""), "no_denominator"),
        ((KONAWE, "2023-08-31", 1000, "", ""), "denominator_too_far"),
        ((KONAWE, "2024-06-30", "", 1000, ""), "no_denominator"),
    ],
)
def test_without_staff_near_enough_there_is_no_rate(
    place: Place, tmp_path: Path, staff: tuple[str, str, int | str, int | str, int | str], reason: str
) -> None:
    load(place, three_reports(tmp_path), headcounts(tmp_path / "asn.csv", staff))
    row = figure(place, "reports_per_1000_asn", "74.02", "2024-09-03")
    assert (row["status"], row["reason"], row["numerator"]) == ("missing", reason, 3)
    assert values_of(place, "reports_per_1000_asn", extent="area").empty


def test_a_headcount_is_no_report(place: Place, tmp_path: Path) -> None:
    load(place, headcounts(tmp_path / "asn.csv", (KONAWE, "2024-06-30", 1000, "", "")))
    assert values_of(place, "coverage_rate").empty


def test_persons_and_cases_of_one_date_that_differ_are_a_conflict(place: Place, tmp_path: Path) -> None:
    rows = [count("A", KONAWE, "74.02", SEPTEMBER, 56), count("B", KONAWE, "74.02", SEPTEMBER, 54, unit="kasus")]
    load(place, events(tmp_path / "a.csv", rows[0]), events(tmp_path / "b.csv", rows[1]))
    assert conflicts(place, kind="units_differ") == [("units_differ", VIOLATIONS, "74.02", "54", "56")]


def test_every_figure_without_a_value_says_why(documented: Place) -> None:
    for indicator in packaged():
        found = values_of(documented, indicator)
        assert ((found["reason"] != "") == found["value"].isna()).all()
        assert set(found["reason"]) <= {"", *REASONS}


def test_a_load_elsewhere_does_not_note_a_conflict_of_events_again(place: Place, tmp_path: Path) -> None:
    """It is noted under the kind of event, which is an indicator's name too."""
    told: dict[str, Any] = {"use": "event"}
    whole = count("A", SULTRA, "74", SEPTEMBER, 9, covers="area", **told)
    load(place, events(tmp_path / "a.csv", whole, count("B", KONAWE, "74.02", SEPTEMBER, 5, **told)))
    before = conflicts(place)
    assert before == [("parts_differ", VIOLATIONS, "74", "9", "5")]
    load(place, recap(tmp_path / "b.csv", ("Kota Makassar", "", SEPTEMBER, 10, 5)))
    assert conflicts(place) == before
    load(place, events(tmp_path / "a.csv", whole, count("B", KONAWE, "74.02", SEPTEMBER, 9, **told)))
    assert conflicts(place) == []


# -- cases ---------------------------------------------------------------------------------------------------------


def cases(path: Path, *rows: tuple[str, str, str, str]) -> Path:
    """Steps of cases: (government, case, state, day)."""
    return write_csv(path, ("Kab/Kota", "Nomor Kasus", "Status", "Tanggal"), rows)


def test_steps_of_a_file_become_figures_of_cases(place: Place, tmp_path: Path) -> None:
    rows = [(KONAWE, f"K-00{n}/KONAWE", "Direkomendasikan", "2024-09-01") for n in (1, 2, 3)]
    rows += [
        (KONAWE, "K-001/KONAWE", "Dijatuhi sanksi", "2024-09-11"),
        (KENDARI, "K-009/KDI", "Tidak terbukti", "2024-09-21"),
    ]
    load(place, cases(tmp_path / "perkara.csv", *rows))
    assert figure(place, "recommendation_count", "74.02", "2024-09-01")["value"] == 3
    assert figure(place, "follow_up_rate", "74.02", "2024-09-11")["value"] == pytest.approx(100 / 3)
    share = figure(place, "proven_share", "74", "2024-09-21", extent="area")
    assert (share["numerator"], share["denominator"], share["coverage_n"]) == (3, 4, 2)
    median = figure(place, "median_days_to_sanction", "74.02", "2024-09-21")
    assert (median["status"], median["reason"], median["numerator"], median["denominator"]) == (
        "missing", "not_reached", 1, 3,
    )  # fmt: skip
    assert figure(place, "overdue_case_count", "74.02", "2024-09-21")["reason"] == "no_deadline"
    assert figure(place, "sanction_count", "74.02", "2024-09-11")["value"] == 1
