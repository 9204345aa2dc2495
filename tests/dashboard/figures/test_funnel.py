"""Funnel limits against a slow second version, and against what chance alone does."""

from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dashboard.figures.funnel import ALARM, FEWEST, WARN, Model, Side, funnel_of
from tests.reference import funnel as slow

MODELS = st.sampled_from(get_args(Model))


@st.composite
def shares(draw: st.DrawFn) -> list[tuple[float, float]]:
    """Events and exposures of regions; not all without an event."""
    exposures = draw(st.lists(st.integers(1, 400), min_size=2, max_size=40))
    pairs = [(float(draw(st.integers(0, each))), float(each)) for each in exposures]
    return [(1.0, 2.0), *pairs]


def columns(pairs: list[tuple[float, float]]) -> tuple[list[float], list[float]]:
    return [events for events, _ in pairs], [exposure for _, exposure in pairs]


@given(shares(), MODELS)
def test_scores_and_their_dispersion_are_those_of_the_second_version(
    pairs: list[tuple[float, float]], model: Model
) -> None:
    found, wanted = funnel_of(*columns(pairs), model), slow.scores(pairs, model)
    assert found.centre == pytest.approx(slow.overall(pairs))
    assert [float(each) for each in np.clip(found.scores, -30, 30)] == pytest.approx(
        [min(max(each, -30), 30) for each in wanted], abs=1e-6
    )
    assert found.dispersion == pytest.approx(slow.dispersion(found.scores.tolist()))
    assert found.widening == max(found.dispersion, 1.0) ** 0.5


@given(shares(), MODELS, st.sampled_from([WARN, ALARM]), st.integers(1, 120))
def test_within_the_limits_are_the_numbers_whose_score_is_within_the_widened_ones(
    pairs: list[tuple[float, float]], model: Model, z: float, exposure: int
) -> None:
    found = funnel_of(*columns(pairs), model)
    (low,), (high,) = found.limits([exposure], z)
    most = exposure if model == "binomial" else int(high * exposure) + 5
    for events in range(most + 1):
        score = slow.score(events, found.centre * exposure, exposure, model)
        if abs(abs(score) - z * found.widening) > 1e-6:
            assert (low <= events / exposure + 1e-9 and events / exposure - 1e-9 <= high) == (
                abs(score) < z * found.widening
            )


def test_what_is_too_far_out_for_its_chance_to_be_a_number_still_has_a_score() -> None:
    near, far, farther = funnel_of([20.0, 5000, 20000] + [10] * 40, [10.0, 10, 10] + [10000] * 40, "poisson").scores[:3]
    assert 5 < near < 40 < far < farther < 1000


def test_each_region_is_on_one_side() -> None:
    pairs = [(50.0, 100.0)] * 30 + [(95.0, 100.0), (5.0, 100.0), (62.0, 100.0), (38.0, 100.0)]
    sides: list[Side] = ["inside"] * 30 + ["far_above", "far_below", "above", "below"]
    assert funnel_of(*columns(pairs), "binomial").sides == tuple(sides)


def test_regions_that_differ_only_by_chance_widen_nothing_and_those_that_act_alike_do() -> None:
    chance = np.random.default_rng(7)
    exposures = chance.integers(200, 4000, 400)
    alike = funnel_of(chance.binomial(exposures, 0.3), exposures, "binomial")
    assert alike.widening == 1.0
    assert sum(side != "inside" for side in alike.sides) < 0.08 * 400
    # Staff of one office act alike: with a correlation of 0.02 every fifth region would lie outside plain limits.
    own = chance.beta(0.3 * 49, 0.7 * 49, 400)
    clustered = funnel_of(chance.binomial(exposures, own), exposures, "binomial")
    assert np.mean(np.abs(clustered.scores) > ALARM) > 0.2
    assert clustered.widening > 2
    assert sum(side in ("far_above", "far_below") for side in clustered.sides) < 0.05 * 400


@pytest.mark.parametrize("expected", [0.2, 0.5, 1, 2.2, 3.1, 5, 20, 200])
def test_chance_alone_rarely_leads_outside_however_few_the_events(expected: float) -> None:
    """Without overdispersion. As for every mid-p, what is beside a limit is at most twice what it should be."""
    found = funnel_of([expected] * FEWEST, [1000.0] * FEWEST, "poisson")
    for z, share in ((WARN, 0.025), (ALARM, 0.001)):
        low, high = found.limits([1000.0], z)
        assert stats.poisson.sf(np.floor(high[0] * 1000 + 1e-9), expected) < 2 * share
        assert stats.poisson.cdf(np.ceil(low[0] * 1000 - 1e-9) - 1, expected) < 2 * share


@pytest.mark.parametrize(("n", "share"), [(3, 0.5), (10, 0.2), (30, 0.8), (108, 0.98), (300, 0.4)])
def test_the_same_of_shares(n: int, share: float) -> None:
    found = funnel_of([n * share] * FEWEST, [float(n)] * FEWEST, "binomial")
    for z, beside in ((WARN, 0.025), (ALARM, 0.001)):
        low, high = found.limits([n], z)
        assert stats.binom.sf(np.floor(high[0] * n + 1e-9), n, share) < 2 * beside
        assert stats.binom.cdf(np.ceil(low[0] * n - 1e-9) - 1, n, share) < 2 * beside


def test_nothing_to_compare_is_refused() -> None:
    with pytest.raises(ValueError, match="events"):
        funnel_of([0.0, 0.0], [10.0, 20.0], "poisson")
    with pytest.raises(ValueError, match="events"):
        funnel_of([10.0, 20.0], [10.0, 20.0], "binomial")
    with pytest.raises(ValueError, match="exposure"):
        funnel_of([1.0, 0.0], [10.0, 0.0], "poisson")
