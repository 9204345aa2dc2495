"""The slider over periods: dates in their true distances, the stages of the election behind them, play and step."""

import json
from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.attributes import named
from dashboard.figures.palette import rgb
from dashboard.figures.states import COLOURS, edges, inks
from dashboard.figures.timeline import VOTE
from dashboard.figures.wording import as_date, records
from dashboard.i18n import Text

SLIDER = "period-slider"
_MOST_TICKS = 150
_LEAST_NAMED = 12.0  # percent of the width that the name of a stage needs


def period_slider(
    dates: Sequence[date], at: date, stages: pd.DataFrame, *, text: Text, source: str, figure: str, decimals: int
) -> Component | None:
    """The slider; None where there is one date or none.

    Args:
        dates: at which figures change, oldest first.
        at: the date that is shown, maybe none of them.
        stages: of the election, `stage_code`, `title_id`, `title_en`, `start_date`, `end_date`.
        source: where the browser gets all periods (`figures.periods.Periods.content`).
        figure: how a number is said, `{n} orang ASN`.
        decimals: of a number that is said.
    """
    if len(dates) < 2:
        return None
    first, last = min(dates[0], at), max(dates[-1], at)
    words = named(
        data_dates=" ".join(day.isoformat() for day in dates), data_source=source, data_figure=figure,
        data_decimals=str(decimals), data_paint=_paint(), data_play=text("periods-play"),
        data_pause=text("periods-pause"),
    )  # fmt: skip
    slider = dcc.Input(
        id=SLIDER, type="range", min=first.toordinal(), max=last.toordinal(), step=1, value=at.toordinal(),
        className="periods__slider",
    )  # fmt: skip
    track = [_bands(stages, first, last, text), slider, _ticks(dates, first, last)]
    return html.Div(
        [
            html.Div([_button("previous", "‹", text), _button("play", "▶", text), _button("next", "›", text)],
                     className="periods__buttons"),
            html.Label(
                [html.Span(text("periods-label"), className="only-read"),
                 html.Strong(_date_words(at, stages, text), id="period-date")],
                htmlFor=SLIDER, className="periods__date",
            ),
            html.Div(track, className="periods__track"),
        ],
        id="periods", className="periods no-print", **words,
    )  # fmt: skip


def _date_words(at: date, stages: pd.DataFrame, text: Text) -> str:
    """The date and the stage that it lies in, as assets/js/periods.js says them."""
    names = [str(row[f"title_{text.language}"]) for row in records(stages) if _holds(row, at)]
    return " · ".join([text.date(at), *names[-1:]])


def _holds(row: dict[str, object], day: date) -> bool:
    start, end = as_date(row["start_date"]), as_date(row["end_date"])
    return start is not None and end is not None and start <= day <= end


def _button(name: str, mark: str, text: Text) -> Component:
    words = text(f"periods-{name}")
    return html.Button(
        mark, type="button", title=words, className="button periods__button",
        **named(data_period=name, aria_label=words),
    )  # fmt: skip


def _paint() -> str:
    """The colours of states as the browser paints them: `fill`, `edge` and `ink` by number."""
    return json.dumps({"fill": [rgb(name) for name in COLOURS], "edge": edges(), "ink": inks()}, separators=(",", ":"))


def _bands(stages: pd.DataFrame, first: date, last: date, text: Text) -> Component:
    bands = [_band(row, first, last, text) for row in records(stages)]
    return html.Div([band for band in bands if band], className="periods__bands")


def _band(row: dict[str, object], first: date, last: date, text: Text) -> Component | None:
    start, end = as_date(row["start_date"]), as_date(row["end_date"])
    if start is None or end is None or end < first or start > last:
        return None
    left, right = _place(max(start, first), first, last), _place(min(end + timedelta(days=1), last), first, last)
    name, is_vote = str(row[f"title_{text.language}"]), row["stage_code"] == VOTE
    return html.Span(
        name if right - left >= _LEAST_NAMED else "",
        title=f"{name}: {text.short_date(start)} – {text.short_date(end)}",
        className="periods__vote" if is_vote else "periods__band",
        style={"left": f"{left:.2f}%", "width": f"{right - left:.2f}%"},
        **named(data_start=start.isoformat(), data_end=end.isoformat(), data_name=name),
    )


def _place(day: date, first: date, last: date) -> float:
    return 100 * (day - first).days / (last - first).days


def _ticks(dates: Sequence[date], first: date, last: date) -> Component:
    """A line at each date; of very many none can be told apart."""
    marks = [f"linear-gradient(var(--chart-axis) 0 0) {_place(day, first, last):.2f}% 0/1px 5px" for day in dates]
    style = {"background": ",".join(marks), "backgroundRepeat": "no-repeat"} if len(marks) <= _MOST_TICKS else {}
    return html.Div(className="periods__ticks", style=style, **named(aria_hidden="true"))
