"""The peers of a selection with their figures, read once for all pages."""

import datetime as dt
from dataclasses import replace

import pandas as pd

from dashboard import queries
from dashboard.peers import Peers, headcount_of, level_of, peers_of
from dashboard.queries import Reading, Series
from dashboard.screen import read_frame
from dashboard.selection import Selection
from dashboard.site import Site
from geo.regions import NATION


def read_peers(site: Site, r: Reading, selection: Selection, at: dt.date | None) -> Peers:
    """Whom the region of a selection is compared with; only those of one size need to be asked how many they employ."""
    indicator = site.indicators[selection.indicator]
    known: dict[str, float] = {}
    if selection.peers == "size" and selection.region != NATION:
        told = queries.headcounts(r, at or dt.date.max)
        known = headcount_of(told, level_of(selection, indicator))
    return peers_of(selection, indicator, site.regions, known)


def level_frame(
    site: Site, r: Reading, selection: Selection, series: Series, peers: Peers, at: dt.date
) -> pd.DataFrame:
    """The map frame of all regions of the peers' level, in today's provinces, but for what is no government."""
    everywhere = replace(selection, region=NATION, level=peers.level, areas="now")

    def read() -> tuple[int, pd.DataFrame]:
        found = read_frame(r, series, everywhere, at, site.regions)
        return len(found), found[found["has_government"] | (found["status"] != "missing")].reset_index(drop=True)

    return site.kept.once(r, selection.data, ("level", series, peers.level, at), read)


def among_peers(frame: pd.DataFrame, peers: Peers) -> pd.DataFrame:
    """The rows of a frame that are of peers."""
    return frame[frame["region_code"].isin(peers.codes)].reset_index(drop=True)
