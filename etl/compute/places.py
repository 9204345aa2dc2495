"""Who is where: what compute asks of the regions, looked up once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from etl.aggregate import looked_up
from etl.compute.columns import NATION
from geo.regions import RegionIndex


@dataclass(frozen=True, slots=True)
class Places:
    """Levels and provinces by region code; the governments, and how many of them an area has.

    `members`: the `region_code` and `province` of each government.
    `within`: the provinces (and `00`) of which figures are wanted; None for all.
    """

    level_of: Mapping[str, str]
    province_of: Mapping[str, str]
    governments: "pd.Index[str]"
    governments_in: Mapping[str, int]
    members: pd.DataFrame
    within: frozenset[str] | None = None

    @classmethod
    @lru_cache(maxsize=1)  # a process has one index of regions, which never changes
    def of(cls, regions: RegionIndex) -> "Places":
        """The places of an index of regions; the nation is its own province."""
        frame = regions.frame()
        level_of = dict(zip(frame["region_code"], frame["level"], strict=True))
        province_of = {code: regions.province_of(code) or NATION for code in level_of}
        governments = pd.Index(regions.governments())
        members = pd.DataFrame({"region_code": governments, "province": governments.map(province_of)}, dtype="str")
        counts = {str(code): int(count) for code, count in members["province"].value_counts().items()}
        return cls(level_of, province_of, governments, {**counts, NATION: len(governments)}, members)

    def employs(self, region_code: "pd.Series[str]", covers: "pd.Series[str]") -> "pd.Series[bool]":
        """Whether a row is about a government: a regency's is, a province's where it says so."""
        return region_code.isin(self.governments) & self.is_own(region_code, covers)

    def is_own(self, region_code: "pd.Series[str]", covers: "pd.Series[str]") -> "pd.Series[bool]":
        """Whether a row is of the region itself and not of all that lies in it."""
        return (looked_up(region_code, self.level_of) == "regency") | (covers == "government")

    def wanted(self, frame: pd.DataFrame, column: str = "region_code") -> pd.DataFrame:
        """The rows of regions of which figures are wanted."""
        return frame if self.within is None else frame[frame[column].str[:2].isin(self.within)]
