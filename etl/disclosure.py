"""Small numbers in what we cross-tabulate ourselves, so that nobody is found (DOMAIN 14).

Figures that a source published itself, totals and coverage are not touched: the rule is for the categories that we
count from rows about reports or cases (`tabulated`), of an indicator whose file sets `suppression_threshold`.

Cells from 1 to the threshold less 1 are hidden. What else has to be hidden follows from what everybody knows: the
total of each region, and that a province is the sum of its governments and the nation that of its provinces. A hidden
cell is safe when there is another table of whole numbers with the same totals and the same shown cells in which it has
another value. The smallest change that leaves all totals as they are moves one case of a government from one category
to another, and one of another government back: so with each small cell the cheapest such set of cells is hidden. If
the two governments lie in different provinces, those two cells of both provinces are in the set; if the nation's cells
are hidden as well, one government is enough. Each hidden cell thus has its other table, and never one alone remains.

Dates: a breakdown stands at the last date of a region alone (etl/compute/flow.py), since two dates of a cumulated count
would show by their difference who came between.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.indicators.reasons import SMALL_NUMBER
from etl.indicators.registry import TOTAL

NATION: Final = "00"
NUMBERS: Final = ["numerator", "denominator", "value", "ci_low", "ci_high"]
_TABLE = ["unit", "election"]

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def suppress(values: pd.DataFrame, threshold: int, province_of: Mapping[str, str]) -> pd.DataFrame:
    """Hide the small cells of what we tabulated, and what would give them away.

    Args:
        values: one row a figure: unit, election, region_code, extent, category, `tabulated`, status, reason, NUMBERS.
        threshold: the smallest count that may be shown; 0 hides nothing.
        province_of: the province of each region, the nation's of itself.

    Returns:
        The same rows; hidden ones have status `suppressed`, a reason and no numbers.
    """
    cells = values[values["tabulated"] & (values["category"] != TOTAL) & values["numerator"].notna()]
    if threshold <= 0 or cells.empty:
        return values
    hidden = pd.Series(False, index=values.index)
    for _, table in cells.groupby(_TABLE):
        hidden.loc[_hidden(table, threshold, province_of)] = True
    values = values.copy()
    values.loc[hidden, "status"] = "suppressed"
    values.loc[hidden, "reason"] = SMALL_NUMBER
    values.loc[hidden, NUMBERS] = np.nan
    return values


def _hidden(table: pd.DataFrame, threshold: int, province_of: Mapping[str, str]) -> "pd.Index[Any]":
    """The index labels of the cells of one table to hide."""
    categories = sorted(table["category"].unique())
    if len(categories) < 2:  # one category is its total
        return table.index[:0]
    own = table["extent"] == "government"
    is_nation = ~own & (table["region_code"] == NATION)
    leaves, provinces, nation = (_Level.of(table[each], categories) for each in (own, ~own & ~is_nation, is_nation))
    pattern = _Pattern.of(leaves, provinces, nation, province_of)
    pattern.protect(threshold)
    labels = [
        level.labels[level.shown & hidden[: len(level.labels)]]
        for level, hidden in ((leaves, pattern.leaf), (provinces, pattern.province), (nation, pattern.nation))
    ]
    return pd.Index(np.concatenate(labels))


@dataclass(frozen=True, slots=True)
class _Level:
    """The cells of regions of one kind: regions x categories. `shown`: those of which there is a figure."""

    codes: list[str]
    counts: Numbers
    shown: Flags
    labels: npt.NDArray[np.object_]

    @classmethod
    def of(cls, rows: pd.DataFrame, categories: list[str]) -> "_Level":
        codes = sorted(rows["region_code"].unique())
        at = (
            rows["region_code"].map({code: place for place, code in enumerate(codes)}).to_numpy(np.int64),
            rows["category"].map({name: place for place, name in enumerate(categories)}).to_numpy(np.int64),
        )
        shape = (len(codes), len(categories))
        counts, shown, labels = np.zeros(shape), np.zeros(shape, bool), np.full(shape, None, dtype=object)
        counts[at], shown[at], labels[at] = rows["numerator"].to_numpy(np.float64), True, rows.index.to_numpy()
        return cls(codes, counts, shown, labels)


@dataclass(slots=True)
class _Pattern:
    """Which cells are hidden. Cells without a figure are hidden from the start: nobody sees them.

    `leaf`, `province` and `nation` are regions x categories; `home` is the province (place) of each leaf.
    """

    counts: Numbers
    province_counts: Numbers
    nation_counts: Numbers
    leaf: Flags
    province: Flags
    nation: Flags
    home: npt.NDArray[np.int64]

    @classmethod
    def of(cls, leaves: _Level, provinces: _Level, nation: _Level, province_of: Mapping[str, str]) -> "_Pattern":
        homes = [province_of[code] for code in leaves.codes]
        codes = provinces.codes + sorted(set(homes) - set(provinces.codes))
        place = {code: number for number, code in enumerate(codes)}
        home = np.array([place[code] for code in homes], dtype=np.int64)
        width = leaves.counts.shape[1]
        inside = np.zeros((len(codes), width))
        np.add.at(inside, home, leaves.counts)
        stated = np.vstack([provinces.counts, inside[len(provinces.codes) :]])
        # What a province counts and no government of it: a row of its own that nobody sees.
        rest = np.maximum(stated - inside, 0)
        others = np.maximum(nation.counts.sum(axis=0) - stated.sum(axis=0), 0)
        unseen = np.vstack([rest, others[None, :]])
        hidden = np.vstack([~provinces.shown, np.ones((len(codes) + 1 - len(provinces.codes), width), bool)])
        return cls(
            counts=np.vstack([leaves.counts, unseen]),
            province_counts=np.vstack([stated, others[None, :]]),
            nation_counts=nation.counts if len(nation.counts) else stated.sum(axis=0)[None, :],
            leaf=np.vstack([~leaves.shown, np.ones(unseen.shape, bool)]),
            province=hidden,
            nation=~nation.shown if len(nation.shown) else np.ones((1, width), bool),
            home=np.concatenate([home, np.arange(len(codes) + 1)]),
        )

    def protect(self, threshold: int) -> None:
        """Hide every small cell, and with each the cheapest set that leaves it open."""
        levels = ((self.nation_counts, self.nation), (self.province_counts, self.province), (self.counts, self.leaf))
        small = [((counts >= 1) & (counts < threshold) & ~hidden) for counts, hidden in levels]
        for (_, hidden), each in zip(levels, small, strict=True):
            hidden |= each
        for _, category in np.argwhere(small[0]):
            self._open_nation(int(category))
        for region, category in np.argwhere(small[1]):
            self._open_province(int(region), int(category))
        for region, category in np.argwhere(small[2]):
            if not self._open_beside(int(region), int(category)):
                self._open_province(int(self.home[region]), int(category), int(region))

    def _open_beside(self, leaf: int, category: int) -> bool:
        """Open a cell by another government of its province; False where none can be its counterpart."""
        beside = np.flatnonzero(self.home == self.home[leaf])
        beside = beside[beside != leaf]
        down, up = self._moves(np.append(beside, leaf), category)
        costs = np.minimum(down[-1] + up[:-1], up[-1] + down[:-1])
        if not costs.size or not np.isfinite(costs).any():
            return False
        other, counterpart = np.unravel_index(int(np.argmin(costs)), costs.shape)
        self.leaf[np.ix_([leaf, int(beside[other])], [category, int(counterpart)])] = True
        return True

    def _moves(self, leaves: npt.NDArray[np.int64], category: int) -> tuple[Numbers, Numbers]:
        """What it costs to hide both cells of leaves, by the other category: of those that could give a case of
        `category` away, and of those that could take one. What is hidden already costs nothing."""
        counts, price = self.counts[leaves], np.where(self.leaf, 0.0, self.counts + 1)[leaves]
        both = price + price[:, [category]]
        both[:, category] = np.inf
        down = np.where(counts[:, [category]] >= 1, both, np.inf)
        up = np.where(counts >= 1, both, np.inf)
        return down, up

    def _open_province(self, province: int, category: int, leaf: int | None = None) -> None:
        """Open a cell of a province (or of one leaf of it) by a counterpart in another one, or by the nation."""
        down, up = self._moves(np.arange(len(self.counts)), category)
        mine = np.flatnonzero(self.home == province) if leaf is None else np.array([leaf])
        price = np.where(self.province, 0.0, self.province_counts + 1)
        above = price + price[:, [category]]
        nation = np.where(self.nation[0], 0.0, self.nation_counts[0] + 1)
        elsewhere = (self.home != province)[:, None]
        best: tuple[float, tuple[int, ...], int] = (np.inf, (), -1)
        for give, take in ((down, up), (up, down)):
            own = mine[np.argmin(give[mine], axis=0)]
            cost = give[own, np.arange(give.shape[1])] + above[province]
            partners = np.where(elsewhere, take + above[self.home], np.inf)
            partner = np.argmin(partners, axis=0)
            paired = cost + partners[partner, np.arange(give.shape[1])]
            alone = cost + nation + nation[category]
            for total, others in ((paired, True), (alone, False)):
                other = int(np.argmin(total))
                leaves = (int(own[other]), int(partner[other])) if others else (int(own[other]),)
                best = min(best, (float(total[other]), leaves, other), key=lambda each: each[0])
        self._hide(best[1], category, best[2])

    def _open_nation(self, category: int) -> None:
        """Open a cell of the nation: one government whose case could be of another category."""
        down, up = self._moves(np.arange(len(self.counts)), category)
        price = np.where(self.province, 0.0, self.province_counts + 1)
        nation = np.where(self.nation[0], 0.0, self.nation_counts[0] + 1)
        costs = np.minimum(down, up) + (price + price[:, [category]])[self.home] + nation
        leaf, other = np.unravel_index(int(np.argmin(costs)), costs.shape)
        self._hide((int(leaf),), category, int(other))

    def _hide(self, leaves: tuple[int, ...], category: int, other: int) -> None:
        """Hide two categories of leaves, of their provinces, and of the nation where one leaf stands alone."""
        both = [category, other]
        self.leaf[np.ix_(list(leaves), both)] = True
        self.province[np.ix_([int(self.home[leaf]) for leaf in leaves], both)] = True
        if len(leaves) == 1:
            self.nation[0, both] = True
