"""How long something takes when part of it has not happened yet: Kaplan-Meier, by scipy, for many groups at once."""

import warnings
from typing import Final, Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from etl.intervals import LEVEL

Status = Literal["reached", "not_reached"]
REACHED: Final = "reached"
NOT_REACHED: Final = "not_reached"
# Products of fractions such as 3/4 * 2/3 miss one half by their last digit.
_HALF = 0.5 + 1e-12


class Median(NamedTuple):
    """A median time to an event. Days; NaN where the curve, or its confidence band, never comes down to one half.

    `status` tells that the median is not reached: more than half of the cases still wait at the longest waiting time.
    """

    n: int
    events: int
    median: float
    low: float
    high: float
    status: Status


def median_time(days: NDArray[np.float64], ended: NDArray[np.bool_]) -> Median:
    """The median of times of which some are not over.

    The estimate is the first day on which the Kaplan-Meier curve is at one half or below (Kaplan and Meier 1958, JASA
    53:457-481); the limits are the first days on which its lower and upper confidence band are (Brookmeyer and Crowley
    1982, Biometrics 38:29-41), the band being the log-log one of Greenwood's variance, which scipy reckons. Where the
    curve drops to nothing the band is undefined and limits nothing.

    Args:
        days: how long each took, or has waited until now; not negative.
        ended: whether it happened; else it is censored at that time.

    Raises:
        ValueError: there is no case, or a time is negative or missing.
    """
    from scipy.stats import CensoredData, ecdf  # half a second, which a load without cases does without

    if not len(days) or not (days >= 0).all():
        raise ValueError("times to an event are at least one, known, and not negative")
    curve = ecdf(CensoredData(uncensored=days[ended], right=days[~ended])).sf
    with warnings.catch_warnings(), np.errstate(divide="ignore", invalid="ignore"):
        # scipy warns that the band is undefined where nothing has happened yet, and where nothing is left.
        warnings.filterwarnings("ignore", message="The confidence interval is undefined", category=RuntimeWarning)
        band = curve.confidence_interval(LEVEL, method="log-log")
    median, low, high = (_first_at_half(curve.quantiles, part.probabilities) for part in (curve, band.low, band.high))
    return Median(len(days), int(ended.sum()), median, low, high, NOT_REACHED if np.isnan(median) else REACHED)


def _first_at_half(days: NDArray[np.float64], share: NDArray[np.float64]) -> float:
    """The first day on which a falling share is at one half or below; an undefined share never is."""
    below = np.flatnonzero(share <= _HALF)
    return float(days[below[0]]) if len(below) else float("nan")


def median_times(cases: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The median time to an event of each group of cases.

    Args:
        cases: one row a case, with `days` (float, not negative), `ended` (bool) and the columns `by`.
        by: what makes a group.

    Returns:
        The columns `by` and those of Median, one row a group, in order of the group.
    """
    if cases.empty:
        return pd.DataFrame(columns=[*by, *Median._fields])
    cases = cases.sort_values(by, kind="stable", ignore_index=True)
    firsts = np.flatnonzero(~cases.duplicated(by).to_numpy())
    days, ended = cases["days"].to_numpy(np.float64), cases["ended"].to_numpy(bool)
    parts = zip(np.split(days, firsts[1:]), np.split(ended, firsts[1:]), strict=True)
    found = pd.DataFrame([median_time(*part) for part in parts])
    return pd.concat([cases.loc[firsts, by].reset_index(drop=True), found], axis=1)
