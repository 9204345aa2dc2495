"""From sums to figures: divide last, limits, range, status, small numbers."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.aggregate import concat, looked_up
from etl.compute.columns import VALUE_COLUMNS, VALUE_KEY
from etl.compute.differences import Differences
from etl.compute.places import Places
from etl.disclosure import suppress
from etl.indicators.reasons import DENOMINATOR_ZERO, NOT_STATED, OUTSIDE_RANGE
from etl.indicators.registry import TOTAL, Indicator
from etl.intervals import Floats, poisson, wilson

Flags = npt.NDArray[np.bool_]
Declared = Callable[[Callable[[Indicator], Any]], "np.ndarray[Any, Any]"]


def finish(
    figures: pd.DataFrame, indicators: Mapping[str, Indicator], places: Places, differences: Differences
) -> pd.DataFrame:
    """Sums (`numerator`, `denominator`) as figures with the columns `VALUE_COLUMNS`, in the order of `VALUE_KEY`.

    Args:
        figures: of all indicators, each under its `measure`.
        indicators: by id, in the order in which their figures come.
    """
    frame = figures.reindex(columns=[*VALUE_COLUMNS, "reporter", "tabulated", "measure"]).reset_index(drop=True)
    frame["indicator"] = frame["measure"]
    frame["level"] = looked_up(frame["region_code"], places.level_of)
    frame = frame[_known(frame, indicators)].copy()
    frame["tabulated"] = frame["tabulated"].eq(True)
    frame["value"] = frame["value"].astype("float64")
    frame["reason"] = frame["reason"].astype(object)
    governments = places.governments_on(frame["region_code"], frame["as_of"])
    frame["coverage_of"] = governments.where(frame["coverage_n"].notna())
    declared = _declared(frame, indicators)
    _set_values(frame, declared)
    _set_intervals(frame, declared)
    _hold_in_range(frame, declared, differences)
    frame["status"] = np.select([frame["value"].isna(), frame["value"] == 0], ["missing", "zero"], "reported")
    frame["reason"] = frame["reason"].fillna(NOT_STATED).where(frame["value"].isna(), "")
    frame = _suppressed(frame, indicators, places)
    order = {name: place for place, name in enumerate(indicators)}
    frame["order"] = frame["indicator"].map(order)
    return frame.sort_values(["order", *VALUE_KEY[1:]], kind="stable", ignore_index=True)[VALUE_COLUMNS]


def _known(frame: pd.DataFrame, indicators: Mapping[str, Indicator]) -> "np.ndarray[Any, Any]":
    """Which figures are of a level and category that their indicator has."""
    columns = ["indicator", "level", "category"]
    sort = frame.groupby(columns, dropna=False, sort=False).ngroup().to_numpy()
    has = [
        level in indicators[name].levels and (category == TOTAL or category in indicators[name].categories)
        for name, level, category in frame[columns].drop_duplicates().itertuples(index=False)
    ]
    return np.array(has, dtype=bool)[sort]


def _declared(frame: pd.DataFrame, indicators: Mapping[str, Indicator]) -> Declared:
    """What the indicator of each row says, asked of each indicator once."""
    place, names = pd.factorize(frame["indicator"])
    return lambda ask: np.array([ask(indicators[name]) for name in names])[place]


def _set_values(frame: pd.DataFrame, declared: Declared) -> None:
    is_rate, is_median = declared(lambda each: each.is_rate), declared(lambda each: each.is_median)
    over = frame["denominator"].where(is_rate | is_median)
    counted = (frame["numerator"] / over.where(over > 0)).where(is_rate, frame["numerator"])
    frame["denominator"] = over
    frame["reason"] = frame["reason"].mask(is_rate & (over == 0), DENOMINATOR_ZERO)
    frame["value"] = frame["value"].where(is_median, counted) * declared(lambda each: each.multiplier)


def _set_intervals(frame: pd.DataFrame, declared: Declared) -> None:
    sort, multiplier = declared(lambda each: each.interval), declared(lambda each: each.multiplier)
    # The limits of a median were found with the median itself.
    limits = frame[["ci_low", "ci_high"]].to_numpy("float64", copy=True)
    limits[(sort == "none") | frame["value"].isna()] = np.nan
    for name, limits_of in (("wilson", _of_shares), ("poisson", _of_counts)):
        mine = (sort == name) & frame["value"].notna().to_numpy()
        if mine.any():
            limits[mine] = np.column_stack(limits_of(frame[mine], declared(lambda each: each.is_rate)[mine]))
    frame["ci_low"], frame["ci_high"] = limits[:, 0] * multiplier, limits[:, 1] * multiplier


def _of_shares(frame: pd.DataFrame, _: Flags) -> tuple[Floats, Floats]:
    return wilson(frame["numerator"].to_numpy(), frame["denominator"].to_numpy())


def _of_counts(frame: pd.DataFrame, is_rate: Flags) -> tuple[Floats, Floats]:
    over = np.where(is_rate, frame["denominator"].to_numpy(), 1.0)
    low, high = poisson(frame["numerator"].to_numpy())
    return low / over, high / over


def _hold_in_range(frame: pd.DataFrame, declared: Declared, differences: Differences) -> None:
    low = declared(lambda each: each.valid_range[0])
    high = declared(lambda each: np.inf if each.valid_range[1] is None else each.valid_range[1])
    outside = (frame["value"] < low) | (frame["value"] > high)
    if not outside.any():
        return
    limits = [f"{least:g}–{'' if most == np.inf else f'{most:g}'}" for least, most in zip(low, high, strict=True)]
    beside = frame.assign(numerator=frame["value"], numerator_found=limits)
    differences.note("outside_range", beside[outside])
    frame.loc[outside, ["value", "ci_low", "ci_high"]] = np.nan
    frame.loc[outside, "reason"] = OUTSIDE_RANGE


def _suppressed(frame: pd.DataFrame, indicators: Mapping[str, Indicator], places: Places) -> pd.DataFrame:
    """Without the small numbers of the breakdowns that we tabulated, and what would give them away."""
    for name in frame.loc[frame["tabulated"] & (frame["category"] != TOTAL), "indicator"].unique():
        mine = frame["indicator"] == name
        shown = suppress(frame[mine], indicators[name].suppression_threshold, places.province_of)
        frame = concat([frame[~mine], shown])
    return frame
