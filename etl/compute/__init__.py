"""From observations to indicator values: pure functions of frames.

The rules, in one place:

- Stock: a published count is cumulative as of its date. A government's figure at a date is what was stated for the
  whole of it, else the sum of that date's categories, else the sum of its agencies' latest figures. A total without a
  number states nothing. Where two records state one figure, the one with a number counts, then the last by reporter.
- Flow: rows of a log, cumulated from the election's first day. Where a log and a published count tell of one thing the
  log counts and the other stands beside it; a difference is a conflict. The two never add.
- A case counts once, from its first step into the states that count; it stops counting at a later step that ends it.
- An area (province, nation) at a date sums the latest figure of each government inside it: sum first, divide last.
  A recap is a unit: once its reporter publishes a newer one for the province, governments that the newer one leaves out
  are missing from it, and their older figures are no longer added.
- A government that stated its whole keeps that figure until it states another, or until its agencies together employ as
  many: one agency that mails later is not the government.
- Before a law split a province its area is summed as it was then too, over the governments that belonged to it, under a
  code of its own (geo/former.py). What was published of that area is the former one's alone.
- A total that a source states for an area stands beside the computed one; a difference is a conflict, not repaired.
- Nobody's silence is a zero: a government that had not reported when others of its province did is a row without a
  value.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from etl.aggregate import concat
from etl.compute.cases import no_steps, steps_of
from etl.compute.columns import CONFLICT_COLUMNS, VALUE_COLUMNS, VALUE_KEY, Computed, stacked
from etl.compute.counted import Observed
from etl.compute.differences import Differences, parts_against_totals
from etl.compute.finish import finish
from etl.compute.places import Places
from etl.compute.scope import Scope, affected
from etl.compute.waiting import Law
from etl.compute.world import World
from etl.deadlines import Deadline, Holidays
from etl.indicators.registry import Indicator
from geo.regions import RegionIndex

__all__ = [
    "CONFLICT_COLUMNS",
    "VALUE_COLUMNS",
    "VALUE_KEY",
    "Computed",
    "Scope",
    "affected",
    "compute",
    "parts_against_totals",
]


def compute(
    observations: pd.DataFrame,
    indicators: Iterable[Indicator],
    regions: RegionIndex,
    first_days: Mapping[str, date],
    *,
    cases: pd.DataFrame | None = None,
    deadlines: Sequence[Deadline] = (),
    holidays: Holidays | None = None,
    scope: Scope | None = None,
) -> Computed:
    """All figures of all indicators from the current observations and case steps.

    Args:
        observations: the columns of table `observation`, dates as datetime64, one row a published number.
        first_days: the first day of each election, from which flows are cumulated.
        cases: the columns of table `case_step`, dates as datetime64, one row a case and state.
        deadlines: until when a case may stay in a state (etl/deadlines.py); without one nothing is overdue.
        holidays: needed where a deadline is in working days.
        scope: only these figures (etl/compute/scope.py), exactly as without it; all of them if nothing is said. Rows
            of measures that none of its indicators reads may then be absent, rows of other regions may not.
    """
    places, law = Places.of(regions), Law(first_days, deadlines, holidays)
    observed = Observed(places.stated_then(observations))
    world = World(observed, steps_of(no_steps() if cases is None else cases), places, law)
    wanted = {each.id: each for each in indicators if scope is None or each.id in scope.indicators}
    figures, noted = [], []
    for within, several in _apart(wanted.values(), scope):
        found, conflicts = replace(world, places=replace(places, within=within)).figures_of(several)
        figures += found
        noted.append(conflicts)
    outside = Differences()
    values = finish(concat(figures), wanted, places, outside) if figures else pd.DataFrame(columns=VALUE_COLUMNS)
    conflicts = _once([*noted, outside.frame()], wanted)
    if scope is None:
        return Computed(values, conflicts)
    return Computed(values[scope.of_values(values)], conflicts[scope.of_conflicts(conflicts)])


def _apart(
    indicators: Iterable[Indicator], scope: Scope | None
) -> Iterable[tuple[frozenset[str] | None, list[Indicator]]]:
    """Indicators by the provinces of which their figures are wanted."""
    apart: dict[frozenset[str] | None, list[Indicator]] = {}
    for each in indicators:
        apart.setdefault(None if scope is None else scope.holds(each), []).append(each)
    return apart.items()


def _once(noted: list[pd.DataFrame], indicators: Mapping[str, Indicator]) -> pd.DataFrame:
    """Conflicts of all indicators, in their order. What two find in the same rows is noted by the first alone."""
    found = stacked(noted, [*CONFLICT_COLUMNS, "indicator"])
    if found.empty:
        return found[CONFLICT_COLUMNS]
    order = {name: place for place, name in enumerate(indicators)}
    found = found.iloc[np.argsort(found["indicator"].map(order).to_numpy(), kind="stable")]
    found = found.assign(unit=_units(found, indicators))
    counted = {name: each.numerator.measure for name, each in indicators.items()}
    found = found.assign(counted=found["indicator"].map(counted)).drop(columns="indicator")
    same = [name for name in found.columns if name not in ("measure", "unit", "detail")]
    first = found["measure"] == found.groupby(same)["measure"].transform("first")
    found = found[first | (found["kind"] == "outside_range")][CONFLICT_COLUMNS]
    return found.drop_duplicates([name for name in CONFLICT_COLUMNS if name != "detail"], ignore_index=True)


def _units(found: pd.DataFrame, indicators: Mapping[str, Indicator]) -> "pd.Series[str]":
    """The units of what contradicts: of a rate the persons that it counts, and per cent of its value alone."""
    counted = {name: each.counted_in for name, each in indicators.items() if each.is_rate}
    divided = found["measure"].isin(list(counted)) & (found["kind"] != "outside_range")
    return found["unit"].mask(divided, found["measure"].replace(counted))
