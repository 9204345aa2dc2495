"""What interpreting some columns gives."""

from typing import Any, NamedTuple

import pandas as pd

from etl.grid import Note

Values = dict[str, "pd.Series[Any]"]


class Parsed(NamedTuple):
    """Interpreted columns (index of the rows), their breaches (BREACH_COLUMNS, one line a breach), and notes."""

    columns: Values
    breaches: pd.DataFrame
    notes: tuple[Note, ...] = ()


def told(kind: str, rows: pd.Index, detail: dict[str, Any] | None = None) -> tuple[Note, ...]:
    """The note of one kind about some rows (index labels): at the first of them, with their number; none of none."""
    if not len(rows):
        return ()
    return (Note("", int(rows[0]), kind, {**(detail or {}), "rows": len(rows)}),)
