"""Whether two indicators go together: rank correlation, and how sure it is. Pure."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

FEWEST: Final = 10
"""Points below which nothing is said."""
_Z95 = 1.959963984540054
_ALMOST_ONE = 1 - 1e-12  # of a perfect order Fisher's transformation has no end


@dataclass(frozen=True, slots=True)
class Association:
    """Spearman's rank correlation of `n` points, with its 95 % limits."""

    rho: float
    low: float
    high: float
    n: int

    @property
    def sign(self) -> int:
        """1 or -1 where it is surely not nothing, else 0."""
        return 1 if self.low > 0 else -1 if self.high < 0 else 0


def association(xs: npt.ArrayLike, ys: npt.ArrayLike) -> Association | None:
    """The rank correlation of points; None of fewer than FEWEST, or where one of the two is everywhere the same.

    The limits are Fisher's with the variance (1 + rho²/2)/(n - 3) (Bonett and Wright, Psychometrika 65:23-28, 2000).
    scipy has the coefficient too, and takes half a second to be imported: it is the tests' second version.
    """
    x, y = (pd.Series(np.asarray(each, dtype=np.float64)).rank() for each in (xs, ys))
    n = len(x)
    if n < FEWEST or x.min() == x.max() or y.min() == y.max():
        return None
    rho = float(np.clip(np.corrcoef(x, y)[0, 1], -1, 1))
    middle = np.arctanh(np.clip(rho, -_ALMOST_ONE, _ALMOST_ONE))
    width = _Z95 * ((1 + rho**2 / 2) / (n - 3)) ** 0.5
    return Association(rho, min(float(np.tanh(middle - width)), rho), max(float(np.tanh(middle + width)), rho), n)
