"""What a meeting looks at: the figure of its map, further figures, and whom the region is held against."""

from dataclasses import replace

from dashboard.peer_frames import among_peers, level_frame, read_peers
from dashboard.peers import Peers
from dashboard.queries import Reading
from dashboard.screen import Look, look_at
from dashboard.selection import PEERS, Offer, Selection, of_other
from dashboard.site import Site


def looks(site: Site, r: Reading, selection: Selection, offer: Offer) -> tuple[Look, list[Look]]:
    """The look of a selection, and of each further indicator that has figures."""
    others = (look_at(site, of_other(selection, offer, each), offer, r) for each in selection.figures)
    return look_at(site, selection, offer, r), [other for other in others if other.screen.at]


def held_against(site: Site, r: Reading, look: Look) -> tuple[Look, Peers | None]:
    """The look with the figures of the peers that were chosen; None where they are the regions of the map."""
    selection, at = look.selection, look.screen.at
    if at is None or selection.peers == PEERS[0]:
        return look, None
    peers = read_peers(site, r, selection, at)
    frame = among_peers(level_frame(site, r, selection, look.screen.series, peers, at), peers)
    return replace(look, screen=replace(look.screen, frame=frame, own=look.screen.own.iloc[:0], shapes={})), peers
