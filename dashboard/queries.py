"""Every SELECT of the dashboard.

A `Reading` is who looks, at which version: made once a request, it stands first in every query, and every query shows
that viewer's regions of that version. Frames hold dates as `datetime.date` and numbers as float (NaN: none).
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Engine,
    Select,
    Text,
    case,
    collate,
    false,
    func,
    or_,
    select,
    true,
    tuple_,
    type_coerce,
)

from dashboard.viewer import Viewer
from etl.indicators.reasons import NOT_REPORTED
from etl.indicators.registry import TOTAL
from etl.warehouse.schema import (
    COUNTS,
    annotation,
    case_step,
    conflict,
    event,
    indicator_value,
    live_at,
    meta,
    observation,
    reject,
    run,
    run_file,
    version,
)
from geo.former import BEFORE_SPLIT, FormerProvince
from geo.regions import NATION

values = indicator_value.c
OTHER = ("value", "as_of", "coverage_n", "coverage_of")
NUMBERS = ("numerator", "denominator", "value", "ci_low", "ci_high", "coverage_n", "coverage_of")
NUMERIC = frozenset({*NUMBERS, "other_value", "other_coverage_n", "other_coverage_of", "number"})
FIGURE = (
    "region_code", "value", "numerator", "denominator", "ci_low", "ci_high", "status", "as_of", "period_start",
    "period_end", "extent", "origin", "evidence", "reason", "coverage_n", "coverage_of", "provenance", "citation",
)  # fmt: skip
HISTORY = (
    "region_code", "as_of", "value", "numerator", "denominator", "ci_low", "ci_high", "status", "reason", "origin",
    "evidence", "citation",
)  # fmt: skip
EVENT = (
    "event_id", "region_code", "kind", "title", "number", "denominator", "unit", "evidence", "scope", "election",
    "as_of", "precision", "institution", "citation", "confidence", "provenance",
)  # fmt: skip
STEP = ("case_id", "state", "state_order", "as_of", "region_code", "agency", "election", "category", "subjects")
AGENCY = ("region_code", "agency", "value", "base", "as_of", "source", "citation")
CONFLICT = ("kind", "measure", "unit", "category", "election", "region_code", "as_of", "stated", "found", "detail")


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at a warehouse: a connection inside one transaction, the viewer, the version, and the data's nature.

    `published_at` tells two warehouses apart that stood at one place, one after the other, with one version number.
    """

    connection: Connection
    viewer: Viewer
    version: int
    simulated: bool
    published_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """Which figures: one indicator, one unit, one election."""

    indicator: str
    unit: str
    election: str


@contextmanager
def reading(engine: Engine, viewer: Viewer) -> Iterator[Reading]:
    """The newest version, held for the whole request; version 0 where nothing was loaded."""
    with engine.connect() as connection:
        newest = select(version.c.version, version.c.published_at).order_by(version.c.version.desc()).limit(1)
        number, published_at = connection.execute(newest).one_or_none() or (0, None)
        yield replace(reading_at(connection, viewer, number), published_at=published_at)


def reading_at(connection: Connection, viewer: Viewer, number: int) -> Reading:
    """A given version."""
    nature = connection.scalar(select(meta.c.value).where(meta.c.key == "nature"))
    return Reading(connection, viewer, number, simulated=nature == "simulated")


# -- what there is to choose from ----------------------------------------------------------------------------------


class Held(NamedTuple):
    """An indicator, unit and election that has figures: how many, and the dates of the newest and the oldest."""

    indicator: str
    unit: str
    election: str
    figures: int
    last: dt.date
    first: dt.date


def offered(r: Reading) -> list[Held]:
    """Everything that has figures, in the order of code points.

    Figures of former provinces are some, but are not counted: those of what came of them are, and have the same dates.
    """
    key = (values.indicator, values.unit, values.election)
    counted = func.sum(case((_is_former(), 0), else_=1))
    query = (
        select(*key, counted, func.max(values.as_of), func.min(values.as_of))
        .where(_visible(r, indicator_value), values.status != "missing", values.category == TOTAL)
        .group_by(*key)
        .order_by(*(_text(r, column) for column in key))
    )
    return [Held(*row) for row in r.connection.execute(query)]


