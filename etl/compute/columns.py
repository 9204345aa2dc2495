"""What compute returns: the columns of figures and of conflicts."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from etl.aggregate import concat

NATION: Final = "00"
# What one figure follows another in. `measure`: the indicator, or the measure that a denominator is taken from.
SERIES: Final = ["measure", "unit", "election", "region_code"]
VALUE_KEY: Final = ["indicator", "unit", "region_code", "extent", "origin", "category", "election", "as_of"]
VALUE_COLUMNS: Final = [
    *VALUE_KEY, "level", "period_start", "period_end", "numerator", "denominator", "value", "ci_low", "ci_high",
    "status", "reason", "evidence", "coverage_n", "coverage_of", "provenance", "citation",
]  # fmt: skip
CONFLICT_COLUMNS: Final = [
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


def stacked(frames: list[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    """Frames one below another with exactly these columns."""
    filled = concat([*frames, pd.DataFrame(columns=columns)])
    return filled.reindex(columns=columns)
