"""How a region stands beside those like it, and whether that is more than chance: in words and in pictures."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard import paths, queries
from dashboard.components.frame import figure_frame, marks_line, trend_graph
from dashboard.components.limits import limits
from dashboard.components.listing import Heading, listing, numeric, section
from dashboard.components.markup import Markup, tag
from dashboard.components.notices import notice
from dashboard.components.numbers import funnel_numbers, scatter_numbers
from dashboard.components.table import data_table
from dashboard.figures.comparison import (
    Row,
    among,
    limits_of,
    span_of,
    untold,
    with_figure,
    without_figure,
)
from dashboard.figures.funnel import FEWEST
from dashboard.figures.funnel_plot import FunnelOf, draw_funnel, funnel_rows, funnel_words, has_funnel, own_words
from dashboard.figures.headlines import figure_of, place_of, standing, standings
from dashboard.figures.scatter import Measured, draw_scatter, scatter_words
from dashboard.figures.wording import (
    SMALL,
    as_number,
    coverage_words,
    figure_words,
    is_faint,
    parts_words,
    records,
    some_of,
    titled,
    value_words,
)
from dashboard.pages import Content, Page, Visit, steering
from dashboard.pages.about import base_words, source_words
from dashboard.pages.content import unreckoned
from dashboard.pages.notes import file_line, marks, notices
from dashboard.pages.peers import group_words
from dashboard.peer_frames import among_peers, level_frame, read_peers
from dashboard.peers import Peers, kinds_of, level_of
from dashboard.queries import Series, days_of
from dashboard.screen import series_of
from etl.indicators.registry import Indicator
from geo.regions import NATION

FUNNEL, SCATTER = "funnel-graph", "scatter-graph"
OWN = "own-region"
LONG = 40
"""Rows from which a list scrolls in itself (assets/css/page.css)."""


@dataclass(frozen=True)
class Comparison:
    """What is compared at a day.

    Attributes:
        all: every region of the level in the nation, a row of the map frame each; none of what is no government.
        frame: the map frame of those that are peers; rows: the same, a dict each.
        own: the row of the region that is looked at; None where it is the nation, or is no government.
        nation: the nation's row, where its figure says anything beside a region's.
        funnel: all regions of the level around their overall rate; None of what has no funnel, or too few.
    """

    indicator: Indicator
    peers: Peers
    at: dt.date
    all: Sequence[Row]
    frame: pd.DataFrame
    rows: Sequence[Row]
    own: Row | None
    nation: Row | None
    funnel: FunnelOf | None
    title: str

    @property
    def benchmark(self) -> float | None:
        """What figures are held against."""
        return None if self.nation is None else figure_of(self.nation)


def show(visit: Visit) -> Content:
    """Peers in words, their figures in order, the funnel of all, two indicators, and the numbers."""
    text, selection = visit.text, visit.selection
    at = selection.at or visit.offer.last.get((selection.indicator, selection.unit, selection.election))
    place = steering.place_name(selection.region, text, visit.site.regions)
    told, name = notices(visit.notices, selection, text), text("compare-title", place=place)
    peers, seconds = read_peers(visit.site, visit.r, selection, at), _seconds(visit)
    second = selection.second if selection.second in seconds else next(iter(seconds), "")
    controls = steering.of_compare(
        selection, visit.offer, kinds_of(selection, peers.level), peers.kind, seconds, second, at,
        days_of(visit.r, series_of(selection), peers.level),
        text=text, indicators=visit.site.indicators, regions=visit.site.regions,
    )  # fmt: skip
    if at is None:
        return Content(name, [*told, html.H1(name, className="page__title"), _nothing(visit)], controls)
    found = _comparison(visit, peers, at)
    return Content(
        title=name,
        body=[
            *told, _head(visit, found, name), _words(visit, found), _ranking(visit, found), _funnel(visit, found),
            _scatter(visit, found, second), *_table(visit, found), marks_line(marks(visit.r, text), text),
        ],
        controls=controls,
        filters=f"{found.title}. {_subtitle(visit, found)}. {_group(visit, found)}",
        at=at,
    )  # fmt: skip


# -- what is compared ------------------------------------------------------------------------------------------------


def _comparison(visit: Visit, peers: Peers, at: dt.date) -> Comparison:
    selection, indicator = visit.selection, visit.site.indicators[visit.selection.indicator]
    series = series_of(selection)
    every = level_frame(visit.site, visit.r, selection, series, peers, at)
    frame = among_peers(every, peers)
    everywhere, codes = records(every), set(peers.codes)
    rows = [row for row in everywhere if row["region_code"] in codes]
    return Comparison(
        indicator=indicator,
        peers=peers,
        at=at,
        all=everywhere,
        frame=frame,
        rows=rows,
        own=next((row for row in rows if row["region_code"] == peers.own), None),
        nation=_nation(visit, series, indicator, at),
        funnel=funnel_rows(everywhere, indicator) if has_funnel(indicator) else None,
        title=titled(indicator, visit.text, every),
    )


def _nation(visit: Visit, series: Series, indicator: Indicator, at: dt.date) -> Row | None:
    """A rate or a median of all says something beside a region's; a sum of all does not."""
    if not (indicator.is_rate or indicator.is_median):
        return None
    found = records(queries.figures_at(visit.r, series, "national", NATION, at))
    return found[0] if found and figure_of(found[0]) is not None else None