def reasons(r: Reading, indicator: str) -> list[str]:
    """Why figures of an indicator are missing, the most frequent reason first. That nobody reported is none."""
    query = (
        select(values.reason)
        .where(_visible(r, indicator_value), values.indicator == indicator, values.category == TOTAL)
        .where(values.status == "missing", values.reason.not_in(["", NOT_REPORTED]))
        .group_by(values.reason)
        .order_by(func.count().desc(), _text(r, values.reason))
    )
    return list(r.connection.scalars(query))


# -- figures at a date ---------------------------------------------------------------------------------------------


def figures_at(r: Reading, series: Series, level: str, within: str, at: dt.date, *, then: bool = False) -> pd.DataFrame:
    """The figure of each region at a date: the latest one not after it.

    Of two figures of one date the published one stands; the latest of the other origin is `other_value`. A region with
    rows but no figure has status `missing` and the date at which it was known to be silent; one without rows is absent.

    Args:
        level: `province` or `national` (areas), or `regency` (governments, else a stated area).
        within: a province's code, or `00`; with `then` that of a former one too.
        then: whether former provinces are among the provinces, beside those of today.

    Returns:
        Columns `FIGURE`, and those of `OTHER` as `other_...`; one row a region, in the order of codes.
    """
    return _beside_other(r, _latest(r, _shown_at(level, then=then), series, within, at))


def own_figures_at(r: Reading, series: Series, province: str, at: dt.date) -> pd.DataFrame:
    """A provincial government as an employer: its own staff, not the area. Columns as `figures_at`, at most one row."""
    own = (values.level == "province") & (values.extent == "government") & (values.region_code == province)
    return _beside_other(r, _latest(r, own, series, province, at))


def categories_at(r: Reading, series: Series, figure: Mapping[str, Any]) -> pd.DataFrame:
    """The categories of one figure (a row of `figures_at`): `category`, `value`, `status`, in the order of codes."""
    names = ("region_code", "extent", "as_of")
    query = (
        select(values.category, values.value, values.status, values.origin)
        .where(*_series(r, series), values.category != TOTAL, *(values[name] == figure[name] for name in names))
        .order_by(_text(r, values.category))
    )
    found = _frame(r, query, ("category", "value", "status", "origin"))
    same = found["origin"] == figure["origin"]
    # A government's total may be the sum of categories that were published; beside a log it has two breakdowns.
    wanted = found if figure["extent"] == "government" and not same.any() else found[same]
    return wanted.drop(columns="origin").reset_index(drop=True)


def _latest(r: Reading, level: ColumnElement[bool], series: Series, within: str, at: dt.date) -> CTE:
    """Per region, extent and origin its latest row, numbered by `place`: 1 is the one that is shown."""
    recency = (case((values.status == "missing", 1), else_=0), values.as_of.desc())
    newest = (
        select(
            *(values[name] for name in FIGURE),
            func.row_number()
            .over(partition_by=(values.region_code, values.extent, values.origin), order_by=recency)
            .label("age"),
        )
        .where(_of(r, series), level, _inside(values.region_code, within), values.as_of <= at)
        .subquery()
    )
    order = (
        case((newest.c.status == "missing", 1), else_=0),
        newest.c.as_of.desc(),
        _standing(newest.c.extent, newest.c.origin),
        case((newest.c.extent == "government", 0), else_=1),
    )
    place = func.row_number().over(partition_by=newest.c.region_code, order_by=order).label("place")
    return select(*(newest.c[name] for name in FIGURE), place).where(newest.c.age == 1).cte()


def _standing(extent: ColumnElement[str], origin: ColumnElement[str]) -> ColumnElement[int]:
    """Which of two figures of one date stands: of an area the published one, of a government the one that we computed.

    A government has two only where a log of record counts beside what was published (etl/compute/log.py).
    """
    logged = (extent == "government") & (origin == "computed")
    return case((logged, 0), (origin == "published", 1), else_=2)


