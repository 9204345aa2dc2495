"""Rows of a register -> checked, pseudonymised parts, and what each slice of them holds. No loop over rows.

What a row says beside its person and its agency repeats thousands of times, so the contract interprets the distinct
combinations of it, and Polars joins them to the rows. The number leaves the rows in the same pass that reads them:
no step that may spill to disk (a join, a group) comes before.
"""

import secrets
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import duckdb
import numpy as np
import pandas as pd
import polars as pl

from etl.contracts import Contract, Kind, Source
from etl.errors import SettingsError
from etl.grid import Given, Note
from etl.identity import UNNAMED
from etl.interpret import Interpreted, Parsed, interpret, parse_columns
from etl.named import cells_without_named, is_plain, names_in, possible_names, texts_of
from etl.parse import clean, parse_date
from etl.people.contradicted import contradicted
from etl.people.keys import Keys, keys_from
from etl.people.numbers import AS_LONG, NIP, left, pseudonym, repeated, with_numbers
from etl.people.parts import FINGERPRINT, PARTITION, PartStore, rows_in
from etl.people.rejected import nothing_rejected, sort_out
from etl.people.relations import Relation
from etl.people.slices import SLICES, UNIT, described, no_slices
from etl.problems import Problem
from etl.rules import Breach
from etl.runners import limits
from etl.settings import PeoplePlace
from geo.regions import RegionIndex

STATUS, SIGNED = "status", "signed"
MOST_REJECTED = 100_000
MOST_ODD = 1_000_000
_KEY = "key"
MEMORY_MB = 600  # of counting: the nation spills nothing, and stays below 1.5 GB as a whole
MANY_ROWS = 1_000_000
# A slice's number is the same nowhere else, so that rows of many parts are told apart by it alone.
SALT_BITS, SLICE_BITS = 38, 24


class TooManyRejectedError(Exception):
    """More rows break a rule than anybody will correct one by one: the file as a whole is of another kind."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.rule)
        self.problem = problem


@dataclass(frozen=True)
class Workshop:
    """What staging needs beside a file: the regions, what is given of it, and where registers go."""

    index: RegionIndex
    people: PeoplePlace | None = None
    given: Given = field(default_factory=Given)

    @cached_property
    def keys(self) -> Keys:
        """The keys of the pseudonyms. Raises SettingsError, see `keys_from`."""
        return keys_from(self._place.key, self._place.key_file, self._place.fingerprint)

    @cached_property
    def store(self) -> PartStore:
        return PartStore(self._place.url)

    def discard(self, parts: Iterable[str]) -> None:
        """Remove parts that nothing refers to."""
        named = list(parts)
        if named:
            self.store.remove(named)

    @property
    def _place(self) -> PeoplePlace:
        if self.people is None:
            raise SettingsError("Nothing says where registers of persons go.", "Set NETRALITAS_PEOPLE_URL.")
        return self.people

    def __getstate__(self) -> dict[str, Any]:
        """Without what was opened: another process opens its own, and no key travels but a stated one."""
        return {name: value for name, value in vars(self).items() if name not in ("keys", "store")}

    def connect(self) -> duckdb.DuckDBPyConnection:
        """An in-memory DuckDB that never fetches extensions and keeps no order of rows.

        It counts persons by their pseudonyms. What does not fit its memory goes beside the parts.
        """
        allowed = limits()
        connection = duckdb.connect(
            config={
                "autoinstall_known_extensions": False,
                "preserve_insertion_order": False,
                "threads": allowed.threads,
                "memory_limit": f"{allowed.memory_mb or MEMORY_MB}MB",
                "temp_directory": str(self.store.made_spool()),
            }
        )
        self.store.attach(connection)
        return connection


class Repeats(NamedTuple):
    """The distinct combinations of what repeats, and the distinct agencies: text, numbered from 0 in their order.

    sizes: how many rows repeat each combination.
    odd: the rows whose cell holds no number of a person, a million of them at most: `row`, what is `left` of the cell
        (`plain`), and what repeats in them. Some may hold a pseudonym instead.
    """

    combinations: pd.DataFrame
    agencies: pd.DataFrame
    sizes: "pd.Series[int]"
    odd: pl.DataFrame

    @property
    def rows(self) -> int:
        return int(self.sizes.sum())

    @property
    def texts(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        return self.combinations, self.agencies


class StagedPeople(NamedTuple):
    """What a register holds.

    read: its data rows = sum of `slices.row_count` + rejected rows.
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
    return _Staging(relation, source, workshop, meanwhile).run()


