"""Cases on their way from report to sanction: where they stand, how old what waits is, and who reports little."""

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard import paths
from dashboard.components.bars import bar, stacked
from dashboard.components.clock import state_name
from dashboard.components.frame import marks_line
from dashboard.components.listing import Heading, listing, numeric, section
from dashboard.components.markup import Markup, tag
from dashboard.components.notices import notice
from dashboard.figures.caseload import AGES, FLOWS, ages, by_region, monthly, stock
from dashboard.figures.wording import as_number, records
from dashboard.overview import Overview, overview
from dashboard.pages import Content, Page, Visit, steering
from dashboard.pages.caselists import ALL, overdue_list, waiting_list
from dashboard.pages.notes import marks, notices, table_link
from dashboard.queries import Series, figures_at
from geo.regions import NATION

REPORTS = "reports_per_1000_asn"
"""How much is reported: beside it stands what was found, since few reports do not mean clean hands."""


def show(visit: Visit) -> Content:
    """The cases of the region, or of all that lie in it."""
    text, selection = visit.text, visit.selection
    place = steering.place_name(selection.region, text, visit.site.regions)
    found = overview(visit.site, visit.r, selection, visit.offer)
    head: list[Component] = [html.H1(text("cases-title", place=place), className="page__title")]
    told = notices(visit.notices, selection, text)
    controls = steering.of_home(selection, visit.offer, found.at if found else None, text=text)
    if found is None or found.casework.cases.empty:
        why = text("cases-none-why", place=place)
        return Content(text("page-cases"), [*told, *head, notice(text("cases-none"), why, text("cases-none-remedy"))],
                       controls, at=found.at if found else None)  # fmt: skip
    head.append(html.P(text("home-subtitle", election=selection.election, at=text.date(found.at)),
                       className="page__subtitle"))  # fmt: skip
    return Content(
        title=text("cases-title", place=place),
        body=[
            *told, html.Div(head, className="page__head"), _sentence(visit, found), _stock(visit, found),
            _ages(visit, found), _months(visit, found), *_regions(visit, found), waiting_list(visit, found, ALL),
            *overdue_list(visit, found, ALL), _blocked(visit, found),
            marks_line(marks(visit.r, text), text),
        ],
        controls=controls,
        filters=text("home-filters", place=place, election=selection.election, at=text.date(found.at)),
        at=found.at,
    )  # fmt: skip


def _sentence(visit: Visit, found: Overview) -> Component:
    cases, text = found.casework.cases, visit.text
    told: dict[str, str | int] = {
        "cases": text("n-cases", n=len(cases)), "open": int(cases["is_open"].sum()),
        "deciding": int(cases["waits_days"].notna().sum()),
    }  # fmt: skip
    late = found.casework.overdue
    law = text("cases-no-deadline") if late is None else text("cases-late", n=late)
    return html.P(f"{text('cases-sentence', **told)} {law}", className="sentences", id="sentences")


def _stock(visit: Visit, found: Overview) -> Component:
    """Where the open cases stand."""
    text, rows = visit.text, records(stock(found.casework))
    headings = [Heading(text("column-state")), numeric(text("unit-kasus-many")), Heading(""),
                numeric(text("column-median-days")),
                numeric(text("column-longest")), numeric(text("column-overdue"))]  # fmt: skip
    longest = max((row["cases"] for row in rows), default=0)
    body = [
        [
            state_name(row["state"], text),
            text.number(row["cases"]),
            bar(row["cases"], longest),
            text.number(row["median_days"]),
            text.number(row["longest_days"]),
            text("due-none") if pd.isna(row["overdue"]) else text.number(row["overdue"]),
        ]
        for row in rows
    ]
    return listing("stock", text("cases-stock"), headings, body, words=text("cases-stock-words"))


def _ages(visit: Visit, found: Overview) -> Component:
    """How long open cases have stood where they are."""
    text, rows = visit.text, records(ages(found.casework))
    headings = [Heading(text("column-age")), numeric(text("cases-deciding"), "is-deciding"),
                numeric(text("cases-others"), "is-others"), Heading("")]  # fmt: skip
    longest = max((row["deciding"] + row["others"] for row in rows), default=0)
    body = [
        [
            _span(None if pd.isna(row["upto"]) else int(row["upto"]), visit),
            text.number(row["deciding"]),
            text.number(row["others"]),
            stacked(
                [
                    (row["deciding"], "is-deciding", text("cases-deciding")),
                    (row["others"], "is-others", text("cases-others")),
                ],
                longest,
            ),
        ]
        for row in rows
    ]
    return listing("case-ages", text("cases-ages"), headings, body, words=text("cases-ages-words"))


def _span(upto: int | None, visit: Visit) -> str:
    """`15–30 hari`, `lebih dari 90 hari`."""
    if upto is None:
        return visit.text("days-over", n=AGES[-1])
    before = [0, *(each + 1 for each in AGES)][AGES.index(upto)]
    return visit.text("days-span", low=before, high=upto)


