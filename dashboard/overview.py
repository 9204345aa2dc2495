"""What is known of one region at a date: its figures beside those of the areas it lies in, its cases, its agencies."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard import queries
from dashboard.annotated import last_meeting
from dashboard.casework import Casework, casework
from dashboard.figures.wording import records
from dashboard.queries import Reading
from dashboard.selection import USUAL_BACK, Offer, Selection
from dashboard.site import Site
from geo.regions import NATION


@dataclass(frozen=True)
class Overview:
    """One region at a date.

    Attributes:
        at, since: the day of the figures, and the earlier one that they are compared with.
        figures: every figure up to `at` of the region, its province and the nation (`queries.every_figure`).
        casework: its cases, or those of the governments inside it.
        agencies: the recaps of its agencies (`queries.agencies_at`); none of an area.
        newest: the last date of each source that says anything of it.
        met: the day of the council's last meeting before.
    """

    region: str
    at: dt.date
    since: dt.date
    figures: pd.DataFrame
    casework: Casework
    agencies: pd.DataFrame
    newest: list[tuple[str, dt.date]]
    met: dt.date | None = None

    def figure(self, indicator: str, unit: str, region: str, day: dt.date | None = None) -> Mapping[str, Any] | None:
        """The figure of a region that stood on a day (None: the day of the overview); None where there was none."""
        known = [row for row in self.history(indicator, unit, region) if row["as_of"] <= (day or self.at)]
        stated = [row for row in known if row["status"] != "missing"] or known
        return stated[-1] if stated else None

    def history(self, indicator: str, unit: str, region: str) -> Sequence[Mapping[str, Any]]:
        """All figures of a region up to the day, in the order of their dates."""
        return self._histories.get((indicator, unit, region), ())

    @cached_property
    def _histories(self) -> Mapping[tuple[str, str, str], Sequence[Mapping[str, Any]]]:
        found: dict[tuple[str, str, str], list[Mapping[str, Any]]] = {}
        for row in records(self.figures):
            found.setdefault((row["indicator"], row["unit"], row["region_code"]), []).append(row)
        return found


def beside(region: str) -> list[str]:
    """The areas that a region is held against: its province and the nation."""
    return [code for code in dict.fromkeys([region[:2], NATION]) if code != region]


def overview(site: Site, r: Reading, selection: Selection, offer: Offer) -> Overview | None:
    """What is known of the region of a selection; None where the warehouse has nothing of its election."""
    days = [day for (_, _, each), day in offer.last.items() if each == selection.election]
    if not days:
        return None
    region, election, at = selection.region, selection.election, selection.at or max(days)

    def make() -> tuple[int, Overview]:
        found = _made(site, r, selection.data, region, election, at)
        return len(found.figures) + len(found.casework.steps), found

    kept = site.kept.once(r, selection.data, (region, election, at), make)
    return replace(kept, since=selection.since) if selection.since else kept


def _made(site: Site, r: Reading, name: str, region: str, election: str, at: dt.date) -> Overview:
    """The overview since the last meeting, or else since the usual day."""
    figures = queries.every_figure(r, [region, *beside(region)], election)
    met = last_meeting(r, region, at)

    def read_steps() -> tuple[int, pd.DataFrame]:
        steps = queries.case_steps(r, election, region)
        return len(steps), steps

    steps = site.kept.once(r, name, ("steps", region, election), read_steps)
    return Overview(
        region=region,
        at=at,
        since=met or at - dt.timedelta(days=USUAL_BACK),
        met=met,
        figures=figures[figures["as_of"] <= at],
        casework=casework(steps, at, site.law.deadlines, site.law.holidays),
        agencies=queries.agencies_at(r, region, election, at),
        newest=queries.newest(r, region),
    )
