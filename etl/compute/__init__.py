"""From observations to indicator values: pure functions of frames.

The rules, in one place:

- Stock: a published count is cumulative as of its date. A government's figure at a date is what was stated for the
  whole of it, else the sum of that date's categories, else the sum of its agencies' latest figures. A total without a
  number states nothing. Where two records state one figure, the one with a number counts, then the last by reporter.
- Flow: rows of a log, cumulated from the election's first day.
- An area (province, nation) at a date sums the latest figure of each government inside it: sum first, divide last.
  A recap is a unit: once its reporter publishes a newer one for the province, governments that the newer one leaves out
  are missing from it, and their older figures are no longer added.
- A government that stated its whole keeps that figure until it states another, or until its agencies together employ as
  many: one agency that mails later is not the government.
- A total that a source states for an area stands beside the computed one; a difference is a conflict, not repaired.
- Nobody's silence is a zero: a government that had not reported when others of its province did is a row without a
  value.
"""

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from etl.aggregate import concat
from etl.compute.areas import areas, silent
from etl.compute.columns import CONFLICT_COLUMNS, VALUE_COLUMNS, VALUE_KEY, Computed, stacked
from etl.compute.counted import select
from etl.compute.coverage import reporting
from etl.compute.differences import Differences, parts_against_totals
from etl.compute.finish import finish
from etl.compute.flow import flow
from etl.compute.own import one_each, own_figures, with_totals
from etl.compute.places import Places
from etl.indicators.registry import Indicator
from geo.regions import RegionIndex

__all__ = ["CONFLICT_COLUMNS", "VALUE_COLUMNS", "VALUE_KEY", "Computed", "compute", "parts_against_totals"]


def compute(
    observations: pd.DataFrame,
    indicators: Iterable[Indicator],
    regions: RegionIndex,
    first_days: Mapping[str, date],
) -> Computed:
    """All figures of all indicators from the current observations.

    Args:
        observations: the columns of table `observation`, dates as datetime64, one row a published number.
        first_days: the first day of each election, from which flows are cumulated.
    """
    places = Places.of(regions)
    results = [_one(indicator, observations, places, first_days) for indicator in indicators]
    return Computed(
        stacked([result.values for result in results], VALUE_COLUMNS),
        stacked([result.conflicts for result in results], CONFLICT_COLUMNS),
    )


def _one(indicator: Indicator, observations: pd.DataFrame, places: Places, first_days: Mapping[str, date]) -> Computed:
    """One indicator over all units, elections and regions."""
    rows = select(observations, indicator)
    if rows.empty:
        return Computed(pd.DataFrame(columns=VALUE_COLUMNS), pd.DataFrame(columns=CONFLICT_COLUMNS))
    differences = Differences(indicator.id)
    if indicator.counts_governments:
        figures = [reporting(rows, places)]
    elif indicator.kind == "flow":
        figures = flow(rows, indicator, places, first_days)
    else:
        figures = _stock(rows, indicator, places, differences)
    values = finish(concat(figures), indicator, places, differences)
    return Computed(values, differences.frame())


def _stock(rows: pd.DataFrame, indicator: Indicator, places: Places, differences: Differences) -> list[pd.DataFrame]:
    own = own_figures(rows[rows["covers"].isin(indicator.adds)], differences)
    stated = rows[(rows["covers"] == "area") & ~rows["covers"].isin(indicator.adds)]
    published = with_totals(one_each(stated, differences), differences).assign(extent="area", origin="published")
    differences.note_falls(concat([own.assign(extent="government"), published]))
    figures = [own.assign(extent="government"), published, silent(own, places)]
    if indicator.aggregate != "none":
        found = areas(own, places)
        differences.note_parts(published, found, places)
        figures.append(found)
    return figures
