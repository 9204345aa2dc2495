"""How good the data are: who reported when, what was loaded, what contradicts itself, what was restated."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard import paths, queries
from dashboard.components.attributes import named
from dashboard.components.frame import marks_line
from dashboard.components.listing import Heading, listing, numeric, section
from dashboard.components.markup import Markup, render, tag
from dashboard.components.panel import conflict_words
from dashboard.figures.matrix import NEVER, NEW, OLD, ZERO, matrix
from dashboard.figures.wording import records, with_unit
from dashboard.i18n import Text
from dashboard.pages import Content, Page, Visit, steering
from dashboard.pages.notes import marks, notices, table_link
from dashboard.queries import Series
from etl.contracts import title_of
from geo.regions import NATION

MOST_RUNS, MOST_CONFLICTS, MOST_RESTATED = 12, 30, 30
_STATES = (NEW, ZERO, OLD, NEVER)


def show(visit: Visit) -> Content:
    """What is known of the data of a region, and of all that was loaded."""
    text, selection = visit.text, visit.selection
    place = steering.place_name(selection.region, text, visit.site.regions)
    last = visit.offer.last.get((selection.indicator, selection.unit, selection.election))
    at = selection.at or last
    title = html.H1(text("quality-title", place=place), className="page__title")
    until = text("quality-until", date=text.date(at)) if at else ""
    words = f"{text('quality-subtitle', version=visit.r.version)} {until}".strip()
    subtitle = html.P(words, className="page__subtitle")
    return Content(
        title=text("quality-title", place=place),
        body=[
            *notices(visit.notices, selection, text),
            html.Div([title, subtitle], className="page__head"),
            *([_coverage(visit, at)] if at else []),
            _conflicts(visit),
            _restated(visit),
            _runs(visit),
            _rejects(visit),
            marks_line(marks(visit.r, text), text),
        ],
        controls=steering.of_figure(selection, visit.offer, text=text, indicators=visit.site.indicators),
        filters=text("quality-title", place=place),
        at=at,
    )


# -- who reported when -----------------------------------------------------------------------------------------------


def _coverage(visit: Visit, at: dt.date) -> Component:
    """Regions by months, each cell in one of four states that are told apart without colour too."""
    text, selection = visit.text, visit.selection
    found = _matrix(visit, at)
    head = tag("tr", tag("th", text("column-region"), scope="col"),
               *(tag("th", _month(day, text), scope="col") for day in list(found)))  # fmt: skip
    body = [
        tag(
            "tr",
            tag("th", _region(visit, code), scope="row"),
            *(_cell(state, text) for state in states),
        )
        for code, states in zip(found.index, found.to_numpy().tolist(), strict=True)
    ]
    table = tag("table", tag("thead", head), tag("tbody", *body), class_="matrix")
    indicator = visit.site.indicators[selection.indicator]
    name = indicator.title[text.language]
    label = text("quality-coverage", indicator=name)
    scroll = html.Div(render(table), className="matrix-scroll", tabIndex="0", role="group",
                      **named(aria_label=label, data_begins="end"))  # fmt: skip
    silent = int((found.iloc[:, -1] == NEVER).sum())
    words = text("quality-coverage-words", silent=silent, all=len(found), date=text.date(at))
    link = table_link(visit, text("quality-csv"))
    return section("coverage", label, [html.P(words, className="block__words"), _legend(text), scroll, link])


def _matrix(visit: Visit, at: dt.date) -> pd.DataFrame:
    """The state of each government inside at the end of each month."""
    selection, regions = visit.selection, visit.site.regions
    series = Series(selection.indicator, selection.unit, selection.election)
    within = selection.province or NATION
    level = "province" if within == NATION else "regency"
    inside = regions.level("province") if within == NATION else regions.children(within)
    codes = [each.code for each in inside if visit.r.viewer.may_see(each.code) and each.is_government]
    start = min(at, visit.offer.first[(selection.indicator, selection.unit, selection.election)])
    return matrix(queries.map_history(visit.r, series, level, within), codes, start, at)


def table(visit: Visit) -> pd.DataFrame:
    """A line for each government and month with its state."""
    selection = visit.selection
    at = selection.at or visit.offer.last.get((selection.indicator, selection.unit, selection.election))
    names = ["region_code", "month", "state"]
    if at is None:
        return pd.DataFrame(columns=[*names, "indicator", "unit"])
    found = _matrix(visit, at).rename_axis("region_code").melt(ignore_index=False, var_name="month", value_name="state")
    return found.reset_index()[names].assign(indicator=selection.indicator, unit=selection.unit)


def _region(visit: Visit, code: str) -> Markup:
    return tag("a", visit.site.regions[code].short_name, href=visit.to(paths.QUALITY, region=code, compare=()))


def _month(day: Any, text: Text) -> str:
    return text.short_date(day).split(" ", 1)[1]


def _cell(state: str, text: Text) -> Markup:
    words = text(f"matrix-{state}")
    return tag("td", tag("span", tag("span", words, class_="only-read"), class_=f"cell cell--{state}", title=words))


def _legend(text: Text) -> Component:
    items = [
        tag("li", tag("span", class_=f"cell cell--{state}", aria_hidden="true"), f" {text(f'matrix-{state}')}")
        for state in _STATES
    ]
    return render(tag("ul", *items, class_="matrix-legend"))


# -- what contradicts itself, what was restated ----------------------------------------------------------------------


def _conflicts(visit: Visit) -> Component:
    text, region = visit.text, visit.selection.region
    counts = queries.conflicts_by_kind(visit.r, region)
    newest = records(queries.newest_conflicts(visit.r, region, MOST_CONFLICTS))
    all_ = sum(number for _, number in counts)
    headings = [Heading(text("column-region")), Heading(text("control-election")), Heading(text("column-conflict"))]
    rows = [
        [
            tag("a", visit.site.regions.area(row["region_code"]).short_name,
                href=visit.to(paths.MAP, region=row["region_code"][:5].partition("@")[0], compare=())),
            row["election"] or text("no-figure"),
            conflict_words(row, text),
        ]
        for row in newest
    ]  # fmt: skip
    told = "; ".join(f"{_kind(kind, text)}: {number}" for kind, number in counts)
    words = text("quality-conflicts-words", n=all_, kinds=told) if all_ else text("quality-conflicts-none")
    rest = all_ - len(rows)
    below = [html.P(text("quality-rest", n=rest), className="quiet")] if rest > 0 else []
    return listing("conflicts", text("conflicts"), headings, rows, words=words, below=below)


def _kind(kind: str, text: Text) -> str:
    message = f"contradiction-{kind.replace('_', '-')}"
    return text(message) if text.has(message) else kind


def _restated(visit: Visit) -> Component:
    """What a later version says otherwise of a date: both numbers stay readable."""
    text = visit.text
    found = records(queries.restatements(visit.r, visit.selection.region, MOST_RESTATED))
    headings = [Heading(text("column-region")), Heading(text("control-indicator")),
                numeric(text("column-date")), numeric(text("column-was")), numeric(text("column-now")),
                numeric(text("column-version"))]  # fmt: skip
    rows = [
        [
            visit.site.regions.area(row["region_code"]).short_name,
            visit.site.indicators[row["indicator"]].title[text.language],
            text.short_date(row["as_of"]),
            *(with_unit(text.number(row[name], visit.site.indicators[row["indicator"]].decimals), row["unit"], text)
              for name in ("was", "value")),
            str(int(row["version_from"])),
        ]
        for row in found
        if row["indicator"] in visit.site.indicators
    ]  # fmt: skip
    return listing("restated", text("quality-restated"), headings, rows,
                   words=text("quality-restated-words" if rows else "quality-restated-none"))  # fmt: skip


# -- what was loaded -------------------------------------------------------------------------------------------------


def _runs(visit: Visit) -> Component:
    text = visit.text
    found = records(queries.runs(visit.r, MOST_RUNS))
    zone = ZoneInfo(visit.site.settings.time_zone)
    names = ("files", "read", "accepted", "rejected", "unchanged", "superseded", "skipped", "replaced")
    headings = [Heading(text("column-run")), numeric(text("column-version")),
                *(numeric(text(f"column-{name}")) for name in names)]  # fmt: skip
    rows = [
        [
            f"{row['finished_at'].astimezone(zone):%Y-%m-%d %H:%M}"
            + (f" ({text('run-taken-back')})" if row["takes_back"] else ""),
            str(row["version"]),
            *(text.number(row[name]) for name in names),
        ]
        for row in found
    ]
    words = text("quality-runs-words") if rows else text("quality-runs-none")
    return listing("runs", text("quality-runs"), headings, rows, words=words)


def _moment(row: dict[str, Any], zone: ZoneInfo, text: Text) -> list[str]:
    """When a run ended, by the clock of the settings, and whether it took another one back."""
    when = f"{row['finished_at'].astimezone(zone):%Y-%m-%d %H:%M}"
    return [when, f"({text('run-taken-back')})"] if row["takes_back"] else [when]


def _rejects(visit: Visit) -> Component:
    text = visit.text
    found = queries.rejects_by_rule(visit.r)
    headings = [Heading(text("column-rule")), Heading(text("column-source")), numeric(text("column-rows"))]
    rows = [[_rule(source, rule, text), _source(source, text), text.number(number)] for source, rule, number in found]
    words = text("quality-rejects-words" if rows else "quality-rejects-none")
    return listing("rejects", text("quality-rejects"), headings, rows, words=words)


def _rule(source: str, rule: str, text: Text) -> str:
    try:
        return title_of(source, rule, text.language)
    except KeyError:  # written by a version that had another rule
        return rule


def _source(source: str, text: Text) -> str:
    message = f"source-{source.replace('_', '-')}"
    return text(message) if text.has(message) else source


PAGE = Page(paths.QUALITY, "page-quality", show, table)
