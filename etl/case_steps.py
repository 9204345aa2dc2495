"""What the steps of cases say together: where each case stands on a day, how long it took, and what contradicts itself.

Every function takes current rows of table `case_step`: `case_id`, `state`, `state_order`, `as_of` (datetime64),
`region_code`, `agency`, `election`, `category`, `subjects`.
"""

from datetime import date

import pandas as pd

from etl.cases import BLOCKED, FOLLOWED_UP, RECOMMENDED, UNBLOCKED, states

CASE = "case_id"
MEASURE, UNIT = "case_step", "kasus"
_CONFLICT = ["kind", "measure", "unit", "category", "election", "region_code", "as_of", "stated", "found", "detail"]
_ABOUT = ["region_code", "agency", "election", "category", "subjects"]


def _ordered(steps: pd.DataFrame) -> pd.DataFrame:
    """Steps of each case in time, and on one day in the order of the way of a case, what ends it last."""
    ends = steps["state"].isin(_exits())
    return steps.assign(_ends=ends).sort_values([CASE, "as_of", "_ends", "state_order"], kind="stable")


def _exits() -> list[str]:
    """The states that end a case without a sanction: it can come to them from anywhere on its way."""
    return [
        code
        for code, state in states().items()
        if state.terminal and state.track == "case" and not state.counts_as_followed_up
    ]


def _of_track(steps: pd.DataFrame, track: str) -> pd.DataFrame:
    return steps[steps["state"].isin([code for code, state in states().items() if state.track == track])]


def _until(steps: pd.DataFrame, day: date) -> pd.DataFrame:
    return steps[steps["as_of"] <= pd.Timestamp(day)]


def standing(steps: pd.DataFrame, day: date) -> pd.DataFrame:
    """Where each case stands on a day.

    Controls and the criminal track run beside the way of a case and are not where it stands.

    Returns:
        One row a case that had begun: `case_id`, `state`, `since` (the day that state was reached), the region, agency,
        category and number of subjects of its latest step, the election of its first, and `is_blocked`.
    """
    steps = _until(steps, day)
    way = _ordered(_of_track(steps, "case"))
    latest = way.drop_duplicates(CASE, keep="last").set_index(CASE)
    first = way.drop_duplicates(CASE, keep="first").set_index(CASE)
    found = latest[["state", "as_of", *_ABOUT]].rename(columns={"as_of": "since"})
    found = found.assign(election=first["election"], is_blocked=found.index.isin(blocked(steps, day)[CASE]))
    return found.reset_index()


def blocked(steps: pd.DataFrame, day: date) -> pd.DataFrame:
    """The cases in which a personnel record is blocked on a day: blocked by then, and not unblocked since.

    Returns:
        The step of the block of each such case, with all columns of `steps`.
    """
    controls = _until(steps[steps["state"].isin([BLOCKED, UNBLOCKED])], day)
    latest = _ordered(controls).drop_duplicates(CASE, keep="last")
    return latest[latest["state"] == BLOCKED]


def waits(steps: pd.DataFrame, day: date) -> pd.DataFrame:
    """How long each recommended case waited for its sanction, as known on a day.

    A case that still waits is censored on that day; one that ended without a sanction (moot by retirement or death,
    cancelled, ...) on the day it ended. A sanction dated before its recommendation gives no duration: such cases are
    left out, and are contradictions.

    Returns:
        One row a case: `case_id`, `days` (float, from the first recommendation), `ended` (bool, whether a sanction was
        imposed), and the region, agency, election, category and subjects of its recommendation.
    """
    steps = _until(steps, day)
    recommended = _ordered(steps[steps["state"] == RECOMMENDED]).drop_duplicates(CASE).set_index(CASE)
    imposed = _first_days(steps[steps["state"] == FOLLOWED_UP]).reindex(recommended.index)
    closed = _first_days(steps[steps["state"].isin(_exits())]).reindex(recommended.index)
    closed = closed.where(closed >= recommended["as_of"]).fillna(pd.Timestamp(day))
    until = imposed.fillna(closed)
    found = recommended[_ABOUT].assign(
        days=(until - recommended["as_of"]).dt.days.astype("float64"), ended=imposed.notna()
    )
    return found[found["days"] >= 0].reset_index()


