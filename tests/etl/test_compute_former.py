"""Figures of provinces as they were before a law split them: each rule by a few rows."""

from datetime import date
from typing import Any

import pandas as pd

from etl.compute import affected, compute, parts_against_totals
from etl.indicators.registry import packaged
from geo.regions import RegionIndex
from tests.etl.test_compute_twice import FIRST_DAYS
from tests.reference.worlds import Observation, as_frame

REGIONS = RegionIndex.packaged()
PAPUA, LAW = "91@2022-07-25", date(2022, 7, 25)


def row(region: str, day: str, value: float | None, **other: Any) -> Observation:
    """A published count of violations; of a recap both numbers."""
    at = date.fromisoformat(day)
    return {
        "source": "event", "measure": "violation_count", "unit": "kasus", "category": "total",
        "election": "Pemilu 2024", "region_code": region, "agency": "", "covers": "government", "scope": "",
        "evidence": "unknown", "reporter": "Bawaslu", "value": value, "base": None, "as_of": at, "period_start": at,
        "period_end": at, "citation": "a", "provenance": "documented", **other,
    }  # fmt: skip


def pact(region: str, day: str, signed: float, employed: float) -> Observation:
    told = {"source": "pact_recap", "measure": "pact", "unit": "orang ASN", "scope": "all", "reporter": region}
    return row(region, day, signed, base=employed, **told)


def areas(world: list[Observation], indicator: str = "violation_count") -> dict[tuple[str, str, str], Any]:
    """(region, origin, date) -> the row, of the totals of areas."""
    values = compute(as_frame(world), [packaged()[indicator]], REGIONS, FIRST_DAYS).values
    found = values[(values["extent"] == "area") & (values["category"] == "total")]
    return {(each["region_code"], each["origin"], str(each["as_of"].date())): each for each in found.to_dict("records")}


def computed(world: list[Observation], indicator: str = "violation_count") -> dict[tuple[str, str], float]:
    found = areas(world, indicator).items()
    return {(code, day): each["value"] for (code, origin, day), each in found if origin == "computed"}


def test_before_the_split_papua_is_also_summed_as_it_was() -> None:
    found = areas([row("91.71", "2021-06-30", 2), row("93.01", "2021-06-30", 3), row("74.02", "2021-06-30", 7)])
    then = found[PAPUA, "computed", "2021-06-30"]
    assert (then["value"], then["coverage_n"], then["coverage_of"], then["level"]) == (5, 2, 30, "province")
    assert found["91", "computed", "2021-06-30"]["value"] == 2
    assert found["93", "computed", "2021-06-30"]["value"] == 3
    assert found["00", "computed", "2021-06-30"]["value"] == 12


def test_sum_first_divide_last() -> None:
    found = areas([pact("91.71", "2021-06-30", 1, 10), pact("95.01", "2021-06-30", 90, 90)], "pact_signing_rate")
    then = found[PAPUA, "computed", "2021-06-30"]
    assert (then["numerator"], then["denominator"], then["value"]) == (91, 100, 91)


def test_from_the_day_of_the_law_on_there_is_no_such_area() -> None:
    days = ("2022-07-24", "2022-07-25", "2023-02-01")
    found = computed([row(code, day, 1) for day in days for code in ("91.71", "93.01", "96.71")])
    assert {day for code, day in found if code == PAPUA} == {"2022-07-24"}
    assert {day for code, day in found if code == "92@2022-12-08"} == {"2022-07-24", "2022-07-25"}


def test_a_government_that_came_with_the_split_belonged_to_no_former_province() -> None:
    found = computed([row("93", "2021-06-30", 4), row("91", "2021-06-30", 1)])
    assert found[PAPUA, "2021-06-30"] == 1
    assert found["93", "2021-06-30"] == 4


def test_what_is_published_of_papua_before_the_split_is_of_the_former_area() -> None:
    stated = [row("91", "2021-06-30", 9, covers="area"), row("91", "2023-06-30", 4, covers="area")]
    found = areas([*stated, row("93.01", "2021-06-30", 3), row("91", "2021-06-30", 1)])
    assert {key[:1] + key[2:] for key in found if key[1] == "published"} == {
        (PAPUA, "2021-06-30"), ("91", "2023-06-30"),
    }  # fmt: skip
    assert found["91", "computed", "2021-06-30"]["value"] == 1, "its own staff is one government before and after"


