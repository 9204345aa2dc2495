"""Small numbers in what we cross-tabulate ourselves.

Figures that a source published itself, totals and coverage are not touched: the rule is for the categories of an
indicator whose file sets `suppression_threshold` because it is counted from rows about persons or cases. It holds
within one region and date; no source of such rows is read yet, and the one that will be needs it between a province
and its regencies as well.
"""

import numpy as np
import pandas as pd

from etl.indicators.reasons import SMALL_NUMBER

CELL = ["unit", "election", "region_code", "extent", "origin", "as_of"]


def suppress(values: pd.DataFrame, threshold: int, *, total: str = "total") -> pd.DataFrame:
    """Hide category cells from 1 to `threshold` - 1, and one more where a lone one could be found by subtraction.

    Args:
        values: one row a figure, with the columns of `CELL`, `category`, `status` and the numbers.
        threshold: the smallest count that may be shown; 0 hides nothing.

    Returns:
        The same rows; hidden ones have status `suppressed` and no numbers.
    """
    if threshold <= 0 or values.empty:
        return values
    cells = (values["category"] != total) & values["numerator"].notna()
    small = cells & values["numerator"].between(1, threshold - 1)
    hidden = small | _complements(values, cells & ~small, small)
    values = values.copy()
    values.loc[hidden, ["status", "reason"]] = "suppressed", SMALL_NUMBER
    values.loc[hidden, ["numerator", "denominator", "value", "ci_low", "ci_high"]] = np.nan
    return values


def _complements(values: pd.DataFrame, shown: "pd.Series[bool]", small: "pd.Series[bool]") -> "pd.Series[bool]":
    """Where exactly one cell of a group is hidden, the smallest other one: total minus the rest would give it away."""
    alone = small.groupby([values[column] for column in CELL]).transform("sum") == 1
    candidates = values[alone & shown].sort_values("numerator", kind="stable").drop_duplicates(CELL)
    return pd.Series(values.index.isin(candidates.index), index=values.index)
