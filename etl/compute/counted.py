"""Which observations an indicator counts, and which of their numbers."""

from typing import Final

import numpy as np
import pandas as pd

from etl.aggregate import kept
from etl.compute.columns import SERIES
from etl.identity import UNNAMED
from etl.indicators.registry import ANY_MEASURE, Indicator, Term

RECORD: Final = "record"
_COUNTED: Final = [
    *SERIES, "category", "agency", "covers", "as_of", "period_start", "period_end", "evidence", "reporter",
    "provenance", "citation", "source",
]  # fmt: skip


def select(observed: "Observed", indicator: Indicator) -> pd.DataFrame:
    """The observations that an indicator counts: `_COUNTED`, `numerator` and `denominator`, of a rate both or neither.

    `measure` is the indicator from here on: rows of several of them stand in one frame.
    """
    found = matching(observed, indicator.numerator, indicator)
    numerator, term = _taken(found, indicator.numerator), indicator.denominator
    denominator = pd.Series(np.nan, index=found.index)
    if term is not None and term.within_months is None and not indicator.counts_governments:
        denominator = _taken(found, term)
        paired = numerator.notna() & denominator.notna()
        numerator, denominator = numerator.where(paired), denominator.where(paired)
    rows = _counted(found, indicator, numerator, denominator)
    return _by_month(rows, indicator) if indicator.period == "month" else rows


def _counted(
    rows: pd.DataFrame, indicator: Indicator, numerator: "pd.Series[float]", denominator: "pd.Series[float] | float"
) -> pd.DataFrame:
    unit = indicator.units[0] if indicator.is_rate else rows["unit"]
    return rows[_COUNTED].assign(measure=indicator.id, unit=unit, numerator=numerator, denominator=denominator)


def _by_month(rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Rows dated to the end of their month. Of a stock only those of the last date in the month remain."""
    month = rows["as_of"].dt.to_period("M")
    if indicator.kind == "stock":
        latest = (
            rows["as_of"].groupby([*(rows[name] for name in (*SERIES, "covers", "agency")), month]).transform("max")
        )
        rows, month = rows[rows["as_of"] == latest], month[rows["as_of"] == latest]
    start = month.dt.start_time.astype("datetime64[s]")
    end = month.dt.end_time.dt.normalize().astype("datetime64[s]")
    return rows.assign(period_start=start, period_end=end, as_of=end)


def log_rows(observed: "Observed", indicator: Indicator) -> pd.DataFrame:
    """The rows of the log that goes before what an indicator's sources published, in its unit."""
    assert indicator.log is not None
    found = matching(observed, indicator.log, indicator)
    return _counted(found, indicator, _taken(found, indicator.log).fillna(0.0), np.nan)


def unpaired(observed: "Observed", indicator: Indicator) -> pd.DataFrame:
    """Rows that state the number alone, of governments that at that date state no pair of numbers."""
    assert indicator.denominator is not None
    found = matching(observed, indicator.numerator, indicator)
    rows = _counted(found, indicator, _taken(found, indicator.numerator), np.nan)
    known = rows["numerator"].notna()
    paired = known & _taken(found, indicator.denominator).notna()
    alone = known & ~paired
    if not alone.any():
        return rows[alone]
    key = [*SERIES, "as_of"]
    beside = pd.MultiIndex.from_frame(rows[key]).isin(pd.MultiIndex.from_frame(rows.loc[paired, key]))
    return rows[alone & ~beside]


class Observed:
    """Observations, apart by measure: most indicators read one of many."""

    def __init__(self, observations: pd.DataFrame) -> None:
        self._all = observations
        self._places = observations.groupby("measure").indices
        self._found: dict[str, pd.DataFrame] = {}

    def of(self, measure: str) -> pd.DataFrame:
        """The rows of a measure. Of any: a record is no report, nor is what belongs to no election (a headcount)."""
        if measure not in self._found:
            self._found[measure] = self._reports() if measure == ANY_MEASURE else self._one(measure)
        return self._found[measure]

    def _one(self, measure: str) -> pd.DataFrame:
        return self._all.iloc[self._places.get(measure, [])]

    def _reports(self) -> pd.DataFrame:
        return self._all[(self._all["measure"] != RECORD) & (self._all["election"] != "")]


def matching(observed: Observed, term: Term, indicator: Indicator) -> pd.DataFrame:
    """The observations of a term, from the sources of its indicator; a count takes those in its units alone."""
    rows = observed.of(term.measure)
    if rows.empty:
        return rows
    wanted = pd.Series(True, index=rows.index)
    if ANY_MEASURE not in indicator.sources:
        wanted &= rows["source"].isin(indicator.sources)
    if not indicator.is_rate:
        wanted &= rows["unit"].isin(indicator.units)
    if "agencies" in term.take:
        wanted &= ~rows["agency"].isin(["", UNNAMED])
    for column, allowed in term.where.items():
        wanted &= rows[column].isin(allowed)
    return kept(rows, wanted)


def _taken(rows: pd.DataFrame, term: Term) -> "pd.Series[float]":
    numbers = _number(rows, term)
    if rows.empty:
        return numbers
    for column, allowed in term.where.items():
        numbers = numbers.where(rows[column].isin(allowed))
    return numbers


def _number(rows: pd.DataFrame, term: Term) -> "pd.Series[float]":
    if term.take == "base":
        return rows["base"]
    if term.take in ("value", "governments"):
        return rows["value"]
    stated = rows["value"].notna() & rows["base"].notna()
    counts = pd.Series(1.0, index=rows.index) if term.take == "agencies" else (rows["value"] == rows["base"])
    return counts.astype(float).where(stated)
