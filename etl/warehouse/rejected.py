"""Rejected rows and what became of them.

A rejected row is open until its file is read again, until it comes back corrected in a workbook and is loaded, or until
the run that rejected it is taken back. A run that was itself taken back closes nothing. A file that is read again as it
was rejects its rows again; one whose correction still stands stays closed by it.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import pandas as pd
from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    ScalarSelect,
    Select,
    Table,
    and_,
    case,
    func,
    null,
    or_,
    select,
)

from etl.corrections import ADDED, relocated, settled
from etl.warehouse.bulk import insert_frame
from etl.warehouse.schema import record, reject, reject_row, reject_settled, run, run_file
from etl.warehouse.take_back import taken_back

PLACE: Final = ("path", "sheet", "row")


class Rejects(NamedTuple):
    """What a load rejects, each frame with `file`, `path`, `sheet` and `row`.

    breaches: a row a breach. cells: REJECTED_CELLS of etl.corrections. origins: ORIGINS of it.
    """

    breaches: pd.DataFrame
    cells: pd.DataFrame
    origins: pd.DataFrame


def write_rejects(connection: Connection, rejects: Rejects, run_id: str) -> None:
    """Keep what was rejected, under the place that it corrects if it does, and close what was corrected."""
    cells = relocated(rejects.cells, rejects.origins)
    cells["origin_run"] = cells["origin_run"].fillna(run_id)
    closed = settled(rejects.origins, rejects.breaches)
    breaches = relocated(rejects.breaches, rejects.origins)
    for table, frame in ((reject, breaches), (reject_row, cells), (reject_settled, closed)):
        insert_frame(connection, table, frame.assign(run_id=run_id))


def rejects(connection: Connection, run_id: str | None = None) -> list[dict[str, Any]]:
    """Rejected cells, a row each, in the order of file, sheet and row: those of one run, or those still open.

    Beside the columns of table `reject`: `closed_by`, the run that closed it, or None.
    """
    query = _with_fate(connection, run_id)
    return [dict(row) for row in connection.execute(query.order_by("reject_id")).mappings()]


def rejected_rows(connection: Connection, run_id: str | None = None) -> list[dict[str, Any]]:
    """Rejected rows with their cells (table `reject_row`), open ones or those of one run, in the order of rejects."""
    chosen = _with_fate(connection, run_id).subquery()
    rows = select(chosen.c.run_id, *(chosen.c[name] for name in PLACE)).distinct().subquery()
    query = select(reject_row).join(rows, and_(*(reject_row.c[name] == rows.c[name] for name in ("run_id", *PLACE))))
    return [dict(row) for row in connection.execute(query.order_by(reject_row.c.reject_row_id)).mappings()]


def count_open(connection: Connection) -> int:
    """How many rejected cells are open."""
    return connection.scalar(select(func.count()).select_from(_with_fate(connection, None).subquery())) or 0


def _with_fate(connection: Connection, run_id: str | None) -> Select[Any]:
    gone = taken_back(connection)
    mine, origin = run.alias("mine"), _origins()
    first = func.coalesce(origin.c.origin_run, reject.c.run_id)
    read_again = and_(run_file.c.path == reject.c.path, run_file.c.status != "refused")
    settled = and_(_same_place(reject_settled), reject_settled.c.origin_run == first)
    rejected_again = and_(_same_place(reject_row), reject_row.c.origin_run == first)
    closed_by = func.coalesce(
        case(gone, value=reject.c.run_id) if gone else null(),
        _first_later(run_file, read_again, mine, gone),
        _first_later(reject_settled, settled, mine, gone),
        _first_later(reject_row, rejected_again, mine, gone),
        _still_corrected(mine, gone),
    )
    same = and_(origin.c.run_id == reject.c.run_id, *(origin.c[name] == reject.c[name] for name in PLACE))
    query = select(reject, closed_by.label("closed_by")).join(mine, mine.c.run_id == reject.c.run_id)
    query = query.outerjoin(origin, same)
    return query.where(reject.c.run_id == run_id) if run_id else query.where(closed_by.is_(None))


def _origins() -> FromClause:
    """Of each rejected row the run that first rejected it."""
    columns = [reject_row.c[name] for name in ("run_id", *PLACE, "origin_run")]
    return select(*columns).distinct().subquery("origin")


def _same_place(table: Table) -> ColumnElement[bool]:
    return and_(*(table.c[name] == reject.c[name] for name in PLACE))


def _still_corrected(mine: FromClause, gone: Mapping[str, str]) -> ScalarSelect[str]:
    """The last load before `mine` that corrected this row of the same file, of which a record of it is current."""
    earlier, origin, read = run.alias("corrected"), run_file.alias("first_read"), run_file.alias("read_now")
    same_file = and_(origin.c.path == reject.c.path, origin.c.sha256 == read.c.sha256)
    counts = and_(record.c.run_id == earlier.c.run_id, record.c.path == reject.c.path, record.c.version_to.is_(None))
    # Rows of a register make one record together, which stands at the place of one of them.
    its_own = or_(
        and_(record.c.sheet == reject.c.sheet, record.c.row == reject.c.row), record.c.record_key.contains(ADDED)
    )
    other, between = run_file.alias("other_read"), run.alias("between")
    changed = (
        select(other.c.run_id)
        .join(between, between.c.run_id == other.c.run_id)
        .where(other.c.path == reject.c.path, other.c.sha256 != read.c.sha256, _stands(between, gone))
        .where(between.c.started_at > earlier.c.started_at, between.c.started_at < mine.c.started_at)
    )
    query = (
        select(earlier.c.run_id)
        .select_from(earlier)
        .join(reject_settled, and_(reject_settled.c.run_id == earlier.c.run_id, _same_place(reject_settled)))
        .join(read, and_(read.c.run_id == reject.c.run_id, read.c.path == reject.c.path))
        .join(origin, and_(origin.c.run_id == reject_settled.c.origin_run, same_file))
        .join(record, and_(counts, its_own))
        .where(_stands(earlier, gone), earlier.c.started_at < mine.c.started_at)
        .where(~changed.exists().correlate_except(other, between))
    )
    return query.order_by(earlier.c.started_at.desc()).limit(1).correlate(reject, mine).scalar_subquery()


def _stands(load: FromClause, gone: Mapping[str, str]) -> ColumnElement[bool]:
    return and_(load.c.takes_back.is_(None), load.c.run_id.not_in(sorted(gone)))


def _first_later(
    table: Table, which: ColumnElement[bool], mine: FromClause, gone: Mapping[str, str]
) -> ScalarSelect[str]:
    """The first load after `mine`, not taken back, of which `table` has such a row."""
    later = run.alias(f"later_{table.name}")
    begins_later = later.c.started_at > mine.c.started_at
    is_later = or_(begins_later, and_(later.c.started_at == mine.c.started_at, later.c.run_id > mine.c.run_id))
    query = select(later.c.run_id).join(table, table.c.run_id == later.c.run_id)
    query = query.where(which, is_later, _stands(later, gone))
    return query.order_by(later.c.started_at, later.c.run_id).limit(1).correlate_except(later, table).scalar_subquery()
