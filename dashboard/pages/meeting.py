"""The meeting of the council's committee: one figure a screen for the projector, and two pages to print."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard import paths
from dashboard.components.attributes import named
from dashboard.components.frame import figure_frame, map_graph, marks_line, trend_graph
from dashboard.components.markup import render, tag
from dashboard.components.notices import notice
from dashboard.components.numbers import trend_numbers
from dashboard.components.ranking import ranking
from dashboard.i18n import Text
from dashboard.meeting import held_against, looks
from dashboard.overview import overview
from dashboard.pages import Content, Page, Visit, steering
from dashboard.pages.annotated import questions_table
from dashboard.pages.content import empty_words, filters, ground_of, map_drawing, trend_drawing
from dashboard.pages.decisions import decisions_said
from dashboard.pages.former import former_named
from dashboard.pages.notes import marks, notices
from dashboard.pages.peers import group_words
from dashboard.pages.said import said_of
from dashboard.peers import kinds_of, level_of
from dashboard.screen import Look

MOST_ITEMS = 12
"""What a projector shows at once."""


def show(visit: Visit) -> Content:
    """Screens in the order in which a meeting goes through them."""
    site, selection, text = visit.site, visit.selection, visit.text
    plain, further = looks(site, visit.r, selection, visit.offer)
    look, others = _named(plain, text), [_named(each, text) for each in further]
    at = look.screen.at
    kinds = kinds_of(selection, level_of(selection, look.indicator))
    controls = steering.of_meeting(
        selection, visit.offer, at, look.screen.periods.dates, kinds, text=text, indicators=site.indicators,
        regions=site.regions,
    )  # fmt: skip
    title = html.H1(text("meeting-title", place=_place(visit)), className="page__title")
    told = notices(visit.notices, selection, text)
    if at is None:
        return Content(
            text("page-meeting"), [*told, title, notice(*(empty_words(site, look, text) or ("", "")))], controls
        )
    screens = [
        _opening(visit, at),
        _headlines(look, text),
        _map(visit, look),
        _ranking(visit, look),
        _course(visit, look, 0),
    ]
    for number, other in enumerate(others, start=1):
        screens += [_headlines(other, text), _course(visit, other, number)]
    screens.append([questions_table(visit, at)])
    return Content(
        title=text("meeting-title", place=_place(visit)),
        body=[
            *told,
            html.Div([title, _actions(visit, len(screens))], className="page__head"),
            *(_screen(number, len(screens), parts, text) for number, parts in enumerate(screens, start=1)),
            marks_line(marks(visit.r, text), text),
        ],
        controls=controls,
        filters=filters(site, look, text),
        at=at,
        shapes=ground_of(site, look, text).addresses,
    )


def _place(visit: Visit) -> str:
    return steering.place_name(visit.selection.region, visit.text, visit.site.regions)


def _named(look: Look, text: Text) -> Look:
    return replace(look, screen=former_named(look.screen, look.indicator, text))


def _actions(visit: Visit, screens: int) -> Component:
    """To the projector and to paper; how the keys lead is said where they do."""
    text = visit.text
    project = html.Button(text("meeting-project"), type="button", className="button", **named(data_present="start"))
    address = f"{paths.PRINT_OF[paths.MEETING]}{visit.selection.query()}"
    paper = html.A(text("print-pdf"), href=address, className="button", target="_blank")
    words = html.P(text("meeting-keys", n=screens), className="page__subtitle")
    return html.Div([words, html.Div([project, paper], className="meeting__actions")], className="no-print")


def _screen(number: int, of: int, parts: Sequence[Component], text: Text) -> Component:
    """One figure a screen; which of how many it is stands at its foot."""
    foot = html.P(text("meeting-screen", n=number, of=of), className="screen__number")
    return html.Section([*parts, foot], id=f"screen-{number}", className="screen", **named(data_screen=str(number)))


# -- the screens -----------------------------------------------------------------------------------------------------


def _opening(visit: Visit, at: dt.date) -> list[Component]:
    """What is to be decided, on the day of the figures of the map."""
    text = visit.text
    found = overview(visit.site, visit.r, replace(visit.selection, at=at), visit.offer)
    lines = [] if found is None else [words for words, _ in decisions_said(found, text)]
    heading = html.H2(text("meeting-opening", place=_place(visit)), className="screen__title")
    when = html.P(text("home-subtitle", election=visit.selection.election, at=text.date(at)), className="screen__words")
    return [heading, when, render(tag("ul", *(tag("li", line) for line in lines), class_="sentences"))]


def _headlines(look: Look, text: Text) -> list[Component]:
    """What the rules say of a figure, under its name."""
    name = html.H2(look.indicator.title[text.language], className="screen__title")
    return [name, render(tag("ul", *(tag("li", each) for each in said_of(look, text)), class_="headlines"))]


def _map(visit: Visit, look: Look) -> list[Component]:
    at = look.screen.at
    assert at is not None
    drawing = map_drawing(visit.site, look, at, ground_of(visit.site, look, visit.text), visit.text)
    graph = map_graph("meeting-map", drawing)
    return [figure_frame("map", drawing, graph, text=visit.text, file=look.file_name)]


def _ranking(visit: Visit, look: Look) -> list[Component]:
    """Who stands where among the regions of the map or the peers that were chosen, as many as can be read from afar."""
    text, selection = visit.text, visit.selection
    against, peers = held_against(visit.site, visit.r, look)
    screen = against.screen
    who = group_words(peers, len(screen.frame), text, visit.site.regions) if peers else ""
    bars = ranking(
        screen.frame, look.indicator, selection.unit, text=text, scale=screen.periods.scale, chosen=selection.chosen,
        href=lambda code: visit.to(paths.MEETING, region=code.partition("@")[0]), most=MOST_ITEMS, table=False,
        ends=True,
    )  # fmt: skip
    return [
        html.H2(text("meeting-ranking", title=look.indicator.title[text.language]), className="screen__title"),
        *([html.P(who, className="screen__words")] if who else []),
        bars,
    ]


def _course(visit: Visit, look: Look, number: int) -> list[Component]:
    """How the figures of an indicator went."""
    text, screen = visit.text, look.screen
    assert screen.at is not None
    drawing = trend_drawing(visit.site, look, screen.at, text)
    graph = trend_graph(f"meeting-trend-{number}", drawing)
    numbers = trend_numbers(screen.trend, look.indicator, text=text, title=drawing.title)
    return [figure_frame(f"course-{number}", drawing, graph, text=text, numbers=numbers, file=look.file_name)]


PAGE = Page(paths.MEETING, "page-meeting", show)
