"""The first page: the week of who heads a government. What waits, since when, and what has changed."""

from collections.abc import Sequence

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard import paths, queries
from dashboard.annotated import open_questions
from dashboard.components.clock import clock, state_name
from dashboard.components.frame import marks_line
from dashboard.components.listing import Heading, listing, numeric, section
from dashboard.components.markup import Markup, tag
from dashboard.components.notices import notice
from dashboard.components.panel import event_list
from dashboard.components.sparkline import sparkline
from dashboard.components.spine import NARROW
from dashboard.figures.wording import as_date, as_number, figure_words, is_faint, limits_words, records, with_unit
from dashboard.i18n import Text
from dashboard.overview import Overview, beside, overview
from dashboard.pages import Content, Page, Visit, steering
from dashboard.pages.agencies import unfinished
from dashboard.pages.notes import marks, notices
from dashboard.pages.peers import peers_named, peers_of, strip
from etl.indicators.registry import Indicator
from geo.regions import NATION

HEADLINES = (
    "pact_signing_rate", "reports_per_1000_asn", "recommendation_count", "follow_up_rate", "median_days_to_sanction",
)  # fmt: skip
"""The figures of the first page where there are any; else whatever the warehouse has."""
MOST_FIGURES, MOST_ROWS, MOST_EVENTS = 5, 10, 5


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
            _waiting(visit, found),
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
    lines = [*cases_said(visit, found), *signing_said(visit, found), *_questions_said(visit, found)]
    items = [html.Li(html.A(words, href=href) if href else words) for words, href in lines]
    return html.Ul(items, className="sentences", id="sentences")


def cases_said(visit: Visit, found: Overview) -> list[tuple[str, str]]:
    """What of the cases waits, each sentence with where it leads."""
    text, work = visit.text, found.casework
    waiting, late = work.waiting, work.overdue
    if work.cases.empty:
        return [(text("home-cases-unknown"), "")]
    if waiting.empty:
        return [(text("home-waiting-none", cases=len(work.cases)), "")]
    longest = text("n-days", n=int(waiting["waits_days"].iloc[0]))
    governments = text("n-governments", n=waiting["region_code"].nunique())
    told: dict[str, str | int] = {"n": len(waiting), "days": longest, "governments": governments}
    message = "home-waiting" if len(found.region) > 2 else "home-waiting-area"
    lines = [(text(message, **told), "#waiting")]
    return [*lines, (text("home-overdue", n=late), "#waiting")] if late else lines


def signing_said(visit: Visit, found: Overview) -> list[tuple[str, str]]:
    """Who has not signed, each sentence with where it leads."""
    text, agencies = visit.text, found.agencies
    row = found.figure("pact_signing_rate", "%", found.region)
    lines = []
    if row and as_number(row["denominator"]):
        left = float(row["denominator"]) - float(row["numerator"])
        told = {"n": text.number(left), "all": text.number(row["denominator"]), "date": text.date(row["as_of"])}
        lines.append((text("home-unsigned" if left else "home-all-signed", **told), "#agencies"))
    if len(agencies):
        open_ = agencies["value"] < agencies["base"]
        message = "home-agencies" if len(found.region) > 2 else "home-agencies-own"
        lines.append((text(message, n=int(open_.sum()), all=len(agencies)), "#agencies"))
    return lines or [(text("home-signing-unknown"), "")]


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
    rows = [_figure_row(visit, found, each, areas, peers) for each in _headlines(visit, found)]
    where = peers_named(visit, found)
    words = text("region-spine-words", peers=where) if where else ""
    return listing("figures", text("home-figures"), headings, rows, words=words if rows else text("home-no-figures"))


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
    value = figure_words(own, indicator, unit, text)
    return [
        tag("a", indicator.title[text.language], href=link),
        tag("span", value, class_="is-faint") if is_faint(own, indicator) else value,
        limits_words(own, indicator, text),
        _trend(visit, found, indicator, unit),
        *([] if peers is None else [strip(own, indicator.id, unit, peers, nation, width=NARROW)]),
        _moved(visit, found, indicator, unit),
        *(_beside(found, code, indicator, unit, text) for code in areas),
        text.short_date(own["as_of"]),
    ]


def _beside(found: Overview, code: str, indicator: Indicator, unit: str, text: Text) -> str:
    row = found.figure(indicator.id, unit, code)
    return figure_words(row, indicator, unit, text) if row else text("no-figure")


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


# -- what waits ------------------------------------------------------------------------------------------------------


def _waiting(visit: Visit, found: Overview) -> Component:
    text, waiting = visit.text, found.casework.waiting
    is_area = len(found.region) == 2
    headings = [Heading(text("column-case")), *([Heading(text("region"))] if is_area else []),
                numeric(text("column-waits")), Heading(text("column-clock")),
                Heading(text("column-state")), numeric(text("column-due"))]  # fmt: skip
    first = waiting.head(MOST_ROWS)
    steps = found.casework.steps
    own = {case: list(zip(rows["state"], rows["as_of"].dt.date, strict=True))
           for case, rows in steps[steps["case_id"].isin(first["case_id"])].groupby("case_id")}  # fmt: skip
    longest = max(((found.at - days[0][1]).days for days in own.values()), default=1)
    rows = [
        [
            row["case_id"],
            *([_region(visit, row["region_code"])] if is_area else []),
            text("n-days", n=int(row["waits_days"])),
            clock(own[row["case_id"]], found.at, longest, text),
            state_name(row["state"], text),
            _due(row, text),
        ]
        for row in records(first)
    ]
    rest = len(waiting) - len(first)
    words = text("home-waiting-words") if rows else cases_said(visit, found)[0][0]
    below = [html.P(text("home-waiting-rest", n=rest), className="quiet")] if rest else []
    return listing("waiting", text("home-waiting-title"), headings, rows, words=words, below=below)


def _region(visit: Visit, code: str) -> Markup:
    return tag("a", visit.site.regions[code].short_name, href=visit.to(paths.HOME, region=code, compare=()))


def _due(row: dict[str, object], text: Text) -> str:
    """`12 Des 2024`, or that nobody has set a deadline."""
    due = as_date(row["due"])
    if due is None:
        return text("due-none")
    words = text.short_date(due)
    return tag("strong", text("due-passed", date=words), class_="is-late") if row["is_overdue"] else words


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
    text, regions = visit.text, visit.site.regions
    newest = queries.newest_events(visit.r, found.region, visit.selection.election, found.at, MOST_EVENTS)
    if newest.empty:
        return []
    places = ["" if code == found.region else f"{regions[code].short_name}: " for code in newest["region_code"]]
    titles = [place + title for place, title in zip(places, newest["title"], strict=True)]
    return [section("events", text("home-events"), event_list(newest.assign(title=titles), text))]


def _age(days: int, text: Text) -> str:
    return text("n-days", n=days) if days > 0 else text("no-figure")


PAGE = Page(paths.HOME, "page-home", show)