def _seconds(visit: Visit) -> list[str]:
    """The other indicators that have figures in this election, the usual one first: a rate or median before a sum."""
    selection, site = visit.selection, visit.site
    level = level_of(selection, site.indicators[selection.indicator])
    found = [
        each for each in site.indicators.values()
        if each.id != selection.indicator and level in each.levels
        and visit.offer.most(each.id, election=selection.election)
    ]  # fmt: skip
    return [each.id for each in sorted(found, key=lambda each: not (each.is_rate or each.is_median))]


# -- in words --------------------------------------------------------------------------------------------------------


def _head(visit: Visit, found: Comparison, name: str) -> Component:
    subtitle = html.P(f"{found.title}: {_subtitle(visit, found)}", className="page__subtitle")
    return html.Div([html.H1(name, className="page__title"), subtitle], className="page__head")


def _subtitle(visit: Visit, found: Comparison) -> str:
    text, selection = visit.text, visit.selection
    return text("compare-subtitle", unit=text.unit(selection.unit), election=selection.election or text("no-figure"),
                date=text.date(found.at))  # fmt: skip


def _group(visit: Visit, found: Comparison) -> str:
    """Who the peers are, how many, and how many of them have no figure."""
    text, silent = visit.text, len(without_figure(found.rows))
    who = group_words(found.peers, len(found.rows), text, visit.site.regions)
    return " ".join([who, text("compare-silent", n=silent) if silent else text("compare-all-have")])


def _words(visit: Visit, found: Comparison) -> Component:
    text, peers = visit.text, found.peers
    lines = [_group(visit, found)]
    if peers.left_out:
        names = [visit.site.regions[code].short_name for code in peers.left_out]
        lines.append(text("compare-left-out", names=some_of(names, text)))
    if peers.kind == "own" and len(peers.codes) < 2:
        lines.append(text("compare-none-pinned"))
    lines += [*_beside_nation(visit, found), *_wider(visit, found), *_among(visit, found)]
    return html.Ul([html.Li(each) for each in lines], className="sentences", id="compare-words")


def _beside_nation(visit: Visit, found: Comparison) -> list[str]:
    """How the peers stand to the nation, and the region itself."""
    text, indicator, nation = visit.text, found.indicator, found.nation
    if nation is None:
        return []
    counts = standings(found.frame, found.benchmark, indicator)
    figure = figure_words(nation, indicator, visit.selection.unit, text)
    of = sum(counts.values()) - counts["unknown"]
    kept = {name: counts[name] for name in ("above", "below", "same", "untold")}
    message = "compare-complete" if indicator.interval == "none" else "compare-sample"
    told = [text(message, of=of, figure=figure, **kept)] if of > 1 else []
    if found.own is None or figure_of(found.own) is None:
        return told
    stands = standing(found.own, found.benchmark, indicator)
    place = text("benchmark-nation")
    return [
        *told,
        text(f"headline-against-{stands}", place=str(found.own["region_name"]), benchmark=place, figure=figure),
    ]


