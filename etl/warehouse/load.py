"""Write one load into the warehouse: compare with what is current, end what is replaced, insert what is new.

Everything here runs inside the one transaction of `etl.jobs`; nothing is updated in place but `version_to`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final, Literal

import numpy as np
import pandas as pd
from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    func,
    insert,
    or_,
    select,
)

from etl import rereading
from etl.compute import CONFLICT_COLUMNS, VALUE_COLUMNS, VALUE_KEY, Scope
from etl.corrections import additions, is_addition
from etl.receipt import Receipt
from etl.rereading import Reread
from etl.warehouse import standing
from etl.warehouse.bulk import insert_frame
from etl.warehouse.frames import end_rows, frame_of
from etl.warehouse.schema import (
    annotation,
    case_step,
    conflict,
    event,
    indicator_value,
    observation,
    person_slice,
    record,
    run,
    run_file,
    version,
)

KEY = ["source", "record_key"]
SLICE = ["source", "slice_key"]
Part = Literal["observations", "events", "cases", "annotations", "person_slices", "conflicts"]
PARTS: Final[Mapping[Part, Table]] = {
    "observations": observation,
    "events": event,
    "cases": case_step,
    "annotations": annotation,
    "person_slices": person_slice,
    "conflicts": conflict,
}
ENDED = ["record_id", "source", "region_code", "file"]
LINEAGE = ["source", "path", "region_code", "as_of"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Incoming records held against the current ones.

    records: the incoming ones with `unchanged`, and the `record_id` of the current one of the same key.
    ended: `record_id`, `source`, `region_code`, and the incoming `file` that ends it.
    """

    records: pd.DataFrame
    ended: pd.DataFrame


def compare(
    connection: Connection,
    records: pd.DataFrame,
    *,
    keyed: frozenset[str],
    whole: frozenset[int],
    corrections: frozenset[int] = frozenset(),
    reread: Reread = Reread(),  # noqa: B008 - nothing changes it
) -> Comparison:
    """Hold incoming records against the current ones.

    A current record ends when its key comes again with other content; when its slice (source, government, agency,
    date) comes again without it; or when the very file that brought it comes again, for the same government and date,
    without it. A corrected row ends when it is corrected anew, when its file comes again and does not reject it as it
    was, and, of a register, when its slice of it comes again with other content; but not with its slice while its file
    rejects it as it was.

    Args:
        records: the incoming records with `source`, `file` (number of the file in this load) and `path`.
        keyed: sources whose records are known by their key alone, and end by it alone.
        whole: the files of which nothing was rejected; only these can say by silence that a row is gone.
        corrections: the files that hold single rows of others; what they leave out says nothing.
        reread: which rows that were rejected before are so again, or corrected.
    """
    current = _current(connection, sorted({*records["source"], *reread.files["source"]}))
    if current.empty:
        return Comparison(records.assign(unchanged=False, record_id=np.nan), current.assign(file=0)[ENDED])
    joined = records.merge(current[[*KEY, "record_id", "content_hash"]], on=KEY, how="left", suffixes=("", "_current"))
    unchanged = joined["content_hash"] == joined["content_hash_current"]
    changed = joined[joined["record_id"].notna() & ~unchanged][ENDED]
    is_added = is_addition(records["record_key"])
    correcting = standing.corrections(connection)[["record_id", "origin_run"]]
    gone = _gone(records[~records["file"].isin(corrections) & ~is_added], current, keyed, whole)
    gone = gone[~gone["record_id"].isin(rereading.standing(current.merge(correcting, on="record_id"), reread))]
    overtaken = _overtaken(records[~unchanged.to_numpy()], current)
    corrected = _corrected(correcting, records, current, reread)
    ended = pd.concat([changed, gone, overtaken, corrected], ignore_index=True).drop_duplicates("record_id")
    # What ends with its register and comes again with it is as new.
    stays = unchanged & ~joined["record_id"].isin(ended["record_id"])
    found = records.assign(unchanged=stays.to_numpy(), record_id=joined["record_id"].to_numpy())
    return Comparison(found, ended.astype({"record_id": "int64", "file": "int64"}))


def _gone(records: pd.DataFrame, current: pd.DataFrame, keyed: frozenset[str], whole: frozenset[int]) -> pd.DataFrame:
    sliced = records[~records["source"].isin(keyed)]
    absent = current.merge(records[KEY].drop_duplicates(), on=KEY, how="left", indicator="found")
    absent = absent[(absent["found"] == "left_only") & ~absent["source"].isin(keyed)]
    ordinary = absent[~is_addition(absent["record_key"])]
    by_slice = ordinary.merge(sliced[[*SLICE, "file"]].drop_duplicates(SLICE), on=SLICE)
    files = sliced[sliced["file"].isin(whole)]
    by_file = ordinary.merge(files[[*LINEAGE, "file"]].drop_duplicates(LINEAGE), on=LINEAGE)
    return pd.concat([by_slice, by_file])[ENDED]


