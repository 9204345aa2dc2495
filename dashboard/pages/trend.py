"""Figures over time: one chart with what happened, several elections by days to voting, and every region small."""

import datetime as dt
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard import paths, queries
from dashboard.components.bars import bar
from dashboard.components.frame import download, figure_frame, trend_graph
from dashboard.components.listing import Heading, listing, numeric, section
from dashboard.components.markup import Markup, render, tag
from dashboard.components.notices import notice
from dashboard.components.numbers import countdown_numbers, trend_numbers
from dashboard.components.panel import event_list
from dashboard.components.sparkline import sparkline
from dashboard.figures.countdown import draw_countdown
from dashboard.figures.monthly import Month, monthly_growth
from dashboard.figures.runs import FEWEST, Run, Runs, runs_of
from dashboard.figures.wording import status_words, with_unit
from dashboard.pages import Content, Page, Visit, steering
from dashboard.pages.about import about
from dashboard.pages.content import TREND, empty_words, filters, title_of, trend_drawing
from dashboard.pages.notes import notices
from dashboard.queries import Series
from dashboard.reference import voting_days
from dashboard.screen import Look, look_at
from geo.regions import NATION, Region


def show(visit: Visit) -> Content:
    """The trend of the selection by the calendar, or of all elections by the days to voting."""
    site, selection, text = visit.site, visit.selection, visit.text
    look = look_at(site, selection, visit.offer, visit.r)
    controls = steering.of_trend(selection, visit.offer, text=text, indicators=site.indicators, regions=site.regions)
    told, at = notices(visit.notices, selection, text), look.screen.at
    if at is None:
        words = empty_words(site, look, text) or ("", "", "")
        return Content(text("page-trend"), [*told, html.H1(text("page-trend")), notice(*words)], controls)
    return Content(
        title=f"{look.indicator.title[text.language]} - {text('page-trend')}",
        body=[
            *told,
            _chart(visit, look, at),
            *_runs(visit, look, at),
            _multiples(visit, look, at),
            _events(visit, look),
        ],
        controls=controls,
        filters=filters(site, look, text),
        at=at,
    )


def _chart(visit: Visit, look: Look, at: dt.date) -> Component:
    text, selection = visit.text, visit.selection
    if selection.time == "voting" and not look.indicator.is_of_one_date:
        elections = _elections(visit)
        drawing = draw_countdown(
            elections, voting_days(), look.indicator, selection.unit, text=text, title=title_of(look, text),
            place=steering.place_name(selection.region, text, visit.site.regions), simulated=look.simulated,
            version=look.version,
        )  # fmt: skip
        numbers = countdown_numbers(elections, voting_days(), look.indicator, text=text, title=drawing.title)
    else:
        drawing = trend_drawing(visit.site, look, at, text)
        numbers = trend_numbers(look.screen.trend, look.indicator, text=text, title=drawing.title)
    csv = download(text("download-csv"), f"/export.csv{selection.query()}")
    return figure_frame(
        "trend", drawing, trend_graph(TREND, drawing), text=text, actions=[csv, about(look.indicator, text)],
        numbers=numbers, heading=html.H1, file=look.file_name,
    )  # fmt: skip


def _elections(visit: Visit) -> pd.DataFrame:
    """The figures of the region in every election that has any of this indicator and unit."""
    selection = visit.selection
    frames = [
        queries.history(visit.r, Series(selection.indicator, selection.unit, election), [selection.region]).assign(
            election=election
        )
        for election in visit.offer.elections(selection.indicator, selection.unit)
        if election in voting_days()
    ]
    return pd.concat(frames, ignore_index=True)


# -- the rules of run charts -----------------------------------------------------------------------------------------


