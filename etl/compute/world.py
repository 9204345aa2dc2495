"""One indicator after the other, over all that is known."""

from dataclasses import dataclass

import pandas as pd

from etl.aggregate import concat
from etl.compute.areas import areas, silent
from etl.compute.cases import changes
from etl.compute.columns import SERIES, VALUE_COLUMNS, Computed
from etl.compute.counted import Observed, log_rows, select, unpaired
from etl.compute.coverage import reporting
from etl.compute.differences import Differences
from etl.compute.finish import finish
from etl.compute.flow import flow
from etl.compute.log import with_log
from etl.compute.own import one_each, own_figures, with_totals
from etl.compute.places import Places
from etl.compute.ratio import divided, statements
from etl.compute.waiting import Law, waiting
from etl.indicators.registry import Indicator


@dataclass(frozen=True, slots=True)
class World:
    """All that is known, for one indicator after the other."""

    observed: Observed
    steps: pd.DataFrame
    places: Places
    law: Law

    def figures_of(self, indicator: Indicator) -> Computed:
        """One indicator over all units, elections and regions."""
        differences = Differences(indicator.id)
        frames = self._of_cases(indicator) if indicator.of_cases else self._observed(indicator, differences)
        figures = concat(frames or [pd.DataFrame()])
        if figures.empty:
            return Computed(pd.DataFrame(columns=VALUE_COLUMNS), self.places.wanted(differences.frame()))
        values = finish(self.places.wanted(figures), indicator, self.places, differences)
        return Computed(values, self.places.wanted(differences.frame()))

    def _of_cases(self, indicator: Indicator) -> list[pd.DataFrame]:
        if self.steps.empty:
            return []
        if indicator.kind == "stock":
            return waiting(self.steps, indicator, self.places, self.law)
        rows = changes(self.steps, indicator)
        return [rows] if rows.empty else flow(rows, indicator, self.places, self.law.first_days)

    def _observed(self, indicator: Indicator, differences: Differences) -> list[pd.DataFrame]:
        rows = select(self.observed, indicator)
        if rows.empty and indicator.log is None:
            return []
        if indicator.counts_governments:
            return [reporting(rows, self.places)]
        if indicator.kind == "flow":
            return flow(rows, indicator, self.places, self.law.first_days)
        return self._stock(rows, indicator, differences)

    def _stock(self, rows: pd.DataFrame, indicator: Indicator, differences: Differences) -> list[pd.DataFrame]:
        """Published counts and rates, with the log and the denominators that other rows hold."""
        # Where the denominator is another's, so is the count: its own indicator says where that contradicts itself.
        lent = indicator.borrows is not None and indicator.borrows is indicator.denominator
        noted = Differences(indicator.id) if lent else differences
        own = own_figures(rows[rows["covers"].isin(indicator.adds)], noted)
        stated = rows[(rows["covers"] == "area") & ~rows["covers"].isin(indicator.adds)]
        published = with_totals(one_each(stated, noted), noted).assign(extent="area", origin="published")
        for note in (noted.note_falls, noted.note_units):
            note(concat([own.assign(extent="government"), published]))
        own, beside = self._logged(own, indicator, noted)
        own = self._divided(own, indicator, differences)
        figures = [own.assign(extent="government"), silent(own, self.places)]
        if not lent:
            figures += [beside.assign(extent="government"), published]
        if indicator.aggregate != "none":
            found = areas(own[own["usable"]] if "usable" in own else own, self.places)
            noted.note_parts(published, found, self.places)
            figures.append(found)
        return figures

    def _logged(
        self, own: pd.DataFrame, indicator: Indicator, differences: Differences
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        if indicator.log is None:
            return own, own.iloc[:0]
        rows = log_rows(self.observed, indicator)
        return with_log(own, rows, indicator, self.places, self.law.first_days, differences)

    def _divided(self, own: pd.DataFrame, indicator: Indicator, differences: Differences) -> pd.DataFrame:
        """Figures of governments with the denominators that they borrow."""
        term = indicator.borrows
        if term is None:
            return own
        stated, contradictions = statements(self.observed, term, indicator)
        differences.add(contradictions)
        if term is indicator.denominator:
            return divided(own, stated, term)
        alone = own_figures(unpaired(self.observed, indicator), differences)
        lent = divided(alone, stated, term)
        key = [*SERIES, "category", "as_of"]
        known = pd.MultiIndex.from_frame(own.loc[own["numerator"].notna(), key])
        lent = lent[~pd.MultiIndex.from_frame(lent[key]).isin(known)]
        own = own[
            own["numerator"].notna() | ~pd.MultiIndex.from_frame(own[key]).isin(pd.MultiIndex.from_frame(lent[key]))
        ]
        return concat([own.assign(usable=own["numerator"].notna()), lent])