def _overtaken(changed: pd.DataFrame, current: pd.DataFrame) -> pd.DataFrame:
    """The current slices of corrected rows whose register comes in other words."""
    added = current[is_addition(current["record_key"])]
    ordinary = changed[~is_addition(changed["record_key"])]
    bases = ordinary.rename(columns={"record_key": "base"})[["source", "base", "file"]]
    return added.join(additions(added["record_key"])).merge(bases, on=["source", "base"])[ENDED]


def _corrected(corrections: pd.DataFrame, records: pd.DataFrame, current: pd.DataFrame, reread: Reread) -> pd.DataFrame:
    """The current records of corrected rows that end because of what is told of these rows."""
    several = current[is_addition(current["record_key"]) | current["record_id"].isin(corrections["record_id"])]
    if several.empty:
        return several.assign(file=0)[ENDED]
    left = several.merge(records[KEY].drop_duplicates(), on=KEY, how="left", indicator="found")
    left = left[left["found"] == "left_only"]
    return rereading.gone(left.merge(corrections, on="record_id", how="left"), reread)[ENDED]


def _current(connection: Connection, sources: Sequence[str]) -> pd.DataFrame:
    names = ("record_id", *KEY, "slice_key", "region_code", "as_of", "path", "sheet", "row", "content_hash")
    query = select(*(record.c[name] for name in names)).where(record.c.version_to.is_(None))
    return frame_of(connection, query.where(record.c.source.in_(sources))).astype({"row": "int64"})


def renew_conflicts(connection: Connection, unchanged: pd.DataFrame, found: pd.DataFrame, number: int) -> bool:
    """Make what a file that came again contradicts in itself the current conflicts of its unchanged records.

    Args:
        unchanged: `KEY` and `record_id` of records that stay.
        found: the conflicts inside the files of this load, with `KEY`.

    Returns:
        Whether anything changed.
    """
    query = select(conflict).where(conflict.c.version_to.is_(None), conflict.c.record_id.is_not(None))
    current = frame_of(connection, query)
    current = current[current["record_id"].isin(unchanged["record_id"])]
    wanted = found.merge(unchanged[[*KEY, "record_id"]], on=KEY) if not found.empty else current.iloc[:0]
    content = ["record_id", "kind", "stated", "found"]
    ended, fresh = _difference(current, wanted, content, content, "conflict_id")
    end_rows(connection, conflict, "conflict_id", ended, number)
    insert_frame(connection, conflict, fresh.assign(version_from=number))
    return bool(ended) or not fresh.empty


def end_records(connection: Connection, record_ids: Sequence[int], number: int) -> None:
    """End these records, and what was read from them, with version `number`."""
    for table in (record, *PARTS.values()):
        end_rows(connection, table, "record_id", record_ids, number)


def insert_records(
    connection: Connection, records: pd.DataFrame, parts: Mapping[Part, pd.DataFrame], number: int
) -> None:
    """Insert new records with what was read from them; the frames of `parts` join on `source` and `record_key`."""
    first = (connection.scalar(select(func.max(record.c.record_id))) or 0) + 1
    records = records.assign(record_id=range(first, first + len(records)), version_from=number)
    links = records[[*KEY, "record_id", "provenance"]]
    insert_frame(connection, record, records)
    for part, frame in parts.items():
        insert_frame(connection, PARTS[part], frame.merge(links, on=KEY).assign(version_from=number))


def current_observations(connection: Connection, measures: Collection[str] | None = None) -> pd.DataFrame:
    """The current observations, of some measures or of all; dates as datetime64."""
    columns = [column for column in observation.c if column.name not in ("version_from", "version_to")]
    query = select(*columns).where(observation.c.version_to.is_(None))
    return frame_of(connection, query if measures is None else query.where(observation.c.measure.in_(measures)))


def changed_observations(connection: Connection, number: int) -> pd.DataFrame:
    """The measures and regions (`measure`, `region_code`) of observations that begin or end with a version."""
    return frame_of(
        connection,
        select(observation.c.measure, observation.c.region_code)
        .where(or_(observation.c.version_from == number, observation.c.version_to == number))
        .distinct(),
    )


def changed_case_regions(connection: Connection, number: int) -> set[str]:
    """The regions of all steps, now or before, of cases of which a step begins or ends with a version."""
    changed = or_(case_step.c.version_from == number, case_step.c.version_to == number)
    cases = select(case_step.c.case_id).where(changed)
    return set(connection.scalars(select(case_step.c.region_code).where(case_step.c.case_id.in_(cases)).distinct()))


def current_events(connection: Connection) -> pd.DataFrame:
    """The current events, dates as datetime64."""
    return frame_of(connection, select(event).where(event.c.version_to.is_(None)))


def current_cases(connection: Connection) -> pd.DataFrame:
    """The current steps of cases, dates as datetime64."""
    return frame_of(connection, select(case_step).where(case_step.c.version_to.is_(None)))


