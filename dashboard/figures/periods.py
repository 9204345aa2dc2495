"""All periods of a map at once: what every region is painted as at every date, so that a browser can turn them over."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.figures.classes import QUANTILE, Classing, Scale, steps
from dashboard.figures.states import MISSING, OUTSIDE, Codes, scale_of, states
from etl.indicators.registry import Indicator

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Periods:
    """Regions by date: at each date what the latest figure not after it makes of a region.

    `codes` and `values` have the shape (dates, regions); a value is NaN where no number is shown. `scale` holds the
    classes of all periods together, so that a colour means the same at each of them.
    """

    dates: tuple[date, ...]
    regions: tuple[str, ...]
    codes: Codes
    values: npt.NDArray[np.float64]
    scale: Scale

    @cached_property
    def content(self) -> bytes:
        """As the browser gets it, JSON: `dates`, `regions`, `codes` (a text a date, one base-36 digit a region) and
        `values` (a list a date, in units of the last decimal shown, null for none)."""
        said = np.full(self.values.shape, None, dtype=object)
        is_said = ~np.isnan(self.values)
        said[is_said] = steps(self.values[is_said], self.scale.places)
        told = {
            "dates": [day.isoformat() for day in self.dates],
            "regions": self.regions,
            "codes": ["".join(_DIGITS[code] for code in row) for row in self.codes.tolist()],
            "values": said.tolist(),
        }
        return json.dumps(told, separators=(",", ":")).encode()

    @cached_property
    def fingerprint(self) -> str:
        """Names the content in its address."""
        return sha256(self.content).hexdigest()[:12]


def periods_of(
    history: pd.DataFrame,
    has_government: Mapping[str, bool],
    indicator: Indicator,
    classing: Classing = QUANTILE,
) -> Periods:
    """Carry figures forward from date to date.

    Args:
        history: the figures of all regions, none of them `missing`, one row a region and date: `region_code`, `as_of`,
            `value`, `denominator`, `status`.
        has_government: all regions of the map, in its order; who is no government is never called silent.
    """
    scale = scale_of(history, indicator, classing)
    known = history.assign(code=states(history, indicator, scale), shown=_shown(history))
    regions = list(has_government)
    codes = _carried(known, "code", regions)
    before = np.where([has_government[code] for code in regions], MISSING, OUTSIDE)
    painted = np.where(np.isnan(codes.to_numpy()), before, codes.to_numpy()).astype(np.int64)
    # What a row hides is no older figure.
    values = _carried(known, "shown", regions).replace(np.inf, np.nan).to_numpy()
    return Periods(tuple(codes.index), tuple(regions), painted, values, scale)


def _shown(history: pd.DataFrame) -> "pd.Series[float]":
    return history["value"].where(history["status"].isin(["reported", "zero"]), np.inf)


def _carried(known: pd.DataFrame, column: str, regions: Sequence[str]) -> pd.DataFrame:
    wide = known.set_index(["as_of", "region_code"])[column].astype(float).unstack("region_code")  # noqa: PD010
    return wide.sort_index().reindex(columns=list(regions)).ffill()
