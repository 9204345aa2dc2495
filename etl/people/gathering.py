"""The rows of a register, read once: what repeats in them as text, and of each row by itself numbers alone.

Polars reads and checks them and puts pseudonyms in place of the numbers of persons, all in one pass, so that no number
is ever where an engine may spill it to disk. What a row says beside that is kept as two numbers, hashes of the cells
that repeat; the texts behind them are kept once. So the rows of a nation are forty bytes each, for as long as it takes
to interpret the texts, and nothing is read twice.
"""

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from etl.contracts import Contract
from etl.people.keys import Keys
from etl.people.numbers import NIP, left, pseudonym, with_numbers
from etl.people.relations import Relation
from etl.people.repeats import AGENCY, COMBINATION, SIZE, Repeats

MOST_ODD = 1_000_000
BATCH_ROWS = 100_000
# What is distinct in several batches is put together when it has so many rows, or twice as many as before.
MANY = 500_000
_HASHES = {COMBINATION: pl.UInt64, AGENCY: pl.UInt64}
_NUMBERS = {"row": pl.UInt32, "person": pl.Binary, **_HASHES}
_ODD = {"row": pl.UInt32, "plain": pl.String, **_HASHES}
_LONG = {"row": pl.UInt32, "cells": pl.UInt32}


class TooManyOddError(Exception):
    """More rows than `MOST_ODD` name no person, or have more cells than there are headers."""


class Gathered(NamedTuple):
    """What the rows of a register say, as texts, and how each row says it.

    rows: those with the number of a person: `row`, `person` (16 bytes), and the COMBINATION and AGENCY of `repeats`
        that stand in it. They can be asked for as long as their folder is there.
    odd: those whose cell holds no number of a person: the same, but what is `left` of the cell (`plain`) for a person.
        Some may hold a pseudonym instead.
    long: those that have more cells than the header, `row` and `cells`. Nothing else of them is kept or counted.
    """

    rows: pl.LazyFrame
    odd: pl.DataFrame
    long: pl.DataFrame
    repeats: Repeats


def gather(relation: Relation, contract: Contract, keys: Keys, folder: Path) -> Gathered:
    """Read the rows of a register, and keep what they say as numbers in a folder.

    Raises:
        TooManyOddError: they are none of a register.
        pl.exceptions.PolarsError: it is no table of such rows.
    """
    while True:
        found = _Gathering(relation, contract, keys, folder).gathered
        if found.repeats.are_told_apart:  # once in some hundred million nations two texts have one hash
            return found


class _Gathering:
    """One pass over the rows."""

    def __init__(self, relation: Relation, contract: Contract, keys: Keys, folder: Path) -> None:
        agency = contract.of_kind("agency")[0].name
        apart = {NIP, agency, *(column.name for column in contract.of_kind("free_text"))}
        combined = [name for name in relation.columns if name not in apart]
        self._combinations, self._agencies = _Distinct(COMBINATION, combined), _Distinct(AGENCY, [agency])
        self._odd, self._long = [pl.DataFrame(schema=_ODD)], [pl.DataFrame(schema=_LONG)]
        self._rows = _Written(folder / secrets.token_hex(4), _NUMBERS)
        rows = relation.rows()
        if agency not in relation.columns:
            rows = rows.with_columns(pl.lit("").alias(agency))
        numbered = _numbered(rows, keys).with_columns(self._combinations.hash(), self._agencies.hash())
        for batch in numbered.collect_batches(chunk_size=BATCH_ROWS, maintain_order=False, engine="streaming"):
            self._add(self._without_long(batch))

    @property
    def gathered(self) -> Gathered:
        repeats = Repeats(self._combinations.whole(), self._agencies.whole())
        return Gathered(self._rows.scan(), pl.concat(self._odd), pl.concat(self._long), repeats)

    def _without_long(self, batch: pl.DataFrame) -> pl.DataFrame:
        long = batch.filter(pl.col("cells") > 0)
        if long.is_empty():
            return batch
        self._long.append(long.select(*_LONG))
        return batch.filter(pl.col("cells") == 0)

    def _add(self, batch: pl.DataFrame) -> None:
        odd = batch.filter(pl.col("person").is_null())
        if len(odd):
            self._odd.append(odd.with_columns(left(pl.col("plain"))).select(*_ODD))
        if sum(map(len, [*self._odd, *self._long])) > MOST_ODD:
            raise TooManyOddError
        self._combinations.add(batch)
        self._agencies.add(batch)
        self._rows.write(batch.select(*_NUMBERS).drop_nulls("person"))


def _numbered(rows: pl.LazyFrame, keys: Keys) -> pl.LazyFrame:
    """Rows with `person` in place of the number or, in those odd or long, with what is `plain` of the cell."""
    is_plain = pl.col("possible") & (pl.col("cells") == 0)
    return (
        with_numbers(rows)
        .with_columns(
            pl.col("row", "cells").cast(pl.UInt32),
            pl.when(is_plain).then(pseudonym(pl.col("plain"), keys)).alias("person"),
            pl.when(~is_plain).then("plain").alias("plain"),
        )
        .drop(NIP, "possible")
    )


class _Written:
    """Rows as a folder of Parquet, which is made."""

    def __init__(self, folder: Path, schema: pl.Schema | dict[str, type[pl.DataType]]) -> None:
        folder.mkdir()
        self._folder, self._files = folder, 0
        self.write(pl.DataFrame(schema=schema))  # what has no file cannot be asked for

    def write(self, rows: pl.DataFrame) -> None:
        rows.write_parquet(self._folder / f"{self._files}.parquet", compression="uncompressed", statistics=False)
        self._files += 1

    def scan(self) -> pl.LazyFrame:
        return pl.scan_parquet(self._folder / "*.parquet")


class _Distinct:
    """The distinct texts of some columns, each with its hash and how many rows have it, from batch to batch."""

    def __init__(self, name: str, columns: Sequence[str]) -> None:
        self._name, self._columns = name, list(columns)
        # A text that is kept as it was read keeps all of the file around it.
        self._copied = [pl.concat_str(column, pl.lit("")).alias(column) for column in columns]
        schema = {name: pl.UInt64, **dict.fromkeys(columns, pl.String), SIZE: pl.UInt32}
        self._found = [pl.DataFrame(schema=schema)]
        self._waiting = 0

    def hash(self) -> pl.Expr:
        """That of a row's texts, by a seed of chance."""
        return pl.struct(self._columns).hash(secrets.randbits(63)).alias(self._name)

    def add(self, batch: pl.DataFrame) -> None:
        fresh = batch.group_by(self._name, *self._columns).agg(pl.len().alias(SIZE)).with_columns(self._copied)
        self._found.append(fresh)
        self._waiting += len(fresh)
        if self._waiting > max(MANY, len(self._found[0])):
            self._put_together()

    def whole(self) -> pl.DataFrame:
        """All of them, in order of their texts."""
        self._put_together()
        return self._found[0].sort(self._columns)

    def _put_together(self) -> None:
        self._found = [pl.concat(self._found).group_by(self._name, *self._columns).agg(pl.col(SIZE).sum())]
        self._waiting = 0
