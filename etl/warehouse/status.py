"""What a warehouse holds and what is open in it, for `netralitas status` and `netralitas rejects`."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, func, not_, or_, select

from etl.warehouse.connect import current_version, nature_of
from etl.warehouse.schema import COUNTS, record, reject, run, run_file, version

Row = Mapping[str, Any]


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


def _is_latest_of_path() -> Any:
    """Whether no later run has read a file of the same path: its rejects are open, its refusal stands."""
    later_file, later_run = run_file.alias(), run.alias()
    mine = select(run.c.started_at).where(run.c.run_id == run_file.c.run_id).scalar_subquery()
    later = (
        select(later_file.c.path)
        .join(later_run, later_run.c.run_id == later_file.c.run_id)
        .where(
            later_file.c.path == run_file.c.path,
            or_(
                later_run.c.started_at > mine,
                and_(later_run.c.started_at == mine, later_file.c.run_id > run_file.c.run_id),
            ),
        )
    )
    return not_(later.exists())


def _refused() -> Any:
    return (
        select(run_file.c.path, run_file.c.error, run_file.c.run_id)
        .where(run_file.c.status == "refused", _is_latest_of_path())
        .order_by(run_file.c.path)
    )


def _open_rejects() -> Any:
    same_file = and_(run_file.c.run_id == reject.c.run_id, run_file.c.path == reject.c.path)
    return select(reject).join(run_file, same_file).where(_is_latest_of_path())


def rejects(connection: Connection, run_id: str | None = None) -> Sequence[Row]:
    """Rejected cells: those of one run, or those still open, a row each, in the order of file, sheet and row."""
    query = select(reject).where(reject.c.run_id == run_id) if run_id else _open_rejects()
    return connection.execute(query.order_by(reject.c.reject_id)).mappings().all()


def has_run(connection: Connection, run_id: str) -> bool:
    """Whether a run of this id is on record."""
    return connection.scalar(select(run.c.run_id).where(run.c.run_id == run_id)) is not None
