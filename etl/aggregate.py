"""Sums over members of an area that report on different dates: sum first, divide last."""

from typing import Final

import pandas as pd

EVIDENCE_FROM_STRONG_TO_WEAK: Final = ("", "proven", "found", "unknown", "alleged")
PROVENANCE_FROM_STRONG_TO_WEAK: Final = ("official", "documented", "simulated")
AREA: Final = ["unit", "election", "area", "as_of"]


def concat(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Frames one below another. Empty ones are left out: their untyped columns would untype the others'."""
    filled = [frame for frame in frames if not frame.empty]
    return pd.concat(filled, ignore_index=True) if filled else frames[0]


def carry(rows: pd.DataFrame, area: "pd.Series[str]", member: str) -> pd.DataFrame:
    """At each date on which any member of an area has a row, the latest row of each of its members.

    Args:
        rows: one row a member and date within `unit` and `election`; `valid_to`, if there, ends a row before that date.
        area: the area of each row.
        member: the column that names the member.

    Returns:
        The rows with `area`, the area's date as `as_of` and the member's own date as `own_as_of`.
    """
    rows = rows.assign(area=area)
    group = ["unit", "election", "area"]
    dates = rows[[*group, "as_of"]].drop_duplicates()
    members = rows[[*group, member]].drop_duplicates()
    grid = dates.merge(members, on=group).sort_values("as_of", kind="stable")
    latest = pd.merge_asof(
        grid,
        rows.assign(own_as_of=rows["as_of"]).sort_values("as_of", kind="stable"),
        on="as_of",
        by=[*group, member],
    )
    heard = latest["own_as_of"].notna()
    if "valid_to" in latest:
        heard &= latest["valid_to"].isna() | (latest["as_of"] < latest["valid_to"])
    return latest[heard].reset_index(drop=True)


def carry_sum(rows: pd.DataFrame, area: "pd.Series[str]", member: str) -> pd.DataFrame:
    """`carry`, then summed: one row an area and date. A date on which no member has a number has none either."""
    known = rows[rows["numerator"].notna()]
    summed = roll_up(carry(known, area.loc[known.index], member), AREA) if not known.empty else None
    dates = roll_up(rows.assign(area=area, own_as_of=rows["as_of"]), AREA)
    if summed is None:
        return dates
    blank = dates.merge(summed[AREA], on=AREA, how="left", indicator=True)
    return concat([summed, blank[blank.pop("_merge") == "left_only"]])


def roll_up(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Sum rows to one a group: numbers summed, periods joined over the rows of the group's own date, weakest evidence
    and provenance, every distinct citation. `members` counts the rows."""
    rows = rows.assign(
        evidence=rank(rows["evidence"], EVIDENCE_FROM_STRONG_TO_WEAK),
        provenance=rank(rows["provenance"], PROVENANCE_FROM_STRONG_TO_WEAK),
    )
    if "own_as_of" in rows:
        current = rows["own_as_of"] == rows["as_of"]
        rows["period_start"] = rows["period_start"].where(current)
        rows["period_end"] = rows["period_end"].where(current)
    grouped = rows.groupby(by, sort=True)
    frame = grouped.agg(
        members=("numerator", "size"),
        period_start=("period_start", "min"),
        period_end=("period_end", "max"),
        evidence=("evidence", "max"),
        provenance=("provenance", "max"),
    )
    sums = grouped[["numerator", "denominator"]].sum(min_count=1)
    cited = rows[[*by, "citation"]].drop_duplicates()
    cited = cited.assign(citation=cited["citation"].str.split(" ; ")).explode("citation", ignore_index=True)
    cited = cited.drop_duplicates().sort_values([*by, "citation"], kind="stable")
    citation = cited[cited["citation"] != ""].groupby(by)["citation"].agg(" ; ".join)
    frame = frame.join(sums).join(citation).reset_index()
    frame["citation"] = frame["citation"].fillna("")
    frame["evidence"] = frame["evidence"].map(dict(enumerate(EVIDENCE_FROM_STRONG_TO_WEAK)))
    frame["provenance"] = frame["provenance"].map(dict(enumerate(PROVENANCE_FROM_STRONG_TO_WEAK)))
    return frame


def rank(column: "pd.Series[str]", order: tuple[str, ...]) -> "pd.Series[int]":
    """The place of each word in an order."""
    return column.map({word: rank for rank, word in enumerate(order)}).astype(int)
