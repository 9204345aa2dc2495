"""What a change can move: the figures that have to be computed again, and no others.

A government's figures depend on what is known of it, a province's on its governments, the nation's on all. So rows of
one province move its own figures, those of the province that it came of, and the nation's. Three sorts of figures look
further: who has reported starts everywhere with the first to do so; what holds of cases at the last date of the data
changes when that date does; and which small numbers are hidden in one province depends on the others.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from etl.compute.columns import NATION
from etl.compute.counted import RECORD
from etl.indicators.registry import ANY_MEASURE, CASE, TOTAL, Indicator
from geo.regions import RegionIndex

_EVENT = "event"


@dataclass(frozen=True, slots=True)
class Scope:
    """Figures to compute and to compare with those that are published; all others stay as they are.

    indicators: ids. everywhere: those of them of which every figure may move; breakdowns: those of which every
        category may, because what is hidden in one place depends on the others.
    provinces: the provinces (and `00`) whose figures may move of the others.
    borrowed: the measures of their borrowed denominators, under which conflicts are noted as well.
    known: every name under which the conflict of any indicator may be noted.
    """

    indicators: frozenset[str]
    everywhere: frozenset[str]
    breakdowns: frozenset[str]
    provinces: frozenset[str]
    borrowed: frozenset[str]
    known: frozenset[str]

    def of_values(self, values: pd.DataFrame) -> "pd.Series[bool]":
        """Which figures (`indicator`, `region_code`, `category`) lie inside."""
        inside = values["indicator"].isin(self.everywhere) | self._near(values["region_code"])
        inside |= values["indicator"].isin(self.breakdowns) & (values["category"] != TOTAL)
        return values["indicator"].isin(self.indicators) & inside

    def of_conflicts(self, conflicts: pd.DataFrame) -> "pd.Series[bool]":
        """Which conflicts between records (`measure`, `region_code`) lie inside.

        What is noted under no indicator (of events, of case steps) is found anew by every load, and so lies inside.
        """
        measure = conflicts["measure"]
        near = measure.isin(self.everywhere) | self._near(conflicts["region_code"])
        ours = measure.isin(self.indicators | self.borrowed) & near
        return ours | ~measure.isin(self.known)

    def holds(self, indicator: Indicator) -> frozenset[str] | None:
        """The provinces of which an indicator is to be computed; None for all."""
        return None if indicator.id in self.everywhere | self.breakdowns else self.provinces

    def _near(self, region_code: "pd.Series[str]") -> "pd.Series[bool]":
        return region_code.str[:2].isin(self.provinces)


def affected(
    measures: Iterable[str], region_codes: Iterable[str], indicators: Iterable[Indicator], regions: RegionIndex
) -> Scope:
    """What may move when rows of these measures about these regions begin or end.

    Args:
        measures: the measures of the observations that a load writes or ends, and `case` if it does so with steps.
        region_codes: their regions; of a case the regions of all its steps, before and after.
    """
    changed, all_of_them = frozenset(measures), tuple(indicators)
    moved = {each.id for each in all_of_them if _reads(each, changed)}
    # A contradiction of what two of them count is noted by the first, so they go together.
    counted = {each.numerator.measure for each in all_of_them if each.id in moved} - {ANY_MEASURE}
    found = [each for each in all_of_them if each.id in moved or each.numerator.measure in counted]
    provinces = {regions.province_of(code) or NATION for code in set(region_codes)} | {NATION}
    # A former province goes by the code of the one that has kept its name.
    provinces |= {each.provinces[0] for each in regions.former if provinces & set(each.provinces)}
    return Scope(
        indicators=frozenset(each.id for each in found),
        everywhere=frozenset(each.id for each in found if _looks_far(each)),
        breakdowns=frozenset(each.id for each in found if each.suppression_threshold > 0),
        provinces=frozenset(provinces),
        borrowed=_borrowed(found),
        known=frozenset(each.id for each in all_of_them) | _borrowed(all_of_them),
    )


def _borrowed(indicators: Iterable[Indicator]) -> frozenset[str]:
    return frozenset(each.borrows.measure for each in indicators if each.borrows is not None)


def _reads(indicator: Indicator, changed: frozenset[str]) -> bool:
    if indicator.measures & changed:
        return True
    if ANY_MEASURE in indicator.measures:
        return bool(changed - {RECORD, CASE})
    # Totals of events beside their parts are noted under the kind of event, which may be an indicator's name.
    return RECORD in changed and _EVENT in indicator.sources


def _looks_far(indicator: Indicator) -> bool:
    at_the_last_date = indicator.of_cases and indicator.kind == "stock"
    return indicator.counts_governments or at_the_last_date
