"""The first page: the week of who heads a government. What waits, since when, and what has changed."""

from collections.abc import Sequence

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard import paths, queries
from dashboard.annotated import open_questions
from dashboard.components.frame import marks_line
from dashboard.components.listing import Heading, listing, numeric, section
from dashboard.components.markup import Markup, tag
from dashboard.components.notices import notice
from dashboard.components.panel import event_list
from dashboard.components.sparkline import sparkline
from dashboard.components.spine import NARROW
from dashboard.figures.wording import as_date, as_number, limits_words, with_unit
from dashboard.i18n import Text
from dashboard.overview import Overview, beside, overview
from dashboard.pages import Content, Page, Visit, steering
from dashboard.pages.agencies import unfinished
from dashboard.pages.caselists import MOST, overdue_list, waiting_list
from dashboard.pages.cells import beside_cell, faint_words, own_cell
from dashboard.pages.decisions import decisions_said
from dashboard.pages.notes import marks, notices
from dashboard.pages.peers import peers_named, peers_of, strip
from dashboard.screen import placed
from etl.indicators.registry import Indicator
from geo.regions import NATION

HEADLINES = (
    "pact_signing_rate", "reports_per_1000_asn", "recommendation_count", "follow_up_rate", "median_days_to_sanction",
)  # fmt: skip
"""The figures of the first page where there are any; else whatever the warehouse has."""
MOST_FIGURES, MOST_EVENTS = 5, 4


def show(visit: Visit) -> Content:
    """What is overdue in the region, or that nothing is known of it."""
    text, place = visit.text, steering.place_name(visit.selection.region, visit.text, visit.site.regions)
    found = overview(visit.site, visit.r, visit.selection, visit.offer)
    title = html.H1(place, className="page__title")
    told = notices(visit.notices, visit.selection, text)
    if found is None:
        body = [title, *told, notice(text("empty-what"), text("home-empty-why"), text("empty-warehouse-remedy"))]
        return Content(text("page-home"), body, _controls(visit, None))
    header = html.Div([title, html.P(_subtitle(visit, found), className="page__subtitle")], className="page__head")
    return Content(
        title=f"{place} - {text('page-home')}",
        body=[
            *told,
            header,
            _sentences(visit, found),
            _figures(visit, found),
            waiting_list(visit, found, MOST),
            *overdue_list(visit, found, MOST),
            *unfinished(found.region, found.agencies, text),
            _changes(visit, found),
            _ages(visit, found),
            *_events(visit, found),
            marks_line(marks(visit.r, text), text),
        ],
        controls=_controls(visit, found),
        filters=text("home-filters", place=place, election=visit.selection.election, at=text.date(found.at)),
        at=found.at,
    )


def _subtitle(visit: Visit, found: Overview) -> str:
    return visit.text("home-subtitle", election=visit.selection.election, at=visit.text.date(found.at))


def _controls(visit: Visit, found: Overview | None) -> Sequence[Component]:
    at, met = (found.at, found.met) if found else (None, None)
    return steering.of_home(visit.selection, visit.offer, at, text=visit.text, met=met)


# -- in sentences ----------------------------------------------------------------------------------------------------


def _sentences(visit: Visit, found: Overview) -> Component:
    """What has to be done, first; each sentence leads to what it says."""
    lines = [*decisions_said(found, visit.text), *_questions_said(visit, found)]
    items = [html.Li(html.A(words, href=href) if href else words) for words, href in lines]
    return html.Ul(items, className="sentences", id="sentences")


def _questions_said(visit: Visit, found: Overview) -> list[tuple[str, str]]:
    """How many questions of the council are open, and how many are late."""
    open_ = open_questions(visit.r, found.region, found.at)
    late = sum(day is not None and day < found.at for day in map(as_date, open_["due_on"]))
    if open_.empty:
        return []
    return [(visit.text("home-questions", n=len(open_), late=late), visit.to(paths.MEETING) + "#questions")]


# -- the figures -----------------------------------------------------------------------------------------------------


def _figures(visit: Visit, found: Overview) -> Component:
    text = visit.text
    areas = beside(found.region)
    names = [steering.place_name(code, text, visit.site.regions) for code in areas]
    headings = [
        Heading(text("control-indicator")), numeric(text("column-value")), Heading(text("fact-limits")),
        Heading(text("column-trend")), numeric(text("home-since", date=text.short_date(found.since))),
        *(numeric(name) for name in names), numeric(text("column-date")),
    ]  # fmt: skip
    peers = peers_of(visit, found)
    if peers is not None:
        headings.insert(4, Heading(text("column-spine")))
    shown = _headlines(visit, found)
    rows = [_figure_row(visit, found, each, areas, peers) for each in shown]
    where = peers_named(visit, found)
    told = [text("region-spine-words", peers=where)] if where else []
    told += faint_words([(found.figure(each.id, unit, found.region), each) for each, unit in shown], text)
    words = " ".join(told) if rows else text("home-no-figures")
    return listing("figures", text("home-figures"), headings, rows, words=words)


