"""One region whole: all its figures among its peers, its cases, its agencies, and what was written about it."""

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard import paths, queries
from dashboard.components.bars import bar
from dashboard.components.clock import state_name
from dashboard.components.frame import marks_line
from dashboard.components.listing import Heading, listing, numeric, section
from dashboard.components.markup import tag
from dashboard.components.notices import notice
from dashboard.components.panel import category_words, event_list
from dashboard.figures.caseload import funnel
from dashboard.figures.wording import as_number, limits_words, records, value_words
from dashboard.i18n import Text
from dashboard.overview import Overview, beside, overview
from dashboard.pages import Content, Page, Visit, steering
from dashboard.pages.agencies import unfinished
from dashboard.pages.annotated import statements, terms_table
from dashboard.pages.cells import beside_cell, faint_words, own_cell
from dashboard.pages.notes import marks, notices, table_link
from dashboard.pages.peers import peers_named, peers_of, strip
from dashboard.queries import KNOWN, Series
from dashboard.screen import placed
from etl.indicators.registry import Indicator
from geo.regions import NATION

MOST_EVENTS = 100
BREAKDOWNS = ("report_count", "violation_count", "sanction_count")
"""The counts whose categories are told: what was reported, of which kind, and how it was sanctioned."""


def show(visit: Visit) -> Content:
    """The region of the selection, or all there is of the nation."""
    text, selection = visit.text, visit.selection
    place = steering.place_name(selection.region, text, visit.site.regions)
    found = overview(visit.site, visit.r, selection, visit.offer)
    title = html.H1(_whole_name(visit), className="page__title")
    told = notices(visit.notices, selection, text)
    controls = steering.of_home(selection, visit.offer, found.at if found else None, text=text)
    if found is None:
        nothing = notice(text("empty-what"), text("home-empty-why"), text("empty-warehouse-remedy"))
        return Content(place, [*told, title, nothing], controls)
    subtitle = text("home-subtitle", election=selection.election, at=text.date(found.at))
    return Content(
        title=f"{place} - {text('page-region')}",
        body=[
            *told,
            html.Div([title, html.P(subtitle, className="page__subtitle")], className="page__head"),
            _spine(visit, found),
            _funnel(visit, found),
            *_kinds(visit, found),
            *unfinished(found.region, found.agencies, text),
            *statements(visit, found.at),
            *terms_table(visit, found.at),
            _events(visit, found),
            marks_line(marks(visit.r, text), text),
        ],
        controls=controls,
        filters=text("home-filters", place=place, election=selection.election, at=text.date(found.at)),
        at=found.at,
    )


def _whole_name(visit: Visit) -> str:
    code = visit.selection.region
    return visit.text("nation") if code == NATION else visit.site.regions[code].name


# -- all figures -----------------------------------------------------------------------------------------------------


def _spine(visit: Visit, found: Overview) -> Component:
    """Every indicator of which the region has a figure, beside province and nation, and among its peers."""
    text, areas = visit.text, beside(found.region)
    names = [steering.place_name(code, text, visit.site.regions) for code in areas]
    peers = peers_of(visit, found)
    headings = [Heading(text("control-indicator")), numeric(text("column-value")), Heading(text("fact-limits")),
                *map(numeric, names), *([Heading(text("column-spine"))] if peers is not None else []),
                numeric(text("column-date"))]  # fmt: skip
    shown = [
        (indicator, unit)
        for indicator in visit.site.indicators.values()
        for unit in indicator.units
        if found.figure(indicator.id, unit, found.region)
    ]
    rows = [_spine_row(visit, found, indicator, unit, peers) for indicator, unit in shown]
    if not rows:
        return section("spine", text("region-figures"), [html.P(text("home-no-figures"))])
    where = peers_named(visit, found)
    told = [text("region-spine-words", peers=where)] if where else []
    told += faint_words([(found.figure(each.id, unit, found.region), each) for each, unit in shown], text)
    words = " ".join(told)
    below = [table_link(visit, text("region-csv"))]
    return listing("spine", text("region-figures"), headings, rows, words=words, below=below)


def table(visit: Visit) -> pd.DataFrame:
    """Every figure of the region, its province and the nation in the election, at all dates up to the day."""
    found = overview(visit.site, visit.r, visit.selection, visit.offer)
    figures = pd.DataFrame(columns=list(KNOWN)) if found is None else found.figures
    first = ["region_code", "indicator", "unit", "as_of"]
    return figures[[*first, *(name for name in figures if name not in first)]]