def _wider(visit: Visit, found: Comparison) -> list[str]:
    """That limits of single figures leave out what makes regions differ beyond the chance of single events."""
    text, drawn, codes = visit.text, found.funnel, set(found.peers.codes)
    if drawn is None or drawn.funnel.widening <= 1:
        return []
    rows = zip(drawn.rows, drawn.funnel.sides, strict=True)
    sides = [side for row, side in rows if row["region_code"] in codes]
    above, below = (sum(side in (near, f"far_{near}") for side in sides) for near in ("above", "below"))
    if not sides:
        return []
    times = text.number(drawn.funnel.widening, 1)
    return [text("compare-wider", times=times, of=len(sides), above=above, below=below)]


def _among(visit: Visit, found: Comparison) -> list[str]:
    """How the peers stand to the region that is looked at."""
    text, own, indicator = visit.text, found.own, found.indicator
    if own is None:
        code = found.peers.own
        return [text("compare-own-none", name=visit.site.regions[code].short_name)] if code else []
    name = str(own["region_name"])
    counts = among(own, [row for row in found.rows if row is not own], indicator)
    if counts is None:
        return [text("compare-own-silent", name=name, why=value_words(own, indicator, text))]
    others = counts.above + counts.below + counts.same + counts.untold
    if others == 0:
        return []
    parts = {"above": counts.above, "below": counts.below, "same": counts.same, "untold": counts.untold}
    if indicator.interval != "none":
        return [text("compare-among-sample", name=name, others=others, **parts)]
    place = place_of(str(own["region_code"]), found.frame, indicator)
    level = text(f"level-{found.peers.level}")
    ranked = (
        [text("headline-place-shared" if place.others else "headline-place", rank=place.rank, others=place.others,
              of=place.of, level=level)]
        if place else []
    )  # fmt: skip
    return [text("compare-among-complete", name=name, others=others, **parts), *ranked]


# -- the figures in order --------------------------------------------------------------------------------------------


def _ranking(visit: Visit, found: Comparison) -> Component:
    """A dot and its limits for each peer, on one scale; who has no figure is named under it."""
    text, indicator = visit.text, found.indicator
    rows, unit = with_figure(found.rows), text.unit(visit.selection.unit)
    title = text("compare-ranking")
    silent = _silent(visit, found)
    if not rows:
        return section("peers", title, [html.P(text("compare-no-figures")), *silent])
    span, overlaps = span_of(rows, found.benchmark), untold(rows)
    ends = [text.number(end, indicator.decimals) for end in (span.start, span.end)]
    columns: list[tuple[Heading, Callable[[Row], str]]] = [
        (numeric(unit[:1].upper() + unit[1:]), lambda row: _value(row, indicator, visit)),
        (Heading(text("compare-scale", start=ends[0], end=ends[1])), lambda row: _picture(row, span, found)),
        (numeric(text("column-base")), lambda row: parts_words(row, indicator, text)),
        (Heading(text("column-coverage")), lambda row: coverage_words(row, indicator, text)),
        (numeric(text("column-untold")), lambda row: _overlap(overlaps, row, visit)),
    ]
    cells = [[cell(row) for _, cell in columns] for row in rows]
    kept = [place for place in range(len(columns)) if any(line[place] for line in cells)]
    headings = [Heading(text("column-region")), *(columns[place][0] for place in kept)]
    body = [[_name(visit, row, found), *(line[place] for place in kept)] for row, line in zip(rows, cells, strict=True)]
    return listing("peers", title, headings, body, words=_order_words(visit, found, rows),
                   below=[*_to_own(visit, found, rows), *silent])  # fmt: skip


def _to_own(visit: Visit, found: Comparison, rows: Sequence[Row]) -> list[Component]:
    """Where the list is long, the way to the region in it."""
    if len(rows) <= LONG or found.own is None or figure_of(found.own) is None:
        return []
    words = visit.text("compare-to-own", name=str(found.own["region_name"]))
    return [html.P(html.A(words, href=f"#{OWN}"), className="no-print")]


def _order_words(visit: Visit, found: Comparison, rows: Sequence[Row]) -> str:
    """What the picture shows, and that an order of samples is no ranking."""
    text, indicator = visit.text, found.indicator
    told = [text("compare-picture-complete" if indicator.interval == "none" else "compare-picture-sample")]
    told += [text("compare-picture-nation")] if found.nation is not None else []
    told += [text("compare-no-ranking")] if indicator.interval != "none" else []
    told += [f"{text('compare-pale', n=SMALL)}"] if any(is_faint(row, indicator) for row in rows) else []
    return " ".join(told)


