"""Funnel limits and rank correlation once more, slowly: one region and one number of events after the other."""

from collections.abc import Sequence
from math import atanh, exp, lgamma, log, sqrt, tanh
from statistics import NormalDist

Pairs = Sequence[tuple[float, float]]


def chance(events: int, expected: float, exposure: float, model: str) -> float:
    """How likely chance alone brings just so many events."""
    if model == "poisson":
        return exp(events * log(expected) - expected - lgamma(events + 1))
    share, others = expected / exposure, exposure - events
    if share == 1:
        return float(others == 0)
    ways = lgamma(exposure + 1) - lgamma(events + 1) - lgamma(others + 1)
    return exp(ways + events * log(share) + others * log(1 - share))


def score(events: int, expected: float, exposure: float, model: str) -> float:
    """Where a number of events lies, in standard deviations of a normal curve that leaves as much beside it.

    What is beside it is fewer (or more) events, and half of just as many.
    """
    last = int(exposure) if model == "binomial" else int(expected + events + 60 * sqrt(expected + 1) + 60)
    own = chance(events, expected, exposure, model) / 2
    fewer = own + sum(chance(k, expected, exposure, model) for k in range(events))
    more = own + sum(chance(k, expected, exposure, model) for k in range(events + 1, last + 1))
    if fewer <= more:
        return NormalDist().inv_cdf(fewer) if fewer > 0 else -99.0
    return -NormalDist().inv_cdf(more) if more > 0 else 99.0


def overall(pairs: Pairs) -> float:
    return sum(events for events, _ in pairs) / sum(exposure for _, exposure in pairs)


def scores(pairs: Pairs, model: str) -> list[float]:
    """How far each region lies from where the overall value would have put it."""
    middle = overall(pairs)
    return [score(int(events), middle * exposure, exposure, model) for events, exposure in pairs]


def at_rank(values: Sequence[float], share: float) -> float:
    """The value at a share of the way through the sorted ones, between two of them on the straight line."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def dispersion(found: Sequence[float]) -> float:
    """The mean square of scores whose outer tenths are drawn in."""
    low, high = at_rank(found, 0.1), at_rank(found, 0.9)
    squares = []
    for each in found:
        if each < low:
            each = low
        if each > high:
            each = high
        squares.append(each * each)
    return sum(squares) / len(squares)


def ranks(values: Sequence[float]) -> list[float]:
    """From 1; equal ones share the mean of their places."""
    return [
        sum(other < value for other in values) + (sum(other == value for other in values) + 1) / 2 for value in values
    ]


def rank_correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """None where one of the two is the same everywhere."""
    if len(set(xs)) == 1 or len(set(ys)) == 1:
        return None
    a, b = ranks(xs), ranks(ys)
    middle = (len(xs) + 1) / 2
    together = sum((x - middle) * (y - middle) for x, y in zip(a, b, strict=True))
    return together / sqrt(sum((x - middle) ** 2 for x in a) * sum((y - middle) ** 2 for y in b))


def correlation_limits(rho: float, n: int) -> tuple[float, float]:
    """95 % limits after Bonett and Wright."""
    width = 1.959963984540054 * sqrt((1 + rho * rho / 2) / (n - 3))
    return tanh(atanh(rho) - width), tanh(atanh(rho) + width)


def overlapping(limits_: Sequence[tuple[float, float]]) -> list[int]:
    """With how many others each interval has a point in common."""
    return [
        sum(place != other and low <= limits_[other][1] and limits_[other][0] <= high for other in range(len(limits_)))
        for place, (low, high) in enumerate(limits_)
    ]