def _runs(visit: Visit, look: Look, at: dt.date) -> list[Component]:
    """What is more than chance in the growth of each month; of a stock nothing, since its months are not separate."""
    text, indicator, selection = visit.text, look.indicator, visit.selection
    if indicator.kind != "flow" or indicator.is_rate or indicator.numerator.unless:
        return [section("runs", text("runs-title"), [html.P(text("runs-no-flow"), className="block__words")])]
    series = (selection.indicator, selection.unit, selection.election)
    history = queries.history(visit.r, Series(*series), [selection.region])
    months = monthly_growth(history, visit.offer.first[series], min(at, visit.offer.last[series]))
    found = runs_of([month.grown for month in months])
    words = _run_words(visit, months, found)
    longest = max((month.grown for month in months), default=0.0)
    headings = [Heading(text("column-month")), numeric(_capital(text.unit(selection.unit))), Heading(""),
                Heading(text("column-rule"))]  # fmt: skip
    rows = [
        [
            text.date(month.month, "month"),
            text.number(month.grown),
            bar(max(month.grown, 0.0), longest),
            "; ".join(text(_message(run)) for run in found.found if run.first <= place <= run.last),
        ]
        for place, month in enumerate(months)
    ]
    return [listing("runs", text("runs-title"), headings, rows, words=words)]


def _run_words(visit: Visit, months: list[Month], found: Runs) -> str:
    """What the rules found in a sentence each, or that there are too few months to say anything."""
    text, unit = visit.text, visit.selection.unit
    if not found.enough:
        return text("runs-too-few", n=len(months), least=FEWEST)
    middle = text(
        "runs-limits", median=with_unit(text.number(found.median, 1), unit, text), low=text.number(found.low, 1),
        high=text.number(found.high, 1),
    )  # fmt: skip
    told = [
        text(f"{_message(run)}-words", first=text.date(months[run.first].month, "month"),
             last=text.date(months[run.last].month, "month"))
        for run in found.found
    ]  # fmt: skip
    return " ".join([middle, *(told or [text("runs-nothing")])])


def _message(run: Run) -> str:
    return f"run-{run.rule.replace('_', '-')}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# -- every region, small ---------------------------------------------------------------------------------------------


def _multiples(visit: Visit, look: Look, at: dt.date) -> Component:
    """A small chart for each region inside, all on one scale, so that heights may be compared."""
    text, selection, regions = visit.text, visit.selection, visit.site.regions
    within = selection.province or NATION
    level = "province" if within == NATION else "regency"
    series = Series(selection.indicator, selection.unit, selection.election)
    history = queries.map_history(visit.r, series, level, within)
    history = history[(history["as_of"] <= at) & history["value"].notna()].sort_values("as_of", kind="stable")
    own = {str(code): list(zip(rows["as_of"], rows["value"].astype(float), strict=True))
           for code, rows in history.groupby("region_code")}  # fmt: skip
    inside = regions.level("province") if within == NATION else regions.children(within)
    shown = [each for each in inside if visit.r.viewer.may_see(each.code) and each.is_government]
    start = visit.offer.first.get((selection.indicator, selection.unit, selection.election), at)
    most = float(history["value"].max()) if len(history) else 0.0
    items = [
        tag("li", *_small(visit, each, own.get(each.code, []), (start, at), most),
            class_="multiples__item is-chosen" if each.code == selection.region else "multiples__item")
        for each in shown
    ]  # fmt: skip
    words = text("multiples-words", most=_figure(visit, most))
    title = text("multiples-title", place=steering.place_name(within, text, regions))
    drawn = render(tag("ul", *items, class_="multiples"))
    return section("multiples", title, [html.P(words, className="block__words"), drawn])


def _small(
    visit: Visit, region: Region, points: list[tuple[dt.date, float]], span: tuple[dt.date, dt.date], most: float
) -> list[Markup]:
    """Name, line and last figure of a region; hatched where there is none."""
    drawn = sparkline(points, *span, most=most) if points else tag("span", class_="sparkline-none swatch-missing")
    figure = _figure(visit, points[-1][1]) if points else _silent(visit)
    link = tag("a", region.short_name, href=visit.to(paths.TREND, region=region.code, level=visit.selection.level))
    return [link, drawn, tag("span", figure, class_="quiet")]


def _silent(visit: Visit) -> str:
    return status_words("missing", visit.site.indicators[visit.selection.indicator], visit.text)


def _figure(visit: Visit, value: float) -> str:
    decimals = visit.site.indicators[visit.selection.indicator].decimals
    return with_unit(visit.text.number(value, decimals), visit.selection.unit, visit.text)


def _events(visit: Visit, look: Look) -> Component:
    """What happened, each with the source that tells of it."""
    text = visit.text
    events: Any = look.screen.marks
    return section("events", text("events"), event_list(events, text, most=10))


PAGE = Page(paths.TREND, "page-trend", show)
