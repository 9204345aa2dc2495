"""The hierarchy of regions, and what the packaged facts say of it."""

import csv
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from geo.regions import REFERENCE, Level, RegionIndex


@pytest.fixture(scope="module")
def index() -> RegionIndex:
    return RegionIndex.packaged()


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_there_are_38_provinces_514_regencies_and_546_governments(index: RegionIndex) -> None:
    assert [len(index.level(level)) for level in Level] == [1, 38, 514]
    assert len(index) == 553
    assert len(index.governments()) == 546


def test_the_six_of_jakarta_employ_nobody_their_province_does(index: RegionIndex) -> None:
    assert index.governments("31") == ("31",)
    assert [region.code for region in index.children("31") if region.is_government] == []


def test_governments_inside_a_province_include_its_own(index: RegionIndex) -> None:
    assert len(index.governments("74")) == 18
    assert index.governments("74")[0] == "74"
    assert index.governments("74.72") == ("74.72",)


def test_every_region_lies_in_the_region_its_code_begins_with(index: RegionIndex) -> None:
    for region in index:
        expected = {Level.national: None, Level.province: "00", Level.regency: region.code[:2]}[region.level]
        assert region.parent_code == expected, region.code


def test_children_and_provinces_agree(index: RegionIndex) -> None:
    for province in index.level("province"):
        assert index.province_of(province.code) == province.code
        assert {index.province_of(region.code) for region in index.children(province.code)} == {province.code}
    assert index.children("00") == index.level(Level.province)
    assert index.children("74.72") == ()
    assert index.province_of("00") is None


def test_levels_and_regions_come_in_order_of_code(index: RegionIndex) -> None:
    codes = [region.code for region in index]
    assert codes == sorted(codes)
    regencies = [region.code for region in index.level(Level.regency)]
    assert regencies == sorted(regencies)


def test_an_unknown_code_or_level_is_an_error(index: RegionIndex) -> None:
    assert "74.99" not in index
    for ask in (index.__getitem__, index.children, index.governments, index.province_of):
        with pytest.raises(KeyError):
            ask("74.99")
    with pytest.raises(ValueError, match="district"):
        index.level("district")


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("74.13", "Muna Barat"),
        ("74.71", "Kota Kendari"),
        ("74", "Sulawesi Tenggara"),
        ("31", "DKI Jakarta"),
        ("31.01", "Kepulauan Seribu"),
        ("31.74", "Kota Jakarta Selatan"),
        ("34", "DI Yogyakarta"),
        ("13.07", "Lima Puluh Kota"),
    ],
)
def test_a_short_name_drops_kabupaten_and_keeps_kota(index: RegionIndex, code: str, short: str) -> None:
    assert index[code].short_name == short


def test_short_names_of_regencies_differ(index: RegionIndex) -> None:
    names = [region.short_name for region in index.level(Level.regency)]
    assert len(set(names)) == len(names)


def test_the_frame_has_one_row_a_region(index: RegionIndex) -> None:
    frame = index.frame()
    assert frame["region_code"].tolist() == [region.code for region in index]
    assert frame["is_government"].sum() == 546
    assert frame.set_index("region_code").loc["74.72", ["level", "short_name", "parent_code"]].tolist() == [
        "regency",
        "Kota Bau Bau",
        "74",
    ]


def test_the_four_provinces_of_2022_have_the_day_of_their_law(index: RegionIndex) -> None:
    assert [index[code].valid_from for code in ("93", "94", "95", "96")] == [
        *[date(2022, 7, 25)] * 3,
        date(2022, 12, 8),
    ]
    assert index["74.13"].valid_from == date(2014, 7, 23)
    assert index["74"].valid_from is None


def test_a_known_day_has_its_law() -> None:
    for row in rows(REFERENCE / "regions.csv"):
        assert bool(row["valid_from"]) == bool(row["valid_basis"]), row["region_code"]


def test_capitals_lie_in_indonesia(index: RegionIndex) -> None:
    for region in (*index.level(Level.province), *index.level(Level.regency)):
        assert region.latitude is not None and -11.1 < region.latitude < 6.1, region
        assert region.longitude is not None and 94.9 < region.longitude < 141.1, region


def test_every_fact_has_a_source() -> None:
    for name in ("regions.csv", "aliases.csv", "crosswalk.csv", "code_changes.csv"):
        assert [row for row in rows(REFERENCE / name) if not row["source"].strip()] == [], name


def test_aliases_name_their_region_as_the_list_does(index: RegionIndex) -> None:
    for row in rows(REFERENCE / "aliases.csv"):
        assert index[row["region_code"]].name == row["region_name"], row


def test_crosswalk_and_code_changes_agree(index: RegionIndex) -> None:
    crosswalk = rows(REFERENCE / "crosswalk.csv")
    assert [row["region_code"] for row in crosswalk] == [region.code for region in index.level(Level.regency)]
    ended = {row["kemendagri_2020"]: row["region_code"] for row in crosswalk if row["kemendagri_2020"] not in index}
    changes = rows(REFERENCE / "code_changes.csv")
    assert {row["old_code"]: row["new_code"] for row in changes} == ended
    assert len(ended) == 26
    for row in changes:
        assert date.fromisoformat(row["date"]) == index[row["new_code"][:2]].valid_from
        assert row["legal_basis"] in {"UU 14/2022", "UU 15/2022", "UU 16/2022", "UU 29/2022"}


def test_no_code_of_2020_means_another_region_today() -> None:
    """Otherwise an old code could not be taken for its region."""
    kept = [row for row in rows(REFERENCE / "crosswalk.csv") if row["kemendagri_2020"] == row["region_code"]]
    assert len(kept) == 514 - 26


def test_who_uses_only_regions_loads_nothing_heavy() -> None:
    asked = "import sys, geo.regions as r; r.RegionIndex.packaged().resolve('Muna'); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True).stdout.split()
    assert {"pandas", "numpy", "geopandas", "shapely", "scipy"}.isdisjoint(loaded)
