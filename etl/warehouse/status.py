"""What a warehouse holds and what is open in it, for `netralitas status` and `netralitas rejects`."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Subquery, and_, func, select

from etl.warehouse.connect import current_version, nature_of
from etl.warehouse.schema import COUNTS, record, reject, run, run_file, version


def summary(connection: Connection, governments: int) -> dict[str, Any]:
    """Version, runs, newest data and coverage by source, and the number of open rejects.

    Args:
        governments: how many governments there are, the denominator of coverage.
    """
    number = current_version(connection)
    published = connection.scalar(select(version.c.published_at).where(version.c.version == number))
    return {
        "nature": nature_of(connection),
        "version": number,
        "published_at": published.isoformat() if published else None,
        "runs": [_run(row) for row in connection.execute(select(run).order_by(run.c.started_at)).mappings()],
        "sources": _sources(connection, governments),
        "open_rejects": connection.scalar(select(func.count()).select_from(_open_rejects().subquery())) or 0,
        "refused_files": [dict(row) for row in connection.execute(_refused()).mappings()],
    }


def _run(row: RowMapping) -> dict[str, Any]:
    times = {name: row[name].isoformat() for name in ("started_at", "finished_at")}
    return {"run_id": row["run_id"], **times, "version": row["version"], **{name: row[name] for name in COUNTS}}


def _sources(connection: Connection, governments: int) -> list[dict[str, Any]]:
    query = (
        select(
            record.c.source,
            func.count().label("records"),
            func.max(record.c.as_of).label("newest"),
            func.count(record.c.region_code.distinct()).label("regions"),
        )
        .where(record.c.version_to.is_(None))
        .group_by(record.c.source)
        .order_by(record.c.source)
    )
    return [
        {
            "source": row["source"],
            "records": row["records"],
            "newest": row["newest"].isoformat(),
            "regions": row["regions"],
            "governments": governments,
        }
        for row in connection.execute(query).mappings()
    ]


def _latest_files() -> Subquery:
    """For each path the last run that read it: its rejects are open, its refusal stands."""
    newest = func.row_number().over(
        partition_by=run_file.c.path, order_by=(run.c.started_at.desc(), run.c.run_id.desc(), run_file.c.ordinal.desc())
    )
    ranked = select(run_file, newest.label("age")).join(run, run.c.run_id == run_file.c.run_id).subquery()
    return select(ranked).where(ranked.c.age == 1).subquery()


def _refused() -> Select[Any]:
    latest = _latest_files()
    return (
        select(latest.c.path, latest.c.error, latest.c.run_id)
        .where(latest.c.status == "refused")
        .order_by(latest.c.path)
    )


def _open_rejects() -> Select[Any]:
    latest = _latest_files()
    return select(reject).join(latest, and_(latest.c.run_id == reject.c.run_id, latest.c.path == reject.c.path))


def rejects(connection: Connection, run_id: str | None = None) -> Sequence[RowMapping]:
    """Rejected cells: those of one run, or those still open, a row each, in the order of file, sheet and row."""
    query = select(reject).where(reject.c.run_id == run_id) if run_id else _open_rejects()
    return connection.execute(query.order_by(reject.c.reject_id)).mappings().all()


def has_run(connection: Connection, run_id: str) -> bool:
    """Whether a run of this id is on record."""
    return connection.scalar(select(run.c.run_id).where(run.c.run_id == run_id)) is not None
