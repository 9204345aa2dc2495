"""Small numbers: what is hidden, what is not, and that nobody is found by one who knows every relation there is."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from etl.disclosure import NUMBERS, suppress

CATEGORIES = ("berat", "moral", "ringan", "sedang")
PROVINCE_OF = {"00": "00", "73": "73", "74": "74", "75": "75"} | {
    f"{province}.{place:02}": province for province in ("73", "74", "75") for place in range(1, 5)
}
World = dict[str, tuple[int, ...]]  # a government and its count by category
thorough = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def row(region: str, extent: str, category: str, count: float, **other: Any) -> dict[str, Any]:
    told = {"unit": "kasus", "election": "E", "region_code": region, "extent": extent, "category": category}
    shown = {"tabulated": category != "total", "status": "reported" if count else "zero", "reason": ""}
    return {**told, **shown, **dict.fromkeys(NUMBERS, float(count)), **other}


def totalled(world: World) -> dict[tuple[str, str], tuple[int, ...]]:
    """The counts of governments, provinces and the nation."""
    found = {(code, "government"): counts for code, counts in world.items()}
    for code, counts in world.items():
        for area in {PROVINCE_OF[code], "00"}:
            before = found.get((area, "area"), (0,) * len(counts))
            found[area, "area"] = tuple(one + other for one, other in zip(before, counts, strict=True))
    return found


def frame(world: World, **other: Any) -> pd.DataFrame:
    """A row a region and category, and one for its total."""
    rows = []
    for (region, extent), counts in totalled(world).items():
        for category, count in [*zip(CATEGORIES, counts, strict=False), ("total", sum(counts))]:
            rows.append(row(region, extent, category, count, **other))
    return pd.DataFrame(rows)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A few governments of up to three provinces; a province's own is one of them."""
    width = draw(st.integers(2, len(CATEGORIES)))
    codes = draw(st.lists(st.sampled_from(sorted(set(PROVINCE_OF) - {"00"})), min_size=1, max_size=6, unique=True))
    count = st.sampled_from((0, 0, 0, 1, 1, 2, 4, 5, 6, 11))
    return {code: tuple(draw(count) for _ in range(width)) for code in sorted(codes)}


class Attacker:
    """Who knows every total, every shown cell, and that areas are sums: what he can tell of a hidden cell."""

    def __init__(self, shown: pd.DataFrame, world: World) -> None:
        self.width = len(next(iter(world.values())))
        cells = [(code, category) for code in world for category in CATEGORIES[: self.width]]
        self.place = {cell: number for number, cell in enumerate(cells)}
        self.world = world
        self.rows, self.sums = [], []
        for _, each in shown[shown["status"] != "suppressed"].iterrows():
            self.rows.append(self.weights(each["region_code"], each["extent"], each["category"]))
            self.sums.append(each["numerator"])

    def weights(self, region: str, extent: str, category: str) -> list[float]:
        """Which governments' cells a figure is the sum of."""
        inside = [
            code for code in self.world if code == region or (extent == "area" and region in ("00", PROVINCE_OF[code]))
        ]
        inside = [code for code in inside if extent == "area" or code == region]
        wanted = CATEGORIES[: self.width] if category == "total" else (category,)
        found = [0.0] * len(self.place)
        for cell in product(inside, wanted):
            found[self.place[cell]] = 1.0
        return found

    def range_of(self, region: str, extent: str, category: str) -> tuple[float, float]:
        """The least and the most that a figure can be, over all tables of whole numbers that fit."""
        weights = np.array(self.weights(region, extent, category))
        known = LinearConstraint(np.array(self.rows), self.sums, self.sums)
        bounds, whole = Bounds(0, np.inf), np.ones(len(weights))
        found = [milp(sign * weights, constraints=known, bounds=bounds, integrality=whole) for sign in (1, -1)]
        assert all(each.success for each in found)
        return round(found[0].fun), round(-found[1].fun)