def _standing_first() -> tuple[ColumnElement[int], ColumnElement[int]]:
    """The order of several figures of one region and date: the one that is shown comes first."""
    return _standing(values.extent, values.origin), case((values.extent == "government", 0), else_=1)


def _beside_other(r: Reading, latest: CTE) -> pd.DataFrame:
    """The row shown of each region, beside the latest one of the other origin and the same extent."""
    shown, other = latest.alias(), latest.alias()
    same = (other.c.region_code == shown.c.region_code) & (other.c.extent == shown.c.extent)
    is_other = same & (other.c.origin != shown.c.origin) & other.c.value.is_not(None)
    query = (
        select(*(shown.c[name] for name in FIGURE), *(other.c[name].label(f"other_{name}") for name in OTHER))
        .outerjoin_from(shown, other, is_other)
        .where(shown.c.place == 1)
        .order_by(_text(r, shown.c.region_code))
    )
    return _frame(r, query)


def days_of(r: Reading, series: Series, level: str) -> list[dt.date]:
    """The days at which figures of a level change, in their order."""
    query = select(values.as_of).where(_of(r, series), _shown_at(level)).distinct().order_by(values.as_of)
    return list(r.connection.scalars(query))


# -- over time -----------------------------------------------------------------------------------------------------


def history(r: Reading, series: Series, codes: Sequence[str]) -> pd.DataFrame:
    """Every figure of some regions in an election: a government's own, an area's for provinces and the nation.

    Returns:
        Columns `HISTORY`; one row a region and date (the published figure where a
        date has two), in the order of codes and dates.
    """
    query = (
        select(*(values[name] for name in HISTORY))
        .where(
            _of(r, series),
            values.region_code.in_(codes),
            or_(values.level == "regency", values.extent == "area"),
        )
        .order_by(
            _text(r, values.region_code),
            values.as_of,
            case((values.status == "missing", 1), else_=0),
            *_standing_first(),
        )
    )
    found = _frame(r, query, HISTORY)
    return found.drop_duplicates(["region_code", "as_of"]).reset_index(drop=True)


def map_history(r: Reading, series: Series, level: str, within: str, *, then: bool = False) -> pd.DataFrame:
    """Every figure that a map of regions can show at one date or another, what is `missing` left out.

    Args:
        level, within, then: as `figures_at` takes them.

    Returns:
        `region_code`, `as_of`, `value`, `denominator`, `status`; one row a region and date, the one that stands.
    """
    names = ("region_code", "as_of", "value", "denominator", "status")
    query = (
        select(*(values[name] for name in names))
        .where(_of(r, series), _shown_at(level, then=then), _inside(values.region_code, within))
        .where(values.status != "missing")
        .order_by(*_standing_first())
    )
    return _frame(r, query, names).drop_duplicates(["region_code", "as_of"]).reset_index(drop=True)


def events(r: Reading, codes: Sequence[str]) -> pd.DataFrame:
    """Dated events of some regions, newest first; what feeds an indicator is no event. Columns `EVENT`."""
    query = (
        select(*(event.c[name] for name in EVENT))
        .where(_visible(r, event), event.c.region_code.in_(codes), event.c.use != "value")
        .order_by(event.c.as_of.desc(), _text(r, event.c.event_id))
    )
    return _frame(r, query, EVENT)


def newest_events(r: Reading, within: str, election: str, at: dt.date, most: int) -> pd.DataFrame:
    """The newest events of an election inside a region that are not after a day, newest first. Columns `EVENT`."""
    query = (
        select(*(event.c[name] for name in EVENT))
        .where(_visible(r, event), _inside(event.c.region_code, within), event.c.use != "value")
        .where(event.c.election == election, event.c.as_of <= at)
        .order_by(event.c.as_of.desc(), _text(r, event.c.event_id))
        .limit(most)
    )
    return _frame(r, query, EVENT)


