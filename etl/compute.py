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
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from etl.aggregate import (
    AREA,
    EVIDENCE_FROM_STRONG_TO_WEAK,
    PROVENANCE_FROM_STRONG_TO_WEAK,
    carry,
    carry_sum,
    concat,
    rank,
    roll_up,
)
from etl.disclosure import suppress
from etl.indicators.registry import ANY_MEASURE, TOTAL, Indicator, Term
from etl.intervals import poisson, wilson
from geo.regions import RegionIndex

NATION: Final = "00"
RECORD: Final = "record"
WORDS: Final = {"evidence": EVIDENCE_FROM_STRONG_TO_WEAK, "provenance": PROVENANCE_FROM_STRONG_TO_WEAK}
SERIES = ["unit", "election", "region_code"]
VALUE_KEY = ["indicator", "unit", "region_code", "extent", "origin", "category", "election", "as_of"]
VALUE_COLUMNS = [
    *VALUE_KEY, "level", "period_start", "period_end", "numerator", "denominator", "value", "ci_low", "ci_high",
    "status", "evidence", "coverage_n", "coverage_of", "provenance", "citation",
]  # fmt: skip
CONFLICT_COLUMNS = [
    "kind",
    "measure",
    "unit",
    "category",
    "election",
    "region_code",
    "as_of",
    "stated",
    "found",
    "detail",
]


@dataclass(frozen=True, slots=True)
class Computed:
    """`values`: columns `VALUE_COLUMNS`, one row a figure. `conflicts`: columns `CONFLICT_COLUMNS`."""

    values: pd.DataFrame
    conflicts: pd.DataFrame


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
    results = [_Calculation(indicator, regions, first_days).run(observations) for indicator in indicators]
    return Computed(
        _stack([result.values for result in results], VALUE_COLUMNS),
        _stack([result.conflicts for result in results], CONFLICT_COLUMNS),
    )


