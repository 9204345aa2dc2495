"""A government's own figure at a date: stated for its whole, else its categories added, else its agencies."""

import pandas as pd

from etl.aggregate import (
    EVIDENCE_FROM_STRONG_TO_WEAK,
    PROVENANCE_FROM_STRONG_TO_WEAK,
    concat,
    rank,
    roll_up,
    running,
)
from etl.compute.columns import SERIES
from etl.compute.differences import Differences
from etl.indicators.registry import TOTAL


def own_figures(rows: pd.DataFrame, differences: Differences) -> pd.DataFrame:
    """One row a government, category and date: stated for the whole, else summed over its agencies."""
    whole = with_totals(one_each(rows[rows["agency"] == ""], differences), differences)
    agencies = one_each(rows[rows["agency"] != ""], differences, [*SERIES, "agency"])
    if agencies.empty:
        return whole
    summed = _latest_summed(agencies).assign(category=TOTAL, origin="computed")
    summed["reporter"] = summed["region_code"]
    return _stated_or_summed(whole, _as_large_as_stated(summed, whole), "agencies_differ", differences)


def _latest_summed(agencies: pd.DataFrame) -> pd.DataFrame:
    """At each date on which an agency has a row, the latest numbers of all agencies of the government, summed.

    A date on which none has a number has none either.
    """
    known = agencies[agencies["numerator"].notna()].sort_values("as_of", kind="stable")
    known = known.assign(until=known.groupby([*SERIES, "agency"])["as_of"].shift(-1))
    unknown = agencies[agencies["numerator"].isna()]
    if unknown.empty:
        return running(known, SERIES)
    blank = unknown[~_in(unknown, known[[*SERIES, "as_of"]])]
    return concat([*([] if known.empty else [running(known, SERIES)]), roll_up(blank, [*SERIES, "as_of"])])


def with_totals(rows: pd.DataFrame, differences: Differences) -> pd.DataFrame:
    """Rows of one region and date that differ by category sum to its total, unless a total is stated."""
    rows = rows.assign(origin="published")
    parts = rows[rows["category"] != TOTAL]
    if parts.empty:
        return rows
    key = [*SERIES, "as_of"]
    sums = roll_up(parts, key).assign(category=TOTAL, origin="computed", agency="")
    first = parts.sort_values("category", kind="stable").groupby(key, as_index=False)["reporter"].first()
    sums["reporter"] = sums.merge(first, on=key)["reporter"]
    return _stated_or_summed(rows, sums, "categories_differ", differences)


def one_each(rows: pd.DataFrame, differences: Differences, series: list[str] = SERIES) -> pd.DataFrame:
    """One row a series, category and date; where sources differ on it, the last by name, and a conflict."""
    key = [*series, "category", "as_of"]
    several = rows.duplicated(key, keep=False)
    if not several.any():
        return rows.reset_index(drop=True)
    same, others = rows[several], rows[~several]
    order = [*key, "known", "reporter", "citation", "numerator", "denominator", "evidence", "provenance"]
    ranked = same.assign(
        known=same["numerator"].notna(),
        evidence=rank(same["evidence"], EVIDENCE_FROM_STRONG_TO_WEAK),
        provenance=rank(same["provenance"], PROVENANCE_FROM_STRONG_TO_WEAK),
    ).sort_values("period_start", ascending=False, kind="stable")
    same = same.loc[ranked.sort_values(order, kind="stable", na_position="first").index]
    last = same.drop_duplicates(key, keep="last")
    lost = same[same.duplicated(key, keep="last")]
    differences.note_different("sources_differ", lost.merge(last, on=key, suffixes=("_found", "")))
    return pd.concat([others, last], ignore_index=True)


def _stated_or_summed(stated: pd.DataFrame, sums: pd.DataFrame, kind: str, differences: Differences) -> pd.DataFrame:
    """Stated rows, and sums of parts where no total is stated; a total without a number states nothing."""
    if stated.empty or sums.empty:
        return concat([stated, sums])
    key = [*SERIES, "category", "as_of"]
    differences.note_different(kind, sums.merge(stated, on=key, suffixes=("_found", "")))
    known = stated.loc[stated["numerator"].notna(), key]
    blank = stated.loc[stated["numerator"].isna(), key]
    sums = sums[~_in(sums, known) & ~(_in(sums, blank) & sums["numerator"].isna())]
    return concat([stated[~(stated["numerator"].isna() & _in(stated, sums[key]))], sums])


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
