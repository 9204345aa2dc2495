"""What holds of cases at the last date of the data: how many are overdue, and how long a sanction takes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from etl.aggregate import roll_up
from etl.cases import states
from etl.compute.cases import SOURCE, day_of, entries, exits
from etl.compute.columns import NATION
from etl.compute.places import Places
from etl.deadlines import HOLIDAYS_END, NO_DEADLINE, NO_HOLIDAYS, Deadline, Holidays, overdue
from etl.indicators.reasons import NOT_REACHED
from etl.indicators.registry import ANY_MEASURE, TOTAL, Indicator
from etl.survival import median_times

_PLACE = ["election", "region_code"]
_REASONS = (NO_HOLIDAYS, HOLIDAYS_END, NO_DEADLINE)


@dataclass(frozen=True, slots=True)
class Law:
    """What decides when something is overdue, and when an election begins."""

    first_days: Mapping[str, date]
    deadlines: Sequence[Deadline] = ()
    holidays: Holidays | None = None


def waiting(steps: pd.DataFrame, indicator: Indicator, places: Places, law: Law) -> list[pd.DataFrame]:
    """The figures of `overdue` and `median_days`: of governments, provinces and the nation, each from its own cases.

    All stand at the last date on which any case took a step: the data say nothing of what happened later.
    """
    if steps.empty or not {SOURCE, ANY_MEASURE} & set(indicator.sources):
        return [pd.DataFrame()]
    at = steps["as_of"].max()
    late = indicator.numerator.take == "overdue"
    cases = _overdue(steps, indicator, at, law) if late else _durations(steps, indicator, at)
    measured = _count_overdue if late else _median
    if cases.empty:
        return [pd.DataFrame()]
    figures = [_placed(cases, measured, cases["region_code"], "government", places)]
    if indicator.aggregate != "none":
        now, then = places.as_now(cases), places.as_then(cases.assign(as_of=at))
        for each in (now[now["province"] != NATION], then, cases.assign(province=NATION)):
            if not each.empty:
                figures.append(_placed(each, measured, each["province"], "area", places))
    starts = pd.to_datetime(pd.Series(dict(law.first_days))).astype("datetime64[s]")
    return [
        frame.assign(
            unit=indicator.units[0], as_of=at, period_end=at, category=TOTAL, origin="computed",
            period_start=frame["election"].map(starts).fillna(at).clip(upper=at).astype("datetime64[s]"),
        )
        for frame in figures
        if not frame.empty
    ]  # fmt: skip


def _placed(
    cases: pd.DataFrame,
    measured: Callable[[pd.DataFrame], pd.DataFrame],
    place: "pd.Series[str]",
    extent: str,
    places: Places,
) -> pd.DataFrame:
    """The cases of each place measured, with the words and sources of all of them."""
    own = cases["region_code"]
    cases = cases.assign(region_code=place.astype("str"), own=own, numerator=1.0, denominator=np.nan)
    cases = cases.assign(period_start=cases["as_of"], period_end=cases["as_of"])
    words = roll_up(cases, _PLACE)[[*_PLACE, "evidence", "provenance", "citation"]]
    found = measured(cases).merge(words, on=_PLACE)
    if extent == "area":
        heard = cases[cases["own"].isin(places.governments)].groupby(_PLACE)["own"].nunique().rename("coverage_n")
        found = found.merge(heard.astype(float), on=_PLACE, how="left").fillna({"coverage_n": 0.0})
    return found.assign(extent=extent)


def _overdue(steps: pd.DataFrame, indicator: Indicator, at: pd.Timestamp, law: Law) -> pd.DataFrame:
    """Each case with the last state that it reached on its way, and whether that is longer ago than is allowed.

    A control or a criminal charge beside the way of a case does not move it. `late` and `dated`: as numbers.
    """
    on_its_way = [code for code, state in states().items() if state.track == "case"]
    last = steps[steps["state"].isin(on_its_way)].drop_duplicates("case_id", keep="last").reset_index(drop=True)
    waits = ~last["state"].isin([code for code, state in states().items() if state.terminal])
    chosen = indicator.numerator.where.get("state")
    if chosen:
        waits &= last["state"].isin(chosen)
    due = overdue(last["state"].to_numpy(object), last["as_of"].to_numpy(), at.date(), law.deadlines, law.holidays)
    reason = due["reason"].map({code: place for place, code in enumerate(_REASONS)})
    return last.assign(
        waits=waits.astype(float), late=(due["is_overdue"] & waits).astype(float),
        dated=(waits & due["due"].notna()).astype(float), why=reason.where(waits),
    )  # fmt: skip


def _count_overdue(cases: pd.DataFrame) -> pd.DataFrame:
    """How many are overdue; unknown where somebody waits and nobody has a due date."""
    found = cases.groupby(_PLACE, as_index=False).agg(
        numerator=("late", "sum"), waits=("waits", "sum"), dated=("dated", "sum"), why=("why", "min")
    )
    unknown = (found["waits"] > 0) & (found["dated"] == 0)
    reason = found["why"].map(dict(enumerate(_REASONS)))
    return found.assign(numerator=found["numerator"].mask(unknown), reason=reason.where(unknown))


def _durations(steps: pd.DataFrame, indicator: Indicator, at: pd.Timestamp) -> pd.DataFrame:
    """Each case that has begun: `days` until it ended, was left, or until the last date of the data."""
    term = indicator.numerator
    first, last = entries(steps, term)
    ended = steps[steps["state"].isin(term.until)].drop_duplicates("case_id").set_index("case_id")["as_of"]
    left = exits(steps, last, term.unless)
    cases = first.reset_index(drop=True)
    end = day_of(cases["case_id"], ended)
    stop = day_of(cases["case_id"], left).fillna(at)
    days = (end.fillna(stop) - cases["as_of"]).dt.days.astype(float)
    # A sanction dated before its recommendation is a contradiction (etl/case_steps.py) and gives no duration.
    return cases.assign(ended=end.notna(), days=days)[days >= 0].reset_index(drop=True)


def _median(cases: pd.DataFrame) -> pd.DataFrame:
    """Median days and their limits, with the number of sanctions (`numerator`) among the cases (`denominator`)."""
    found = median_times(cases, _PLACE)
    reason = found["status"].map({"not_reached": NOT_REACHED})
    names = {"median": "value", "low": "ci_low", "high": "ci_high", "events": "numerator", "n": "denominator"}
    return found.rename(columns=names).assign(reason=reason)[[*_PLACE, *names.values(), "reason"]]