def _name(visit: Visit, row: Row, found: Comparison) -> Markup:
    code = str(row["region_code"])
    href = steering.to_region(visit.selection, code, visit.site.indicators)
    is_own = code == found.peers.own
    marked = {"id": OWN, "class_": "is-own", "aria_current": "true"} if is_own else {}
    return tag("a", str(row["region_name"]), href=href, **marked)


def _value(row: Row, indicator: Indicator, visit: Visit) -> str:
    words = value_words(row, indicator, visit.text)
    return tag("span", words, class_="is-faint") if is_faint(row, indicator) else words


def _picture(row: Row, span: Any, found: Comparison) -> Markup:
    css = " ".join(
        name
        for name, holds in (
            ("is-own", row["region_code"] == found.peers.own), ("is-faint", is_faint(row, found.indicator))
        )
        if holds
    )  # fmt: skip
    value = as_number(row["value"])
    assert value is not None
    return limits(value, limits_of(row), span, found.benchmark, css=css)


def _overlap(overlaps: Mapping[str, int], row: Row, visit: Visit) -> str:
    """From how many others a region cannot be told; nothing where figures have no limits."""
    others = overlaps.get(str(row["region_code"]))
    return "" if others is None else visit.text("n-regions", n=others)


def _silent(visit: Visit, found: Comparison) -> list[Component]:
    """`Tanpa angka, yang bukan nol: tidak melapor: A, B; tanpa penyebut: C.`"""
    text, rows = visit.text, without_figure(found.rows)
    if not rows:
        return []
    by_reason: dict[str, list[str]] = {}
    for row in rows:
        by_reason.setdefault(value_words(row, found.indicator, text), []).append(str(row["region_name"]))
    parts = "; ".join(f"{why}: {some_of(sorted(names), text, 30)}" for why, names in by_reason.items())
    return [html.P(text("compare-without", n=len(rows), parts=parts), className="quiet", id="peers-silent")]


# -- the funnel ------------------------------------------------------------------------------------------------------


def _funnel(visit: Visit, found: Comparison) -> Component:
    """All regions of the level around their overall rate, or why there is no such picture."""
    text, indicator = visit.text, found.indicator
    if not has_funnel(indicator):
        why = "funnel-complete" if indicator.interval == "none" and indicator.is_rate else (
            "funnel-median" if indicator.is_median else "funnel-count"
        )  # fmt: skip
        return section("funnel", text("funnel-none"), [html.P(text(why), className="block__words")])
    rows = found.funnel
    if rows is None:
        return section("funnel", text("funnel-none"), [html.P(text("funnel-few", n=FEWEST), className="block__words")])
    unit = visit.selection.unit
    drawing = draw_funnel(
        rows, indicator, unit, text=text, title=found.title, at=found.at, simulated=visit.r.simulated,
        peers=found.peers.codes, own=found.peers.own, named=_named(visit, found), version=visit.r.version,
    )  # fmt: skip
    own = own_words(rows, found.peers.own, text)
    words = [*([own] if own else []), *funnel_words(rows, indicator, unit, text)]
    below = [_said(words)]
    base = _named(visit, found)["base"]
    numbers = funnel_numbers(rows, indicator, text=text, title=drawing.title, base=base)
    return figure_frame("funnel", drawing, trend_graph(FUNNEL, drawing), text=text, beneath=below,
                        numbers=numbers, file=_file(visit, found))  # fmt: skip


def _said(words: Sequence[str]) -> Component:
    """Sentences under a figure, one a line."""
    return html.Ul([html.Li(each) for each in words], className="plain-list plain-list--prose")


def _named(visit: Visit, found: Comparison) -> dict[str, str]:
    text, peers, own = visit.text, found.peers, found.peers.own
    group = peers.level if peers.kind == "province" else peers.kind
    return {
        "own": visit.site.regions[own].short_name if own else "",
        "peers": text(f"legend-peers-{group}") if own or peers.kind == "own" else text(f"level-{peers.level}"),
        "others": text(f"level-{peers.level}"),
        "base": text("funnel-base", unit=base_words(found.indicator, text)),
    }