def _first_days(steps: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    return steps.groupby(CASE)["as_of"].min()


# ---------------------------------------------------------------------------------------------------- contradictions


def contradictions(steps: pd.DataFrame) -> pd.DataFrame:
    """What the steps of one case contradict in each other; nothing of it is repaired.

    Steps out of order in time, a sanction without a recommendation, and a case whose steps name different governments
    or elections.

    Returns:
        Columns of conflicts (etl.compute.CONFLICT_COLUMNS), in order of case; `stated` and `found` name case, state
        and day.
    """
    if steps.empty:
        return pd.DataFrame(columns=_CONFLICT)
    ordered = _ordered(steps)
    found = [_out_of_order(ordered), _unrecommended(ordered), _moving(ordered)]
    return pd.concat(found, ignore_index=True).sort_values(["stated", "kind"], ignore_index=True)


def _conflict(kind: str, steps: pd.DataFrame, stated: "pd.Series[str]", found: "pd.Series[str]") -> pd.DataFrame:
    about = steps[["election", "region_code", "as_of"]].reset_index(drop=True)
    frame = about.assign(
        kind=kind,
        measure=MEASURE,
        unit=UNIT,
        category=steps["state"].to_numpy(),
        stated=stated.to_numpy(),
        found=found.to_numpy(),
    )
    frame["detail"] = pd.Series([{"case": case} for case in steps[CASE]], index=frame.index, dtype=object)
    return frame[_CONFLICT]


def _named(steps: pd.DataFrame) -> "pd.Series[str]":
    """`K-1 recommended 2024-10-20`."""
    return (steps[CASE] + " " + _state_and_day(steps)).astype("str")


def _state_and_day(steps: pd.DataFrame) -> "pd.Series[str]":
    days: pd.Series[str] = steps["as_of"].dt.strftime("%Y-%m-%d")
    return (steps["state"] + " " + days).astype("str")


def _out_of_order(steps: pd.DataFrame) -> pd.DataFrame:
    """Steps dated before an earlier state of the same case: each beside the latest such state."""
    way = _of_track(steps, "case")
    by_state = way[~way["state"].isin(_exits())].sort_values([CASE, "state_order"], kind="stable")
    latest = by_state.groupby(CASE)["as_of"].cummax().groupby(by_state[CASE]).shift()
    late = by_state[by_state["as_of"] < latest]
    # The state that was reached too late: the first of the case on that latest day.
    keys = pd.DataFrame({CASE: late[CASE], "as_of": latest[late.index]})
    before = keys.merge(by_state.drop_duplicates([CASE, "as_of"]), on=[CASE, "as_of"], how="left")
    return _conflict("steps_out_of_order", late, _named(late), _state_and_day(before))


def _unrecommended(steps: pd.DataFrame) -> pd.DataFrame:
    """Sanctions of cases that have no recommendation at all."""
    recommended = steps.loc[steps["state"] == RECOMMENDED, CASE]
    bare = steps[(steps["state"] == FOLLOWED_UP) & ~steps[CASE].isin(recommended)]
    return _conflict("sanction_unrecommended", bare, _named(bare), pd.Series("", index=bare.index, dtype="str"))


def _moving(steps: pd.DataFrame) -> pd.DataFrame:
    """Cases whose later steps name another government or election than the first."""
    place = steps["region_code"] + ", " + steps["election"]
    first = place.groupby(steps[CASE]).transform("first")
    moved = steps[place != first].drop_duplicates(CASE)
    return _conflict("case_moves", moved, moved[CASE] + ": " + place[moved.index], first[moved.index])
