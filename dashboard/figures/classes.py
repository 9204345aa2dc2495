"""Classes of a map: few, of about equally many distinct values, with bounds that read like the figures themselves.

Figures of this field are very skewed (one region 100, most below 5), so the classes are quantiles of the *distinct*
values: many regions with the same small number do not eat up the scale. Values are classed as they are shown, rounded
to the indicator's decimals, so that the legend never contradicts a figure.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.figures.palette import TONES, ramp

MOST = 5


@dataclass(frozen=True)
class ValueClass:
    """From `low` to `high`, both included, in the indicator's unit; `tone` 1 (pale) to 7 (deep)."""

    low: float
    high: float
    tone: int

    def label(self, number: Callable[[float], str]) -> str:
        """`1`, `2–4`."""
        return number(self.low) if self.low == self.high else f"{number(self.low)}–{number(self.high)}"


@dataclass(frozen=True)
class Scale:
    """Classes from low to high. `places` is their decimals."""

    classes: tuple[ValueClass, ...]
    places: int

    def index(self, values: Sequence[float] | npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
        """Which class each value falls into. Shape as `values`; none of them may be missing."""
        lows = steps(np.array([each.low for each in self.classes]), self.places)
        index = np.searchsorted(lows, steps(np.asarray(values, dtype=float), self.places), side="right") - 1
        return np.asarray(index, dtype=np.int64)


def build_scale(values: Sequence[float] | npt.NDArray[np.float64], places: int = 0, most: int = MOST) -> Scale:
    """Quantile classes of the distinct values.

    Args:
        values: figures that are neither missing nor zero, any order. Those are classes of their own and not given here.
        places: decimals that are shown.
        most: classes at most; where there are no more distinct values than that, each has its own.

    Returns:
        A scale without gaps: a class ends one step (1, or 0.1 with one decimal) below the next. With `k` classes of
        `m` distinct values, the value of rank `r` (from 0) is in class `r * k // m`.
    """
    if not 1 <= most <= TONES:
        raise ValueError(f"at most {TONES} classes can be told apart, not {most}")
    distinct = np.unique(steps(np.asarray(values, dtype=float), places))
    if len(distinct) <= most:
        bounds = [(int(value), int(value)) for value in distinct]
    else:
        firsts = distinct[np.searchsorted(np.arange(len(distinct)) * most // len(distinct), np.arange(most))]
        lasts = np.append(firsts[1:] - 1, distinct[-1])
        bounds = [(int(low), int(high)) for low, high in zip(firsts, lasts, strict=True)]
    step = 10**places
    tones = ramp(len(bounds))
    return Scale(
        tuple(ValueClass(low / step, high / step, tone) for (low, high), tone in zip(bounds, tones, strict=True)),
        places,
    )


def steps(values: npt.NDArray[np.float64], places: int) -> npt.NDArray[np.int64]:
    """Values in units of the last shown decimal, halves away from zero as `Text.number` does it."""
    scaled = np.round(np.abs(values) * 10**places, 6)  # 2.675 * 100 is 267.49999...
    return np.asarray(np.sign(values) * np.floor(scaled + 0.5), dtype=np.int64)
