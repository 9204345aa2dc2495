"""One person counts once: against a slow version, over random registers loaded one after another."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.indicators.registry import Registry
from tests.etl.loading import load, place_in
from tests.etl.people.registers import counted, nip, register
from tests.reference.people import Registers, Row

REGIONS = {"74.71": "Kota Kendari", "74.13": "Kabupaten Muna Barat"}
AGENCIES = ("Dinas Kesehatan", "Dinas Pendidikan")
DATES = (date(2024, 9, 30), date(2024, 10, 31))
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


@settings(max_examples=20)
@given(st.lists(files, min_size=1, max_size=4))
def test_random_registers_count_as_the_slow_version_says(loads: list[tuple[str, date, list[Row]]]) -> None:
    with TemporaryDirectory() as name:
        folder, slow = Path(name), Registers()
        place = place_in(folder)
        for stem, as_of, content in loads:
            path = written(folder / f"{stem}.csv", as_of, content)
            receipt = load(place, path, indicators=Registry(()))
            slow.load(stem, as_of, content)
            counts = receipt.counts
            assert counts.read == len(content) and not counts.rejected
            wanted = {
                (each.region, each.agency, each.as_of): (float(signed), float(persons) if listed else None)
                for each, (persons, signed, listed) in slow.counts().items()
            }
            assert counted(place) == wanted


@settings(max_examples=10)
@given(st.lists(rows, min_size=1, max_size=12))
def test_the_same_register_again_changes_nothing(content: list[Row]) -> None:
    with TemporaryDirectory() as name:
        place = place_in(Path(name))
        path = written(Path(name) / "a.csv", DATES[0], content)
        first, again = (load(place, path, indicators=Registry(())) for _ in range(2))
        assert again.version == first.version
        assert again.counts.unchanged == again.counts.read == len(content)
        assert first.counts.accepted == sum(persons for persons, *_ in counts_of(content))


def counts_of(content: list[Row]) -> list[tuple[int, int, bool]]:
    slow = Registers()
    slow.load("a", DATES[0], content)
    return list(slow.counts().values())
