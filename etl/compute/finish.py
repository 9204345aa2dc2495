"""From sums to figures: divide last, limits, range, status, small numbers."""

import numpy as np
import pandas as pd

from etl.aggregate import looked_up
from etl.compute.columns import VALUE_COLUMNS, VALUE_KEY
from etl.compute.differences import Differences
from etl.compute.places import Places
from etl.disclosure import suppress
from etl.indicators.reasons import DENOMINATOR_ZERO, NOT_STATED, OUTSIDE_RANGE
from etl.indicators.registry import TOTAL, Indicator
from etl.intervals import poisson, wilson


def finish(figures: pd.DataFrame, indicator: Indicator, places: Places, differences: Differences) -> pd.DataFrame:
    """Sums (`numerator`, `denominator`) as figures with the columns `VALUE_COLUMNS`, in the order of `VALUE_KEY`."""
    frame = figures.reindex(columns=[*VALUE_COLUMNS, "reporter", "tabulated"]).reset_index(drop=True)
    frame["tabulated"] = frame["tabulated"].eq(True)
    frame["value"] = frame["value"].astype("float64")
    frame["indicator"] = indicator.id
    frame["reason"] = frame["reason"].astype(object)
    frame["level"] = looked_up(frame["region_code"], places.level_of)
    frame["coverage_of"] = frame["region_code"].map(places.governments_in).where(frame["coverage_n"].notna())
    known = (frame["category"] == TOTAL) | frame["category"].isin(indicator.categories)
    frame = frame[frame["level"].isin(indicator.levels) & known].copy()
    _set_values(frame, indicator)
    _set_intervals(frame, indicator)
    frame = _within_range(frame, indicator, differences)
    frame["status"] = np.select([frame["value"].isna(), frame["value"] == 0], ["missing", "zero"], "reported")
    frame["reason"] = frame["reason"].fillna(NOT_STATED).where(frame["value"].isna(), "")
    frame = suppress(frame, indicator.suppression_threshold, places.province_of)
    return frame.sort_values(VALUE_KEY, kind="stable", ignore_index=True)[VALUE_COLUMNS]


def _set_values(frame: pd.DataFrame, indicator: Indicator) -> None:
    if indicator.numerator.take == "median_days":
        frame["value"] = frame["value"] * indicator.multiplier
        return
    if not indicator.is_rate:
        frame["denominator"] = np.nan
        frame["value"] = frame["numerator"] * indicator.multiplier
        return
    usable = frame["denominator"] > 0
    frame["reason"] = frame["reason"].mask(frame["denominator"] == 0, DENOMINATOR_ZERO)
    frame["value"] = (frame["numerator"] / frame["denominator"].where(usable)) * indicator.multiplier


def _set_intervals(frame: pd.DataFrame, indicator: Indicator) -> None:
    if indicator.interval == "none":
        frame[["ci_low", "ci_high"]] = np.nan
        return
    if indicator.interval == "log_log":  # found with the median itself
        low, high = frame["ci_low"].to_numpy("float64"), frame["ci_high"].to_numpy("float64")
    elif indicator.interval == "wilson":
        low, high = wilson(frame["numerator"].to_numpy(), frame["denominator"].to_numpy())
    else:
        low, high = poisson(frame["numerator"].to_numpy())
        if indicator.is_rate:
            over = frame["denominator"].where(frame["denominator"] > 0).to_numpy()
            low, high = low / over, high / over
    frame["ci_low"] = np.where(frame["value"].notna(), low * indicator.multiplier, np.nan)
    frame["ci_high"] = np.where(frame["value"].notna(), high * indicator.multiplier, np.nan)


def _within_range(frame: pd.DataFrame, indicator: Indicator, differences: Differences) -> pd.DataFrame:
    low, high = indicator.valid_range
    outside = (frame["value"] < low) | (frame["value"] > (np.inf if high is None else high))
    if outside.any():
        found = frame[outside].assign(numerator_found=f"{low:g}–{'' if high is None else f'{high:g}'}")
        differences.note("outside_range", found.assign(numerator=found["value"]))
        frame.loc[outside, ["value", "ci_low", "ci_high"]] = np.nan
        frame.loc[outside, "reason"] = OUTSIDE_RANGE
    return frame
