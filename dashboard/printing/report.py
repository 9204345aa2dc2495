"""What stands on the two pages: a `Report`, made of one look, in words and pictures, and of nothing else."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from zoneinfo import ZoneInfo

import pandas as pd

from dashboard.figures.drawing import Drawing, LegendEntry
from dashboard.i18n import Language, Text
from dashboard.pages.content import empty_words, filters, ground_of, map_drawing, title_of, trend_drawing
from dashboard.pages.former import former_named
from dashboard.pages.said import said_of
from dashboard.printing.chart_picture import chart_picture
from dashboard.printing.map_picture import map_picture, shapes_of
from dashboard.printing.rows import Table, table_of
from dashboard.printing.sources import dated_sources
from dashboard.printing.svg import Picture, diamond, swatch
from dashboard.screen import Look
from dashboard.selection import Selection
from dashboard.site import Site
from geo.regions import NATION

_PLOT_PX = 600  # how wide the plot of a trend is on paper at least, with the names at its right
_MOST_QUESTIONS = 60  # no more fit on a page
_PAGE_PX = 700  # how high both pictures may be on one page, under headlines and with their words
_MANY = 30  # rows of the table, from which the trend leaves room for them
_TREND_PX, _LOW_TREND_PX, _LINE_PX, _ROW_PX = 280, 165, 26, 46


@dataclass(frozen=True)
class Question:
    """A question that is still open: who asked it when, in words."""

    words: str
    asked_by: str
    asked_on: dt.date


@dataclass(frozen=True)
class Legend:
    """One line of a legend: its swatch as SVG, what it means, and how many regions are in it."""

    swatch: str
    label: str
    count: str


@dataclass(frozen=True)
class Figure:
    """A picture with its words. `alternative`: the sentence for who cannot see it."""

    heading: str
    subtitle: str
    picture: Picture
    alternative: str
    legend: tuple[Legend, ...]
    marks: str


@dataclass(frozen=True)
class Other:
    """A further figure: what it is called, and what is said of it."""

    title: str
    words: str


@dataclass(frozen=True)
class Foot:
    """What stands at the foot of both pages, and leads back to the view."""

    filters: str
    sources: str
    version: str
    printed: str
    fingerprint: str
    address: str


@dataclass(frozen=True)
class Report:
    """Two pages. Without figures `absence` says so, and there are neither pictures nor table.

    `trend_page`: the first one where the map leaves room there, and the second one with its table has more.
    `asked`: how many questions are open, those included that no page could hold.
    """

    language: Language
    title: str
    subtitle: str
    simulated: bool
    headlines: tuple[str, ...]
    others: tuple[Other, ...]
    absence: tuple[str, ...]
    definition: str
    map: Figure | None
    trend: Figure | None
    trend_page: int
    table: Table | None
    among: str
    decisions: tuple[str, ...]
    questions: tuple[str, ...]
    asked: int
    foot: Foot
    printed_at: dt.datetime


def report_of(
    site: Site,
    look: Look,
    *,
    text: Text,
    now: dt.datetime,
    page: str,
    questions: Sequence[Question] = (),
    against: Look | None = None,
    among: str = "",
    decisions: Sequence[str] = (),
    others: Sequence[Look] = (),
) -> Report:
    """The report of a look.

    Args:
        now: when it is printed, with a zone of whatever kind; it is said in the zone of the settings.
        page: where the look stands on the site, such as `https://netralitas.example/peta`; the paper leads back to it.
        questions: those that are still open.
        against: whose figures the table has, if not those of the map; among: who they are, in words.
        decisions: what is to be decided, in sentences.
        others: looks at further indicators, of which only what is said of them has room.
    """
    look = replace(look, screen=former_named(look.screen, look.indicator, text))
    at, table = look.screen.at, table_of(against or look, text)
    drawing = map_drawing(site, _unmarked(look), at, ground_of(site, look, text), text) if at else None
    map_ = _map(site, look, drawing, text) if drawing else None
    trend = _trend(site, look, at, len(table.rows), text) if at else None
    local = now.astimezone(ZoneInfo(site.settings.time_zone))
    return Report(
        language=text.language,
        title=text("title-place", title=title_of(look, text), place=_place(site, look.selection, text)),
        subtitle=drawing.subtitle if drawing else text.unit(look.selection.unit),
        simulated=look.simulated,
        headlines=tuple(said_of(look, text)) if at else (),
        others=tuple(_other(each, text) for each in others),
        absence=empty_words(site, look, text) or (),
        definition=f"{look.indicator.title[text.language]}: {look.indicator.definition[text.language]}",
        map=map_,
        trend=trend,
        trend_page=1 if map_ and trend and map_.picture.height + trend.picture.height <= _PAGE_PX else 2,
        table=table if at else None,
        among=among,
        decisions=tuple(decisions),
        questions=tuple(_question(each, text) for each in questions[:_MOST_QUESTIONS]),
        asked=len(questions),
        foot=_foot(site, look, text, local, page),
        printed_at=local,
    )


def _place(site: Site, selection: Selection, text: Text) -> str:
    """A regency with its province: a name alone may be borne twice, and paper has no crumbs."""
    code, regions = selection.region, site.regions
    if code == NATION:
        return text("nation")
    name, province = regions[code].short_name, regions.province_of(code)
    return name if province in (code, None) else f"{name} ({regions[str(province)].short_name})"


def _other(look: Look, text: Text) -> Other:
    named = replace(look, screen=former_named(look.screen, look.indicator, text))
    return Other(look.indicator.title[text.language], " ".join(said_of(named, text)))


def _question(question: Question, text: Text) -> str:
    asked = text("print-asked", by=question.asked_by, date=text.short_date(question.asked_on))
    return f"{question.words} ({asked})"


# -- pictures --------------------------------------------------------------------------------------------------------


def _map(site: Site, look: Look, drawing: Drawing, text: Text) -> Figure:
    selection = look.selection
    named = [code for code in (selection.region, *selection.compare) if code != NATION]
    picture = map_picture(
        drawing.figure,
        lambda address: shapes_of(site.maps.file(address.rpartition("/")[2])),
        {code: site.regions[code].short_name for code in named},
    )
    within = text("nation") if selection.within == NATION else site.regions[selection.within].short_name
    worse = [text("print-worse-is-ruled")] if look.screen.periods.scale.is_diverging else []
    return Figure(
        heading=text("print-map", place=within, level=text(f"level-{selection.level}")),
        subtitle="",
        picture=picture,
        alternative=_alternative(drawing, look, text),
        legend=_legend(drawing.legend, text),
        marks=_joined([*(mark for mark in drawing.marks if mark != _version(look, text)), *worse]),
    )


def _trend(site: Site, look: Look, at: dt.date, rows: int, text: Text) -> Figure:
    """As high as its lines need, lower where many rows follow."""
    lines = look.screen.trend["region_code"].nunique()
    height = max(_LOW_TREND_PX if rows > _MANY else _TREND_PX, 50 + _LINE_PX * lines)
    drawing = trend_drawing(site, _unmarked(look), at, text, {"height": height, "narrowest": _PLOT_PX})
    drawn = _ROW_PX * lines + 40 if look.indicator.is_of_one_date else int(drawing.figure.layout.height)
    return Figure(
        heading=drawing.title,
        subtitle=drawing.subtitle,
        picture=chart_picture(drawing.figure, drawn, text),
        alternative=_alternative(drawing, look, text),
        legend=_legend(drawing.legend, text),
        marks=_joined([mark for mark in drawing.marks if mark != _version(look, text)]),
    )


def _joined(marks: Sequence[str]) -> str:
    """Words and whole sentences in one line."""
    return "; ".join(mark.rstrip(".") for mark in marks)


def _unmarked(look: Look) -> Look:
    """For pictures without the mark across: on paper it goes across the whole page."""
    return replace(look, simulated=False)


def _version(look: Look, text: Text) -> str:
    return text("version", n=str(look.version))


def _alternative(drawing: Drawing, look: Look, text: Text) -> str:
    return f"{text('mark-simulated')}. {drawing.sentence}" if look.simulated else drawing.sentence


def _swatch_of(entry: LegendEntry) -> str:
    return "seq-6-faint" if entry.kind == "faint" else entry.css.removeprefix("swatch-")


def _legend(entries: Sequence[LegendEntry], text: Text) -> tuple[Legend, ...]:
    return tuple(
        Legend(
            diamond() if entry.kind == "line" else swatch(_swatch_of(entry)),
            entry.label,
            "" if entry.count is None else text.number(entry.count),
        )
        for entry in entries
    )


# -- foot ------------------------------------------------------------------------------------------------------------


def _foot(site: Site, look: Look, text: Text, now: dt.datetime, page: str) -> Foot:
    query = replace(look.selection, at=look.screen.at).query()
    time = now.strftime("%H.%M" if text.language == "id" else "%H:%M")
    return Foot(
        filters=filters(site, look, text),
        sources=dated_sources(_cited(look), text),
        version=_version(look, text),
        printed=text("print-printed", date=text.date(now.date()), time=time, zone=now.tzname() or ""),
        fingerprint=fingerprint(query, look.version),
        address=f"{page}{query}",
    )


def fingerprint(query: str, version: int) -> str:
    """Eight hexadecimal digits of what was asked and of the version that answered: the same view, the same digits."""
    digits = sha256(f"{query}\n{version}".encode()).hexdigest()
    return f"{digits[:4]}-{digits[4:8]}"


def _cited(look: Look) -> pd.DataFrame:
    """`citation` and `as_of` of all that stands on the pages: figures first, then lines and events."""
    screen = look.screen
    newest_first = screen.trend.sort_values("as_of", ascending=False, kind="stable")
    frames = [screen.figures, pd.DataFrame([dict(screen.row)]), newest_first]
    told = [frame.loc[frame["value"].notna(), ["citation", "as_of"]] for frame in frames]
    cited: pd.DataFrame = pd.concat([*told, screen.marks[["citation", "as_of"]]], ignore_index=True)
    return cited
