"""Provinces as they were before a law split them, from the list of changed codes alone."""

from datetime import date

import pytest

from geo.former import former_provinces, is_former
from geo.regions import RegionIndex

REGIONS = RegionIndex.packaged()


@pytest.mark.parametrize(
    ("day", "provinces"),
    [("2022-07-24", 34), ("2022-07-25", 37), ("2022-12-07", 37), ("2022-12-08", 38), ("2026-11-27", 38)],
)
def test_provinces_on_a_day(day: str, provinces: int) -> None:
    assert len(REGIONS.provinces_on(date.fromisoformat(day))) == provinces


def test_papua_was_four_provinces_of_today() -> None:
    papua, papua_barat = REGIONS.former
    assert (papua.code, papua.name, papua.valid_to) == ("91@2022-07-25", "Papua", date(2022, 7, 25))
    assert papua.provinces == ("91", "93", "94", "95")
    assert len(papua.regencies) == 29
    assert papua.governments == ("91", *papua.regencies)
    assert papua.legal_basis == ("UU 14/2022", "UU 15/2022", "UU 16/2022")
    assert (papua_barat.code, papua_barat.provinces) == ("92@2022-12-08", ("92", "96"))
    assert set(papua_barat.regencies) == {each.code for code in ("92", "96") for each in REGIONS.children(code)}


@pytest.mark.parametrize(
    ("code", "day", "province"),
    [
        ("93.01", "2022-07-24", "91@2022-07-25"),
        ("93.01", "2022-07-25", "93"),
        ("91.71", "2021-01-01", "91@2022-07-25"),
        ("93", "2021-01-01", "91@2022-07-25"),
        ("96.71", "2022-12-07", "92@2022-12-08"),
        ("96.71", "2022-12-08", "96"),
        ("74.72", "2021-01-01", "74"),
        ("00", "2021-01-01", None),
    ],
)
def test_where_a_region_lay_on_a_day(code: str, day: str, province: str | None) -> None:
    assert REGIONS.province_on(code, date.fromisoformat(day)) == province


def test_no_code_of_today_is_one_of_before() -> None:
    assert not any(is_former(region.code) for region in REGIONS)
    assert all(is_former(each.code) and each.code not in REGIONS for each in REGIONS.former)
    assert all(REGIONS.area(each.code) is each for each in REGIONS.former)
    with pytest.raises(KeyError):
        REGIONS.area("91@2022-07-26")


def test_a_province_that_was_split_twice_was_larger_before_the_first_time() -> None:
    changes = [
        {"old_code": "10.02", "new_code": "11.01", "date": "2001-01-01", "legal_basis": "UU 1/2001"},
        {"old_code": "10.03", "new_code": "12.01", "date": "2011-01-01", "legal_basis": "UU 1/2011"},
        {"old_code": "10.09", "new_code": "10.04", "date": "2012-01-01", "legal_basis": "a code alone changed"},
    ]
    names = {code: (code, code) for code in ("10", "11", "12")}
    inside = {"10": ("10.01", "10.04"), "11": ("11.01",), "12": ("12.01",)}
    first, second = former_provinces(changes, names, inside)
    assert (first.code, first.provinces) == ("10@2001-01-01", ("10", "11", "12"))
    assert first.regencies == ("10.01", "10.04", "11.01", "12.01")
    assert (second.code, second.provinces, second.regencies) == (
        "10@2011-01-01", ("10", "12"), ("10.01", "10.04", "12.01"),
    )  # fmt: skip
    assert (first.legal_basis, second.legal_basis) == (("UU 1/2001",), ("UU 1/2011",))