def test_a_stated_total_is_held_against_the_parts_of_its_day() -> None:
    world = [row("91", "2021-06-30", 9, covers="area"), row("93.01", "2021-06-30", 3), row("91.71", "2021-06-30", 2)]
    found = compute(as_frame(world), [packaged()["violation_count"]], REGIONS, FIRST_DAYS).conflicts
    told = [(each["kind"], each["region_code"], each["stated"], each["found"]) for each in found.to_dict("records")]
    assert told == [("parts_differ", PAPUA, "9", "5")]
    assert found["detail"].iloc[0]["governments"] == 30


def test_a_smaller_papua_is_no_fall_of_the_larger_one() -> None:
    world = [row("91", "2021-06-30", 9, covers="area"), row("91", "2023-06-30", 4, covers="area")]
    assert compute(as_frame(world), [packaged()["violation_count"]], REGIONS, FIRST_DAYS).conflicts.empty


def test_a_record_of_the_former_area_counts_in_no_province_of_today() -> None:
    told = {"measure": "record", "unit": "records", "covers": "area"}
    found = computed([row("91", "2021-06-30", 1, **told), row("93.01", "2021-07-01", 1, measure="record",
                      unit="records")], "documented_event_count")  # fmt: skip
    assert (found[PAPUA, "2021-06-30"], found[PAPUA, "2021-07-01"]) == (1, 2)
    assert ("91", "2021-06-30") not in found
    assert found["93", "2021-07-01"] == 1


def test_a_breakdown_that_we_count_is_not_given_a_second_date() -> None:
    """A log's breakdown stands at the last date alone, since two dates show who came between."""
    told = {"source": "report_log", "measure": "report", "unit": "laporan", "category": "report"}
    world = [row("93.01", day, 1, **told) for day in ("2021-06-30", "2023-06-30")]
    values = compute(as_frame(world), [packaged()["report_count"]], REGIONS, FIRST_DAYS).values
    assert set(values.loc[values["region_code"] == PAPUA, "category"]) == {"total"}
    assert set(values.loc[values["region_code"] == "93", "category"]) > {"total"}


def test_a_change_in_a_part_moves_the_province_that_it_came_of() -> None:
    scope = affected({"pact"}, {"93.01"}, packaged().values(), REGIONS)
    assert scope.provinces == {"93", "91", "00"}
    assert scope.of_values(pd.DataFrame({"indicator": ["pact_signing_rate"], "region_code": [PAPUA],
                                         "category": ["total"]})).all()  # fmt: skip


def test_events_of_the_former_area_are_held_against_its_parts() -> None:
    common = {"use": "info", "kind": "k", "unit": "kasus", "election": "", "institution": "B",
              "as_of": pd.Timestamp("2021-06-30")}  # fmt: skip
    events = pd.DataFrame(
        [
            {**common, "covers": "area", "region_code": "91", "number": 9.0},
            {**common, "covers": "government", "region_code": "93.01", "number": 3.0},
            {**common, "covers": "government", "region_code": "91.71", "number": 2.0},
        ]
    )
    found = parts_against_totals(events, REGIONS)
    assert found[["region_code", "stated", "found"]].to_numpy().tolist() == [[PAPUA, "9", "5"]]


def test_a_government_that_was_not_yet_there_has_not_kept_silent() -> None:
    world = [row("93.01", "2021-06-30", 3), row("93.01", "2023-06-30", 4)]
    values = compute(as_frame(world), [packaged()["violation_count"]], REGIONS, FIRST_DAYS).values
    silent = values[(values["region_code"] == "93") & (values["extent"] == "government")]
    assert [str(day.date()) for day in silent["as_of"]] == ["2023-06-30"]
    assert set(silent["reason"]) == {"not_reported"}


def test_coverage_counts_the_governments_of_its_day() -> None:
    days = ("2022-07-24", "2022-07-25", "2022-12-08")
    found = areas([row(code, day, 1) for day in days for code in ("93.01", "96.71")])
    assert [found["93", "computed", day]["coverage_of"] for day in days] == [4, 5, 5]
    assert [found["00", "computed", day]["coverage_of"] for day in days] == [542, 545, 546]


def test_a_government_that_is_founded_has_not_reported_from_that_day_on() -> None:
    found = areas([pact("93.01", "2021-06-30", 1, 10)], "coverage_rate")
    told = {code: [(day, each["denominator"]) for (region, _, day), each in found.items() if region == code]
            for code in ("93", "00")}  # fmt: skip
    assert told["93"] == [("2021-06-30", 4), ("2022-07-25", 5)]
    assert told["00"] == [("2021-06-30", 542), ("2022-07-25", 545), ("2022-12-08", 546)]
    assert {each["numerator"] for each in found.values()} == {0, 1}
