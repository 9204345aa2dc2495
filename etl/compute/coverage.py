"""How many governments of an area had reported anything by a date."""

import numpy as np
import pandas as pd

from etl.aggregate import PROVENANCE_FROM_STRONG_TO_WEAK, kept, rank, roll_up, worded
from etl.compute.areas import areas
from etl.compute.columns import SERIES
from etl.compute.places import Places
from etl.indicators.registry import TOTAL


def reporting(rows: pd.DataFrame, places: Places) -> pd.DataFrame:
    """For areas alone: how many governments had reported by each date, of all; none yet is a real zero."""
    own = rows["region_code"].isin(places.governments) & (rows["covers"] == "government") & rows["numerator"].notna()
    rows = kept(rows, own)
    if rows.empty:
        return rows
    words = rows[["unit", "election", "provenance"]].drop_duplicates()
    words["provenance"] = rank(words["provenance"], PROVENANCE_FROM_STRONG_TO_WEAK)
    weakest = words.groupby(["unit", "election"], as_index=False)["provenance"].max()
    weakest["provenance"] = worded(weakest["provenance"].to_numpy(), PROVENANCE_FROM_STRONG_TO_WEAK)
    firsts = rows[rows["as_of"] == rows.groupby(SERIES)["as_of"].transform("min")]
    firsts = roll_up(firsts, [*SERIES, "as_of"]).assign(numerator=1.0, denominator=np.nan)
    starts = firsts.groupby(["measure", "unit", "election"], as_index=False)["as_of"].min()
    waiting = starts.merge(pd.DataFrame({"region_code": places.governments}), how="cross").assign(
        numerator=0.0, denominator=np.nan, category=TOTAL, evidence="", reporter="", citation="",
        provenance=PROVENANCE_FROM_STRONG_TO_WEAK[0], period_start=lambda frame: frame["as_of"],
        period_end=lambda frame: frame["as_of"],
    )  # fmt: skip
    series = pd.concat([firsts, waiting], ignore_index=True).drop_duplicates([*SERIES, "as_of"])
    found = areas(series.assign(reporter=series["region_code"], category=TOTAL, tabulated=False), places)
    nobody = found["numerator"] == 0
    found["provenance"] = found["provenance"].mask(
        nobody, found[["unit", "election"]].merge(weakest, how="left")["provenance"]
    )
    governments = found["region_code"].map(places.governments_in)
    # Having reported accuses nobody: there is no level of evidence to it.
    return found.assign(denominator=governments, coverage_n=found["numerator"], evidence="")
