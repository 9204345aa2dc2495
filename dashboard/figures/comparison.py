"""A region among its peers: who surely has more, who less, and who cannot be told from it. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.figures.headlines import figure_of, standing
from dashboard.figures.wording import NO_GOVERNMENT, as_number, shown_status
from etl.indicators.registry import Indicator

Row = Mapping[str, Any]


def overlapping(lows: npt.ArrayLike, highs: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """With how many others each interval has a point in common. An open end is infinite."""
    low, high = (np.asarray(each, dtype=np.float64) for each in (lows, highs))
    apart = np.searchsorted(np.sort(high), low, side="left") + (
        len(low) - np.searchsorted(np.sort(low), high, side="right")
    )
    return np.asarray(len(low) - 1 - apart, dtype=np.int64)


def limits_of(row: Row) -> tuple[float, float] | None:
    """The 95 % limits of a figure, infinite where they are open; None where it has none."""
    low, high = as_number(row.get("ci_low")), as_number(row.get("ci_high"))
    if figure_of(row) is None or (low is None and high is None):
        return None
    return (-np.inf if low is None else low), (np.inf if high is None else high)


def untold(rows: Sequence[Row]) -> dict[str, int]:
    """From how many of the others each region that has limits cannot be told, by its code.

    Two intervals that overlap are no proof that two figures are alike; they are reason enough not to rank them.
    """
    known = {str(row["region_code"]): limits for row in rows if (limits := limits_of(row)) is not None}
    found = overlapping([low for low, _ in known.values()], [high for _, high in known.values()])
    return dict(zip(known, found.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Among:
    """How the others of a group stand to one region: how many have surely more, surely less, the same, or cannot be
    told from it; `unknown` have no limits to tell by."""

    above: int = 0
    below: int = 0
    same: int = 0
    untold: int = 0
    unknown: int = 0


def among(own: Row, others: Sequence[Row], indicator: Indicator) -> Among | None:
    """None where the region has no figure itself. Samples by whether intervals overlap, complete counts as shown."""
    value = figure_of(own)
    if value is None:
        return None
    if indicator.interval == "none":
        counts = Counter(standing(row, value, indicator) for row in others if figure_of(row) is not None)
        return Among(counts["above"], counts["below"], counts["same"])
    mine, theirs = limits_of(own), [limits_of(row) for row in others if figure_of(row) is not None]
    if mine is None:
        return Among(unknown=len(theirs))
    known = [each for each in theirs if each is not None]
    above, below = sum(low > mine[1] for low, _ in known), sum(high < mine[0] for _, high in known)
    return Among(above, below, 0, len(known) - above - below, len(theirs) - len(known))


def with_figure(rows: Sequence[Row]) -> list[Row]:
    """The regions that have a figure, from high to low, equal ones by name."""
    known = [(figure, row) for row in rows if (figure := figure_of(row)) is not None]
    return [row for _, row in sorted(known, key=lambda pair: (-pair[0], str(pair[1]["region_name"])))]


def without_figure(rows: Sequence[Row]) -> list[Row]:
    """The others. Who is no government is asked for no figure, and is not among them."""
    return [row for row in rows if figure_of(row) is None and shown_status(row) != NO_GOVERNMENT]


@dataclass(frozen=True, slots=True)
class Span:
    """What a picture of figures in one row reaches from and to. Limits beyond it go on."""

    start: float
    end: float

    def share(self, value: float) -> float:
        """Where a value stands, from 0 at the start to 1 at the end."""
        return min(max((value - self.start) / (self.end - self.start), 0.0), 1.0)


_WIDE = 0.9  # of the limits above are shown whole: one region of three events would flatten all others


def span_of(rows: Sequence[Row], benchmark: float | None) -> Span:
    """From the least to the largest of all figures, the benchmark, and of most limits; from 0 where that is near."""
    shown = [figure for row in rows if (figure := figure_of(row)) is not None]
    shown += [] if benchmark is None else [benchmark]
    lows, highs = ([as_number(row.get(name)) for row in rows] for name in ("ci_low", "ci_high"))
    ends = [each for each in highs if each is not None]
    start = min([*shown, *(each for each in lows if each is not None)], default=0.0)
    end = max([*shown, *([float(np.quantile(ends, _WIDE))] if ends else [])], default=1.0)
    start = 0.0 if start < end / 2 else start
    return Span(start, end if end > start else start + 1)
