"""Rejected rows and what became of them.

A rejected row is open until its file is read again, until it comes back corrected in a workbook and is loaded, or until
the run that rejected it is taken back. A run that was itself taken back closes nothing. What is rejected again as it
was (etl/rereading.py) stays closed by its correction while that counts.
"""

from typing import Any, Final, NamedTuple

import pandas as pd
from sqlalchemy import Connection, select

from etl.corrections import IDENTITY, relocated, settled
from etl.rereading import Reread
from etl.warehouse.bulk import insert_frame
from etl.warehouse.frames import frame_of
from etl.warehouse.schema import reject, reject_row, reject_settled, run, run_file
from etl.warehouse.standing import PLACE, corrections
from etl.warehouse.take_back import taken_back


class Rejects(NamedTuple):
    """What a load rejects, each frame with `file`, `path`, `sheet` and `row`.

    breaches: a row a breach. cells: REJECTED_CELLS of etl.corrections. origins: ORIGINS of it.
    """

    breaches: pd.DataFrame
    cells: pd.DataFrame
    origins: pd.DataFrame


def write_rejects(connection: Connection, rejects: Rejects, reread: Reread, run_id: str) -> None:
    """Keep what was rejected, under the row that it corrects or repeats if it does, and close what was corrected."""
    known = [frame for frame in (rejects.origins, reread.origins) if len(frame)]
    cells = relocated(rejects.cells, pd.concat(known) if known else rejects.origins)
    cells["origin_run"] = cells["origin_run"].fillna(run_id)
    breaches = relocated(rejects.breaches, rejects.origins)
    closed = settled(rejects.origins, rejects.breaches)[list(IDENTITY)].drop_duplicates()
    closed = closed.rename(columns=dict(zip(IDENTITY, ("origin_run", *PLACE), strict=True)))
    for table, frame in ((reject, breaches), (reject_row, cells), (reject_settled, closed)):
        insert_frame(connection, table, frame.assign(run_id=run_id))


def rejects(connection: Connection, run_id: str | None = None) -> list[dict[str, Any]]:
    """Rejected cells, a row each, in the order in which they were found: those of one run, or those still open.

    Beside the columns of table `reject`: `closed_by`, the run that closed it, or None.
    """
    fates = _fates(connection, run_id)
    closed_by = dict(zip(fates["reject_id"], fates["closed_by"], strict=True))
    query = select(reject).where(reject.c.run_id.in_(_runs_of(fates))).order_by(reject.c.reject_id)
    rows = [dict(row) for row in connection.execute(query).mappings()]
    return [{**row, "closed_by": closed_by[row["reject_id"]]} for row in rows if row["reject_id"] in closed_by]


def rejected_rows(connection: Connection, run_id: str | None = None) -> list[dict[str, Any]]:
    """Rejected rows with their cells (table `reject_row`), open ones or those of one run, in the order of rejects."""
    fates = _fates(connection, run_id)
    wanted = set(fates[["run_id", *PLACE]].itertuples(index=False, name=None))
    query = select(reject_row).where(reject_row.c.run_id.in_(_runs_of(fates))).order_by(reject_row.c.reject_row_id)
    rows = [dict(row) for row in connection.execute(query).mappings()]
    return [row for row in rows if tuple(row[name] for name in ("run_id", *PLACE)) in wanted]


def count_open(connection: Connection) -> int:
    """How many rejected cells are open."""
    return len(_fates(connection, None))


def _runs_of(fates: pd.DataFrame) -> list[str]:
    return list(fates["run_id"].unique())


# -- what became of each -----------------------------------------------------------------------------------------------

_ROW: Final = [*PLACE, "origin_run"]
_RUN_ROW: Final = ["run_id", *PLACE]


def _fates(connection: Connection, run_id: str | None) -> pd.DataFrame:
    """`reject_id`, `run_id`, PLACE and `closed_by` (a run, or None) of the rejects of a run, or of those still open."""
    query = select(*(reject.c[name] for name in ("reject_id", *_RUN_ROW)))
    found = _whole(frame_of(connection, query.where(reject.c.run_id == run_id) if run_id else query))
    runs = frame_of(connection, select(run.c.run_id, run.c.takes_back).order_by(run.c.started_at, run.c.run_id))
    gone = taken_back(connection)
    standing = runs.loc[runs["takes_back"].isna() & ~runs["run_id"].isin(gone), "run_id"]
    order = pd.Series(runs.index, index=runs["run_id"])
    again = _whole(frame_of(connection, select(*(reject_row.c[name] for name in ("run_id", *_ROW))).distinct()))
    found = found.merge(again.drop_duplicates(_RUN_ROW, keep="last"), on=_RUN_ROW, how="left")
    found["origin_run"] = found["origin_run"].fillna(found["run_id"])
    query = select(run_file.c.run_id, run_file.c.path).where(run_file.c.status != "refused")
    read = frame_of(connection, query)
    mended = _whole(frame_of(connection, select(*(reject_settled.c[name] for name in ("run_id", *_ROW)))))
    told = pd.concat([frame for frame in (again, mended) if len(frame)] or [again])
    later = [
        _first_later(found, events[events["run_id"].isin(standing)], by, order)
        for events, by in ((read, ["path"]), (told, _ROW))
    ]
    first = pd.concat(later, axis=1).min(axis=1)
    corrected = found[_ROW].merge(corrections(connection).drop_duplicates(_ROW), on=_ROW, how="left")["run_id"]
    closing = [found["run_id"].map(gone), first.map(pd.Series(runs["run_id"])), corrected]
    closed_by = pd.concat([each.astype(object) for each in closing], axis=1).bfill(axis=1).iloc[:, 0]
    found = found.assign(closed_by=closed_by.where(closed_by.notna(), None))
    return found if run_id else found[found["closed_by"].isna()]


def _first_later(
    rows: pd.DataFrame, events: pd.DataFrame, by: list[str], order: "pd.Series[int]"
) -> "pd.Series[float]":
    """The place in `order` of the first run after that of each row that has such an event."""
    left = rows[by].assign(at=rows["run_id"].map(order).astype("int64")).reset_index(names="label")
    right = events[by].assign(at=events["run_id"].map(order).astype("int64"))
    right = right.assign(then=right["at"]).drop_duplicates().sort_values("at")
    found = pd.merge_asof(left.sort_values("at"), right, on="at", by=by, direction="forward", allow_exact_matches=False)
    return found.set_index("label")["then"].reindex(rows.index)


def _whole(frame: pd.DataFrame) -> pd.DataFrame:
    names = [name for name in ("reject_id", "row") if name in frame]
    return frame.astype(dict.fromkeys(names, "int64"))
