"""Who counts where: one person once in an election at any time, at the place of the earliest valid signature.

What an agency lists at a date holds until it lists another (etl.compute.own), so that two rows of a person meet if
both hold at some time in two agencies or governments. The earliest valid signature wins, the others that meet it are
*superseded*, as is a second row in one agency at one date. Rows that never hold at the same time all count, each in its
own time: of who moved to another agency, for instance. A register that names no agency is one of the whole government:
it stands in place of its agencies, not beside them, and does not meet their rows.

A load touches few persons of many. What changes is reckoned from the rows of these alone, before and after it, so that
a corrected file of one government costs a look at the others and not their counting.
"""

from typing import NamedTuple

import duckdb
import pandas as pd

from etl.identity import UNNAMED
from etl.parse import agency_key
from etl.people.parts import PartStore, rows_in

# One row a slice: its number in the parts, its part, whether it counted before this load and counts after it, and
# (of slices that this load brings) the file that brings it and the number of the slice that it replaces, or -1.
SLICE_COLUMNS = (
    "slice",
    "part",
    "region_code",
    "agency_key",
    "election",
    "as_of",
    "before",
    "after",
    "file",
    "replaces",
)
# Of two rows of a person the first in this order holds.
FIRST = (
    "signed desc, coalesce(signed_on, as_of), as_of, region_code, "
    f"agency_key = '{agency_key(UNNAMED)}', agency_key, slice, id"
)

FOR_EVER = pd.Timestamp("2262-01-01")


class Counted(NamedTuple):
    """How a load changes the counts of slices.

    changes: slice, persons and signed: what is added to what it counted before (nothing, for a new one).
    superseded, unchanged: rows by `file`.
    """

    changes: pd.DataFrame
    superseded: "pd.Series[int]"
    unchanged: "pd.Series[int]"


def count(connection: duckdb.DuckDBPyConnection, slices: pd.DataFrame, store: PartStore) -> Counted:
    """Count the persons of the slices that a load brings or ends, and of others as far as it touches their persons.

    Args:
        slices: SLICE_COLUMNS, all that counted before or count after.
    """
    store.attach(connection)
    before, after = _until(slices, "before"), _until(slices, "after")
    stay = slices["before"] & slices["after"]
    slices = slices.assign(touched=~stay | (before != after), until_before=before, until_after=after)
    connection.register("slices", slices)
    _keep(connection, slices, store)
    _keep_same(connection)
    lost_before, lost_after = _losers(connection, "before"), _losers(connection, "after")
    return Counted(
        changes=_sum(_tally(connection, "after", lost_after), _tally(connection, "before", lost_before)),
        superseded=_by_file(connection, _SUPERSEDED),
        unchanged=_by_file(connection, _UNCHANGED),
    )


def _until(slices: pd.DataFrame, moment: str) -> "pd.Series[pd.Timestamp]":
    """Until when each slice that counts at a moment holds: the next date of its agency. Of others any one date."""
    if not slices[moment].any():
        return pd.Series(FOR_EVER, slices.index)
    place = ["region_code", "agency_key", "election"]
    dates = slices.loc[slices[moment], [*place, "as_of"]].drop_duplicates().sort_values("as_of")
    dates["until"] = dates.groupby(place)["as_of"].shift(-1).fillna(FOR_EVER)
    return slices.merge(dates, on=[*place, "as_of"], how="left")["until"].fillna(FOR_EVER).set_axis(slices.index)


def _keep(connection: duckdb.DuckDBPyConnection, slices: pd.DataFrame, store: PartStore) -> None:
    """Table `kept`: the rows of the touched slices, and those of other slices about the same persons.

    Table `several`: those of them that are about persons with more than one.
    """
    touched, others = slices[slices["touched"]], slices[~slices["touched"]]
    connection.execute(f"create temp table kept as {_rows(touched, store)}")
    if not others.empty:
        connection.execute(
            f"insert into kept select * from ({_rows(others, store)}) where person in (select person from kept)"
        )
    # Nearly every person has one row and counts with it; only the rows of others have to be put in order.
    connection.execute(
        "create temp table several as select *, rowid as id from kept "
        "semi join (select person from kept group by person having count(*) > 1) using (person)"
    )


def _rows(slices: pd.DataFrame, store: PartStore) -> str:
    parts = [store.path(part) for part in sorted(set(slices["part"]))]
    if not parts:
        return (
            "select null::uuid as person, null::bigint as slice, null::boolean as signed, null::date as signed_on, "
            "null::varchar as kind where false"
        )
    which = "touched" if slices["touched"].all() else "not touched"
    return (
        f"select person, slice, signed, signed_on, kind from {rows_in(parts)} "
        f"semi join (select slice from slices where {which}) using (slice)"
    )