def hidden_rows(found: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    hidden = found[found["status"] == "suppressed"]
    yield from hidden[["region_code", "extent", "category"]].itertuples(index=False, name=None)


@thorough
@given(worlds(), st.integers(2, 7))
def test_no_hidden_cell_can_be_told(world: World, threshold: int) -> None:
    found = suppress(frame(world), threshold, PROVINCE_OF)
    attacker = Attacker(found, world)
    for cell in hidden_rows(found):
        least, most = attacker.range_of(*cell)
        assert least < most, cell


@thorough
@given(worlds(), st.integers(2, 7))
def test_every_small_cell_is_hidden_and_nothing_else_changes(world: World, threshold: int) -> None:
    given_frame = frame(world)
    found = suppress(given_frame, threshold, PROVINCE_OF)
    hidden = found["status"] == "suppressed"
    small = given_frame["tabulated"] & given_frame["numerator"].between(1, threshold - 1)
    assert hidden[small].all()
    assert not hidden[~given_frame["tabulated"]].any()
    assert found.loc[hidden, NUMBERS].isna().all(axis=None)
    assert set(found.loc[hidden, "reason"]) <= {"small_number"}
    pd.testing.assert_frame_equal(found[~hidden], given_frame[~hidden])
    assert small.any() or not hidden.any()


@thorough
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(world: World, chance: Any) -> None:
    given_frame = frame(world)
    places = list(range(len(given_frame)))
    chance.shuffle(places)
    found = suppress(given_frame.iloc[places], 5, PROVINCE_OF).sort_index()
    pd.testing.assert_frame_equal(found, suppress(given_frame, 5, PROVINCE_OF))


def test_total_minus_the_rest_does_not_give_a_cell_away() -> None:
    found = suppress(frame({"74.01": (3, 9, 20, 30)}), 5, PROVINCE_OF)
    own = found[found["extent"] == "government"].set_index("category")["status"]
    assert own.to_dict() == {
        "berat": "suppressed", "moral": "suppressed", "ringan": "reported", "sedang": "reported", "total": "reported",
    }  # fmt: skip


def test_a_province_minus_its_other_regencies_does_not() -> None:
    """Konawe's 3 are hidden; Kendari's 40 would tell them by the province's 43."""
    found = suppress(frame({"74.01": (3, 60, 0), "74.02": (40, 60, 0), "74.03": (50, 70, 0)}), 5, PROVINCE_OF)
    berat = found[found["category"] == "berat"].set_index("region_code")["status"]
    assert berat["74.01"] == "suppressed"
    assert berat["74"] == "suppressed" or "suppressed" in {berat["74.02"], berat["74.03"]}


def test_large_numbers_are_all_shown() -> None:
    world = {"74.01": (30, 60, 0), "74.02": (40, 60, 0), "73.01": (7, 0, 5)}
    assert not suppress(frame(world), 5, PROVINCE_OF)["status"].eq("suppressed").any()


def test_a_total_is_shown_however_small_and_however_counted() -> None:
    rows = frame({"74.01": (1, 2), "74.02": (6, 9)}).assign(tabulated=True)
    found = suppress(rows, 5, PROVINCE_OF)
    assert not (found["category"].eq("total") & found["status"].eq("suppressed")).any()
    assert found["status"].eq("suppressed").any()


def test_what_was_published_is_shown_however_small() -> None:
    rows = frame({"74.01": (3, 9, 1)}, tabulated=False)
    pd.testing.assert_frame_equal(suppress(rows, 5, PROVINCE_OF), rows)


@pytest.mark.parametrize("change", [{"unit": "orang"}, {"election": "F"}])
def test_each_unit_and_election_is_a_table_of_its_own(change: dict[str, Any]) -> None:
    world = {"74.01": (3, 9, 20, 30), "74.02": (6, 9, 20, 30)}
    alone = suppress(frame(world), 5, PROVINCE_OF)
    both = suppress(pd.concat([frame(world), frame(world, **change)], ignore_index=True), 5, PROVINCE_OF)
    assert both["status"].tolist() == alone["status"].tolist() * 2


def test_a_single_category_is_its_total_and_cannot_be_hidden() -> None:
    rows = frame({"74.01": (3,), "74.02": (6,)})
    pd.testing.assert_frame_equal(suppress(rows, 5, PROVINCE_OF), rows)


@pytest.mark.parametrize("threshold", [0, 5])
def test_missing_cells_stay_missing(threshold: int) -> None:
    rows = frame({"74.01": (1, 9)})
    rows.loc[:, NUMBERS] = np.nan
    rows["status"] = "missing"
    pd.testing.assert_frame_equal(suppress(rows, threshold, PROVINCE_OF), rows)


@thorough
@given(worlds())
def test_what_has_no_figure_helps_to_hide_and_is_never_shown(world: World) -> None:
    """Regencies without rows (an indicator of provinces alone): the provinces' cells are still safe."""
    rows = frame(world)
    rows = rows[rows["extent"] == "area"]
    found = suppress(rows, 5, PROVINCE_OF)
    attacker = Attacker(found, world)
    for cell in hidden_rows(found):
        least, most = attacker.range_of(*cell)
        assert least < most, cell


def test_nothing_of_nothing() -> None:
    assert suppress(frame({"74.01": (1, 2)}).iloc[:0], 5, PROVINCE_OF).empty
