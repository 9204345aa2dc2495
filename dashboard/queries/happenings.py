"""What happened, and which numbers contradict one another."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd
from sqlalchemy import select

from dashboard.queries.readings import Reading
from dashboard.queries.shared import _begins, by_code_point, frame_of, inside, visible
from etl.warehouse.schema import conflict, event
from geo.former import BEFORE_SPLIT

EVENT = (
    "event_id", "region_code", "kind", "title", "number", "denominator", "unit", "evidence", "scope", "election",
    "as_of", "precision", "institution", "citation", "confidence", "provenance",
)  # fmt: skip
CONFLICT = ("kind", "measure", "unit", "category", "election", "region_code", "as_of", "stated", "found", "detail")


def events(r: Reading, codes: Sequence[str]) -> pd.DataFrame:
    """Dated events of some regions, newest first; what feeds an indicator is no event. Columns `EVENT`."""
    query = (
        select(*(event.c[name] for name in EVENT))
        .where(visible(r, event), event.c.region_code.in_(codes), event.c.use != "value")
        .order_by(event.c.as_of.desc(), by_code_point(r, event.c.event_id))
    )
    return frame_of(r, query, EVENT)


def newest_events(r: Reading, within: str, election: str, at: dt.date, most: int) -> pd.DataFrame:
    """The newest events of an election inside a region that are not after a day, newest first. Columns `EVENT`."""
    query = (
        select(*(event.c[name] for name in EVENT))
        .where(visible(r, event), inside(event.c.region_code, within), event.c.use != "value")
        .where(event.c.election == election, event.c.as_of <= at)
        .order_by(event.c.as_of.desc(), by_code_point(r, event.c.event_id))
        .limit(most)
    )
    return frame_of(r, query, EVENT)


def conflicts(r: Reading, code: str, election: str) -> pd.DataFrame:
    """Where published numbers of one region contradict each other, newest first. Columns `CONFLICT`.

    Of a province that was split those of the former one too: they are of the government that goes by its code.
    A headcount belongs to no election, and what is contradictory in it concerns the rates of each.
    """
    query = (
        select(*(conflict.c[name] for name in CONFLICT))
        .where(visible(r, conflict), conflict.c.election.in_([election, ""]))
        .where((conflict.c.region_code == code) | _begins(conflict.c.region_code, f"{code}{BEFORE_SPLIT}"))
        .order_by(conflict.c.as_of.desc(), conflict.c.conflict_id)
    )
    return frame_of(r, query, CONFLICT)
