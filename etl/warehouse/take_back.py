"""Take a version back inside one transaction: end what it brought, bring back what it ended, as new rows.

What a version brought are the rows that begin with it, what it ended are those that end with it. A row that comes back
is a copy with a lifetime of its own and the lineage it had (run, file, sheet, row), so every earlier version can still
be read as it was. Rows are compared by that lineage, not by their number, because of these copies.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import pandas as pd
from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    and_,
    case,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from etl.warehouse.schema import indicator_value, live_at, metadata, record, run, version

IDENTITY: Final = ("source", "record_key", "content_hash", "run_id", "path", "sheet", "row")
_VERSIONED: Final = tuple(table for table in metadata.sorted_tables if "version_to" in table.c and table is not record)
# What was read from records and lives as long as they do, or shorter (conflicts); and what stands alone. Figures are
# computed anew.
PARTS: Final = tuple(table for table in _VERSIONED if "record_id" in table.c)
ALONE: Final = tuple(table for table in _VERSIONED if table not in PARTS and table is not indicator_value)


_OWN: Final = ("version_from", "version_to")
Changed = Mapping[str, ColumnElement[int]]


class Obstacle(NamedTuple):
    """A later version that changed what the version brought or ended, in so many slices."""

    run_id: str
    source: str
    slices: int


class Undone(NamedTuple):
    """A file in a revert: how many of its records end, and how many come back."""

    source: str
    path: str
    provenance: str
    ended: int
    restored: int


def version_of(connection: Connection, run_id: str) -> int | None:
    """The version that a run made, or None if it changed nothing."""
    return connection.scalar(select(version.c.version).where(version.c.run_id == run_id))


def taken_back(connection: Connection) -> dict[str, str]:
    """Runs that do not count any more -> the run that took each back; a run taken back takes nothing back."""
    pairs = connection.execute(
        select(run.c.run_id, run.c.takes_back)
        .where(run.c.takes_back.is_not(None))
        .order_by(run.c.started_at.desc(), run.c.run_id.desc())
    ).all()
    found: dict[str, str] = {}
    for by, what in pairs:  # the newest first: whether it stands is known when its turn comes
        if by not in found:
            found[what] = by
    return found


def obstacles(connection: Connection, number: int) -> list[Obstacle]:
    """Who changed, since version `number`, a slice that it had touched; empty if all stands as it left it."""
    slices = pd.concat([_changed_slices(connection, number), _changed_parts(connection, number)]).drop_duplicates()
    if slices.empty:
        return []
    later = pd.concat([_touched_later(connection, table, number) for table in (record, *PARTS)]).merge(slices)
    later = later.drop_duplicates(["source", "slice_key", "version"])
    gone = taken_back(connection)
    runs = {row.version: row.run_id for row in connection.execute(select(version))}
    sizes = later.groupby(["version", "source"], as_index=False).size()
    found = [Obstacle(runs[int(each)], source, size) for each, source, size in sizes.to_numpy().tolist()]
    return [each for each in found if each.run_id not in gone and each.run_id not in gone.values()] or found


def _touched_later(connection: Connection, table: Table, number: int) -> pd.DataFrame:
    """The slices of which later versions began or ended a row, one row a slice and version."""
    whose = record.join(table, table.c.record_id == record.c.record_id) if table is not record else record
    frames = []
    for moment in (table.c.version_from, table.c.version_to):
        query = select(record.c.source, record.c.slice_key, moment).select_from(whose).where(moment > number).distinct()
        frames.append(pd.DataFrame(connection.execute(query).all(), columns=["source", "slice_key", "version"]))
    return pd.concat(frames)


def _changed_slices(connection: Connection, number: int) -> pd.DataFrame:
    """The slices (source, slice_key) that the version touched and that are not as it left them."""
    touched = select(record.c.source, record.c.slice_key).where(_of(record, number)).distinct().subquery()
    same_slice = and_(record.c.source == touched.c.source, record.c.slice_key == touched.c.slice_key)
    columns = [*(record.c[name] for name in IDENTITY), record.c.slice_key]

    def rows(when: ColumnElement[bool]) -> Select[tuple[object, ...]]:
        return select(*columns).join(touched, same_slice).where(when)

    left, present = rows(live_at(record, number)), rows(record.c.version_to.is_(None))
    different = left.except_(present).subquery(), present.except_(left).subquery()
    found = [connection.execute(select(each.c.source, each.c.slice_key).distinct()).all() for each in different]
    return pd.DataFrame([*found[0], *found[1]], columns=["source", "slice_key"]).drop_duplicates()


def _changed_parts(connection: Connection, number: int) -> pd.DataFrame:
    """The slices of records that the version left standing, but of which it renewed parts that others renewed since."""
    found: list[Any] = []
    stood = live_at(record, number) & (record.c.version_from != number)
    for table in PARTS:
        renewed = select(table.c.record_id).join(record, record.c.record_id == table.c.record_id)
        renewed = renewed.where(_of(table, number), stood).distinct()
        # JSON has no equality on every database, and numbers of rows say nothing.
        columns = [column for column in table.c if not isinstance(column.type, JSON) and column.name not in _OWN]
        columns = [column for column in columns if not column.primary_key or column.name == "record_id"]
        left = select(*columns).where(table.c.record_id.in_(renewed), live_at(table, number))
        present = select(*columns).where(table.c.record_id.in_(renewed), table.c.version_to.is_(None))
        for one, other in ((left, present), (present, left)):
            different = one.except_(other).subquery()
            of_these = record.c.record_id.in_(select(different.c.record_id))
            query = select(record.c.source, record.c.slice_key).where(of_these).distinct()
            found.extend(connection.execute(query).all())
    return pd.DataFrame(found, columns=["source", "slice_key"]).drop_duplicates()


def _of(table: Table, number: int) -> ColumnElement[bool]:
    return or_(table.c.version_from == number, table.c.version_to == number)


def take_back(connection: Connection, number: int, new: int) -> list[Undone]:
    """Undo version `number` with version `new`, in records and all that was read from them."""
    ended = _standing(number)
    undone = _by_file(connection, ended, record.c.version_to == number)
    _end(connection, record, new, ended)
    of_ended = select(record.c.record_id).where(record.c.version_to == new)
    for table in PARTS:
        brought = and_(table.c.version_from == number, table.c.record_id.is_not(None))
        _end(connection, table, new, or_(table.c.record_id.in_(of_ended), brought))
    for table in ALONE:
        _end(connection, table, new, table.c.version_from == number)
    _copy(connection, number, new)
    return undone


def _standing(number: int) -> ColumnElement[bool]:
    """Current records that version `number` brought, itself or as copies of what it brought."""
    brought = record.alias("brought")
    same = and_(*(record.c[name] == brought.c[name] for name in IDENTITY))
    is_brought = select(brought.c.record_id).where(brought.c.version_from == number, same).exists()
    return and_(record.c.version_to.is_(None), is_brought)


def _by_file(connection: Connection, ends: ColumnElement[bool], returns: ColumnElement[bool]) -> list[Undone]:
    """How many records of each file end and how many come back, in the order of their names."""
    keys = (record.c.source, record.c.path, record.c.provenance)
    sizes = [func.sum(case((which, 1), else_=0)) for which in (ends, returns)]
    query = select(*keys, *sizes).where(or_(ends, returns)).group_by(*keys).order_by(*keys)
    return [Undone(*row) for row in connection.execute(query).all()]


def _end(connection: Connection, table: Table, new: int, which: ColumnElement[bool]) -> None:
    connection.execute(update(table).where(table.c.version_to.is_(None), which).values(version_to=new))


def _copy(connection: Connection, number: int, new: int) -> None:
    """Copies of what ended with version `number`; a record's new number is its old one, moved beyond all others."""
    ended = record.c.version_to == number
    largest = connection.scalar(select(func.max(record.c.record_id))) or 0
    smallest = connection.scalar(select(func.min(record.c.record_id)).where(ended)) or 0
    moved = largest + 1 - smallest
    _insert_copies(connection, record, ended, new, {"record_id": record.c.record_id + moved})
    old = record.alias("old")
    of_copied = select(old.c.record_id).where(old.c.version_to == number)
    of_current = select(old.c.record_id).where(old.c.version_to.is_(None))
    for table in PARTS:
        link = table.c.record_id
        which = and_(table.c.version_to == number, or_(link.in_(of_copied), link.in_(of_current)))
        _insert_copies(
            connection, table, which, new, {"record_id": case((link.in_(of_copied), link + moved), else_=link)}
        )
    for table in ALONE:
        _insert_copies(connection, table, table.c.version_to == number, new, {})


def _insert_copies(
    connection: Connection,
    table: Table,
    which: ColumnElement[bool],
    new: int,
    changed: Mapping[str, ColumnElement[int]],
) -> None:
    # A number that the database gives is left to it.
    given = {column.name for column in table.primary_key if isinstance(column.type, Integer)} - changed.keys()
    values = {column.name: changed.get(column.name, column) for column in table.c if column.name not in given}
    values["version_from"] = literal(new)
    values.pop("version_to")
    connection.execute(insert(table).from_select(list(values), select(*values.values()).where(which)))
