"""Where the cases of a region stand on a day, and which of them wait for the head of a government to decide."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from etl.case_steps import standing
from etl.cases import RECOMMENDED, WAITING, states
from etl.deadlines import Deadline, Holidays, overdue

DECIDES = (RECOMMENDED, WAITING)
"""The states in which a case waits for the decision of the head of its government."""


@dataclass(frozen=True)
class Casework:
    """The cases that had begun by a day.

    Attributes:
        at: the day on which ages are reckoned.
        steps: their steps up to that day (columns `queries.STEP`), each case in the order of its days.
        cases: one row a case: columns of `etl.case_steps.standing` and of `etl.deadlines.overdue`, `is_open`, and
            `waits_days`, how long it has waited for a decision of the head of its government (NaN: it does not).
    """

    at: dt.date
    steps: pd.DataFrame
    cases: pd.DataFrame

    @property
    def overdue(self) -> int | None:
        """How many open cases are past the deadline of their state; None where none of them has a deadline."""
        dated = self.cases["is_open"] & self.cases["due"].notna()
        return int(self.cases["is_overdue"].sum()) if dated.any() else None

    @property
    def waiting(self) -> pd.DataFrame:
        """The cases that wait for such a decision, the longest first."""
        found = self.cases[self.cases["waits_days"].notna()]
        return found.sort_values(["waits_days", "case_id"], ascending=[False, True], kind="stable")

    def inside(self, region: str) -> "Casework":
        """Those of a government alone, or of all that lie in a region that has a longer code."""
        own = self.cases["region_code"] == region
        cases = self.cases[own | self.cases["region_code"].str.startswith(f"{region}.")]
        return Casework(self.at, self.steps[self.steps["case_id"].isin(cases["case_id"])], cases)


def casework(
    steps: pd.DataFrame, at: dt.date, deadlines: Sequence[Deadline] = (), holidays: Holidays | None = None
) -> Casework:
    """The cases of some steps (columns `queries.STEP`) as they stood on a day.

    The wait for a decision begins with the first recommendation: from then on it is theirs to make, whatever the
    sheet calls the states after it.
    """
    known = steps[steps["as_of"] <= pd.Timestamp(at)].sort_values(["case_id", "as_of", "state_order"], kind="stable")
    cases = standing(known, at)
    law = overdue(cases["state"].to_numpy(object), cases["since"].to_numpy(), at, deadlines, holidays)
    since = known[known["state"].isin(DECIDES)].groupby("case_id")["as_of"].min().reindex(cases["case_id"])
    waits = (pd.Timestamp(at) - since.set_axis(cases.index)).dt.days.astype("float64")
    terminal = [code for code, state in states().items() if state.terminal]
    cases = cases.assign(
        **{str(name): law[name].to_numpy() for name in law},
        is_open=~cases["state"].isin(terminal),
        waits_days=waits.where(cases["state"].isin(DECIDES)),
    )
    return Casework(at, known, cases.assign(is_overdue=cases["is_overdue"] & cases["is_open"]))