def conflicts(r: Reading, code: str, election: str) -> pd.DataFrame:
    """Where published numbers of one region contradict each other, newest first. Columns `CONFLICT`.

    Of a province that was split those of the former one too: they are of the government that goes by its code.
    A headcount belongs to no election, and what is contradictory in it concerns the rates of each.
    """
    query = (
        select(*(conflict.c[name] for name in CONFLICT))
        .where(_visible(r, conflict), conflict.c.election.in_([election, ""]))
        .where((conflict.c.region_code == code) | _begins(conflict.c.region_code, f"{code}{BEFORE_SPLIT}"))
        .order_by(conflict.c.as_of.desc(), conflict.c.conflict_id)
    )
    return _frame(r, query, CONFLICT)


# -- one region, whatever is known of it ----------------------------------------------------------------------------


KNOWN = (
    "indicator", "unit", "region_code", "value", "numerator", "denominator", "ci_low", "ci_high", "status", "as_of",
    "extent", "origin", "reason",
)  # fmt: skip


def every_figure(r: Reading, codes: Sequence[str], election: str) -> pd.DataFrame:
    """Every figure of some regions in an election, of all indicators: a government's own, an area's for the others.

    Returns:
        Columns `KNOWN`; one row an indicator, unit, region and date, the one that stands, in the order of dates.
    """
    names = KNOWN
    query = (
        select(*(values[name] for name in names))
        .where(_visible(r, indicator_value), values.election == election, values.category == TOTAL)
        .where(values.region_code.in_(codes), or_(values.level == "regency", values.extent == "area"))
        .order_by(values.as_of, *_standing_first())
    )
    found = _frame(r, query, names)
    return found.drop_duplicates(["indicator", "unit", "region_code", "as_of"]).reset_index(drop=True)


def peer_figures(r: Reading, level: str, within: str, election: str, at: dt.date) -> pd.DataFrame:
    """The figures of all regions of a level inside a region that stood at a date, of all indicators.

    Args:
        level, within: as `figures_at` takes them.

    Returns:
        `indicator`, `unit`, `region_code`, `value`; one row an indicator, unit and region that has a value.
    """
    names = ("indicator", "unit", "region_code", "value")
    age = func.row_number().over(
        partition_by=(values.indicator, values.unit, values.region_code),
        order_by=(values.as_of.desc(), *_standing_first()),
    )
    newest = (
        select(*(values[name] for name in names), age.label("age"))
        .where(_visible(r, indicator_value), values.election == election, values.category == TOTAL)
        .where(_shown_at(level), _inside(values.region_code, within), values.as_of <= at, values.value.is_not(None))
        .subquery()
    )
    query = select(*(newest.c[name] for name in names)).where(newest.c.age == 1)
    return _frame(r, query.order_by(*(_text(r, newest.c[name]) for name in names[:3])))


def case_steps(r: Reading, election: str, within: str) -> pd.DataFrame:
    """Steps of the cases of an election inside a region, the columns `STEP`, `as_of` as datetime64, case by case.

    A case belongs to the election of its first step: whoever asks for it has them all.
    """
    own = (_visible(r, case_step), _inside(case_step.c.region_code, within))
    begun = select(case_step.c.case_id).where(*own, case_step.c.election == election)
    # Days as the database gives them: of ten thousands pandas makes a column faster than SQLAlchemy single dates.
    columns = (type_coerce(case_step.c[name], Text) if name == "as_of" else case_step.c[name] for name in STEP)
    found = _frame(r, select(*columns).where(*own, case_step.c.case_id.in_(begun)), STEP)
    # Sorted here, in half the time that databases take for it.
    found = found.sort_values(["case_id", "state_order", "state"], kind="stable", ignore_index=True)
    return found.assign(as_of=pd.to_datetime(found["as_of"]).astype("datetime64[s]")).astype({"case_id": "str"})


