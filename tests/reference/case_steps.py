"""A slow, obvious second version of what the steps of cases say: one case after the other, one step after the other."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

EXITS = ("not_registered", "not_violation", "rejected", "cancelled", "moot", "not_proven")
BESIDE = ("control_action", "blocked", "unblocked", "criminal")


class Step(NamedTuple):
    case: str
    state: str
    order: int
    day: date
    region: str = "74.02"
    election: str = "Pilkada 2024"


def by_case(steps: Sequence[Step]) -> dict[str, list[Step]]:
    return {case: [step for step in steps if step.case == case] for case in sorted({step.case for step in steps})}


def standing(steps: Sequence[Step], at: date) -> dict[str, tuple[str, date]]:
    """Where each case stands: the last step of its way, what ends it counting last on one day."""
    found = {}
    for case, own in by_case([step for step in steps if step.day <= at and step.state not in BESIDE]).items():
        last = max(own, key=lambda step: (step.day, step.state in EXITS, step.order))
        found[case] = (last.state, last.day)
    return found


def blocked(steps: Sequence[Step], at: date) -> set[str]:
    found = set()
    for case, own in by_case([step for step in steps if step.day <= at]).items():
        blocks = [step.day for step in own if step.state == "blocked"]
        opened = [step.day for step in own if step.state == "unblocked"]
        if blocks and not (opened and max(opened) >= max(blocks)):
            found.add(case)
    return found


def waits(steps: Sequence[Step], at: date) -> dict[str, tuple[int, bool]]:
    """Days from the recommendation to the sanction (True), or to what else ended the wait (False)."""
    found = {}
    for case, own in by_case([step for step in steps if step.day <= at]).items():
        days = {step.state: step.day for step in own}
        if "recommended" not in days:
            continue
        start = days["recommended"]
        ends = [days[state] for state in EXITS if state in days and days[state] >= start]
        end = days.get("followed_up") or min([*ends, at])
        if end >= start:
            found[case] = ((end - start).days, "followed_up" in days)
    return found


def out_of_order(steps: Sequence[Step]) -> set[tuple[str, str]]:
    """(case, state) of steps dated before a step of the same case that comes before them on the way."""
    found = set()
    for case, own in by_case([step for step in steps if step.state not in (*BESIDE, *EXITS)]).items():
        for step in own:
            if any(other.order < step.order and other.day > step.day for other in own):
                found.add((case, step.state))
    return found


def unrecommended(steps: Sequence[Step]) -> set[str]:
    return {
        case
        for case, own in by_case(steps).items()
        if {"followed_up"} <= {step.state for step in own} and "recommended" not in {step.state for step in own}
    }
