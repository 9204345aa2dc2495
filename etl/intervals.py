"""Confidence limits for what is a sample of events, at 95 %. A complete count has none."""

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
LEVEL = 0.95


def wilson(successes: npt.ArrayLike, trials: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Wilson's score limits of a share (Wilson 1927, JASA 22:209-212), as fractions; NaN without trials,
    and where there are more successes than trials.

    scipy has it for one pair at a time (`binomtest(...).proportion_ci(method="wilson")`): the tests' second version.
    """
    from scipy.stats import norm  # half a second, which a load without shares does without

    k, n = _floats(successes), _floats(trials)
    n = np.where((n > 0) & (k <= n), n, np.nan)
    z = norm.ppf((1 + LEVEL) / 2)
    p = k / n
    centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    # At the ends the limits are exact; rounding would leave 0.00000000000000003.
    return np.where(k == 0, n * 0, centre - half), np.where(k == n, 1.0, centre + half)


def poisson(events: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Exact limits of a count (Garwood 1936, Biometrika 28:437-442), in the unit of the count."""
    from scipy.stats import chi2

    k = _floats(events)
    tail = (1 - LEVEL) / 2
    low: Any = chi2.ppf(tail, 2 * np.where(k > 0, k, np.nan)) / 2
    high: Any = chi2.ppf(1 - tail, 2 * (k + 1)) / 2
    return np.where(k == 0, 0.0, low), np.asarray(high, dtype=np.float64)


def _floats(values: npt.ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)