def agencies_at(r: Reading, region: str, election: str, at: dt.date) -> pd.DataFrame:
    """The newest recap of each agency of a government that is not after a date: `AGENCY` and `since`, by name.

    `value` have signed of `base`; both are stated by whoever published them, or counted from a register (`source`).
    `since` is the day of the first recap of those, without a break up to the newest, in which somebody had not signed.
    """
    told = observation.c
    query = (
        select(*(told[name] for name in AGENCY))
        .where(_visible(r, observation), told.measure == "pact", told.scope == "all", told.unit == "orang ASN")
        .where(told.region_code == region, told.election == election, told.agency != "", told.category == TOTAL)
        .where(told.covers == "government", told.as_of <= at, told.value.is_not(None), told.base.is_not(None))
        .order_by(_text(r, told.agency), told.as_of.desc(), _text(r, told.source).desc())
    )
    found = _frame(r, query, AGENCY).drop_duplicates(["agency", "as_of"])
    was_done = (found["value"] >= found["base"]).groupby(found["agency"]).cummax()
    since = found[~was_done].groupby("agency")["as_of"].min()
    newest = found.drop_duplicates("agency").reset_index(drop=True)
    return newest.assign(since=newest["agency"].map(since))


def headcounts(r: Reading, at: dt.date) -> pd.DataFrame:
    """What governments said how many civil servants they employ: `region_code`, `as_of`, `category`, `value`.

    Of each government and category the latest statement not after a date, else the first after it.
    """
    told, names = observation.c, ("region_code", "as_of", "category", "value")
    query = (
        select(*(told[name] for name in names))
        .where(_visible(r, observation), told.measure == "headcount", told.unit == "orang ASN", told.agency == "")
        .where(told.covers == "government", told.scope == "all", told.value.is_not(None))
        .order_by(told.as_of, _text(r, told.source))
    )
    found = _frame(r, query, names)
    later = found["as_of"] > at
    ordered = pd.concat([found[~later].iloc[::-1], found[later]])
    return ordered.drop_duplicates(["region_code", "category"]).reset_index(drop=True)


def newest(r: Reading, region: str) -> list[tuple[str, dt.date]]:
    """The newest date of each source that says anything of a region or of what lies in it, by source."""
    told = observation.c
    query = (
        select(told.source, func.max(told.as_of))
        .where(_visible(r, observation), _inside(told.region_code, region))
        .group_by(told.source)
        .order_by(_text(r, told.source))
    )
    return [(source, day) for source, day in r.connection.execute(query)]


ANNOTATION = (
    "annotation_id", "region_code", "agency", "election", "subject", "text", "reply", "as_of", "about_on", "due_on",
    "ends_on", "institution", "citation",
)  # fmt: skip


def annotations(r: Reading, kind: str, region: str, at: dt.date) -> pd.DataFrame:
    """What stands beside the figures of a region up to a day: its `office_term`s, `statement`s or `question`s.

    Returns:
        Columns `ANNOTATION`, the newest first; `ends_on` is None where a term goes on or a question is open.
    """
    told = annotation.c
    query = (
        select(*(told[name] for name in ANNOTATION))
        .where(_visible(r, annotation), told.kind == kind, told.region_code == region, told.as_of <= at)
        .order_by(told.as_of.desc(), _text(r, told.annotation_id))
    )
    return _frame(r, query, ANNOTATION)


# -- how good the data are ---------------------------------------------------------------------------------------------

RUN = ("run_id", "finished_at", "version", "takes_back", *COUNTS)


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
        .order_by(run.c.finished_at.desc(), _text(r, run.c.run_id))
        .limit(most)
    )
    found = _frame(r, query)
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
        .order_by(func.count().desc(), *(_text(r, column) for column in key))
    )
    return [(source, rule, rows) for source, rule, rows in r.connection.execute(query)]


def conflicts_by_kind(r: Reading, within: str) -> list[tuple[str, int]]:
    """How many contradictions of each kind there are inside a region; the most frequent first."""
    query = (
        select(conflict.c.kind, func.count())
        .where(_visible(r, conflict), _inside(conflict.c.region_code, within))
        .group_by(conflict.c.kind)
        .order_by(func.count().desc(), _text(r, conflict.c.kind))
    )
    return [(kind, number) for kind, number in r.connection.execute(query)]


