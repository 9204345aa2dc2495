"""What staging hands on from step to step, of which an engine may spill any to disk."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.masking import MASK
from etl.people import gathering
from etl.people.gathering import Gathered, gather
from etl.people.keys import Keys
from etl.people.numbers import left, persons_in, with_numbers
from etl.people.relations import csv_relation
from etl.people.repeats import AGENCY, COMBINATION
from etl.simulate.people import PNS, PPPK, Kind, nips
from etl.sources import contracts, sources
from tests.etl.people.registers import nip, register, row
from tests.reference.people import is_possible

KEYS = Keys(("0123456789abcdef" * 4,))


def gathered(path: Path) -> Gathered:
    relation = csv_relation(path, "auto", contracts())
    assert relation is not None
    folder = path.with_suffix("")
    folder.mkdir()
    return gather(relation, sources()["pact_register"].contract, KEYS, folder)


def test_a_number_has_left_its_row_before_that_is_kept(tmp_path: Path) -> None:
    people = [row("Kota Kendari", "Dinas A", nip(n)) for n in range(3)]
    found = gathered(register(tmp_path / "a.csv", [*people, row("Kota Kendari", "Dinas A", nip(3)[:-1])]))
    rows = found.rows.collect()
    assert set(rows["person"]) == {bytes.fromhex(KEYS.pseudonym(nip(n))) for n in range(3)}
    assert rows.columns == ["row", "person", COMBINATION, AGENCY]
    kept = b"".join(file.read_bytes() for file in (tmp_path / "a").rglob("*.parquet"))
    texts = str([found.odd.rows(), found.long.rows(), *(frame.rows() for frame in found.repeats)])
    for number in range(4):
        assert nip(number)[:-1].encode() not in kept
        assert nip(number)[:-1] not in texts


def test_each_row_says_what_stands_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many batches, whose distinct texts are put together often."""
    monkeypatch.setattr(gathering, "BATCH_ROWS", 3)
    monkeypatch.setattr(gathering, "MANY", 4)
    people = [row(f"Kota {n % 5}", f"Dinas {n % 7}", nip(n) if n % 4 else "", day=str(n % 3)) for n in range(100)]
    found = gathered(register(tmp_path / "a.csv", people))
    repeats = found.repeats
    assert (len(repeats.combinations), len(repeats.agencies), repeats.rows) == (15, 7, 100)
    assert set(repeats.sizes) == {6, 7}
    odd = found.odd.select("row", COMBINATION, AGENCY)
    rows = pl.concat([odd, found.rows.drop("person").collect()])
    said = rows.join(repeats.combinations, on=COMBINATION).join(repeats.agencies, on=AGENCY).sort("row")
    texts = said.select("row", "government", "agency", "date").rows()
    assert texts == [(n, each[0], each[1], each[-1]) for n, each in enumerate(people, start=2)]


def test_two_texts_that_have_one_hash_are_told_apart_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, asked = gathering._Distinct.hash, []

    def bad_at_first(distinct: gathering._Distinct) -> pl.Expr:
        asked.append(distinct)
        hashed = own(distinct)
        return hashed if len(asked) > 2 else hashed * 0

    monkeypatch.setattr(gathering._Distinct, "hash", bad_at_first)
    found = gathered(register(tmp_path / "a.csv", [row("Kota Kendari", f"Dinas {n}", nip(n)) for n in range(3)]))
    assert len(found.repeats.agencies) == 3
    assert found.rows.collect()[AGENCY].n_unique() == 3


def test_of_a_mistyped_number_nothing_is_kept() -> None:
    shown = KEYS.shown("ab" * 16).replace("-", "")
    cells = pl.LazyFrame({"plain": [nip(1)[:-1], nip(1) + "0", "0" + nip(1)[1:], "", "Budi", shown]})
    kept = cells.select(left(pl.col("plain"))).collect()["plain"].to_list()
    assert kept == [MASK, MASK, "0" * 18, "", MASK, shown]
    assert persons_in(pl.Series([shown]), KEYS)[0] == bytes.fromhex("ab" * 16)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Eighteen digits, most of them somebody's or nearly so."""
    year = draw(st.integers(1928, 2017))
    month, day = draw(st.integers(0, 13)), draw(st.sampled_from([0, 1, 15, 28, 29, 30, 31, 32]))
    appointed = draw(st.integers(year + 13, year + 17) | st.integers(1945, 2104))
    month_of, sex = draw(st.sampled_from([0, 1, 12, 21, 99])), draw(st.sampled_from([0, 1, 1, 2, 2, 3]))
    return f"{year}{month:02}{day:02}{appointed}{month_of:02}{sex}{draw(st.sampled_from([0, 1, 999])):03}"


@given(st.lists(numbers(), min_size=1, max_size=50))
def test_a_number_is_possible_if_each_of_its_parts_is(cells: list[str]) -> None:
    found = with_numbers(pl.LazyFrame({"nip": cells})).collect(engine="streaming")
    assert found["possible"].to_list() == [is_possible(cell) for cell in cells]


@pytest.mark.parametrize("kind", [PNS, PPPK], ids=lambda kind: kind.name)
def test_only_possible_numbers_are_invented(kind: Kind) -> None:
    cells = nips(kind, np.arange(0, 2_000_000, 97), seed=2024).astype(str).tolist()
    assert with_numbers(pl.LazyFrame({"nip": cells})).collect()["possible"].all()
    assert all(map(is_possible, cells))
