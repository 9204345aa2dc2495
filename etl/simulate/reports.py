"""The log of reports and what became of them: 40,000 reports of both elections, 12,000 cases with their steps.

A case opens with a registered report; further reports about it follow, and every report stands where its case does.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.random import Generator

from etl.cases import violations
from etl.elections import confirmation_day
from etl.simulate.nation import PEMILU, PILKADA, Ints, citation
from etl.simulate.staffing import AGENCIES, OFFICES

REPORTS, CASES = 40_000, 12_000
LOG_COLUMNS = (
    *("report_id", "date", "region_code", "government", "agency", "kind", "channel", "registered", "stage"),
    *("category", "form", "violation_date", "election", "source", "provenance"),
)
SHARE_OF_ELECTION = {PEMILU: 0.3, PILKADA: 0.7}
WINDOWS = {PEMILU: ("2023-09-01", "2024-03-10"), PILKADA: ("2024-03-21", "2024-12-10")}
REGISTERED = {"yes": 0.47, "no": 0.38, "pending": 0.15}
CHANNELS = {
    **{"bawaslu": 0.55, "sbt": 0.12, "lapor": 0.1, "inspektorat": 0.07},
    **{"local": 0.05, "letter": 0.07, "other": 0.04},
}
_FINDINGS, _WITHOUT_FORM, _WITHOUT_AGENCY, _WITHOUT_DAY = 0.35, 0.25, 0.3, 0.2
_STAGE_WITHOUT_CASE = {"yes": "registered", "no": "not_registered", "pending": "received"}


class Reports(NamedTuple):
    """Reports (LOG_COLUMNS, `row` of their government) but for their stage; `case` is the number of theirs, or -1."""

    rows: pd.DataFrame
    case: Ints


@dataclass(frozen=True, slots=True)
class _Days:
    """When reports of an election come in: most in the campaign."""

    first: np.datetime64
    length: int

    @classmethod
    def of(cls, election: str) -> "_Days":
        first, last = (np.datetime64(day, "D") for day in WINDOWS[election])
        return cls(first, int((last - first) / np.timedelta64(1, "D")))

    def drawn(self, size: int, rng: Generator) -> "np.ndarray[tuple[int], np.dtype[np.datetime64]]":
        return np.asarray(self.first + (rng.beta(3.0, 1.8, size) * self.length).astype("timedelta64[D]"))


def reports(governments: pd.DataFrame, seed: int, rng: Generator) -> Reports:
    """All reports of the nation, in order of government, election and day."""
    rows = pd.concat([_of_election(governments, election, rng) for election in SHARE_OF_ELECTION], ignore_index=True)
    rows = rows.sort_values(["row", "day"], kind="stable", ignore_index=True)
    rows = _described(rows, rng)
    case = _cases(rows, rng)
    rows = _as_their_case(rows, case)
    word = np.where(rows["kind"] == "finding", "TM", "LP")
    return Reports(
        rows.assign(
            report_id=[f"SIM-{seed}/{letters}/{number:06d}" for number, letters in enumerate(word, start=1)],
            region_code=governments["region_code"].to_numpy()[rows["row"]],
            government=governments["region"].to_numpy()[rows["row"]],
            province_code=governments["province_code"].to_numpy()[rows["row"]],
            date=rows["day"].astype(str),
            source=citation(seed),
            provenance="simulated",
        ),
        case,
    )


def _of_election(governments: pd.DataFrame, election: str, rng: Generator) -> pd.DataFrame:
    """`row` of the government, election and `day` of reports: many from few governments."""
    size = round(REPORTS * SHARE_OF_ELECTION[election])
    weight = governments["population"].to_numpy() ** 0.4 * rng.gamma(0.8, 1 / 0.8, len(governments))
    row = np.repeat(np.arange(len(governments)), rng.multinomial(size, weight / weight.sum()))
    return pd.DataFrame({"row": row, "election": election, "day": _Days.of(election).drawn(size, rng)})


def _described(rows: pd.DataFrame, rng: Generator) -> pd.DataFrame:
    """What a report says: how it came, about which agency, what is alleged, when that is said to have happened."""
    size = len(rows)
    days = rows["day"].to_numpy().astype("datetime64[D]")
    happened = days - rng.integers(0, 15, size).astype("timedelta64[D]")
    form = _forms(rows["election"], happened, rng)
    category = pd.Series(form).map({code: kind.category for code, kind in violations().items()}).to_numpy()
    vague = rng.random(size) < _WITHOUT_FORM
    share = np.array([*(share for _, share in OFFICES), *[0.02] * (len(AGENCIES) - len(OFFICES))])
    agency = np.array(AGENCIES)[rng.choice(len(AGENCIES), size, p=share / share.sum())]
    return rows.assign(
        kind=np.where(rng.random(size) < _FINDINGS, "finding", "report"),
        channel=rng.choice(list(CHANNELS), size, p=list(CHANNELS.values())),
        registered=rng.choice(list(REGISTERED), size, p=list(REGISTERED.values())),
        agency=np.where(rng.random(size) < _WITHOUT_AGENCY, "", agency),
        form=np.where(vague, "", form),
        category=np.where(vague, "netralitas", category),
        violation_date=np.where(rng.random(size) < _WITHOUT_DAY, "", happened.astype(str)),
    )


def _forms(
    election: "pd.Series[str]", happened: "np.ndarray[tuple[int], np.dtype[np.datetime64]]", rng: Generator
) -> "np.ndarray[tuple[int], np.dtype[np.str_]]":
    """A form of violation that was possible on the day: some only before candidates are confirmed, others after."""
    confirmed = pd.to_datetime(election.map({name: confirmation_day(name) for name in SHARE_OF_ELECTION}))
    before = happened < confirmed.to_numpy().astype("datetime64[D]")
    drawn = rng.random(len(election))
    by_stage = {stage: np.array(_codes(stage)) for stage in ("before", "after")}
    choices = {stage: codes[(drawn * len(codes)).astype(int)] for stage, codes in by_stage.items()}
    return np.asarray(np.where(before, choices["before"], choices["after"]))


def _codes(stage: str) -> list[str]:
    """Forms of that stage, those of any stage among them, criminal ones left out: they go another way."""
    return [
        code
        for code, kind in violations().items()
        if kind.category in ("kode_etik", "disiplin") and kind.stage in (stage, "any")
    ]


def _cases(rows: pd.DataFrame, rng: Generator) -> Ints:
    """The case of each report, -1 without one: registered reports open a case, or follow one in their government."""
    registered = np.flatnonzero(rows["registered"] == "yes")
    opens = np.zeros(len(rows), dtype=bool)
    opens[rng.permutation(registered)[:CASES]] = True
    case = pd.Series(np.where(opens, opens.cumsum() - 1.0, np.nan))
    followed = case.groupby([rows["row"], rows["election"]]).ffill()
    return followed.where(rows["registered"] == "yes").fillna(-1).to_numpy().astype(np.int64)


def _as_their_case(rows: pd.DataFrame, case: Ints) -> pd.DataFrame:
    """Reports of one case allege the same, of the same agency, on the same day."""
    same = ["agency", "form", "category", "violation_date"]
    first = rows[same].groupby(case).transform("first")
    return rows.assign(**{name: rows[name].where(case < 0, first[name]) for name in same})


def log(found: Reports, last_state: "pd.Series[str]") -> pd.DataFrame:
    """Rows of the source `report_log`. `last_state`: where each case stands, by its number."""
    without = found.rows["registered"].map(_STAGE_WITHOUT_CASE)
    stage = pd.Series(found.case).map(last_state).fillna(without)
    return found.rows.assign(stage=stage)