def newest_conflicts(r: Reading, within: str, most: int) -> pd.DataFrame:
    """Contradictions inside a region, the newest first. Columns `CONFLICT`."""
    query = (
        select(*(conflict.c[name] for name in CONFLICT))
        .where(_visible(r, conflict), _inside(conflict.c.region_code, within))
        .order_by(conflict.c.as_of.desc(), conflict.c.conflict_id)
        .limit(most)
    )
    return _frame(r, query, CONFLICT)


RESTATED = ("indicator", "unit", "region_code", "election", "as_of", "value", "was", "version_from")


def restatements(r: Reading, within: str, most: int) -> pd.DataFrame:
    """Figures of a date that a later version states otherwise, the newest first. Columns `RESTATED`: `was` before."""
    key = ("indicator", "unit", "region_code", "extent", "origin", "election", "as_of")
    of_date = (_in_scope(r, indicator_value), _inside(values.region_code, within), values.category == TOTAL)
    stated = (values.value.is_not(None), values.version_from <= r.version)
    ended = select(*(values[name] for name in key), values.value.label("was"), values.version_to.label("version_from"))
    old = _frame(r, ended.where(*of_date, *stated, values.version_to <= r.version))
    begun = select(*(values[name] for name in key), values.value, values.version_from)
    new = _frame(r, begun.where(*of_date, *stated, values.version_from.in_(_whole(old["version_from"]))))
    found = new.merge(old, on=[*key, "version_from"])
    found = found[found["was"] != found["value"]]
    order = ["version_from", "as_of", "region_code", "indicator"]
    found = found.sort_values(order, ascending=[False, False, True, True], kind="stable", ignore_index=True)
    return found[list(RESTATED)].head(most)


def _whole(numbers: "pd.Series[Any]") -> list[int]:
    return [int(number) for number in numbers.unique()]


# -- exports -------------------------------------------------------------------------------------------------------

EXPORTED = (
    "indicator", "region_code", "level", "extent", "category", "election", "period_start", "period_end", "as_of",
    "numerator", "denominator", "value", "ci_low", "ci_high", "unit", "status", "reason", "coverage_n",
    "coverage_of", "provenance", "citation",
)  # fmt: skip


def published(
    r: Reading,
    indicator: str,
    level: str,
    region: str | None,
    start: dt.date | None,
    end: dt.date | None,
    then: Sequence[FormerProvince] = (),
) -> Iterator[Mapping[str, Any]]:
    """Every value of an indicator at a level, all units, elections and categories, as `EXPORTED`, streamed.

    Args:
        region: this region and those inside it; None or `00` for all.
        start, end: bounds of `as_of`, both included.
        then: former provinces that stand, until they were split, in the place of those of today that came of them.
    """
    conditions = [_visible(r, indicator_value), values.indicator == indicator, values.level == level]
    conditions += [_inside_then(region or "00", then), *(~_came_later(each) for each in then)]
    conditions += [values.as_of >= start] if start else []
    conditions += [values.as_of <= end] if end else []
    yield from _stream(r, _exported(r).where(*conditions))


def published_at(r: Reading, series: Series, figures: pd.DataFrame) -> Iterator[Mapping[str, Any]]:
    """The rows behind figures that are on a screen (rows of `figures_at`), with their categories, as `EXPORTED`."""
    own = figures["extent"] == "government"
    governments = _keyed(figures[own], "region_code", "extent", "as_of")
    areas = _keyed(figures[~own], "region_code", "extent", "origin", "as_of")
    yield from _stream(r, _exported(r).where(*_series(r, series), governments | areas))


def _keyed(figures: pd.DataFrame, *names: str) -> ColumnElement[bool]:
    keys = list(figures[list(names)].itertuples(index=False, name=None))
    return tuple_(*(values[name] for name in names)).in_(keys) if keys else false()


