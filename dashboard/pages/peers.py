"""The regions of its kind that a region is held against, and where it stands among them."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard import queries
from dashboard.components.markup import Markup
from dashboard.components.spine import WIDTH, spine
from dashboard.figures.wording import as_number
from dashboard.i18n import Text
from dashboard.overview import Overview
from dashboard.pages import Visit
from dashboard.peers import Peers
from geo.regions import NATION, RegionIndex

Row = Mapping[str, Any]


def peers_of(visit: Visit, found: Overview) -> pd.DataFrame | None:
    """The figures of the regions of its kind: of its province, or all provinces; the nation has none."""
    if found.region == NATION:
        return None
    level, within = ("regency", found.region[:2]) if len(found.region) > 2 else ("province", NATION)
    election = visit.selection.election

    def make() -> tuple[int, pd.DataFrame]:
        figures = queries.peer_figures(visit.r, level, within, election, found.at)
        return len(figures), figures

    return visit.site.kept.once(visit.r, visit.selection.data, ("peers", level, within, election, found.at), make)


def peers_named(visit: Visit, found: Overview) -> str:
    """Who they are, in words; nothing for the nation."""
    if found.region == NATION:
        return ""
    if len(found.region) == 2:
        return visit.text("peers-provinces")
    return visit.text("peers-inside", place=visit.site.regions[found.region[:2]].short_name)


def group_words(peers: Peers, n: int, text: Text, regions: RegionIndex) -> str:
    """Who the peers of a comparison are and how many; that they are others than were asked for."""
    names: dict[str, str | int] = {
        "n": n,
        "place": regions[peers.own[:2]].short_name if peers.own else "",
        "kind": regions[peers.own].kind if peers.own else "",
        "name": regions[peers.own].short_name if peers.own else text("nation"),
    }
    who = text(f"compare-group-{peers.level if peers.kind == 'province' else peers.kind}", **names)
    return f"{who} {text('compare-size-unknown')}" if peers.unknown else who


def strip(
    own: Row, indicator: str, unit: str, peers: pd.DataFrame, nation: Row | None, *, width: int = WIDTH
) -> Markup:
    """Where a figure stands among those of its peers; nothing where it or they have none."""
    value = as_number(own["value"])
    others = peers[(peers["indicator"] == indicator) & (peers["unit"] == unit)]["value"]
    if value is None or len(others) < 2:
        return Markup("")
    rate = as_number(nation["value"]) if nation and _is_comparable(own, nation) else None
    return spine(value, [float(each) for each in others], rate, width=width)


def _is_comparable(own: Row, nation: Row) -> bool:
    """Whether the nation's figure says anything beside a region's: a rate or a median does, a count does not."""
    return as_number(own.get("denominator")) is not None and as_number(nation.get("denominator")) is not None
