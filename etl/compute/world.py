"""The figures of several indicators at once, over all that is known.

They go the same way from rows to figures, in one frame apart by `measure`: most of what a small load costs is the
number of frames, not their rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from etl.aggregate import concat, kept
from etl.compute.areas import areas, silent
from etl.compute.cases import changes
from etl.compute.columns import SERIES
from etl.compute.counted import Observed, log_rows, select, unpaired
from etl.compute.coverage import heard, reporters, reporting
from etl.compute.differences import Differences
from etl.compute.flow import flow
from etl.compute.log import with_log
from etl.compute.own import one_each, own_figures, with_totals
from etl.compute.places import Places
from etl.compute.ratio import divided, statements
from etl.compute.waiting import Law, waiting
from etl.indicators.registry import Indicator


@dataclass(frozen=True, slots=True)
class World:
    """All that is known, and the places of which figures are wanted."""

    observed: Observed
    steps: pd.DataFrame
    places: Places
    law: Law

    def figures_of(self, indicators: Sequence[Indicator]) -> tuple[list[pd.DataFrame], pd.DataFrame]:
        """Sums (etl/compute/finish.py) of all units, elections and regions, and the conflicts found on the way."""
        stocks = [each for each in indicators if each.kind == "stock"]
        published = [each for each in stocks if not each.of_cases and not each.counts_governments]
        noted = Differences(frozenset(each.id for each in published if _lent(each)))
        figures, added, stated = self._published(published, noted)
        reported = {each.id: self._heard(each) for each in stocks if each.counts_governments}
        sums = areas(concat([added, *(reporters(rows, self.places) for rows in reported.values())]), self.places)
        noted.note_parts(stated, sums, self.places)
        figures += [
            *self._flows([each for each in indicators if each.kind == "flow"]),
            *self._waiting([each for each in stocks if each.of_cases]),
            *self._of_areas(sums, reported),
        ]
        wanted = [self.places.wanted(frame) for frame in figures if not frame.empty]
        return wanted, self.places.wanted(noted.frame())

    def _waiting(self, indicators: Sequence[Indicator]) -> Iterator[pd.DataFrame]:
        for each in indicators:
            for found in waiting(self.steps, each, self.places, self.law):
                yield found.assign(measure=each.id)

    def _heard(self, indicator: Indicator) -> pd.DataFrame:
        return heard(select(self.observed, indicator), self.places)

    def _of_areas(self, sums: pd.DataFrame, reported: Mapping[str, pd.DataFrame]) -> Iterator[pd.DataFrame]:
        """The sums of areas as figures: of what was published, and of who has reported."""
        if sums.empty:
            return
        yield kept(sums, ~sums["measure"].isin(reported))
        for measure, rows in reported.items():
            yield reporting(sums[sums["measure"] == measure], rows, self.places)

    def _flows(self, indicators: Sequence[Indicator]) -> list[pd.DataFrame]:
        rows = [self._logged_rows(each) for each in indicators]
        return flow(concat(rows), indicators, self.places, self.law.first_days) if rows else []

    def _logged_rows(self, indicator: Indicator) -> pd.DataFrame:
        if indicator.of_cases and self.steps.empty:
            return pd.DataFrame()
        rows = changes(self.steps, indicator) if indicator.of_cases else select(self.observed, indicator)
        return kept(rows, rows["covers"].isin(indicator.adds))

    def _published(
        self, indicators: Sequence[Indicator], noted: Differences
    ) -> tuple[list[pd.DataFrame], pd.DataFrame, pd.DataFrame]:
        """Published counts and rates, with the log and the denominators that other rows hold.

        Returns:
            All but the sums of areas; the figures that these add up; those that are stated for an area.
        """
        if not indicators:
            return [], pd.DataFrame(), pd.DataFrame()
        rows, stated = self._rows_of(indicators)
        own = own_figures(rows, noted)
        counts = rows["measure"].isin([each.id for each in indicators if each.numerator.take == "value"])
        noted.note_agency_falls(one_each(rows[counts & (rows["agency"] != "")], Differences(), [*SERIES, "agency"]))
        stated = with_totals(one_each(stated, noted), noted).assign(extent="area", origin="published")
        for note in (noted.note_falls, noted.note_units):
            note(concat([own.assign(extent="government"), stated]))
        own, beside = self._mended(own.assign(tabulated=False, usable=True, extent="government"), indicators, noted)
        added = own["measure"].isin([each.id for each in indicators if each.aggregate != "none"])
        figures = [own, silent(own, self.places), beside, stated]
        return figures, own[own["usable"] & added], stated

    def _rows_of(self, indicators: Sequence[Indicator]) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The rows of governments, which areas add up, and what is stated for areas.

        Where the denominator is another's, so is the count: its own indicator tells what is stated for areas.
        """
        own, stated = [], []
        for each in indicators:
            rows = select(self.observed, each)
            adds = rows["covers"].isin(each.adds)
            own.append(kept(rows, adds))
            stated.append(rows[(rows["covers"] == "area") & ~adds & (not _lent(each))])
        return concat(own), concat(stated)

    def _mended(
        self, own: pd.DataFrame, indicators: Sequence[Indicator], noted: Differences
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Figures of governments with their logs and the denominators that they borrow, and what the logs displace."""
        aside = [own.iloc[:0]]
        for each in indicators:
            if each.log is None and each.borrows is None:
                continue
            mine = own["measure"] == each.id
            figures, beside = self._logged(own[mine], each, noted)
            own = concat([own[~mine], self._divided(figures, each, noted)])
            if not _lent(each):
                aside.append(beside)
        return own, concat(aside)

    def _logged(self, own: pd.DataFrame, indicator: Indicator, noted: Differences) -> tuple[pd.DataFrame, pd.DataFrame]:
        if indicator.log is None:
            return own, own.iloc[:0]
        return with_log(own, log_rows(self.observed, indicator), indicator, self.places, self.law.first_days, noted)

    def _divided(self, own: pd.DataFrame, indicator: Indicator, noted: Differences) -> pd.DataFrame:
        """Figures of governments with the denominators that they borrow."""
        term = indicator.borrows
        if term is None:
            return own.assign(usable=True)
        stated, contradictions = statements(self.observed, term, indicator)
        noted.add(contradictions, indicator.id)
        if _lent(indicator):
            return own if own.empty else divided(own, stated, term)
        alone = unpaired(self.observed, indicator)
        if alone.empty:
            return own.assign(usable=own["numerator"].notna())
        lent = divided(own_figures(alone, noted).assign(tabulated=False, extent="government"), stated, term)
        key = [*SERIES, "category", "as_of"]
        known = pd.MultiIndex.from_frame(own.loc[own["numerator"].notna(), key])
        lent = lent[~pd.MultiIndex.from_frame(lent[key]).isin(known)]
        own = own[
            own["numerator"].notna() | ~pd.MultiIndex.from_frame(own[key]).isin(pd.MultiIndex.from_frame(lent[key]))
        ]
        return concat([own.assign(usable=own["numerator"].notna()), lent])


def _lent(indicator: Indicator) -> bool:
    """Whether what is counted is another indicator's, here only divided by what governments state elsewhere.

    That one says where the same rows contradict each other, and what is stated for areas.
    """
    return indicator.borrows is not None and indicator.borrows is indicator.denominator