def _file(visit: Visit, found: Comparison) -> str:
    mark = "-SIMULASI" if visit.r.simulated else ""
    return f"{found.indicator.id}-{visit.selection.region}-{found.at.isoformat()}{mark}"


# -- two indicators --------------------------------------------------------------------------------------------------


def _scatter(visit: Visit, found: Comparison, second: str) -> Component:
    text, selection = visit.text, visit.selection
    refused = selection.second not in ("", second)
    told = [html.P(_refused(visit), className="block__words")] if refused else []
    if not second:
        return section("scatter", text("scatter-none"), [*told, html.P(text("scatter-no-second"))])
    pair = _measured(visit, found, second)
    drawing = draw_scatter(
        *pair, text=text, simulated=visit.r.simulated, peers=found.peers.codes, own=found.peers.own,
        named=_named(visit, found), version=visit.r.version,
    )  # fmt: skip
    below = [*told, _said(scatter_words(*pair, text))]
    if not drawing.has_figures:
        return section("scatter", drawing.title, below)
    return figure_frame("scatter", drawing, trend_graph(SCATTER, drawing), text=text, beneath=below,
                        numbers=scatter_numbers(*pair, text=text),
                        file=f"{_file(visit, found)}-{second}")  # fmt: skip


def _refused(visit: Visit) -> str:
    indicator = visit.site.indicators[visit.selection.second]
    message = "scatter-itself" if indicator.id == visit.selection.indicator else "scatter-refused"
    return visit.text(message, indicator=indicator.title[visit.text.language])


def _measured(visit: Visit, found: Comparison, second: str) -> tuple[Measured, Measured]:
    """The two indicators of all regions of the level: the second one in the unit of the first, else its usual one."""
    selection, offer = visit.selection, visit.offer
    indicator, election = visit.site.indicators[second], selection.election
    usual = offer.most(second, unit=selection.unit, election=election) or offer.most(second, election=election)
    assert usual is not None
    series = Series(second, usual[0], election)
    at = selection.at or offer.last[(second, usual[0], election)]
    other = level_frame(visit.site, visit.r, selection, series, found.peers, at)
    first = Measured(found.indicator, selection.unit, _by_code(found.all), found.at, found.title)
    return first, Measured(indicator, usual[0], _by_code(records(other)), at, titled(indicator, visit.text, other))


def _by_code(rows: Sequence[Row]) -> dict[str, Row]:
    return {str(row["region_code"]): row for row in rows}


# -- the numbers -----------------------------------------------------------------------------------------------------


def _table(visit: Visit, found: Comparison) -> list[Component]:
    text, selection = visit.text, visit.selection
    if found.frame.empty:
        return []
    table = data_table(
        found.frame, found.indicator, selection.unit, text=text, caption=f"{found.title}. {_subtitle(visit, found)}",
        sort=selection.sort, href=partial(steering.to_region, selection, indicators=visit.site.indicators),
        sort_href=lambda key: selection.query(sort=key),
    )  # fmt: skip
    return [table, _csv(visit, found)]


def _csv(visit: Visit, found: Comparison) -> Component:
    """The file of the map that shows the peers: of a province its regencies, else all regions of the level."""
    text, peers = visit.text, found.peers
    inside = peers.kind == "province" and peers.level == "regency" and peers.own
    held = {"region": peers.own if inside else NATION, "level": peers.level, "areas": "now", "compare": ()}
    where = visit.site.regions[str(peers.own)[:2]].short_name if inside else text("nation")
    words = text("compare-csv", regions=text(f"level-{peers.level}"), place=where)
    href = f"/export.csv{visit.selection.query(**held)}"
    return file_line(href, words, text)


def _nothing(visit: Visit) -> Component:
    """That the indicator has no figure in this warehouse, and what to do about it."""
    text, indicator = visit.text, visit.site.indicators[visit.selection.indicator]
    if visit.r.version == 0:
        return notice(*(text(f"empty-warehouse-{each}") for each in ("what", "why", "remedy")))
    reasons = queries.reasons(visit.r, indicator.id)
    if reasons:
        return unreckoned(indicator, reasons, text)
    why = text("never-why", indicator=indicator.title[text.language], sources=source_words(indicator, text))
    return notice(text("empty-what"), why, text("never-remedy"))


PAGE = Page(paths.COMPARE, "page-compare", show)
