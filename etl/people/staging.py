"""Rows of a register -> checked, pseudonymised parts, and what each slice of them holds. No loop over rows.

What a row says beside its person and its agency repeats thousands of times, so the contract interprets the distinct
combinations of it (etl.people.gathering), and Polars joins what they mean to the rows (etl.people.meanings).
"""

import secrets
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import pandas as pd
import polars as pl

from etl.contracts import Contract, Source
from etl.grid import Note
from etl.identity import UNNAMED
from etl.interpret import interpret, parse_columns
from etl.people.contradicted import contradicted
from etl.people.gathering import MOST_ODD, Gathered, TooManyOddError, gather
from etl.people.inferred import with_inferred
from etl.people.keys import Keys
from etl.people.meanings import Meanings, meanings_of
from etl.people.numbers import AS_LONG, repeated
from etl.people.parts import FINGERPRINT, PARTITION, rows_in
from etl.people.rejected import nothing_rejected, sort_out
from etl.people.relations import Relation
from etl.people.slices import SLICES, described, no_slices
from etl.people.workshop import Workshop
from etl.problems import Problem

MOST_REJECTED = 100_000
# A slice's number is the same nowhere else, so that rows of many parts are told apart by it alone.
SALT_BITS, SLICE_BITS = 38, 24


class TooManyRejectedError(Exception):
    """More rows break a rule than anybody will correct one by one: the file as a whole is of another kind."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.rule)
        self.problem = problem


class StagedPeople(NamedTuple):
    """What a register holds.

    read: its data rows = sum of `slices.row_count` + rejected rows, without those that are too long.
    long: rows with more cells than the header, `row` and `cells`; none of their cells is kept.
    slices: one row a government, agency, date and election (SLICES): `row_count` of it, whether it names those who
    have not signed too (`listed`), and the part and number under which its persons lie.
    conflicts: CONFLICTS, what rows contradict in themselves.
    rejects: BREACH_COLUMNS, `row` being that of the spreadsheet; `detail.person` is the pseudonym.
    rejected_cells: the contract's cells of each rejected row, the person as a pseudonym.
    totals: spreadsheet rows that state totals.
    sure: whether every rejected row is one of data beyond doubt.
    named: names of persons in the file that also stand in what is kept beside its rows (etl.named).
    """

    read: int
    long: pd.DataFrame
    slices: pd.DataFrame
    conflicts: pd.DataFrame
    rejects: pd.DataFrame
    rejected_cells: pd.DataFrame
    totals: tuple[int, ...]
    blank: tuple[int, ...]
    declared: frozenset[str]
    notes: tuple[Note, ...]
    sure: bool
    named: frozenset[str]


def stage_people(
    relation: Relation, source: Source, workshop: Workshop, *, meanwhile: Callable[[], object] = lambda: None
) -> StagedPeople:
    """Check and pseudonymise the rows of a register, and write them as parts.

    Args:
        meanwhile: what else there is to do with the file; it is done while only one thread has work.

    Raises:
        TooManyRejectedError: the file is refused whole.
        pl.exceptions.PolarsError: the rows cannot be read as what they were taken for.
    """
    with tempfile.TemporaryDirectory(dir=workshop.store.made_spool()) as folder:
        return _staged(relation, source, workshop, Path(folder), meanwhile)


def _staged(
    relation: Relation, source: Source, workshop: Workshop, folder: Path, meanwhile: Callable[[], object]
) -> StagedPeople:
    contract, index = source.contract, workshop.index
    gathered = _gathered(relation, contract, workshop.keys, folder)
    repeats, long = gathered.repeats, gathered.long
    with ThreadPoolExecutor(1) as beside:
        done = beside.submit(meanwhile)
        combinations, agencies, named = repeats.texts_without_named(relation, contract)
        code_system = workshop.given.code_system
        stated, inferred = with_inferred(combinations, contract, index, code_system)
        interpreted = interpret(stated, contract, index, source.complete, code_system=code_system)
        agency = contract.of_kind("agency")[0].name
        names = parse_columns(agencies, only(contract, agency), index)
        meanings = meanings_of(repeats, interpreted, names, contract)
        done.result()
    sorting = _Sorting(gathered, meanings, workshop)
    odd = sorting.placed()
    rejected, bad = nothing_rejected(), sorting.bad(odd)
    if len(bad):
        breaches = interpreted.breaches, names.breaches
        rejected = sort_out(bad, combinations, agencies, *breaches, stated, workshop.keys)
    slices = sorting.put(odd, folder) if repeats.rows > len(bad) else no_slices()
    meant = interpreted.rows[meanings.combinations["meant"]]
    return StagedPeople(
        read=repeats.rows - len(rejected.totals) - len(rejected.blank),
        long=long.to_pandas(),
        slices=slices[list(SLICES)],
        conflicts=contradicted(meant, meanings.combinations["unit"], repeats.sizes, slices, contract),
        rejects=rejected.breaches,
        rejected_cells=rejected.cells,
        totals=rejected.totals,
        blank=rejected.blank,
        declared=_declared(interpreted.rows),
        notes=(*inferred, *_unnamed(slices), *interpreted.notes),
        sure=rejected.sure and long.is_empty(),
        named=named,
    )


def _gathered(relation: Relation, contract: Contract, keys: Keys, folder: Path) -> Gathered:
    try:
        return gather(relation, contract, keys, folder)
    except TooManyOddError:
        raise _too_many(MOST_ODD) from None


@dataclass(frozen=True, slots=True)
class _Sorting:
    """Rows into good ones, which become parts, and bad ones, which are rejected."""

    gathered: Gathered
    meanings: Meanings
    workshop: Workshop

    @property
    def _persons(self) -> pl.LazyFrame:
        return self.meanings.joined(self.gathered.rows)

    def placed(self) -> pl.DataFrame:
        """Odd rows with the `person` whom they may name by a pseudonym, and what is meant by what repeats in them."""
        odd = self.gathered.odd
        person = repeated(odd["plain"], self.workshop.keys)
        return self.meanings.joined(odd.with_columns(person).lazy()).collect()

    def bad(self, odd: pl.DataFrame) -> pd.DataFrame:
        """The rows that are not good: `row`, `plain`, `person` (UUID, or None), `combination`, `called`.

        Raises:
            TooManyRejectedError: they are too many.
        """
        columns = ["row", "plain", "person", "combination", "called"]
        is_bad = ~(pl.col("meant") & pl.col("named"))
        found = [odd.filter(is_bad | pl.col("person").is_null()).select(columns)]
        if not self.meanings.all_good:
            rows = self._persons.filter(is_bad).with_columns(plain=pl.lit(AS_LONG))
            found.append(rows.select(columns).head(MOST_REJECTED + 1).collect(engine="streaming"))
        rejected = pl.concat(found).sort("row")
        many = len(rejected) + len(self.gathered.long)
        if many > MOST_REJECTED:
            raise _too_many(many)
        persons = [None if person is None else UUID(bytes=person) for person in rejected["person"]]
        return rejected.drop("person").to_pandas().assign(person=pd.Series(persons, dtype=object))

    def put(self, odd: pl.DataFrame, folder: Path) -> pd.DataFrame:
        """Write the good rows as parts, and hand these over to the store; what each slice of them holds (SLICES)."""
        salt = secrets.randbits(SALT_BITS) << SLICE_BITS
        self._spool(folder, odd, salt)
        return self._described(folder, salt)

    def _spool(self, folder: Path, odd: pl.DataFrame, salt: int) -> None:
        number = salt + pl.col("unit") * self.meanings.agency_numbers + pl.col("agency_number")
        columns = [number.alias("slice"), *map(pl.col, ("signed", "signed_on", "kind", PARTITION))]
        is_good = pl.col("meant") & pl.col("named")
        rows = self._persons.filter(is_good).select("person", *columns)
        repeating = odd.lazy().filter(is_good & pl.col("person").is_not_null()).select("person", *columns)
        pl.concat([rows, repeating]).sink_parquet(
            pl.PartitionBy(folder / "parts", key=PARTITION, include_key=False),
            mkdir=True,
            maintain_order=False,
            statistics=False,
            compression="uncompressed",  # pseudonyms fill a part, and nothing makes them smaller
        )

    def _described(self, folder: Path, salt: int) -> pd.DataFrame:
        rows = rows_in([f"{folder}/parts/*/*.parquet"])
        with self.workshop.connect() as connection:
            slices = connection.execute(
                "select slice, count(*) as row_count, not bool_and(signed) as unsigned, "
                f"{FINGERPRINT} as fingerprint from {rows} group by slice order by slice"
            ).df()
        number, agencies = slices["slice"] - salt, self.meanings.agency_numbers
        slices = slices.assign(unit=number // agencies, agency_number=number % agencies)
        parts = self.workshop.store.put(folder / "parts")
        return described(slices, self.meanings.combinations, self.meanings.agencies, parts)


def _unnamed(slices: pd.DataFrame) -> tuple[Note, ...]:
    rows = int(slices.loc[slices["agency"] == UNNAMED, "row_count"].sum())
    return (Note("", 0, "agency_not_named", {"rows": rows, "name": UNNAMED}),) if rows else ()


def _too_many(rejected: int) -> TooManyRejectedError:
    return TooManyRejectedError(Problem("too_many_rejected", {"rejected": rejected, "limit": MOST_REJECTED}))


def only(contract: Contract, *names: str) -> Contract:
    """A contract of some of its columns, for interpreting these alone."""
    columns = tuple(column for column in contract.columns if column.name in names)
    return replace(contract, columns=columns, rules=())


def _declared(rows: pd.DataFrame) -> frozenset[str]:
    return frozenset(rows["provenance"].unique()) - {""} if "provenance" in rows else frozenset()
