"""Which parts of registers count, and what they count: the manifest of a version, as rows of the warehouse."""

import pandas as pd
from sqlalchemy import Connection, select

from etl.warehouse.bulk import insert_frame
from etl.warehouse.frames import end_rows, frame_of
from etl.warehouse.schema import observation, person_slice


def live_slices(connection: Connection) -> pd.DataFrame:
    """The slices that count now; days as datetime64."""
    columns = [column for column in person_slice.c if column.name not in ("version_from", "version_to")]
    found = frame_of(connection, select(*columns).where(person_slice.c.version_to.is_(None)))
    whole = ["record_id", "row_count", "persons", "signed"]
    return found.astype(dict.fromkeys(whole, "int64"))


def recount(connection: Connection, recounted: pd.DataFrame, number: int) -> None:
    """Give slices that stay their new counts, and their observations with them.

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
        end_rows(connection, table, "record_id", ids, number)
        insert_frame(connection, table, current.drop(columns=[own_key, "version_to"]).assign(version_from=number))


def referenced_parts(connection: Connection) -> set[str]:
    """Every part that a version refers to, the present one or an earlier."""
    return set(connection.scalars(select(person_slice.c.part).distinct()))