def _exported(r: Reading) -> Select[Any]:
    return select(*(values[name] for name in EXPORTED)).order_by(
        _text(r, values.region_code),
        _text(r, values.election),
        values.as_of,
        _text(r, values.extent),
        case((values.origin == "published", 0), else_=1),
        _text(r, values.category),
        _text(r, values.unit),
    )


def _stream(r: Reading, query: Select[Any]) -> Iterator[Mapping[str, Any]]:
    with r.connection.execution_options(yield_per=1000).execute(query) as result:
        yield from map(dict, result.mappings())


# -- what all of them share ----------------------------------------------------------------------------------------


def _visible(r: Reading, table: Any) -> ColumnElement[bool]:
    """Rows of the version read that the viewer may see."""
    live: ColumnElement[bool] = live_at(table, r.version)
    return live & _in_scope(r, table)


def _in_scope(r: Reading, table: Any) -> ColumnElement[bool]:
    """Rows of any version that the viewer may see."""
    if r.viewer.scope is None:
        return true()
    code = table.c.region_code
    inside = func.substr(code, 1, 2).in_(r.viewer.provinces) & (func.substr(code, 3, 1) != BEFORE_SPLIT)
    return or_(code.in_(r.viewer.scope), inside)


def _series(r: Reading, series: Series) -> tuple[ColumnElement[bool], ...]:
    return (
        _visible(r, indicator_value),
        values.indicator == series.indicator,
        values.unit == series.unit,
        values.election == series.election,
    )


def _of(r: Reading, series: Series) -> ColumnElement[bool]:
    first, *others = _series(r, series)
    for each in (*others, values.category == TOTAL):
        first = first & each
    return first


def _shown_at(level: str, *, then: bool = False) -> ColumnElement[bool]:
    """Provinces and the nation are shown as areas; a regency is its government."""
    at_level = values.level == level
    if level == "regency":
        return at_level
    areas = at_level & (values.extent == "area")
    return areas if then else areas & ~_is_former()


def _is_former() -> ColumnElement[bool]:
    return func.substr(values.region_code, 3, 1) == BEFORE_SPLIT


def _came_later(former: FormerProvince) -> ColumnElement[bool]:
    """The area of a province of today on a day on which it was part of a former one."""
    area = values.region_code.in_(former.provinces) & (values.extent == "area")
    return area & (values.as_of < former.valid_to)


def _inside_then(region: str, then: Sequence[FormerProvince]) -> ColumnElement[bool]:
    """A region, what lies in it, and of the former provinces those that it came of; no other former one."""
    codes = [each.code for each in then if region == NATION or region[:2] in each.provinces]
    return (_inside(values.region_code, region) & ~_is_former()) | values.region_code.in_(codes)


def _inside(code: ColumnElement[str], within: str) -> ColumnElement[bool]:
    """A region and what lies in it; `00` holds everything."""
    return code.is_not(None) if within == NATION else (code == within) | _begins(code, f"{within}.")


def _begins(code: ColumnElement[str], text: str) -> ColumnElement[bool]:
    return func.substr(code, 1, len(text)) == text


def _text(r: Reading, column: ColumnElement[str]) -> ColumnElement[str]:
    """Text ordered by code points wherever it is stored."""
    return collate(column, "C" if r.connection.dialect.name == "postgresql" else "BINARY")


def _frame(r: Reading, query: Select[Any], columns: Sequence[str] | None = None) -> pd.DataFrame:
    """The rows of a query; numbers are float64 with NaN for none, whatever the columns hold."""
    result = r.connection.execute(query)
    names = list(columns or result.keys())
    rows = result.fetchall()
    read = zip(*rows, strict=True) if rows else ([] for _ in names)
    # Column by column: pandas asks each row what it is like, and each later change of a kind goes over all columns.
    return pd.DataFrame({name: _column(name, list(each)) for name, each in zip(names, read, strict=True)})


def _column(name: str, found: list[Any]) -> "np.ndarray[Any, Any] | pd.Series[Any]":
    if name in NUMERIC:
        return np.array(found, dtype="float64")
    return pd.Series(found, dtype=None if found else object)