def _months(visit: Visit, found: Overview) -> Component:
    """What came, was proven and was sanctioned each month: a flow, which may be added up."""
    text, rows = visit.text, records(monthly(found.casework))
    names = [text(f"cases-flow-{code.replace('_', '-')}") for code in FLOWS]
    headings = [Heading(text("column-month"))]
    for name in names:
        headings += [numeric(name), Heading("")]
    most = max((row[code] for row in rows for code in FLOWS), default=0)
    body = []
    for row in rows:
        cells = [text.date(row["month"].date(), "month")]
        for code in FLOWS:
            cells += [text.number(row[code]), bar(row[code], most)]
        body.append(cells)
    return listing("months", text("cases-months"), headings, body, words=text("cases-months-words"))


# -- by region -------------------------------------------------------------------------------------------------------


def _regions(visit: Visit, found: Overview) -> list[Component]:
    """Every region inside, those without a case on record too: of them nothing is known but how much is reported."""
    text = visit.text
    if len(found.region) > 2:
        return []
    level = _level(found)
    counts = {row["region_code"]: row for row in records(by_region(found.casework, level))}
    reports = _reports(visit, found, level)
    codes = sorted(
        {*(_inside(visit, found.region)), *counts}, key=lambda code: (-counts.get(code, {}).get("deciding", 0), code)
    )
    headings = [Heading(text("column-region")), numeric(text("cases-recorded")),
                numeric(text("cases-open")), numeric(text("cases-deciding")),
                numeric(text("column-longest")), numeric(text("column-overdue")),
                numeric(text("cases-blocked")), numeric(text("column-reports"))]  # fmt: skip
    body = [_region_row(visit, code, counts.get(code), reports.get(code)) for code in codes]
    below = [table_link(visit, text("cases-csv"))]
    return [listing("regions", text("cases-regions"), headings, body, words=text("cases-regions-words"), below=below)]


def table(visit: Visit) -> pd.DataFrame:
    """The cases of each region inside, and of one whose code is whole its own; empty where no case is on record."""
    found = overview(visit.site, visit.r, visit.selection, visit.offer)
    names = ["region_code", "cases", "open", "deciding", "longest_days", "overdue", "blocked"]
    if found is None:
        return pd.DataFrame(columns=[*names, "extent", "as_of"])
    counts = by_region(found.casework, _level(found)).set_index("region_code")
    codes = sorted({*_inside(visit, found.region), *counts.index})
    counts = counts.reindex(codes).rename_axis("region_code").reset_index()
    counts = counts[names].astype(dict.fromkeys(names[1:], "float64"))
    # Inside a province, and of a regency, whose cases they are is a government; its own has the province's code.
    return counts.assign(extent="area" if found.region == NATION else "government", as_of=found.at)


def _level(found: Overview) -> str:
    return "province" if found.region == NATION else "regency"


def _inside(visit: Visit, region: str) -> list[str]:
    regions = visit.site.regions
    if region == NATION:
        return [each.code for each in regions.level("province") if visit.r.viewer.may_see(each.code)]
    return [code for code in regions.governments(region) if visit.r.viewer.may_see(code)]


def _region_row(visit: Visit, code: str, row: dict[str, object] | None, reports: str | None) -> list[str]:
    text, region = visit.text, visit.site.regions[code]
    own = text("provincial-government", name=region.short_name) if code == visit.selection.region else region.short_name
    name = tag("a", own, href=visit.to(paths.CASES, region=code, compare=()))
    if row is None:
        unknown = tag("span", text("cases-no-record"), class_="quiet")
        return [name, unknown, "", "", "", "", "", reports or text("no-figure")]
    numbers = ("cases", "open", "deciding", "longest_days", "overdue", "blocked")
    return [name, *(text.number(as_number(row[each])) for each in numbers), reports or text("no-figure")]


def _reports(visit: Visit, found: Overview, level: str) -> dict[str, str]:
    """Reports per 1,000 civil servants of each region, and where they are few: surely fewer than in the nation."""
    if REPORTS not in visit.site.indicators:
        return {}
    indicator, text = visit.site.indicators[REPORTS], visit.text
    series = Series(REPORTS, indicator.units[0], visit.selection.election)
    frame = figures_at(visit.r, series, level, found.region, found.at)
    nation = found.figure(REPORTS, indicator.units[0], NATION)
    benchmark = as_number(nation["value"]) if nation else None
    told = {}
    for row in records(frame[frame["value"].notna()]):
        words = text.number(row["value"], indicator.decimals)
        high = as_number(row["ci_high"])
        few = benchmark is not None and high is not None and high < benchmark
        told[row["region_code"]] = Markup(words + " " + tag("span", text("cases-few"), class_="few")) if few else words
    return told


def _blocked(visit: Visit, found: Overview) -> Component:
    """Blocked personnel records stand apart: a control that can be undone, and no sanction."""
    text, cases = visit.text, found.casework.cases
    blocked = int(cases["is_blocked"].sum())
    return section("blocked", text("cases-blocked-title"), [html.P(text("cases-blocked-words", n=blocked))])


PAGE = Page(paths.CASES, "page-cases", show, table)
