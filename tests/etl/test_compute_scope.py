"""A change moves the figures of its scope and no others: computing those alone gives what computing all gives."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.compute import Computed, Scope, affected, compute
from etl.indicators.registry import packaged
from geo.regions import RegionIndex
from tests.etl.test_compute_twice import FIRST_DAYS, plain
from tests.examples import examples
from tests.reference.worlds import Observation, as_frame, as_steps, case_worlds, worlds

REGIONS = RegionIndex.packaged()
ALL = list(packaged().values())
KINDS = ("headcount", "pact", "record", "report", "report_count", "violation_count")
Steps = list[dict[str, Any]]


def computed(world: list[Observation], steps: Steps, scope: Scope | None = None) -> Computed:
    return compute(as_frame(world), ALL, REGIONS, FIRST_DAYS, cases=as_steps(steps), scope=scope)


def rows(frame: pd.DataFrame) -> set[str]:
    """Rows in a form that can be compared, whatever their order."""
    # A column without a missing number may be of whole numbers.
    frame = frame.astype({name: "float64" for name in ("coverage_n", "coverage_of", "denominator") if name in frame})
    return {repr([plain(value) for value in row]) for row in frame.itertuples(index=False, name=None)}


def held(before: Computed, after: Computed, scoped: Computed, scope: Scope) -> None:
    kept = before.values[~scope.of_values(before.values)]
    assert scope.of_values(scoped.values).all()
    assert rows(kept) | rows(scoped.values) == rows(after.values)
    kept = before.conflicts[~scope.of_conflicts(before.conflicts)]
    assert rows(kept) | rows(scoped.conflicts) == rows(after.conflicts)


@pytest.mark.random
@examples(4)
@given(worlds(*KINDS), worlds(*KINDS), st.randoms(use_true_random=False))
def test_observations_that_come_and_go(world: list[Observation], more: list[Observation], chance: Any) -> None:
    gone = [row for row in world if chance.random() < 0.2]
    come = [row for row in more if chance.random() < 0.3]
    later = [row for row in world if row not in gone] + come
    changed = [*gone, *come]
    scope = affected({row["measure"] for row in changed}, {row["region_code"] for row in changed}, ALL, REGIONS)
    held(computed(world, []), computed(later, []), computed(later, [], scope), scope)


@pytest.mark.random
@examples(4)
@given(case_worlds, st.randoms(use_true_random=False))
def test_steps_that_come_and_go(world: Steps, chance: Any) -> None:
    earlier = [step for step in world if chance.random() < 0.8]
    changed = [step["case_id"] for step in world if step not in earlier]
    codes = {step["region_code"] for step in world if step["case_id"] in changed}
    scope = affected({"case"} if changed else (), codes, ALL, REGIONS)
    held(computed([], earlier), computed([], world), computed([], world, scope), scope)


def test_rows_of_one_measure_move_what_reads_it() -> None:
    scope = affected({"pact"}, {"74.02"}, ALL, REGIONS)
    assert scope.indicators == {
        "pact_signing_rate", "pact_signed_count", "pact_agency_complete_share", "coverage_rate",
    }  # fmt: skip
    assert scope.everywhere == {"coverage_rate"}
    assert scope.provinces == {"74", "00"}


@pytest.mark.parametrize(("measure", "moved"), [("headcount", "reports_per_1000_asn"), ("case", "sanction_count")])
def test_borrowed_denominators_and_cases_move_theirs(measure: str, moved: str) -> None:
    assert moved in affected({measure}, {"74.02"}, ALL, REGIONS).indicators


def test_nothing_changed_moves_nothing() -> None:
    assert not affected((), (), ALL, REGIONS).indicators
