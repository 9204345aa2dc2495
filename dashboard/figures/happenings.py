"""What happened, as marks in a strip under the trend and in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.palette import colour
from dashboard.figures.wording import as_number, escape, records, with_unit
from dashboard.i18n import Text

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
            name="events",
            cliponaxis=False,
            text=[_day_words(day, rows, text) for day, rows in days.items()],
            hovertemplate="%{text}<extra></extra>",
        )
    ]


def _day_words(day: date, rows: list[dict[str, Any]], text: Text) -> str:
    listed = [escape(_event_words(row, text)) for row in rows[:_MOST_LISTED]]
    if len(rows) > _MOST_LISTED:
        listed.append(text("and-more", n=len(rows) - _MOST_LISTED))
    return "<br>".join([f"<b>{text.date(day, str(rows[0].get('precision') or 'day'))}</b>", *listed])


def _event_words(row: Mapping[str, Any], text: Text) -> str:
    number = as_number(row.get("number"))
    figure = f": {with_unit(text.number(number), str(row['unit']), text)}" if number is not None and row["unit"] else ""
    kind = event_kind(str(row["kind"]), text)
    return f"{kind}{figure} ({row['institution']})" if row.get("institution") else f"{kind}{figure}"


def event_kind(kind: str, text: Text) -> str:
    """The kind of an event in words; one that the catalogue does not know, as it was typed."""
    message = f"event-{kind.replace('_', '-')}"
    return text(message) if text.has(message) else kind.replace("_", " ")
