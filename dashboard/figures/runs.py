"""What a run chart of a flow says by rule: a shift, a trend, a point outside its limits. Pure.

The rules are those of health care's run charts (Perla, Provost and Murray, BMJ Quality & Safety 20:46-51, 2011): a
shift is six or more points running on one side of the median, those on it not counted; a trend is five or more points
running that all rise or all fall, equal neighbours counted once. Limits are those of an individuals chart (Wheeler):
mean plus and minus 2.66 mean moving ranges, and never below zero, since what is counted cannot be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import mean, median

FEWEST = 8
"""Periods below which no rule is applied."""
SHIFT, TREND, WIDTH = 6, 5, 2.66


@dataclass(frozen=True, slots=True)
class Run:
    """Points that fulfil a rule: `rule` (`shift_up`, `shift_down`, `trend_up`, `trend_down`, `outside`), and the
    places of the first and the last of them."""

    rule: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Runs:
    """What the rules say of some points; `enough` is false where there are too few, and then nothing is said."""

    enough: bool
    median: float
    low: float
    high: float
    found: tuple[Run, ...]


def runs_of(values: Sequence[float]) -> Runs:
    """The rules applied to counts of equal periods, in their order."""
    if len(values) < FEWEST:
        return Runs(False, median(values) if values else 0.0, 0.0, 0.0, ())
    middle, centre = median(values), mean(values)
    width = WIDTH * mean(abs(after - before) for before, after in pairwise(values))
    low, high = max(centre - width, 0.0), centre + width
    outside = [Run("outside", place, place) for place, value in enumerate(values) if not low <= value <= high]
    return Runs(True, middle, low, high, (*_shifts(values, middle), *_trends(values), *outside))


def _shifts(values: Sequence[float], middle: float) -> list[Run]:
    off = [(place, value > middle) for place, value in enumerate(values) if value != middle]
    found = []
    for is_above, side in groupby(off, key=lambda point: point[1]):
        places = [place for place, _ in side]
        if len(places) >= SHIFT:
            found.append(Run("shift_up" if is_above else "shift_down", places[0], places[-1]))
    return found


def _trends(values: Sequence[float]) -> list[Run]:
    """Runs of points that all rise or all fall; a point that is equal to the one before it is the same point."""
    points = [(place, value) for place, value in enumerate(values) if place == 0 or value != values[place - 1]]
    steps = [(before[0], after[0], after[1] > before[1]) for before, after in pairwise(points)]
    found = []
    for rises, side in groupby(steps, key=lambda step: step[2]):
        run = list(side)
        if len(run) + 1 >= TREND:
            found.append(Run("trend_up" if rises else "trend_down", run[0][0], run[-1][1]))
    return found
