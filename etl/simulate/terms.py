"""Who headed the simulated governments: elected until 2022 or 2023, then acting heads, and a few who stay elected."""

import numpy as np
import pandas as pd
from numpy.random import Generator

from etl.simulate.cases import LAST_DAY, Days
from etl.simulate.nation import Bools, citation

COLUMNS = ("region_code", "government", "status", "start", "end", "source", "provenance")
# A head elected in 2020 took office on the first of these days, and was on leave while campaigning in 2024.
SWORN_IN, LEAVE = np.datetime64("2021-02-26", "D"), (np.datetime64("2024-09-25", "D"), np.datetime64("2024-11-24", "D"))
# When terms of five years came to their end without an election: those of 2017, and those of 2018.
ENDED = ((np.datetime64("2022-05-22", "D"), 200), (np.datetime64("2023-09-05", "D"), 110))
YEARS_OF_A_TERM = np.timedelta64(1826, "D")
_ACTING, _OF_2017, _ANOTHER, _BRIDGED, _ON_LEAVE, _RESIGNED = 0.88, 0.4, 0.45, 0.12, 0.6, 0.4
# In Yogyakarta the office is hereditary and never vacant.
_HEREDITARY = "34"
# A new province has no head before its first acting one.
_NEW_SINCE, _UNTIL_FIRST = "2022-01-01", np.timedelta64(109, "D")
_NEVER = np.datetime64("NaT", "D")


def office_terms(governments: pd.DataFrame, seed: int, rng: Generator) -> pd.DataFrame:
    """Rows of the source `office_terms`, in order of government and start; the last of each has no end."""
    n = len(governments)
    new = (governments["since"] >= _NEW_SINCE).to_numpy()
    hereditary = (governments["region_code"] == _HEREDITARY).to_numpy()
    acting = ((rng.random(n) < _ACTING) | new) & ~hereditary
    frames = [*_acting(governments, acting, new, rng), *_elected(~acting, hereditary, rng)]
    terms = pd.concat(frames, ignore_index=True)
    terms = terms.sort_values(["row", "start"], kind="stable", ignore_index=True)
    about = governments.iloc[terms["row"]].reset_index(drop=True)
    return about.assign(
        government=about["region"],
        status=terms["status"],
        start=terms["start"].astype(str),
        end=terms["end"].astype(str).fillna(""),
        source=citation(seed),
        provenance="simulated",
    )


def _acting(governments: pd.DataFrame, acting: Bools, new: Bools, rng: Generator) -> list[pd.DataFrame]:
    """Those without an elected head since 2022 or 2023: some bridged for days, some with a second acting head."""
    n = len(acting)
    first, window = (np.array(each)[(rng.random(n) >= _OF_2017).astype(int)] for each in zip(*ENDED, strict=True))
    ended = first + (rng.random(n) * window).astype("timedelta64[D]")
    ended[new] = governments["since"][new].to_numpy().astype("datetime64[D]") + _UNTIL_FIRST
    bridged = (rng.random(n) < _BRIDGED) & ~new
    begins = ended + np.where(bridged, rng.integers(2, 10, n), 0).astype("timedelta64[D]")
    second = begins + np.timedelta64(365, "D")
    another = (rng.random(n) < _ANOTHER) & (second < LAST_DAY)
    return [
        _terms(acting & ~new, "elected", ended - YEARS_OF_A_TERM, ended),
        _terms(acting & bridged, "daily", ended, begins),
        _terms(acting, "acting", begins, np.where(another, second, _NEVER)),
        _terms(acting & another, "acting", second, np.full(n, _NEVER)),
    ]


def _elected(elected: Bools, hereditary: Bools, rng: Generator) -> list[pd.DataFrame]:
    """Those whose elected head stays: in office throughout, on leave for the campaign, or gone before it."""
    n = len(elected)
    sworn_in, never = np.full(n, SWORN_IN), np.full(n, _NEVER)
    gone, back = (np.full(n, day) for day in LEAVE)
    on_leave = elected & ~hereditary & (rng.random(n) < _ON_LEAVE)
    resigned = elected & ~hereditary & ~on_leave & (rng.random(n) < _RESIGNED)
    left = gone - rng.integers(5, 120, n).astype("timedelta64[D]")
    until = np.where(on_leave, gone, np.where(resigned, left, _NEVER))
    return [
        _terms(elected, "elected", sworn_in, until),
        _terms(on_leave, "temporary", gone, back),
        _terms(on_leave, "elected", back, never),
        _terms(resigned, "executor", left, never),
    ]


def _terms(who: Bools, status: str, start: Days, end: Days) -> pd.DataFrame:
    """A term of each government that has it: its `row`, `status`, and days."""
    return pd.DataFrame({"row": np.flatnonzero(who), "status": status, "start": start[who], "end": end[who]})
