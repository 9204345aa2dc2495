"""Rejected rows as their files were last read, and the records that correct one of them."""

from collections.abc import Iterable, Mapping
from typing import Final

import pandas as pd
from sqlalchemy import ColumnElement, Connection, FromClause, select

from etl.rereading import LAST_READ
from etl.warehouse.frames import frame_of
from etl.warehouse.schema import record, reject_row, reject_settled, run, run_file
from etl.warehouse.take_back import taken_back

PLACE: Final = ("path", "sheet", "row")


def stands(load: FromClause, gone: Mapping[str, str]) -> ColumnElement[bool]:
    """That a run is a load, and was not taken back (etl.warehouse.take_back)."""
    return load.c.takes_back.is_(None) & load.c.run_id.not_in(sorted(gone))


def last_read(connection: Connection, paths: Iterable[str]) -> pd.DataFrame:
    """What these files rejected when they were last read, in a load that stands: LAST_READ, a row a part of a row."""
    wanted = sorted(set(paths))
    reading = select(run_file.c.path, run_file.c.run_id, run_file.c.sha256).join(run, run.c.run_id == run_file.c.run_id)
    reading = reading.where(run_file.c.path.in_(wanted), run_file.c.status != "refused")
    reading = reading.where(stands(run, taken_back(connection))).order_by(run.c.started_at, run.c.run_id)
    last = frame_of(connection, reading).drop_duplicates("path", keep="last")
    columns = [reject_row.c[name] for name in ("run_id", *PLACE, "part", "origin_run", "cells")]
    query = select(*columns).where(reject_row.c.run_id.in_(last["run_id"].unique().tolist()))
    rows = _whole(frame_of(connection, query.order_by(reject_row.c.reject_row_id)), "row", "part")
    return rows.merge(last, on=["path", "run_id"])[list(LAST_READ)]


def corrections(connection: Connection) -> pd.DataFrame:
    """The current records that correct a rejected row: `record_id`, `run_id`, `origin_run`, and where it stood."""
    current = record.c.version_to.is_(None)
    records = select(record.c.record_id, record.c.run_id, *(record.c[name] for name in PLACE)).where(
        current, record.c.run_id.in_(select(reject_settled.c.run_id))
    )
    rows = select(*(reject_settled.c[name] for name in ("run_id", *PLACE, "origin_run"))).where(
        reject_settled.c.run_id.in_(select(record.c.run_id).where(current))
    )
    held = _whole(frame_of(connection, records), "record_id", "row")
    corrected = _whole(frame_of(connection, rows.distinct()), "row")
    return held.merge(corrected, on=["run_id", *PLACE]).drop_duplicates("record_id")


def _whole(frame: pd.DataFrame, *names: str) -> pd.DataFrame:
    return frame.astype(dict.fromkeys(names, "int64"))