def _headlines(visit: Visit, found: Overview) -> list[tuple[Indicator, str]]:
    """The figures that the page opens with, each in its first unit that has any."""
    listed = [*HEADLINES, *(each for each in visit.site.indicators if each not in HEADLINES)]
    indicators = [visit.site.indicators[each] for each in listed if each in visit.site.indicators]
    firsts = (
        (indicator, next((unit for unit in indicator.units if found.history(indicator.id, unit, found.region)), None))
        for indicator in indicators
    )
    return [(indicator, unit) for indicator, unit in firsts if unit is not None][:MOST_FIGURES]


def _figure_row(
    visit: Visit, found: Overview, figure: tuple[Indicator, str], areas: Sequence[str], peers: pd.DataFrame | None
) -> list[str]:
    (indicator, unit), text = figure, visit.text
    own, nation = (found.figure(indicator.id, unit, code) for code in (found.region, NATION))
    link = visit.to(paths.MAP, indicator=indicator.id, unit=unit, at=visit.selection.at, classes=None)
    assert own is not None
    return [
        tag("a", indicator.title[text.language], href=link),
        own_cell(own, indicator, unit, text),
        limits_words(own, indicator, text),
        _trend(visit, found, indicator, unit),
        *([] if peers is None else [strip(own, indicator.id, unit, peers, nation, width=NARROW)]),
        _moved(visit, found, indicator, unit),
        *(beside_cell(found.figure(indicator.id, unit, code), indicator, unit, text) for code in areas),
        text.short_date(own["as_of"]),
    ]


def _trend(visit: Visit, found: Overview, indicator: Indicator, unit: str) -> Markup:
    told = ((row["as_of"], as_number(row["value"])) for row in found.history(indicator.id, unit, found.region))
    points = [(day, value) for day, value in told if value is not None]
    start = visit.offer.first.get((indicator.id, unit, visit.selection.election), found.at)
    return sparkline(points, start, found.at) if len(points) > 1 else Markup("")


def _moved(visit: Visit, found: Overview, indicator: Indicator, unit: str) -> str:
    """`+3,2`: the difference to the figure that stood on the earlier day, of what both are known of."""
    rows = [found.figure(indicator.id, unit, found.region, day) for day in (found.since, found.at)]
    before, now = (as_number(row["value"]) if row else None for row in rows)
    if before is None or now is None or rows[0] is None or rows[1] is None:
        return visit.text("no-figure")
    if rows[0]["as_of"] == rows[1]["as_of"]:
        return visit.text("home-unmoved")
    return signed(now - before, indicator, unit, visit.text)


def signed(change: float, indicator: Indicator, unit: str, text: Text) -> str:
    """`+3,2 poin`, `−2 kasus`, `0`: a change of a percentage is told in points."""
    rounded = text.number(abs(change), indicator.decimals)
    if rounded == text.number(0, indicator.decimals):
        return "0"
    number = f"{'+' if change > 0 else '−'}{rounded}"
    return text("points", n=number) if unit == "%" else with_unit(number, unit, text)


# -- what changed, and how old it is ---------------------------------------------------------------------------------


def _changes(visit: Visit, found: Overview) -> Component:
    """What came to the cases of the region since the earlier day."""
    text, steps = visit.text, found.casework.steps
    new = steps[steps["as_of"] > pd.Timestamp(found.since)]
    counts = new.groupby("state")["case_id"].nunique()
    told = [("received", "home-changed-received"), ("recommended", "home-changed-recommended"),
            ("followed_up", "home-changed-sanctioned"), ("blocked", "home-changed-blocked")]  # fmt: skip
    lines = [text(message, n=int(counts.get(state, 0))) for state, message in told]
    known = not found.casework.cases.empty
    items = [html.Li(line) for line in lines] if known else [html.Li(text("home-cases-unknown"))]
    title = text("home-changes", date=text.date(found.since))
    return section("changes", title, [html.Ul(items, className="plain-list")])


def _ages(visit: Visit, found: Overview) -> Component:
    """How old the newest data of each source are, on the day of the figures."""
    text = visit.text
    headings = [Heading(text("column-source")), numeric(text("column-date")),
                numeric(text("column-age"))]  # fmt: skip
    rows = [
        [text(f"source-{source.replace('_', '-')}"), text.short_date(day), _age((found.at - day).days, text)]
        for source, day in found.newest
    ]
    words = "" if rows else text("home-no-sources")
    return listing("ages", text("home-ages"), headings, rows, words=words)


def _events(visit: Visit, found: Overview) -> list[Component]:
    """What was last written about the region and what lies in it, with its source; nothing where nothing was."""
    text = visit.text
    newest = queries.newest_events(visit.r, found.region, visit.selection.election, found.at, MOST_EVENTS)
    if newest.empty:
        return []
    listed = event_list(placed(newest, found.region, visit.site.regions), text, most=MOST_EVENTS)
    every = html.P(html.A(text("home-events-all"), href=f"{visit.to(paths.REGION)}#events"))
    return [section("events", text("home-events"), [*listed, every])]


def _age(days: int, text: Text) -> str:
    """A source may know more than the day that is looked at."""
    return text("n-days", n=days) if days >= 0 else text("age-later")


PAGE = Page(paths.HOME, "page-home", show)
