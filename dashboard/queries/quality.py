"""How good the data are: what was loaded, rejected, contradicted and restated."""

from typing import Any

import pandas as pd
from sqlalchemy import func, select

from dashboard.queries.happenings import CONFLICT
from dashboard.queries.readings import Reading
from dashboard.queries.shared import by_code_point, frame_of, in_scope, inside, values, visible
from etl.indicators.registry import TOTAL
from etl.warehouse.schema import COUNTS, conflict, indicator_value, reject, run, run_file

RUN = ("run_id", "finished_at", "version", "takes_back", *COUNTS)
RESTATED = ("indicator", "unit", "region_code", "election", "as_of", "value", "was", "version_from")


def runs(r: Reading, most: int) -> pd.DataFrame:
    """The newest runs up to the version read, columns `RUN` and `files`; of whoever may see all regions.

    Files are of several regions, so their counts are of nobody's scope.
    """
    if r.viewer.scope is not None:
        return pd.DataFrame(columns=[*RUN, "files"])
    files = select(func.count()).where(run_file.c.run_id == run.c.run_id).scalar_subquery().label("files")
    query = (
        select(*(run.c[name] for name in RUN), files)
        .where(run.c.version <= r.version)
        .order_by(run.c.finished_at.desc(), by_code_point(r, run.c.run_id))
        .limit(most)
    )
    found = frame_of(r, query)
    return found.assign(finished_at=pd.to_datetime(found["finished_at"], utc=True))  # SQLite keeps no zone: it is UTC


def rejects_by_rule(r: Reading) -> list[tuple[str, str, int]]:
    """How many rejected rows of each source broke which rule: source, rule, rows; the most frequent first."""
    if r.viewer.scope is not None:
        return []
    key = (reject.c.source, reject.c.rule)
    query = (
        select(*key, func.count())
        .join(run, run.c.run_id == reject.c.run_id)
        .where(run.c.version <= r.version)
        .group_by(*key)
        .order_by(func.count().desc(), *(by_code_point(r, column) for column in key))
    )
    return [(source, rule, rows) for source, rule, rows in r.connection.execute(query)]


def conflicts_by_kind(r: Reading, within: str) -> list[tuple[str, int]]:
    """How many contradictions of each kind there are inside a region; the most frequent first."""
    query = (
        select(conflict.c.kind, func.count())
        .where(visible(r, conflict), inside(conflict.c.region_code, within))
        .group_by(conflict.c.kind)
        .order_by(func.count().desc(), by_code_point(r, conflict.c.kind))
    )
    return [(kind, number) for kind, number in r.connection.execute(query)]


def newest_conflicts(r: Reading, within: str, most: int) -> pd.DataFrame:
    """Contradictions inside a region, the newest first. Columns `CONFLICT`."""
    query = (
        select(*(conflict.c[name] for name in CONFLICT))
        .where(visible(r, conflict), inside(conflict.c.region_code, within))
        .order_by(conflict.c.as_of.desc(), conflict.c.conflict_id)
        .limit(most)
    )
    return frame_of(r, query, CONFLICT)


def restatements(r: Reading, within: str, most: int) -> pd.DataFrame:
    """Figures of a date that a later version states otherwise, the newest first. Columns `RESTATED`: `was` before."""
    key = ("indicator", "unit", "region_code", "extent", "origin", "election", "as_of")
    of_date = (in_scope(r, indicator_value), inside(values.region_code, within), values.category == TOTAL)
    stated = (values.value.is_not(None), values.version_from <= r.version)
    ended = select(*(values[name] for name in key), values.value.label("was"), values.version_to.label("version_from"))
    old = frame_of(r, ended.where(*of_date, *stated, values.version_to <= r.version))
    begun = select(*(values[name] for name in key), values.value, values.version_from)
    new = frame_of(r, begun.where(*of_date, *stated, values.version_from.in_(_whole(old["version_from"]))))
    found = new.merge(old, on=[*key, "version_from"])
    found = found[found["was"] != found["value"]]
    order = ["version_from", "as_of", "region_code", "indicator"]
    found = found.sort_values(order, ascending=[False, False, True, True], kind="stable", ignore_index=True)
    return found[list(RESTATED)].head(most)


def _whole(numbers: "pd.Series[Any]") -> list[int]:
    return [int(number) for number in numbers.unique()]
