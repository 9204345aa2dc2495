"""Parts written anew: under one more key, or with persons in them whom nobody can find again.

A part is never changed in place. A new one is written beside it, the warehouse is told, and then the old one goes, so
that at every moment what the warehouse refers to is there and whole.
"""

import secrets
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, cast
from uuid import UUID

import duckdb
import pandas as pd
import polars as pl

from etl.people.keys import Keys
from etl.people.numbers import persons_in, pseudonym
from etl.people.parts import FINGERPRINT, PartStore, rows_in
from etl.people.workshop import Workshop


class Rewritten(NamedTuple):
    """Old part -> new part; and of rotated slices (`slice`) the fingerprint `before` and `after`."""

    parts: dict[str, str]
    fingerprints: pd.DataFrame


class Erased(NamedTuple):
    """Old part -> new part, pseudonym -> random one (hexadecimal), and how many persons were found in how many rows."""

    parts: dict[str, str]
    persons: dict[str, str]
    found: int
    rows: int


def rotate(parts: Iterable[str], key: Keys, workshop: Workshop) -> Rewritten:
    """Write parts anew with their pseudonyms hashed once more, under a key that comes after those they have."""
    moved, fingerprints, store = {}, [], workshop.store
    with workshop.connect() as connection:
        for part in sorted(parts):
            rows = f"select * replace (replace(person::varchar, '-', '') as person) from {rows_of(store, part)}"
            held = cast(pl.DataFrame, pl.from_arrow(connection.sql(rows).to_arrow_table()))
            connection.register("again", held.with_columns(person=pseudonym(pl.col("person"), key)))
            moved[part] = _written(connection, "select * replace (person::uuid as person) from again", part, store)
            before, after = (_fingerprints(connection, store, name) for name in (part, moved[part]))
            fingerprints.append(before.merge(after, on="slice", suffixes=("_before", "_after")))
    none = pd.DataFrame(columns=["slice", "before", "after"])
    found = [each.set_axis(none.columns, axis=1) for each in fingerprints]
    return Rewritten(moved, pd.concat(found, ignore_index=True) if found else none)


def erase(parts: Iterable[str], persons: Iterable[UUID], workshop: Workshop) -> Erased:
    """Write those parts anew in which some of the persons stand, each person under a random pseudonym.

    The random one is the same in all rows of a person, so that these still count once.
    """
    fresh = {person.hex: secrets.token_hex(16) for person in persons}
    pairs = pd.DataFrame({"person": list(fresh), "fresh": list(fresh.values())}, dtype="str")
    moved: dict[str, str] = {}
    found: set[UUID] = set()
    rows, store = 0, workshop.store
    with workshop.connect() as connection:
        connection.register("pairs", pairs)
        connection.execute("create temp table erased as select person::uuid as person, fresh::uuid as fresh from pairs")
        for part in sorted(parts):
            query = (
                f"select person, count(*) from {rows_of(store, part)} semi join erased using (person) group by person"
            )
            here = dict(connection.execute(query).fetchall())
            if here:
                found |= here.keys()
                rows += sum(here.values())
                again = (
                    "select r.* replace (coalesce(e.fresh, r.person) as person) "
                    f"from {rows_of(store, part)} r left join erased e on r.person = e.person"
                )
                moved[part] = _written(connection, again, part, store)
    return Erased(moved, fresh, len(found), rows)


def keep_only(parts: Iterable[str], slices: Iterable[int], workshop: Workshop) -> dict[str, str]:
    """Write parts anew with the rows of some slices alone; old part -> new part."""
    kept, store = pd.DataFrame({"slice": pd.Series(list(slices), dtype="int64")}), workshop.store
    with workshop.connect() as connection:
        connection.register("kept", kept)
        return {
            part: _written(
                connection, f"select * from {rows_of(store, part)} semi join kept using (slice)", part, store
            )
            for part in sorted(parts)
        }


def persons_of(cells: Sequence[str], workshop: Workshop) -> list[UUID | None]:
    """The pseudonym of each cell: of a number, or of a pseudonym as rejects show it; None for what is neither."""
    found = persons_in(pl.Series(cells, dtype=pl.String), workshop.keys)
    return [None if person is None else UUID(bytes=person) for person in found]


def sizes(parts: Iterable[str], workshop: Workshop) -> tuple[pd.DataFrame, list[str]]:
    """How many rows each `slice` has in each `part` (`rows`), and the parts that are not there or cannot be read."""
    frames, broken, store = [pd.DataFrame(columns=["slice", "rows", "part"])], [], workshop.store
    with workshop.connect() as connection:
        for part in sorted(parts):
            query = f"select slice, count(*) as rows from {rows_of(store, part)} group by slice"
            try:
                frames.append(connection.execute(query).df().assign(part=part))
            except duckdb.Error:
                broken.append(part)
    found = pd.concat([frame for frame in frames if not frame.empty] or frames, ignore_index=True)
    return found.astype({"slice": "int64", "rows": "int64"}), broken


def rows_of(store: PartStore, part: str) -> str:
    """The rows of a part, as a table of a query."""
    return rows_in([store.path(part)])


def _written(connection: duckdb.DuckDBPyConnection, rows: str, part: str, store: PartStore) -> str:
    """The name of a new part of the same province that holds these rows."""
    with tempfile.TemporaryDirectory(dir=store.made_spool()) as folder:
        target = Path(folder) / part
        target.parent.mkdir()
        connection.execute(f"copy ({rows}) to {_quoted(str(target))} (format parquet, compression zstd)")
        (name,) = store.put(Path(folder))
        return name


def _fingerprints(connection: duckdb.DuckDBPyConnection, store: PartStore, part: str) -> pd.DataFrame:
    query = f"select slice, ({FINGERPRINT})::varchar as fingerprint from {rows_of(store, part)} group by slice"
    return connection.execute(query).df()


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
