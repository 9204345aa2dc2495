"""One person counts once: against a slow version, over random registers loaded one after another."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.etl.loading import load, load_for_none, one, place_in
from tests.etl.people.registers import counted, nip, register, row
from tests.examples import examples
from tests.reference.people import Registers, Row

REGIONS = {"74.71": "Kota Kendari", "74.13": "Kabupaten Muna Barat"}
AGENCIES = ("Dinas Kesehatan", "Dinas Pendidikan", "")
DATES = (date(2024, 9, 30), date(2024, 10, 31), date(2024, 11, 30))
DAYS = st.sampled_from([None, date(2024, 9, 2), date(2024, 9, 17), date(2024, 9, 30)])

people = st.integers(0, 5).map(nip)
rows = st.builds(
    lambda region, agency, person, signed, day: Row(region, agency, person, signed, day if signed else None),
    st.sampled_from(sorted(REGIONS)), st.sampled_from(AGENCIES), people, st.booleans(), DAYS,
)  # fmt: skip
files = st.tuples(st.sampled_from("ab"), st.sampled_from(DATES), st.lists(rows, min_size=1, max_size=12))


def written(path: Path, as_of: date, content: list[Row]) -> Path:
    lines = [
        [
            REGIONS[each.region], each.agency, each.person, "Nama Rekaan", "PNS",
            each.signed_on.isoformat() if each.signed_on else "", "sudah" if each.signed else "belum",
            as_of.isoformat(),
        ]
        for each in content
    ]  # fmt: skip
    return register(path, lines)


@pytest.mark.random
@examples(8)
@given(st.lists(files, min_size=1, max_size=4))
def test_random_registers_count_as_the_slow_version_says(loads: list[tuple[str, date, list[Row]]]) -> None:
    with TemporaryDirectory() as name:
        folder, slow = Path(name), Registers()
        place = place_in(folder)
        for stem, as_of, content in loads:
            path = written(folder / f"{stem}.csv", as_of, content)
            receipt = load_for_none(place, path)
            slow.load(stem, as_of, content)
            counts = receipt.counts
            assert counts.read == len(content) and not counts.rejected
            wanted = {
                (each.region, each.agency, each.as_of): (float(signed), float(persons) if listed else None)
                for each, (persons, signed, listed) in slow.counts().items()
            }
            assert counted(place) == wanted


@pytest.mark.random
@examples(4)
@given(st.lists(rows, min_size=1, max_size=12))
def test_the_same_register_again_changes_nothing(content: list[Row]) -> None:
    with TemporaryDirectory() as name:
        place = place_in(Path(name))
        path = written(Path(name) / "a.csv", DATES[0], content)
        first, again = (load_for_none(place, path) for _ in range(2))
        assert again.version == first.version
        assert again.counts.unchanged == again.counts.read == len(content)
        assert first.counts.accepted == sum(persons for persons, *_ in counts_of(content))


def test_of_a_register_that_comes_again_with_a_change_each_row_is_told_once(tmp_path: Path) -> None:
    """Who is listed twice and was so before is unchanged both times, and not superseded as well."""
    place = place_in(tmp_path)
    twice = [(SCHOOLS, 1, "2024-09-05"), (SCHOOLS, 1, "2024-09-05"), (SCHOOLS, 2, ""), (SCHOOLS, 3, "")]
    load_for_none(place, of_konawe(tmp_path / "a.csv", SEPTEMBER, *twice))
    changed = [*twice[:3], (SCHOOLS, 3, "2024-09-06")]
    counts = load_for_none(place, of_konawe(tmp_path / "a.csv", SEPTEMBER, *changed)).counts
    assert (counts.accepted, counts.unchanged, counts.superseded) == (1, 3, 0)
    once_more = [*changed, (SCHOOLS, 2, "")]
    counts = load_for_none(place, of_konawe(tmp_path / "a.csv", SEPTEMBER, *once_more)).counts
    assert (counts.accepted, counts.unchanged, counts.superseded) == (0, 4, 1)


def counts_of(content: list[Row]) -> list[tuple[int, int, bool]]:
    slow = Registers()
    slow.load("a", DATES[0], content)
    return list(slow.counts().values())


KONAWE = "Kabupaten Konawe"
SCHOOLS = AGENCIES[1]
SEPTEMBER, OCTOBER = (day.isoformat() for day in DATES[:2])


def of_konawe(path: Path, as_of: str, *persons: tuple[str, int, str]) -> Path:
    """A register of (agency, number of the person, day of signing or blank for not signed)."""
    lines = [
        row(KONAWE, agency, nip(number), day, "sudah" if day else "belum", day=as_of)
        for agency, number, day in persons
    ]  # fmt: skip
    return register(path, lines)


def test_who_has_moved_counts_in_each_agency_at_its_time(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    september = [("Dinas A", 0, "2024-09-10"), ("Dinas A", 1, ""), ("Dinas C", 2, "2024-09-30")]
    october = [("Dinas A", 1, "2024-10-15"), ("Dinas C", 0, ""), ("Dinas C", 2, "2024-09-30")]
    load_for_none(place, of_konawe(tmp_path / "a.csv", SEPTEMBER, *september))
    receipt = load_for_none(place, of_konawe(tmp_path / "b.csv", OCTOBER, *october))
    assert (receipt.counts.accepted, receipt.counts.superseded) == (3, 0)
    assert {(agency, str(day)): found for (_, agency, day), found in counted(place).items()} == {
        ("Dinas A", SEPTEMBER): (1.0, 2.0), ("Dinas C", SEPTEMBER): (1.0, 1.0),
        ("Dinas A", OCTOBER): (1.0, 1.0), ("Dinas C", OCTOBER): (1.0, 2.0),
    }  # fmt: skip


def test_an_agency_that_is_heard_of_again_gives_up_who_has_moved(tmp_path: Path) -> None:
    """Its older list held on, and kept the person out of the other agency, until its next one, without them, came."""
    place = place_in(tmp_path)
    for stem, day, rows in (
        ("a", SEPTEMBER, [("Dinas A", 0, "2024-09-10"), ("Dinas A", 1, "")]),
        ("c", OCTOBER, [("Dinas C", 0, "2024-09-10"), ("Dinas C", 2, "")]),
    ):
        load_for_none(place, of_konawe(tmp_path / f"{stem}.csv", day, *rows))
    assert sum(persons or 0 for _, persons in counted(place).values()) == 3
    load_for_none(place, of_konawe(tmp_path / "b.csv", OCTOBER, ("Dinas A", 1, "")))
    assert {(agency, str(day)): found for (_, agency, day), found in counted(place).items()} == {
        ("Dinas A", SEPTEMBER): (1.0, 2.0), ("Dinas A", OCTOBER): (0.0, 1.0), ("Dinas C", OCTOBER): (1.0, 2.0),
    }  # fmt: skip


def test_a_register_of_the_whole_government_is_whole_beside_those_of_its_agencies(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    signed = [("Dinas A", number, "2024-09-10" if number < 6 else "") for number in range(10)]
    load_for_none(place, of_konawe(tmp_path / "a.csv", SEPTEMBER, *signed))
    whole = [("", number, "2024-09-10" if number < 9 else "") for number in range(10)]
    receipt = load_for_none(place, of_konawe(tmp_path / "b.csv", OCTOBER, *whole))
    assert receipt.counts.superseded == 0
    assert {agency: found for (_, agency, _), found in counted(place).items()} == {
        "Dinas A": (6.0, 10.0), "": (9.0, 10.0),
    }  # fmt: skip


def test_rows_without_an_agency_beside_others_are_not_the_whole_government(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    persons = [("Dinas A", number, "2024-09-10" if number < 6 else "") for number in range(10)]
    path = of_konawe(tmp_path / "a.csv", SEPTEMBER, *persons, ("", 20, "2024-09-10"), ("", 0, "2024-09-10"))
    receipt = load(place, path)
    assert (receipt.counts.accepted, receipt.counts.superseded) == (11, 1)
    assert [note["kind"] for note in receipt.files[0].notes][-1] == "agency_not_named"
    for indicator, said in (("pact_signing_rate", (7, 11)), ("pact_agency_complete_share", (0, 1))):
        found = one(place, indicator, region_code="74.02", extent="government")
        assert (found["numerator"], found["denominator"]) == said
