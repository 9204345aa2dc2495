"""One region, whatever is known of it: all its figures, its cases, its agencies, what stands beside them."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd
from sqlalchemy import Text, func, or_, select, type_coerce

from dashboard.queries.readings import Reading
from dashboard.queries.shared import by_code_point, frame_of, inside, shown_at, standing_first, values, visible
from etl.indicators.registry import TOTAL
from etl.warehouse.schema import annotation, case_step, indicator_value, observation

STEP = ("case_id", "state", "state_order", "as_of", "region_code", "agency", "election", "category", "subjects")
AGENCY = ("region_code", "agency", "value", "base", "as_of", "source", "citation")
KNOWN = (
    "indicator", "unit", "region_code", "value", "numerator", "denominator", "ci_low", "ci_high", "status", "as_of",
    "extent", "origin", "reason", "coverage_n", "coverage_of",
)  # fmt: skip
ANNOTATION = (
    "annotation_id", "region_code", "agency", "election", "subject", "text", "reply", "as_of", "about_on", "due_on",
    "ends_on", "institution", "citation",
)  # fmt: skip


def every_figure(r: Reading, codes: Sequence[str], election: str) -> pd.DataFrame:
    """Every figure of some regions in an election, of all indicators: a government's own, an area's for the others.

    Returns:
        Columns `KNOWN`; one row an indicator, unit, region and date, the one that stands, in the order of dates.
    """
    names = KNOWN
    query = (
        select(*(values[name] for name in names))
        .where(visible(r, indicator_value), values.election == election, values.category == TOTAL)
        .where(values.region_code.in_(codes), or_(values.level == "regency", values.extent == "area"))
        .order_by(values.as_of, *standing_first())
    )
    found = frame_of(r, query, names)
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
        order_by=(values.as_of.desc(), *standing_first()),
    )
    newest = (
        select(*(values[name] for name in names), age.label("age"))
        .where(visible(r, indicator_value), values.election == election, values.category == TOTAL)
        .where(shown_at(level), inside(values.region_code, within), values.as_of <= at, values.value.is_not(None))
        .subquery()
    )
    query = select(*(newest.c[name] for name in names)).where(newest.c.age == 1)
    return frame_of(r, query.order_by(*(by_code_point(r, newest.c[name]) for name in names[:3])))


def case_steps(r: Reading, election: str, within: str) -> pd.DataFrame:
    """Steps of the cases of an election inside a region, the columns `STEP`, `as_of` as datetime64, case by case.

    A case belongs to the election of its first step: whoever asks for it has them all.
    """
    own = (visible(r, case_step), inside(case_step.c.region_code, within))
    begun = select(case_step.c.case_id).where(*own, case_step.c.election == election)
    # Days as the database gives them: of ten thousands pandas makes a column faster than SQLAlchemy single dates.
    columns = (type_coerce(case_step.c[name], Text) if name == "as_of" else case_step.c[name] for name in STEP)
    found = frame_of(r, select(*columns).where(*own, case_step.c.case_id.in_(begun)), STEP)
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
        .where(visible(r, observation), told.measure == "pact", told.scope == "all", told.unit == "orang ASN")
        .where(told.region_code == region, told.election == election, told.agency != "", told.category == TOTAL)
        .where(told.covers == "government", told.as_of <= at, told.value.is_not(None), told.base.is_not(None))
        .order_by(by_code_point(r, told.agency), told.as_of.desc(), by_code_point(r, told.source).desc())
    )
    found = frame_of(r, query, AGENCY).drop_duplicates(["agency", "as_of"])
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
        .where(visible(r, observation), told.measure == "headcount", told.unit == "orang ASN", told.agency == "")
        .where(told.covers == "government", told.scope == "all", told.value.is_not(None))
        .order_by(told.as_of, by_code_point(r, told.source))
    )
    found = frame_of(r, query, names)
    later = found["as_of"] > at
    ordered = pd.concat([found[~later].iloc[::-1], found[later]])
    return ordered.drop_duplicates(["region_code", "category"]).reset_index(drop=True)


def newest(r: Reading, region: str) -> list[tuple[str, dt.date]]:
    """The newest date of each source that says anything of a region or of what lies in it, by source."""
    told = observation.c
    query = (
        select(told.source, func.max(told.as_of))
        .where(visible(r, observation), inside(told.region_code, region))
        .group_by(told.source)
        .order_by(by_code_point(r, told.source))
    )
    return [(source, day) for source, day in r.connection.execute(query)]


def annotations(r: Reading, kind: str, region: str, at: dt.date) -> pd.DataFrame:
    """What stands beside the figures of a region up to a day: its `office_term`s, `statement`s or `question`s.

    Returns:
        Columns `ANNOTATION`, the newest first; `ends_on` is None where a term goes on or a question is open.
    """
    told = annotation.c
    query = (
        select(*(told[name] for name in ANNOTATION))
        .where(visible(r, annotation), told.kind == kind, told.region_code == region, told.as_of <= at)
        .order_by(told.as_of.desc(), by_code_point(r, told.annotation_id))
    )
    return frame_of(r, query, ANNOTATION)
