"""What a warehouse holds and what is open in it, for `netralitas status`."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, func, select

from etl.warehouse.connect import current_version, nature_of
from etl.warehouse.rejected import count_open
from etl.warehouse.schema import COUNTS, record, run, run_file, version
from etl.warehouse.take_back import taken_back


def summary(connection: Connection, governments: int) -> dict[str, Any]:
    """Version, runs, newest data and coverage by source, and the number of open rejects.

    Args:
        governments: how many governments there are, the denominator of coverage.
    """
    number, gone = current_version(connection), taken_back(connection)
    published = connection.scalar(select(version.c.published_at).where(version.c.version == number))
    return {
        "nature": nature_of(connection),
        "version": number,
        "published_at": published.isoformat() if published else None,
        "runs": [_run(row, gone) for row in connection.execute(select(run).order_by(run.c.started_at)).mappings()],
        "sources": _sources(connection, governments),
        "open_rejects": count_open(connection),
        "refused_files": [dict(row) for row in connection.execute(_refused(gone)).mappings()],
    }


def _run(row: RowMapping, gone: Mapping[str, str]) -> dict[str, Any]:
    times = {name: row[name].isoformat() for name in ("started_at", "finished_at")}
    undone = {"takes_back": row["takes_back"], "taken_back_by": gone.get(row["run_id"])}
    counts = {name: row[name] for name in COUNTS}
    return {"run_id": row["run_id"], **times, "version": row["version"], **undone, **counts}


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


def _refused(gone: Mapping[str, str]) -> Select[Any]:
    """Files whose last reading, in a load that stands, was refused."""
    order = (run.c.started_at.desc(), run.c.run_id.desc(), run_file.c.ordinal.desc())
    age = func.row_number().over(partition_by=run_file.c.path, order_by=order).label("age")
    stands = and_(run.c.takes_back.is_(None), run.c.run_id.not_in(sorted(gone)))
    ranked = select(run_file, age).join(run, run.c.run_id == run_file.c.run_id).where(stands).subquery()
    columns = (ranked.c.path, ranked.c.error, ranked.c.run_id)
    return select(*columns).where(ranked.c.age == 1, ranked.c.status == "refused").order_by(ranked.c.path)


def has_run(connection: Connection, run_id: str) -> bool:
    """Whether a run of this id is on record."""
    return connection.scalar(select(run.c.run_id).where(run.c.run_id == run_id)) is not None
