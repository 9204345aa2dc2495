"""What happened, as marks in a strip under the trend and in words.

A click on a mark opens its source (assets/js/sources.js); of a day with several it leads to that day in the list.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.citations import citations
from dashboard.figures.palette import colour
from dashboard.figures.wording import as_number, escape, records, with_unit
from dashboard.i18n import Text

EVENTS = "events"
"""How a mark is told from a point of a line, whose custom data are a region."""
_MOST_LISTED = 5


def event_marks(events: pd.DataFrame, text: Text) -> list[go.Scatter]:
    """One mark a day with events, in a strip under the plot."""
    if events.empty:
        return []
    dated = events.assign(day=pd.to_datetime(events["as_of"])).sort_values("day", kind="stable")
    days = {day.date(): records(dated[dated["day"] == day]) for day in dated["day"].drop_duplicates()}
    return [
        go.Scatter(
            x=[day.isoformat() for day in days],
            y=[0.45] * len(days),
            yaxis="y2",
            mode="markers",
            marker={"symbol": "diamond", "size": 8, "color": colour("event")},
            name=EVENTS,
            customdata=[[EVENTS, *_addresses(rows)] for rows in days.values()],
            cliponaxis=False,
            text=[_day_words(day, rows, text) for day, rows in days.items()],
            hovertemplate="%{text}<extra></extra>",
        )
    ]


def _addresses(rows: list[dict[str, Any]]) -> list[str]:
    found = citations(str(row["citation"]) for row in rows if isinstance(row["citation"], str))
    return list(dict.fromkeys(each.address for each in found if each.address))


def _day_words(day: date, rows: list[dict[str, Any]], text: Text) -> str:
    listed = [escape(_event_words(row, text)) for row in rows[:_MOST_LISTED]]
    if len(rows) > _MOST_LISTED:
        listed.append(text("and-more", n=len(rows) - _MOST_LISTED))
    opens = f"<i>{text('event-opens', n=len(_addresses(rows)))}</i>"
    return "<br>".join([f"<b>{text.date(day, str(rows[0].get('precision') or 'day'))}</b>", *listed, opens])


def _event_words(row: Mapping[str, Any], text: Text) -> str:
    number = as_number(row.get("number"))
    figure = f": {with_unit(text.number(number), str(row['unit']), text)}" if number is not None and row["unit"] else ""
    kind = event_kind(str(row["kind"]), text)
    return f"{kind}{figure} ({row['institution']})" if row.get("institution") else f"{kind}{figure}"


def event_kind(kind: str, text: Text) -> str:
    """The kind of an event in words; one that the catalogue does not know, as it was typed."""
    message = f"event-{kind.replace('_', '-')}"
    return text(message) if text.has(message) else kind.replace("_", " ")
