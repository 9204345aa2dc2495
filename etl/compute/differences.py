"""Numbers that do not agree: collected while figures are made, kept with both sides, repaired nowhere."""

import numpy as np
import pandas as pd

from etl.aggregate import concat
from etl.compute.columns import CONFLICT_COLUMNS, NATION, SERIES, stacked
from etl.compute.places import Places
from etl.indicators.registry import TOTAL
from geo.regions import RegionIndex


class Differences:
    """The conflicts of the figures of several indicators, each under its `measure`.

    lent: measures of which nothing is noted, since another indicator says where the same rows contradict each other.
    """

    def __init__(self, lent: frozenset[str] = frozenset()) -> None:
        self._lent = lent
        self._found: list[pd.DataFrame] = []

    def frame(self) -> pd.DataFrame:
        """All that was noted: `CONFLICT_COLUMNS`, and the `indicator` whose figures were being made."""
        return stacked(self._found, [*CONFLICT_COLUMNS, "indicator"])

    def note_falls(self, figures: pd.DataFrame) -> None:
        """A cumulative count that falls from one date to the next of the same reporter."""
        totals = figures[(figures["category"] == TOTAL) & figures["numerator"].notna()]
        totals = totals.sort_values("as_of", kind="stable")
        before = totals.groupby([*SERIES, "extent", "reporter"])["numerator"].shift()
        self.note("count_falls", totals.assign(numerator_found=before)[totals["numerator"] < before])

    def note_agency_falls(self, agencies: pd.DataFrame) -> None:
        """A cumulative count of one agency that falls, be it while its government rises.

        The agency stands in what is stated: two of a government may fall by the same numbers. Not of agencies that we
        count from a register, which people leave for another one.
        """
        known = agencies[agencies["numerator"].notna() & (agencies["source"] != "pact_register")]
        known = known.sort_values("as_of", kind="stable")
        before = known.groupby([*SERIES, "category", "agency", "reporter"])["numerator"].shift()
        fallen = known.assign(numerator_found=before)[known["numerator"] < before]
        if not fallen.empty:
            said = fallen["agency"] + ": " + fallen["numerator"].map(as_text)
            self.note("agency_falls", fallen.assign(said=said))

    def add(self, found: pd.DataFrame, indicator: str) -> None:
        """Keep conflicts that were found elsewhere, on the way to the figures of an indicator."""
        if not found.empty:
            self._found.append(found.assign(indicator=indicator))

    def note_units(self, figures: pd.DataFrame) -> None:
        """Totals of one place and date in two units, persons in one file and cases in the other, and not equal.

        Neither is converted nor preferred (DOMAIN 3): a reader has to know that two counts of one thing are about.
        """
        units = figures[["measure", "unit"]].drop_duplicates()["measure"]
        several = figures["measure"].isin(units[units.duplicated()])
        if not several.any():
            return
        totals = figures[several & (figures["category"] == TOTAL) & figures["numerator"].notna()]
        place = ["measure", "election", "region_code", "extent", "as_of"]
        beside = totals.merge(totals, on=[*place, "category"], suffixes=("", "_found"))
        beside = beside[beside["unit"] < beside["unit_found"]]
        beside["detail"] = pd.Series(
            [
                {"this_unit": this, "other_unit": other}
                for this, other in zip(beside["unit"], beside["unit_found"], strict=True)
            ],
            index=beside.index,
            dtype=object,
        )
        self.note_different("units_differ", beside)

    def note_parts(self, published: pd.DataFrame, areas: pd.DataFrame, places: Places) -> None:
        """Totals stated for an area beside the sum of its governments on the same date."""
        if published.empty or areas.empty:
            return
        beside = areas.merge(published, on=[*SERIES, "category", "as_of"], suffixes=("_found", ""))
        beside = beside[beside["category"] == TOTAL]
        beside = beside.sort_values("region_code", key=lambda codes: codes == NATION, kind="stable")  # the nation last
        beside["detail"] = pd.Series(
            [
                {"listed": int(listed), "governments": int(governments), "institution": reporter}
                for listed, governments, reporter in zip(
                    beside["coverage_n"],
                    places.governments_on(beside["region_code"], beside["as_of"]),
                    beside["reporter"],
                    strict=True,
                )
            ],
            index=beside.index,
            dtype=object,
        )
        self.note_different("parts_differ", beside)

    def note_different(self, kind: str, beside: pd.DataFrame) -> None:
        """Keep pairs of which both state a number, and not the same one."""
        both = beside["numerator"].notna() & beside["numerator_found"].notna()
        self.note(kind, beside[both & (beside["numerator"] != beside["numerator_found"])])

    def note(self, kind: str, beside: pd.DataFrame) -> None:
        """Keep pairs of numbers that do not agree: `numerator` (or `said`) as stated, `numerator_found` beside it."""
        if self._lent:
            beside = beside[~beside["measure"].isin(self._lent)]
        if beside.empty:
            return
        stated = beside["said"] if "said" in beside else beside["numerator"].map(as_text)
        frame = beside.reindex(columns=CONFLICT_COLUMNS).assign(
            kind=kind, indicator=beside["measure"], category=beside["category"].fillna(TOTAL),
            stated=stated, found=beside["numerator_found"].map(as_text),
        )  # fmt: skip
        if "detail" not in beside:
            frame["detail"] = pd.Series([{}] * len(frame), index=frame.index, dtype=object)
        self._found.append(frame)