def publish_values(connection: Connection, values: pd.DataFrame, number: int, scope: Scope | None = None) -> int:
    """Make `values` the current figures: end those that changed or are gone, insert those that are new.

    Args:
        scope: the figures that were computed; others stay as they are.

    Returns:
        How many figures were inserted.
    """
    query = select(indicator_value).where(indicator_value.c.version_to.is_(None))
    if scope is not None:
        query = query.where(_perhaps_of(scope))
    current = frame_of(connection, query)
    if scope is not None:
        current = current[scope.of_values(current)]
    ended, fresh = _difference(current, values, VALUE_KEY, VALUE_COLUMNS, "value_id")
    end_rows(connection, indicator_value, "value_id", ended, number)
    insert_frame(connection, indicator_value, fresh.assign(version_from=number))
    return len(fresh)


def _perhaps_of(scope: Scope) -> ColumnElement[bool]:
    """That a figure may lie inside a scope: reading those of the whole nation takes longer than computing a few."""
    indicator = indicator_value.c.indicator
    near = func.substr(indicator_value.c.region_code, 1, 2).in_(sorted(scope.provinces))
    far = indicator.in_(sorted(scope.everywhere | scope.breakdowns))
    return and_(indicator.in_(sorted(scope.indicators)), or_(near, far))


def publish_conflicts(connection: Connection, found: pd.DataFrame, number: int, scope: Scope | None = None) -> None:
    """Make `found` the current conflicts between records; conflicts inside one record live and end with it.

    Args:
        scope: the figures that were computed; conflicts of others stay as they are.
    """
    query = select(conflict).where(conflict.c.version_to.is_(None), conflict.c.record_id.is_(None))
    current = frame_of(connection, query)
    if scope is not None:
        # Totals of events may be noted under the name of an indicator that was not computed: those stay as well.
        current, found = (frame[scope.of_conflicts(frame)] for frame in (current, found))
    key = [column for column in CONFLICT_COLUMNS if column != "detail"]
    found = found.drop_duplicates(key)
    current, found = (_with_text(frame) for frame in (current, found))
    ended, fresh = _difference(current, found, key, [*key, "detail_text"], "conflict_id")
    end_rows(connection, conflict, "conflict_id", ended, number)
    insert_frame(connection, conflict, fresh.assign(version_from=number))


def _with_text(conflicts: pd.DataFrame) -> pd.DataFrame:
    """Conflicts with their detail as text, so that two can be held against each other."""
    return conflicts.assign(detail_text=conflicts["detail"].map(lambda detail: repr(sorted(detail.items()))))


def _difference(
    current: pd.DataFrame, wanted: pd.DataFrame, key: list[str], content: list[str], row_id: str
) -> tuple[list[int], pd.DataFrame]:
    """The ids of current rows that are not wanted as they are, and the wanted rows that are not current as they are."""
    if current.empty or wanted.empty:
        return current[row_id].tolist(), wanted
    wanted = wanted.reset_index(drop=True)
    joined = (
        wanted[content]
        .reset_index(names="position")
        .merge(current[[*content, row_id]], on=key, how="inner", suffixes=("", "_current"))
    )
    same = pd.Series(True, index=joined.index)
    for name in (column for column in content if column not in key):
        mine, theirs = joined[name], joined[f"{name}_current"]
        same &= (mine == theirs) | (mine.isna() & theirs.isna())
    kept = joined[same]
    ended = current.loc[~current[row_id].isin(kept[row_id]), row_id].tolist()
    return ended, wanted[~wanted.index.isin(kept["position"])]


def write_version(connection: Connection, number: int, run_id: str, published_at: datetime) -> None:
    """Make `number` the version that readers see once the transaction commits."""
    connection.execute(insert(version).values(version=number, run_id=run_id, published_at=published_at))


def write_run(connection: Connection, receipt: Receipt, started: datetime, finished: datetime) -> None:
    """Keep the receipt: one row for the run, one for each of its files."""
    times = {"started_at": started, "finished_at": finished}
    counts = asdict(receipt.counts)
    about = {"run_id": receipt.run_id, "version": receipt.version, "takes_back": receipt.takes_back}
    connection.execute(insert(run).values(**about, **times, **counts))
    files = [
        {**file.as_json(), "run_id": receipt.run_id, "ordinal": number, "path": file.absolute_path}
        for number, file in enumerate(receipt.files)
    ]
    if files:
        connection.execute(insert(run_file), files)


def conflicts_since(connection: Connection, number: int) -> pd.DataFrame:
    """The current conflicts that came with version `number` or later, in a fixed order."""
    query = select(conflict).where(conflict.c.version_to.is_(None), conflict.c.version_from >= number)
    order = ["kind", "measure", "region_code", "election", "as_of", "unit", "category", "conflict_id"]
    return frame_of(connection, query).sort_values(order, kind="stable", ignore_index=True)
