"""What staging hands on from step to step, of which an engine may spill any to disk."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.masking import MASK
from etl.people.keys import Keys
from etl.people.numbers import left, persons_in, with_numbers
from etl.people.relations import csv_relation
from etl.people.repeats import RegisterRows
from etl.people.workshop import Workshop
from etl.settings import PeoplePlace
from etl.simulate.people import PNS, PPPK, Kind, nips
from etl.sources import contracts, sources
from geo.regions import RegionIndex
from tests.etl.people.registers import nip, register, row
from tests.reference.people import is_possible


def test_a_number_has_left_its_row_before_that_is_joined_to_what_it_means(tmp_path: Path) -> None:
    relation = csv_relation(
        register(tmp_path / "a.csv", [row("Kota Kendari", "Dinas A", nip(n)) for n in range(3)]), "auto", contracts()
    )
    assert relation is not None
    workshop = Workshop(RegionIndex.packaged(), PeoplePlace(str(tmp_path / "people"), tmp_path / "key"))
    register_rows = RegisterRows.of(relation, sources()["pact_register"].contract)
    rows = register_rows.persons(workshop.keys).collect()
    assert len(rows) == 3
    assert not [cell for cells in rows.rows() for cell in cells if cell in {nip(n) for n in range(3)}]


def test_of_a_mistyped_number_nothing_is_kept() -> None:
    shown = Keys(("0123456789abcdef" * 4,)).shown("ab" * 16).replace("-", "")
    cells = pl.LazyFrame({"plain": [nip(1)[:-1], nip(1) + "0", "0" + nip(1)[1:], "", "Budi", shown]})
    kept = cells.select(left(pl.col("plain"))).collect()["plain"].to_list()
    assert kept == [MASK, MASK, "0" * 18, "", MASK, shown]
    assert persons_in(pl.Series([shown]), Keys(("0123456789abcdef" * 4,)))[0] == bytes.fromhex("ab" * 16)


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
