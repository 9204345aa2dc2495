"""How far a region's rate may lie from the overall one by chance, and by what chance alone does not explain. Pure.

A region's score is exact: the chance of fewer events than it has, and half that of just as many (mid-p), as standard
deviations of a normal curve. Forms that stabilise the variance instead, such as roots or arcsines, call it unusual that
a region has no event where 2.2 would be expected, which happens to every ninth; many regions have so few.

Regions differ by more than chance without anything being amiss: staff of one office act alike, and not everything is
written down. So limits are widened by the multiplicative factor of Spiegelhalter (Statistics in Medicine 24:1185-1202,
2005; Qual Saf Health Care 14:347-351, 2005): phi is the mean square of the scores, of which the outer tenths are drawn
in to the values at their edge (winsorised), lest the few that are to be found hide themselves. With phi above 1 a
region is outside where its score is beyond sqrt(phi) times the usual limit. Where there is chance alone, drawing in
makes phi 0.68 among many regions.
"""

from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Model = Literal["binomial", "poisson"]
Side = Literal["far_below", "below", "inside", "above", "far_above"]

WARN: Final = 1.959963984540054
"""Standard deviations within which chance stays in 95 % of cases."""
ALARM: Final = 3.090232306167813
"""The same in 99.8 %."""
FEWEST: Final = 10
"""Regions below which their dispersion cannot be told."""
_DRAWN_IN: Final = 0.1
_SIDES: Final[tuple[Side, ...]] = ("far_below", "below", "inside", "above", "far_above")
_LEAST: Final = 1e-290  # a chance below this is no number that can be relied on
_HALVINGS: Final = 40


@dataclass(frozen=True, eq=False)
class Funnel:
    """Regions around their overall rate.

    Attributes:
        centre: events per exposure of all together.
        scores: of each region, in standard deviations from the centre.
        dispersion: phi.
    """

    model: Model
    centre: float
    scores: Floats
    dispersion: float

    @property
    def widening(self) -> float:
        """By how much limits are wider than chance alone would have them."""
        return float(max(self.dispersion, 1.0) ** 0.5)

    @property
    def sides(self) -> tuple[Side, ...]:
        """Where each region lies: `far_...` outside the limits of 99.8 %, else outside those of 95 %, or inside."""
        ends = np.array([-ALARM, -WARN, WARN, ALARM]) * self.widening
        return tuple(_SIDES[place] for place in np.searchsorted(ends, self.scores))

    def limits(self, exposures: npt.ArrayLike, z: float) -> tuple[Floats, Floats]:
        """The rates at which regions of these exposures begin to lie outside. `z`: WARN or ALARM."""
        n = np.asarray(exposures, dtype=np.float64)
        return self._crossing(n, -z * self.widening) / n, self._crossing(n, z * self.widening) / n

    def _crossing(self, n: Floats, score: float) -> Floats:
        """The events whose score is this one, found by halving; the end of what is possible where none is."""
        expected = self.centre * n
        reach = expected + (abs(score) + 3) ** 2 * (np.sqrt(expected) + 1)
        few, many = n * 0, np.where(n > 0, n if self.model == "binomial" else reach, 0)
        for _ in range(_HALVINGS):
            middle = (few + many) / 2
            is_less = _scores(middle, n, self.centre, self.model) < score
            few, many = np.where(is_less, middle, few), np.where(is_less, many, middle)
        return np.asarray((few + many) / 2)


def funnel_of(events: npt.ArrayLike, exposures: npt.ArrayLike, model: Model) -> Funnel:
    """The funnel of regions.

    Args:
        events, exposures: of each region; of `binomial` no more events than exposures.

    Raises:
        ValueError: no events at all, only events, or a region without exposure.
    """
    k, n = np.asarray(events, dtype=np.float64), np.asarray(exposures, dtype=np.float64)
    if not (n > 0).all():
        raise ValueError("a region without exposure has no rate")
    if not k.sum() > 0 or (model == "binomial" and not k.sum() < n.sum()):
        raise ValueError("where all regions have no events, or nothing else, there is nothing to compare")
    centre = float(k.sum() / n.sum())
    scores = _scores(k, n, centre, model)
    drawn_in = np.clip(scores, *np.quantile(scores, [_DRAWN_IN, 1 - _DRAWN_IN]))
    return Funnel(model, centre, scores, float(np.mean(drawn_in**2)))


def _scores(k: Floats, n: Floats, centre: float, model: Model) -> Floats:
    """Mid-p as standard deviations; of numbers between two whole ones what lies between theirs."""
    from scipy.special import ndtri

    fewer, more = _tails(k, n, centre, model)
    smaller = np.minimum(fewer, more)
    exact = ndtri(np.maximum(smaller, _LEAST))
    score = np.where(smaller > _LEAST, exact, np.minimum(exact, -_deviance(k, n, centre, model)))
    return np.asarray(np.where(fewer <= more, score, -score))


def _tails(k: Floats, n: Floats, centre: float, model: Model) -> tuple[Any, Any]:
    """The chances of fewer and of more events, each with half that of just as many."""
    from scipy.special import betainc, gammainc, gammaincc  # a fifth of a second that only funnels take

    if model == "poisson":
        m = centre * n
        return (gammaincc(k, m) + gammaincc(k + 1, m)) / 2, (gammainc(k, m) + gammainc(k + 1, m)) / 2
    others = n - k
    fewer = (betainc(others + 1, k, 1 - centre) + betainc(others, k + 1, 1 - centre)) / 2
    return fewer, (betainc(k, others + 1, centre) + betainc(k + 1, others, centre)) / 2


def _deviance(k: Floats, n: Floats, centre: float, model: Model) -> Floats:
    """The root of the deviance: about the size of a score that is too far out for its chance to be a number."""
    from scipy.special import xlogy

    m = centre * n
    parts = xlogy(k, k / m) + (m - k if model == "poisson" else xlogy(n - k, (n - k) / (n - m)))
    return np.asarray(np.sqrt(2 * np.maximum(parts, 0)))
