"""Cases one by one, by their number: those that wait for a decision, and those past a deadline."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard import paths
from dashboard.components.clock import clock, state_name
from dashboard.components.listing import Heading, listing, numeric
from dashboard.components.markup import Markup, tag
from dashboard.figures.wording import as_date, records
from dashboard.i18n import Text
from dashboard.overview import Overview
from dashboard.pages import Visit
from dashboard.pages.decisions import cases_said
from etl.cases import states

MOST, ALL = 10, 100
"""How many the first page tells of, and how many the page of cases."""


def waiting_list(visit: Visit, found: Overview, most: int) -> Component:
    """The cases that wait for the head of a government, the longest first; in words if there is none."""
    text, waiting = visit.text, found.casework.waiting
    words = text("home-waiting-words") if len(waiting) else cases_said(found, text)[0][0]
    waits = waiting["waits_days"]
    return _listed("waiting", text("home-waiting-title"), (words, text("column-waits")), waiting.assign(days=waits),
                   visit, found, most)  # fmt: skip


def overdue_list(visit: Visit, found: Overview, most: int) -> list[Component]:
    """The open cases past the deadline of their state, the longest past it first; nothing where none is."""
    text, cases = visit.text, found.casework.cases
    late = cases[cases["is_overdue"]].sort_values(["due", "case_id"], kind="stable")
    if late.empty:
        return []
    days = (pd.Timestamp(found.at) - late["due"]).dt.days
    return [_listed("overdue", text("home-overdue-title"), (text("home-overdue-words"), text("column-late")),
                    late.assign(days=days), visit, found, most)]  # fmt: skip


def _listed(
    name: str,
    title: str,
    words: tuple[str, str],
    cases: pd.DataFrame,
    visit: Visit,
    found: Overview,
    most: int,
) -> Component:
    """A row a case. `words` are the sentence over the table, and what its column `days` counts."""
    text, is_area, first = visit.text, len(found.region) == 2, cases.head(most)
    headings = [Heading(text("column-case")), *([Heading(text("region"))] if is_area else []),
                numeric(words[1]), Heading(text("column-clock")),
                Heading(text("column-state")), numeric(text("column-due"))]  # fmt: skip
    own = _ways(found, first)
    longest = max(((found.at - days[0][1]).days for days in own.values()), default=1)
    rows = [
        [
            row["case_id"],
            *([_region(visit, row["region_code"])] if is_area else []),
            text("n-days", n=int(row["days"])),
            clock(own[row["case_id"]], found.at, longest, text),
            state_name(row["state"], text),
            _due(row, text),
        ]
        for row in records(first)
    ]
    return listing(name, title, headings, rows, words=words[0], below=_rest(visit, name, len(cases) - len(first)))


def _ways(found: Overview, cases: pd.DataFrame) -> dict[str, list[tuple[str, Any]]]:
    """The steps of each case on its way, as `clock` takes them: what stops a file or goes to a court runs beside it."""
    on_the_way = [code for code, state in states().items() if state.track == "case"]
    steps = found.casework.steps
    own = steps[steps["case_id"].isin(cases["case_id"]) & steps["state"].isin(on_the_way)]
    return {
        str(case): list(zip(rows["state"], rows["as_of"].dt.date, strict=True)) for case, rows in own.groupby("case_id")
    }


def _rest(visit: Visit, name: str, left: int) -> list[Component]:
    """How many more there are; the first page leads to the page that tells of them."""
    if left <= 0:
        return []
    words = visit.text("home-cases-rest", n=left)
    if visit.page.path == paths.CASES:
        return [html.P(words, className="quiet")]
    return [html.P(html.A(words, href=f"{visit.to(paths.CASES)}#{name}"))]


def _region(visit: Visit, code: str) -> Markup:
    return tag("a", visit.site.regions[code].short_name, href=visit.to(visit.page.path, region=code, compare=()))


def _due(row: Mapping[str, Any], text: Text) -> str:
    """`12 Des 2024`, or that nobody has set a deadline."""
    due = as_date(row["due"])
    if due is None:
        return text("due-none")
    words = text.short_date(due)
    return tag("strong", text("due-passed", date=words), class_="is-late") if row["is_overdue"] else words
