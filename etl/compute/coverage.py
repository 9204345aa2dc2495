"""How many governments of an area had reported anything by a date."""

import numpy as np
import pandas as pd

from etl.aggregate import PROVENANCE_FROM_STRONG_TO_WEAK, kept, rank, roll_up, worded
from etl.compute.columns import SERIES
from etl.compute.places import Places
from etl.indicators.registry import TOTAL

_TOLD = ["measure", "unit", "election"]


def heard(rows: pd.DataFrame, places: Places) -> pd.DataFrame:
    """The observations by which a government has reported."""
    own = rows["region_code"].isin(places.governments) & (rows["covers"] == "government") & rows["numerator"].notna()
    return kept(rows, own)


def reporters(rows: pd.DataFrame, places: Places) -> pd.DataFrame:
    """Figures of governments that an area sums: one from the first report on, before it nothing, a real zero.

    Who was founded after the first report of all is silent from that day on: the area then has one government more.

    Args:
        rows: what was heard.
    """
    if rows.empty:
        return rows
    firsts = rows[rows["as_of"] == rows.groupby(SERIES)["as_of"].transform("min")]
    firsts = roll_up(firsts, [*SERIES, "as_of"]).assign(numerator=1.0, denominator=np.nan)
    starts = firsts.groupby(_TOLD, as_index=False)["as_of"].min()
    waiting = starts.merge(places.members[["region_code", "begun"]], how="cross").assign(
        as_of=lambda frame: frame["as_of"].where(~(frame["as_of"] < frame["begun"]), frame["begun"]),
        numerator=0.0, denominator=np.nan, evidence="", citation="", provenance=PROVENANCE_FROM_STRONG_TO_WEAK[0],
        period_start=lambda frame: frame["as_of"], period_end=lambda frame: frame["as_of"],
    )  # fmt: skip
    waiting = waiting.merge(firsts[[*SERIES, "as_of"]].rename(columns={"as_of": "first"}), on=SERIES, how="left")
    waiting = waiting[~(waiting["first"] <= waiting["as_of"])].drop(columns=["begun", "first"])
    series: pd.DataFrame = pd.concat([firsts, waiting], ignore_index=True)
    return series.assign(reporter=series["region_code"], category=TOTAL, tabulated=False)


def reporting(sums: pd.DataFrame, rows: pd.DataFrame, places: Places) -> pd.DataFrame:
    """How many governments of an area had reported by each date, of all that it has.

    Args:
        sums: of `reporters`, over areas.
        rows: what was heard.
    """
    if sums.empty:
        return sums
    words = rows[[*_TOLD, "provenance"]].drop_duplicates()
    words["provenance"] = rank(words["provenance"], PROVENANCE_FROM_STRONG_TO_WEAK)
    weakest = sums[_TOLD].merge(words.groupby(_TOLD, as_index=False)["provenance"].max(), how="left")["provenance"]
    unheard = (sums["numerator"] == 0).to_numpy()
    provenance = np.where(unheard, worded(weakest, PROVENANCE_FROM_STRONG_TO_WEAK), sums["provenance"])
    governments = places.governments_on(sums["region_code"], sums["as_of"])
    # Having reported accuses nobody: there is no level of evidence to it.
    return sums.assign(
        denominator=governments, coverage_n=sums["numerator"], evidence="", provenance=pd.array(provenance, dtype="str")
    )