def _losers(connection: duckdb.DuckDBPyConnection, moment: str) -> str:
    """Table `losers_before` or `losers_after`: id, slice and signed of each row that does not count at that moment."""
    losers = f"losers_{moment}"
    connection.execute(f"create temp table {losers} (id bigint, slice bigint, signed boolean)")
    if not _any(connection, "several"):
        return losers
    connection.execute(
        f"""create temp table ranked as
        with here as (
            select *, region_code || '|' || agency_key as place, as_of as since, until_{moment} as until
            from several join slices using (slice) where {moment}
        )
        select *, row_number() over (partition by person, election, place, as_of order by {FIRST}) as again,
            row_number() over (partition by person, election order by {FIRST}) as rank
        from here"""
    )
    connection.execute(f"insert into {losers} select id, slice, signed from ranked where again > 1")
    connection.execute(
        """create temp table undecided as select * exclude again from ranked
        semi join (
            select person, election from ranked group by all having count(distinct place) > 1
        ) using (person, election)
        where again = 1"""
    )
    while _decide(connection, losers):  # each time at least one row a person is decided
        pass
    connection.execute("drop table ranked")
    connection.execute("drop table undecided")
    return losers


# That row `a` of a person comes before row `b`, and both hold at some time in two places that are counted together.
_MEETS = """a.person = b.person and a.election = b.election and a.rank < b.rank and a.place <> b.place
    and a.since < b.until and b.since < a.until
    and not (a.region_code = b.region_code and (a.agency_key = '') <> (b.agency_key = ''))"""


def _decide(connection: duckdb.DuckDBPyConnection, losers: str) -> bool:
    """Let the rows win that meet none before them, and those lose that meet a winner; whether any is left."""
    connection.execute(
        f"create or replace temp table winners as from undecided b "
        f"where not exists (select 1 from undecided a where {_MEETS})"
    )
    connection.execute(
        f"create or replace temp table beaten as from undecided b where exists (select 1 from winners a where {_MEETS})"
    )
    connection.execute(f"insert into {losers} select id, slice, signed from beaten")
    connection.execute(
        "create or replace temp table undecided as from undecided "
        "anti join (from winners union all from beaten) using (person, election, rank)"
    )
    return _any(connection, "undecided")


def _any(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    return bool(connection.execute(f"select count(*) > 0 from {table}").fetchall()[0][0])


def _tally(connection: duckdb.DuckDBPyConnection, moment: str, losers: str) -> pd.DataFrame:
    """Persons and signed of each slice among the kept rows at a moment."""
    sums = "count(*) as persons, count(*) filter (signed) as signed"
    found = connection.execute(
        f"""with counted as (
            select slice, {sums} from kept
            semi join (select slice from slices where {moment}) using (slice) group by slice
        ), lost as (select slice, {sums} from {losers} group by slice)
        select slice, counted.persons - coalesce(lost.persons, 0) as persons,
            counted.signed - coalesce(lost.signed, 0) as signed
        from counted left join lost using (slice) order by slice"""
    )
    return found.df().set_index("slice")


def _sum(after: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """What is added to each slice, those without a change left out but for new ones."""
    return after.sub(before, fill_value=0).astype("int64").reset_index()


def _keep_same(connection: duckdb.DuckDBPyConnection) -> None:
    """Table `same`: id and file of the rows that came before just so; of equal ones as many as came before."""
    equal = "person, signed, signed_on, kind"
    connection.execute(
        f"""create temp table same as
        with news as (select slice, replaces, file from slices where replaces >= 0),
        numbered as (
            select rowid as id, *, row_number() over (partition by slice, {equal} order by rowid) as copy from kept
            semi join (select slice from news union select replaces from news) using (slice)
        )
        select mine.id, file from numbered mine join news using (slice)
        semi join numbered old on old.slice = replaces and old.copy = mine.copy and old.person = mine.person
            and old.signed = mine.signed and old.signed_on is not distinct from mine.signed_on and old.kind = mine.kind
        """
    )


_UNCHANGED = "select file, count(*) from same group by file"
# What came before just so is told as unchanged, whether it counts or not.
_SUPERSEDED = """
    select file, count(*) from losers_after join slices using (slice) anti join same using (id)
    where file >= 0 and not before group by file"""


def _by_file(connection: duckdb.DuckDBPyConnection, query: str) -> "pd.Series[int]":
    found = connection.execute(query).df()
    return pd.Series(found.iloc[:, 1].to_numpy(), index=found.iloc[:, 0].to_numpy(), dtype="int64")
