"""Who is where, today and before a province was split: what compute asks of the regions, looked up once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from etl.aggregate import kept, looked_up
from etl.compute.columns import NATION
from geo.former import FormerProvince
from geo.regions import Level, RegionIndex


@dataclass(frozen=True, slots=True)
class Places:
    """Levels and provinces by region code; the governments, and how many of them an area has.

    `members`: the `region_code` and `province` of each government, and the day `begun` where it was founded late.
    `formerly`: the former `province` of each `region_code` that lay in one, from the day `since` to before
    `until_then`. A government that came with the split lay in none; a former province lies in itself. Such provinces
    have a level, a province (themselves) and governments like any other (geo/former.py).
    `within`: the provinces (and `00`) of which figures are wanted; None for all.
    """

    level_of: Mapping[str, str]
    province_of: Mapping[str, str]
    governments: "pd.Index[str]"
    governments_in: Mapping[str, int]
    members: pd.DataFrame
    formerly: pd.DataFrame
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
        founded = members["region_code"].map({code: regions[code].valid_from for code in governments})
        members["begun"] = pd.to_datetime(founded).astype("datetime64[s]")
        counts = {str(code): int(count) for code, count in members["province"].value_counts().items()}
        counts |= {NATION: len(governments)} | {each.code: len(each.governments) for each in regions.former}
        level_of |= dict.fromkeys((each.code for each in regions.former), str(Level.province))
        province_of |= {each.code: each.code for each in regions.former}
        return cls(level_of, province_of, governments, counts, members, _formerly(regions.former))

    def governments_on(self, region_code: "pd.Series[str]", as_of: "pd.Series[pd.Timestamp]") -> "pd.Series[float]":
        """How many governments each area had on a day; NaN for a regency, which is one and has none."""
        count = region_code.map(self.governments_in).astype("float64")
        founded = self.members.dropna(subset="begun")
        founded = pd.concat([founded, founded.assign(province=NATION)])
        early = as_of < founded["begun"].max()
        if not early.any():
            return count
        places, days = region_code[early], as_of[early]
        for area, begun in zip(founded["province"], founded["begun"], strict=True):
            count[early] -= (places == area) & (days < begun)
        return count

    def employs(self, region_code: "pd.Series[str]", covers: "pd.Series[str]") -> "pd.Series[bool]":
        """Whether a row is about a government: a regency's is, a province's where it says so."""
        return region_code.isin(self.governments) & self.is_own(region_code, covers)

    def is_own(self, region_code: "pd.Series[str]", covers: "pd.Series[str]") -> "pd.Series[bool]":
        """Whether a row is of the region itself and not of all that lies in it."""
        return (looked_up(region_code, self.level_of) == "regency") | (covers == "government")

    def stated_then(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows of what lies in a province that was split since as those of the former one; of a government as they are.

        Whoever published a figure of the area meant the one of its day. Its government is the same before and after.
        """
        split = self.formerly[self.formerly["region_code"] == self.formerly["province"].str[:2]]
        maybe = rows["region_code"].isin(split["region_code"]) & (rows["covers"] != "government")
        if not maybe.any():
            return rows
        rows, maybe = rows.reset_index(drop=True), maybe.reset_index(drop=True)
        then = self.as_then(rows[maybe].reset_index(names="row")).set_index("row")["province"]
        return rows.assign(region_code=then.reindex(rows.index).fillna(rows["region_code"]).astype("str"))

    def as_now(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows with the `province` in which their region lies today, the nation's `00`; none of former provinces."""
        now = kept(rows, ~self.is_former(rows["region_code"]))
        return now.assign(province=looked_up(now["region_code"], self.province_of))

    def as_then(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows whose region lay in a former province at their date (`as_of`), with that `province`."""
        inside = rows[rows["region_code"].isin(self.formerly["region_code"])]
        found = inside.drop(columns="province", errors="ignore").merge(self.formerly, on="region_code")
        then = (found["as_of"] < found["until_then"]) & ~(found["as_of"] < found["since"])
        return found[then].drop(columns=["since", "until_then"]).reset_index(drop=True)

    def is_former(self, region_code: "pd.Series[str]") -> "pd.Series[bool]":
        """Whether a figure is of a province as it was before it was split."""
        return region_code.isin(self.formerly["province"])

    def wanted(self, frame: pd.DataFrame, column: str = "region_code") -> pd.DataFrame:
        """The rows of regions of which figures are wanted."""
        return frame if self.within is None else frame[frame[column].str[:2].isin(self.within)]


def _formerly(former: Sequence[FormerProvince]) -> pd.DataFrame:
    """Columns as `Places.formerly`: a region that lay in two of them lay first in the one that was split first."""
    rows = [(code, each.code, each.valid_to) for each in former for code in (each.code, *each.governments)]
    found = pd.DataFrame(rows, columns=["region_code", "province", "until_then"])
    found["until_then"] = pd.to_datetime(found["until_then"]).astype("datetime64[s]")
    found = found.sort_values(["region_code", "until_then"], kind="stable", ignore_index=True)
    since = found.groupby("region_code")["until_then"].shift()
    return found.assign(since=since).astype({"region_code": "str", "province": "str"})
