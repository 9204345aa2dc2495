"""What staging hands on from step to step, of which an engine may spill any to disk."""

from pathlib import Path

import polars as pl

from etl.masking import MASK
from etl.people.keys import Keys
from etl.people.numbers import left, persons_in
from etl.people.relations import csv_relation
from etl.people.repeats import RegisterRows
from etl.people.workshop import Workshop
from etl.settings import PeoplePlace
from etl.sources import contracts, sources
from geo.regions import RegionIndex
from tests.etl.people.registers import nip, register, row


def test_a_number_has_left_its_row_before_that_is_joined_to_what_it_means(tmp_path: Path) -> None:
    relation = csv_relation(
        register(tmp_path / "a.csv", [row("Kota Kendari", "Dinas A", nip(n)) for n in range(3)]), "auto", contracts()
    )
    assert relation is not None
    workshop = Workshop(RegionIndex.packaged(), PeoplePlace(str(tmp_path / "people"), tmp_path / "key"))
    register_rows = RegisterRows(relation, sources()["pact_register"].contract)
    rows = register_rows.persons(workshop.keys).collect()
    assert len(rows) == 3
    assert not [cell for cells in rows.rows() for cell in cells if cell in {nip(n) for n in range(3)}]


def test_of_a_mistyped_number_nothing_is_kept() -> None:
    shown = Keys(("0123456789abcdef" * 4,)).shown("ab" * 16).replace("-", "")
    cells = pl.LazyFrame({"plain": [nip(1)[:-1], nip(1) + "0", "0" + nip(1)[1:], "", "Budi", shown]})
    kept = cells.select(left(pl.col("plain"))).collect()["plain"].to_list()
    assert kept == [MASK, MASK, "0" * 18, "", MASK, shown]
    assert persons_in(pl.Series([shown]), Keys(("0123456789abcdef" * 4,)))[0] == bytes.fromhex("ab" * 16)
