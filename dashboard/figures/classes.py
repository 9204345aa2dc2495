"""Classes of a map: few, and with bounds that read like the figures themselves.

Figures of this field are very skewed (one region 100, most below 5), so classes are made of the *distinct* values: many
regions with the same small number do not eat up the scale. Values are classed as they are shown, rounded to the
indicator's decimals, so that the legend never contradicts a figure.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import jenkspy
import numpy as np
import numpy.typing as npt

from dashboard.figures.palette import TONES, ramp
from etl.indicators.registry import Indicator

MOST = 5
_MOST_COMPARED = 2000  # distinct values; of more, natural breaks are sought among so many of equal rank distance
_NEAR = 0.1  # of the span from the 10th to the 90th percentile: so near to the benchmark is no difference

Method = Literal["quantile", "natural", "fixed", "diverging"]
METHODS: Final[tuple[Method, ...]] = ("quantile", "natural", "fixed", "diverging")
Steps = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Classing:
    """How values become classes.

    `quantile`: about as many distinct values in each. `natural`: breaks where values lie far apart (Fisher 1958,
    Jenks 1967: least sum of squared distances from the means of classes). `fixed`: from `thresholds` on, in the
    indicator's unit, the last one up to `ceiling`, or open. `diverging`: two classes below `benchmark`, one near it,
    two above; better is purple.
    """

    method: Method = "quantile"
    thresholds: tuple[float, ...] = ()
    ceiling: float | None = None
    benchmark: float | None = None
    higher_is_better: bool = True


QUANTILE: Final = Classing()


@dataclass(frozen=True)
class ValueClass:
    """From `low` to `high`, both included (None: open), in the indicator's unit.

    `tone`: 1 (pale) to 7 (deep); of a diverging scale 1 (better) to 5 (worse).
    """

    low: float
    high: float | None
    tone: int

    def label(self, number: Callable[[float], str]) -> str:
        """`1`, `2–4`, `≥ 99`."""
        if self.high is None:
            return f"≥ {number(self.low)}"
        return number(self.low) if self.low == self.high else f"{number(self.low)}–{number(self.high)}"


@dataclass(frozen=True)
class Scale:
    """Classes from low to high. `places` is their decimals; `benchmark` is what a diverging one turns at."""

    classes: tuple[ValueClass, ...]
    places: int
    classing: Classing = QUANTILE

    @property
    def is_diverging(self) -> bool:
        return self.classing.method == "diverging"

    def index(self, values: Sequence[float] | npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
        """Which class each value falls into. Shape as `values`; none of them may be missing."""
        lows = steps(np.array([each.low for each in self.classes]), self.places)
        index = np.searchsorted(lows, steps(np.asarray(values, dtype=float), self.places), side="right") - 1
        return np.asarray(index, dtype=np.int64)


def methods_of(indicator: Indicator) -> tuple[Method, ...]:
    """The methods that make sense for an indicator, its own first.

    A sum has no value of the nation to be compared with, and where neither more nor less is better nothing diverges.
    """
    compared = indicator.polarity != "neutral" and (indicator.is_rate or indicator.is_median)
    fixed: tuple[Method, ...] = ("fixed",) if indicator.thresholds else ()
    return (*fixed, "quantile", "natural", *(("diverging",) if compared else ()))


def build_scale(
    values: Sequence[float] | npt.NDArray[np.float64],
    places: int = 0,
    most: int = MOST,
    classing: Classing = QUANTILE,
) -> Scale:
    """Classes of values.

    Args:
        values: figures that are neither missing nor zero, any order. Those are classes of their own and not given here.
        places: decimals that are shown.
        most: classes at most, of quantiles and natural breaks; where there are no more distinct values than that, each
            has its own.

    Returns:
        A scale in which a class ends one step (1, or 0.1 with one decimal) below the next. Of quantiles, with `k`
        classes of `m` distinct values, the value of rank `r` (from 0) is in class `r * k // m`.
    """
    if not 1 <= most <= TONES:
        raise ValueError(f"at most {TONES} classes can be told apart, not {most}")
    distinct = np.unique(steps(np.asarray(values, dtype=float), places))
    if classing.method == "diverging" and classing.benchmark is not None:
        lows, tones = _around(distinct, int(steps(np.array([classing.benchmark]), places)[0]), classing)
    elif classing.method == "fixed":
        lows = _fixed(distinct, steps(np.array(classing.thresholds), places))
        tones = [*ramp(len(lows))]
    else:
        lows = _natural(distinct, most) if classing.method == "natural" else _quantile(distinct, most)
        tones = [*ramp(len(lows))]
    each_its_own = classing.method in ("quantile", "natural") and len(distinct) <= most
    highs = lows.tolist() if each_its_own else _highs(lows, distinct, places, classing)
    step = 10**places
    classes = tuple(
        ValueClass(low / step, None if high is None else high / step, tone)
        for low, high, tone in zip(lows.tolist(), highs, tones, strict=True)
    )
    return Scale(classes, places, classing)


def _highs(lows: Steps, distinct: Steps, places: int, classing: Classing) -> list[int | None]:
    if not len(lows):
        return []
    last: int | None = int(distinct[-1])
    if classing.method == "fixed":
        last = None if classing.ceiling is None else int(steps(np.array([classing.ceiling]), places)[0])
    return [*(lows[1:] - 1).tolist(), last]


def _fixed(distinct: Steps, thresholds: Steps) -> Steps:
    """All classes, whether or not something is in them: from the least that is no zero on."""
    return np.unique([min(1, *distinct.tolist()), *thresholds.tolist()]) if len(distinct) else distinct


def _quantile(distinct: Steps, most: int) -> Steps:
    if len(distinct) <= most:
        return distinct
    return distinct[np.searchsorted(np.arange(len(distinct)) * most // len(distinct), np.arange(most))]


def _natural(distinct: Steps, most: int) -> Steps:
    if len(distinct) <= most:
        return distinct
    compared = distinct
    if len(distinct) > _MOST_COMPARED:
        compared = distinct[np.linspace(0, len(distinct) - 1, _MOST_COMPARED).round().astype(int)]
    lasts = np.array(jenkspy.jenks_breaks(compared.astype(float), n_classes=most)[1:-1])
    return np.array([distinct[0], *distinct[np.searchsorted(distinct, lasts, side="right")]], dtype=np.int64)


def _around(distinct: Steps, benchmark: int, classing: Classing) -> tuple[Steps, list[int]]:
    """The lower bounds of classes around a benchmark, and their tones; a class that nothing falls into is left out."""
    if not len(distinct):
        return distinct, []
    sides = [side for side in (distinct[distinct < benchmark], distinct[distinct > benchmark]) if len(side)]
    apart = [np.median(np.abs(side - benchmark)) for side in sides]
    # Where one side is much narrower than the other, as rates near 100 % are, half of it still is not near.
    near = int(min([_NEAR * np.ptp(np.percentile(distinct, [10, 90])), *(each / 2 for each in apart)]))
    below, above = distinct[distinct < benchmark - near], distinct[distinct > benchmark + near]
    between = len(below) + len(above) < len(distinct) or (len(below) and len(above))
    bounds = [
        below[0] if len(below) > 1 else None,
        below[len(below) // 2] if len(below) else None,
        benchmark - near if between else None,
        benchmark + near + 1 if len(above) else None,
        above[(len(above) + 1) // 2] if len(above) > 1 else None,
    ]
    tones = [5, 4, 3, 2, 1] if classing.higher_is_better else [1, 2, 3, 4, 5]
    kept = [(bound, tone) for bound, tone in zip(bounds, tones, strict=True) if bound is not None]
    return np.array([bound for bound, _ in kept], dtype=np.int64), [tone for _, tone in kept]


def steps(values: npt.NDArray[np.float64], places: int) -> npt.NDArray[np.int64]:
    """Values in units of the last shown decimal, halves away from zero as `Text.number` does it."""
    scaled = np.round(np.abs(values) * 10**places, 6)  # 2.675 * 100 is 267.49999...
    return np.asarray(np.sign(values) * np.floor(scaled + 0.5), dtype=np.int64)
