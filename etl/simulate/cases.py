"""The steps of cases, as they went until the day the data end: forwarded, proven, waiting, sanctioned, moot, blocked.

KASN received cases until September 2024, BKN since: from then on its task force and Bawaslu verify first.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from etl.cases import states
from etl.simulate.nation import Bools, citation
from etl.simulate.reports import Reports

COLUMNS = (
    *("case_id", "state", "date", "region_code", "government", "agency", "subjects", "sanction", "category", "form"),
    *("violation_date", "election", "source", "provenance"),
)
LAST_DAY, BKN_SINCE = np.datetime64("2025-01-31", "D"), np.datetime64("2024-09-01", "D")
SANCTIONS: Mapping[str, Mapping[str, float]] = {
    "kode_etik": {"SM-1": 0.55, "SM-2": 0.45},
    "disiplin": {"HD-R2": 0.2, "HD-R3": 0.12, "HD-S1": 0.3, "HD-S2": 0.15, "HD-S3": 0.1, "HD-B1": 0.1, "PTDH": 0.03},
    "netralitas": {"SM-2": 0.4, "HD-R1": 0.25, "HD-S1": 0.35},
}
Days = NDArray[np.datetime64]


@dataclass(slots=True)
class _Course:
    """Cases side by side. `day` is that of the last step of each; who is not `open` goes no further."""

    day: Days
    open: Bools
    rng: Generator
    steps: list[pd.DataFrame]

    def go(self, state: str, who: Bools, least: int, typical: float, *, ends: bool = False) -> Bools:
        """Let some open cases reach a state after so many days; who did before the data end. Others wait for ever."""
        later = self._after(self.day, least, typical)
        ready = self.open & who
        reached = ready & (later <= LAST_DAY)
        self._note(state, reached, later)
        self.day = np.where(reached, later, self.day)
        self.open &= ~ready | (reached & (not ends))
        return reached

    def beside(self, state: str, who: Bools, since: Days, least: int, typical: float) -> tuple[Bools, Days]:
        """A step beside the way of a case; who reached it, and when."""
        later = self._after(since, least, typical)
        reached = who & (later <= LAST_DAY)
        self._note(state, reached, later)
        return reached, later

    def drawn(self, share: "float | NDArray[np.float64]") -> Bools:
        return np.asarray(self.rng.random(len(self.day)) < share)

    def _after(self, since: Days, least: int, typical: float) -> Days:
        waits = least + self.rng.exponential(typical, len(since))
        return np.asarray(since + waits.astype("timedelta64[D]"))

    def _note(self, state: str, reached: Bools, day: Days) -> None:
        self.steps.append(pd.DataFrame({"case": np.flatnonzero(reached), "state": state, "day": day[reached]}))


def cases(found: Reports, seed: int, rng: Generator) -> pd.DataFrame:
    """Rows of the source `case_outcome`, in order of case and step, with `case`, the number of theirs."""
    first = found.rows[found.case >= 0].groupby(found.case[found.case >= 0]).first()
    opened = first["day"].to_numpy().astype("datetime64[D]")
    course = _Course(opened, np.ones(len(first), dtype=bool), rng, [])
    _until_recommended(course)
    _until_sanctioned(course, rng.beta(4.0, 2.0, int(first["row"].max()) + 1)[first["row"]])
    steps = pd.concat(course.steps, ignore_index=True)
    order = steps["state"].map({code: state.order for code, state in states().items()})
    steps = steps.assign(order=order).sort_values(["case", "day", "order"], ignore_index=True)
    return _completed(steps, first, seed, rng)


def _until_recommended(course: _Course) -> None:
    everyone = np.ones(len(course.day), dtype=bool)
    course.go("received", everyone, 0, 0.0)
    course.go("registered", everyone, 1, 1.5)
    course.go("clarification", everyone, 1, 3.0)
    course.go("not_violation", course.drawn(0.2), 2, 4.0, ends=True)
    course.go("criminal", course.drawn(0.02), 2, 5.0, ends=True)
    course.go("forwarded", everyone, 1, 5.0)
    to_bkn = course.day >= BKN_SINCE
    course.go("taskforce_verify", to_bkn, 1, 4.0)
    course.go("bawaslu_review", to_bkn, 1, 2.0)
    course.go("rejected", course.drawn(0.05), 1, 5.0, ends=True)
    course.go("cancelled", course.drawn(0.02), 1, 5.0, ends=True)
    course.go("not_proven", course.drawn(0.12), 7, 14.0, ends=True)
    course.go("recommended", everyone, 7, 21.0)


def _until_sanctioned(course: _Course, diligence: NDArray[np.float64]) -> None:
    """What the regional head does with a recommendation; `diligence` is the share that each one follows up."""
    waits = course.go("waiting_ppk", course.drawn(1.0), 0, 2.0)
    since = course.day
    course.go("moot", course.drawn(0.02), 10, 30.0, ends=True)
    warned, warned_on = course.beside("control_action", waits & course.open & course.drawn(0.25), since, 60, 30.0)
    blocked, blocked_on = course.beside("blocked", warned & course.drawn(0.5), warned_on, 14, 14.0)
    course.day = np.where(blocked, blocked_on, np.where(warned, warned_on, course.day))
    sanctioned = course.go("followed_up", course.drawn(diligence), 5, 45.0, ends=True)
    course.beside("unblocked", blocked & sanctioned, course.day, 1, 7.0)


def _completed(steps: pd.DataFrame, first: pd.DataFrame, seed: int, rng: Generator) -> pd.DataFrame:
    """Steps with what their case is about, and the sanction where one was imposed."""
    about = first.loc[steps["case"]].reset_index(drop=True)
    several = np.where(rng.random(len(first)) < 0.08, rng.integers(2, 6, len(first)), 0)[steps["case"]]
    same = ["region_code", "government", "province_code", "agency", "category", "form", "violation_date", "election"]
    return about[same].assign(
        case=steps["case"],
        case_id=[f"SIM-{seed}/K/{number + 1:06d}" for number in steps["case"]],
        state=steps["state"],
        date=steps["day"].astype(str),
        subjects=np.where(several > 0, several.astype(str), ""),
        sanction=np.where(steps["state"] == "followed_up", _sanctions(about["category"], rng), ""),
        source=citation(seed),
        provenance="simulated",
    )


def _sanctions(category: "pd.Series[str]", rng: Generator) -> NDArray[np.str_]:
    """A sanction that fits each category."""
    found = np.full(len(category), "", dtype="U8")
    for name, shares in SANCTIONS.items():
        drawn = rng.choice(list(shares), len(category), p=list(shares.values()))
        found = np.where(category == name, drawn, found)
    return found


def last_states(steps: pd.DataFrame) -> "pd.Series[str]":
    """Where each case stands by its number, on the way from report to sanction."""
    on_the_way = steps[steps["state"].map({code: state.track != "control" for code, state in states().items()})]
    return on_the_way.groupby("case")["state"].last()
