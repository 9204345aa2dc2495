"""Whom a region is compared with: those that are like it in one way or another. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.selection import PEERS, PeerKind, Selection, ShownLevel
from etl.indicators.registry import TOTAL, Indicator
from geo.regions import NATION, RegionIndex

NEAREST = 5
KINDS_OF_STAFF = ("pns", "pppk")


@dataclass(frozen=True)
class Peers:
    """A group of regions of one level.

    Attributes:
        kind: how they are alike.
        own: the region that is compared, which is one of them; None where the nation is looked at.
        codes: all of them, in order of code.
        left_out: those pinned that are of the other level.
        unknown: whether the region's own headcount is unknown, so that `kind` is another than was asked for.
    """

    kind: PeerKind
    level: ShownLevel
    own: str | None
    codes: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    unknown: bool = False


def level_of(selection: Selection, indicator: Indicator) -> ShownLevel:
    """What is compared: regencies with regencies, provinces with provinces.

    In the nation provinces are, unless whoever chooses pins regencies; an indicator of areas alone has no regencies.
    """
    if "regency" not in indicator.levels:
        return "province"
    named = selection.region
    if named == NATION and selection.peers == "own" and selection.compare:
        named = selection.compare[0]
    return "regency" if len(named) > 2 else "province"


def kinds_of(selection: Selection, level: ShownLevel) -> tuple[PeerKind, ...]:
    """The groups that there are for a region: a nation is of no size, and all provinces are of one kind."""
    if selection.region == NATION:
        return ("province", "own")
    return PEERS if level == "regency" else ("province", "size", "own")


def peers_of(selection: Selection, indicator: Indicator, regions: RegionIndex, headcount: Mapping[str, float]) -> Peers:
    """The peers of the region of a selection.

    Args:
        headcount: of each region of the level for which it is known. Only those of one size need it.
    """
    level = level_of(selection, indicator)
    own = None if selection.region == NATION else selection.region if level == "regency" else selection.region[:2]
    kind = selection.peers if selection.peers in kinds_of(selection, level) else PEERS[0]
    unknown = kind == "size" and own not in headcount
    if own is None or kind == "own":
        return _chosen(selection, kind, level, own, regions)
    kind = PEERS[0] if unknown else kind
    if kind == "size":
        found = nearest(own, headcount)
    elif kind == "kind":
        found = [each.code for each in regions.level(level) if each.kind == regions[own].kind]
    else:
        found = _same_province(own, level, regions)
    return Peers(kind, level, own, _ordered([own, *found]), unknown=unknown)


def _same_province(own: str, level: ShownLevel, regions: RegionIndex) -> list[str]:
    """The regencies of a province; of provinces all."""
    return [each.code for each in (regions.children(own[:2]) if level == "regency" else regions.level(level))]


def _chosen(selection: Selection, kind: PeerKind, level: ShownLevel, own: str | None, regions: RegionIndex) -> Peers:
    if kind != "own":
        return Peers(kind, level, own, tuple(each.code for each in regions.level(level)))
    fit = [code for code in selection.compare if (len(code) > 2) == (level == "regency")]
    left_out = tuple(code for code in selection.compare if code not in fit)
    return Peers(kind, level, own, _ordered([*([own] if own else []), *fit]), left_out)


def _ordered(codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(set(codes)))


def nearest(own: str, headcount: Mapping[str, float], most: int = NEAREST) -> list[str]:
    """Those whose headcount is nearest, by how many times as large one is as the other; equally near ones by code."""
    mine = headcount[own]
    others = [(max(each, mine) / min(each, mine), code) for code, each in headcount.items() if code != own]
    return [code for _, code in sorted(others)[:most]]


def headcount_of(told: pd.DataFrame, level: ShownLevel) -> dict[str, float]:
    """How many civil servants are employed in each region of a level.

    Where no total was told it is that of PNS and PPPK of one date. A province has its own and those of its regencies
    together, as far as they are known.

    Args:
        told: as `queries.headcounts` gives it.
    """
    known = told[told["value"] > 0]
    totals = known[known["category"] == TOTAL].set_index("region_code")["value"]
    parts = (
        known[known["category"].isin(KINDS_OF_STAFF)].groupby(["region_code", "as_of"])["value"].agg(["sum", "count"])
    )
    whole = parts[parts["count"] == len(KINDS_OF_STAFF)]["sum"].droplevel("as_of")
    each = totals.combine_first(whole)
    each = each.groupby(each.index.str[:2]).sum() if level == "province" else each[each.index.str.len() > 2]
    return {str(code): float(value) for code, value in each.items()}
