"""What a region is painted as: a class of its figure, or the state that it is in instead.

One number for each, the same on the map, in bars beside it, and in the browser, which paints other periods with it.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.figures.classes import QUANTILE, Classing, Scale, ValueClass, build_scale
from dashboard.figures.palette import TONES, colour
from dashboard.figures.wording import SMALL
from etl.indicators.registry import Indicator

_TONED = ["zero", *(f"seq-{tone}" for tone in range(1, TONES + 1)), *(f"div-{tone}" for tone in range(1, 6))]
FAINT: Final = len(_TONED)
"""Zeros and classes of few stand so much higher than others."""
MISSING, ZERO, FIRST_CLASS, FIRST_DIVERGING = 0, 1, 2, 2 + TONES
SUPPRESSED, OUTSIDE = 1 + 2 * FAINT, 2 + 2 * FAINT
COLOURS: Final = ("missing", *_TONED, *(f"{name}-faint" for name in _TONED), "suppressed", "outside")
_EDGES = {MISSING: "faint-edge", ZERO: "zero-edge", SUPPRESSED: "faint-edge", ZERO + FAINT: "zero-edge"}
_DEEP = ("seq-5", "seq-6", "seq-7", "div-1", "div-5")  # a name on these is pale

Codes = npt.NDArray[np.int64]


def edges() -> list[str]:
    """The colour of the line around a region, by its number."""
    return [colour(_EDGES.get(code, "region-edge")) for code in range(len(COLOURS))]


def inks() -> list[str]:
    """The colour of a name on a region, by its number."""
    return [colour("region-edge" if name in _DEEP else "chart-ink") for name in COLOURS]


def code_of(each: ValueClass, scale: Scale) -> int:
    """The number of a class."""
    return (FIRST_DIVERGING if scale.is_diverging else FIRST_CLASS) + each.tone - 1


def is_faint(code: int) -> bool:
    """Whether it is the number of what stands on few."""
    return ZERO + FAINT <= code < SUPPRESSED


def scale_of(frame: pd.DataFrame, indicator: Indicator, classing: Classing = QUANTILE) -> Scale:
    """The classes of the figures of a frame (`value`, `status`), of one date or of many."""
    values = frame.loc[frame["status"] == "reported", "value"].to_numpy(dtype=float)
    return build_scale(values, indicator.decimals, classing=classing)


def states(frame: pd.DataFrame, indicator: Indicator, scale: Scale) -> Codes:
    """The number of each row (`value`, `denominator`, `status`, and `has_government` where some have none)."""
    status = frame["status"].to_numpy(dtype=object)
    codes = np.select([status == "zero", status == "suppressed", status == "reported"], [ZERO, SUPPRESSED, FIRST_CLASS])
    reported = codes == FIRST_CLASS
    if reported.any():
        classes = np.array([code_of(each, scale) for each in scale.classes])
        codes[reported] = classes[scale.index(frame["value"].to_numpy(dtype=float)[reported])]
    if "has_government" in frame:
        codes[(codes == MISSING) & ~frame["has_government"].to_numpy(dtype=bool)] = OUTSIDE
    codes[faint(frame, indicator) & (reported | (codes == ZERO))] += FAINT
    return codes.astype(np.int64)


def faint(frame: pd.DataFrame, indicator: Indicator) -> npt.NDArray[np.bool_]:
    """Which rows are rates that stand on so few that they are painted pale (`wording.is_faint`)."""
    if not indicator.is_rate or indicator.counts_governments:
        return np.zeros(len(frame), dtype=bool)
    return frame["denominator"].to_numpy(dtype=float) < SMALL


def swatch(code: int) -> str | None:
    """The colour of a class, strong or pale, as bars wear it (`seq-3`, `div-5`); None for what is no class."""
    name = COLOURS[code].removesuffix("-faint")
    return name if name.startswith(("seq-", "div-")) else None