def _spine_row(visit: Visit, found: Overview, indicator: Indicator, unit: str, peers: pd.DataFrame | None) -> list[str]:
    text, own = visit.text, found.figure(indicator.id, unit, found.region)
    assert own is not None
    lead = visit.to(paths.MAP, indicator=indicator.id, unit=unit, at=visit.selection.at, classes=None)
    name = indicator.title[text.language]
    title = f"{name} ({text.unit(unit)})" if len(indicator.units) > 1 else name
    beside_ = [found.figure(indicator.id, unit, code) for code in beside(found.region)]
    cells = [
        tag("a", title, href=lead),
        own_cell(own, indicator, unit, text),
        limits_words(own, indicator, text),
        *(beside_cell(row, indicator, unit, text) for row in beside_),
    ]
    if peers is not None:
        cells.append(strip(own, indicator.id, unit, peers, beside_[-1]))
    return [*cells, text.short_date(own["as_of"]) if own["status"] != "missing" else text("no-figure")]


# -- cases -----------------------------------------------------------------------------------------------------------


def _funnel(visit: Visit, found: Overview) -> Component:
    """From report to sanction, with the days between, and what left the way."""
    text, work = visit.text, found.casework
    if work.cases.empty:
        return section("funnel", text("region-cases"), [html.P(text("home-cases-unknown"))])
    rows = records(funnel(work))
    longest = max(row["cases"] for row in rows)
    headings = [Heading(text("column-step")), numeric(text("unit-kasus-many")), Heading(""),
                numeric(text("column-days-since"))]  # fmt: skip
    body = [
        [
            state_name(row["state"], text),
            text.number(row["cases"]),
            bar(row["cases"], longest),
            text.number(row["median_days"]),
        ]
        for row in rows
    ]
    cases = work.cases
    counts = {"open": cases["is_open"], "ended": ~cases["is_open"], "waiting": cases["waits_days"].notna()}
    words = text("region-cases-words", **{name: int(mask.sum()) for name, mask in counts.items()})
    below = [html.P(each, className="block__words") for each in (_ends(cases, text), text("region-days-words")) if each]
    return listing("funnel", text("region-cases"), headings, body, words=words, below=below)


def _ends(cases: pd.DataFrame, text: Text) -> str:
    """How the cases that have ended did: each end with how many came to it, the most frequent first."""
    ends = cases.loc[~cases["is_open"], "state"].value_counts()
    listed = [f"{state_name(str(state), text)} {text.number(n)}" for state, n in ends.items()]
    return text("region-ends", list="; ".join(listed)) if listed else ""


def _kinds(visit: Visit, found: Overview) -> list[Component]:
    """What was reported and found, and how it was sanctioned, by category; small numbers are hidden."""
    sections = []
    for name in BREAKDOWNS:
        indicator = visit.site.indicators.get(name)
        if indicator is None:
            continue
        for unit in indicator.units:
            own = found.figure(name, unit, found.region)
            if own is None or own["status"] == "missing":
                continue
            series = Series(name, unit, visit.selection.election)
            sections += _breakdown(visit, indicator, unit, queries.categories_at(visit.r, series, own))
    return sections


def _breakdown(visit: Visit, indicator: Indicator, unit: str, categories: pd.DataFrame) -> list[Component]:
    order = {category: place for place, category in enumerate(indicator.categories)}
    text, rows = visit.text, records(categories)
    rows.sort(key=lambda row: order.get(str(row["category"]), len(order)))
    if not rows:
        return []
    longest = max((as_number(row["value"]) or 0.0 for row in rows), default=0.0)
    headings = [Heading(text("column-category")), numeric(_capital(text.unit(unit))), Heading("")]
    body = [
        [
            category_words(str(row["category"]), indicator, text),
            value_words(row, indicator, text),
            bar(as_number(row["value"]), longest),
        ]
        for row in rows
    ]
    return [listing(f"kinds-{indicator.id}-{unit.replace(' ', '-')}", indicator.title[text.language], headings, body)]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# -- what was written ------------------------------------------------------------------------------------------------


def _events(visit: Visit, found: Overview) -> Component:
    """Every documented event of the region and what lies in it, with its source; of the nation the newest."""
    code, regions = found.region, visit.site.regions
    if code == NATION:
        events = queries.newest_events(visit.r, code, visit.selection.election, found.at, MOST_EVENTS)
    else:
        inside = [each.code for each in regions.children(code)] if len(code) == len(NATION) else []
        events = queries.events(visit.r, [code, *inside])
    return section("events", visit.text("events"), event_list(placed(events, code, regions), visit.text, most=20))


PAGE = Page(paths.REGION, "page-region", show, table)