def _stack(frames: list[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    filled = concat([*frames, pd.DataFrame(columns=columns)])
    return filled.reindex(columns=columns)


class _Calculation:
    """One indicator over all units, elections and regions."""

    def __init__(self, indicator: Indicator, regions: RegionIndex, first_days: Mapping[str, date]) -> None:
        self.indicator = indicator
        self.first_days = first_days
        frame = regions.frame()
        self.level_of = dict(zip(frame["region_code"], frame["level"], strict=True))
        self.governments = pd.Index(regions.governments())
        self.province_of = {code: regions.province_of(code) or NATION for code in self.level_of}
        inside = pd.Series(self.governments).map(self.province_of).value_counts()
        self.governments_in = {**inside.to_dict(), NATION: len(self.governments)}
        self.conflicts: list[pd.DataFrame] = []

    def run(self, observations: pd.DataFrame) -> Computed:
        rows = select(observations, self.indicator)
        if rows.empty:
            return Computed(pd.DataFrame(columns=VALUE_COLUMNS), pd.DataFrame(columns=CONFLICT_COLUMNS))
        if self.indicator.counts_governments:
            figures = [self._reporting(rows)]
        elif self.indicator.kind == "flow":
            figures = self._flow(rows)
        else:
            figures = self._stock(rows)
        values = self._finish(concat(figures))
        return Computed(values, _stack(self.conflicts, CONFLICT_COLUMNS))

    # -- what is counted -----------------------------------------------------------------------------------------

    def _stock(self, rows: pd.DataFrame) -> list[pd.DataFrame]:
        added = rows[rows["covers"].isin(self.indicator.adds)]
        own = self._own(added)
        stated = rows[(rows["covers"] == "area") & ~rows["covers"].isin(self.indicator.adds)]
        published = self._with_totals(self._one_each(stated)).assign(extent="area", origin="published")
        self._note_falls(concat([own.assign(extent="government"), published]))
        figures = [own.assign(extent="government"), published, self._silent(own)]
        if self.indicator.aggregate != "none":
            areas = self._areas(own)
            self._note_parts(published, areas)
            figures.append(areas)
        return figures

    def _own(self, rows: pd.DataFrame) -> pd.DataFrame:
        """One row a government, category and date: stated for the whole, else summed over its agencies."""
        whole = self._with_totals(self._one_each(rows[rows["agency"] == ""]))
        agencies = self._one_each(rows[rows["agency"] != ""], [*SERIES, "agency"])
        if agencies.empty:
            return whole
        summed = carry_sum(agencies, agencies["region_code"], "agency").rename(columns={"area": "region_code"})
        summed = summed.assign(category=TOTAL, reporter=summed["region_code"], origin="computed")
        return self._stated_or_summed(whole, _as_large_as_stated(summed, whole), "agencies_differ")

    def _with_totals(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows of one region and date that differ by category sum to its total, unless a total is stated."""
        rows = rows.assign(origin="published")
        parts = rows[rows["category"] != TOTAL]
        if parts.empty:
            return rows
        key = [*SERIES, "as_of"]
        sums = roll_up(parts, key).assign(category=TOTAL, origin="computed", agency="")
        first = parts.sort_values("category", kind="stable").groupby(key, as_index=False)["reporter"].first()
        sums["reporter"] = sums.merge(first, on=key)["reporter"]
        return self._stated_or_summed(rows, sums, "categories_differ")

    def _stated_or_summed(self, stated: pd.DataFrame, sums: pd.DataFrame, kind: str) -> pd.DataFrame:
        """Stated rows, and sums of parts where no total is stated; a total without a number states nothing."""
        key = [*SERIES, "category", "as_of"]
        self._note_different(kind, sums.merge(stated, on=key, suffixes=("_found", "")))
        known = stated.loc[stated["numerator"].notna(), key]
        blank = stated.loc[stated["numerator"].isna(), key]
        sums = sums[~_in(sums, known) & ~(_in(sums, blank) & sums["numerator"].isna())]
        return concat([stated[~(stated["numerator"].isna() & _in(stated, sums[key]))], sums])

    def _one_each(self, rows: pd.DataFrame, series: list[str] = SERIES) -> pd.DataFrame:
        """One row a series, category and date; where sources differ on it, the last by name, and a conflict."""
        key = [*series, "category", "as_of"]
        order = [*key, "known", "reporter", "citation", "numerator", "denominator", "evidence", "provenance"]
        ranked = rows.assign(
            known=rows["numerator"].notna(),
            evidence=rank(rows["evidence"], EVIDENCE_FROM_STRONG_TO_WEAK),
            provenance=rank(rows["provenance"], PROVENANCE_FROM_STRONG_TO_WEAK),
        ).sort_values("period_start", ascending=False, kind="stable")
        rows = rows.loc[ranked.sort_values(order, kind="stable", na_position="first").index]
        kept = rows.drop_duplicates(key, keep="last")
        if len(kept) < len(rows):
            lost = rows[rows.duplicated(key, keep="last")]
            self._note_different("sources_differ", lost.merge(kept, on=key, suffixes=("_found", "")))
        return kept.reset_index(drop=True)

    def _flow(self, rows: pd.DataFrame) -> list[pd.DataFrame]:
        """Cumulated counts: of each region itself, of each province, and of the nation."""
        rows = rows[rows["covers"].isin(self.indicator.adds)].assign(category=TOTAL)
        is_own = (rows["region_code"].map(self.level_of) == "regency") | (rows["covers"] == "government")
        own = self._cumulate(rows[is_own], rows.loc[is_own, "region_code"]).assign(
            extent="government", origin="computed"
        )
        figures = [own.drop(columns="coverage_n")]
        if self.indicator.aggregate != "none":
            figures += [
                self._cumulate(rows, area).assign(extent="area", origin="computed")
                for area in (rows["region_code"].map(self.province_of), pd.Series(NATION, index=rows.index))
            ]
            figures[1] = figures[1][figures[1]["region_code"] != NATION]
        return figures

    def _cumulate(self, rows: pd.DataFrame, area: "pd.Series[str]") -> pd.DataFrame:
        series = ["unit", "election", "area"]
        rows = rows.assign(area=area).sort_values("as_of", kind="stable")
        is_government = rows["region_code"].isin(self.governments) & (
            (rows["region_code"].map(self.level_of) == "regency") | (rows["covers"] == "government")
        )
        first = ~rows[is_government].duplicated([*series, "region_code"])
        rows = rows.assign(first=first.reindex(rows.index, fill_value=False).astype(int))
        daily = roll_up(rows, [*series, "as_of"])
        daily["coverage_n"] = rows.groupby([*series, "as_of"], as_index=False)["first"].sum()["first"]
        daily["numerator"] = daily["numerator"].fillna(0.0)
        for column in ("numerator", "coverage_n"):
            daily[column] = daily.groupby(series)[column].cumsum()
        for column, order in WORDS.items():
            daily[column] = rank(daily[column], order)
            daily[column] = daily.groupby(series)[column].cummax().map(dict(enumerate(order)))
        starts = pd.to_datetime(daily["election"].map(dict(self.first_days))).astype("datetime64[s]")
        daily["period_start"] = starts.where(starts < daily["as_of"], daily["period_start"])
        return daily.rename(columns={"area": "region_code"}).assign(category=TOTAL)

    def _reporting(self, rows: pd.DataFrame) -> pd.DataFrame:
        """For areas alone: how many governments had reported by each date, of all; none yet is a real zero."""
        rows = rows[rows["region_code"].isin(self.governments) & (rows["covers"] == "government")]
        rows = rows[rows["numerator"].notna()].assign(numerator=1.0, denominator=np.nan)
        if rows.empty:
            return rows
        weakest = roll_up(rows, ["unit", "election"])[["unit", "election", "provenance"]]
        firsts = rows[rows["as_of"] == rows.groupby(SERIES)["as_of"].transform("min")]
        firsts = roll_up(firsts, [*SERIES, "as_of"]).assign(numerator=1.0, denominator=np.nan)
        starts = firsts.groupby(["unit", "election"], as_index=False)["as_of"].min()
        waiting = starts.merge(pd.DataFrame({"region_code": self.governments}), how="cross").assign(
            numerator=0.0, denominator=np.nan, category=TOTAL, evidence="", reporter="", citation="",
            provenance=PROVENANCE_FROM_STRONG_TO_WEAK[0], period_start=lambda frame: frame["as_of"],
            period_end=lambda frame: frame["as_of"],
        )  # fmt: skip
        series = pd.concat([firsts, waiting], ignore_index=True).drop_duplicates([*SERIES, "as_of"])
        areas = self._areas(series.assign(reporter=series["region_code"], category=TOTAL))
        silent = areas["numerator"] == 0
        areas["provenance"] = areas["provenance"].mask(
            silent, areas[["unit", "election"]].merge(weakest, how="left")["provenance"]
        )
        governments = areas["region_code"].map(self.governments_in)
        # Having reported accuses nobody: there is no level of evidence to it.
        return areas.assign(denominator=governments, coverage_n=areas["numerator"], evidence="")

    # -- areas ---------------------------------------------------------------------------------------------------

    def _areas(self, own: pd.DataFrame) -> pd.DataFrame:
        """Provinces and the nation as sums over the governments inside them, with how many of them had a figure."""
        totals = own[(own["category"] == TOTAL) & own["numerator"].notna()].copy()
        if totals.empty:
            return totals
        totals["province"] = totals["region_code"].map(self.province_of)
        totals["valid_to"] = self._superseded_on(totals)
        totals = totals[totals["region_code"] != NATION]
        nation = pd.Series(NATION, index=totals.index)
        parts = own[(own["category"] != TOTAL) & own["numerator"].notna()]
        figures = []
        for area in (totals["province"], nation):
            latest = carry(totals, area, "region_code")
            figures += [roll_up(latest, AREA).assign(category=TOTAL), self._area_categories(latest, parts)]
        areas = concat(figures)
        areas = areas.rename(columns={"area": "region_code", "members": "coverage_n"})
        # Of a date's category all governments may be carried: its period is the date's, as its coverage is.
        date_of_area = areas.groupby([*SERIES, "as_of"])
        areas["coverage_n"] = date_of_area["coverage_n"].transform("max")
        areas["period_start"] = date_of_area["period_start"].transform("min")
        areas["period_end"] = date_of_area["period_end"].transform("max")
        return areas.assign(extent="area", origin="computed")

    def _superseded_on(self, totals: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
        """The next date at which the same reporter published for the same province: then a new recap counts."""
        recap = ["unit", "election", "province", "reporter"]
        dates = totals[[*recap, "as_of"]].drop_duplicates().sort_values("as_of", kind="stable")
        dates["valid_to"] = dates.groupby(recap)["as_of"].shift(-1)
        return totals[[*recap, "as_of"]].merge(dates, how="left")["valid_to"].set_axis(totals.index)

    @staticmethod
    def _area_categories(latest: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
        if parts.empty:
            return pd.DataFrame()
        joined = latest[[*AREA, "region_code", "own_as_of"]].merge(
            parts.rename(columns={"as_of": "own_as_of"}), on=["unit", "election", "region_code", "own_as_of"]
        )
        return roll_up(joined, [*AREA, "category"])

    def _silent(self, own: pd.DataFrame) -> pd.DataFrame:
        """Rows without a value for governments that had not reported when others of their province did."""
        heard = own[(own["category"] == TOTAL) & own["numerator"].notna()]
        heard = heard.assign(province=heard["region_code"].map(self.province_of))
        heard = heard[heard["province"] != NATION].sort_values("region_code", kind="stable")
        moments = heard.groupby(["unit", "election", "province", "as_of"], as_index=False).agg(
            period_start=("period_start", "min"), period_end=("period_end", "max"), provenance=("provenance", "first"),
            citation=("citation", "first"),
        )  # fmt: skip
        everyone = pd.DataFrame({"region_code": self.governments})
        everyone["province"] = everyone["region_code"].map(self.province_of)
        totals = own[own["category"] == TOTAL]
        firsts = totals.groupby(SERIES, as_index=False).agg(first=("as_of", "min"))
        silent = moments.merge(everyone, on="province").merge(firsts, on=SERIES, how="left")
        silent = silent[silent["first"].isna() | (silent["first"] > silent["as_of"])]
        return silent.assign(category=TOTAL, numerator=np.nan, extent="government", origin="published", evidence="")

    # -- finish --------------------------------------------------------------------------------------------------

    def _finish(self, figures: pd.DataFrame) -> pd.DataFrame:
        indicator = self.indicator
        frame = figures.reindex(columns=[*VALUE_COLUMNS, "reporter"]).reset_index(drop=True)
        frame["indicator"] = indicator.id
        frame["level"] = frame["region_code"].map(self.level_of)
        frame["coverage_of"] = frame["region_code"].map(self.governments_in).where(frame["coverage_n"].notna())
        known = (frame["category"] == TOTAL) | frame["category"].isin(indicator.categories)
        frame = frame[frame["level"].isin(indicator.levels) & known].copy()
        self._set_values(frame)
        self._set_intervals(frame)
        frame = self._within_range(frame)
        frame["status"] = np.select([frame["value"].isna(), frame["value"] == 0], ["missing", "zero"], "reported")
        frame = suppress(frame, indicator.suppression_threshold)
        return frame.sort_values(VALUE_KEY, kind="stable", ignore_index=True)[VALUE_COLUMNS]

    def _set_values(self, frame: pd.DataFrame) -> None:
        if not self.indicator.is_rate:
            frame["denominator"] = np.nan
            frame["value"] = frame["numerator"] * self.indicator.multiplier
            return
        usable = frame["denominator"] > 0
        frame["value"] = (frame["numerator"] / frame["denominator"].where(usable)) * self.indicator.multiplier

    def _set_intervals(self, frame: pd.DataFrame) -> None:
        if self.indicator.interval == "none":
            return
        if self.indicator.interval == "wilson":
            low, high = wilson(frame["numerator"].to_numpy(), frame["denominator"].to_numpy())
        else:
            low, high = poisson(frame["numerator"].to_numpy())
            if self.indicator.is_rate:
                over = frame["denominator"].where(frame["denominator"] > 0).to_numpy()
                low, high = low / over, high / over
        frame["ci_low"] = np.where(frame["value"].notna(), low * self.indicator.multiplier, np.nan)
        frame["ci_high"] = np.where(frame["value"].notna(), high * self.indicator.multiplier, np.nan)

    def _within_range(self, frame: pd.DataFrame) -> pd.DataFrame:
        low, high = self.indicator.valid_range
        outside = (frame["value"] < low) | (frame["value"] > (np.inf if high is None else high))
        if outside.any():
            found = frame[outside].assign(numerator_found=f"{low:g}–{'' if high is None else f'{high:g}'}")
            self._note("outside_range", found.assign(numerator=found["value"]))
            frame.loc[outside, ["value", "ci_low", "ci_high"]] = np.nan
        return frame

    # -- conflicts -----------------------------------------------------------------------------------------------

    def _note_falls(self, figures: pd.DataFrame) -> None:
        """A cumulative count that falls from one date to the next of the same reporter."""
        totals = figures[(figures["category"] == TOTAL) & figures["numerator"].notna()]
        totals = totals.sort_values("as_of", kind="stable")
        before = totals.groupby([*SERIES, "extent", "reporter"])["numerator"].shift()
        fallen = totals.assign(numerator_found=before)[totals["numerator"] < before]
        self._note("count_falls", fallen)

    def _note_parts(self, published: pd.DataFrame, areas: pd.DataFrame) -> None:
        """Totals stated for an area beside the sum of its governments on the same date."""
        if published.empty or areas.empty:
            return
        beside = areas.merge(published, on=[*SERIES, "category", "as_of"], suffixes=("_found", ""))
        beside = beside[beside["category"] == TOTAL]
        beside["detail"] = pd.Series(
            [
                {"listed": int(listed), "governments": self.governments_in[code], "institution": reporter}
                for listed, code, reporter in zip(
                    beside["coverage_n"], beside["region_code"], beside["reporter"], strict=True
                )
            ],
            index=beside.index,
            dtype=object,
        )
        self._note_different("parts_differ", beside)

    def _note_different(self, kind: str, beside: pd.DataFrame) -> None:
        """Keep pairs of which both state a number, and not the same one."""
        both = beside["numerator"].notna() & beside["numerator_found"].notna()
        self._note(kind, beside[both & (beside["numerator"] != beside["numerator_found"])])

    def _note(self, kind: str, beside: pd.DataFrame) -> None:
        """Keep pairs of numbers that do not agree: `numerator` as stated, `numerator_found` beside it."""
        if beside.empty:
            return
        frame = beside.reindex(columns=CONFLICT_COLUMNS).assign(
            kind=kind, measure=self.indicator.id, unit=beside["unit"], category=beside["category"].fillna(TOTAL),
            stated=beside["numerator"].map(as_text), found=beside["numerator_found"].map(as_text),
        )  # fmt: skip
        if "detail" not in beside:
            frame["detail"] = pd.Series([{}] * len(frame), index=frame.index, dtype=object)
        self.conflicts.append(frame)


def _as_large_as_stated(summed: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """Sums of agencies without those that employ fewer than the government last stated for the whole of itself."""
    stated = whole[(whole["category"] == TOTAL) & whole["denominator"].notna()]
    if stated.empty:
        return summed
    last = pd.merge_asof(
        summed[[*SERIES, "as_of"]].reset_index().sort_values("as_of", kind="stable"),
        stated[[*SERIES, "as_of", "denominator"]].sort_values("as_of", kind="stable"),
        on="as_of",
        by=SERIES,
        allow_exact_matches=False,
    ).set_index("index")["denominator"]
    beside = _in(summed, stated[[*SERIES, "as_of"]])  # not taken there, but held against what is stated
    return summed[beside | ~(summed["denominator"] < last.reindex(summed.index))]


def _in(rows: pd.DataFrame, keys: pd.DataFrame) -> "pd.Series[bool]":
    """Whether the key of each row is among `keys`."""
    return pd.Series(pd.MultiIndex.from_frame(rows[keys.columns]).isin(pd.MultiIndex.from_frame(keys)), rows.index)


# -- which observations an indicator counts --------------------------------------------------------------------------


def select(observations: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The observations that an indicator counts, with `numerator` and `denominator`; a rate has both or neither."""
    rows = observations[_matches(observations, indicator)]
    rows = rows.assign(numerator=_taken(rows, indicator.numerator))
    if indicator.denominator is None or indicator.counts_governments:
        rows["denominator"] = np.nan
    else:
        rows["denominator"] = _taken(rows, indicator.denominator)
        paired = rows["numerator"].notna() & rows["denominator"].notna()
        rows[["numerator", "denominator"]] = rows[["numerator", "denominator"]].where(paired)
    if indicator.is_rate:
        rows["unit"] = indicator.units[0]
    return _by_month(rows, indicator) if indicator.period == "month" else rows


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


def _matches(observations: pd.DataFrame, indicator: Indicator) -> "pd.Series[bool]":
    term = indicator.numerator
    wanted = (
        observations["measure"] != RECORD if term.measure == ANY_MEASURE else observations["measure"] == term.measure
    )
    if ANY_MEASURE not in indicator.sources:
        wanted &= observations["source"].isin(indicator.sources)
    if not indicator.is_rate:
        wanted &= observations["unit"].isin(indicator.units)
    if "agencies" in term.take:
        wanted &= observations["agency"] != ""
    for column, allowed in term.where.items():
        wanted &= observations[column].isin(allowed)
    return wanted


def _taken(rows: pd.DataFrame, term: Term) -> "pd.Series[float]":
    both = rows["value"].notna() & rows["base"].notna()
    numbers = {
        "value": rows["value"],
        "base": rows["base"],
        "agencies": pd.Series(1.0, index=rows.index).where(both),
        "complete_agencies": (rows["value"] == rows["base"]).astype(float).where(both),
        "governments": rows["value"],
    }[term.take]
    for column, allowed in term.where.items():
        numbers = numbers.where(rows[column].isin(allowed))
    return numbers


def as_text(number: object) -> str:
    """A number as it is stored in a conflict: `117`, `38.5`; other texts as they are, nothing as an empty text."""
    if isinstance(number, float):
        return "" if np.isnan(number) else f"{number:.10g}"
    return str(number)


# -- parts against totals in what was published --------------------------------------------------------------------


def parts_against_totals(events: pd.DataFrame, regions: RegionIndex) -> pd.DataFrame:
    """Stated area totals whose listed parts, of the same kind, unit, date and institution, sum to another number.

    Events whose number feeds an indicator are left to it: it notes the same of its figures.

    Args:
        events: the current events: use, kind, unit, election, as_of, institution, covers, region_code, number.

    Returns:
        Conflicts (`CONFLICT_COLUMNS`): `stated` the total, `found` the sum of the parts, `detail` how many
        governments the parts name, of how many there are.
    """
    key = ["kind", "unit", "election", "as_of", "institution"]
    numbers = events[events["number"].notna() & (events["use"] != "value")]
    totals = numbers[numbers["covers"] == "area"]
    parts = numbers[numbers["covers"] == "government"]
    parts = parts.assign(area=parts["region_code"].map(lambda code: regions.province_of(code) or NATION))
    sums = parts.groupby([*key, "area"], as_index=False).agg(found=("number", "sum"), listed=("region_code", "nunique"))
    beside = totals.merge(sums, left_on=[*key, "region_code"], right_on=[*key, "area"])
    beside = beside[beside["number"] != beside["found"]]
    detail = [
        {"listed": int(listed), "governments": len(regions.governments(code)), "institution": institution}
        for listed, code, institution in zip(
            beside["listed"], beside["region_code"], beside["institution"], strict=True
        )
    ]
    return beside.assign(
        kind="parts_differ", measure=beside["kind"], category=TOTAL, stated=beside["number"].map(as_text),
        found=beside["found"].map(as_text), detail=pd.Series(detail, index=beside.index, dtype=object),
    )[CONFLICT_COLUMNS]  # fmt: skip
