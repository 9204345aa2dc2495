"""Which parts of registers count, and what they count: the manifest of a version, as rows of the warehouse."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Final

import pandas as pd
from sqlalchemy import Connection, Table, Text, bindparam, cast, delete, insert, select, update

from etl.people.parts import GONE
from etl.warehouse.bulk import insert_frame
from etl.warehouse.frames import end_rows, frame_of
from etl.warehouse.schema import meta, observation, person_slice, record, reject, reject_row, run, version

KEY: Final = "pseudonym_key"


def live_slices(connection: Connection) -> pd.DataFrame:
    """The slices that count now, with the `agency` as it is spelt; days as datetime64."""
    columns = [column for column in person_slice.c if column.name not in ("version_from", "version_to")]
    query = select(*columns, record.c.agency).join(record, record.c.record_id == person_slice.c.record_id)
    found = frame_of(connection, query.where(person_slice.c.version_to.is_(None)))
    whole = ["record_id", "row_count", "persons", "signed"]
    return found.astype(dict.fromkeys(whole, "int64"))


def recount(connection: Connection, recounted: pd.DataFrame, number: int) -> None:
    """Give slices that stay their new counts, and their observations with them.

    A row that this very version brought is replaced and not ended, since no version ever showed it.

    Args:
        recounted: `record_id`, `persons` and `signed`.
    """
    if recounted.empty:
        return
    ids = recounted["record_id"].tolist()
    for table, own_key in ((person_slice, "person_slice_id"), (observation, "observation_id")):
        current = frame_of(connection, select(table).where(table.c.version_to.is_(None)))
        current = current[current["record_id"].isin(ids)]
        counts = recounted.set_index("record_id").reindex(current["record_id"].astype("int64"))
        if table is person_slice:
            current = current.assign(persons=counts["persons"].to_numpy(), signed=counts["signed"].to_numpy())
        else:
            listed = current["base"].notna()
            current = current.assign(
                value=counts["signed"].to_numpy(), base=counts["persons"].where(listed.to_numpy()).to_numpy()
            )
        _drop_fresh(connection, table, ids, number)
        end_rows(connection, table, "record_id", ids, number)
        insert_frame(connection, table, current.drop(columns=[own_key, "version_to"]).assign(version_from=number))


def _drop_fresh(connection: Connection, table: Table, ids: Iterable[int], number: int) -> None:
    same = table.c.record_id == bindparam("dropped")
    statement = delete(table).where(same, table.c.version_from == number, table.c.version_to.is_(None))
    connection.execute(statement, [{"dropped": int(each)} for each in ids])


def referenced_parts(connection: Connection) -> set[str]:
    """Every part that a version refers to, the present one or an earlier."""
    return set(connection.scalars(select(person_slice.c.part).distinct())) - {GONE}


def all_slices(connection: Connection) -> pd.DataFrame:
    """Every row of `person_slice` of any version, and when it ended (`ended_at`); missing for what counts now."""
    columns = [column for column in person_slice.c if column.name not in ("version_from", "persons", "signed")]
    ended = version.c.published_at.label("ended_at")
    joined = person_slice.outerjoin(version, version.c.version == person_slice.c.version_to)
    return frame_of(connection, select(*columns, ended).select_from(joined)).astype({"row_count": "int64"})


def elections_without_rows(connection: Connection) -> set[str]:
    """The elections of slices that count now, but whose rows were removed."""
    where = (person_slice.c.part == GONE, person_slice.c.version_to.is_(None))
    return set(connection.scalars(select(person_slice.c.election).where(*where).distinct()))


def touches_slices_without_rows(connection: Connection, number: int) -> bool:
    """Whether version `number` brought or ended slices whose rows were removed."""
    when = (person_slice.c.version_from == number) | (person_slice.c.version_to == number)
    return connection.scalar(select(person_slice.c.part).where(when, person_slice.c.part == GONE).limit(1)) is not None


# -- where rows lie, which is no fact of a version and follows in place ------------------------------------------------


def move_parts(connection: Connection, moved: Mapping[str, str]) -> None:
    """Let all versions refer to new parts in place of old ones."""
    if moved:
        statement = update(person_slice).where(person_slice.c.part == bindparam("old")).values(part=bindparam("new"))
        connection.execute(statement, [{"old": old, "new": new} for old, new in moved.items()])


def let_go(connection: Connection, slices: Iterable[int]) -> None:
    """Say of slices, in all versions, that their rows are gone."""
    numbers = [{"gone": int(each)} for each in slices]
    if numbers:
        statement = update(person_slice).where(person_slice.c.slice == bindparam("gone")).values(part=GONE)
        connection.execute(statement, numbers)


def renew_contents(connection: Connection, fingerprints: pd.DataFrame) -> None:
    """Give the records of rotated slices the content under which the same register comes again.

    A record whose content is not that of its rows any more, since somebody was erased from them, keeps what it has.

    Args:
        fingerprints: `slice`, `before` and `after`.
    """
    query = select(person_slice.c.slice, record.c.content_hash, record.c.record_id)
    joined = query.join(record, record.c.record_id == person_slice.c.record_id).distinct()
    held = frame_of(connection, joined).astype({"record_id": "int64"}).merge(fingerprints, on="slice")
    parts = held["content_hash"].str.extract(r"^([0-9]+)([+-][0-9]+)$")
    held = held.assign(content=held["after"] + parts[1])[parts[0] == held["before"]]
    if len(held):
        statement = (
            update(record).where(record.c.record_id == bindparam("id")).values(content_hash=bindparam("content"))
        )
        pairs = zip(held["record_id"].tolist(), held["content"].tolist(), strict=True)
        connection.execute(statement, [{"id": number, "content": content} for number, content in pairs])


# -- pseudonyms among the rejects --------------------------------------------------------------------------------------


def rewrite_rejected(
    connection: Connection, shown: re.Pattern[str], new: Callable[[str], str], *, before: datetime | None = None
) -> int:
    """Replace the pseudonyms that rejected rows show; how many rows are changed.

    Args:
        shown: matches a pseudonym.
        new: what stands in place of one.
        before: only rows of runs that began earlier.
    """
    changed = 0
    for table, column, key in (
        (reject, reject.c.detail, "reject_id"),
        (reject_row, reject_row.c.cells, "reject_row_id"),
    ):
        query = select(table.c[key], cast(column, Text)).where(cast(column, Text).contains("PSN-"))
        if before is not None:
            query = query.join(run, run.c.run_id == table.c.run_id).where(run.c.started_at < before)
        rows: list[dict[str, Any]] = []
        for number, text in connection.execute(query):
            fresh = shown.sub(lambda match: new(match[0]), text)
            if fresh != text:
                rows.append({"id": number, "json": json.loads(fresh)})
        if rows:
            statement = update(table).where(table.c[key] == bindparam("id")).values({column.name: bindparam("json")})
            connection.execute(statement, rows)
        changed += len(rows)
    return changed


# -- the key -----------------------------------------------------------------------------------------------------------


def key_fingerprint(connection: Connection) -> str | None:
    """The fingerprint of the key under which the registers lie; None before the first."""
    return connection.scalar(select(meta.c.value).where(meta.c.key == KEY))


def fix_key(connection: Connection, fingerprint: str) -> None:
    """Say under which key the registers lie."""
    connection.execute(delete(meta).where(meta.c.key == KEY))
    connection.execute(insert(meta).values(key=KEY, value=fingerprint))
