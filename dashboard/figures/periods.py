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
from geo.former import FormerProvince

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Periods:
    """Regions by date: at each date what the latest figure not after it makes of a region.

    `codes` and `values` have the shape (dates, regions); a value is NaN where no number is shown. `scale` holds the
    classes of all periods together, so that a colour means the same at each of them. `joined`: at so many of the first
    dates these regions (places) are parts of a province that another one stands for, and are not counted.
    """

    dates: tuple[date, ...]
    regions: tuple[str, ...]
    codes: Codes
    values: npt.NDArray[np.float64]
    scale: Scale
    joined: tuple[tuple[int, tuple[int, ...]], ...] = ()

    @cached_property
    def content(self) -> bytes:
        """As the browser gets it, JSON: `dates`, `regions`, `codes` (a text a date, one base-36 digit a region),
        `values` (a list a date, in units of the last decimal shown, null for none) and `joined`."""
        said = np.full(self.values.shape, None, dtype=object)
        is_said = ~np.isnan(self.values)
        said[is_said] = steps(self.values[is_said], self.scale.places)
        told = {
            "dates": [day.isoformat() for day in self.dates],
            "regions": self.regions,
            "codes": ["".join(_DIGITS[code] for code in row) for row in self.codes.tolist()],
            "values": said.tolist(),
            "joined": self.joined,
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
    former: Sequence[FormerProvince] = (),
) -> Periods:
    """Carry figures forward from date to date.

    Args:
        history: the figures of all regions, none of them `missing`, one row a region and date: `region_code`, `as_of`,
            `value`, `denominator`, `status`.
        has_government: all regions of the map, in its order; who is no government is never called silent.
        former: provinces whose figures, until they were split, are those of all regions that came of them.
    """
    scale = scale_of(history, indicator, classing)
    known = history.assign(code=states(history, indicator, scale), shown=_shown(history))
    former = [each for each in former if set(each.provinces) & set(has_government)]
    regions, areas = list(has_government), [*has_government, *(each.code for each in former)]
    dates = _dates(history, former)
    codes = _carried(known, "code", areas, dates)
    before = np.where([has_government.get(code, True) for code in areas], MISSING, OUTSIDE)
    painted = np.where(np.isnan(codes.to_numpy()), before, codes.to_numpy()).astype(np.int64)
    # What a row hides is no older figure.
    values = _carried(known, "shown", areas, dates).replace(np.inf, np.nan).to_numpy()
    whose, joined = _areas_of(regions, dates, former)
    rows = np.arange(len(dates))[:, None]
    return Periods(tuple(dates), tuple(regions), painted[rows, whose], values[rows, whose], scale, joined)


def _dates(history: pd.DataFrame, former: Sequence[FormerProvince]) -> list[date]:
    """The dates at which figures change, and the days between them on which provinces were split."""
    dates = set(history["as_of"])
    splits = {each.valid_to for each in former if dates and min(dates) < each.valid_to < max(dates)}
    return sorted(dates | splits)


def _areas_of(
    regions: Sequence[str], dates: Sequence[date], former: Sequence[FormerProvince]
) -> tuple[npt.NDArray[np.int64], tuple[tuple[int, tuple[int, ...]], ...]]:
    """Which area (a region, or a former province after them) each region shows at each date, and who is not counted."""
    whose = np.tile(np.arange(len(regions)), (len(dates), 1))
    joined = []
    for place, each in reversed(list(enumerate(former, start=len(regions)))):  # what was split first holds before
        until = sum(day < each.valid_to for day in dates)
        inside = [number for number, code in enumerate(regions) if code in each.provinces]
        whose[:until, inside] = place
        joined.append((until, tuple(inside[1:])))
    return whose, tuple(joined)


def _shown(history: pd.DataFrame) -> "pd.Series[float]":
    return history["value"].where(history["status"].isin(["reported", "zero"]), np.inf)


def _carried(known: pd.DataFrame, column: str, areas: Sequence[str], dates: Sequence[date]) -> pd.DataFrame:
    wide = known.set_index(["as_of", "region_code"])[column].astype(float).unstack("region_code")  # noqa: PD010
    return wide.reindex(index=pd.Index(dates, dtype=object), columns=list(areas)).ffill()
