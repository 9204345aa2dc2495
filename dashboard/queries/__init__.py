"""Every SELECT of the dashboard.

A `Reading` is who looks, at which version: made once a request, it stands first in every query, and every query shows
that viewer's regions of that version. Frames hold dates as `datetime.date` and numbers as float (NaN: none).
"""

from dashboard.queries.exported import EXPORTED, published, published_at
from dashboard.queries.figures import (
    FIGURE,
    HISTORY,
    OTHER,
    categories_at,
    days_of,
    figures_at,
    history,
    map_history,
    own_figures_at,
)
from dashboard.queries.happenings import CONFLICT, EVENT, conflicts, events, newest_events
from dashboard.queries.offer import Held, offered, reasons
from dashboard.queries.quality import (
    RESTATED,
    RUN,
    conflicts_by_kind,
    newest_conflicts,
    rejects_by_rule,
    restatements,
    runs,
)
from dashboard.queries.readings import Reading, Series, reading, reading_at
from dashboard.queries.region import (
    AGENCY,
    ANNOTATION,
    KNOWN,
    STEP,
    agencies_at,
    annotations,
    case_steps,
    every_figure,
    headcounts,
    newest,
    peer_figures,
)
from dashboard.queries.shared import NUMBERS, NUMERIC

__all__ = [
    "AGENCY",
    "ANNOTATION",
    "CONFLICT",
    "EVENT",
    "EXPORTED",
    "FIGURE",
    "HISTORY",
    "KNOWN",
    "NUMBERS",
    "NUMERIC",
    "OTHER",
    "RESTATED",
    "RUN",
    "STEP",
    "Held",
    "Reading",
    "Series",
    "agencies_at",
    "annotations",
    "case_steps",
    "categories_at",
    "conflicts",
    "conflicts_by_kind",
    "days_of",
    "events",
    "every_figure",
    "figures_at",
    "headcounts",
    "history",
    "map_history",
    "newest",
    "newest_conflicts",
    "newest_events",
    "offered",
    "own_figures_at",
    "peer_figures",
    "published",
    "published_at",
    "reading",
    "reading_at",
    "reasons",
    "rejects_by_rule",
    "restatements",
    "runs",
]
