"""What a region is painted as: a class of its figure, or the state that it is in instead.

One number for each, the same on the map, in bars beside it, and in the browser, which paints other periods with it.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.figures.classes import Scale, build_scale
from dashboard.figures.palette import TONES, colour
from dashboard.figures.wording import SMALL
from etl.indicators.registry import Indicator

MISSING, ZERO, FIRST_CLASS, SUPPRESSED, OUTSIDE = 0, 1, 2, 9, 10
"""Classes are 2 to 8 by tone, pale to deep; zeros and classes of few stand `FAINT` higher."""
FAINT: Final = 10

_TONED = ["zero", *(f"seq-{tone}" for tone in range(1, TONES + 1))]
COLOURS: Final = ("missing", *_TONED, "suppressed", "outside", *(f"{name}-faint" for name in _TONED))
_EDGES = {MISSING: "faint-edge", ZERO: "zero-edge", SUPPRESSED: "faint-edge", ZERO + FAINT: "zero-edge"}
_DEEP = 4  # from this tone on (0 is the palest) a name on it is pale

Codes = npt.NDArray[np.int64]


def edges() -> list[str]:
    """The colour of the line around a region, by its number."""
    return [colour(_EDGES.get(code, "region-edge")) for code in range(len(COLOURS))]


def inks() -> list[str]:
    """The colour of a name on a region, by its number."""
    deep = range(FIRST_CLASS + _DEEP, SUPPRESSED)
    return [colour("region-edge" if code in deep else "chart-ink") for code in range(len(COLOURS))]


def scale_of(frame: pd.DataFrame, indicator: Indicator) -> Scale:
    """The classes of the figures of a frame (`value`, `status`), of one date or of many."""
    return build_scale(frame.loc[frame["status"] == "reported", "value"].to_numpy(dtype=float), indicator.decimals)


def states(frame: pd.DataFrame, indicator: Indicator, scale: Scale) -> Codes:
    """The number of each row (`value`, `denominator`, `status`, and `has_government` where some have none)."""
    status = frame["status"].to_numpy(dtype=object)
    codes = np.select([status == "zero", status == "suppressed", status == "reported"], [ZERO, SUPPRESSED, FIRST_CLASS])
    reported = codes == FIRST_CLASS
    if reported.any():
        tones = np.array([each.tone for each in scale.classes])
        codes[reported] = FIRST_CLASS + tones[scale.index(frame["value"].to_numpy(dtype=float)[reported])] - 1
    if "has_government" in frame:
        codes[(codes == MISSING) & ~frame["has_government"].to_numpy(dtype=bool)] = OUTSIDE
    codes[faint(frame, indicator) & (reported | (codes == ZERO))] += FAINT
    return codes.astype(np.int64)


def faint(frame: pd.DataFrame, indicator: Indicator) -> npt.NDArray[np.bool_]:
    """Which rows are rates that stand on so few that they are painted pale (`wording.is_faint`)."""
    if not indicator.is_rate or indicator.counts_governments:
        return np.zeros(len(frame), dtype=bool)
    return frame["denominator"].to_numpy(dtype=float) < SMALL


def tone(code: int) -> int | None:
    """The tone of a class, 1 to 7, strong or pale; None for what is no class."""
    strong = code - FAINT if code > OUTSIDE else code
    return strong - FIRST_CLASS + 1 if FIRST_CLASS <= strong < SUPPRESSED else None