@dataclass(slots=True)
class _Staging:
    relation: Relation
    source: Source
    workshop: Workshop
    meanwhile: Callable[[], object]
    notes: list[Note] = field(default_factory=list)
    meanings: pd.DataFrame = field(default_factory=pd.DataFrame)
    called: pd.DataFrame = field(default_factory=pd.DataFrame)
    stated: pd.DataFrame = field(default_factory=pd.DataFrame)
    combined_texts: pl.DataFrame = field(default_factory=pl.DataFrame)
    agency_texts: pl.DataFrame = field(default_factory=pl.DataFrame)
    # Texts, as keys to join by, with what they mean.
    keys: list[pl.Expr] = field(default_factory=list)
    combinations: pl.DataFrame = field(default_factory=pl.DataFrame)
    agencies: pl.DataFrame = field(default_factory=pl.DataFrame)

    @property
    def contract(self) -> Contract:
        return self.source.contract

    @property
    def agency(self) -> str:
        return self.contract.of_kind("agency")[0].name

    @property
    def combined(self) -> list[str]:
        """The columns of the file that are interpreted in combination: all but person, agency and free text."""
        apart = {NIP, self.agency, *(column.name for column in self.contract.of_kind("free_text"))}
        return [name for name in self.relation.columns if name not in apart]

    @property
    def _rows(self) -> pl.LazyFrame:
        """All rows with a cell of every column that is asked for, `plain` and `possible` (see `with_numbers`)."""
        rows = self.relation.rows()
        if self.agency not in self.relation.columns:
            rows = rows.with_columns(pl.lit("").alias(self.agency))
        return with_numbers(rows)

    def run(self) -> StagedPeople:
        repeats, named = self._without_named(self._repeats())
        with ThreadPoolExecutor(1) as beside:
            done = beside.submit(self.meanwhile)
            interpreted = self._interpret(repeats.combinations)
            names = parse_columns(repeats.agencies, only(self.contract, self.agency), self.workshop.index)
            self._hold_meanings(self._meanings(interpreted), self._called(names))
            done.result()
        breaches = interpreted.breaches, names.breaches
        odd = self._placed(repeats.odd)
        rejected = nothing_rejected()
        if len(rows := self._rejected(odd)):
            rejected = sort_out(rows, *repeats.texts, *breaches, self.stated, self.workshop.keys)
        slices = self._put(odd) if repeats.rows > len(rows) else no_slices()
        meant = interpreted.rows[self.meanings["meant"]]
        conflicts = contradicted(meant, self.meanings["unit"], repeats.sizes, slices, self.contract)
        return StagedPeople(
            read=repeats.rows - len(rejected.totals) - len(rejected.blank),
            slices=slices[list(SLICES)],
            conflicts=conflicts,
            rejects=rejected.breaches,
            rejected_cells=rejected.cells,
            totals=rejected.totals,
            blank=rejected.blank,
            declared=_declared(interpreted.rows),
            notes=(*self.notes, *interpreted.notes),
            sure=rejected.sure,
            named=named,
        )

    # -- what repeats ------------------------------------------------------------------------------------------------

    def _repeats(self) -> Repeats:
        """What repeats, how many rows there are, and which are odd.

        Each by a pass of its own: of two questions put to one pass, rows that the slower one has not yet come to pile
        up in memory without a limit.
        """
        columns, agency, rows = self.combined, self.agency, self._rows
        combined = rows.group_by(columns).agg(pl.len().alias("size")).collect(engine="streaming")
        called = rows.select(agency).unique().collect(engine="streaming")
        # A text that is kept as it was read keeps all of the file around it.
        cells = [pl.concat_str(name, pl.lit("")).alias(name) for name in (*columns, agency)]
        odd = rows.filter(~pl.col("possible")).select("row", left(pl.col("plain")), *cells).head(MOST_ODD)
        self.combined_texts = combined.sort(columns).with_row_index("combination")
        self.agency_texts = called.sort(agency).with_row_index("called")
        sizes = self.combined_texts["size"].to_pandas().astype("int64")
        texts = _texts(self.combined_texts, columns), _texts(self.agency_texts, [agency])
        return Repeats(*texts, sizes, odd.collect(engine="streaming"))

    def _without_named(self, repeats: Repeats) -> tuple[Repeats, frozenset[str]]:
        """What repeats, masked where it holds a name of the file's own columns of names; and the names found so.

        They are looked for in one more pass over these columns, among so many rows only if a text is no agency's.
        """
        frames = [frame[texts_of(frame, self.contract)] for frame in repeats.texts]
        texts = {*self.relation.named, *(text for frame in frames for name in frame for text in frame[name].unique())}
        if repeats.rows > MANY_ROWS:
            texts = {text for text in texts if not is_plain(text) and (" " in text or text not in self.relation.named)}
        wanted = {name for text in texts for name in possible_names(text)}
        names = self.relation.names() if wanted else None
        if names is None:
            return repeats, frozenset()
        name = pl.col("name").str.to_lowercase()
        alike = [
            part.str.replace_all(r"[^\pL\pN]+", " ").str.strip_chars(" ").is_in(sorted(wanted))
            for part in (name, name.str.split_exact(",", 1).struct[0])
        ]
        found = names.filter(pl.any_horizontal(alike)).unique().collect(engine="streaming")
        named = names_in(found["name"])
        combinations, agencies = (cells_without_named(frame, self.contract, named) for frame in repeats.texts)
        return repeats._replace(combinations=combinations, agencies=agencies), named

    def _interpret(self, combinations: pd.DataFrame) -> Interpreted:
        self.stated = self._with_status(self._with_date(combinations))
        index, system = self.workshop.index, self.workshop.given.code_system
        return interpret(self.stated, self.contract, index, self.source.complete, code_system=system)

    def _with_status(self, combinations: pd.DataFrame) -> pd.DataFrame:
        """A list with neither a status nor a date of signing is one of those who have signed."""
        (day,) = self.contract.of_kind("day")
        if STATUS in combinations or day.name in combinations:
            return combinations
        self.notes.append(Note("", 0, "signatories_assumed", {}))
        return combinations.assign(**{STATUS: SIGNED})

    def _with_date(self, combinations: pd.DataFrame) -> pd.DataFrame:
        """A register without a stated date is as of its latest signature, each government for itself."""
        date, signed = self.contract.of_kind("date")[0].name, self.contract.of_kind("day")[0].name
        if signed not in combinations:
            return combinations
        stated = combinations[date] if date in combinations else pd.Series("", index=combinations.index)
        days = {text: parse_date(clean(text)) for text in combinations[signed].unique() if clean(text)}
        ends = {text: "" if isinstance(day, Breach) else day.end.isoformat() for text, day in days.items()}
        latest = combinations[signed].map({"": "", **ends}).fillna("")
        kinds: tuple[Kind, ...] = ("region", "region_code", "province")
        region = [column.name for kind in kinds for column in self.contract.of_kind(kind)]
        region = [name for name in region if name in combinations]
        latest = latest.groupby([combinations[name] for name in region]).transform("max") if region else latest
        unstated = stated.str.strip() == ""
        if (latest[unstated] != "").any():
            self.notes.append(Note("", 0, "date_of_latest_signature", {"date": latest[unstated].max()}))
        return combinations.assign(**{date: stated.where(~unstated, latest).astype("str")})

    def _meanings(self, interpreted: Interpreted) -> pd.DataFrame:
        rows = interpreted.rows
        return pd.DataFrame(
            {
                "combination": np.arange(len(rows), dtype="int32"),
                "meant": ~rows.index.isin(interpreted.breaches["row"]),
                "unit": rows.groupby(list(UNIT), dropna=False).ngroup(),
                "signed": rows["status"] == SIGNED,
                "signed_on": rows[self.contract.of_kind("day")[0].name],
                **{name: rows.get(name, "") for name in ("kind", "source")},
                **{name: rows[name] for name in (*UNIT, "period_start", "period_end")},
                PARTITION: rows["region_code"].str[:2],
            }
        )

    def _called(self, names: Parsed) -> pd.DataFrame:
        keys = names.columns["agency_key"]
        return pd.DataFrame(
            {
                "called": np.arange(len(keys), dtype="int32"),
                "named": ~keys.index.isin(names.breaches["row"]),
                "agency_number": pd.factorize(keys, sort=True)[0].astype("int64"),
                "agency_key": keys,
                "agency": names.columns[self.agency],
            }
        )

    # -- rows --------------------------------------------------------------------------------------------------------

    def _hold_meanings(self, meanings: pd.DataFrame, called: pd.DataFrame) -> None:
        """Keep what texts mean, beside the keys by which rows are joined to it."""
        self.meanings, self.called = meanings, called
        meant = ["combination", "meant", "unit", "signed", "signed_on", "kind", PARTITION]
        self.keys = [each.alias(f"{_KEY}{place}") for place, each in enumerate(self._telling())]
        held = pl.from_pandas(meanings[meant]).with_columns(pl.col("signed_on").cast(pl.Date))
        self.combinations = self.combined_texts.select(self.keys).hstack(held)
        named = pl.from_pandas(called[["called", "named", "agency_number"]])
        self.agencies = self.agency_texts.select(pl.col(self.agency).alias(_KEY)).hstack(named)

    def _telling(self) -> list[pl.Expr]:
        """By what combinations are told apart: as few columns as can do it, as one number.

        The longest are left out first: a government's name says no more than its code, for instance, and need not be
        compared for each person.
        """
        texts, kept = self.combined_texts, self.combined
        lengths = texts.select(pl.col(kept).str.len_bytes().sum()).row(0)
        for _, name in sorted(zip(lengths, kept, strict=True), reverse=True):
            fewer = [other for other in kept if other != name]
            if fewer and texts.select(fewer).n_unique() == len(texts):
                kept = fewer
        digest = pl.struct(kept).hash()
        return [digest] if texts.select(digest).n_unique() == len(texts) else [pl.col(name) for name in kept]

    def _placed(self, odd: pl.DataFrame) -> pl.DataFrame:
        """Odd rows with the `person` whom they may name by a pseudonym, and the numbers of what repeats in them."""
        person = repeated(odd["plain"], self.workshop.keys)
        return self._joined(odd.with_columns(person).lazy()).collect()

    def _joined(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Rows with what is meant by their texts, in place of these: the columns of `meanings` and `called`."""
        rows = rows.with_columns(*self.keys, pl.col(self.agency).alias(_KEY)).drop(*self.combined, self.agency)
        on = [key.meta.output_name() for key in self.keys]
        return rows.join(self.combinations.lazy(), on=on).join(self.agencies.lazy(), on=_KEY).drop(*on, _KEY)

    @property
    def _persons(self) -> pl.LazyFrame:
        """The rows with a number, and the pseudonym (`person`) in its place: what comes after may spill to disk."""
        rows = self._rows.filter("possible")
        return rows.with_columns(person=pseudonym(pl.col("plain"), self.workshop.keys)).drop(NIP, "plain", "possible")

    @property
    def _agency_numbers(self) -> int:
        return int(self.called["agency_number"].max()) + 1

    def _put(self, odd: pl.DataFrame) -> pd.DataFrame:
        """Write the good rows as parts, and hand these over to the store; what each slice of them holds (SLICES)."""
        salt = secrets.randbits(SALT_BITS) << SLICE_BITS
        with tempfile.TemporaryDirectory(dir=self.workshop.store.made_spool()) as folder:
            self._spool(folder, odd, salt)
            return self._described(folder, salt)

    def _spool(self, folder: str, odd: pl.DataFrame, salt: int) -> None:
        number = salt + pl.col("unit") * self._agency_numbers + pl.col("agency_number")
        columns = [number.alias("slice"), *map(pl.col, ("signed", "signed_on", "kind", PARTITION))]
        is_good = pl.col("meant") & pl.col("named")
        rows = self._joined(self._persons).filter(is_good).select("person", *columns)
        repeating = odd.lazy().filter(is_good & pl.col("person").is_not_null()).select("person", *columns)
        pl.concat([rows, repeating]).sink_parquet(
            pl.PartitionBy(folder, key=PARTITION, include_key=False),
            mkdir=True,
            maintain_order=False,
            statistics=False,
            compression="lz4",  # what fills a part are pseudonyms, which nothing makes smaller
        )

    def _described(self, folder: str, salt: int) -> pd.DataFrame:
        with self.workshop.connect() as connection:
            slices = connection.execute(
                "select slice, count(*) as row_count, not bool_and(signed) as unsigned, "
                f"{FINGERPRINT} as fingerprint from {rows_in([f'{folder}/*/*.parquet'])} group by slice order by slice"
            ).df()
        number = slices["slice"] - salt
        slices = slices.assign(unit=number // self._agency_numbers, agency_number=number % self._agency_numbers)
        parts = self.workshop.store.put(Path(folder))
        found = described(slices, self.meanings, self.called, parts)
        if rows := int(found.loc[found["agency"] == UNNAMED, "row_count"].sum()):
            self.notes.append(Note("", 0, "agency_not_named", {"rows": rows, "name": UNNAMED}))
        return found

    def _rejected(self, odd: pl.DataFrame) -> pd.DataFrame:
        """The rows that are not good: `row`, `plain`, `person` (UUID, or None), `combination`, `called`.

        Raises:
            TooManyRejectedError: they are too many.
        """
        columns = ["row", "plain", "person", "combination", "called"]
        is_bad = ~(pl.col("meant") & pl.col("named"))
        found = [odd.filter(is_bad | pl.col("person").is_null()).select(columns)]
        if not (self.meanings["meant"].all() and self.called["named"].all()):
            rows = self._joined(self._persons).filter(is_bad).with_columns(plain=pl.lit(AS_LONG))
            found.append(rows.select(columns).head(MOST_REJECTED + 1).collect(engine="streaming"))
        rejected = pl.concat(found).sort("row")
        _hold_few(len(rejected) if len(odd) < MOST_ODD else MOST_ODD)
        persons = [None if person is None else UUID(bytes=person) for person in rejected["person"]]
        return rejected.drop("person").to_pandas().assign(person=pd.Series(persons, dtype=object))


def _texts(frame: pl.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    return frame.select(columns).to_pandas().astype("str")


def _hold_few(rejected: int) -> None:
    if rejected > MOST_REJECTED:
        raise TooManyRejectedError(Problem("too_many_rejected", {"rejected": rejected, "limit": MOST_REJECTED}))


def only(contract: Contract, *names: str) -> Contract:
    """A contract of some of its columns, for interpreting these alone."""
    columns = tuple(column for column in contract.columns if column.name in names)
    return replace(contract, columns=columns, rules=())


def _declared(rows: pd.DataFrame) -> frozenset[str]:
    return frozenset(rows["provenance"].unique()) - {""} if "provenance" in rows else frozenset()
