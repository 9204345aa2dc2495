"""Regions: names, codes as Excel leaves them, provinces, and the codes of BPS."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.parse import Located, parse_region
from etl.parse.regions import CODE_RULES
from geo.regions import REFERENCE, CodeSystem, RegionIndex
from tests.reference import cells as slow

INDEX = RegionIndex.packaged()
REGENCIES = sorted(region.code for region in INDEX.level("regency"))
with (REFERENCE / "crosswalk.csv").open(encoding="utf-8", newline="") as file:
    CROSSWALK = list(csv.DictReader(file))


def region(name: str, code: str = "", province: str = "", bps: str = "", system: CodeSystem = "kemendagri") -> str:
    """The code, or `column kind: rule`."""
    found = parse_region(name, code, province, INDEX, bps_code=bps, code_system=system)
    return found.region_code if isinstance(found, Located) else f"{found[0]}: {found[1].rule.code}"


def repaired(name: str, code: str) -> tuple[str, bool | None]:
    """The region, and whether a digit had been lost; None if nothing was repaired."""
    found = parse_region(name, code, "", INDEX)
    assert isinstance(found, Located), found
    assert all(repair.written == code and repair.region_code == found.region_code for repair in found.repairs)
    return found.region_code, found.repairs[0].lost if found.repairs else None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (("Kabupaten Konawe", "74.02"), "74.02"), (("Kab. Konawe", "7402"), "74.02"), (("Bau-Bau",), "74.72"),
        (("74.72",), "74.72"), (("", "74.72"), "74.72"), (("Bima", "52.72"), "52.72"),
        (("Bima",), "region: region_ambiguous"),
        (("Kota Bima",), "52.72"), (("Gorontalo", "75"), "75"), (("Gorontalo", "75.01"), "75.01"),
        (("Kabupaten Konave", "74.02"), "74.02"), (("Kabupaten Konawwe",), "region: region_ambiguous"),
        (("Kota Makassar", "74.02"), "region_code: code_differs"), (("Bima", "74.02"), "region_code: code_differs"),
        (("Atlantis", "74.02"), "region: region_unknown"), (("Atlantis",), "region: region_unknown"),
        (("Kabupaten Konawe", "99.99"), "region_code: code_unknown"),
        (("Konawe", "x"), "region_code: code_unknown"), (("Indonesia", "00", "Indonesia"), "00"),
        (("Indonesia", "", "Indonesia"), "00"), (("Kabupaten Konawe", "74.02", "Sultra"), "74.02"),
        (("Kabupaten Konawe", "", "Jambi"), "region: region_unknown"), (("Kota Jambi", "15.71", "Jambi"), "15.71"),
        (("Kabupaten Konawe", "74.02", "Aceh"), "province: province_differs"),
        (("Kabupaten Konawe", "74.02", "Atlantis"), "province: province_differs"),
        (("Provinsi Jambi", "15", "Jambi"), "15"),
    ],
)  # fmt: skip
def test_regions(cell: tuple[str, ...], expected: str) -> None:
    assert region(*cell) == expected


def test_a_code_that_contradicts_its_name_names_both() -> None:
    found = parse_region("Kota Makassar", "74.02", "", INDEX)
    assert not isinstance(found, Located)
    names = {"of_code": ["74.02 Kabupaten Konawe"], "of_name": ["73.71 Kota Makassar"]}
    assert found[1].detail == names | {"system": "Kemendagri"}


def test_an_ambiguous_name_names_its_candidates() -> None:
    found = parse_region("Gorontalo", "", "", INDEX)
    assert not isinstance(found, Located)
    assert set(found[1].detail["candidates"]) >= {"75 Provinsi Gorontalo", "75.71 Kota Gorontalo"}


# --------------------------------------------------------------------------------------------------- damaged codes


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("Kabupaten Buton Utara", "74.1", ("74.10", True)), ("Kabupaten Kolaka", "74.1", ("74.01", True)),
        ("Buton Utara", "74,1", ("74.10", True)), ("Kota Kendari", "7471", ("74.71", False)),
        ("Kota Baubau", "7472.0", ("74.72", False)), ("Kota Baubau", "7472,0", ("74.72", False)),
        ("Kota Baubau", "74,72", ("74.72", False)), ("Kota Baubau", "７４．７２", ("74.72", None)),
        ("", "7471", ("74.71", False)), ("Kota Kendari", "74.71", ("74.71", None)),
        ("Sulawesi Tenggara", "74.0", ("74", False)), ("Sulawesi Tenggara", "7400", ("74", False)),
        ("Indonesia", "0", ("00", False)), ("Bima", "52.6", ("52.06", True)),
    ],
)  # fmt: skip
def test_repaired_codes(name: str, code: str, expected: tuple[str, bool | None]) -> None:
    assert repaired(name, code) == expected


@pytest.mark.parametrize(
    ("name", "code", "province", "expected"),
    [
        ("", "74.1", "", "region_code: code_incomplete"),  # Kolaka or Buton Utara
        ("", "75.1", "", "region_code: code_incomplete"),  # one possibility, but no name that says so
        ("", "74.1", "Sulawesi Tenggara", "region_code: code_incomplete"),
        ("Kabupaten Buton Utra", "74.1", "", "region_code: code_incomplete"),  # damaged and misspelt
        ("Kabupaten Konawe", "74.1", "", "region_code: code_differs"),
        ("Kota Kendari", "7472", "", "region_code: code_differs"),
        ("Atlantis", "74.1", "", "region: region_unknown"),
        ("Kabupaten Buton Utara", "74.1", "Aceh", "province: province_differs"),
        ("Kabupaten Buton Utara", "74.123", "", "region_code: code_unknown"),
        ("Kabupaten Buton Utara", "2024-10-01", "", "region_code: code_unknown"),
        ("Kabupaten Buton Utara", "74.9", "", "region_code: code_of_other_system"),
    ],
)
def test_codes_that_stay_damaged(name: str, code: str, province: str, expected: str) -> None:
    assert region(name, code, province) == expected


@given(st.sampled_from(REGENCIES), st.data())
def test_any_damaged_code_with_its_name_is_repaired_to_itself(code: str, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(sorted(slow.damaged(code))))
    assert region(INDEX[code].name, text) == code, text


@given(st.sampled_from(REGENCIES), st.sampled_from(REGENCIES), st.data())
def test_a_damaged_code_never_means_another_region_than_the_name(code: str, named: str, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(sorted(slow.damaged(code))))
    found = region(INDEX[named].name, text)
    assert found == named or found.split(": ")[1] in {rule.code for rule in CODE_RULES}
    if found == named:
        assert named == code or text in slow.damaged(named)


# ------------------------------------------------------------------------------------------------------ codes of BPS


def test_a_declared_bps_code_is_read_as_one() -> None:
    for row in CROSSWALK:
        for year in ("2020", "2023"):
            code, right = row[f"bps_{year}"], row["region_code"]
            assert region(INDEX[right].name, code, system="bps") == right
            assert region(INDEX[right].name, bps=code) == right


def test_an_undeclared_bps_code_never_means_another_region() -> None:
    """164 of them are Kemendagri codes of other regions: each is refused, and the message says what it may be."""
    other = 0
    for row in CROSSWALK:
        name, code = INDEX[row["region_code"]].name, row["bps_2023"]
        if code.replace(".", "") == row["region_code"].replace(".", ""):
            continue
        found = parse_region(name, code, "", INDEX)
        if isinstance(found, Located):  # a former code of Papua, which both lists had
            assert found.region_code == row["region_code"]
            continue
        assert found[1].rule.code == "code_of_other_system", (name, code)
        assert found[1].detail["option"] == "bps" and found[1].detail["of_name"] == [f"{row['region_code']} {name}"]
        other += 1
    assert other > 150


def test_a_kemendagri_code_in_a_column_of_bps_says_so() -> None:
    found = parse_region("Kabupaten Konawe", "74.02", "", INDEX, code_system="bps")
    assert not isinstance(found, Located)
    assert (found[0], found[1].rule.code, found[1].detail["option"]) == (
        "region_code", "code_of_other_system", "kemendagri",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (("Kabupaten Konawe", "74.02", "", "7403"), "74.02"), (("", "", "", "7403"), "74.02"),
        (("", "74.02", "", "7402"), "bps_code: codes_differ"),
        (("Kabupaten Konawe", "", "", "7402"), "bps_code: code_of_other_system"),
        (("Kabupaten Konawe", "", "", "9999"), "bps_code: code_unknown"),
        (("Kabupaten Konawe", "74.01", "", "7403"), "region_code: code_differs"),
    ],
)  # fmt: skip
def test_a_column_of_bps_codes(cell: tuple[str, ...], expected: str) -> None:
    assert region(*cell) == expected


@pytest.mark.parametrize(
    ("name", "code", "system", "expected"),
    [
        ("7401", "", "bps", "74.04"), ("7401", "", "kemendagri", "74.01"), ("74.71", "", "bps", "74.71"),
        ("7401", "7401", "bps", "74.04"), ("74.01", "74.02", "kemendagri", "region_code: code_differs"),
        ("74.1", "", "kemendagri", "region: code_incomplete"), ("9999", "", "bps", "region: code_unknown"),
    ],
)  # fmt: skip
def test_a_code_in_place_of_the_name_is_of_the_declared_system(
    name: str, code: str, system: CodeSystem, expected: str
) -> None:
    assert region(name, code, system=system) == expected