def as_text(number: object) -> str:
    """A number as it is stored in a conflict: `117`, `38.5`; other texts as they are, nothing as an empty text."""
    if isinstance(number, float):
        return "" if np.isnan(number) else f"{number:.10g}"
    return str(number)


def parts_against_totals(events: pd.DataFrame, regions: RegionIndex) -> pd.DataFrame:
    """Stated area totals whose listed parts, of the same kind, unit, date and institution, sum to another number.

    Events whose number feeds an indicator are left to it: it notes the same of its figures.

    Args:
        events: the current events: use, kind, unit, election, as_of, institution, covers, region_code, number.

    Returns:
        Conflicts (`CONFLICT_COLUMNS`): `stated` the total, `found` the sum of the parts, `detail` how many
        governments the parts name, of how many there are.
    """
    key, places = ["kind", "unit", "election", "as_of", "institution"], Places.of(regions)
    numbers = events[events["number"].notna() & (events["use"] != "value")]
    totals = numbers[numbers["covers"] == "area"]
    if totals.empty:
        return pd.DataFrame(columns=CONFLICT_COLUMNS)
    parts = numbers[numbers["covers"] == "government"]
    # An area of before a split holds what lay in it then; a part of today's is stated by nobody who wrote before it.
    now = parts.assign(area=parts["region_code"].map(lambda code: regions.province_of(code) or NATION))
    parts = concat([now, places.as_then(parts).rename(columns={"province": "area"})])
    totals = places.stated_then(totals)
    sums = parts.groupby([*key, "area"], as_index=False).agg(found=("number", "sum"), listed=("region_code", "nunique"))
    beside = totals.merge(sums, left_on=[*key, "region_code"], right_on=[*key, "area"])
    beside = beside[beside["number"] != beside["found"]]
    detail = [
        {"listed": int(listed), "governments": int(governments), "institution": institution}
        for listed, governments, institution in zip(
            beside["listed"],
            places.governments_on(beside["region_code"], beside["as_of"]),
            beside["institution"],
            strict=True,
        )
    ]
    return beside.assign(
        kind="parts_differ", measure=beside["kind"], category=TOTAL, stated=beside["number"].map(as_text),
        found=beside["found"].map(as_text), detail=pd.Series(detail, index=beside.index, dtype=object),
    )[CONFLICT_COLUMNS]  # fmt: skip
