"""What stands beside the figures of a region on a day: open questions of its council, and who headed it."""

import datetime as dt
from typing import Any

import pandas as pd

from dashboard.figures.wording import as_date, records
from dashboard.queries import Reading, annotations


def open_questions(r: Reading, region: str, at: dt.date) -> pd.DataFrame:
    """The questions of a region's council that had no answer on a day, the oldest first (columns `ANNOTATION`)."""
    found = annotations(r, "question", region, at)
    open_ = [day is None or day > at for day in map(as_date, found["ends_on"])]
    still = found[pd.Series(open_, index=found.index, dtype=bool)]
    return still.sort_values(["as_of", "annotation_id"], kind="stable", ignore_index=True)


def last_meeting(r: Reading, region: str, at: dt.date) -> dt.date | None:
    """The day of the last meeting before a day; None where none is on record."""
    days = [day for day in map(as_date, annotations(r, "question", region, at)["as_of"]) if day and day < at]
    return max(days, default=None)


def terms(r: Reading, region: str, at: dt.date) -> list[dict[str, Any]]:
    """Who headed a government up to a day, in the order of their terms: `subject` (how), `as_of`, `ends_on`."""
    return records(annotations(r, "office_term", region, at).iloc[::-1])
