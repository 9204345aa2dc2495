"""The slices of a register: its rows of one government, agency, date and election, by what the warehouse knows them."""

from collections.abc import Sequence

import pandas as pd

from etl.identity import UNNAMED
from etl.parse import agency_key
from etl.people.parts import PARTITION

SLICES = (
    "record_key", "slice_key", "region_code", "agency", "agency_key", "as_of", "period_start", "period_end", "election",
    "citation", "row_count", "listed", "fingerprint", "part", "slice",
)  # fmt: skip
UNIT = ("region_code", "as_of", "election")


def no_slices() -> pd.DataFrame:
    """No slice at all."""
    return pd.DataFrame(columns=[*SLICES, "unit"])


def described(slices: pd.DataFrame, meanings: pd.DataFrame, called: pd.DataFrame, parts: Sequence[str]) -> pd.DataFrame:
    """Slices with their keys and `unit`, whether they list those who have not signed, and their part.

    A register is its own denominator when it names at least one who has not signed; agencies in which all have signed
    stand in the same list, so this is said of the government and not of each agency. Rows without an agency are the
    whole government only where no row names one; beside others they are a group of their own.
    """
    by_province = {part.partition("/")[0].removeprefix(f"{PARTITION}="): part for part in parts}
    meanings = meanings[meanings["meant"]]
    unit = meanings.groupby("unit").agg(
        **{name: (name, "first") for name in (*UNIT, PARTITION)},
        period_start=("period_start", "min"), period_end=("period_end", "max"),
    )  # fmt: skip
    sources = meanings[["unit", "source"]].drop_duplicates()
    unit["citation"] = sources.groupby("unit")["source"].agg(_joined_once)
    spelt = called[called["named"]].groupby("agency_number")[["agency_key", "agency"]].first()
    slices = slices.join(unit, on="unit").join(spelt, on="agency_number")
    slices = without_agency_named(slices, pd.Series(True, slices.index), slices)
    day = slices["as_of"].dt.strftime("%Y-%m-%d")
    key = slices["region_code"] + "|" + slices["agency_key"] + "|" + day + "|" + slices["election"]
    listed = slices.groupby("unit")["unsigned"].transform("any")
    part = slices[PARTITION].map(by_province)
    return slices.assign(record_key=key, slice_key=key, listed=listed, part=part)


def without_agency_named(slices: pd.DataFrame, which: "pd.Series[bool]", others: pd.DataFrame) -> pd.DataFrame:
    """Slices, those of `which` that have no agency under the name of such, where others of the same unit have one."""
    unit = list(UNIT)
    naming = pd.MultiIndex.from_frame(others.loc[others["agency_key"] != "", unit])
    unnamed = which & (slices["agency_key"] == "") & pd.MultiIndex.from_frame(slices[unit]).isin(naming)
    slices = slices.copy()
    slices.loc[unnamed, ["agency_key", "agency"]] = agency_key(UNNAMED), UNNAMED
    return slices


def _joined_once(texts: "pd.Series[str]") -> str:
    return " ; ".join(sorted(set(texts) - {""}))
