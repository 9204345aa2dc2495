"""Rows of a register -> checked, pseudonymised parts, and what each slice of them holds. No loop over rows.

What a row says beside its person and its agency repeats thousands of times, so the contract interprets the distinct
combinations of it, and DuckDB joins them to the rows. The number leaves the rows in the same pass that reads them.
"""

import secrets
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import numpy as np
import pandas as pd

from etl.contracts import Contract, Kind, Source
from etl.errors import SettingsError
from etl.grid import Given, Note
from etl.identity import UNNAMED
from etl.interpret import Interpreted, Parsed, interpret, parse_columns
from etl.named import cells_without_named, is_plain, names_in, possible_names, texts_of
from etl.parse import clean, parse_date
from etl.people.contradicted import contradicted
from etl.people.keys import Keys, keys_from
from etl.people.numbers import NUMBER, PERSON, PERSON_IF_ANY, pseudonyms_in, with_digits
from etl.people.parts import FINGERPRINT, PARTITION, PartStore
from etl.people.rejected import nothing_rejected, sort_out
from etl.people.relations import Relation
from etl.people.slices import SLICES, UNIT, described, no_slices
from etl.rules import Breach, Problem
from etl.runners import limits
from etl.settings import PeoplePlace
from geo.regions import RegionIndex

NIP, STATUS, SIGNED = "nip", "status", "signed"
MOST_REJECTED = 100_000
MEMORY_MB = 1000  # the nation spills nothing that takes long, and stays below 1.5 GB as a whole
MOST_REPEATED = 10_000
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

        What does not fit its memory goes beside the parts, encrypted under a key that is nowhere but in this process:
        numbers of persons may be in it.
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
        # Unsafe by its maker's word, since its random numbers are; a safer module would have to be fetched.
        connection.execute("set force_mbedtls_unsafe = true")
        connection.execute("set temp_file_encryption = true")
        self.store.attach(connection)
        return connection


