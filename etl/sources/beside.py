"""What the sources have in common whose rows stand beside the figures: terms of office, statements, questions.

Such a row is counted in no figure. It yields one annotation, and neither an observation nor an event.
"""

from collections.abc import Sequence

import pandas as pd

from etl.contracts import Emitted
from etl.rules import Detail, RowRule, rule
from etl.sources.shared import ANNOTATION_COLUMNS, OBSERVATION_COLUMNS, no_events

LONGEST_TEXT = 600
_TEXTS = ("agency", "election", "subject", "reply", "institution")
_DAYS = ("about_on", "due_on", "ends_on")

DAY_NEEDED = rule(
    "day_needed",
    ("Harinya tidak disebut", "The day is not stated"),
    (
        "Di sini diperlukan satu hari, bukan bulan, tahun atau rentang tanggal.",
        "One day is needed here, not a month, a year or a range of dates.",
    ),
    ("Tulis harinya, misalnya 2024-09-30.", "Write the day, for instance 2024-09-30."),
)


def annotated(rows: pd.DataFrame, kind: str, **said: "pd.Series[str]") -> Emitted:
    """Accepted rows as annotations of one kind.

    Args:
        said: the columns of ANNOTATION_COLUMNS that rows of this kind have beside record, region, day and source.
    """
    blank = {name: pd.Series("", index=rows.index, dtype="str") for name in _TEXTS}
    never = {name: pd.Series(pd.NaT, index=rows.index, dtype="datetime64[s]") for name in _DAYS}
    same = {"annotation_id": rows["record_key"], "citation": rows["source"]}
    same |= {name: rows[name] for name in ("region_code", "as_of")}
    found = pd.DataFrame({**blank, **never, **same, **said}).assign(kind=kind)
    annotations = found.rename_axis("row").reset_index()[list(ANNOTATION_COLUMNS)]
    return Emitted(pd.DataFrame(columns=list(OBSERVATION_COLUMNS)), no_events(), annotations=annotations)


def on_a_day(column: str) -> RowRule:
    """The rule that the date of a row is a day: these rows are told apart by it, and it is held against other days."""
    return RowRule(DAY_NEEDED, (column,), lambda rows: rows["period_start"] != rows["period_end"])


def not_before(
    code: str, column: str, date: str, title: tuple[str, str], message: tuple[str, str], remedy: tuple[str, str]
) -> RowRule:
    """The rule that a day of a row is not before the row's own date.

    Args:
        column: the column of the day; `date`: that of the row's date.
        message: may name both as `{day}` and `{date}`.
    """

    def details(rows: pd.DataFrame) -> list[Detail]:
        return [{"day": iso(day), "date": iso(own)} for day, own in zip(rows[column], rows["as_of"], strict=True)]

    return RowRule(
        rule(code, title, message, remedy), (column, date), lambda rows: rows[column] < rows["as_of"], details
    )


def iso(day: pd.Timestamp) -> str:
    """A day as people and files write it; of none an ellipsis."""
    return "…" if pd.isna(day) else day.date().isoformat()


def last_of_each(rows: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    """The rows that stand, of those of one key the last."""
    return rows.drop_duplicates(list(key), keep="last")
