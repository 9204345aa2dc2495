"""Who counts where: one person once in an election, at the place of the earliest valid signature.

Rows that lose are *superseded*: a second row of a person in one agency of a government at a date, and every row
in another agency or government than the one where the person's first signature stands. Rows of the same agency at
another date say the same of another day, and count there.

A load touches few persons of many. What changes is reckoned from the rows of these alone, before and after it, so that
a corrected file of one government costs a look at the others and not their counting.
"""

from typing import NamedTuple

import duckdb
import pandas as pd

from etl.people.parts import PartStore

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
FIRST = "signed desc, coalesce(signed_on, as_of), as_of, region_code, agency_key, slice"


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
    connection.register("slices", slices)
    touched = slices[slices["before"] != slices["after"]]
    others = slices[slices["before"] & slices["after"]]
    _keep(connection, touched, others, store)
    before, after = _losers(connection, "before"), _losers(connection, "after")
    return Counted(
        changes=_sum(_tally(connection, "after", after), _tally(connection, "before", before)),
        superseded=_by_file(connection, _SUPERSEDED),
        unchanged=_by_file(connection, _UNCHANGED),
    )


def _keep(connection: duckdb.DuckDBPyConnection, touched: pd.DataFrame, others: pd.DataFrame, store: PartStore) -> None:
    """Table `kept`: the rows of the touched slices, and those of other slices about the same persons.

    Table `several`: those of them that are about persons with more than one.
    """
    connection.execute(f"create temp table kept as {_rows(touched, store)}")
    if not others.empty:
        connection.execute(
            f"insert into kept select * from ({_rows(others, store)}) where person in (select person from kept)"
        )
    # Nearly every person has one row and counts with it; only the rows of others have to be put in order.
    connection.execute(
        "create temp table several as select * from kept "
        "semi join (select person from kept group by person having count(*) > 1) using (person)"
    )


def _rows(slices: pd.DataFrame, store: PartStore) -> str:
    parts = ", ".join("'" + store.path(part).replace("'", "''") + "'" for part in sorted(set(slices["part"])))
    if not parts:
        return (
            "select null::uuid as person, null::bigint as slice, null::boolean as signed, null::date as signed_on, "
            "null::varchar as kind where false"
        )
    which = "before <> after" if (slices["before"] != slices["after"]).all() else "before and after"
    return (
        f"select person, slice, signed, signed_on, kind from read_parquet([{parts}], hive_partitioning = false) "
        f"semi join (select slice from slices where {which}) using (slice)"
    )


def _losers(connection: duckdb.DuckDBPyConnection, moment: str) -> str:
    """Table `losers_before` or `losers_after`: slice and signed of each row that does not count at that moment."""
    connection.execute(
        f"""create temp table losers_{moment} as
        with here as (select * from several join slices using (slice) where {moment}),
        ranked as (
            select slice, signed, place,
                first_value(place) over (partition by person, election order by {FIRST}) as home,
                row_number() over (partition by person, election, place, as_of order by {FIRST}) as again
            from (select *, region_code || '|' || agency_key as place from here)
        )
        select slice, signed from ranked where place <> home or again > 1"""
    )
    return f"losers_{moment}"


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


_SUPERSEDED = """
    select file, count(*) from losers_after join slices using (slice) where file >= 0 and not before group by file"""
_UNCHANGED = """
    select mine.file, count(*) from kept join slices mine on kept.slice = mine.slice
    semi join kept as old on old.slice = mine.replaces and old.person = kept.person and old.signed = kept.signed
        and old.signed_on is not distinct from kept.signed_on and old.kind = kept.kind
    where mine.replaces >= 0 group by mine.file"""


def _by_file(connection: duckdb.DuckDBPyConnection, query: str) -> "pd.Series[int]":
    found = connection.execute(query).df()
    return pd.Series(found.iloc[:, 1].to_numpy(), index=found.iloc[:, 0].to_numpy(), dtype="int64")