class Repeats(NamedTuple):
    """The distinct combinations of what repeats, and the distinct agencies: text, numbered from 0 in their order.

    sizes: how many rows repeat each combination; odd: how many rows' numbers are surely not written as a person's is.
    """

    combinations: pd.DataFrame
    agencies: pd.DataFrame
    sizes: "pd.Series[int]"
    odd: int

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
        duckdb.Error: the rows cannot be read as what they were taken for.
    """
    with workshop.connect() as connection, pseudonyms_in(connection, workshop.keys):
        return _Staging(connection, relation, source, workshop, meanwhile).run()


@dataclass(slots=True)
class _Staging:
    connection: duckdb.DuckDBPyConnection
    relation: Relation
    source: Source
    workshop: Workshop
    meanwhile: Callable[[], object]
    notes: list[Note] = field(default_factory=list)
    meanings: pd.DataFrame = field(default_factory=pd.DataFrame)
    called: pd.DataFrame = field(default_factory=pd.DataFrame)
    stated: pd.DataFrame = field(default_factory=pd.DataFrame)
    telling: tuple[str, ...] = ()

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
    def _rows(self) -> str:
        return self.relation.sql(self.connection)

    def _execute(self, query: str) -> duckdb.DuckDBPyConnection:
        return self.connection.execute(query)

    def run(self) -> StagedPeople:
        repeats, named = self._without_named(self._repeats())
        with ThreadPoolExecutor(1) as beside:
            done = beside.submit(self.meanwhile)
            interpreted = self._interpret(repeats.combinations)
            names = parse_columns(repeats.agencies, only(self.contract, self.agency), self.workshop.index)
            self._register(interpreted, names)
            done.result()
        breaches = interpreted.breaches, names.breaches
        spool = self.workshop.store.made_spool()
        with tempfile.TemporaryDirectory(dir=spool) as folder, ThreadPoolExecutor(1) as beside:
            # Rows are numbered in order, and thus by one thread: beside the other pass, if it is known to be needed.
            known = repeats.odd or any(len(each) for each in breaches)
            doubtful = beside.submit(self._doubtful, 0) if known else None
            salt = secrets.randbits(SALT_BITS) << SLICE_BITS
            good = self._spool(folder, salt)
            rejected = nothing_rejected()
            if size := repeats.rows - good:
                _hold_few(size)
                rows = self._rejected(doubtful or beside.submit(self._doubtful, 0), size)
                rejected = sort_out(rows, *repeats.texts, *breaches, self.stated, self.workshop.keys)
            slices = self._put(folder, salt) if good else no_slices()
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
        """What repeats, and how many rows there are. All of it comes of one pass over the rows.

        DuckDB keeps the texts (tables `combined` and `agencies`), because it compares the rows to them later.
        """
        columns, agency = self.combined, self.agency
        has_agency = agency in self.relation.columns
        sets = f"({', '.join(columns)})" + (f", ({agency})" if has_agency else "")
        chosen = ", ".join([*columns, agency] if has_agency else columns)
        self._execute(
            f"create table repeated as select {chosen}, grouping({columns[0]}) as other, count(*) as size, "
            f"count(*) filter (length({NIP}) <> 18) as odd from ({self._rows}) group by grouping sets ({sets})"
        )
        agencies = "(from repeated where other = 1)" if has_agency else f"(select '' as {agency}, 0 as size)"
        for table, names, rows in (
            ("combined", columns, "(from repeated where other = 0)"),
            ("called", [agency], agencies),
        ):
            texts = ", ".join(names)
            number = f"row_number() over (order by {texts}) - 1 as number"
            self._execute(f"create table {table} as select {texts}, {number}, size from {rows}")
        combined, called = (
            self._execute(f"select * exclude number from {table} order by number").df()
            for table in ("combined", "called")
        )
        (odd,) = self._execute("select sum(odd)::bigint from repeated where other = 0").fetchall()[0]
        return Repeats(combined[columns].astype("str"), called[[agency]].astype("str"), combined["size"], int(odd or 0))

    def _without_named(self, repeats: Repeats) -> tuple[Repeats, frozenset[str]]:
        """What repeats, masked where it holds a name of the file's own columns of names; and the names found so.

        They are looked for in one more pass over these columns, among so many rows only if a text is no agency's.
        """
        frames = [frame[texts_of(frame, self.contract)] for frame in repeats.texts]
        texts = {*self.relation.named, *(text for frame in frames for name in frame for text in frame[name].unique())}
        if repeats.rows > MANY_ROWS:
            texts = {text for text in texts if not is_plain(text) and (" " in text or text not in self.relation.named)}
        wanted = {name for text in texts for name in possible_names(text)}
        names = self.relation.names(self.connection) if wanted else ""
        if not names:
            return repeats, frozenset()
        whole = r"trim(regexp_replace(lower({}), '[^\pL\pN]+', ' ', 'g'))"
        alike = [f"{whole.format(part)} in (select unnest($1))" for part in ("name", "split_part(name, ',', 1)")]
        found = self.connection.execute(
            f"select distinct name from ({names}) where {' or '.join(alike)}", [sorted(wanted)]
        ).fetchall()
        named = names_in(name for (name,) in found)
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

    def _register(self, interpreted: Interpreted, names: Parsed) -> None:
        """Tell DuckDB what that means which repeats."""
        self.meanings, self.called = self._meanings(interpreted), self._called(names)
        meant = ["combination", "meant", "unit", "signed", "signed_on", "kind", PARTITION]
        self.connection.register("meanings", self.meanings[meant])
        self.connection.register("names", self.called)
        self.telling = self._telling()
        digest = _digest(self.telling or self.combined)
        for query in (
            f"combinations as select m.*, {digest} as digest, "
            f"{', '.join(f't.{name} as text_{name}' for name in self.combined)} "
            "from meanings m join combined t on m.combination = t.number",
            f"agencies as select n.*, t.{self.agency} as text from names n join called t on n.called = t.number",
        ):
            self._execute(f"create table {query}")

    def _telling(self) -> tuple[str, ...]:
        """As few columns as tell all combinations apart by a number made of them; none if that of all does not.

        A government's name says no more than its code, for instance, and need not be read twice for each person.
        """
        kept = self.combined
        if not self._tell_apart(kept):
            return ()
        (sizes,) = self._execute(
            f"select {', '.join(f'sum(length({name}))' for name in kept)} from combined"
        ).fetchall()
        for _, name in sorted(zip(sizes, kept, strict=True), reverse=True):
            fewer = [other for other in kept if other != name]
            if fewer and self._tell_apart(fewer):
                kept = fewer
        return tuple(kept)

    def _tell_apart(self, names: Sequence[str]) -> bool:
        query = f"select count(*) = count(distinct {_digest(names)}) from combined t"
        return bool(self._execute(query).fetchall()[0][0])

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

    @property
    def _same_combination(self) -> str:
        """That row r repeats combination c."""
        if self.telling:
            return f"{_digest(self.telling, 'r')} = c.digest"
        return " and ".join(f"r.{name} = c.text_{name}" for name in self.combined)

    @property
    def _same_agency(self) -> str:
        return f"r.{self.agency} = a.text" if self.agency in self.relation.columns else "true"

    @property
    def _agency_numbers(self) -> int:
        return int(self.called["agency_number"].max()) + 1

    def _spool(self, folder: str, salt: int) -> int:
        """Write the good rows as parts into a folder; how many there are."""
        numbers = with_digits(self._rows)
        slices = f"{salt} + unit * {self._agency_numbers} + agency_number"
        rows = (
            f"select {PERSON} as person, {slices} as slice, signed, c.signed_on, c.kind, c.{PARTITION} "
            f"from (select * from ({numbers}) where {NUMBER}) r "
            f"join combinations c on {self._same_combination} join agencies a on {self._same_agency} "
            "where meant and named"
        )
        # A person repeats nowhere, so that a dictionary of persons would be built in vain.
        form = (
            f"format parquet, compression zstd, dictionary_size_limit {MOST_REPEATED}, partition_by ({PARTITION}), "
            "overwrite_or_ignore"
        )
        return int(self._execute(f"copy ({rows}) to '{folder}' ({form})").fetchall()[0][0])

    def _put(self, folder: str, salt: int) -> pd.DataFrame:
        """Hand the parts in a folder over to the store; what each slice of them holds (SLICES)."""
        slices = self._execute(
            "select slice, count(*) as row_count, not bool_and(signed) as unsigned, "
            f"{FINGERPRINT} as fingerprint from read_parquet('{folder}/*/*.parquet', hive_partitioning = false) "
            "group by slice order by slice"
        ).df()
        number = slices["slice"] - salt
        slices = slices.assign(unit=number // self._agency_numbers, agency_number=number % self._agency_numbers)
        parts = self.workshop.store.put(Path(folder))
        found = described(slices, self.meanings, self.called, parts)
        if rows := int(found.loc[found["agency"] == UNNAMED, "row_count"].sum()):
            self.notes.append(Note("", 0, "agency_not_named", {"rows": rows, "name": UNNAMED}))
        return found

    def _rejected(self, quick: "Future[pd.DataFrame]", size: int) -> pd.DataFrame:
        """The rows that break a rule, see `_doubtful`: as many as the other pass, which has the last word, left out."""
        with suppress(duckdb.Error):
            found = quick.result()
            if len(found) == size:
                return found
        return self._doubtful(-1)

    def _doubtful(self, way: int) -> pd.DataFrame:
        """The rows that are not good, numbered in one of the relation's ways: `row`, `plain`, `person`, `combination`,
        `called`. They are few, so that only theirs are looked at closely."""
        why = [f"not ({NUMBER})"]
        if not self.meanings["meant"].all():
            why.append(f"exists (select 1 from combinations c where not meant and {self._same_combination})")
        if not self.called["named"].all():
            why.append(f"exists (select 1 from agencies a where not named and {self._same_agency})")
        with self.connection.cursor() as connection:
            numbered = with_digits(self.relation.numbered(connection)[way])
            return connection.execute(
                f"select row, plain, {PERSON_IF_ANY} as person, combination, called "
                f"from (select * from ({numbered}) r where {' or '.join(why)}) r "
                f"join combinations c on {self._same_combination} join agencies a on {self._same_agency} "
                f"order by row limit {MOST_REJECTED}"
            ).df()


def _digest(names: Iterable[str], of: str = "t") -> str:
    """One number made of several texts."""
    return f"hash({', '.join(f'{of}.{name}' for name in names)})"


def _hold_few(rejected: int) -> None:
    if rejected > MOST_REJECTED:
        raise TooManyRejectedError(Problem("too_many_rejected", {"rejected": rejected, "limit": MOST_REJECTED}))


def only(contract: Contract, *names: str) -> Contract:
    """A contract of some of its columns, for interpreting these alone."""
    columns = tuple(column for column in contract.columns if column.name in names)
    return replace(contract, columns=columns, rules=())


def _declared(rows: pd.DataFrame) -> frozenset[str]:
    return frozenset(rows["provenance"].unique()) - {""} if "provenance" in rows else frozenset()
