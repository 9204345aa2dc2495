"""Whom a region is compared with."""

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.peers import NEAREST, headcount_of, kinds_of, level_of, nearest, peers_of
from dashboard.selection import PEERS, PeerKind, Selection, ShownLevel
from etl.indicators.registry import Indicator, packaged
from geo.regions import NATION, RegionIndex

REGIONS = RegionIndex.packaged()
SIGNING, COVERAGE = packaged()["pact_signing_rate"], packaged()["coverage_rate"]
KONAWE = Selection("simulasi", "74.02", "regency", "pact_signing_rate", "%", "Pilkada 2024")
DAY = dt.date(2024, 6, 30)
SIZES = {"74.01": 900.0, "74.02": 1000.0, "74.03": 1010.0, "73.71": 2000.0, "11.01": 500.0, "12.01": 10.0, "12.02": 5e4}


def test_a_regency_stands_among_those_of_its_province_first() -> None:
    found = peers_of(KONAWE, SIGNING, REGIONS, {})
    assert (found.kind, found.level, found.own) == ("province", "regency", "74.02")
    assert found.codes == tuple(each.code for each in REGIONS.children("74"))


def test_of_its_kind_are_the_regencies_or_the_cities_of_the_nation() -> None:
    kabupaten = peers_of(replace(KONAWE, peers="kind"), SIGNING, REGIONS, {})
    kota = peers_of(replace(KONAWE, region="74.71", peers="kind"), SIGNING, REGIONS, {})
    assert (len(kabupaten.codes), len(kota.codes)) == (416, 98)
    assert not set(kabupaten.codes) & set(kota.codes)


def test_the_nearest_are_those_of_about_as_many_staff() -> None:
    found = peers_of(replace(KONAWE, peers="size"), SIGNING, REGIONS, SIZES)
    assert found.codes == ("11.01", "12.02", "73.71", "74.01", "74.02", "74.03")
    assert nearest("74.02", SIZES)[:3] == ["74.03", "74.01", "11.01"], "half is as far as twice, and then by code"


def test_without_its_own_headcount_a_region_has_no_size() -> None:
    found = peers_of(replace(KONAWE, region="74.05", peers="size"), SIGNING, REGIONS, SIZES)
    assert (found.kind, found.unknown) == ("province", True)


def test_own_choice_takes_those_of_its_level_and_names_the_others() -> None:
    found = peers_of(replace(KONAWE, peers="own", compare=("73.71", "73")), SIGNING, REGIONS, {})
    assert (found.codes, found.left_out) == (("73.71", "74.02"), ("73",))
    nation = replace(KONAWE, region=NATION, peers="own", compare=("73", "74"))
    assert peers_of(nation, SIGNING, REGIONS, {}).codes == ("73", "74")
    assert peers_of(replace(nation, compare=("73.71", "73")), SIGNING, REGIONS, {}).codes == ("73.71",)
    assert peers_of(replace(nation, compare=()), SIGNING, REGIONS, {}).codes == ()


def test_provinces_are_compared_with_all_provinces() -> None:
    for region in (NATION, "74"):
        found = peers_of(replace(KONAWE, region=region, peers="kind"), SIGNING, REGIONS, {})
        assert (found.kind, found.level, len(found.codes)) == ("province", "province", 38)
    assert peers_of(KONAWE, COVERAGE, REGIONS, {}).own == "74", "of an indicator that regencies have not"


@given(st.sampled_from([each.code for each in REGIONS]), st.sampled_from(PEERS), st.sampled_from([SIGNING, COVERAGE]))
def test_every_region_is_one_of_its_peers_and_all_are_of_one_level(
    region: str, peers: PeerKind, indicator: Indicator
) -> None:
    selection = replace(KONAWE, region=region, peers=peers, compare=("73.71", "73"))
    found = peers_of(selection, indicator, REGIONS, SIZES)
    assert found.own is None or found.own in found.codes
    assert {len(code) for code in found.codes} <= ({5} if found.level == "regency" else {2})
    assert found.level == level_of(selection, indicator)
    assert found.kind in kinds_of(selection, found.level)
    assert found.kind != "size" or len(found.codes) <= NEAREST + 1


@pytest.mark.parametrize(
    ("level", "wanted"), [("regency", {"74.01": 900.0, "74.02": 30.0}), ("province", {"74": 1030.0})]
)
def test_a_province_employs_what_it_and_its_regencies_do(level: ShownLevel, wanted: dict[str, float]) -> None:
    told = pd.DataFrame(
        [
            ("74", DAY, "total", 100.0), ("74.01", DAY, "total", 900.0), ("74.01", DAY, "pns", 1.0),
            ("74.02", DAY, "pns", 10.0), ("74.02", DAY, "pppk", 20.0), ("74.03", DAY, "pns", 10.0),
            ("74.03", DAY - dt.timedelta(days=9), "pppk", 10.0), ("74.04", DAY, "total", 0.0),
        ],
        columns=["region_code", "as_of", "category", "value"],
    )  # fmt: skip
    assert headcount_of(told, level) == wanted
