"""From the steps of cases to changes of counts: when a case begins to count, and when it stops."""

from typing import Final

import numpy as np
import pandas as pd

from etl.aggregate import looked_up
from etl.cases import FOLLOWED_UP, MOOT, UNSTATED_LEVEL, states
from etl.indicators.registry import ANY_MEASURE, Indicator, Term

SOURCE: Final = "case_outcome"
UNIT: Final = "kasus"
# Of two steps of one day the one that ends a case without a sanction is the later.
_LAST: Final = 1000


def no_steps() -> pd.DataFrame:
    """An empty frame of case steps."""
    texts = ["case_id", "state", "region_code", "agency", "election", "category", "sanction_level", "citation",
             "provenance"]  # fmt: skip
    columns = {name: pd.Series(dtype="str") for name in texts}
    return pd.DataFrame(
        {**columns, "state_order": pd.Series(dtype="float64"), "as_of": pd.Series(dtype="datetime64[s]")}
    )


def steps_of(steps: pd.DataFrame) -> pd.DataFrame:
    """The steps in their order, each with the region, category and election of its case.

    A case belongs to the election of its first step, and to the region and category of its last. Moot after or before
    a sanction changes nothing: the sanction was imposed (DOMAIN 6), so those steps are left out.

    Args:
        steps: the columns of table `case_step`, dates as datetime64, one row a case and state.
    """
    if steps.empty:
        return steps.assign(evidence="", turn=0.0)
    ends = [code for code, state in states().items() if state.terminal and not state.counts_as_followed_up]
    steps = steps.assign(turn=steps["state_order"] + _LAST * steps["state"].isin(ends))
    steps = steps.sort_values(["case_id", "as_of", "turn", "state"], kind="stable", ignore_index=True)
    imposed = steps["case_id"].isin(steps.loc[steps["state"] == FOLLOWED_UP, "case_id"])
    steps = steps[~(imposed & (steps["state"] == MOOT))]
    case = steps.groupby("case_id", sort=False)
    last = {name: case[name].transform("last") for name in ("region_code", "category")}
    evidence = looked_up(steps["state"], {code: state.evidence for code, state in states().items()})
    return steps.assign(
        **last, election=case["election"].transform("first"), evidence=evidence.fillna("unknown").astype("str")
    ).reset_index(drop=True)


def changes(steps: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The rows of a log that an indicator of cases cumulates: +1 where a case begins to count, -1 where it stops.

    Args:
        steps: as `steps_of` gives them.

    Returns:
        `numerator` and, of a rate, `denominator`; measure (the indicator), unit, election, region_code, covers,
        category, as_of, evidence, provenance, citation, period_start, period_end.
    """
    if not {SOURCE, ANY_MEASURE} & set(indicator.sources):
        steps = steps.iloc[:0]
    numerator = _of_term(steps, indicator.numerator).rename(columns={"count": "numerator"})
    parts = [numerator.assign(denominator=0.0 if indicator.is_rate else np.nan)]
    if indicator.denominator is not None:
        # What is counted decides what may be said, not what it is divided by: a share of proven cases is proven.
        denominator = _of_term(steps, indicator.denominator).rename(columns={"count": "denominator"})
        parts.append(denominator.assign(numerator=0.0, evidence=""))
    rows = pd.concat(parts, ignore_index=True)
    rows["as_of"] = rows["as_of"].astype("datetime64[s]")
    return rows.assign(
        measure=indicator.id,
        unit=indicator.units[0],
        covers="government",
        period_start=rows["as_of"],
        period_end=rows["as_of"],
    )


def _of_term(steps: pd.DataFrame, term: Term) -> pd.DataFrame:
    first, last = entries(steps, term)
    begins = first.assign(count=1.0)
    left = exits(steps, last, term.unless)
    ended = begins.assign(count=-1.0, as_of=day_of(begins["case_id"], left))
    ended = ended[ended["as_of"].notna()]
    rows: pd.DataFrame = pd.concat([begins, ended], ignore_index=True)
    category = rows["sanction_level"].replace("", UNSTATED_LEVEL) if term.by == "sanction_level" else rows["category"]
    return rows.assign(category=category)


def entries(steps: pd.DataFrame, term: Term) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The first and the last step of each case among the states of a term."""
    reached = steps[steps["state"].isin(term.where["state"])]
    return reached.drop_duplicates("case_id"), reached.drop_duplicates("case_id", keep="last")


def exits(steps: pd.DataFrame, last: pd.DataFrame, unless: tuple[str, ...]) -> "pd.Series[pd.Timestamp]":
    """The date, by case, of the first step of `unless` that follows the last of the states that count."""
    left = steps.loc[steps["state"].isin(unless), ["case_id", "as_of", "turn"]]
    left = left.merge(last[["case_id", "as_of", "turn"]], on="case_id", suffixes=("", "_last"))
    later = left["as_of"] > left["as_of_last"]
    after = later | ((left["as_of"] == left["as_of_last"]) & (left["turn"] > left["turn_last"]))
    return left[after].drop_duplicates("case_id").set_index("case_id")["as_of"]


def day_of(case_id: "pd.Series[str]", days: "pd.Series[pd.Timestamp]") -> "pd.Series[pd.Timestamp]":
    """The day of each case, by case; missing where there is none."""
    when = days.rename("day").rename_axis("case_id").reset_index().astype({"case_id": "str", "day": "datetime64[s]"})
    return case_id.to_frame("case_id").merge(when, how="left")["day"].set_axis(case_id.index)
